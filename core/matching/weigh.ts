import type { Finding } from "./compare/finding";
import type { EvidenceFamily, FamilyFactors } from "./types";
import shipped from "./weights.json";

/** Bits by level, for one table. */
export type Weights = Readonly<Record<string, number>>;

/** The weights that ship with the product: fitted by tools/fit-weights.ts, see docs/matching.md. */
export const WEIGHTS: Readonly<Record<"account" | "contact" | "opportunity", Weights>> = shipped;

/** The most and the least that one family may say, so that no single kind of evidence decides alone. */
const LIMITS: Record<EvidenceFamily, readonly [number, number]> = {
  name: [-14, 20],
  company: [-10, 16],
  email: [-3, 14],
  phone: [-2, 13],
  domain: [-3, 10],
  address: [-8, 16],
  title: [-1, 2],
  topic: [-3, 8],
};

export interface Weighed {
  readonly finding: Finding;
  readonly bits: number;
}

/** Bits of each finding. Where a family says more than its limit, its findings shrink in proportion, so that the parts still add up. */
export function weigh(findings: readonly Finding[], weights: Weights, factors: FamilyFactors = {}): readonly Weighed[] {
  const raw = findings.map((each) => ({
    finding: each,
    bits:
      (each.levels.reduce((sum, { level, share }) => sum + share * (weights[level] ?? 0), 0) + each.rarity) *
      factorOf(each.family, factors),
  }));
  const sums = new Map<EvidenceFamily, number>();
  for (const { finding, bits } of raw) sums.set(finding.family, (sums.get(finding.family) ?? 0) + bits);
  return raw.map(({ finding, bits }) => {
    const sum = sums.get(finding.family) ?? 0;
    const [low, high] = LIMITS[finding.family];
    const limited = Math.max(low, Math.min(high, sum));
    return { finding, bits: sum === 0 ? bits : (bits * limited) / sum };
  });
}

function factorOf(family: EvidenceFamily, factors: FamilyFactors): number {
  return Math.max(0, Math.min(2, factors[family] ?? 1));
}
