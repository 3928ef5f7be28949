import type { StoredRow } from "../dataverse/row";

/** The tables in which a lead may already be known. */
export type MatchTable = "account" | "contact" | "lead" | "opportunity";

/** How two values stand to each other; the screen shows it by icon and word (ux.md "Match card"). */
export type Agreement = "agrees" | "near" | "differs" | "missing";

/**
 * Kinds of evidence that can be wrong for different reasons. Two columns of one family never count as two witnesses:
 * city, postal code and street are one address; web site and e-mail domain are one domain.
 */
export type EvidenceFamily = "name" | "company" | "email" | "phone" | "domain" | "address" | "title" | "topic";

/** A sentence for the user: a key of the resource files (`match_<key>`) and the values for its {0}, {1} … */
export interface Reason {
  readonly key: string;
  readonly values: readonly string[];
}

/** One summand of a score. The bits of all parts add up to the score exactly. */
export interface ScorePart {
  /** `prior`: what is known before any comparison. `rivals`: what other records, just as likely, take away. */
  readonly kind: "prior" | "evidence" | "rivals";
  readonly family?: EvidenceFamily;
  /** log2 of the likelihood ratio: +1 doubles the odds. */
  readonly bits: number;
  readonly agreement: Agreement;
  readonly reason: Reason;
}

/** One row of the side-by-side view. `column` is the lead's column, `rowColumn` the record's; values are as stored. */
export interface ComparedValue {
  readonly family: EvidenceFamily;
  readonly column: string;
  readonly rowColumn: string;
  readonly leadValue: string;
  readonly rowValue: string;
  readonly agreement: Agreement;
}

/** What the evidence says in one word. `relatedCompany` and `otherPerson`: the company is right, the record is not. */
export type Verdict = "same" | "probablySame" | "possiblySame" | "relatedCompany" | "otherPerson" | "different";

export interface RankedCandidate {
  readonly row: StoredRow;
  /** log2 odds; the sum of the bits of `parts`. */
  readonly score: number;
  /** Calibrated: of a hundred candidates shown with .9, ninety are right. Equals 1 / (1 + 2^-score). */
  readonly probability: number;
  readonly verdict: Verdict;
  /** Two to four, the strongest first; at least one for every suggestion. */
  readonly reasonsFor: readonly Reason[];
  /** The strongest contrary one. */
  readonly reasonAgainst?: Reason;
  readonly parts: readonly ScorePart[];
  readonly compared: readonly ComparedValue[];
  /** Statecode other than active: shown, marked, never linked without being asked. */
  readonly inactive: boolean;
  /** The user said earlier that this is not the one: ranked last, never suggested. */
  readonly rejected: boolean;
}

export type Decision = "link" | "ask" | "create";

export interface MatchResult {
  readonly table: MatchTable;
  readonly decision: Decision;
  /** Best first. With decision `link` the first one is meant. */
  readonly candidates: readonly RankedCandidate[];
  /** Why the first candidate was not linked without asking; set whenever there is a candidate and the decision is `ask`. */
  readonly whyNotAutomatic?: Reason;
}

export interface LeadMatches {
  readonly account: MatchResult;
  readonly contact: MatchResult;
  /** Other leads: never linked, only shown. */
  readonly lead: MatchResult;
  /** Open opportunities of the matched account or contact. */
  readonly opportunity: MatchResult;
}

/** When to link, ask or create. The defaults hold for every data set and were fixed before any was scored. */
export interface MatchPolicy {
  /** Link without asking from this probability on; above 1 switches automatic linking off. */
  readonly linkAt: number;
  /** Ask from this probability on, else create. */
  readonly askAt: number;
  /** Bits between the first candidate and the next record of another identity. */
  readonly marginBits: number;
}

/** Factor for the evidence of a family, 1 = as shipped (set in the profile; 0 ignores the family, 2 is the most). */
export type FamilyFactors = Partial<Record<EvidenceFamily, number>>;

/** A record that a user has refused for this lead. */
export interface RejectedPair {
  readonly table: MatchTable;
  readonly id: string;
}

/** How often names occur; without it the shipped tables of common names and company words decide. */
export interface NameFrequencies {
  readonly people: number;
  readonly companies: number;
  readonly given: ReadonlyMap<string, number>;
  readonly family: ReadonlyMap<string, number>;
  readonly companyWords: ReadonlyMap<string, number>;
}

export interface MatchOptions {
  readonly policy?: Partial<MatchPolicy>;
  /** Rows in the table, for the prior; default 20,000. */
  readonly tableSizes?: Partial<Record<MatchTable, number>>;
  readonly factors?: FamilyFactors;
  readonly rejected?: readonly RejectedPair[];
  readonly frequencies?: NameFrequencies;
  /** ISO code of the country in which phone numbers without a country code are meant. */
  readonly defaultCountry?: string;
}

/** Rows to compare with, of any of the four tables in one list. */
export type Candidates = readonly StoredRow[];
