import type { CallContext, Environment } from "../server/context";
import { accessErrors } from "../server/errors";
import type { RawRow } from "../store/store";
import { depths } from "./privileges";

/** How far one privilege reaches for one caller, all his roles and teams taken together. */
export interface Reach {
  /** The highest stored depth mask (1, 2, 4 or 8). */
  readonly depth: number;
  /** Business units whose rows it covers, from Local and Deep depths. Unused when Global. */
  readonly businessUnits: ReadonlySet<string>;
}

/** The person (or the platform) on whose behalf an operation runs. */
export interface Caller {
  readonly userId: string;
  readonly businessUnitId: string;
  /** The teams that the caller is a member of. */
  readonly teamIds: readonly string[];
  /** The platform itself: no right is checked. */
  readonly isSystem: boolean;
  /** By privilege name. */
  readonly privileges: ReadonlyMap<string, Reach>;
  /** Column security: column key `table.column` -> rights granted by the caller's profiles. */
  readonly securedColumns: ReadonlyMap<string, { read: boolean; create: boolean; update: boolean }>;
  /** The real user behind an impersonated one: rows get createdonbehalfby. */
  readonly realUserId?: string;
}

const cache = new WeakMap<Environment, Map<string, Caller>>();

/** Forgets what is known of all callers. Call after roles, teams, users or privileges were written past the row service. */
export function forgetCallers(env: Environment): void {
  cache.delete(env);
}

/** The caller of a user id; throws when the user is unknown, disabled or without any role. */
export function loadCaller(env: Environment, userId: string): Caller {
  const known = cache.get(env) ?? new Map<string, Caller>();
  cache.set(env, known);
  const cached = known.get(userId);
  if (cached) return cached;
  const caller = readCaller(env, userId);
  known.set(userId, caller);
  return caller;
}

/** The same operation with every right, for what the platform does by itself. Rows still name the caller as their author. */
export function runAsSystem(context: CallContext): CallContext {
  return context.caller.isSystem ? context : { ...context, caller: { ...context.caller, isSystem: true } };
}

/** A context of the platform's own user, for seeding, importing and background steps. */
export function systemContext(env: Environment, baseUrl = "http://127.0.0.1/api/data/v9.2/"): CallContext {
  const { systemUserId, rootBusinessUnitId } = env.identity;
  return {
    env,
    caller: {
      userId: systemUserId,
      businessUnitId: rootBusinessUnitId,
      teamIds: [],
      isSystem: true,
      privileges: new Map(),
      securedColumns: new Map(),
    },
    suppressDuplicates: true,
    timestamp: toTimestamp(env.now()),
    depth: 1,
    baseUrl,
  };
}

/** Stored form of a moment: seconds, UTC. */
export function toTimestamp(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, "Z");
}

function readCaller(env: Environment, userId: string): Caller {
  const user = env.store.get("systemuser", userId, ["systemuserid", "businessunitid", "isdisabled"]);
  if (!user) throw accessErrors.unauthenticated();
  if (user.isdisabled === true) throw accessErrors.disabledUser(userId);
  const teamIds = texts(env.store.find("teammembership", { systemuserid: userId }), "teamid");
  const privileges = readPrivileges(env, userId, text(user.businessunitid), teamIds);
  if (privileges.size === 0) throw accessErrors.noRoles(userId);
  return {
    userId,
    businessUnitId: text(user.businessunitid),
    teamIds,
    isSystem: false,
    privileges,
    securedColumns: readSecuredColumns(env, userId, teamIds),
  };
}

function readPrivileges(
  env: Environment,
  userId: string,
  unit: string,
  teamIds: readonly string[],
): Map<string, Reach> {
  const names = new Map(env.store.find("privilege", {}).map((row) => [text(row.privilegeid), text(row.name)]));
  const result = new Map<string, Reach>();
  const grant = (roleIds: readonly string[], businessUnit: string): void => {
    for (const roleId of roleIds) {
      for (const row of env.store.find("roleprivileges", { roleid: rootRole(env, roleId) })) {
        const name = names.get(text(row.privilegeid));
        if (name !== undefined) addReach(env, result, name, Number(row.privilegedepthmask ?? 0), businessUnit);
      }
    }
  };
  grant(texts(env.store.find("systemuserroles", { systemuserid: userId }), "roleid"), unit);
  for (const teamId of teamIds) {
    const team = env.store.get("team", teamId, ["businessunitid"]);
    grant(texts(env.store.find("teamroles", { teamid: teamId }), "roleid"), text(team?.businessunitid));
  }
  return result;
}

/** Roles are copied into every business unit; the privileges hang on the root copy (`parentrootroleid`). */
function rootRole(env: Environment, roleId: string): string {
  const role = env.store.get("role", roleId, ["parentrootroleid"]);
  return text(role?.parentrootroleid) || roleId;
}

function addReach(env: Environment, all: Map<string, Reach>, name: string, depth: number, unit: string): void {
  const known = all.get(name);
  const units = new Set(known?.businessUnits);
  if (depth >= depths.Local) units.add(unit);
  if (depth >= depths.Deep && depth < depths.Global) for (const below of unitsBelow(env, unit)) units.add(below);
  all.set(name, { depth: Math.max(known?.depth ?? 0, depth), businessUnits: units });
}

/** All business units under one, at any level. */
function unitsBelow(env: Environment, unit: string, seen = new Set<string>()): Set<string> {
  for (const id of texts(env.store.find("businessunit", { parentbusinessunitid: unit }), "businessunitid")) {
    if (seen.has(id)) continue;
    seen.add(id);
    unitsBelow(env, id, seen);
  }
  return seen;
}

function readSecuredColumns(env: Environment, userId: string, teamIds: readonly string[]): Caller["securedColumns"] {
  const result = new Map<string, { read: boolean; create: boolean; update: boolean }>();
  if (!env.catalog.table("fieldpermission") || !env.catalog.table("systemuserprofiles")) return result;
  const profiles = new Set(
    texts(env.store.find("systemuserprofiles", { systemuserid: userId }), "fieldsecurityprofileid"),
  );
  if (env.catalog.table("teamprofiles"))
    for (const teamId of teamIds)
      for (const id of texts(env.store.find("teamprofiles", { teamid: teamId }), "fieldsecurityprofileid"))
        profiles.add(id);

  for (const id of profiles) {
    for (const row of env.store.find("fieldpermission", { fieldsecurityprofileid: id })) {
      const key = `${text(row.entityname)}.${text(row.attributelogicalname)}`;
      const known = result.get(key);
      // 4 is "Allowed" of field_security_permission_type, 0 "Not Allowed".
      result.set(key, {
        read: known?.read === true || row.canread === 4,
        create: known?.create === true || row.cancreate === 4,
        update: known?.update === true || row.canupdate === 4,
      });
    }
  }
  return result;
}

function text(value: RawRow[string] | undefined): string {
  return typeof value === "string" ? value : "";
}

function texts(rows: readonly RawRow[], column: string): string[] {
  return rows.map((row) => text(row[column])).filter((value) => value !== "");
}
