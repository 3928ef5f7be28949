/** `Xrm.Utility`, and the old members that are still in use. */
import { dialogs } from "../dialogs/store";
import { loadTable, type Json, type LookupItem } from "../form-model";
import { entityMetadata } from "./entity-metadata";
import { globalContext } from "./global-context";
import { navigation } from "./navigation";
import { notThere } from "./not-there";
import { getResourceString } from "./resources";
import { host } from "./state";
import { clientError, webApi } from "./web-api";
import type { ExecutableRequest } from "./web-api-request";
import { gridRefreshes } from "./grid-refreshes";

/** Opens the lookup dialog; resolves with the chosen records, none when it was closed. */
async function lookupObjects(options: Xrm.LookupOptions): Promise<LookupItem[]> {
  const chosen = await dialogs.open<LookupItem[]>({ kind: "lookup", options }, { width: { value: 480, unit: "px" } });
  return chosen ?? [];
}

/** Allowed status reasons by state: those of the state's options, for no table of this environment restricts transitions. */
async function getAllowedStatusTransitions(table: string, state: number): Promise<number[]> {
  const info = await loadTable(table);
  const options = info.attributes.get("statuscode")?.options ?? [];
  return options.filter((option) => option.state === state).map(({ value }) => value);
}

async function invokeProcessAction(name: string, parameters: Json): Promise<unknown> {
  const parameterTypes = Object.fromEntries(
    Object.keys(parameters).map((key) => [key, { typeName: "", structuralProperty: 0 }]),
  );
  const request: ExecutableRequest = {
    ...parameters,
    getMetadata: () => ({ boundParameter: null, operationType: 0, operationName: name, parameterTypes }),
  };
  const response = await webApi.execute(request);
  return response.status === 204 ? undefined : response.json();
}

function getPageContext(): Xrm.PageContext {
  return { input: host().currentPage() } as unknown as Xrm.PageContext;
}

const activityTables = new Set([
  "activitypointer",
  "appointment",
  "campaignactivity",
  "campaignresponse",
  "email",
  "fax",
  "letter",
  "phonecall",
  "recurringappointmentmaster",
  "serviceappointment",
  "socialactivity",
  "task",
]);

async function openQuickCreate(
  table: string,
  createFromEntity?: LookupItem,
  parameters?: Json,
): Promise<{ savedEntityReference: LookupItem | undefined }> {
  const result = await navigation.openForm(
    { entityName: table, useQuickCreateForm: true, createFromEntity },
    parameters,
  );
  return { savedEntityReference: result?.savedEntityReference?.[0] };
}

export const utility = {
  getGlobalContext: globalContext,
  getPageContext,
  getEntityMetadata: (table: string, attributes?: string[]) =>
    entityMetadata(table, attributes).catch((error: unknown) => Promise.reject(clientError(error))),
  getAllowedStatusTransitions,
  getResourceString,
  getLearningPathAttributeName: () => "data-id",
  invokeProcessAction,
  lookupObjects,
  refreshParentGrid: (record?: { entityType?: string }) => gridRefreshes.refresh(record?.entityType),
  showProgressIndicator: (message: string) => dialogs.setProgress(message),
  closeProgressIndicator: () => dialogs.setProgress(undefined),
  // Old members, deprecated in the product but there.
  alertDialog: (message: string, onClose?: () => void) => {
    navigation.openAlertDialog({ text: message }).then(onClose, onClose);
  },
  confirmDialog: (message: string, onYes?: () => void, onNo?: () => void) => {
    navigation.openConfirmDialog({ text: message }).then(({ confirmed }) => (confirmed ? onYes : onNo)?.(), onNo);
  },
  isActivityType: (table: string) => activityTables.has(table),
  openQuickCreate,
  openEntityForm: (name: string, id?: string, parameters?: Json) =>
    navigation.openForm({ entityName: name, entityId: id }, parameters),
  openWebResource: (name: string, data?: string, width = 800, height = 600) =>
    navigation.openWebResource(name, { openInNewWindow: true, width, height }, data),
  openUserProfile: notThere("Xrm.Utility.openUserProfile"),
};
