/** What the user may do in general, as his roles say; read once and asked by rules and controls at once. */
import { plainId } from "../form-model/attribute";
import { getJson, type Json } from "../form-model/http";
import { host } from "./state";

export interface PrivilegeInfo {
  readonly id: string;
  readonly businessUnitId: string;
  readonly privilegeName: string;
  /** 0 user, 1 business unit, 2 deep, 3 organization. */
  readonly depth: number;
}

const depths: Readonly<Record<string, number>> = { Basic: 0, Local: 1, Deep: 2, Global: 3 };

let reading: Promise<Record<string, PrivilegeInfo>> | undefined;
let known: Record<string, PrivilegeInfo> = {};
/** By privilege name in lower case. */
let byName = new Map<string, PrivilegeInfo>();

export function readPrivileges(userId?: string): Promise<Record<string, PrivilegeInfo>> {
  reading ??= fetchPrivileges(userId ?? host().user.id).catch((error: unknown) => {
    reading = undefined;
    throw error;
  });
  return reading;
}

export function knownPrivileges(): Record<string, PrivilegeInfo> {
  return known;
}

/** Roles may have changed, or the user. */
export function forgetPrivileges(): void {
  reading = undefined;
}

export type Verb = "Create" | "Read" | "Write" | "Delete" | "Append" | "AppendTo" | "Assign" | "Share";

/** The depth of a privilege on a table, -1 for none. The names bear the table's schema name, which differs from the logical one by case only. */
export function privilegeDepth(verb: Verb, table: string): number {
  return byName.get(`prv${verb}${table}`.toLowerCase())?.depth ?? -1;
}

async function fetchPrivileges(userId: string): Promise<Record<string, PrivilegeInfo>> {
  const answer = await getJson(`systemusers(${plainId(userId)})/Microsoft.Dynamics.CRM.RetrieveUserPrivileges`);
  const rows = (answer.RolePrivileges as Json[] | undefined) ?? [];
  const infos = rows.map((row) => ({
    id: String(row.PrivilegeId),
    businessUnitId: String(row.BusinessUnitId),
    privilegeName: String(row.PrivilegeName),
    depth: depths[String(row.Depth)] ?? Number(row.Depth),
  }));
  byName = strongest(infos);
  known = Object.fromEntries(infos.map((info) => [info.id, info]));
  return known;
}

/** The same privilege may come from several roles: the widest counts. */
function strongest(infos: readonly PrivilegeInfo[]): Map<string, PrivilegeInfo> {
  const map = new Map<string, PrivilegeInfo>();
  for (const info of infos) {
    const name = info.privilegeName.toLowerCase();
    if ((map.get(name)?.depth ?? -1) < info.depth) map.set(name, info);
  }
  return map;
}
