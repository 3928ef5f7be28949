/** The `context` of a control, as the typings of the framework declare it (facts/pcf.md §B). */
import type { ControlModel, FormModel } from "../form-model";
import { device } from "../xrm/device";
import { entityMetadata } from "../xrm/entity-metadata";
import { clientUrl, globalContext } from "../xrm/global-context";
import { navigation } from "../xrm/navigation";
import { notThereAsync } from "../xrm/not-there";
import { privilegeDepth, type Verb } from "../xrm/privileges";
import { host } from "../xrm/state";
import { utility } from "../xrm/utility";
import { webApi } from "../xrm/web-api";
import { loadDependency } from "./registry";
import { createFormatting } from "./formatting";
import { buildParameters } from "./parameters";
import { createPopupService } from "./popup";
import type { LoadedControl } from "./registry";
import { fluentDesignLanguage } from "./theme";
import { createUserSettings } from "./user-settings";

/** What of the surroundings a control may change or ask for. */
export interface Surroundings {
  readonly width: number;
  readonly height: number;
  setFullScreen(on: boolean): void;
  trackResize(on: boolean): void;
  requestRender(): void;
  setState(state: Record<string, unknown>): boolean;
  fireEvent(name: string): void;
}

export type ControlContext = ComponentFramework.Context<unknown>;

export function buildContext(
  form: FormModel,
  control: ControlModel,
  loaded: LoadedControl,
  around: Surroundings,
  updated: readonly string[],
): ControlContext {
  const context = {
    parameters: buildParameters(form, control, loaded.manifest),
    updatedProperties: [...updated],
    mode: modeOf(form, control, around),
    client: { ...globalContext().client, disableScroll: false },
    device,
    factory: { getPopupService: createPopupService, requestRender: () => around.requestRender() },
    formatting: createFormatting(),
    navigation: navigationOf(),
    resources: resourcesOf(loaded),
    userSettings: createUserSettings(),
    utils: utilsOf(),
    webAPI: webApiOf(),
    events: eventsOf(around),
    fluentDesignLanguage: fluentDesignLanguage(),
    copilot: {
      executeEvent: notThereAsync("context.copilot.executeEvent"),
      executePrompt: notThereAsync("context.copilot.executePrompt"),
    },
    // Undocumented, and there in every real host (facts/pcf.md §B).
    page: {
      appId: host().app.id,
      entityId: form.entityId,
      entityTypeName: form.table.logicalName,
      isPageReadOnly: form.isReadOnly,
      getClientUrl: clientUrl,
    },
    accessibility: {
      assignedTabIndex: 0,
      assignedTooltip: "",
      _customControlProperties: { descriptor: { Id: control.name, Label: control.label } },
    },
    appSettings: { getIsFluentThemingEnabled: () => true },
  };
  return context as unknown as ControlContext;
}

function modeOf(form: FormModel, control: ControlModel, around: Surroundings): object {
  return {
    allocatedWidth: around.width,
    allocatedHeight: around.height,
    isControlDisabled: control.isReadOnly,
    isVisible: control.isShown,
    isRead: form.isReadOnly,
    isAuthoringMode: false,
    isOffline: false,
    label: control.label,
    setControlState: (state: Record<string, unknown>) => around.setState(state),
    setFullScreen: (on: boolean) => around.setFullScreen(on),
    trackContainerResize: (on: boolean) => around.trackResize(on),
    // Undocumented, as above.
    contextInfo: {
      entityId: form.entityId,
      entityTypeName: form.table.logicalName,
      entityRecordName: form.primaryName,
    },
  };
}

function navigationOf(): object {
  const {
    openAlertDialog,
    openConfirmDialog,
    openErrorDialog,
    openFile,
    openForm,
    openUrl,
    openWebResource,
    navigateTo,
  } = navigation;
  return {
    openAlertDialog,
    openConfirmDialog,
    openErrorDialog,
    openFile,
    openForm,
    openUrl,
    openWebResource,
    navigateTo,
  };
}

/** `webAPI` is less than Xrm.WebApi: no execute, no executeMultiple. */
function webApiOf(): object {
  const { createRecord, updateRecord, deleteRecord, retrieveRecord, retrieveMultipleRecords } = webApi;
  return { createRecord, updateRecord, deleteRecord, retrieveRecord, retrieveMultipleRecords };
}

function resourcesOf(loaded: LoadedControl): ComponentFramework.Resources {
  return {
    getString: (id) => loaded.texts.get(id) ?? id,
    getResource: (id, success, failure) => {
      fetch(loaded.address(id))
        .then(async (response) => {
          if (!response.ok) throw new Error(response.statusText);
          success(await base64Of(await response.blob()));
        })
        .catch(() => failure());
    },
  };
}

function base64Of(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^data:[^,]*,/, ""));
    reader.onerror = () => reject(new Error("The file cannot be read."));
    reader.readAsDataURL(blob);
  });
}

/** PropertyHelper.Types.PrivilegeType: 0 none, 1 create, 2 read, 3 write, 4 delete, 5 assign, 6 share, 7 append, 8 append to. */
const verbs: readonly (Verb | undefined)[] = [
  undefined,
  "Create",
  "Read",
  "Write",
  "Delete",
  "Assign",
  "Share",
  "Append",
  "AppendTo",
];

function utilsOf(): ComponentFramework.Utility {
  return {
    getEntityMetadata: (table, attributes) => entityMetadata(table, attributes),
    hasEntityPrivilege: (table, type, depth) => {
      const verb = verbs[type];
      return verb !== undefined && privilegeDepth(verb, table) >= depth;
    },
    lookupObjects: (options) => utility.lookupObjects(options),
    loadDependency: (name) => loadDependency(name),
  };
}

/** Any name may be called: the manifest's events are the handlers that a form has registered for the control. */
function eventsOf(around: Surroundings): object {
  // `then` would make a promise of the list for whoever awaits it.
  const isEvent = (name: string | symbol): name is string => typeof name === "string" && name !== "then";
  return new Proxy({}, { get: (_, name) => (isEvent(name) ? () => around.fireEvent(name) : undefined) });
}
