import type { Table } from "../metadata/model";
import { typeColumn } from "../metadata/model";
import type { CallContext } from "../server/context";
import { rowErrors } from "../server/errors";
import type { RawRow } from "../store/store";

/**
 * Fills the ownership columns from `ownerid`: who (user or team), and the business unit whose people reach the row. A new row
 * without an owner belongs to the caller.
 */
export function completeOwner(context: CallContext, table: Table, values: RawRow, isNew: boolean): void {
  if (table.ownership !== "UserOwned" || !table.columns.has("ownerid")) return;
  if (typeof values.ownerid !== "string") {
    delete values.ownerid;
    Reflect.deleteProperty(values, typeColumn("ownerid"));
    if (!isNew) return;
    values.ownerid = context.caller.userId;
    values[typeColumn("ownerid")] = "systemuser";
  }
  const owner = String(values.ownerid);
  const type =
    values[typeColumn("ownerid")] ?? (context.env.store.get("team", owner, ["teamid"]) ? "team" : "systemuser");
  const row = context.env.store.get(String(type), owner, ["businessunitid"]);
  if (!row) throw rowErrors.notFound(type === "team" ? "Team" : "SystemUser", owner);
  values[typeColumn("ownerid")] = type;
  put(table, values, "owninguser", type === "systemuser" ? owner : null);
  put(table, values, "owningteam", type === "team" ? owner : null);
  put(table, values, "owningbusinessunit", row.businessunitid ?? null);
}

function put(table: Table, values: RawRow, column: string, value: RawRow[string]): void {
  if (table.columns.get(column)?.stored) values[column] = value;
}
