import type { Table } from "../metadata/model";
import { fragment, type Fragment, type Reader } from "../query/scope";
import type { CallContext } from "../server/context";
import { hiddenColumns, reachOf, requirePrivilege } from "./access";
import { accessRights, depths, isOpenToRead } from "./privileges";

/** What queries have to know of the caller: which rows and columns he may see (issue: every request runs as a user). */
export function readerOf(context: CallContext): Reader {
  const { caller } = context;
  const hidden = new Map<string, ReadonlySet<string>>();
  return {
    userId: caller.userId,
    businessUnitId: caller.businessUnitId,
    teamIds: caller.teamIds,
    rowFilter: (table, alias) => rowFilter(context, table, alias),
    hiddenColumns: (table) => {
      const known = hidden.get(table.logicalName) ?? hiddenColumns(context, table);
      hidden.set(table.logicalName, known);
      return known;
    },
  };
}

/** The condition that leaves own rows, those of the business units in reach, and shared ones; undefined for all. */
function rowFilter(context: CallContext, table: Table, alias: string): Fragment | undefined {
  requirePrivilege(context, table, "Read");
  if (context.caller.isSystem || isOpenToRead(table) || table.ownership !== "UserOwned") return undefined;
  const reach = reachOf(context, table, "Read");
  if (!reach || reach.depth >= depths.Global) return undefined;

  const principals = [context.caller.userId, ...context.caller.teamIds];
  const marks = principals.map(() => "?").join(", ");
  const units = [...reach.businessUnits];
  const parts = [
    fragment(`${alias}."ownerid" IN (${marks})`, ...principals),
    ...(units.length > 0
      ? [fragment(`${alias}."owningbusinessunit" IN (${units.map(() => "?").join(", ")})`, ...units)]
      : []),
    fragment(
      `${alias}."${table.primaryId}" IN (SELECT "objectid" FROM "principalobjectaccess" WHERE "principalid" IN (${marks}) AND (("accessrightsmask" | coalesce("inheritedaccessrightsmask", 0)) & ${accessRights.Read}) <> 0)`,
      ...principals,
    ),
  ];
  return {
    sql: `(${parts.map((part) => part.sql).join(" OR ")})`,
    parameters: parts.flatMap((part) => part.parameters),
  };
}
