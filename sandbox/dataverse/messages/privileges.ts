import { depthName } from "../security/privileges";
import { forgetCallers, loadCaller } from "../security/caller";
import { isAdministrator, requirePrivilege } from "../security/access";
import { attributeId } from "../metadata/definitions/attributes";
import { requestErrors, rowErrors } from "../server/errors";
import type { CallContext } from "../server/context";
import type { Message, MessageCall, MessageResult } from "../server/messages";
import { isGuid } from "../server/literals";
import { newId } from "../write/ids";
import { listOf, missing, requireKnown, textOf } from "./arguments";

const depthValues: Readonly<Record<string, number>> = { Basic: 1, Local: 2, Deep: 4, Global: 8 };

/** RetrieveUserPrivileges and RetrieveUserPrivilegeByPrivilegeName (facts/dataverse-web-api.md §2.6). */
export const retrieveUserPrivileges: Message = {
  name: "RetrieveUserPrivileges",
  kind: "function",
  returns: "RetrieveUserPrivilegesResponse",
  bound: { table: "systemuser", to: "row" },
  handle: (call) => answer("RetrieveUserPrivilegesResponse", call, () => true),
};

export const retrieveUserPrivilegeByPrivilegeName: Message = {
  name: "RetrieveUserPrivilegeByPrivilegeName",
  kind: "function",
  parameters: { PrivilegeName: "Edm.String" },
  returns: "RetrieveUserPrivilegeByPrivilegeNameResponse",
  bound: { table: "systemuser", to: "row" },
  handle: (call) => {
    const wanted = textOf(call, "PrivilegeName");
    if (wanted === null) throw missing("PrivilegeName");
    return answer(
      "RetrieveUserPrivilegeByPrivilegeNameResponse",
      call,
      (name) => name.toLowerCase() === wanted.toLowerCase(),
    );
  },
};

/**
 * RetrievePrincipalAttributePrivileges, bound to a user: what his column security profiles let him do, by the MetadataId of the
 * secured column; 4 is allowed, 0 is not. Who administers security may do everything without a profile.
 */
export const retrievePrincipalAttributePrivileges: Message = {
  name: "RetrievePrincipalAttributePrivileges",
  kind: "function",
  returns: "RetrievePrincipalAttributePrivilegesResponse",
  bound: { table: "systemuser", to: "row" },
  handle: ({ context, target }) => {
    const caller = loadCaller(context.env, target?.id ?? "");
    const free = !context.env.settings.columnSecurity || isAdministrator({ ...context, caller });
    const stored = (allowed: boolean | undefined) => (free || allowed === true ? 4 : 0);
    const AttributePrivileges = context.env.catalog.tables().flatMap((table) =>
      [...table.columns.values()].flatMap((column) => {
        const own = caller.securedColumns.get(`${table.logicalName}.${column.logicalName}`);
        if (column.isSecured !== true || !(own ?? free)) return [];

        return {
          AttributeId: attributeId(table, column),
          CanRead: stored(own?.read),
          CanCreate: stored(own?.create),
          CanUpdate: stored(own?.update),
        };
      }),
    );

    return { kind: "complex", type: "RetrievePrincipalAttributePrivilegesResponse", value: { AttributePrivileges } };
  },
};

function answer(type: string, call: MessageCall, keeps: (name: string) => boolean): MessageResult {
  const caller = loadCaller(call.context.env, call.target?.id ?? "");
  const ids = privilegeIds(call.context);
  const privileges = [...caller.privileges]
    .filter(([name]) => keeps(name))
    .map(([name, reach]) => ({
      Depth: depthName(reach.depth),
      PrivilegeId: ids.get(name) ?? "",
      BusinessUnitId: caller.businessUnitId,
      PrivilegeName: name,
    }));
  return { kind: "complex", type, value: { RolePrivileges: privileges } };
}

function privilegeIds(context: CallContext): ReadonlyMap<string, string> {
  const rows = context.env.store.find("privilege", {}, { columns: ["privilegeid", "name"] });
  return new Map(rows.map((row) => [String(row.name), String(row.privilegeid)]));
}

/** AddPrivilegesRole, bound to a role: grants privileges by id with a depth, raising what is there. */
export const addPrivilegesRole: Message = {
  name: "AddPrivilegesRole",
  kind: "action",
  parameters: { Privileges: "Collection(RolePrivilege)" },
  bound: { table: "role", to: "row" },
  handle: (call) => {
    requireKnown(call, "AddPrivilegesRole", ["Privileges"]);
    requirePrivilege(call.context, call.context.env.catalog.requireTable("role"), "Write");
    const privileges = listOf(call, "Privileges");
    if (!privileges) throw missing("Privileges");
    for (const each of privileges) grant(call, each);
    forgetCallers(call.context.env);
    return { kind: "none" };
  },
};

/** RemovePrivilegeRole, bound to a role. */
export const removePrivilegeRole: Message = {
  name: "RemovePrivilegeRole",
  kind: "action",
  parameters: { PrivilegeId: "Edm.Guid" },
  bound: { table: "role", to: "row" },
  handle: (call) => {
    requireKnown(call, "RemovePrivilegeRole", ["PrivilegeId"]);
    requirePrivilege(call.context, call.context.env.catalog.requireTable("role"), "Write");
    const privilegeid = textOf(call, "PrivilegeId");
    if (privilegeid === null) throw missing("PrivilegeId");
    call.context.env.store.deleteWhere("roleprivileges", {
      roleid: call.target?.id ?? "",
      privilegeid: privilegeid.toLowerCase(),
    });
    forgetCallers(call.context.env);
    return { kind: "none" };
  },
};

function grant(call: MessageCall, given: unknown): void {
  const { store } = call.context.env;
  const { PrivilegeId, Depth } = (given ?? {}) as { PrivilegeId?: unknown; Depth?: unknown };
  if (typeof PrivilegeId !== "string" || !isGuid(PrivilegeId)) throw missing("Privileges.PrivilegeId");
  const depth = typeof Depth === "number" ? [1, 2, 4, 8][Depth] : depthValues[String(Depth)];
  if (depth === undefined)
    throw requestErrors.badQuery(`'${String(Depth).slice(0, 50)}' is not a valid PrivilegeDepth.`);
  const id = PrivilegeId.toLowerCase();
  if (!store.get("privilege", id, ["privilegeid"])) throw rowErrors.notFound("Privilege", id);
  const pair = { roleid: call.target?.id ?? "", privilegeid: id };
  store.deleteWhere("roleprivileges", pair);
  store.insert("roleprivileges", { roleprivilegeid: newId(), ...pair, privilegedepthmask: depth });
}
