import type { Answer } from "../dataverse/port";
import { rowsOf } from "../dataverse/port";
import type { PublishedProfile } from "./choose";
import { readProfile, type ProfileProblem } from "./read";

export { profileQueries, readUserSituation } from "./situation";

/** A published profile that cannot be used as it stands, with the reasons. It does not take part in the choice. */
export interface BrokenProfile {
  readonly id: string;
  readonly name: string;
  readonly problems: readonly ProfileProblem[];
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
