import type { Table } from "../metadata/model";
import { requestErrors, rowErrors } from "../server/errors";
import type { RawRow } from "../store/store";
import { totalRecordCount, totalRecordCountLimitExceeded, wantedAnnotations } from "./annotations";
import { readAggregates } from "./apply";
import { contextUrl } from "./context-url";
import { expandRows } from "./expand";
import type { TreeRow } from "./expand";
import type { ParentRow } from "./fetch-rows";
import { RowStatement } from "./fetch-rows";
import type { FetchRequest } from "./fetch/run";
import { readFetch } from "./fetch/run";
import type { JsonObject } from "./json";
import { innerCookie, readSkipToken, skipToken } from "./paging";
import { parseQueryOptions } from "./parse-options";
import { projectionOf } from "./projection";
import type { ReadScope } from "./scope";
import { RowSerializer } from "./serialize";
import type { QueryOptions } from "./syntax";

/** The default and the largest page, and how far counting goes (facts/dataverse-web-api.md §2.3). */
export const largestPage = 5000;

/** One read of several rows. */
export interface CollectionRequest {
  readonly table: Table;
  /** Query options by name, percent-decoded. */
  readonly options: ReadonlyMap<string, string>;
  /** `odata.maxpagesize`, or null. */
  readonly maxPageSize: number | null;
  /** Only the rows of this row's collection. */
  readonly parent?: ParentRow;
  /** The address behind the base, for the next page: `accounts` or `accounts(<id>)/Account_Tasks`. */
  readonly path: string;
  /** `…/Account_Tasks/$ref`: addresses only. */
  readonly refs?: boolean;
}

/** Answers `GET <set>?…` with its body. */
export function readCollection(scope: ReadScope, request: CollectionRequest): JsonObject {
  const stored = storedQuery(scope, request);
  if (stored !== undefined) return readFetch(scope, stored);
  const options = parseQueryOptions(request.options);
  if (options.apply !== undefined) return readAggregates(scope, request, options);
  const { table, parent } = request;
  const statement = new RowStatement(scope, { table, options, ...(parent === undefined ? {} : { parent }) });
  const projection = projectionOf(table, options, scope.catalog);
  const token = request.options.get("$skiptoken");
  const cookie = token === undefined ? undefined : readSkipToken(token, statement.keys.length);
  const page = pageOf(options, request.maxPageSize);
  const rows = page.limit === 0 ? [] : statement.rows(projection, page.limit + 1, cookie);
  const shown = rows.slice(0, page.limit);
  const trees = expandRows(scope, shown, projection, options, page.limit || largestPage);
  const body: JsonObject = {
    "@odata.context":
      request.refs === true
        ? `${scope.baseUrl}$metadata#Collection($ref)`
        : contextUrl(scope, projection, options, false),
  };
  addCounts(body, scope, options.count ? statement.count(largestPage + 1) : undefined);
  body["value"] = serialize(scope, trees, request.refs === true);
  const [first, last] = [shown[0], shown[shown.length - 1]];
  if (page.continues && rows.length > shown.length && first !== undefined && last !== undefined) {
    const number = cookie?.page ?? 1;
    body["@odata.nextLink"] = nextLink(
      scope,
      request,
      skipToken(innerCookie(statement.keys, number, first, last), number + 1),
    );
  }

  return body;
}

/** Answers `GET <set>(<id>)?…` with its body; undefined when there is no such row or it may not be read. */
export function readRow(
  scope: ReadScope,
  table: Table,
  id: string,
  written: ReadonlyMap<string, string>,
): JsonObject | undefined {
  const options = rowOptions(written);
  const projection = projectionOf(table, options, scope.catalog);
  const [raw] = new RowStatement(scope, { table, options, id }).rows(projection, 1);
  if (raw === undefined) return undefined;
  const trees = expandRows(scope, [raw], projection, options, largestPage);

  return { "@odata.context": contextUrl(scope, projection, options, true), ...new RowSerializer(scope).rows(trees)[0] };
}

/** The number of rows behind `/$count`, which stops at 5000. */
export function countRows(scope: ReadScope, request: Pick<CollectionRequest, "table" | "options" | "parent">): number {
  const options = parseQueryOptions(request.options);
  const { table, parent } = request;

  return new RowStatement(scope, { table, options, ...(parent === undefined ? {} : { parent }) }).count(largestPage);
}

/** Rows that a message answers with (QualifyLead, RetrieveDuplicates …) as OData JSON, all columns or those named. */
export function serializeRaw(
  scope: ReadScope,
  table: Table,
  rows: readonly RawRow[],
  select?: readonly string[],
): JsonObject[] {
  const options: QueryOptions = { orderBy: [], expand: [], count: false, ...(select === undefined ? {} : { select }) };
  const projection = projectionOf(table, options, scope.catalog);

  return new RowSerializer(scope).rows(rows.map((raw) => ({ raw, projection, expanded: new Map() })));
}

/** `?fetchXml=…`, `?savedQuery=<id>` or `?userQuery=<id>` (facts/dataverse-web-api.md §2.3). */
function storedQuery(scope: ReadScope, request: CollectionRequest): FetchRequest | undefined {
  const { table, options, maxPageSize } = request;
  const xml = options.get("fetchXml");
  if (xml !== undefined) return { table, xml, maxPageSize };
  for (const [option, from] of [
    ["savedQuery", "savedquery"],
    ["userQuery", "userquery"],
  ] as const) {
    const id = options.get(option);
    if (id === undefined) continue;
    const view = readRow(scope, scope.catalog.requireTable(from), normalGuid(id), new Map([["$select", "fetchxml"]]));
    const token = options.get("$skiptoken");
    if (typeof view?.["fetchxml"] !== "string") throw rowErrors.notFound(from, id);
    const nextPage = `${request.path}?${option}=${id}`;

    return {
      table,
      xml: view["fetchxml"],
      maxPageSize,
      nextPage,
      ...(token === undefined ? {} : { skipToken: token }),
    };
  }

  return undefined;
}

function normalGuid(text: string): string {
  const guid = /^\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?$/i.exec(text.trim())?.[1];
  if (guid === undefined) throw requestErrors.badQuery(`'${text.slice(0, 100)}' is not the key of a stored query.`);

  return guid.toLowerCase();
}

/** A single row takes `$select` and `$expand` only. */
function rowOptions(written: ReadonlyMap<string, string>): QueryOptions {
  const options = parseQueryOptions(written);
  if (options.apply !== undefined) throw requestErrors.badQuery("$apply cannot be applied to a single row.");

  return {
    orderBy: [],
    count: false,
    expand: options.expand,
    ...(options.select === undefined ? {} : { select: options.select }),
  };
}

/** With `odata.maxpagesize`, `$top` is ignored (facts/dataverse-web-api.md §2.3). */
function pageOf(options: QueryOptions, maxPageSize: number | null): { limit: number; continues: boolean } {
  if (maxPageSize !== null) return { limit: Math.min(maxPageSize, largestPage), continues: true };
  if (options.top === undefined) return { limit: largestPage, continues: true };

  return { limit: Math.min(options.top, largestPage), continues: options.top > largestPage };
}

/** `count` may be one more than the limit, which says that there are more. */
function addCounts(body: JsonObject, scope: ReadScope, count: number | undefined): void {
  const wanted = wantedAnnotations(scope.includeAnnotations);
  const shown = Math.min(count ?? -1, largestPage);
  if (count !== undefined) body["@odata.count"] = shown;
  if (wanted.wants(totalRecordCount)) body[`@${totalRecordCount}`] = shown;
  if (wanted.wants(totalRecordCountLimitExceeded)) {
    body[`@${totalRecordCountLimitExceeded}`] = count !== undefined && count > largestPage;
  }
}

function serialize(scope: ReadScope, trees: readonly TreeRow[], refs: boolean): JsonObject[] {
  const serializer = new RowSerializer(scope);

  return refs ? trees.map((tree) => ({ "@odata.id": serializer.addressOf(tree) })) : serializer.rows(trees);
}

function nextLink(scope: ReadScope, request: CollectionRequest, token: string): string {
  const parts = [...request.options]
    .filter(([name]) => name !== "$skiptoken")
    .map(
      ([name, value]) =>
        `${name}=${encodeURIComponent(value).replace(/%2C/g, ",").replace(/%24/g, "$").replace(/%40/g, "@")}`,
    );

  return `${scope.baseUrl}${request.path}${request.refs === true ? "/$ref" : ""}?${[...parts, `$skiptoken=${token}`].join("&")}`;
}
