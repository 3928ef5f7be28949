import type { Table } from "../metadata/model";
import { isPolymorphic, typeColumn } from "../metadata/model";
import { requestErrors } from "../server/errors";
import type { RawRow } from "../store/store";
import type { CollectionNavigation } from "./compile-filter";
import { rowsByKey, rowsByParent } from "./fetch-rows";
import { innerCookie, skipToken } from "./paging";
import type { Projection } from "./projection";
import { projectionOf } from "./projection";
import type { ReadScope } from "./scope";
import type { ExpandItem, QueryOptions } from "./syntax";

/** A row with what was expanded under it, by navigation property. */
export interface TreeRow {
  readonly raw: RawRow;
  readonly projection: Projection;
  readonly expanded: Map<string, Expansion>;
}

export type Expansion =
  | { readonly kind: "row"; readonly row: TreeRow | null; readonly ref: boolean }
  /** `token` is the `$skiptoken` of the rest, when there is one. */
  | { readonly kind: "rows"; readonly rows: readonly TreeRow[]; readonly item: ExpandItem; readonly nextLink?: string };

const mostRows = 5000;
const onlySelectAndFilter =
  "Only $select and $filter clause can be provided while doing $expand on many-to-one relationship or nested one-to-many relationship.";

/** Wraps rows and reads what is expanded under them, level by level, one statement per navigation property and level. */
export function expandRows(
  scope: ReadScope,
  rows: readonly RawRow[],
  projection: Projection,
  options: QueryOptions,
  pageSize: number,
): TreeRow[] {
  const nested = hasNested(options);
  checkExpands(scope, projection.table, options, nested, false);
  const trees = rows.map((raw): TreeRow => ({ raw, projection, expanded: new Map() }));
  fill(scope, trees, projection.table, options, nested ? pageSize : mostRows, nested);

  return trees;
}

/** Whether anything below the first level is expanded: then collections are paged (facts/dataverse-web-api.md §2.3). */
function hasNested(options: QueryOptions): boolean {
  return options.expand.some((item) => item.options.expand.length > 0);
}

function fill(
  scope: ReadScope,
  trees: readonly TreeRow[],
  table: Table,
  options: QueryOptions,
  limit: number,
  nested: boolean,
): void {
  for (const item of options.expand) {
    const navigation = scope.catalog.navigation(table.logicalName, item.navigation);
    if (navigation === undefined) throw requestErrors.unknownProperty(item.navigation, table.logicalName);
    const target = scope.catalog.requireTable(navigation.target);
    if (navigation.kind === "lookup") {
      fillLookup(scope, trees, table, navigation.relationship.referencingColumn, target, item, limit, nested);
    } else fillCollection(scope, trees, table, navigation, target, item, limit, nested);
  }
}

function fillLookup(
  scope: ReadScope,
  trees: readonly TreeRow[],
  table: Table,
  columnName: string,
  target: Table,
  item: ExpandItem,
  limit: number,
  nested: boolean,
): void {
  const column = table.columns.get(columnName);
  const typed = column !== undefined && isPolymorphic(column) && target.logicalName !== "owner";
  const idOf = (tree: TreeRow): string | undefined => {
    const id = tree.raw[columnName];
    const fits = !typed || tree.raw[typeColumn(columnName)] === target.logicalName;

    return typeof id === "string" && fits ? id : undefined;
  };
  const ids = [...new Set(trees.flatMap((tree) => idOf(tree) ?? []))];
  const projection = projectionOf(target, item.options, scope.catalog);
  const found = rowsByKey(scope, projection, ids, item.options.filter);
  const wrapped = new Map(
    [...found].map(([id, raw]) => [id, { raw, projection, expanded: new Map() } satisfies TreeRow]),
  );
  fill(scope, [...wrapped.values()], target, item.options, limit, nested);
  for (const tree of trees) {
    const row = wrapped.get(idOf(tree) ?? "") ?? null;
    tree.expanded.set(item.navigation, { kind: "row", row, ref: item.ref });
  }
}

function fillCollection(
  scope: ReadScope,
  trees: readonly TreeRow[],
  table: Table,
  navigation: CollectionNavigation,
  target: Table,
  item: ExpandItem,
  limit: number,
  nested: boolean,
): void {
  const link = navigation.kind === "collection" ? [navigation.relationship.referencingColumn] : [];
  const projection = projectionOf(target, item.options, scope.catalog, link);
  const ids = trees.map((tree) => String(tree.raw[table.primaryId]));
  const wanted = Math.min(item.options.top ?? limit, limit);
  const { rows, keys } = rowsByParent(scope, table, navigation, projection, item.options, ids, wanted + 1);
  const byParent = new Map<string, TreeRow[]>();
  for (const raw of rows) {
    const parent = String(raw["$parent"]);
    const list = byParent.get(parent) ?? [];
    list.push({ raw, projection, expanded: new Map() });
    byParent.set(parent, list);
  }
  for (const tree of trees) {
    const id = String(tree.raw[table.primaryId]);
    const all = byParent.get(id) ?? [];
    const shown = all.slice(0, wanted);
    const [first, last] = [shown[0], shown[shown.length - 1]];
    const more = nested && all.length > wanted && first !== undefined && last !== undefined;
    const token = more ? skipToken(innerCookie(keys, 1, first.raw, last.raw), 2) : undefined;
    const address = `${scope.baseUrl}${table.entitySetName}(${id})/${item.navigation}`;
    // Without nested expands the address of the collection is always there, even when all rows are (facts §2.3).
    const nextLink = nested
      ? token === undefined
        ? undefined
        : nextAddress(address, item, token)
      : nextAddress(address, item);
    tree.expanded.set(item.navigation, {
      kind: "rows",
      rows: shown,
      item,
      ...(nextLink === undefined ? {} : { nextLink }),
    });
  }
  fill(scope, [...byParent.values()].flat(), target, item.options, limit, nested);
}

function nextAddress(address: string, item: ExpandItem, token?: string): string {
  const parts = [...item.written]
    .filter(([name]) => name !== "$top")
    .map(([name, value]) => `${name}=${encodeURIComponent(value).replace(/%2C/g, ",").replace(/%24/g, "$")}`);
  if (token !== undefined) parts.push(`$skiptoken=${token}`);

  return parts.length === 0 ? address : `${address}?${parts.join("&")}`;
}

/** The rules of joins (facts/dataverse-web-api.md §2.2, §2.3). */
function checkExpands(scope: ReadScope, table: Table, options: QueryOptions, nested: boolean, below: boolean): void {
  for (const item of options.expand) {
    const navigation = scope.catalog.navigation(table.logicalName, item.navigation);
    if (navigation === undefined) throw requestErrors.unknownProperty(item.navigation, table.logicalName);
    if (item.ref && navigation.kind !== "lookup") {
      throw requestErrors.badQuery("Expand with $ref is only supported on lookup type navigation property.");
    }
    const sorted = item.options.orderBy.length > 0 || item.options.top !== undefined;
    if (sorted && (nested || navigation.kind === "lookup")) throw requestErrors.badQuery(onlySelectAndFilter);
    if (navigation.kind === "manyToMany" && (below || nested)) {
      throw requestErrors.badQuery("Many-to-many relationships cannot be used in nested $expand options.");
    }
    checkExpands(scope, scope.catalog.requireTable(navigation.target), item.options, nested, true);
  }
}
