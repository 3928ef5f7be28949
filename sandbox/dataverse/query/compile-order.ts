import { isLookupType } from "../metadata/model";
import { quoteName } from "../store/sql";
import type { ColumnReference, Source } from "./compile-from";
import type { SortKey } from "./paging";
import type { ReadScope } from "./scope";
import { defaultSwitches } from "./scope";
import type { OrderKey } from "./syntax";

/** The sort keys of a read, ending with the primary key. Lookups sort by the names that they show. */
export function sortKeys(orderBy: readonly OrderKey[], source: Source, scope: ReadScope): SortKey[] {
  const keys = orderBy.map(({ path, descending }): SortKey => {
    const reference = source.path(path.segments);
    const name = path.segments.join(".");

    return { name, sql: orderSql(reference, scope), descending, filled: path.segments.length === 1 && isFilled(name) };
  });
  const { primaryId } = source.table;
  keys.push({ name: primaryId, sql: source.raw(primaryId), descending: false });

  return keys;
}

/** Columns that the platform fills on every row. */
function isFilled(name: string): boolean {
  return name === "createdon" || name === "modifiedon";
}

/** What a column sorts by: a lookup by the primary name of the row that it points to. */
export function orderSql(reference: ColumnReference, scope: ReadScope): string {
  const { column, source, sql } = reference;
  const byName = (scope.switches ?? defaultSwitches).lookupsSortBy === "name";
  if (!isLookupType(column.type) || sql === "NULL" || !byName) return sql;
  const names = scope.catalog.relationshipsTo(source.table.logicalName, column.logicalName).flatMap((relationship) => {
    const target = scope.catalog.table(relationship.referencedTable);
    if (target?.primaryName === undefined) return [];
    const [name, table, key] = [target.primaryName, target.logicalName, relationship.referencedColumn].map(quoteName);

    return [`(SELECT "x".${name} FROM ${table} AS "x" WHERE "x".${key} = ${sql})`];
  });
  if (names.length === 0) return sql;

  const name = names.length === 1 ? (names[0] ?? sql) : `coalesce(${names.join(", ")})`;

  // The engine does not carry the collation of a column out of a subquery.
  return `(${name} COLLATE NOCASE)`;
}
