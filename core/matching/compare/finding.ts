import { remember } from "../text/packed";
import type { Agreement, EvidenceFamily, Reason } from "../types";

/** A level of weights.json and how much of it holds: continuous likeness lies between two levels. */
export type LevelShare = readonly [level: string, share: number];

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

/** Levels that are named otherwise than their family. */
const FAMILIES: Readonly<Record<string, EvidenceFamily>> = {
  given: "name",
  family: "name",
  middle: "name",
  suffix: "name",
  mailbox: "email",
  account: "company",
  contact: "name",
};

/** What a level, `family.howClose`, says by itself. */
const described = remember((level) => {
  const [first = "", last = ""] = level.split(".");
  const agreement: Agreement =
    /^(exact|same|sound|agrees|role)/.test(last) || level === "phone.local"
      ? "agrees"
      : /^(differs|coll|other)/.test(last)
        ? "differs"
        : "near";
  return { family: FAMILIES[first] ?? (first as EvidenceFamily), agreement, levels: [[level, 1]] as const };
});

/** A finding of one level; the level says what it means for the eye unless `more` knows better. */
export const finding = (
  level: string,
  values: readonly string[],
  more: Partial<Finding> & { key?: string } = {},
): Finding => {
  const { family, agreement, levels } = described(level);
  // Every finding of one shape, for thousands are made.
  return {
    family,
    levels: more.levels ?? levels,
    rarity: more.rarity ?? 0,
    agreement: more.agreement ?? agreement,
    reason: { key: more.key ?? level, values },
    contrary: more.contrary,
    doubt: more.doubt,
    witness: more.witness,
  };
};
