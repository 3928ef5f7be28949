/**
 * The plan: everything that qualification will write, as data. It is drawn, hashed, stored in the journal, executed
 * and undone; nothing is written that is not in it.
 */
import type { ColumnValue } from "../dataverse/row";
import type { PlannedCarry } from "./carry";

/** Names a record of the plan: `account`, `contact`, `opportunity`, `opportunity:2` … */
export type Slot = string;

/** Stands for a record whose key is known only after it was made. */
export interface SlotReference {
  readonly slot: Slot;
  readonly table: string;
}

export type PlannedValue = ColumnValue | SlotReference;

/** Where a planned value comes from; shown beside every value. */
export type Source =
  /** An attribute map of the platform, from this column of the lead where the map could be read. */
  | { readonly kind: "map"; readonly column?: string }
  /** A mapping rule of the profile. */
  | { readonly kind: "rule"; readonly rule: string; readonly text?: string }
  /** Typed by the seller. */
  | { readonly kind: "you" }
  /** Follows from the choice of records: who belongs to whom. */
  | { readonly kind: "link" }
  /** The stricter of two consents: never loosened. */
  | { readonly kind: "consent" }
  /** What QualifyLead does by itself. */
  | { readonly kind: "platform" }
  /** A setting of the profile: owner, price list, carry-over. */
  | { readonly kind: "policy" };

export interface PlannedColumn {
  readonly column: string;
  readonly old: ColumnValue;
  readonly value: PlannedValue;
  readonly source: Source;
}

/** A value of the lead that differs from what an existing record has, and what becomes of it. */
export interface Conflict {
  readonly column: string;
  readonly theirs: ColumnValue;
  readonly ours: ColumnValue;
  readonly source: Source;
  readonly decision: ConflictDecision;
}

export type ConflictDecision = "keep" | "take" | "append";

export interface PlannedRecord {
  readonly slot: Slot;
  readonly table: "account" | "contact" | "opportunity";
  readonly action: "create" | "link" | "join" | "none";
  /** Who makes it: QualifyLead, or we with a key of our own. */
  readonly by?: "platform" | "us";
  readonly id?: string;
  /** The version that a linked record had when it was read. */
  readonly etag?: string;
  readonly name: string;
  readonly columns: readonly PlannedColumn[];
  readonly conflicts: readonly Conflict[];
}

/** A row that belongs to the qualification but is none of the three records: a connection, a carried note. */
export interface PlannedExtra {
  readonly id: string;
  readonly table: string;
  /** What the seller knows it by. */
  readonly name?: string;
  /** `link`: the row is there already and is associated, through the relationship that the column names. */
  readonly action: "create" | "link";
  readonly columns: readonly PlannedColumn[];
  /** The row whose texts and file the new one takes over. */
  readonly copyOf?: string;
  /** The records are finished without it when it is refused. */
  readonly optional?: true;
}

export type CheckId =
  | "lead-closed"
  | "company-missing"
  | "right-missing"
  | "row-right"
  | "column-right"
  | "company-hidden"
  | "required-missing"
  | "stage-missing"
  | "checklist"
  | "too-long"
  | "out-of-range"
  | "not-an-option"
  | "status-not-in-target"
  | "currency-missing"
  | "inactive-record"
  | "process-not-on-lead"
  | "duplicate-rule"
  | "row-changed"
  | "file-left"
  | "profile-damaged"
  | "rule-failed";

/** Something to settle. A blocking check keeps the primary button away from Dataverse. */
export interface Check {
  readonly id: CheckId;
  /** Makes the check unique and is the key of an overruling: `required-missing:opportunity.name`. */
  readonly key: string;
  readonly severity: "block" | "warn";
  readonly slot?: Slot | "lead";
  readonly column?: string;
  /** Values for the words of the message. */
  readonly details?: Readonly<Record<string, string | number>>;
  /** Words of the profile's author, shown instead of ours. */
  readonly text?: string;
  readonly help?: string;
  readonly overruled?: string;
  readonly mayOverrule?: boolean;
}

export interface PlannedCall {
  readonly createAccount: boolean;
  readonly createContact: boolean;
  readonly createOpportunity: boolean;
  readonly status: number;
  readonly currencyId?: string;
  readonly customer?: { readonly table: "account" | "contact"; readonly id: string };
  readonly campaignId?: string;
}

export interface PlannedLead {
  readonly id: string;
  readonly etag?: string;
  readonly name: string;
  /** Written by us before the call. */
  readonly columns: readonly PlannedColumn[];
  /** What the call does to the lead. */
  readonly after: readonly PlannedColumn[];
  /** Records that were made from this lead before: what is made now is told from them. */
  readonly earlier: readonly string[];
  /** Where the process stands when the call is made, when there is one: undo puts it back. `repair`: we put it there first. */
  readonly process?: {
    readonly id: string;
    readonly stageId: string;
    readonly traversedPath: string;
    readonly repair?: true;
  };
}

export interface QualifyPlan {
  readonly kind: "qualify";
  readonly version: 1;
  readonly lead: PlannedLead;
  readonly records: readonly PlannedRecord[];
  readonly extras: readonly PlannedExtra[];
  /** What hangs on the lead, by kind, and whether it goes along. */
  readonly carry: readonly PlannedCarry[];
  readonly call: PlannedCall;
  readonly checks: readonly Check[];
  readonly profile?: { readonly id: string; readonly version: number; readonly name: string };
  /** Of everything above: two equal hashes write the same. */
  readonly hash: string;
}

export function isSlotReference(value: PlannedValue | undefined): value is SlotReference {
  return typeof value === "object" && value !== null && "slot" in value;
}

/** The checks that keep the plan from being executed. */
export function blockers(plan: { readonly checks: readonly Check[] }): readonly Check[] {
  return plan.checks.filter((check) => check.severity === "block" && check.overruled === undefined);
}
