import type { Weighed } from "./weigh";
import type { Party } from "./party";
import type { Ranked } from "./rivals";
import { compareColumns } from "./columns";
import type { MatchTable, RankedCandidate, Reason, ScorePart, Verdict } from "./types";

/** Reasons shown on a card; all of them are behind Details. */
const MOST_REASONS = 4;

/** Puts a scored pair into words: verdict, reasons, and the parts that add up to the score. */
export function explain(lead: Party, ranked: Ranked, table: MatchTable): RankedCandidate {
  const evidence: readonly ScorePart[] = ranked.weighed.map(({ finding, bits }) => ({
    kind: "evidence",
    family: finding.family,
    bits,
    agreement: finding.agreement,
    reason: finding.reason,
  }));
  const parts: ScorePart[] = [
    {
      kind: "prior",
      bits: ranked.prior,
      agreement: "missing",
      reason: { key: "prior", values: [String(Math.round(2 ** -ranked.prior))] },
    },
    ...evidence,
  ];
  if (ranked.rivalBits < 0)
    parts.push({ kind: "rivals", bits: ranked.rivalBits, agreement: "differs", reason: { key: "rivals", values: [] } });
  const score = parts.reduce((sum, part) => sum + part.bits, 0);
  const probability = ranked.rejected ? 0 : 1 / (1 + 2 ** -score);
  const state = ranked.party.row.values["statecode"];
  return {
    row: ranked.party.row,
    score,
    probability,
    verdict: judge(ranked, probability, table),
    reasonsFor: reasonsFor(ranked.weighed),
    reasonAgainst: strongestAgainst(ranked.weighed),
    parts,
    compared: compareColumns(lead, ranked.party, ranked.weighed),
    inactive: typeof state === "number" && state !== 0,
    rejected: ranked.rejected,
  };
}

function reasonsFor(weighed: readonly Weighed[]): readonly Reason[] {
  return [...weighed]
    .filter((each) => each.bits > 0 && each.finding.agreement !== "differs")
    .sort((a, b) => b.bits - a.bits)
    .slice(0, MOST_REASONS)
    .map((each) => each.finding.reason);
}

function strongestAgainst(weighed: readonly Weighed[]): Reason | undefined {
  const against = weighed.filter(
    (each) => each.bits < 0 && (each.finding.agreement === "differs" || each.finding.contrary),
  );
  return against.sort((a, b) => a.bits - b.bits)[0]?.finding.reason;
}

function judge(ranked: Ranked, probability: number, table: MatchTable): Verdict {
  const level = (prefix: string): Weighed | undefined =>
    ranked.weighed.find((each) => each.finding.reason.key.startsWith(prefix) && each.bits > 1.5);
  const contrary = ranked.weighed.some((each) => each.finding.contrary);
  if (table === "account") {
    const tied = level("company.") ?? level("domain.") ?? level("phone.") ?? level("address.");
    if (contrary && tied && probability < 0.95) return "relatedCompany";
  } else if (
    contrary &&
    probability < 0.95 &&
    (level("company.") ?? level("domain.") ?? level("phone.") ?? level("email.") ?? level("address."))
  ) {
    return "otherPerson";
  }
  if (probability >= 0.95) return "same";
  if (probability >= 0.5) return "probablySame";
  return probability >= 0.05 ? "possiblySame" : "different";
}
