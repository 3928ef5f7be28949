import type { Column, Table } from "../metadata/model";
import { isLookupType, isPolymorphic, typeColumn } from "../metadata/model";
import type { RawRow, RawValue } from "../store/store";
import type { WantedAnnotations } from "./annotations";
import { formattedValue, lookupLogicalName, navigationProperty, wantedAnnotations } from "./annotations";
import type { Expansion, TreeRow } from "./expand";
import { rowsByKey } from "./fetch-rows";
import { ValueFormatter } from "./format-value";
import type { JsonObject, JsonValue } from "./json";
import { DecimalNumber } from "./json";
import type { ReadScope } from "./scope";
import { isPrincipal, propertyName } from "./scope";

/** Money leaves the service with four decimals (facts/dataverse-web-api.md §2.3). */
const moneyPlaces = 4;

/** Turns rows of the store into OData JSON for one reader. Names of lookups are read once for all rows. */
export class RowSerializer {
  private readonly wanted: WantedAnnotations;
  private readonly formatter: ValueFormatter;
  private readonly names = new Map<string, Map<string, string | null>>();

  constructor(private readonly scope: ReadScope) {
    this.wanted = wantedAnnotations(scope.includeAnnotations);
    this.formatter = new ValueFormatter(scope.store, scope.formats);
  }

  /** Serialises rows of one read. `etags`: single-valued expansions come without in current versions (facts §2.3). */
  rows(trees: readonly TreeRow[]): JsonObject[] {
    if (this.wanted.formatted) this.readNames(trees);

    return trees.map((tree) => this.row(tree, true));
  }

  private row(tree: TreeRow, etag: boolean): JsonObject {
    const { raw, projection } = tree;
    const { table } = projection;
    const result: JsonObject = {};
    if (etag && raw["versionnumber"] !== null && raw["versionnumber"] !== undefined) {
      result["@odata.etag"] = etagOf(raw);
    }
    for (const column of projection.columns) this.addColumn(result, table, column, raw);
    if (isPrincipal(table)) result["ownerid"] ??= raw[table.primaryId] ?? null;
    for (const [name, expansion] of tree.expanded) this.addExpansion(result, name, expansion);

    return result;
  }

  private addColumn(result: JsonObject, table: Table, column: Column, raw: RawRow): void {
    const value = raw[column.logicalName] ?? null;
    const property = propertyName(column);
    if (value !== null) {
      if (isLookupType(column.type)) this.annotateLookup(result, property, table, column, raw, String(value));
      else if (this.wanted.formatted) {
        const text = this.formatter.format(column, value, raw);
        if (text !== undefined) result[`${property}@${formattedValue}`] = text;
      }
    }
    result[property] = wireValue(column, value);
  }

  private annotateLookup(
    result: JsonObject,
    property: string,
    table: Table,
    column: Column,
    raw: RawRow,
    id: string,
  ): void {
    const target = targetOf(column, raw);
    if (this.wanted.formatted) {
      const name = this.names.get(target ?? "")?.get(id);
      if (name !== undefined && name !== null) result[`${property}@${formattedValue}`] = name;
    }
    if (target === undefined) return;
    if (this.wanted.navigation) {
      const navigation = this.scope.catalog.lookupNavigation(table.logicalName, column.logicalName, target);
      if (navigation !== undefined) result[`${property}@${navigationProperty}`] = navigation;
    }
    if (this.wanted.logicalName) result[`${property}@${lookupLogicalName}`] = target;
  }

  private addExpansion(result: JsonObject, name: string, expansion: Expansion): void {
    if (expansion.kind === "rows") {
      result[name] = expansion.rows.map((row) => this.row(row, true));
      if (expansion.nextLink !== undefined) result[`${name}@odata.nextLink`] = expansion.nextLink;

      return;
    }
    const { row, ref } = expansion;
    if (row === null) result[name] = null;
    else if (ref) result[name] = { "@odata.id": this.addressOf(row) };
    else result[name] = this.row(row, false);
  }

  /** `…/api/data/v9.2/accounts(<id>)` */
  addressOf({ projection, raw }: TreeRow): string {
    return `${this.scope.baseUrl}${projection.table.entitySetName}(${String(raw[projection.table.primaryId])})`;
  }

  private readNames(trees: readonly TreeRow[]): void {
    const wanted = new Map<string, Set<string>>();
    collect(trees, wanted);
    for (const [target, ids] of wanted) {
      const table = this.scope.catalog.table(target);
      if (table?.primaryName === undefined) continue;
      // Names of lookups show even when the row behind may not be read.
      const open = {
        ...this.scope,
        reader: { ...this.scope.reader, rowFilter: () => undefined, hiddenColumns: () => new Set<string>() },
      };
      const projection = { table, columns: [], raw: [table.primaryId, table.primaryName] };
      const { primaryName } = table;
      const rows = rowsByKey(open, projection, [...ids]);
      this.names.set(target, new Map([...rows].map(([id, row]) => [id, row[primaryName] as string | null])));
    }
  }
}

/** `W/"1000017"` */
export function etagOf(raw: RawRow): string {
  return `W/"${String(raw["versionnumber"])}"`;
}

/** The table that a lookup's value points to. */
export function targetOf(column: Column, raw: RawRow): string | undefined {
  if (!isPolymorphic(column)) return column.targets?.[0];
  const type = raw[typeColumn(column.logicalName)];

  return typeof type === "string" ? type : undefined;
}

/** A stored value as JSON. */
export function wireValue(column: Column, value: RawValue): JsonValue {
  if (typeof value !== "number") return value;
  if (column.type === "Money") return new DecimalNumber(value, moneyPlaces);
  if (column.type === "Decimal") return new DecimalNumber(value, column.precision ?? 2);

  return value;
}

function collect(trees: readonly TreeRow[], wanted: Map<string, Set<string>>): void {
  for (const tree of trees) {
    for (const column of tree.projection.columns) {
      if (!isLookupType(column.type)) continue;
      const id = tree.raw[column.logicalName];
      const target = targetOf(column, tree.raw);
      if (typeof id !== "string" || target === undefined) continue;
      const ids = wanted.get(target) ?? new Set<string>();
      wanted.set(target, ids.add(id));
    }
    for (const expansion of tree.expanded.values()) {
      collect(expansion.kind === "rows" ? expansion.rows : expansion.row === null ? [] : [expansion.row], wanted);
    }
  }
}
