import type { Answer, Json } from "../dataverse/port";
import { rowsOf } from "../dataverse/port";
import type { Named, Situation } from "./choose";

/** Who the user is, out of the second and third answer. What could not be read is empty: scopes that ask for it do not fit. */
export function readUserSituation(
  user: Answer | undefined,
  units: Answer | undefined,
): Pick<Situation, "businessUnit" | "parentUnits" | "teams" | "roles"> {
  const json: Json = user?.ok ? user.value : {};
  const byId = new Map(rowsOf(units).map((row) => [String(row["businessunitid"]).toLowerCase(), row]));
  const chain: Named[] = [];
  for (
    let id = idOf(json["_businessunitid_value"]);
    id && chain.length < 50;
    id = idOf(byId.get(id)?.["_parentbusinessunitid_value"])
  ) {
    chain.push({ id, name: String(byId.get(id)?.["name"] ?? "") });
  }
  const [businessUnit = { id: "", name: "" }, ...parentUnits] = chain;
  return {
    businessUnit,
    parentUnits,
    teams: namedRows(json["teammembership_association"], "teamid"),
    roles: namedRows(json["systemuserroles_association"], "roleid"),
  };
}

function idOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value.toLowerCase() : undefined;
}

function namedRows(rows: unknown, key: string): readonly Named[] {
  return Array.isArray(rows)
    ? (rows as readonly Json[]).map((row) => ({ id: String(row[key]), name: String(row["name"] ?? "") }))
    : [];
}
