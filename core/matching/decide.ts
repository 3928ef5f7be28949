import type { Party } from "./party";
import { stateOf, type Ranked } from "./rivals";
import type { MatchPolicy, MatchResult, MatchTable, RankedCandidate, Reason } from "./types";

/** Fixed before any set was scored (facts/matching.md §6). */
export const DEFAULT_POLICY: MatchPolicy = { linkAt: 0.995, askAt: 0.05, marginBits: 6 };

/**
 * Links only what is nearly certain, says two kinds of things, contradicts nothing and stands alone; never on a name alone. Else asks, and when
 * nothing is likely, creates.
 */
export function decide(
  lead: Party,
  best: Ranked | undefined,
  shown: RankedCandidate | undefined,
  policy: MatchPolicy,
  table: MatchTable,
): Pick<MatchResult, "decision" | "whyNotAutomatic"> {
  if (!best || !shown || best.rejected || shown.probability < policy.askAt) return { decision: "create" };
  const whyNotAutomatic = findObstacle(lead, best, shown.probability, policy, table);
  return whyNotAutomatic ? { decision: "ask", whyNotAutomatic } : { decision: "link" };
}

type Obstacle = readonly [key: string, stands: boolean, values?: readonly string[]];

function findObstacle(
  lead: Party,
  { party, weighed, score, rival }: Ranked,
  probability: number,
  policy: MatchPolicy,
  table: MatchTable,
): Reason | undefined {
  const found = weighed.map((each) => each.finding);
  const flagged = (flag: "contrary" | "doubt"): Obstacle => {
    const values = found.find((each) => each[flag])?.reason.values;
    return [flag, !!values, values];
  };
  const shared = found.find((each) => each.reason.key.endsWith(".shared"))?.reason.values;
  const witnesses = new Set(
    weighed.flatMap(({ finding, bits }) => (finding.witness && bits > 1 ? finding.family : [])),
  );
  const obstacles: readonly Obstacle[] = [
    ["off", policy.linkAt > 1],
    ["neverForTable", table === "lead" || table === "opportunity"],
    ["inactive", stateOf(party) > 0],
    flagged("contrary"),
    flagged("doubt"),
    ["rival", !!rival && score - rival.score < policy.marginBits, rival && [nameOf(rival.party)]],
    ["shared", witnesses.size < 2 && !!shared, shared],
    ["nameOnly", witnesses.size < 2 && witnesses.has(table === "account" ? "company" : "name")],
    ["oneWitness", witnesses.size < 2],
    ["name", table === "contact" && !witnesses.has("name"), [lead.personText, party.personText]],
    ["notSure", probability < policy.linkAt],
  ];
  const obstacle = obstacles.find(([, stands]) => stands);
  return obstacle && { key: `why.${obstacle[0]}`, values: obstacle[2] ?? [] };
}

const nameOf = ({ row, company, personText }: Party): string =>
  row.table === "account" ? (company?.text ?? "") : personText;
