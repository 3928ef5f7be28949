import type { Column, OneToMany, Table } from "../metadata/model";
import { isLookupType, isPolymorphic, typeColumn } from "../metadata/model";
import type { CallContext } from "../server/context";
import type { RawRow } from "../store/store";
import { lookupTarget } from "../write/lookups";

/** Which columns of the target a mapping shall fill: InitializeFrom's TargetFieldType (facts/dataverse-web-api.md §2.6). */
export type FieldType = "All" | "ValidForCreate" | "ValidForUpdate" | "ValidForRead";

/**
 * The values that the rows of entitymap and attributemap give a new row of `target` from a row of `source`, or null when there
 * is no map between the tables (facts/sales-qualification.md §6). Empty source columns give nothing.
 */
export function mapValues(
  context: CallContext,
  source: Table,
  row: RawRow,
  target: Table,
  fields: FieldType,
): RawRow | null {
  const { store } = context.env;
  const map = store.find(
    "entitymap",
    { sourceentityname: source.logicalName, targetentityname: target.logicalName },
    { limit: 1 },
  )[0];
  if (!map) return null;
  const values: RawRow = {};
  for (const pair of store.find("attributemap", { entitymapid: String(map.entitymapid) })) {
    const from = source.columns.get(String(pair.sourceattributename));
    const to = target.columns.get(String(pair.targetattributename));
    if (from && to && isWanted(to, fields)) copyValue(source, from, row, to, values);
  }
  return values;
}

function isWanted(column: Column, fields: FieldType): boolean {
  if (!column.stored) return false;
  if (fields === "ValidForCreate") return column.canCreate;
  if (fields === "ValidForUpdate") return column.canUpdate;
  return fields === "ValidForRead" ? column.canRead : true;
}

function copyValue(source: Table, from: Column, row: RawRow, to: Column, values: RawRow): void {
  const value = row[from.logicalName];
  if (value === undefined || value === null) return;
  if (!isLookupType(to.type)) {
    if (!isLookupType(from.type)) values[to.logicalName] = value;
    return;
  }
  // The source's own key becomes a lookup to the source: accountid -> parentcustomerid.
  const table =
    from.logicalName === source.primaryId ? source.logicalName : lookupTarget(source, from.logicalName, row);
  if (table === undefined || (to.targets !== undefined && !to.targets.includes(table))) return;
  values[to.logicalName] = value;
  if (isPolymorphic(to)) values[typeColumn(to.logicalName)] = table;
}

/** The relationship by which a new row remembers the row it was made from: `<target>_originating_lead` and the like. */
export function originRelationship(context: CallContext, source: Table, target: Table): OneToMany | undefined {
  return context.env.catalog
    .manyToOneOf(target.logicalName)
    .find(
      (each) =>
        each.referencedTable === source.logicalName && each.referencingColumn === `originating${source.logicalName}id`,
    );
}
