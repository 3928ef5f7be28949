import type { Finding } from "./compare/finding";
import type { EvidenceFamily, FamilyFactors } from "./types";
import shipped from "./weights.json";

/** Bits by level, for one table. */
export type Weights = Readonly<Record<string, number>>;
export type WeighedTable = "contact" | "account" | "opportunity";

/** The weights that ship with the product, in tenths of a bit by family and level: fitted by tools/fit-weights.ts, see docs/matching.md. */
export const WEIGHTS = Object.fromEntries(
  Object.entries(shipped).map(([table, text]) => [
    table,
    Object.fromEntries(
      text.split("|").flatMap((line) => {
        const [family = "", ...levels] = line.split(" ");
        return levels.map((each) => {
          const [level = "", tenths] = each.split(":");
          return [`${family}.${level}`, Number(tenths) / 10];
        });
      }),
    ),
  ]),
) as Readonly<Record<WeighedTable, Weights>>;

/** The most and the least that one family may say, so that no single kind of evidence decides alone. */
const LIMITS: Record<EvidenceFamily, readonly [number, number]> = {
  name: [-17, 20],
  company: [-10, 17],
  email: [-5, 18],
  phone: [-2, 13],
  domain: [-3, 16],
  address: [-8, 16.5],
  title: [-1, 2],
  topic: [-3, 8],
};

export interface Weighed {
  readonly finding: Finding;
  readonly bits: number;
}

/** Bits of each finding. Where a family says more than its limit, its findings shrink in proportion, so that the parts still add up. */
export function weigh(findings: readonly Finding[], weights: Weights, factors: FamilyFactors = {}): readonly Weighed[] {
  const sums: Partial<Record<EvidenceFamily, number>> = {};
  const raw = findings.map((finding) => {
    const { family, levels, rarity } = finding;
    const factor = Math.max(0, Math.min(2, factors[family] ?? 1));
    const bits = levels.reduce((sum, [level, share]) => sum + share * (weights[level] ?? 0), rarity) * factor;
    sums[family] = (sums[family] ?? 0) + bits;
    return { finding, bits };
  });
  return raw.map(({ finding, bits }) => {
    const sum = sums[finding.family] ?? 0;
    const [low, high] = LIMITS[finding.family];
    return { finding, bits: sum ? (bits * Math.max(low, Math.min(high, sum))) / sum : bits };
  });
}

export const sumOf = (list: readonly { readonly bits: number }[]): number =>
  list.reduce((sum, each) => sum + each.bits, 0);
