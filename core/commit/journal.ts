/** The journal row (table enq_qualification): idempotency key, parking place and source of undo. */
import type { Change, Json, Query } from "../dataverse/port";
import type { Row } from "../dataverse/row";
import type { Slot } from "../plan/types";

export const journalSet = "enq_qualifications";
export const processSet = "leadtoopportunitysalesprocesses";

export const journalKind = {
  qualify: 719400000,
  disqualify: 719400001,
  reactivate: 719400002,
  undo: 719400003,
} as const;

export const journalStage = {
  started: 719400000,
  completed: 719400001,
  undone: 719400002,
  parked: 719400003,
  failed: 719400004,
} as const;

/** A record that a run made or changed, as the journal keeps it. */
export interface CommittedRecord {
  readonly slot: Slot;
  readonly table: string;
  readonly id: string;
  readonly name: string;
  readonly action: "created" | "linked" | "joined";
  /** For a changed record: the values that its columns had before. */
  readonly before?: Row;
}

export interface CommitResult {
  readonly records: readonly CommittedRecord[];
  /** How many rows that should have gone along were refused, and are with the lead only. */
  readonly left?: number;
}

export interface JournalStart {
  readonly key: string;
  readonly kind: keyof typeof journalKind;
  readonly name: string;
  readonly leadId: string;
  readonly plan: string;
  readonly hash: string;
  readonly profile?: { readonly id: string; readonly version: number };
}

/** The first change of every run: a second run with the same key is refused by Dataverse. */
export function startJournal(start: JournalStart): Change {
  return {
    kind: "create",
    set: journalSet,
    values: {
      enq_qualificationid: start.key,
      enq_name: start.name.slice(0, 300),
      enq_kind: journalKind[start.kind],
      enq_stage: journalStage.started,
      "enq_LeadId@odata.bind": `/leads(${start.leadId})`,
      enq_plan: start.plan,
      enq_planhash: start.hash,
      ...(start.profile
        ? {
            "enq_ProfileId@odata.bind": `/enq_profiles(${start.profile.id})`,
            enq_profileversion: start.profile.version,
          }
        : {}),
    },
  };
}

/** The last change of a run. */
export function completeJournal(key: string, result: CommitResult, now: Date): Change {
  const values: Json = {
    enq_stage: journalStage.completed,
    enq_result: JSON.stringify(result),
    enq_completedon: now.toISOString(),
    enq_error: null,
  };

  return { kind: "update", set: journalSet, id: key, values };
}

export function journalQuery(key: string): Query {
  return {
    kind: "row",
    set: journalSet,
    id: key,
    select: ["enq_kind", "enq_stage", "createdon", "_createdby_value", "enq_plan", "enq_planhash", "enq_result"],
  };
}

/** The result that a completed run left. */
export function readResult(text: string | undefined): CommitResult | undefined {
  if (!text) return undefined;
  try {
    const parsed = JSON.parse(text) as Partial<CommitResult>;
    return Array.isArray(parsed.records)
      ? { records: parsed.records, ...(parsed.left ? { left: parsed.left } : {}) }
      : undefined;
  } catch {
    return undefined;
  }
}
