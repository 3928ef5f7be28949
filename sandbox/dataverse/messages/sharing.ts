import { requireRowAccess, rowRights } from "../security/access";
import { loadCaller } from "../security/caller";
import { accessRights, type Verb } from "../security/privileges";
import { requestErrors } from "../server/errors";
import type { CallContext, RowReference } from "../server/context";
import type { Message, MessageCall } from "../server/messages";
import { newId } from "../write/ids";
import { requireRow } from "../write/records";
import { missing, objectOf, referenceOf, requireKnown, rowOf } from "./arguments";

/** RetrievePrincipalAccess, bound to a user or team: all that the principal may do to a row (facts/dataverse-web-api.md §2.6). */
export const retrievePrincipalAccess: readonly Message[] = ["systemuser", "team"].map((table) => ({
  name: "RetrievePrincipalAccess",
  kind: "function" as const,
  bound: { table, to: "row" as const },
  parameters: { Target: "crmbaseentity" },
  returns: "RetrievePrincipalAccessResponse",
  handle: (call: MessageCall) => {
    const target = rowOf(call, "Target");
    if (!target || !call.target) throw missing("Target");
    return {
      kind: "complex" as const,
      type: "RetrievePrincipalAccessResponse",
      value: { AccessRights: accessText(rightsOf(call.context, call.target, target)) },
    };
  },
}));

function rightsOf(context: CallContext, principal: RowReference, target: RowReference): Verb[] {
  const { catalog, store } = context.env;
  const table = catalog.requireTable(target.table);
  const row = requireRow(context, table, target.id);
  if (principal.table === "team") {
    const shared = store.find("principalobjectaccess", { objectid: target.id, principalid: principal.id });
    const mask = shared.reduce((sum, share) => sum | Number(share.accessrightsmask ?? 0), 0);
    return (Object.keys(accessRights) as Verb[]).filter(
      (verb) => row.ownerid === principal.id || (mask & accessRights[verb]) !== 0,
    );
  }
  return rowRights({ ...context, caller: loadCaller(context.env, principal.id) }, table, target.id, row);
}

/** The order in which the platform names the rights. */
const order: readonly Verb[] = ["Read", "Write", "Append", "AppendTo", "Create", "Delete", "Share", "Assign"];

function accessText(rights: readonly Verb[]): string {
  const names = order.filter((verb) => rights.includes(verb)).map((verb) => `${verb}Access`);
  return names.length > 0 ? names.join(", ") : "None";
}

/** GrantAccess, ModifyAccess, RevokeAccess: unbound, shares one row with one user or team. */
export const grantAccess: Message = {
  name: "GrantAccess",
  kind: "action",
  parameters: { Target: "crmbaseentity", PrincipalAccess: "PrincipalAccess" },
  handle: (call) => share(call, "GrantAccess"),
};
export const modifyAccess: Message = {
  name: "ModifyAccess",
  kind: "action",
  parameters: { Target: "crmbaseentity", PrincipalAccess: "PrincipalAccess" },
  handle: (call) => share(call, "ModifyAccess"),
};
export const revokeAccess: Message = {
  name: "RevokeAccess",
  kind: "action",
  parameters: { Target: "crmbaseentity", Revokee: "principal" },
  handle: revoke,
};

function share(call: MessageCall, name: "GrantAccess" | "ModifyAccess") {
  requireKnown(call, name, ["Target", "PrincipalAccess"]);
  const target = rowOf(call, "Target");
  const given = objectOf(call, "PrincipalAccess");
  if (!target || !given) throw missing(target ? "PrincipalAccess" : "Target");
  const principal = principalOf(call.context, given.Principal);
  const mask = maskOf(given.AccessMask);
  requireShare(call.context, target);
  const { store } = call.context.env;
  const pair = { objectid: target.id, principalid: principal.id };
  const known = store.find("principalobjectaccess", pair, { limit: 1 })[0];
  const rights = name === "GrantAccess" ? mask | Number(known?.accessrightsmask ?? 0) : mask;
  store.deleteWhere("principalobjectaccess", pair);
  store.insert("principalobjectaccess", {
    principalobjectaccessid: newId(),
    ...pair,
    principaltypecode: principal.table,
    objecttypecode: target.table,
    accessrightsmask: rights,
    inheritedaccessrightsmask: 0,
    changedon: call.context.timestamp,
  });
  return { kind: "none" as const };
}

function revoke(call: MessageCall) {
  requireKnown(call, "RevokeAccess", ["Target", "Revokee"]);
  const target = rowOf(call, "Target");
  if (!target) throw missing("Target");
  const revokee = principalOf(call.context, call.parameters.Revokee);
  requireShare(call.context, target);
  call.context.env.store.deleteWhere("principalobjectaccess", { objectid: target.id, principalid: revokee.id });
  return { kind: "none" as const };
}

function requireShare(context: CallContext, target: RowReference): void {
  const table = context.env.catalog.requireTable(target.table);
  const row = requireRow(context, table, target.id);
  requireRowAccess(context, table, "Share", target.id, row);
}

function principalOf(context: CallContext, given: unknown): RowReference {
  if (typeof given !== "object" || given === null) throw missing("Principal");
  const principal = referenceOf(context, given as Record<string, unknown>, "Principal");
  if (principal.table !== "systemuser" && principal.table !== "team")
    throw requestErrors.badQuery("The principal must be a systemuser or a team.");
  requireRow(context, context.env.catalog.requireTable(principal.table), principal.id);
  return principal;
}

/** `"ReadAccess, WriteAccess"`, or the number. */
function maskOf(given: unknown): number {
  if (typeof given === "number" && Number.isInteger(given)) return given;
  if (typeof given !== "string") throw missing("AccessMask");
  let mask = 0;
  for (const part of given.split(",")) {
    const verb = part.trim().replace(/Access$/, "");
    if (verb === "None" || verb === "") continue;
    if (!(verb in accessRights))
      throw requestErrors.badQuery(`'${part.trim().slice(0, 50)}' is not a valid AccessRights value.`);
    mask |= accessRights[verb as Verb];
  }
  return mask;
}
