import type { Metadata } from "../dataverse/metadata";
import type { Row, StoredRow } from "../dataverse/row";
import type { FindNotes } from "../matching/candidates/find";
import type { RankedCandidate, Reason } from "../matching/types";
import type { FoundRows, TargetTable } from "../mapping/rule";
import { targetTables } from "../mapping/rule";
import type { PublishedProfile } from "../profile/choose";
import type { CarryOver } from "../profile/document";
import type { Access } from "./access";
import type { Hanging } from "./carry";
import type { ConflictDecision, Slot } from "./types";

export type { TargetTable };
export { targetTables };

/** One attribute map of the platform (facts/sales-qualification.md §6). */
export interface AttributeMap {
  readonly table: TargetTable;
  readonly source: string;
  readonly target: string;
}

export interface Currency {
  readonly id: string;
  readonly name: string;
  readonly code: string;
  readonly symbol: string;
  readonly precision: number;
  /** Units of this currency for one of the base currency. */
  readonly exchangeRate: number;
  readonly inactive?: boolean;
}

/** The business process flow of a lead (facts/sales-qualification.md §1.5). */
export interface ProcessInstance {
  readonly id: string;
  readonly stage: string;
  readonly stageId: string;
  readonly traversedPath: string;
  /** Whether the active stage belongs to the lead: only then qualifying moves it. */
  readonly onLead: boolean;
  /** Whether it runs: what is finished or aborted neither asks for anything nor moves. */
  readonly active: boolean;
  /** The stage of the lead that it goes back to when it stands elsewhere; undefined: this process has none. */
  readonly leadStageId?: string;
  /** The lead's columns that its stage wants filled before it is left. */
  readonly required: readonly string[];
}

/** What an earlier run left in the journal. */
export interface JournalEntry {
  readonly id: string;
  readonly kind: number;
  readonly stage: number;
  readonly createdOn: string;
  readonly by: string;
  /** Counts all changes of the database: a row with a higher version was changed after the journal row. */
  readonly version?: number;
  readonly plan?: string;
  readonly result?: string;
  readonly parked?: Parked;
}

/** A lead that waits in the queue: whose it is, why, and what was decided there. */
export interface Parked {
  readonly ownerId: string;
  readonly by: string;
  readonly reason: string;
  readonly choices: Choices;
}

/** A record that may be the one the lead is about, with the row to fill. */
export interface Candidate {
  readonly table: "account" | "contact";
  readonly row: StoredRow;
  readonly name: string;
  /** How sure it is that both are the same. `linked`: the lead already points to it. */
  readonly verdict: "linked" | "certain" | "probable" | "possible" | "picked";
  /** What matching says about it; a record that the lead points to may have none. */
  readonly match?: RankedCandidate;
  /** Why it was not linked without asking. */
  readonly whyNot?: Reason;
}

/** An open opportunity of a matched account or contact, that the lead may belong to. */
export interface OpenDeal {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  /** Keys of its account and contact. */
  readonly parties: readonly string[];
  /** The seller looked it up: it is offered whoever is linked. */
  readonly picked?: true;
}

/** Everything that planning looks at. Read in one request (read-context.ts), or made by a test. */
export interface QualifyContext {
  readonly lead: StoredRow;
  /** The lead's values as the platform words them, by column. */
  readonly labels: Readonly<Record<string, string>>;
  readonly metadata: Metadata;
  readonly maps: readonly AttributeMap[];
  /** What the platform's maps will fill (InitializeFrom); missing where it could not be asked. */
  readonly initial: Readonly<Partial<Record<TargetTable, Row>>>;
  /** The published profile that holds for this lead and user. */
  readonly profile: PublishedProfile;
  /** Names of profiles that were changed by hand since they were published: an earlier version of them holds, or none. */
  readonly damagedProfiles?: readonly string[];
  /** Rows that rules read through lookups of the lead, by lookup. */
  readonly related?: Readonly<Record<string, Row | undefined>>;
  /** Rows that `find` expressions of rules found; undefined until they were looked for. */
  readonly found?: readonly FoundRows[];
  /** When the context was read, ISO 8601 in UTC: rules count days from here. */
  readonly now: string;
  readonly candidates: readonly Candidate[];
  /** Undefined until matching answered. */
  readonly deals?: readonly OpenDeal[];
  /** What the search for candidates could not do. */
  readonly notes?: FindNotes;
  /** Privileges that the user lacks, of those that a qualification may need; undefined when they could not be read. */
  readonly missingRights?: readonly string[];
  /** What the user may do to the records at stake, as far as it was asked for. */
  readonly access?: Access;
  /** The name of a record of the plan that somebody changed since it was read. */
  readonly changed?: string;
  /** Other leads that a published duplicate rule takes for the same. */
  readonly twins?: readonly { readonly id: string; readonly name: string }[];
  readonly currencies: readonly Currency[];
  readonly baseCurrency?: string;
  readonly process?: ProcessInstance;
  /** Notes, files, activities, stakeholders and competitors of the lead. */
  readonly hanging?: readonly Hanging[];
  /** Bytes that this environment takes for one file. */
  readonly uploadLimit?: number;
  /** Active price lists. */
  readonly priceLists?: readonly { readonly id: string; readonly name: string; readonly currencyId: string }[];
  /** The connection role of a stakeholder, where this environment has it. */
  readonly stakeholderRole?: string;
  readonly journal: readonly JournalEntry[];
  /** Keys of records that an earlier qualification of this lead made. */
  readonly earlier: readonly string[];
  readonly user: { readonly id: string; readonly name: string };
}

export type RecordChoice =
  { readonly action: "create" } | { readonly action: "link"; readonly id: string } | { readonly action: "none" };

export type OpportunityChoice =
  | { readonly slot: Slot; readonly action: "create"; readonly id?: string }
  | { readonly slot: Slot; readonly action: "join"; readonly id: string; readonly connectionId: string };

/** A record of which the seller said that it is not the lead's, and the key of the row that remembers it. */
export interface Refusal {
  readonly table: "account" | "contact";
  readonly id: string;
  readonly name: string;
  readonly key: string;
  /** It was chosen until then, and is again when the refusal is taken back. */
  readonly chosen?: boolean;
}

interface SetAside {
  readonly values?: Row | undefined;
  readonly conflicts?: Readonly<Record<string, ConflictDecision>> | undefined;
}

/** What the seller decided. What is absent follows the recommendation. */
export interface Choices {
  readonly account?: RecordChoice;
  readonly contact?: RecordChoice;
  readonly refused?: readonly Refusal[];
  /** Absent: one new opportunity. Empty: none. */
  readonly opportunities?: readonly OpportunityChoice[];
  /** Values typed into records, by slot. */
  readonly values?: Readonly<Record<Slot, Row>>;
  /** Values typed into the lead (to settle a check). */
  readonly lead?: Row;
  readonly conflicts?: Readonly<Record<Slot, Readonly<Record<string, ConflictDecision>>>>;
  /** What was typed and decided for records that are not chosen now; no plan looks at it. */
  readonly aside?: Readonly<Record<string, SetAside>>;
  /** Whether what hangs on the lead is copied, against the profile. */
  readonly carry?: Readonly<Partial<Record<keyof CarryOver, boolean>>>;
  /** Reasons for overruling checks, by their key. */
  readonly overruled?: Readonly<Record<string, string>>;
}
