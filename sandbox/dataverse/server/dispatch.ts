import type { Navigation } from "../metadata/catalog";
import { isLookupType, type Table } from "../metadata/model";
import { findNavigation } from "../write/payload";
import { readRow } from "../write/records";
import { lookupTarget } from "../write/lookups";
import type { CallContext, RowReference } from "./context";
import { requestErrors, rowErrors } from "./errors";
import { callBound, callUnbound, isBoundName } from "./handlers/message";
import { writeLink } from "./handlers/links";
import { isMetadataSegment, readMetadata } from "./handlers/metadata";
import { countRows, getProperty, getReference, getRow, listRows } from "./handlers/read";
import { replaceParties } from "./handlers/parties";
import { patchRow, postRow, removeRow, writeProperty, type WriteAnswer } from "./handlers/write";
import type { ApiRequest, ApiResponse } from "./http";
import { findByKey, parseKey, relativeToService, resolveContentId, type RowKey } from "./keys";
import type { Operation } from "./operation";
import { relativeAddress } from "./operation";
import { parsePath, parseQueryString, type Segment } from "./path";
import { parsePreferences } from "./preferences";

/** Routes one operation (of the wire or of a batch) to the handler of its resource. */
export function dispatch(context: CallContext, request: ApiRequest, inChangeSet: boolean): WriteAnswer {
  const url = resolveUrl(context, request.url);
  const mark = url.indexOf("?");
  const path = mark < 0 ? url : url.slice(0, mark);
  const operation: Operation = {
    context,
    request,
    query: parseQueryString(mark < 0 ? "" : url.slice(mark + 1)),
    prefer: parsePreferences(request.headers.prefer),
    inChangeSet,
  };
  if (inChangeSet && request.method === "GET")
    throw requestErrors.batch("A GET request is not allowed in a change set.");
  return route(operation, parsePath(path));
}

/** `$1/name` becomes `accounts(<id>)/name`; everything else loses host and service root. */
function resolveUrl(context: CallContext, url: string): string {
  const relative = relativeToService(url);
  const match = /^\$([\w-]+)(?=[/?]|$)/.exec(relative);
  const id = match?.[1];
  if (match === null || id === undefined || id === "metadata" || id === "batch") return relative;
  return relativeAddress(context, resolveContentId(context, id)) + relative.slice(match[0].length);
}

function answerOf(response: ApiResponse): WriteAnswer {
  return { response, reference: null };
}

function route(operation: Operation, segments: readonly Segment[]): WriteAnswer {
  const [first, ...rest] = segments;
  if (!first || isMetadataSegment(first.name)) return answerOf(readMetadata(operation, segments));

  const table = operation.context.env.catalog.tableBySet(first.name);
  if (table)
    return first.parens === null ? routeSet(operation, table, rest) : routeRow(operation, table, first.parens, rest);

  if (rest.length === 0) {
    const response = callUnbound(operation, first.name, first.parens);
    if (response) return answerOf(response);
  }
  throw requestErrors.unknownSegment(first.name);
}

function routeSet(operation: Operation, table: Table, rest: readonly Segment[]): WriteAnswer {
  const { method } = operation.request;
  const [next, ...more] = rest;
  if (!next) {
    if (method === "GET") return answerOf(listRows(operation, table, null));
    if (method === "POST") return postRow(operation, table);
    throw requestErrors.methodNotAllowed(method);
  }
  if (more.length > 0) throw requestErrors.unknownSegment(next.name);
  if (next.name === "$count") return answerOf(countRows(operation, table, null));
  if (isBoundName(next.name)) return answerOf(callBound(operation, next.name, next.parens, { set: table }));
  throw requestErrors.unknownSegment(next.name);
}

function routeRow(operation: Operation, table: Table, parens: string, rest: readonly Segment[]): WriteAnswer {
  const { context, request, query } = operation;
  const key = parseKey(table, parens, query);
  if (rest.length === 0 && request.method === "PATCH") return patchRow(operation, table, key);
  return routeFoundRow(operation, table, existing(context, table, key), rest);
}

function existing(context: CallContext, table: Table, key: RowKey): string {
  const id = findByKey(context, table, key);
  if (id === undefined) throw rowErrors.notFoundByKey(table.logicalName);
  return id;
}

function routeFoundRow(operation: Operation, table: Table, id: string, rest: readonly Segment[]): WriteAnswer {
  const { method } = operation.request;
  const reference: RowReference = { table: table.logicalName, id };
  const [next, ...more] = rest;
  if (!next) {
    if (method === "GET") return answerOf(getRow(operation, table, id));
    if (method === "PATCH") return patchRow(operation, table, { kind: "primary", id });
    if (method === "DELETE") return answerOf(removeRow(operation, table, id));
    throw requestErrors.methodNotAllowed(method);
  }
  if (isBoundName(next.name) && more.length === 0)
    return answerOf(callBound(operation, next.name, next.parens, { row: reference }));
  if (next.name === "$ref" && more.length === 0 && method === "GET")
    return answerOf(getReference(operation, reference));

  const column = table.columns.get(next.name) ?? lookupColumn(table, next.name);
  if (column && next.parens === null && !(isLookupType(column.type) && next.name === column.logicalName)) {
    if (more.length > 1 || (more[0] && more[0].name !== "$value"))
      throw requestErrors.unknownSegment(more[0]?.name ?? "");
    if (method === "GET") return answerOf(getProperty(operation, table, id, next.name, more.length === 1));
    if (method !== "PUT" && method !== "DELETE" && method !== "PATCH") throw requestErrors.methodNotAllowed(method);
    return answerOf(writeProperty(operation, table, id, column.logicalName));
  }
  const navigation = findNavigation(operation.context, table, next.name);
  if (!navigation) throw requestErrors.unknownSegment(next.name);
  return routeNavigation(operation, reference, navigation, next, more);
}

/** `_ownerid_value` as a property of its own. */
function lookupColumn(table: Table, name: string) {
  const column = /^_(.+)_value$/.exec(name)?.[1];
  return column === undefined ? undefined : table.columns.get(column);
}

function routeNavigation(
  operation: Operation,
  from: RowReference,
  navigation: Navigation,
  segment: Segment,
  rest: readonly Segment[],
): WriteAnswer {
  const { context, request } = operation;
  const target = context.env.catalog.requireTable(navigation.target);
  const [next] = rest;
  if (next?.name === "$ref" && rest.length === 1 && request.method !== "GET")
    return answerOf(writeLink(operation, from, navigation, segment.parens));

  if (navigation.kind === "lookup") return routeLookup(operation, from, navigation, rest);
  if (segment.parens !== null)
    return routeFoundRow(operation, target, existing(context, target, parseKey(target, segment.parens)), rest);

  const within = { from, navigation };
  if (!next && request.method === "PUT" && target.logicalName === "activityparty" && navigation.kind === "collection")
    return answerOf(replaceParties(operation, from, navigation));
  if (!next && request.method === "GET") return answerOf(listRows(operation, target, within));
  if (!next && request.method === "POST") return postInto(operation, target, within);
  if (next?.name === "$count" && rest.length === 1) return answerOf(countRows(operation, target, within));
  if (next?.name === "$ref" && rest.length === 1) return answerOf(listRows(operation, target, within, true));
  throw next ? requestErrors.unknownSegment(next.name) : requestErrors.methodNotAllowed(request.method);
}

/** `POST accounts(<id>)/contact_customer_accounts`: a new row that is linked at once. */
function postInto(
  operation: Operation,
  target: Table,
  within: { from: RowReference; navigation: Navigation },
): WriteAnswer {
  return operation.context.env.store.transaction(() => {
    const answer = postRow({ ...operation, prefer: { ...operation.prefer, returnRepresentation: false } }, target);
    if (answer.reference)
      writeLink(
        {
          ...operation,
          request: { ...operation.request, method: "POST", body: linkBody(operation, answer.reference) },
        },
        within.from,
        within.navigation,
        null,
      );
    return answer;
  });
}

function linkBody(operation: Operation, reference: RowReference): Buffer {
  return Buffer.from(JSON.stringify({ "@odata.id": relativeAddress(operation.context, reference) }));
}

function routeLookup(
  operation: Operation,
  from: RowReference,
  navigation: Navigation & { kind: "lookup" },
  rest: readonly Segment[],
): WriteAnswer {
  const { context, request } = operation;
  const source = context.env.catalog.requireTable(from.table);
  const column = navigation.relationship.referencingColumn;
  const row = readRow(context, from.table, from.id);
  const id = row[column];
  const targetName = lookupTarget(source, column, row);
  const pointsElsewhere = navigation.target !== "owner" && targetName !== undefined && targetName !== navigation.target;
  if (typeof id !== "string" || targetName === undefined || pointsElsewhere) {
    if (request.method === "GET") return answerOf({ status: 204, headers: { "odata-version": "4.0" }, body: null });
    throw rowErrors.notFound(navigation.target, "null");
  }
  return routeFoundRow(operation, context.env.catalog.requireTable(targetName), id, rest);
}
