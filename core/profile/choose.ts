import type { Row } from "../dataverse/row";
import type { Metadata } from "../dataverse/metadata";
import { conditionHolds } from "../mapping";
import type { ProfileDocument, Scope } from "./document";
import { builtInProfile, compareProfiles } from "./first";

export { builtInProfile };

/** A published profile as it was read. */
export interface PublishedProfile {
  readonly id: string;
  readonly name: string;
  /** The lowest number wins; equal numbers: the name that comes first, then the id. */
  readonly priority: number;
  readonly version: number;
  readonly document: ProfileDocument;
}

/** Something with an id and a name; a scope may name either. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** Who asks, where, about which lead. */
export interface Situation {
  /** Id and unique name of the app. */
  readonly app?: Named;
  readonly businessUnit: Named;
  /** The units above the user's own, nearest first. */
  readonly parentUnits: readonly Named[];
  readonly teams: readonly Named[];
  readonly roles: readonly Named[];
  readonly lead: Row;
  readonly metadata: Metadata;
  /** ISO 8601 in UTC. */
  readonly now: string;
}

export type ScopeMismatch = "app" | "businessUnit" | "team" | "role" | "condition";

/** Why a profile was or was not taken, for the "why this profile" view. */
export interface ProfileVerdict {
  readonly id: string;
  readonly name: string;
  readonly priority: number;
  readonly outcome: "chosen" | "lowerPriority" | "outOfScope";
  /** The parts of the scope that do not fit. */
  readonly mismatches: readonly ScopeMismatch[];
}

export interface ProfileChoice {
  readonly profile: PublishedProfile;
  readonly why: readonly ProfileVerdict[];
}

/** The profile that holds in a situation, with a verdict on every other. The built-in one always fits, so that there is one. */
export function chooseProfile(profiles: readonly PublishedProfile[], situation: Situation): ProfileChoice {
  const ordered = [...profiles].sort(compareProfiles);
  const judged = ordered.map((profile) => ({ profile, mismatches: findMismatches(profile.document.scope, situation) }));
  const winner = judged.find((one) => one.mismatches.length === 0)?.profile ?? builtInProfile;
  const why = judged.map(({ profile, mismatches }): ProfileVerdict => {
    const outcome = mismatches.length > 0 ? "outOfScope" : profile === winner ? "chosen" : "lowerPriority";
    return { id: profile.id, name: profile.name, priority: profile.priority, outcome, mismatches };
  });
  const builtIn = {
    id: builtInProfile.id,
    name: builtInProfile.name,
    priority: builtInProfile.priority,
    mismatches: [],
  };
  return {
    profile: winner,
    why: [...why, { ...builtIn, outcome: winner === builtInProfile ? "chosen" : "lowerPriority" }],
  };
}

/** The parts of a scope that do not fit; none: the scope fits. */
export function findMismatches(scope: Scope, situation: Situation): ScopeMismatch[] {
  const units = [situation.businessUnit, ...(scope.includeChildUnits ? situation.parentUnits : [])];
  const result: ScopeMismatch[] = [];
  if (!covers(scope.apps, situation.app ? [situation.app] : [])) result.push("app");
  if (!covers(scope.businessUnits, units)) result.push("businessUnit");
  if (!covers(scope.teams, situation.teams)) result.push("team");
  if (!covers(scope.roles, situation.roles)) result.push("role");
  const { lead, metadata, now } = situation;
  if (scope.condition && !conditionHolds(scope.condition, { lead, metadata, now })) result.push("condition");
  return result;
}

function covers(wanted: readonly string[], there: readonly Named[]): boolean {
  if (wanted.length === 0) return true;
  const known = new Set(there.flatMap((one) => [one.id.toLowerCase(), one.name.trim().toLowerCase()]));
  return wanted.some((one) =>
    known.has(
      one
        .trim()
        .replace(/^\{(.*)\}$/, "$1")
        .toLowerCase(),
    ),
  );
}
