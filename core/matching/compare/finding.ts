import type { Agreement, EvidenceFamily, Reason } from "../types";

/** Levels and their weights in bits are in weights.json; a level counts with a share, so that continuous likeness interpolates between two. */
export interface LevelShare {
  readonly level: string;
  readonly share: number;
}

/** What one comparison found. Bits = sum of weight x share + `rarity`. */
export interface Finding {
  readonly family: EvidenceFamily;
  readonly levels: readonly LevelShare[];
  /** Bits on top of the level, because this value is rarer (+) or commoner (-) than the usual one. */
  readonly rarity: number;
  readonly agreement: Agreement;
  readonly reason: Reason;
  /** Says that the two are apart: forbids linking without asking. */
  readonly contrary?: boolean;
  /** Leaves a doubt that a person must settle: another site, another switchboard. */
  readonly doubt?: boolean;
  /** Counts as a witness of its own towards linking without asking. */
  readonly witness?: boolean;
}

export function finding(
  family: EvidenceFamily,
  level: string,
  agreement: Agreement,
  values: readonly string[],
  more: Partial<Pick<Finding, "rarity" | "contrary" | "witness">> & { key?: string } = {},
): Finding {
  const { key, ...rest } = more;
  return {
    family,
    levels: [{ level, share: 1 }],
    rarity: 0,
    agreement,
    reason: { key: key ?? level, values },
    ...rest,
  };
}
