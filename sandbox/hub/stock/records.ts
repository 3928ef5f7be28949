/** What several stock commands do with records. */
import { dialogs } from "../dialogs/store";
import { entitySetOf, plainId, type LookupItem } from "../form-model";
import { navigation } from "../xrm/navigation";
import { utility } from "../xrm/utility";
import { clientError, webApi } from "../xrm/web-api";
import { say } from "./strings";

/** How a command of a view hands over a row. */
export interface ItemReference {
  readonly Id: string;
  readonly Name?: string;
  readonly TypeName?: string;
}

/** More rows than this are not worked on one by one, as in the product (facts/solution-package.md §3.2). */
const maxRecords = 250;

export function confirm(title: string, text: string, confirmButtonLabel: string): Promise<boolean> {
  return navigation.openConfirmDialog({ title, text, confirmButtonLabel }).then(({ confirmed }) => confirmed);
}

export function showError(error: unknown): Promise<void> {
  const { message, errorCode } = clientError(isClientError(error) ? new Error(error.message) : error);
  const code = isClientError(error) ? error.errorCode : errorCode;
  return navigation.openErrorDialog({ message, errorCode: code || undefined });
}

function isClientError(error: unknown): error is { errorCode: number; message: string } {
  return typeof error === "object" && error !== null && "errorCode" in error;
}

/** Shows the progress indicator while something runs. */
export async function whileBusy<T>(message: string, work: () => Promise<T>): Promise<T> {
  dialogs.setProgress(message);
  try {
    return await work();
  } finally {
    dialogs.setProgress(undefined);
  }
}

/** Does something with every row at once and tells in the end which ones failed. */
export async function forEachRecord(
  items: readonly ItemReference[],
  message: string,
  work: (item: ItemReference) => Promise<unknown>,
): Promise<void> {
  if (items.length > maxRecords) {
    await navigation.openAlertDialog({ text: say("atMost", maxRecords) });
    return;
  }
  const outcomes = await whileBusy(message, () => Promise.allSettled(items.map(work)));
  const failed = outcomes.flatMap((outcome, index) =>
    outcome.status === "rejected" ? [`${items[index]?.Name || items[index]?.Id}: ${reasonOf(outcome.reason)}`] : [],
  );
  if (failed.length === 0) return;
  await navigation.openErrorDialog({
    message: say("someFailed", failed.length, items.length),
    details: failed.join("\n"),
  });
}

function reasonOf(reason: unknown): string {
  return (reason as { message?: string }).message ?? String(reason);
}

/** Asks for the new owner; undefined when the person closed the lookup. */
export async function askForOwner(): Promise<LookupItem | undefined> {
  const [owner] = await utility.lookupObjects({ entityTypes: ["systemuser", "team"], defaultEntityType: "systemuser" });
  return owner;
}

export async function assignRecord(table: string, id: string, owner: LookupItem): Promise<void> {
  const address = `/${await entitySetOf(owner.entityType)}(${plainId(owner.id)})`;
  await webApi.updateRecord(table, id, { "ownerid@odata.bind": address });
}

/** Runs an unbound action of the Web API. */
export function runAction(name: string, parameters: Readonly<Record<string, unknown>>): Promise<Response> {
  const parameterTypes = Object.fromEntries(
    Object.keys(parameters).map((key) => [key, { typeName: "", structuralProperty: 0 }]),
  );
  return webApi.execute({
    ...parameters,
    getMetadata: () => ({ boundParameter: null, operationType: 0, operationName: name, parameterTypes }),
  });
}

/** A record as a parameter of an action: typed, with its key. */
export function typedReference(table: string, id: string, keyColumn = `${table}id`): Record<string, unknown> {
  return { "@odata.type": `Microsoft.Dynamics.CRM.${table}`, [keyColumn]: plainId(id) };
}
