import type { StoredRow } from "../dataverse/row";
import { decide, DEFAULT_POLICY } from "./decide";
import { gatherCompanyEvidence, gatherPersonEvidence, type Surroundings } from "./evidence/gather";
import { explain } from "./explain";
import { readParty, type Party } from "./party";
import { companyWordBits, countSharing } from "./prevalence";
import { weighRivals, type Scored } from "./rivals";
import type { Candidates, LeadMatches, MatchOptions, MatchResult, MatchTable, RankedCandidate } from "./types";
import { matchOpportunities } from "./evidence/opportunity";
import { weigh, WEIGHTS } from "./weigh";

/** Rows assumed in a table whose size is not known. */
const USUAL_TABLE_SIZE = 20_000;
/** A list for a person to read; what stands behind is not likely. */
const MOST_CANDIDATES = 50;
/** Evidence from which two accounts of one CRM count as duplicates of each other, not as rivals. */
const DUPLICATE_ACCOUNT_BITS = 5;

/**
 * Compares a lead with the rows that may already be the same person, company, lead or deal, and answers for each table apart: ranked candidates
 * with reasons, and whether to link, ask or create. Pure; the order of the rows does not matter.
 */
export function matchLead(lead: StoredRow, candidates: Candidates, options: MatchOptions = {}): LeadMatches {
  return createMatcher(candidates, options)(lead);
}

/** The same for many leads against one list of rows, which is read only once. */
export function createMatcher(
  candidates: Candidates,
  options: MatchOptions = {},
): (lead: StoredRow, among?: ReadonlySet<string>) => LeadMatches {
  const bitsOf = companyWordBits(options.frequencies);
  const accounts = new Map(candidates.filter((row) => row.table === "account").map((row) => [row.id, row]));
  const parties = candidates.map((row) => readParty(row, { bitsOf, parent: parentOf(row, accounts) }));
  const byTable = new Map<string, Party[]>();
  for (const table of ["account", "contact", "lead", "opportunity"]) {
    byTable.set(
      table,
      parties.filter((party) => party.row.table === table),
    );
  }
  const surroundings = new Map(
    [...byTable].map(([table, list]) => [table, { sharing: countSharing(list), frequencies: options.frequencies }]),
  );
  return (row, among) => {
    const lead = readParty(row, { bitsOf });
    const of = (table: MatchTable): readonly Party[] =>
      (byTable.get(table) ?? []).filter((party) => party.row.id !== row.id && (!among || among.has(party.row.id)));
    const rank = (table: "account" | "contact" | "lead"): MatchResult =>
      rankTable(lead, of(table), table, surroundings.get(table), options);
    const account = rank("account");
    const contact = rank("contact");
    return {
      account,
      contact,
      lead: rank("lead"),
      opportunity: matchOpportunities(lead, of("opportunity"), account, contact, options),
    };
  };
}

function parentOf(row: StoredRow, accounts: ReadonlyMap<string, StoredRow>): StoredRow | undefined {
  const parent = row.values["parentcustomerid"];
  return typeof parent === "object" && parent !== null && "id" in parent ? accounts.get(parent.id) : undefined;
}

function rankTable(
  lead: Party,
  parties: readonly Party[],
  table: MatchTable,
  surroundings: Surroundings | undefined,
  options: MatchOptions,
): MatchResult {
  if (!surroundings) return { table, decision: "create", candidates: [] };
  const size = Math.max(2, options.tableSizes?.[table] ?? USUAL_TABLE_SIZE);
  const prior = -Math.log2(size);
  const gather = table === "account" ? gatherCompanyEvidence : gatherPersonEvidence;
  const weights = table === "account" ? WEIGHTS.account : WEIGHTS.contact;
  // Whether two records of the CRM are duplicates: for companies the name tells, for people it must be likely all in all.
  const needed = table === "account" ? DUPLICATE_ACCOUNT_BITS : -prior;
  const sameIdentity = (a: Party, b: Party): boolean =>
    weigh(gather(a, b, surroundings), weights).reduce((sum, each) => sum + each.bits, 0) > needed;
  const rejected = new Set((options.rejected ?? []).filter((each) => each.table === table).map((each) => each.id));
  const scored = parties.map((party): Scored => {
    const weighed = weigh(gather(lead, party, surroundings), weights, options.factors);
    return {
      party,
      weighed,
      prior,
      score: weighed.reduce((sum, each) => sum + each.bits, prior),
      rejected: rejected.has(party.row.id),
    };
  });
  const ranked = weighRivals(scored, sameIdentity).slice(0, MOST_CANDIDATES);
  const explained: readonly RankedCandidate[] = ranked.map((each) => explain(lead, each, table));
  return {
    table,
    candidates: explained,
    ...decide(lead, ranked, explained, { ...DEFAULT_POLICY, ...options.policy }, table),
  };
}
