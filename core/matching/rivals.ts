import type { Party } from "./party";
import type { Weighed } from "./weigh";

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
  /** The best record of another identity. */
  readonly rival?: Scored;
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
  const ordered = [...scored].sort(
    (a, b) =>
      Number(a.rejected) - Number(b.rejected) ||
      b.score - a.score ||
      stateOf(a.party) - stateOf(b.party) ||
      b.party.filled - a.party.filled ||
      (a.party.row.id < b.party.row.id ? -1 : 1),
  );
  // The first of each identity, the best one, stands for all of it.
  const heads = new Map<Scored, Scored>();
  for (const each of ordered.slice(0, GROUPED))
    if (!each.rejected && each.score > -12)
      heads.set(
        each,
        heads.get([...heads.keys()].find((other) => sameIdentity(each.party, other.party)) ?? each) ?? each,
      );
  const first = new Set(heads.values());
  return ordered.map((each) => {
    const rivals = [...first].filter((head) => head !== heads.get(each));
    return {
      ...each,
      rivalBits: -Math.log2(rivals.reduce((sum, rival) => sum + 2 ** rival.score, 1)),
      rival: rivals[0],
    };
  });
}

/** Statecode; 0 is active. */
export const stateOf = ({ row }: Party): number => Number(row.values["statecode"] ?? 0);
