/** `Xrm.Navigation` (facts/solution-package.md §4.3). */
import { dialogs, type DialogSize, type OpenDialog, type SizeValue } from "../dialogs/store";
import { plainId, type FormModel, type FormRequest, type LookupItem, type PostSaveInfo } from "../form-model";
import { clientError } from "./web-api";
import { openScriptedForm } from "./forms";
import type { HubPage } from "./host";
import { host } from "./state";
import { say } from "../dialogs/strings";

const inDialog = 2;
const atSide = 2;

interface NavigationResult {
  savedEntityReference?: LookupItem[];
}

async function navigateTo(
  input: HubPage,
  options?: Xrm.Navigation.NavigationOptions,
): Promise<NavigationResult | undefined> {
  if (!input?.pageType)
    throw { errorCode: 2147746324, message: "navigateTo needs a page with a pageType." } satisfies Xrm.ErrorResponse;
  try {
    if (options?.target !== inDialog) {
      refuseUnknown(input);
      await host().showPage(normalPage(input));
      return undefined;
    }
    return await openInDialog(normalPage(input), options);
  } catch (error) {
    throw clientError(error);
  }
}

/** Pages that cannot be here, each with the reason. */
const unavailable: Readonly<Record<string, string>> = {
  custom: "a custom page is a canvas app, which runs in Power Apps alone and is left out of imports here",
  dashboard: "this environment has no dashboards",
  control: "a control is shown on a form or in place of a grid, never as a page of its own",
};

function refuseUnknown({ pageType }: HubPage): void {
  const reason = unavailable[pageType];
  if (reason) throw new Error(`The hub cannot show a page of the type "${pageType}" (navigateTo): ${reason}.`);
}

/** Ids may come in braces, and a page may be named by its old spelling. */
function normalPage(page: HubPage): HubPage {
  if (page.pageType !== "entityrecord") return page;
  const { entityId, formId } = page;
  return { ...page, entityId: entityId ? plainId(entityId) : undefined, formId: formId ? plainId(formId) : undefined };
}

async function openInDialog(
  page: HubPage,
  options: Xrm.Navigation.NavigationOptions,
): Promise<NavigationResult | undefined> {
  refuseUnknown(page);
  if (page.pageType === "entitylist") throw new Error("A list can only be shown inline, not in a dialog (navigateTo).");
  const side = options.position === atSide;
  const size = sizeOf(options);
  if (page.pageType === "entityrecord") return openFormDialog(requestOf(page), { title: options.title, side, size });
  await dialogs.open({ kind: "page", page, title: options.title, side }, size);
  return undefined;
}

function sizeOf(options: Xrm.Navigation.NavigationOptions): DialogSize {
  const side = options.position === atSide;
  const fallback: SizeValue = side ? { value: 600, unit: "px" } : { value: 80, unit: "%" };
  return { width: sizeValue(options.width) ?? fallback, height: sizeValue(options.height) };
}

function sizeValue(size: Xrm.Navigation.NavigationOptions["width"]): SizeValue | undefined {
  if (typeof size === "number") return { value: size, unit: "px" };
  return size;
}

export function requestOf(page: Xrm.Navigation.PageInputEntityRecord): FormRequest {
  const { entityName, entityId, formId, data, createFromEntity, relationship, processId, tabName } = page;
  return { entityName, entityId, formId, data, createFromEntity, relationship, processId, tabName };
}

interface FormDialogOptions {
  readonly title?: string;
  readonly side: boolean;
  readonly size: DialogSize;
}

/** A form in a dialog. Resolves when it is closed, with the new record when one was made in it. */
export async function openFormDialog(
  request: FormRequest,
  options: FormDialogOptions,
): Promise<NavigationResult | undefined> {
  const form = await openScriptedForm(request, (model) => dialogPort(model, options));
  const wasNew = form.entityId === undefined;
  let saved: LookupItem | undefined;
  form.listeners.postsave.add((event) => {
    const { reference } = event as PostSaveInfo;
    if (wasNew && reference) saved = reference;
  });
  const title = options.title ?? (form.isQuickCreate ? say("quickCreate", form.table.displayName) : undefined);
  await showForm(form, { ...options, title });
  return saved && { savedEntityReference: [saved] };
}

const openForms = new WeakMap<FormModel, OpenDialog>();
/** Forms that a script closed before they were shown, such as in onload. */
const closedEarly = new WeakSet<FormModel>();

function dialogPort(model: FormModel, options: FormDialogOptions): FormModel["port"] {
  const close = (): void => {
    const dialog = openForms.get(model);
    if (dialog) dialog.close();
    else closedEarly.add(model);
  };
  return {
    close,
    openForm: (request) => {
      close();
      openFormDialog(request, options).catch(() => undefined);
    },
  };
}

async function showForm(form: FormModel, { title, side, size }: FormDialogOptions): Promise<void> {
  if (closedEarly.has(form)) return;
  await dialogs.open({ kind: "form", form, title, side }, size, (dialog) => {
    openForms.set(form, dialog);
    dialog.mayClose = () => mayLeave(form);
  });
}

/** The product's question before unsaved entries are lost. */
export async function mayLeave(form: FormModel): Promise<boolean> {
  if (!form.isDirty) return true;
  const answer = await dialogs.open<{ confirmed: boolean }>({
    kind: "confirm",
    title: say("unsavedTitle"),
    text: say("discardText"),
    confirm: say("discard"),
    cancel: say("continueEditing"),
  });
  return answer?.confirmed ?? false;
}

function openAlertDialog(strings: Xrm.Navigation.AlertStrings, size?: Xrm.Navigation.DialogSizeOptions): Promise<void> {
  const { title, text, confirmButtonLabel } = strings;
  return dialogs
    .open<undefined>({ kind: "alert", title, text: String(text), confirm: confirmButtonLabel }, pixels(size))
    .then(() => undefined);
}

async function openConfirmDialog(
  strings: Xrm.Navigation.ConfirmStrings,
  size?: Xrm.Navigation.DialogSizeOptions,
): Promise<{ confirmed: boolean }> {
  const { title, subtitle, text, confirmButtonLabel, cancelButtonLabel } = strings;
  const answer = await dialogs.open<{ confirmed: boolean }>(
    { kind: "confirm", title, subtitle, text: String(text), confirm: confirmButtonLabel, cancel: cancelButtonLabel },
    pixels(size),
  );
  return answer ?? { confirmed: false };
}

function openErrorDialog(options: Xrm.Navigation.ErrorDialogOptions): Promise<void> {
  const { message, details, errorCode } = options;
  const text =
    message ?? (errorCode === undefined ? "An error occurred." : `An error occurred (0x${errorCode.toString(16)}).`);
  return dialogs.open<undefined>({ kind: "error", message: text, details, code: errorCode }).then(() => undefined);
}

function pixels(size: Xrm.Navigation.DialogSizeOptions | undefined): DialogSize {
  if (!size) return {};
  const value = (number: number | undefined): SizeValue | undefined =>
    number ? { value: number, unit: "px" } : undefined;
  return { width: value(size.width), height: value(size.height) };
}

/** `openForm` shows a form in the main area, in a new window, or as quick create at the side. */
async function openForm(
  options: Xrm.Navigation.EntityFormOptions,
  parameters?: Record<string, unknown>,
): Promise<NavigationResult | undefined> {
  if (!options.entityName)
    throw { errorCode: 2147746324, message: "openForm needs an entityName." } satisfies Xrm.ErrorResponse;
  const page: HubPage = {
    pageType: "entityrecord",
    entityName: options.entityName,
    entityId: options.entityId ? plainId(options.entityId) : undefined,
    formId: options.formId ? plainId(options.formId) : undefined,
    createFromEntity: options.createFromEntity,
    processId: options.processId,
    data: parameters,
  };
  try {
    if (options.useQuickCreateForm) {
      const size: DialogSize = { width: { value: 480, unit: "px" } };
      const request = { ...requestOf(page), isQuickCreate: true };
      return await openFormDialog(request, { title: undefined, side: true, size });
    }
    if (options.openInNewWindow) {
      openUrl(recordUrl(options.entityName, options.entityId));
      return undefined;
    }
    await host().showPage(page);
    return undefined;
  } catch (error) {
    throw clientError(error);
  }
}

export function recordUrl(table: string, id?: string): string {
  const query = new URLSearchParams({ appid: host().app.id, pagetype: "entityrecord", etn: table });
  if (id) query.set("id", plainId(id));
  return `${window.location.origin}/main.aspx?${query.toString()}`;
}

function openUrl(url: string, size?: Xrm.Navigation.DialogSizeOptions): void {
  const features = size ? `popup,width=${size.width},height=${size.height}` : "noopener";
  window.open(url, "_blank", features);
}

function openWebResource(name: string, options?: Partial<Xrm.Navigation.OpenWebresourceOptions>, data?: string): void {
  const query = data ? `?data=${encodeURIComponent(data)}` : "";
  if (options?.openInNewWindow === false) {
    host()
      .showPage({ pageType: "webresource", webresourceName: name, data })
      .catch(() => undefined);
    return;
  }
  const size = options?.width && options.height ? { width: options.width, height: options.height } : undefined;
  openUrl(`${window.location.origin}/WebResources/${name}${query}`, size);
}

const saveFile = 2;

/** Opens the file in a new tab, or saves it when asked to or when the browser cannot show it. */
export function openFile(file: Xrm.Navigation.FileDetails, options?: { openMode?: number }): Promise<void> {
  const bytes = Uint8Array.from(atob(file.fileContent), (character) => character.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([bytes], { type: file.mimeType }));
  const link = document.createElement("a");
  link.href = url;
  if (options?.openMode === saveFile) link.download = file.fileName;
  else link.target = "_blank";
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return Promise.resolve();
}

export const navigation = {
  navigateTo,
  openAlertDialog,
  openConfirmDialog,
  openErrorDialog,
  openFile,
  openForm,
  openUrl,
  openWebResource,
};
