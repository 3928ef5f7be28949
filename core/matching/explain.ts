import { compareColumns } from "./columns";
import type { Party } from "./party";
import { stateOf, type Ranked } from "./rivals";
import type { MatchTable, RankedCandidate, ScorePart, Verdict } from "./types";
import { sumOf, type Weighed } from "./weigh";

/** Reasons shown on a card; all of them are behind Details. */
const MOST_REASONS = 4;

/** Puts a scored pair into words: verdict, reasons, and the parts that add up to the score. */
export function explain(lead: Party, ranked: Ranked, table: MatchTable): RankedCandidate {
  const { party, weighed, prior, rivalBits, rejected } = ranked;
  const part = (kind: "prior" | "rivals", bits: number, values: readonly string[]): ScorePart => ({
    kind,
    bits,
    agreement: kind === "prior" ? "missing" : "differs",
    reason: { key: kind, values },
  });
  const parts = [
    part("prior", prior, [String(Math.round(2 ** -prior))]),
    ...weighed.map(({ finding: { family, agreement, reason }, bits }): ScorePart => ({
      kind: "evidence",
      family,
      bits,
      agreement,
      reason,
    })),
    ...(rivalBits < 0 ? [part("rivals", rivalBits, [])] : []),
  ];
  const score = sumOf(parts);
  const probability = rejected ? 0 : 1 / (1 + 2 ** -score);
  const strongest = [...weighed].sort((a, b) => b.bits - a.bits);
  return {
    row: party.row,
    score,
    probability,
    verdict: judge(weighed, probability, table),
    reasonsFor: strongest
      .filter(({ finding, bits }) => bits > 0 && finding.agreement !== "differs")
      .slice(0, MOST_REASONS)
      .map((each) => each.finding.reason),
    reasonAgainst: strongest
      .reverse()
      .find(({ finding, bits }) => bits < 0 && (finding.agreement === "differs" || finding.contrary))?.finding.reason,
    parts,
    compared: compareColumns(lead, party, weighed),
    inactive: stateOf(party) > 0,
    rejected,
  };
}

function judge(weighed: readonly Weighed[], probability: number, table: MatchTable): Verdict {
  if (probability >= 0.95) return "same";
  // Something of the company agrees, but somebody or something else is meant.
  const tied = weighed.some(
    ({ finding, bits }) =>
      bits > 1.5 && !/name|title|topic/.test(finding.family) && (table !== "account" || finding.family !== "email"),
  );
  if (tied && weighed.some((each) => each.finding.contrary))
    return table === "account" ? "relatedCompany" : "otherPerson";
  return probability >= 0.5 ? "probablySame" : probability >= 0.05 ? "possiblySame" : "different";
}
