import type { Answer, Json, Query } from "../dataverse/port";
import { rowsOf } from "../dataverse/port";
import type { Named, PublishedProfile, Situation } from "./choose";
import { readProfile, type ProfileProblem } from "./read";

/** A published profile that cannot be used as it stands, with the reasons. It does not take part in the choice. */
export interface BrokenProfile {
  readonly id: string;
  readonly name: string;
  readonly problems: readonly ProfileProblem[];
}

/**
 * What a dialog adds to its opening `$batch` to know which profile holds: the published profiles, and who the user is.
 * The answers go to {@link readPublishedProfiles} and {@link readUserSituation}; nothing else is fetched for profiles.
 */
export function profileQueries(userId: string): readonly [Query, Query, Query] {
  return [
    {
      kind: "rows",
      set: "enq_profiles",
      select: ["enq_name", "enq_priority", "enq_version", "enq_published"],
      filter: "statecode eq 0 and enq_published ne null",
      orderBy: ["enq_priority asc"],
    },
    {
      kind: "row",
      set: "systemusers",
      id: userId,
      select: ["fullname", "_businessunitid_value"],
      expand: [
        { property: "teammembership_association", select: ["name"] },
        { property: "systemuserroles_association", select: ["name"] },
      ],
    },
    { kind: "rows", set: "businessunits", select: ["name", "_parentbusinessunitid_value"] },
  ];
}

/** The profiles that take part in the choice, and those that cannot be read. */
export function readPublishedProfiles(answer: Answer | undefined): {
  readonly profiles: readonly PublishedProfile[];
  readonly broken: readonly BrokenProfile[];
} {
  const profiles: PublishedProfile[] = [];
  const broken: BrokenProfile[] = [];
  for (const row of rowsOf(answer)) {
    const id = String(row["enq_profileid"]);
    const name = String(row["enq_name"] ?? "");
    const { document, problems } = readProfile(String(row["enq_published"] ?? ""));
    if (problems.length > 0) broken.push({ id, name, problems });
    // A row without a priority stands behind all that have one (the column goes to 10 000).
    else
      profiles.push({
        id,
        name,
        priority: numberOf(row["enq_priority"], 10_000),
        version: numberOf(row["enq_version"], 0),
        document,
      });
  }
  return { profiles, broken };
}

function numberOf(value: unknown, otherwise: number): number {
  return typeof value === "number" ? value : otherwise;
}

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
