import { finding, type Finding } from "../compare/finding";
import { parseCompany } from "../normalise/company";
import { compareCompanies } from "../compare/company";
import { decide, DEFAULT_POLICY } from "../decide";
import { explain } from "../explain";
import type { Party } from "../party";
import { weighRivals, type Scored } from "../rivals";
import type { MatchOptions, MatchResult } from "../types";
import { weigh, WEIGHTS } from "../weigh";

/** Odds that an open deal of a matched account is the lead's, before its topic is read. */
const PRIOR = -3;

/** Which open deals of the matched account and contact the lead may belong to. Shown, never joined without being asked. */
export function matchOpportunities(
  lead: Party,
  deals: readonly Party[],
  account: MatchResult,
  contact: MatchResult,
  options: MatchOptions,
): MatchResult {
  const likely = (result: MatchResult): ReadonlySet<string> =>
    new Set(result.candidates.filter((each) => each.probability >= 0.3).map((each) => each.row.id));
  const [accounts, contacts] = [likely(account), likely(contact)];
  const rejected = new Set(
    (options.rejected ?? []).filter((each) => each.table === "opportunity").map((each) => each.id),
  );
  const scored = deals.map((party): Scored => {
    const weighed = weigh(gatherDealEvidence(lead, party, accounts, contacts), WEIGHTS.opportunity, options.factors);
    return {
      party,
      weighed,
      prior: PRIOR,
      score: weighed.reduce((sum, each) => sum + each.bits, PRIOR),
      rejected: rejected.has(party.row.id),
    };
  });
  const ranked = weighRivals(scored, () => false);
  const explained = ranked.map((each) => explain(lead, each, "opportunity"));
  return {
    table: "opportunity",
    candidates: explained,
    ...decide(lead, ranked, explained, { ...DEFAULT_POLICY, ...options.policy }, "opportunity"),
  };
}

function gatherDealEvidence(
  lead: Party,
  deal: Party,
  accounts: ReadonlySet<string>,
  contacts: ReadonlySet<string>,
): readonly Finding[] {
  const found: Finding[] = [];
  if (lead.topic && deal.topic) {
    const like = compareCompanies(parseCompany(lead.topic), parseCompany(deal.topic))?.likeness ?? 0;
    const level = like >= 0.95 ? "same" : like >= 0.6 ? "near" : "differs";
    found.push(
      finding("topic", `topic.${level}`, level === "same" ? "agrees" : level === "near" ? "near" : "differs", [
        lead.topic,
        deal.topic,
      ]),
    );
  }
  const holder = (column: string): string => {
    const value = deal.row.values[column];
    return typeof value === "object" && value !== null && "id" in value ? value.id : "";
  };
  if (["parentaccountid", "customerid"].some((column) => accounts.has(holder(column))))
    found.push(finding("company", "account.same", "agrees", [deal.company?.text ?? ""]));
  if (["parentcontactid", "customerid"].some((column) => contacts.has(holder(column))))
    found.push(finding("name", "contact.same", "agrees", [lead.personText]));
  return found;
}
