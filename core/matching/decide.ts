import type { Party } from "./party";
import type { Ranked } from "./rivals";
import type { Decision, EvidenceFamily, MatchPolicy, MatchTable, RankedCandidate, Reason } from "./types";

/** Fixed before any set was scored (facts/matching.md §6). */
export const DEFAULT_POLICY: MatchPolicy = { linkAt: 0.995, askAt: 0.05, marginBits: 6 };

export interface Decided {
  readonly decision: Decision;
  readonly whyNotAutomatic?: Reason;
}

/**
 * Links only what is nearly certain, says two kinds of things, contradicts nothing and stands alone; never on a name alone. Else asks, and when
 * nothing is likely, creates.
 */
export function decide(
  lead: Party,
  ranked: readonly Ranked[],
  explained: readonly RankedCandidate[],
  policy: MatchPolicy,
  table: MatchTable,
): Decided {
  const best = ranked[0];
  const shown = explained[0];
  if (!best || !shown || best.rejected) return { decision: "create" };
  // Several who are all a little likely are asked about, too: together they may well hold the right one.
  const somebody = explained.slice(0, 10).reduce((sum, each) => sum + (each.rejected ? 0 : each.probability), 0);
  if (Math.max(shown.probability, somebody) < policy.askAt) return { decision: "create" };
  const obstacle = findObstacle(lead, best, shown, policy, table);
  return obstacle ? { decision: "ask", whyNotAutomatic: obstacle } : { decision: "link" };
}

function findObstacle(
  lead: Party,
  best: Ranked,
  shown: RankedCandidate,
  policy: MatchPolicy,
  table: MatchTable,
): Reason | undefined {
  if (policy.linkAt > 1) return { key: "why.off", values: [] };
  if (table === "lead" || table === "opportunity") return { key: "why.neverForTable", values: [] };
  if (shown.inactive) return { key: "why.inactive", values: [] };
  const contrary = best.weighed.find((each) => each.finding.contrary);
  if (contrary) return { key: "why.contrary", values: contrary.finding.reason.values };
  const doubt = best.weighed.find((each) => each.finding.doubt);
  if (doubt) return { key: "why.doubt", values: doubt.finding.reason.values };
  if (best.margin < policy.marginBits) return { key: "why.rival", values: [nameOf(best.rival)] };
  const witnesses = new Set(
    best.weighed.filter((each) => each.finding.witness && each.bits > 1).map((each) => each.finding.family),
  );
  const shared = best.weighed.find((each) => each.finding.reason.key.endsWith(".shared"));
  const identity: EvidenceFamily = table === "account" ? "company" : "name";
  if (witnesses.size === 1 && witnesses.has(identity))
    return { key: shared ? "why.shared" : "why.nameOnly", values: shared?.finding.reason.values ?? [] };
  if (witnesses.size < 2)
    return { key: shared ? "why.shared" : "why.oneWitness", values: shared?.finding.reason.values ?? [] };
  if (table === "contact" && !witnesses.has("name"))
    return { key: "why.name", values: [lead.personText, best.party.personText] };
  return shown.probability < policy.linkAt ? { key: "why.notSure", values: [] } : undefined;
}

function nameOf(party: Party | undefined): string {
  return party ? (party.row.table === "account" ? (party.company?.text ?? "") : party.personText) : "";
}
