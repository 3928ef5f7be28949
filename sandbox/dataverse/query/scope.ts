import type { Catalog } from "../metadata/catalog";
import type { Column, Table } from "../metadata/model";
import { requestErrors } from "../server/errors";
import type { CompiledSelect, RawRow, RawValue, Store } from "../store/store";
import type { Formats } from "./formats";

/** A piece of SQL with its bound parameters, in the order of its question marks. */
export interface Fragment {
  readonly sql: string;
  readonly parameters: readonly RawValue[];
}

/** What a query has to know of the person who asks. */
export interface Reader {
  readonly userId: string;
  readonly businessUnitId: string;
  readonly teamIds: readonly string[];
  /**
   * The condition that leaves only rows which the person may read; undefined when he may read all. Throws the privilege
   * error when he may read none. `alias` is the quoted SQL name under which the table's columns are reachable.
   */
  rowFilter(table: Table, alias: string): Fragment | undefined;
  /** Raw columns that read as empty for this person (column security). */
  hiddenColumns(table: Table): ReadonlySet<string>;
}

/** Behaviours that the facts leave open; settings of the sandbox choose. */
export interface ReadSwitches {
  /** Rows inside a single-valued `$expand` carry `@odata.etag`. */
  readonly etagOnExpandedRows: boolean;
  /** `$orderby=_ownerid_value` sorts by the name that is shown, or by the key. */
  readonly lookupsSortBy: "name" | "id";
  /** `_ownerid_value eq '<guid>'` is taken like the bare guid. */
  readonly acceptQuotedGuids: boolean;
}

export const defaultSwitches: ReadSwitches = {
  etagOnExpandedRows: false,
  lookupsSortBy: "name",
  acceptQuotedGuids: true,
};

/** Everything that one read needs. */
export interface ReadScope {
  readonly store: Store;
  readonly catalog: Catalog;
  readonly reader: Reader;
  readonly formats: Formats;
  /** `http://127.0.0.1:5280/api/data/v9.2/` */
  readonly baseUrl: string;
  /** The value of `odata.include-annotations`, or null. */
  readonly includeAnnotations: string | null;
  readonly now: Date;
  /** Absent: the defaults. */
  readonly switches?: ReadSwitches;
}

export function fragment(sql: string, ...parameters: RawValue[]): Fragment {
  return { sql, parameters };
}

/** Joins fragments by a separator. */
export function joinFragments(fragments: readonly Fragment[], separator: string): Fragment {
  return {
    sql: fragments.map((each) => each.sql).join(separator),
    parameters: fragments.flatMap((each) => each.parameters),
  };
}

/** Conditions joined by AND or OR as a balanced tree: the engine refuses expressions that are nested a thousand deep. */
export function joinConditions(conditions: readonly Fragment[], operator: "AND" | "OR"): Fragment {
  const [first] = conditions;
  if (first === undefined) return fragment(operator === "AND" ? "1" : "0");
  if (conditions.length <= 8) {
    const joined = joinFragments(conditions, ` ${operator} `);

    return fragment(`(${joined.sql})`, ...joined.parameters);
  }
  const middle = Math.ceil(conditions.length / 2);
  const halves = [conditions.slice(0, middle), conditions.slice(middle)].map((half) => joinConditions(half, operator));

  return joinConditions(halves, operator);
}

/** Runs a compiled query. What the engine finds too large was too large a query of the client. */
export function selectRows(scope: ReadScope, query: CompiledSelect): RawRow[] {
  try {
    return scope.store.select(query);
  } catch (error) {
    const message = error instanceof Error ? error.message : "";
    if (/too (many|large|complex|big|long)|stack overflow/i.test(message)) {
      throw requestErrors.badQuery("The query is too complex. Reduce the number of conditions.");
    }
    throw error;
  }
}

/** The name of a column in the Web API: lookups are `_x_value` (facts/dataverse-web-api.md §2.3). */
export function propertyName(column: Column): string {
  return column.type === "Lookup" || column.type === "Customer" || column.type === "Owner"
    ? `_${column.logicalName}_value`
    : column.logicalName;
}

/** Tables whose rows inherit from `principal` and so have its key `ownerid` beside their own (facts/dataverse-web-api.md §1). */
const principals = new Set(["systemuser", "team"]);

/** The column that a property of the Web API names, or undefined. Case counts. */
export function columnOfProperty(table: Table, property: string): Column | undefined {
  const lookup = /^_(\w+)_value$/.exec(property)?.[1];
  const column = table.columns.get(lookup ?? property);
  if (column === undefined) {
    return property === "ownerid" && principals.has(table.logicalName) ? table.columns.get(table.primaryId) : undefined;
  }
  if (!column.stored) return undefined;
  const isLookup = propertyName(column) !== column.logicalName;

  return isLookup === (lookup !== undefined) ? column : undefined;
}

export function isPrincipal(table: Table): boolean {
  return principals.has(table.logicalName);
}
