import type { Table } from "../metadata/model";
import { typeColumn } from "../metadata/model";
import type { CallContext } from "../server/context";
import { accessErrors } from "../server/errors";
import type { RawRow } from "../store/store";
import type { Caller, Reach } from "./caller";
import { accessRights, depths, isOpenToRead, privilegeName, type Verb, verbsOf } from "./privileges";

const ownershipColumns = ["ownerid", "owningbusinessunit"] as const;

/** How far the caller's privilege reaches, or undefined when he does not hold it. */
export function reachOf(context: CallContext, table: Table, verb: Verb): Reach | undefined {
  return context.caller.privileges.get(privilegeName(table, verb));
}

/** Throws PrivilegeDenied unless the caller holds the privilege at some depth (facts/dataverse-web-api.md §2.2). */
export function requirePrivilege(context: CallContext, table: Table, verb: Verb): void {
  if (context.caller.isSystem || (verb === "Read" && isOpenToRead(table))) return;
  if (!reachOf(context, table, verb))
    throw accessErrors.missingPrivilege(context.caller.userId, privilegeName(table, verb), table.logicalName);
}

/** Throws unless the caller may do this to this row: by privilege depth, ownership or a share. */
export function requireRowAccess(context: CallContext, table: Table, verb: Verb, id: string, row: RawRow): void {
  requirePrivilege(context, table, verb);
  if (!hasRowAccess(context, table, verb, id, row))
    throw accessErrors.rowDenied(context.caller.userId, `${verb}Access`, table.logicalName, id);
}

/** Whether the caller may do this to this row. `row` needs ownerid and owningbusinessunit. */
export function hasRowAccess(context: CallContext, table: Table, verb: Verb, id: string, row: RawRow): boolean {
  const { caller } = context;
  if (caller.isSystem || (verb === "Read" && isOpenToRead(table))) return true;
  const reach = reachOf(context, table, verb);
  if (!reach) return false;
  if (reach.depth >= depths.Global || table.ownership !== "UserOwned") return true;
  if (isOwner(caller, row) || isInReach(reach, row)) return true;
  return (sharedRights(context, id) & accessRights[verb]) !== 0;
}

/** All that the caller may do to a row, as RetrievePrincipalAccess tells it. */
export function rowRights(context: CallContext, table: Table, id: string, row: RawRow): Verb[] {
  return verbsOf(table).filter((verb) => hasRowAccess(context, table, verb, id, row));
}

/** Whether the caller may create a row with this owner. */
export function requireCreate(context: CallContext, table: Table, row: RawRow): void {
  requirePrivilege(context, table, "Create");
  const reach = reachOf(context, table, "Create");
  if (context.caller.isSystem || !reach || reach.depth >= depths.Global || table.ownership !== "UserOwned") return;
  if (!isOwner(context.caller, row) && !isInReach(reach, row))
    throw accessErrors.missingPrivilege(context.caller.userId, privilegeName(table, "Create"), table.logicalName);
}

/** The columns that access decisions need; empty for tables without owners. */
export function accessColumns(table: Table): string[] {
  return ownershipColumns.filter((column) => table.columns.has(column));
}

/** The rights that rows of principalobjectaccess give the caller (himself or a team of his) on a row. */
function sharedRights(context: CallContext, id: string): number {
  const { caller, env } = context;
  if (!env.catalog.table("principalobjectaccess")) return 0;
  const principals = new Set([caller.userId, ...caller.teamIds]);
  let rights = 0;
  for (const share of env.store.find("principalobjectaccess", { objectid: id }))
    if (principals.has(String(share.principalid)))
      rights |= Number(share.accessrightsmask ?? 0) | Number(share.inheritedaccessrightsmask ?? 0);
  return rights;
}

function isOwner(caller: Caller, row: RawRow): boolean {
  const owner = row.ownerid;
  return typeof owner === "string" && (owner === caller.userId || caller.teamIds.includes(owner));
}

function isInReach(reach: Reach, row: RawRow): boolean {
  return typeof row.owningbusinessunit === "string" && reach.businessUnits.has(row.owningbusinessunit);
}

/** Throws when a secured column is written without permission (issue: column security on read and write). */
export function requireColumnRights(
  context: CallContext,
  table: Table,
  values: RawRow,
  right: "create" | "update",
): void {
  const { caller, env } = context;
  if (caller.isSystem || !env.settings.columnSecurity || isAdministrator(context)) return;
  for (const name of Object.keys(values)) {
    if (table.columns.get(name)?.isSecured !== true) continue;
    if (caller.securedColumns.get(`${table.logicalName}.${name}`)?.[right] !== true)
      throw accessErrors.columnDenied(caller.userId, name, right);
  }
}

/** Secured columns that the caller may not read: they come back empty. */
export function hiddenColumns(context: CallContext, table: Table): ReadonlySet<string> {
  const { caller, env } = context;
  const hidden = new Set<string>();
  if (caller.isSystem || !env.settings.columnSecurity || isAdministrator(context)) return hidden;
  for (const column of table.columns.values()) {
    if (column.isSecured !== true) continue;
    if (caller.securedColumns.get(`${table.logicalName}.${column.logicalName}`)?.read === true) continue;
    hidden.add(column.logicalName);
    hidden.add(typeColumn(column.logicalName));
  }
  return hidden;
}

/** System administrators see secured columns without a profile: they hold every right on the profiles themselves. */
export function isAdministrator(context: CallContext): boolean {
  if (context.caller.isSystem) return true;
  const reach = context.caller.privileges.get("prvWriteRole");
  return reach !== undefined && reach.depth >= depths.Global;
}
