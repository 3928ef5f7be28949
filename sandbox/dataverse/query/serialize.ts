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
    if (this.wanted.formatted) this.prepareNames(lookupsOf(trees));

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
    const target = isLookupType(column.type) ? targetOf(column, raw) : undefined;
    this.addValue(result, propertyName(column), table, column, raw[column.logicalName] ?? null, raw, target);
  }

  /** Adds a value under a key, its annotations before it. `target` is the table that a lookup points to. */
  addValue(
    result: JsonObject,
    key: string,
    table: Table,
    column: Column,
    value: RawValue,
    row: RawRow,
    target: string | undefined,
  ): void {
    if (value !== null) {
      const text = target === undefined ? this.textOf(column, value, row) : this.shownName(target, String(value));
      if (text !== undefined) result[`${key}@${formattedValue}`] = text;
      if (target !== undefined) this.annotateLookup(result, key, table, column, target);
    }
    result[key] = wireValue(column, value);
  }

  private annotateLookup(result: JsonObject, key: string, table: Table, column: Column, target: string): void {
    if (this.wanted.navigation) {
      const navigation = this.scope.catalog.lookupNavigation(table.logicalName, column.logicalName, target);
      if (navigation !== undefined) result[`${key}@${navigationProperty}`] = navigation;
    }
    if (this.wanted.logicalName) result[`${key}@${lookupLogicalName}`] = target;
  }

  private shownName(target: string, id: string): string | undefined {
    return this.wanted.formatted ? (this.nameOf(target, id) ?? undefined) : undefined;
  }

  /** The formatted text of a value, when formatted values are wanted and it has one. */
  textOf(column: Column, value: RawValue, row: RawRow): string | undefined {
    return this.wanted.formatted && !isLookupType(column.type) ? this.formatter.format(column, value, row) : undefined;
  }

  /** A bare number as people see it (counts of aggregates). */
  numberText(value: number): string {
    return this.formatter.number(value, Number.isInteger(value) ? 0 : 2);
  }

  /** The name of a row that `prepareNames` was asked for; undefined when it was not found. */
  nameOf(target: string, id: string): string | null | undefined {
    return this.names.get(target)?.get(id);
  }

  wants(annotation: string): boolean {
    return this.wanted.wants(annotation);
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
    else result[name] = this.row(row, this.scope.switches?.etagOnExpandedRows ?? false);
  }

  /** `…/api/data/v9.2/accounts(<id>)` */
  addressOf({ projection, raw }: TreeRow): string {
    return `${this.scope.baseUrl}${projection.table.entitySetName}(${String(raw[projection.table.primaryId])})`;
  }

  /** Reads the names of rows, given as pairs of table and key, that lookups show. */
  prepareNames(lookups: Iterable<readonly [string, string]>): void {
    if (!this.wanted.formatted) return;
    const wanted = new Map<string, Set<string>>();
    for (const [target, id] of lookups) wanted.set(target, (wanted.get(target) ?? new Set<string>()).add(id));
    for (const [target, ids] of wanted) this.readNames(target, ids);
  }

  private readNames(target: string, ids: ReadonlySet<string>): void {
    const table = this.scope.catalog.table(target);
    if (table?.primaryName === undefined) return;
    const { primaryName } = table;
    // Names of lookups show even when the row behind may not be read.
    const reader = { ...this.scope.reader, rowFilter: () => undefined, hiddenColumns: () => new Set<string>() };
    const projection = { table, columns: [], raw: [table.primaryId, primaryName] };
    const known = this.names.get(target) ?? new Map<string, string | null>();
    for (const [id, row] of rowsByKey({ ...this.scope, reader }, projection, [...ids])) {
      known.set(id, row[primaryName] as string | null);
    }
    this.names.set(target, known);
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

function* lookupsOf(trees: readonly TreeRow[]): Generator<readonly [string, string]> {
  for (const tree of trees) {
    for (const column of tree.projection.columns) {
      if (!isLookupType(column.type)) continue;
      const id = tree.raw[column.logicalName];
      const target = targetOf(column, tree.raw);
      if (typeof id === "string" && target !== undefined) yield [target, id];
    }
    for (const expansion of tree.expanded.values()) {
      yield* lookupsOf(expansion.kind === "rows" ? expansion.rows : expansion.row === null ? [] : [expansion.row]);
    }
  }
}
