import type { OneToMany, Table } from "../metadata/model";
import { isPolymorphic, typeColumn } from "../metadata/model";
import type { CallContext } from "../server/context";
import { runAsSystem } from "../security/caller";
import { rowErrors } from "../server/errors";
import type { RawRow } from "../store/store";

/** What happens to the rows that point to a row being deleted: gone too, unlinked, or a refusal (facts/sales-qualification.md §7). */
export function cascadeDelete(
  context: CallContext,
  table: Table,
  id: string,
  remove: (context: CallContext, table: string, id: string) => void,
): void {
  const { catalog, store } = context.env;
  const relationships = catalog.oneToManyOf(table.logicalName).filter((each) => isOwnStorage(context, each));
  for (const each of relationships) {
    if (each.cascade.delete === "Restrict" && pointing(context, each, table, id, 1).length > 0)
      throw rowErrors.deleteRestricted(each.referencingTable);
  }
  const system = runAsSystem(context);
  for (const each of relationships) {
    if (each.cascade.delete === "Cascade") {
      const childKey = catalog.requireTable(each.referencingTable).primaryId;
      for (const childId of pointing(context, each, table, id)) {
        // A row may hang on the deleted one by two lookups; the first deletion took it along.
        if (store.count(each.referencingTable, { [childKey]: childId }) > 0)
          remove(system, each.referencingTable, childId);
      }
    } else if (each.cascade.delete === "RemoveLink") unlink(context, each, table, id);
  }
  for (const each of catalog.manyToManyOf(table.logicalName)) {
    if (each.table1 === table.logicalName) store.deleteWhere(each.intersectTable, { [each.column1]: id });
    if (each.table2 === table.logicalName) store.deleteWhere(each.intersectTable, { [each.column2]: id });
  }
}

/** Giving a row to somebody else takes its dependents along, where the relationship says so. */
export function cascadeAssign(context: CallContext, table: Table, id: string, owner: RawRow): void {
  const { catalog, store } = context.env;
  for (const each of catalog.oneToManyOf(table.logicalName)) {
    if (!["Cascade", "Active", "UserOwned"].includes(each.cascade.assign) || !isOwnStorage(context, each)) continue;
    const child = catalog.requireTable(each.referencingTable);
    if (child.ownership !== "UserOwned" || child.logicalName === table.logicalName) continue;
    const columns = ["ownerid", typeColumn("ownerid"), "owninguser", "owningteam", "owningbusinessunit"];
    const changes = Object.fromEntries(
      columns.filter((name) => owner[name] !== undefined).map((name) => [name, owner[name] ?? null]),
    );
    for (const childId of pointing(context, each, table, id)) {
      const row = store.get(child.logicalName, childId);
      if (!row || (each.cascade.assign === "Active" && row.statecode !== 0)) continue;
      if (row.ownerid === owner.ownerid) continue;
      store.update(child.logicalName, childId, changes);
      cascadeAssign(context, child, childId, owner);
    }
  }
}

/** Views over other tables (activitypointer) hold no rows of their own. */
function isOwnStorage(context: CallContext, relationship: OneToMany): boolean {
  const child = context.env.catalog.table(relationship.referencingTable);
  return child !== undefined && !child.isView && child.columns.get(relationship.referencingColumn)?.stored === true;
}

/** The condition "this lookup points to this row". */
function pointsTo(context: CallContext, relationship: OneToMany, table: Table, id: string): RawRow {
  const child = context.env.catalog.requireTable(relationship.referencingTable);
  const column = child.columns.get(relationship.referencingColumn);
  const condition: RawRow = { [relationship.referencingColumn]: id };
  if (column && isPolymorphic(column)) condition[typeColumn(column.logicalName)] = table.logicalName;
  return condition;
}

function pointing(context: CallContext, relationship: OneToMany, table: Table, id: string, limit?: number): string[] {
  const child = context.env.catalog.requireTable(relationship.referencingTable);
  const rows = context.env.store.find(child.logicalName, pointsTo(context, relationship, table, id), {
    columns: [child.primaryId],
    ...(limit === undefined ? {} : { limit }),
  });
  return rows.map((row) => String(row[child.primaryId]));
}

function unlink(context: CallContext, relationship: OneToMany, table: Table, id: string): void {
  const child = context.env.catalog.requireTable(relationship.referencingTable);
  const column = child.columns.get(relationship.referencingColumn);
  const changes: RawRow = { [relationship.referencingColumn]: null };
  if (column && isPolymorphic(column)) changes[typeColumn(column.logicalName)] = null;
  context.env.store.updateWhere(child.logicalName, pointsTo(context, relationship, table, id), changes);
}
