import type { AttributeModel } from "./attribute";
import type { FormModel } from "./form";
import { send, sendJson, ServerError } from "./http";
import { plainId, type LookupItem } from "./attribute";
import { entitySetsFor, readRow, writeColumn } from "./wire";

/** XrmEnum.SaveMode: 1 save, 2 save and close, 5 deactivate, 6 reactivate, 15 disqualify, 16 qualify, 59 save and new, 70 auto save. */
export interface SaveRequest {
  readonly saveMode?: number;
}

export type SaveOutcome =
  | { readonly state: "saved"; readonly reference: LookupItem; readonly created: boolean }
  | { readonly state: "unchanged" }
  | { readonly state: "invalid"; readonly messages: readonly string[] }
  | { readonly state: "prevented" }
  | { readonly state: "failed"; readonly error: ServerError };

/** What handlers of onsave get: they may stop the save, also after waiting. */
export interface SaveEvent {
  readonly saveMode: number;
  prevented: boolean;
}

export interface PostSaveEvent {
  readonly saved: boolean;
  readonly reference?: LookupItem;
  readonly error?: ServerError;
}

const duplicateFound = "0x80040333";

/**
 * Saves a form as the platform does: onsave first, then the checks, then one write, then the row is read again, then postsave.
 * A form without changes is not written, but its handlers run.
 */
export async function saveForm(form: FormModel, request: SaveRequest): Promise<SaveOutcome> {
  if (form.isSaving) return { state: "prevented" };
  form.isSaving = true;
  form.changed();
  try {
    return await runSave(form, request.saveMode ?? 1);
  } finally {
    form.isSaving = false;
    form.changed();
  }
}

async function runSave(form: FormModel, saveMode: number): Promise<SaveOutcome> {
  const event: SaveEvent = { saveMode, prevented: false };
  await form.fire("save", event);
  if (event.prevented) return { state: "prevented" };

  const messages = findMistakes(form);
  if (messages.length > 0) return { state: "invalid", messages };

  const isNew = form.entityId === undefined;
  const changes = changesOf(form, isNew);
  if (!isNew && changes.length === 0) return { state: "unchanged" };

  try {
    const id = await write(form, changes, isNew);
    form.takeRow(await readRow(form.table, id));
    const reference = { id, entityType: form.table.logicalName, name: form.primaryName };
    await form.fire("postsave", { saved: true, reference } satisfies PostSaveEvent);
    return { state: "saved", reference, created: isNew };
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    if (error.code === duplicateFound) return { state: "prevented" };
    await form.fire("postsave", { saved: false, error } satisfies PostSaveEvent);
    return { state: "failed", error };
  }
}

function findMistakes(form: FormModel): string[] {
  const fields = [...form.attributes.values()].flatMap((attribute) => {
    const validity = attribute.validate();
    return validity.valid ? [] : [validity.message];
  });
  const notifications = [...form.controls.values()].flatMap((control) =>
    control.notifications.filter(({ level }) => level === "ERROR").flatMap(({ messages }) => [...messages]),
  );
  return [...fields, ...notifications];
}

function changesOf(form: FormModel, isNew: boolean): AttributeModel[] {
  return [...form.attributes.values()].filter(({ submitMode, isDirty, info, value }) => {
    if (submitMode === "never") return false;
    if (!(isNew ? info.canCreate : info.canUpdate)) return false;
    return isDirty || submitMode === "always" || (isNew && value !== null);
  });
}

/** Duplicates are looked for as the platform's forms do: the server refuses, the user decides, the second try insists. */
async function write(form: FormModel, changes: readonly AttributeModel[], isNew: boolean): Promise<string> {
  const body = await bodyOf(form, changes);
  const attempt = (suppress: boolean) => sendWrite(form, body, isNew, suppress);
  try {
    return await attempt(form.confirmDuplicates === undefined);
  } catch (error) {
    const isDuplicate = error instanceof ServerError && error.code === duplicateFound;
    if (isDuplicate && (await form.confirmDuplicates?.())) return attempt(true);
    throw error;
  }
}

async function bodyOf(form: FormModel, changes: readonly AttributeModel[]): Promise<Record<string, unknown>> {
  const entitySets = await entitySetsFor(changes.map(({ value }) => value));
  const body: Record<string, unknown> = {};
  for (const { info, value } of changes) writeColumn(body, form.table, info, value, entitySets);
  return body;
}

async function sendWrite(form: FormModel, body: unknown, isNew: boolean, suppress: boolean): Promise<string> {
  const headers = { "MSCRM.SuppressDuplicateDetection": String(suppress) };
  if (!isNew) {
    await sendJson("PATCH", `${form.table.entitySetName}(${form.entityId})`, body, { ...headers, "If-Match": "*" });
    return form.entityId ?? "";
  }
  const response = await sendJson("POST", form.table.entitySetName, body, headers);
  const address = response.headers.get("OData-EntityId") ?? "";
  return plainId(/\(([^()]+)\)$/.exec(address)?.[1] ?? "");
}

/** Deletes the record of the form. */
export async function deleteRecord(form: FormModel): Promise<void> {
  await send(`${form.table.entitySetName}(${form.entityId})`, { method: "DELETE" });
}
