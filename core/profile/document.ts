import type { Condition } from "../mapping/expression";
import type { MappingRule } from "../mapping/rule";

/** The format that this code writes. Older ones are upgraded when read (upgrade.ts), newer ones are refused with their number. */
export const currentFormat = 3;

/** Everything that a tenant decides about qualification: the JSON in `enq_profile.enq_draft` and `.enq_published`. */
export interface ProfileDocument {
  readonly format: typeof currentFormat;
  readonly scope: Scope;
  readonly records: Records;
  readonly mapping: Mapping;
  readonly checklist: readonly ChecklistItem[];
  readonly matching: Matching;
  readonly carryOver: CarryOver;
  readonly afterwards: Afterwards;
  readonly disqualify: Disqualify;
  readonly bulk: Bulk;
  readonly undo: { readonly days: number };
}

export type ProfilePart = Exclude<keyof ProfileDocument, "format">;

/** For whom the profile holds. An empty list means everybody; all lists and the condition must fit. Names or ids. */
export interface Scope {
  /** Unique names of app modules. */
  readonly apps: readonly string[];
  readonly businessUnits: readonly string[];
  /** Also the units below them. */
  readonly includeChildUnits: boolean;
  readonly teams: readonly string[];
  readonly roles: readonly string[];
  /** Over columns of the lead. */
  readonly condition?: Condition;
}

/** Whether a record comes out of a qualification: the seller says, always, or never. */
export type Decide = "seller" | "always" | "never";

export interface RecordPolicy {
  readonly decide: Decide;
  /** What is preselected: what matching recommends, a new record, or none. */
  readonly preselect: "recommended" | "create" | "none";
  /** Columns that the dialog offers, by logical name, in this order. Empty: those that the platform's maps and the rules fill. */
  readonly columns: readonly string[];
}

export interface Records {
  readonly account: RecordPolicy;
  readonly contact: RecordPolicy;
  readonly opportunity: RecordPolicy & {
    /** How many a seller may create at once; Dynamics allows 5 (facts/sales-qualification.md §5). */
    readonly max: number;
    /** Whether the dialog offers to join an open deal of the account. */
    readonly joinOpen: boolean;
    /** The price list of a new opportunity: none, or the only active one in its currency. */
    readonly priceList: "none" | "currency";
  };
  /** To whom new records belong. A user or a team goes by its name, which holds in every environment. */
  readonly owner: { readonly to: "creator" | "leadOwner" | "user" | "team"; readonly name?: string };
  /** Plain leads are qualified with one click: nothing to ask, nothing to check. */
  readonly oneClick: boolean;
}

export interface Mapping {
  readonly rules: readonly MappingRule[];
  /** ISO code of the country of phone numbers without one. */
  readonly country?: string;
  /** Columns beside `donot…` in which yes means: may not be contacted. */
  readonly consentColumns: readonly string[];
}

/** A thing that must be so before a lead is qualified. */
export interface ChecklistItem {
  readonly id: string;
  readonly label: string;
  /** The lead's column that the dialog offers to fill in. */
  readonly column?: string;
  /** What must hold. Absent: the column has a value. */
  readonly condition?: Condition;
  /** When the item is asked for. Absent: always. */
  readonly when?: Condition;
  readonly level: "block" | "warn";
  /** Whether the seller may go on with a reason. */
  readonly overrule: boolean;
  readonly help?: string;
}

export interface Matching {
  readonly accounts: boolean;
  readonly contacts: boolean;
  readonly deals: boolean;
  readonly leads: boolean;
  /** Dataverse Search beside filters. */
  readonly search: boolean;
  /** Whether a certain match is preselected as link. */
  readonly autoLink: boolean;
  /** Probability from which a match counts as certain, and from which it is shown. */
  readonly thresholds: { readonly link: number; readonly ask: number };
  /** Added to the weight of a kind of evidence (`email`, `phone`, `personName`, `companyName`, `website`, `address`). */
  readonly nudges: Readonly<Record<string, number>>;
}

/** What happens to rows around the lead: they stay there, are shown on the new record, or copied to it. */
export type Carry = "leave" | "show" | "copy";

export interface CarryOver {
  readonly notes: Carry;
  readonly files: Carry;
  readonly activities: Carry;
  readonly stakeholders: Carry;
  readonly competitors: Carry;
}

export interface Afterwards {
  readonly open: "opportunity" | "account" | "contact" | "lead" | "stay";
  /** Whether the dialog shows its result before it goes there. */
  readonly showResult: boolean;
}

export interface DisqualifyReason {
  /** The lead's status reason. */
  readonly status: number;
  /** Absent: the label of the status reason. */
  readonly label?: string;
  readonly help?: string;
  readonly comment: "none" | "optional" | "required";
  /** Days until the lead is asked again. Absent: no follow-up is proposed. */
  readonly followUpDays?: number;
}

export interface Disqualify {
  /** Empty: every status reason of Disqualified, with an optional comment. */
  readonly reasons: readonly DisqualifyReason[];
  /** Whether the company stays as a prospect account. */
  readonly keepAccount: "never" | "ask" | "always";
  readonly closeActivities: boolean;
}

export interface Bulk {
  readonly enabled: boolean;
  readonly max: number;
  /** What becomes of a lead that may be somebody known: it waits in the queue, is left out, or gets new records as in Dynamics. */
  readonly doubtful: "park" | "skip" | "create";
  /** Whether plain leads are done in one go, or stepped through one by one. */
  readonly plain: "together" | "oneByOne";
}
