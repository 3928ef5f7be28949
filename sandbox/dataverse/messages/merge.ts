import type { OneToMany, Table } from "../metadata/model";
import { isPolymorphic, typeColumn } from "../metadata/model";
import { hasRowAccess } from "../security/access";
import { runAsSystem } from "../security/caller";
import type { CallContext, RowReference } from "../server/context";
import { accessErrors, rowErrors, salesErrors } from "../server/errors";
import type { Message, MessageCall, MessageResult } from "../server/messages";
import type { RawRow } from "../store/store";
import { updateFromPayload } from "../write/deep";
import { readPayload } from "../write/payload";
import { requireRow, updateRow } from "../write/records";
import { defaultStatus } from "../write/state";
import { booleanOf, missing, objectOf, requireKnown, rowOf } from "./arguments";

const mergeable = ["account", "contact", "lead", "incident"];

/** The state that a merged row ends in: leads are disqualified, the others inactive. */
const closedState: Readonly<Record<string, number>> = { lead: 2, account: 1, contact: 1, incident: 2 };

/**
 * Merge: the target keeps what it has and gets UpdateContent, everything that hangs on the subordinate moves to it, the
 * subordinate is closed and points to it (facts/sales-qualification.md §3 "Merge").
 */
export const merge: Message = {
  name: "Merge",
  kind: "action",
  parameters: {
    Target: "crmbaseentity",
    Subordinate: "crmbaseentity",
    UpdateContent: "crmbaseentity?",
    PerformParentingChecks: "Edm.Boolean",
  },
  handle,
};

function handle(call: MessageCall): MessageResult {
  requireKnown(call, "Merge", ["Target", "Subordinate", "UpdateContent", "PerformParentingChecks"]);
  const target = rowOf(call, "Target");
  const subordinate = rowOf(call, "Subordinate");
  if (!target || !subordinate) throw missing(target ? "Subordinate" : "Target");
  const { context } = call;
  const table = context.env.catalog.requireTable(target.table);
  if (!mergeable.includes(target.table)) throw rowErrors.notSupportedOn("Merge", target.table);
  if (subordinate.table !== target.table)
    throw rowErrors.invalidArgument("Target and Subordinate must be of one table.");
  if (subordinate.id === target.id) throw salesErrors.mergeIdentical();

  const [kept, given] = [requireRow(context, table, target.id), requireRow(context, table, subordinate.id)];
  requireRights(context, table, target, kept, subordinate, given);
  if (kept.statecode !== 0 || given.statecode !== 0) throw salesErrors.mergeInactive();
  if (booleanOf(call, "PerformParentingChecks", false)) requireSameParent(table, kept, given);

  const content = objectOf(call, "UpdateContent");
  if (content) updateFromPayload(context, target.id, readPayload(context, table, withoutKey(content, table), "update"));
  moveDependents(context, table, subordinate.id, target.id);
  close(context, table, subordinate.id, target.id);
  return { kind: "none" };
}

function withoutKey(content: Readonly<Record<string, unknown>>, table: Table): Record<string, unknown> {
  return Object.fromEntries(Object.entries(content).filter(([name]) => name !== table.primaryId));
}

function requireRights(
  context: CallContext,
  table: Table,
  target: RowReference,
  kept: RawRow,
  subordinate: RowReference,
  given: RawRow,
): void {
  const { caller } = context;
  if (!caller.isSystem && !caller.privileges.has("prvMerge"))
    throw accessErrors.missingPrivilege(caller.userId, "prvMerge", table.logicalName);
  const may =
    hasRowAccess(context, table, "Write", target.id, kept) &&
    hasRowAccess(context, table, "Write", subordinate.id, given);
  if (!may) throw salesErrors.mergeDenied();
}

function requireSameParent(table: Table, kept: RawRow, given: RawRow): void {
  for (const column of ["parentaccountid", "parentcustomerid"]) {
    if (table.columns.has(column) && kept[column] !== given[column]) throw salesErrors.mergeDifferentParents();
  }
}

/** Relationships that say so are repointed from the subordinate to the target; N:N links follow unless they are there already. */
function moveDependents(context: CallContext, table: Table, from: string, to: string): void {
  const { catalog, store } = context.env;
  for (const each of catalog.oneToManyOf(table.logicalName)) {
    const child = catalog.table(each.referencingTable);
    if (!child || child.isView || each.cascade.merge !== "Cascade") continue;
    store.updateWhere(child.logicalName, pointing(child, each, table, from), { [each.referencingColumn]: to });
  }
  for (const each of catalog.manyToManyOf(table.logicalName)) {
    const [own, other] =
      each.table1 === table.logicalName ? [each.column1, each.column2] : [each.column2, each.column1];
    for (const row of store.find(each.intersectTable, { [own]: from })) {
      const pair = { [own]: from, [other]: row[other] ?? null };
      if (store.count(each.intersectTable, { ...pair, [own]: to }) > 0) store.deleteWhere(each.intersectTable, pair);
      else store.updateWhere(each.intersectTable, pair, { [own]: to });
    }
  }
}

function pointing(child: Table, relationship: OneToMany, table: Table, id: string): RawRow {
  const column = child.columns.get(relationship.referencingColumn);
  const typed = column !== undefined && isPolymorphic(column);
  return {
    [relationship.referencingColumn]: id,
    ...(typed ? { [typeColumn(relationship.referencingColumn)]: table.logicalName } : {}),
  };
}

function close(context: CallContext, table: Table, id: string, masterId: string): void {
  const state = closedState[table.logicalName] ?? 1;
  const values: RawRow = { statecode: state, statuscode: defaultStatus(table, state) ?? null };
  if (table.columns.get("masterid")?.stored) values.masterid = masterId;
  if (table.columns.get("merged")?.stored) values.merged = true;
  updateRow(runAsSystem(context), table.logicalName, id, values);
}
