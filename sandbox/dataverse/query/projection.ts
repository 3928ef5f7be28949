import type { Catalog } from "../metadata/catalog";
import type { Column, Table } from "../metadata/model";
import { isPolymorphic, typeColumn } from "../metadata/model";
import { requestErrors } from "../server/errors";
import { columnOfProperty } from "./scope";
import type { QueryOptions } from "./syntax";

/** Which columns of a row are sent, and which raw ones have to be read for that. */
export interface Projection {
  readonly table: Table;
  readonly columns: readonly Column[];
  readonly raw: readonly string[];
  /** What `$select` named, for `@odata.context`; undefined: everything. */
  readonly selected?: readonly string[];
}

/**
 * Resolves `$select` (facts/dataverse-web-api.md §2.3): the key is always sent, the currency with money, the composite
 * with a part of an address, and `also` (the link of an expanded collection). Throws on an unknown property.
 */
export function projectionOf(
  table: Table,
  options: QueryOptions,
  catalog: Catalog,
  also: readonly string[] = [],
): Projection {
  const all = options.select === undefined || options.select.includes("*");
  const names = all ? everything(table) : namedColumns(table, options.select ?? []);
  const wanted = new Set<string>([table.primaryId, ...names, ...also]);
  if (!all) addCompanions(table, wanted);
  const columns = [...wanted].flatMap((name) => table.columns.get(name) ?? []);
  const raw = new Set<string>(["versionnumber"].filter((name) => table.columns.has(name)));
  for (const column of columns) addRaw(raw, column);
  for (const item of options.expand) {
    const navigation = catalog.navigation(table.logicalName, item.navigation);
    const lookup =
      navigation?.kind === "lookup" ? table.columns.get(navigation.relationship.referencingColumn) : undefined;
    if (lookup !== undefined) addRaw(raw, lookup);
  }

  return { table, columns, raw: [...raw], ...(all ? {} : { selected: options.select ?? [] }) };
}

function addRaw(raw: Set<string>, column: Column): void {
  raw.add(column.logicalName);
  if (isPolymorphic(column)) raw.add(typeColumn(column.logicalName));
}

/** Images and files come only when they are asked for. */
function everything(table: Table): string[] {
  const heavy = new Set(["Image", "File"]);

  return [...table.columns.values()]
    .filter((each) => each.stored && each.canRead && !heavy.has(each.type))
    .map((each) => each.logicalName);
}

function namedColumns(table: Table, select: readonly string[]): string[] {
  return select.map((name) => {
    const column = columnOfProperty(table, name);
    if (column === undefined || !column.canRead) throw requestErrors.unknownProperty(name, table.logicalName);

    return column.logicalName;
  });
}

function addCompanions(table: Table, wanted: Set<string>): void {
  for (const name of [...wanted]) {
    if (table.columns.get(name)?.type === "Money" && table.columns.has("transactioncurrencyid")) {
      wanted.add("transactioncurrencyid");
    }
    const address = /^(address\d)_(line\d|city|stateorprovince|postalcode|country|county)$/.exec(name)?.[1];
    if (address !== undefined && table.columns.has(`${address}_composite`)) wanted.add(`${address}_composite`);
  }
}
