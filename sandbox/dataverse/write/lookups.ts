import type { Table } from "../metadata/model";
import { isLookupType, typeColumn } from "../metadata/model";
import { accessColumns, requirePrivilege, requireRowAccess } from "../security/access";
import type { CallContext } from "../server/context";
import { rowErrors } from "../server/errors";
import type { RawRow } from "../store/store";

/** Lookups that the platform fills or that point to definitions: no AppendTo is asked for them. */
const exempt = new Set([
  "ownerid",
  "owninguser",
  "owningteam",
  "owningbusinessunit",
  "createdby",
  "modifiedby",
  "createdonbehalfby",
  "modifiedonbehalfby",
  "transactioncurrencyid",
  "organizationid",
  "businessunitid",
  "activestageid",
  "processid",
  "stageid",
]);

/**
 * Checks the lookups being written: the rows pointed to exist, and the caller holds Append here and AppendTo there
 * (facts/sales-qualification.md §1.2 privileges).
 */
export function checkLookups(context: CallContext, table: Table, values: RawRow): void {
  const { catalog, store } = context.env;
  for (const [name, value] of Object.entries(values)) {
    const column = table.columns.get(name);
    if (!column || !isLookupType(column.type) || typeof value !== "string") continue;
    const targetName = lookupTarget(table, name, values);
    const target = targetName === undefined ? undefined : catalog.table(targetName);
    if (!target) continue;
    const row = store.get(target.logicalName, value, [target.primaryId, ...accessColumns(target)]);
    if (!row) throw rowErrors.notFound(target.schemaName, value);
    if (context.caller.isSystem || exempt.has(name)) continue;
    requirePrivilege(context, table, "Append");
    requireRowAccess(context, target, "AppendTo", value, row);
  }
}

/** The table that a lookup's value is of: the only target, or the one named beside it. */
export function lookupTarget(table: Table, column: string, row: RawRow): string | undefined {
  const type = row[typeColumn(column)];
  if (typeof type === "string") return type;
  const targets = table.columns.get(column)?.targets ?? [];
  return targets.length === 1 ? targets[0] : undefined;
}
