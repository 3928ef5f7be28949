import type { Column, Table } from "../../metadata/model";
import { isLookupType, isPolymorphic, typeColumn } from "../../metadata/model";
import { fetchErrors, requestErrors } from "../../server/errors";
import { booleanColumns, quoteName } from "../../store/sql";
import type { RawRow } from "../../store/store";
import {
  attributeName,
  fetchXmlPagingCookie,
  moreRecords,
  totalRecordCount,
  totalRecordCountLimitExceeded,
} from "../annotations";
import type { JsonObject } from "../json";
import type { Cookie, SortKey } from "../paging";
import {
  afterCondition,
  innerCookie,
  keySelects,
  orderBySql,
  outerCookie,
  readInnerCookie,
  readSkipToken,
  skipToken,
} from "../paging";
import type { Projection } from "../projection";
import type { ReadScope } from "../scope";
import { fragment, selectRows } from "../scope";
import { RowSerializer } from "../serialize";
import { aggregateRows } from "./aggregate";
import type { FetchOutput } from "./compile";
import { CompiledFetch } from "./compile";
import { parseFetch } from "./parse";
import type { FetchQuery } from "./syntax";

const largestPage = 5000;

/** One read by FetchXML. */
export interface FetchRequest {
  readonly table: Table;
  readonly xml: string;
  readonly maxPageSize: number | null;
  /** The `$skiptoken` of a stored query's next page. */
  readonly skipToken?: string;
  /** For stored queries: the address of the next page without its token. FetchXML itself is paged by its cookie only. */
  readonly nextPage?: string;
}

/** Answers `GET <set>?fetchXml=…` with its body (facts/dataverse-web-api.md §2.3). */
export function readFetch(scope: ReadScope, request: FetchRequest): JsonObject {
  const query = parseFetch(request.xml);
  if (scope.catalog.table(query.entity.name) === undefined) throw fetchErrors.unknownEntity(query.entity.name);
  if (scope.catalog.table(query.entity.name) === undefined) throw fetchErrors.unknownEntity(query.entity.name);
  if (query.entity.name !== request.table.logicalName) {
    throw fetchErrors.invalid(
      `the entity '${query.entity.name}' is not the one of the address, '${request.table.logicalName}'.`,
    );
  }
  const compiled = new CompiledFetch(scope, query);
  const serializer = new RowSerializer(scope);
  const limit = limitOf(query, request.maxPageSize);
  const context = `${scope.baseUrl}$metadata#${request.table.entitySetName}`;
  if (query.aggregate) {
    const value = aggregateRows(scope, compiled, serializer, limit + 1, (query.page - 1) * limit);

    return { "@odata.context": context, ...moreOf(serializer, value.length > limit), value: value.slice(0, limit) };
  }
  const page = new FetchPage(scope, compiled, limit, request.skipToken);
  const rows = page.rows();
  const body: JsonObject = { "@odata.context": `${context}${selectOf(compiled)}` };
  const paged = query.top === undefined;
  const more = paged && rows.length > limit;
  const shown = rows.slice(0, limit);
  addPaging(body, scope, serializer, compiled, page, shown, more);
  body["value"] = serializeRows(serializer, compiled, shown);
  if (more && request.nextPage !== undefined) {
    body["@odata.nextLink"] =
      `${scope.baseUrl}${request.nextPage}&$skiptoken=${skipToken(page.cookie(shown), page.number + 1)}`;
  }

  return body;
}

function limitOf(query: FetchQuery, maxPageSize: number | null): number {
  return Math.min(query.top ?? query.count ?? largestPage, maxPageSize ?? largestPage, largestPage);
}

/** One page of a query: by the cookie where the order is total, else by counting rows off. */
class FetchPage {
  readonly number: number;
  private readonly keys: readonly SortKey[];
  private readonly last: Cookie | undefined;
  private readonly keyed: boolean;

  constructor(
    private readonly scope: ReadScope,
    private readonly compiled: CompiledFetch,
    private readonly limit: number,
    token: string | undefined,
  ) {
    const { query, root } = compiled;
    this.keyed = !query.distinct && !compiled.multiplies;
    const orders = compiled.sortKeys();
    const key: SortKey = { name: root.table.primaryId, sql: root.raw(root.table.primaryId), descending: false };
    this.keys = query.distinct ? orders : [...orders, key];
    if (token !== undefined) this.last = readSkipToken(token, this.keys.length);
    else if (query.pagingCookie !== undefined && query.page > 1) {
      this.last = readInnerCookie(decodeCookie(query.pagingCookie), query.page, this.keys.length);
    }
    this.number = this.last?.page ?? query.page;
  }

  rows(): RawRow[] {
    const { compiled, keys } = this;
    const { query, root } = compiled;
    const byCookie = this.keyed && this.last !== undefined;
    const body = compiled.body(byCookie && this.last !== undefined ? [afterCondition(keys, this.last.last)] : []);
    const selects = [...selectsOf(compiled), ...(query.distinct ? [] : keySelects(keys))];
    const order = keys.length === 0 ? "" : ` ORDER BY ${orderBySql(keys)}`;
    const sql = `SELECT ${query.distinct ? "DISTINCT " : ""}${selects.join(", ")} FROM ${body.sql}${order} LIMIT ? OFFSET ?`;
    const skip = byCookie ? 0 : (this.number - 1) * this.limit;
    const wanted = query.top === undefined ? this.limit + 1 : this.limit;

    return selectRows(this.scope, {
      ...fragment(sql, ...body.parameters, wanted, skip),
      booleans: booleanColumns(root.table),
    });
  }

  /** The inner cookie of the page. */
  cookie(shown: readonly RawRow[]): string {
    const [first, last] = [shown[0] ?? {}, shown[shown.length - 1] ?? {}];

    return innerCookie(this.keys, this.number, first, last);
  }

  count(): number {
    const body = this.compiled.body();
    const what = this.compiled.query.distinct ? `DISTINCT ${selectsOf(this.compiled).join(", ")}` : "1";
    const sql = `SELECT count(*) AS "n" FROM (SELECT ${what} FROM ${body.sql} LIMIT ${largestPage + 1})`;

    return Number(selectRows(this.scope, { sql, parameters: body.parameters })[0]?.["n"] ?? 0);
  }
}

/** Clients hand the cookie back decoded once, twice or not at all. */
function decodeCookie(text: string): string {
  let cookie = text.trim();
  try {
    const outer = /^<cookie pagenumber="[^"]*" pagingcookie="([^"]*)"/.exec(cookie);
    if (outer !== null) cookie = outer[1] ?? "";
    for (let i = 0; i < 3 && /^%/.test(cookie); i += 1) cookie = decodeURIComponent(cookie);
  } catch {
    throw requestErrors.badQuery("Malformed XML in the Paging Cookie.");
  }

  return cookie;
}

function rootColumns(compiled: CompiledFetch): Column[] {
  const { root, query } = compiled;
  const own = compiled.outputs
    .filter((each) => each.alias === undefined && isPlain(each))
    .map((each) => each.reference.column);
  const key = root.table.columns.get(root.table.primaryId);
  const columns = query.distinct || key === undefined ? own : [key, ...own];

  return [...new Map(columns.map((each) => [each.logicalName, each])).values()];
}

/** An attribute of the entity under its own name, which is sent like any other column. */
function isPlain(output: FetchOutput): boolean {
  return output.alias === undefined && output.attribute.alias === undefined && output.reference.column.stored;
}

function projectionOf(compiled: CompiledFetch): Projection {
  const { table } = compiled.root;
  const columns = rootColumns(compiled);

  return { table, columns, raw: rawNames(columns, table, compiled.query.distinct) };
}

function rawNames(columns: readonly Column[], table: Table, distinct: boolean): string[] {
  const raw = new Set(distinct ? [] : ["versionnumber"].filter((name) => table.columns.has(name)));
  for (const column of columns) {
    raw.add(column.logicalName);
    if (isPolymorphic(column)) raw.add(typeColumn(column.logicalName));
    if (column.type === "Money" && !distinct && table.columns.has("transactioncurrencyid"))
      raw.add("transactioncurrencyid");
  }

  return [...raw];
}

function selectsOf(compiled: CompiledFetch): string[] {
  const { root } = compiled;
  const own = projectionOf(compiled).raw.map((name) => `${root.raw(name)} AS ${quoteName(name)}`);
  const linked = linkedOutputs(compiled).flatMap(({ reference }, index) => {
    const { column, source, sql } = reference;
    const selects = [`${sql} AS "l${index}"`];
    if (column.stored && isPolymorphic(column))
      selects.push(`${source.raw(typeColumn(column.logicalName))} AS "l${index}t"`);
    if (column.type === "Money" && source.table.columns.has("transactioncurrencyid") && !compiled.query.distinct) {
      selects.push(`${source.raw("transactioncurrencyid")} AS "l${index}c"`);
    }

    return selects;
  });
  const all = [...own, ...linked];

  return all.length === 0 ? [`${root.raw(root.table.primaryId)} AS ${quoteName(root.table.primaryId)}`] : all;
}

function linkedOutputs(compiled: CompiledFetch): FetchOutput[] {
  return compiled.outputs.filter((each) => !isPlain(each));
}

function serializeRows(serializer: RowSerializer, compiled: CompiledFetch, rows: readonly RawRow[]): JsonObject[] {
  const projection = projectionOf(compiled);
  const linked = linkedOutputs(compiled).map((output, index) => ({ ...output, index, key: keyOf(output) }));
  const lookups = linked.filter(({ reference }) => isLookupType(reference.column.type));
  serializer.prepareNames(
    rows.flatMap((row) =>
      lookups.flatMap(({ reference, index }): [string, string][] => {
        const [id, target] = [row[`l${index}`], linkedTarget(reference.column, row, index)];

        return typeof id === "string" && target !== undefined ? [[target, id]] : [];
      }),
    ),
  );
  const bodies = serializer.rows(rows.map((raw) => ({ raw, projection, expanded: new Map() })));
  bodies.forEach((body, position) => {
    const row = rows[position] ?? {};
    for (const each of linked) addLinked(serializer, body, each, row);
  });

  return bodies;
}

/** `alias.attribute`, or the attribute's own alias (facts/dataverse-web-api.md §2.3). */
function keyOf({ alias, attribute }: FetchOutput): string {
  return attribute.alias ?? (alias === undefined ? attribute.name : `${alias}.${attribute.name}`);
}

function linkedTarget(column: Column, row: RawRow, index: number): string | undefined {
  const type = row[`l${index}t`];

  return isPolymorphic(column) ? (typeof type === "string" ? type : undefined) : column.targets?.[0];
}

function addLinked(
  serializer: RowSerializer,
  body: JsonObject,
  { reference, index, key, attribute }: FetchOutput & { index: number; key: string },
  row: RawRow,
): void {
  const stored = row[`l${index}`] ?? null;
  // Linked attributes without a value are left out.
  if (stored === null) return;
  const { column, source } = reference;
  const value = column.type === "Boolean" ? stored !== 0 : stored;
  if (serializer.wants(attributeName)) body[`${key}@${attributeName}`] = attribute.name;
  const target = isLookupType(column.type) ? linkedTarget(column, row, index) : undefined;
  serializer.addValue(
    body,
    key,
    source.table,
    column,
    value,
    { transactioncurrencyid: row[`l${index}c`] ?? null },
    target,
  );
}

function selectOf(compiled: CompiledFetch): string {
  const names = [
    ...rootColumns(compiled).map((each) => (isLookupType(each.type) ? `_${each.logicalName}_value` : each.logicalName)),
    ...linkedOutputs(compiled).map((each) => keyOf(each).replace(".", "_x002e_")),
  ];

  return names.length === 0 ? "" : `(${names.join(",")})`;
}

function moreOf(serializer: RowSerializer, more: boolean): JsonObject {
  return serializer.wants(moreRecords) ? { [`@${moreRecords}`]: more } : {};
}

function addPaging(
  body: JsonObject,
  scope: ReadScope,
  serializer: RowSerializer,
  compiled: CompiledFetch,
  page: FetchPage,
  shown: readonly RawRow[],
  more: boolean,
): void {
  const count = compiled.query.totalCount ? page.count() : undefined;
  if (serializer.wants(totalRecordCount)) body[`@${totalRecordCount}`] = Math.min(count ?? -1, largestPage);
  if (serializer.wants(totalRecordCountLimitExceeded)) {
    body[`@${totalRecordCountLimitExceeded}`] = count !== undefined && count > largestPage;
  }
  if (more && serializer.wants(fetchXmlPagingCookie)) {
    body[`@${fetchXmlPagingCookie}`] = outerCookie(page.cookie(shown), page.number + 1);
  }
  Object.assign(body, moreOf(serializer, more));
}
