import type { Weighed } from "./weigh";
import type { Party } from "./party";

export interface Scored {
  readonly party: Party;
  readonly weighed: readonly Weighed[];
  readonly prior: number;
  /** Prior and evidence, before rivals. */
  readonly score: number;
  readonly rejected: boolean;
}

export interface Ranked extends Scored {
  /** Bits that other identities, also likely, take away; never positive. */
  readonly rivalBits: number;
  /** Bits between this one and the best record of another identity. */
  readonly margin: number;
  readonly rival?: Party;
}

/** So many of the best are grouped by identity; those behind them weigh next to nothing. */
const GROUPED = 12;

/**
 * Ranks, and lets each candidate pay for the others: only one person can be the right one, so two equally likely ones are half as likely each.
 * Records of one identity (duplicates in the CRM) are no rivals; `sameIdentity` tells whether two records are one.
 */
export function weighRivals(
  scored: readonly Scored[],
  sameIdentity: (a: Party, b: Party) => boolean,
): readonly Ranked[] {
  const ordered = [...scored].sort(byScore);
  const top = ordered.slice(0, GROUPED).filter((each) => !each.rejected && each.score > -12);
  const groups: number[] = [];
  top.forEach((each, i) => {
    const twin = top.findIndex((other, j) => j < i && sameIdentity(each.party, other.party));
    groups[i] = twin < 0 ? i : (groups[twin] ?? i);
  });
  return ordered.map((each) => {
    const own = groups[top.indexOf(each)];
    const rivals = new Map<number, Scored>();
    top.forEach((other, j) => {
      const group = groups[j] ?? j;
      if (other !== each && group !== own && !rivals.has(group)) rivals.set(group, other);
    });
    const odds = [...rivals.values()].reduce((sum, rival) => sum + 2 ** rival.score, 0);
    const strongest = [...rivals.values()].sort(byScore)[0];
    return {
      ...each,
      rivalBits: -Math.log2(1 + odds),
      margin: strongest ? each.score - strongest.score : 99,
      rival: strongest?.party,
    };
  });
}

function byScore(a: Scored, b: Scored): number {
  return (
    Number(a.rejected) - Number(b.rejected) ||
    b.score - a.score ||
    activity(a.party) - activity(b.party) ||
    b.party.filled - a.party.filled ||
    (a.party.row.id < b.party.row.id ? -1 : 1)
  );
}

function activity(party: Party): number {
  const state = party.row.values["statecode"];
  return typeof state === "number" ? state : 0;
}
