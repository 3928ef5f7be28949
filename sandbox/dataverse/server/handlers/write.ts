import type { Table } from "../../metadata/model";
import { readRow, requireRow, updateRow, deleteRow } from "../../write/records";
import { createFromPayload, updateFromPayload } from "../../write/deep";
import { readPayload } from "../../write/payload";
import type { RowReference } from "../context";
import { readJsonObject } from "../body";
import { requestErrors, rowErrors } from "../errors";
import { json, noContent, type ApiResponse } from "../http";
import { findByKey, type RowKey } from "../keys";
import { absoluteAddress, hasHeaderStar, requireVersion, type Operation } from "../operation";
import { preferenceApplied } from "../preferences";
import { rowBody } from "./read";

/** What a handler answers, and the row that `$n` of its Content-ID stands for from now on. */
export interface WriteAnswer {
  readonly response: ApiResponse;
  readonly reference: RowReference | null;
}

/** `POST /leads` */
export function postRow(operation: Operation, table: Table): WriteAnswer {
  const { context, request } = operation;
  const body = readJsonObject(request, table.entitySetName);
  const id = createFromPayload(context, readPayload(context, table, body, "create"));
  return written(operation, table, id, 201);
}

/** `PATCH /leads(<key>)`: update, or create when there is no such row (facts/dataverse-web-api.md §2.4). */
export function patchRow(operation: Operation, table: Table, key: RowKey): WriteAnswer {
  const { context, request } = operation;
  const id = findByKey(context, table, key);
  const stored =
    id === undefined ? undefined : context.env.store.get(table.logicalName, id, [table.primaryId, "versionnumber"]);
  const body = readJsonObject(request, table.entitySetName);

  if (stored && id !== undefined) {
    if (hasHeaderStar(request, "if-none-match")) throw rowErrors.sameKey();
    requireVersion(request, stored.versionnumber);
    updateFromPayload(context, id, readPayload(context, table, body, "update"));
    return written(operation, table, id, 200);
  }
  if (request.headers["if-match"] !== undefined)
    throw id === undefined ? rowErrors.notFoundByKey(table.logicalName) : rowErrors.notFound(table.logicalName, id);
  const payload = readPayload(context, table, body, "create");
  const keyValues = key.kind === "primary" ? { [table.primaryId]: key.id } : key.values;
  const created = createFromPayload(context, { ...payload, values: { ...payload.values, ...keyValues } });
  return written(operation, table, created, context.env.settings.upsertCreatesAnswer201 ? 201 : 200);
}

/** `DELETE /leads(<key>)` */
export function removeRow(operation: Operation, table: Table, id: string): ApiResponse {
  const { context, request } = operation;
  requireVersion(request, requireRow(context, table, id).versionnumber);
  deleteRow(context, table.logicalName, id);
  return noContent();
}

/** `PUT /leads(<key>)/subject {"value": …}` and `DELETE /leads(<key>)/subject` */
export function writeProperty(operation: Operation, table: Table, id: string, column: string): ApiResponse {
  const { context, request } = operation;
  requireVersion(request, requireRow(context, table, id).versionnumber);
  if (request.method === "DELETE") {
    updateRow(context, table.logicalName, id, { [column]: null });
    return noContent({ "odata-entityid": absoluteAddress(context, { table: table.logicalName, id }) });
  }
  const body = readJsonObject(request, table.entitySetName);
  if (!("value" in body))
    throw requestErrors.badPayload(table.entitySetName, 'The body of a property must be {"value": …}.');
  updateFromPayload(context, id, readPayload(context, table, { [column]: body.value }, "update"));
  return noContent({ "odata-entityid": absoluteAddress(context, { table: table.logicalName, id }) });
}

function written(operation: Operation, table: Table, id: string, statusWithBody: number): WriteAnswer {
  const { context, prefer } = operation;
  const reference = { table: table.logicalName, id };
  const entityId = absoluteAddress(context, reference);
  if (!prefer.returnRepresentation)
    return { response: noContent({ location: entityId, "odata-entityid": entityId }), reference };

  // The representation is a read: the caller needs that right too. No OData-EntityId, so `$n` cannot refer to it (facts §2.5).
  readRow(context, table.logicalName, id, []);
  const body = rowBody(operation, table, id);
  const headers = { location: entityId, ...preferenceApplied(prefer, "returnRepresentation", "includeAnnotations") };
  return { response: json(body, headers, statusWithBody), reference: null };
}
