import type { StoredRow } from "../dataverse/row";
import { decide, DEFAULT_POLICY } from "./decide";
import { gatherCompanyEvidence, gatherDealEvidence, gatherPersonEvidence } from "./evidence/gather";
import { explain } from "./explain";
import { lookupOf, readParty } from "./party";
import { companyWordBits, countSharing } from "./prevalence";
import { weighRivals } from "./rivals";
import type { Candidates, LeadMatches, MatchOptions, MatchResult, MatchTable } from "./types";
import { sumOf, weigh, WEIGHTS } from "./weigh";

/** Rows assumed in a table whose size is not known. */
const USUAL_TABLE_SIZE = 20_000;
/** Size of the tables that the weights were fitted on. In a larger one it is rarer that something stands in one record only. */
const FITTED_TABLE_BITS = 10;
/** A list for a person to read; what stands behind is not likely. */
const MOST_CANDIDATES = 50;
/** Evidence from which two accounts of one CRM count as duplicates of each other, not as rivals: their names tell. */
const DUPLICATE_ACCOUNT_BITS = 5;
/** Odds that an open deal of a matched account is the lead's, before its topic is read. */
const DEAL_PRIOR = -3;

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
  const { frequencies, factors } = options;
  const policy = { ...DEFAULT_POLICY, ...options.policy };
  const bitsOf = companyWordBits(frequencies);
  const accounts = new Map(candidates.flatMap((row) => (row.table === "account" ? [[row.id, row]] : [])));
  const tables = (["account", "contact", "lead", "opportunity"] as const).map((table) => {
    const parties = candidates
      .filter((row) => row.table === table)
      .map((row) => readParty(row, { bitsOf, parent: accounts.get(lookupOf(row, "parentcustomerid")?.id ?? "") }));
    const prior =
      table === "opportunity" ? DEAL_PRIOR : -Math.log2(Math.max(2, options.tableSizes?.[table] ?? USUAL_TABLE_SIZE));
    const keyBits = Math.max(0, -FITTED_TABLE_BITS - prior);
    return { table, parties, around: { sharing: countSharing(parties), frequencies, keyBits }, prior };
  });
  return (row, among) => {
    const lead = readParty(row, { bitsOf });
    const found = {} as Record<MatchTable, MatchResult>;
    for (const { table, parties, around, prior } of tables) {
      const isDeal = table === "opportunity";
      const gather =
        table === "account"
          ? gatherCompanyEvidence
          : isDeal
            ? gatherDealEvidence(likelyIds(found))
            : gatherPersonEvidence;
      const weights = WEIGHTS[table === "lead" ? "contact" : table];
      const scored = parties
        .filter((party) => party.row.id !== row.id && (!among || among.has(party.row.id)))
        .map((party) => {
          const weighed = weigh(gather(lead, party, around), weights, factors);
          const rejected = !!options.rejected?.some((pair) => pair.table === table && pair.id === party.row.id);
          return { party, weighed, prior, rejected, score: prior + sumOf(weighed) };
        });
      // Two people of the CRM are one when they likely are all in all.
      const needed = isDeal ? Infinity : table === "account" ? DUPLICATE_ACCOUNT_BITS : -prior;
      const ranked = weighRivals(scored, (a, b) => sumOf(weigh(gather(a, b, around), weights)) > needed);
      const shown = ranked.slice(0, MOST_CANDIDATES).map((each) => explain(lead, each, table));
      found[table] = { table, candidates: shown, ...decide(lead, ranked[0], shown[0], policy, table) };
    }
    return found;
  };
}

/** Accounts and contacts that may well be the lead's; their open deals are of interest. */
const likelyIds = ({ account, contact }: Partial<LeadMatches>): ReadonlySet<string> =>
  new Set(
    [account, contact].flatMap((result) =>
      (result?.candidates ?? []).flatMap((each) => (each.probability >= 0.3 ? each.row.id : [])),
    ),
  );
