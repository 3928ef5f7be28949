import type { Navigation } from "../../metadata/catalog";
import type { Column, Table } from "../../metadata/model";
import { propertyName } from "../../query/scope";
import {
  countRows as countMatching,
  readCollection,
  readFormats,
  readRow as readOne,
  serializeRaw,
  writeJson,
  type JsonObject,
  type ParentRow,
  type ReadScope,
} from "../../query";
import { readerOf } from "../../security/reader";
import type { RawRow } from "../../store/store";
import { readRow } from "../../write/records";
import type { RowReference } from "../context";
import { requestErrors, rowErrors } from "../errors";
import { json, jsonCollection, noContent, type ApiResponse } from "../http";
import { isUnchanged, relativeAddress, type Operation } from "../operation";
import { preferenceApplied } from "../preferences";

/** The rows of a collection of one row: `accounts(<id>)/Account_Tasks`. */
export interface Within {
  readonly from: RowReference;
  readonly navigation: Navigation;
}

/** What a read needs of the operation. */
export function scopeOf({ context, prefer }: Operation): ReadScope {
  const { env, caller } = context;
  return {
    store: env.store,
    catalog: env.catalog,
    reader: readerOf(context),
    formats: readFormats(env.store, caller.userId),
    baseUrl: context.baseUrl,
    includeAnnotations: prefer.includeAnnotations,
    now: env.now(),
    switches: env.settings,
  };
}

/** `GET /leads?…` */
export function listRows(operation: Operation, table: Table, within: Within | null, refs = false): ApiResponse {
  const parent = within && parentOf(operation, within);
  const path = within
    ? `${relativeAddress(operation.context, within.from)}/${segmentOf(operation)}`
    : table.entitySetName;
  const body = readCollection(scopeOf(operation), {
    table,
    options: operation.query,
    maxPageSize: operation.prefer.maxPageSize,
    path,
    ...(parent ? { parent } : {}),
    ...(refs ? { refs } : {}),
  });
  const applied = preferenceApplied(operation.prefer, "maxPageSize", "includeAnnotations");
  return jsonCollection(writeJson(body), applied);
}

/** The name under which the collection was asked for, for the address of the next page. */
function segmentOf(operation: Operation): string {
  const path = operation.request.url.split("?")[0] ?? "";
  return (
    path
      .replace(/\/\$(ref|count)$/, "")
      .split("/")
      .pop() ?? ""
  );
}

function parentOf({ context }: Operation, { from, navigation }: Within): ParentRow {
  if (navigation.kind === "lookup") throw requestErrors.badQuery("A lookup is not a collection.");
  readRow(context, from.table, from.id, []);
  return { table: context.env.catalog.requireTable(from.table), id: from.id, navigation };
}

/** `GET /leads/$count`: text with a byte order mark before the number (facts/dataverse-web-api.md §2.3). */
export function countRows(operation: Operation, table: Table, within: Within | null): ApiResponse {
  const parent = within && parentOf(operation, within);
  const count = countMatching(scopeOf(operation), { table, options: operation.query, ...(parent ? { parent } : {}) });
  return { status: 200, headers: { "content-type": "text/plain", "odata-version": "4.0" }, body: `\uFEFF${count}` };
}

/** `GET /leads(<id>)`; 304 when the client has this version and asked for nothing that hides changes (§2.3). */
export function getRow(operation: Operation, table: Table, id: string): ApiResponse {
  const { context, request, query, prefer } = operation;
  const stored = readRow(context, table.logicalName, id, ["versionnumber"]);
  const conditional = !query.has("$expand") && prefer.includeAnnotations === null;
  const etag = `W/"${String(stored.versionnumber)}"`;
  if (conditional && isUnchanged(request, stored.versionnumber))
    return { status: 304, headers: { "odata-version": "4.0", etag }, body: null };
  const body = readOne(scopeOf(operation), table, id, query);
  if (!body) throw rowErrors.notFound(table.logicalName, id);
  return json(writeJson(body), { etag, ...preferenceApplied(prefer, "includeAnnotations") });
}

/** The body of a written row for `return=representation`. On updates `$expand` is passed over (§2.4). */
export function rowBody(operation: Operation, table: Table, id: string): string {
  const query = new Map(operation.query);
  if (operation.request.method === "PATCH") query.delete("$expand");
  const body = readOne(scopeOf(operation), table, id, query);
  if (!body) throw rowErrors.notFound(table.logicalName, id);
  return writeJson(body);
}

/** `GET /leads(<id>)/$ref` */
export function getReference(operation: Operation, reference: RowReference): ApiResponse {
  const { context } = operation;
  readRow(context, reference.table, reference.id, []);
  const address = context.baseUrl + relativeAddress(context, reference);
  return json({ "@odata.context": `${context.baseUrl}$metadata#$ref`, "@odata.id": address });
}

/** `GET /leads(<id>)/subject` and `…/$value` */
export function getProperty(
  operation: Operation,
  table: Table,
  id: string,
  property: string,
  rawValue: boolean,
): ApiResponse {
  const column = [...table.columns.values()].find((each) => propertyName(each) === property);
  if (!column) throw requestErrors.unknownProperty(property, table.logicalName);
  const [value, formatted] = propertyOf(operation, table, id, column, property);
  if (value === null || value === undefined) return noContent();
  if (rawValue) return valueResponse(column, value);
  const context = `${operation.context.baseUrl}$metadata#${table.entitySetName}(${id})/${property}`;
  return json(writeJson({ "@odata.context": context, ...formatted, value }));
}

function propertyOf(
  operation: Operation,
  table: Table,
  id: string,
  column: Column,
  property: string,
): readonly [JsonObject[string], JsonObject] {
  readRow(operation.context, table.logicalName, id, [column.logicalName]);
  const row = readOne(scopeOf(operation), table, id, new Map([["$select", property]])) ?? {};
  const annotations = Object.entries(row)
    .filter(([name]) => name.startsWith(`${property}@`))
    .map(([name, value]) => [name.replace(`${property}@`, "value@"), value] as const);
  return [row[property], Object.fromEntries(annotations)];
}

function valueResponse(column: Column, value: JsonObject[string]): ApiResponse {
  if (column.type === "Image" || column.type === "File")
    return {
      status: 200,
      headers: { "content-type": "application/octet-stream", "odata-version": "4.0" },
      body: Buffer.from(String(value), "base64"),
    };
  const text = typeof value === "object" && value !== null ? writeJson(value) : String(value);
  return { status: 200, headers: { "content-type": "text/plain", "odata-version": "4.0" }, body: text };
}

/** Whole rows of a message's answer, as a query would give them. */
export function serializeRows(operation: Operation, tableName: string, rows: readonly RawRow[]): string {
  const scope = scopeOf(operation);
  const table = scope.catalog.requireTable(tableName);
  return writeJson({
    "@odata.context": `${scope.baseUrl}$metadata#${table.entitySetName}`,
    value: serializeRaw(scope, table, rows),
  });
}

/** One whole row of a message's answer. */
export function serializeRow(operation: Operation, tableName: string, row: RawRow): string {
  const scope = scopeOf(operation);
  const table = scope.catalog.requireTable(tableName);
  return writeJson({
    "@odata.context": `${scope.baseUrl}$metadata#${table.entitySetName}/$entity`,
    ...serializeRaw(scope, table, [row])[0],
  });
}
