import type { Navigation } from "../metadata/catalog";
import type { Table } from "../metadata/model";
import { booleanColumns, quoteName } from "../store/sql";
import type { RawRow } from "../store/store";
import { Aliases, Source } from "./compile-from";
import type { CollectionNavigation } from "./compile-filter";
import { compileFilter, linkOf } from "./compile-filter";
import { sortKeys } from "./compile-order";
import { rootRowFilter } from "./density";
import { afterCondition, keySelects, orderBySql } from "./paging";
import type { Cookie, SortKey } from "./paging";
import type { Projection } from "./projection";
import type { Fragment, ReadScope } from "./scope";
import { fragment, joinFragments, selectRows } from "./scope";
import type { QueryOptions } from "./syntax";

/** A row whose collection is read: `accounts(<id>)/Account_Tasks`. */
export interface ParentRow {
  readonly table: Table;
  readonly id: string;
  readonly navigation: CollectionNavigation;
}

export interface RowQuery {
  readonly table: Table;
  readonly options: QueryOptions;
  readonly parent?: ParentRow;
  /** A further condition on the raw key: only this row. */
  readonly id?: string;
}

/** Builds the statements of one read of a table: its rows, or their number. */
export class RowStatement {
  readonly source: Source;
  readonly keys: readonly SortKey[];
  private readonly from: (source: Fragment) => Fragment;
  private readonly conditions: Fragment[];

  constructor(
    private readonly scope: ReadScope,
    readonly query: RowQuery,
  ) {
    const aliases = new Aliases();
    this.source = new Source(scope, query.table, aliases);
    this.conditions = [];
    let from = (source: Fragment): Fragment => source;
    if (query.parent !== undefined) {
      const parent = new Source(scope, query.parent.table, aliases);
      const link = linkOf(parent, this.source, query.parent.navigation);
      const key = `${parent.raw(parent.table.primaryId)} = ?`;
      from = (source) =>
        joinFragments(
          [link.from(source), fragment(`${quoteName(parent.table.logicalName)} AS "${parent.alias}"`)],
          ", ",
        );
      this.conditions.push(link.link, fragment(key, query.parent.id));
    }
    this.from = from;
    if (query.id !== undefined) {
      this.conditions.push(fragment(`"${this.source.alias}".${quoteName(query.table.primaryId)} = ?`, query.id));
    }
    const byKey = query.id !== undefined || query.parent !== undefined;
    const rowFilter = byKey ? this.source.rowFilter() : rootRowFilter(this.source);
    if (rowFilter !== undefined) this.conditions.push(rowFilter);
    if (query.options.filter !== undefined)
      this.conditions.push(compileFilter(query.options.filter, this.source, scope));
    this.keys = sortKeys(query.options.orderBy, this.source, scope);
  }

  /** Reads at most `limit` rows, after the cookie if there is one. Sort keys are in `$k0` … */
  rows(projection: Projection, limit: number, cookie?: Cookie): RawRow[] {
    const columns = projection.raw.map((name) => `${this.source.raw(name)} AS ${quoteName(name)}`);
    const conditions = [...this.conditions];
    if (cookie !== undefined) conditions.push(afterCondition(this.keys, cookie.last));
    const body = this.body(conditions);
    const sql = `SELECT ${[...columns, ...keySelects(this.keys)].join(", ")} FROM ${body.sql} ORDER BY ${orderBySql(this.keys)} LIMIT ?`;

    return selectRows(this.scope, {
      sql,
      parameters: [...body.parameters, limit],
      booleans: booleanColumns(this.query.table),
    });
  }

  /** Counts the rows, but no further than `limit`. */
  count(limit: number): number {
    const body = this.body(this.conditions);
    const sql = `SELECT count(*) AS "n" FROM (SELECT 1 FROM ${body.sql} LIMIT ?)`;

    return Number(selectRows(this.scope, { sql, parameters: [...body.parameters, limit] })[0]?.["n"] ?? 0);
  }

  /** `FROM … WHERE …` for statements that select something else (aggregates). */
  body(conditions: readonly Fragment[] = this.conditions): Fragment {
    const from = this.from(this.source.from());
    if (conditions.length === 0) return from;
    const where = joinFragments(conditions, " AND ");

    return fragment(`${from.sql} WHERE ${where.sql}`, ...from.parameters, ...where.parameters);
  }
}

/** Rows by their keys, for expanded lookups and names: only those that the reader may see, when asked so. */
export function rowsByKey(
  scope: ReadScope,
  projection: Projection,
  ids: readonly string[],
  filter?: QueryOptions["filter"],
): Map<string, RawRow> {
  const found = new Map<string, RawRow>();
  if (ids.length === 0) return found;
  const { table } = projection;
  const source = new Source(scope, table, new Aliases());
  const key = `"${source.alias}".${quoteName(table.primaryId)}`;
  const conditions = [fragment(`${key} IN (SELECT value FROM json_each(?))`, JSON.stringify(ids))];
  const rowFilter = source.rowFilter();
  if (rowFilter !== undefined) conditions.push(rowFilter);
  if (filter !== undefined) conditions.push(compileFilter(filter, source, scope));
  const columns = new Set([table.primaryId, ...projection.raw]);
  const selects = [...columns].map((name) => `${source.raw(name)} AS ${quoteName(name)}`);
  const from = source.from();
  const where = joinFragments(conditions, " AND ");
  const sql = `SELECT ${selects.join(", ")} FROM ${from.sql} WHERE ${where.sql}`;
  const parameters = [...from.parameters, ...where.parameters];
  for (const row of selectRows(scope, { sql, parameters, booleans: booleanColumns(table) })) {
    found.set(String(row[table.primaryId]), row);
  }

  return found;
}

/** The rows of a collection for many parents at once, each parent's rows in order and at most `limit` of them. */
export function rowsByParent(
  scope: ReadScope,
  parent: Table,
  navigation: Exclude<Navigation, { kind: "lookup" }>,
  projection: Projection,
  options: QueryOptions,
  ids: readonly string[],
  limit: number,
): { rows: RawRow[]; keys: readonly SortKey[] } {
  const aliases = new Aliases();
  const source = new Source(scope, projection.table, aliases);
  const parentSource = new Source(scope, parent, aliases);
  const link = linkOf(parentSource, source, navigation);
  const parentKey = `"${parentSource.alias}".${quoteName(parent.primaryId)}`;
  const conditions = [link.link, fragment(`${parentKey} IN (SELECT value FROM json_each(?))`, JSON.stringify(ids))];
  const rowFilter = source.rowFilter();
  if (rowFilter !== undefined) conditions.push(rowFilter);
  if (options.filter !== undefined) conditions.push(compileFilter(options.filter, source, scope));
  const keys = sortKeys(options.orderBy, source, scope);
  const columns = projection.raw.map((name) => `${source.raw(name)} AS ${quoteName(name)}`);
  const number = `row_number() OVER (PARTITION BY ${parentKey} ORDER BY ${orderBySql(keys)}) AS "$n"`;
  const from = joinFragments(
    [link.from(source.from()), fragment(`${quoteName(parent.logicalName)} AS "${parentSource.alias}"`)],
    ", ",
  );
  const where = joinFragments(conditions, " AND ");
  const inner = `SELECT ${[...columns, ...keySelects(keys), `${parentKey} AS "$parent"`, number].join(", ")} FROM ${from.sql} WHERE ${where.sql}`;
  const sql = `SELECT * FROM (${inner}) WHERE "$n" <= ? ORDER BY "$parent", "$n"`;
  const parameters = [...from.parameters, ...where.parameters, limit];

  return { rows: selectRows(scope, { sql, parameters, booleans: booleanColumns(projection.table) }), keys };
}
