import { forgetCallers, loadCaller, toTimestamp } from "../security/caller";
import type { CallContext, Environment } from "./context";
import { accessErrors } from "./errors";
import type { ApiRequest } from "./http";
import { isGuid } from "./literals";

/**
 * The user a request runs as: `CallerObjectId` (Entra object id), else `MSCRMCallerID` (systemuserid), else the sandbox's
 * default user. There is no sign-in: a bearer token is neither needed nor read.
 */
export function callerId(env: Environment, headers: ApiRequest["headers"]): string {
  const objectId = headers.callerobjectid?.trim().toLowerCase();
  const userId = headers.mscrmcallerid?.trim().toLowerCase();
  const given = objectId ?? userId;
  if (given === undefined) return env.settings.defaultUser ?? env.identity.systemUserId;
  if (!isGuid(given)) throw accessErrors.unauthenticated();
  if (objectId === undefined || env.store.get("systemuser", objectId, ["systemuserid"])) return given;
  const user = env.store.find(
    "systemuser",
    { azureactivedirectoryobjectid: objectId },
    { columns: ["systemuserid"], limit: 1 },
  )[0];
  if (!user) throw accessErrors.unauthenticated();
  return String(user.systemuserid);
}

/** The context of one operation of the caller; `baseUrl` is the absolute service root that answers name. */
export function contextOf(env: Environment, request: ApiRequest, baseUrl: string): CallContext {
  return {
    env,
    caller: loadCaller(env, callerId(env, request.headers)),
    suppressDuplicates: request.headers["mscrm.suppressduplicatedetection"]?.trim().toLowerCase() !== "false",
    timestamp: toTimestamp(env.now()),
    depth: 1,
    baseUrl,
  };
}

/** Tables whose rows make up what a caller may do. */
const rightsTables = [
  "systemuser",
  "systemuserroles",
  "role",
  "roleprivileges",
  "privilege",
  "team",
  "teamroles",
  "teammembership",
  "businessunit",
  "fieldpermission",
  "fieldsecurityprofile",
  "systemuserprofiles",
  "teamprofiles",
];

/** Forgets cached callers whenever a row behind their rights is written. */
export function watchRights(env: Environment): void {
  for (const table of rightsTables)
    for (const message of ["create", "update", "delete"] as const)
      env.hooks.add({ message, stage: "after", table, run: ({ context }) => forgetCallers(context.env) });
}
