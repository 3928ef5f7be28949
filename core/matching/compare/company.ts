import { qualifierKind } from "../normalise/company-tables";
import type { CompanyName, CompanyWord } from "../normalise/company";
import { allowedEdits, closeness, editDistance } from "../text/similarity";

export interface CompanyComparison {
  /** 0 to 1: the share of what both names tell that agrees. */
  readonly likeness: number;
  /** The letters agree better than the words: glued, split or damaged. Likeness then means letters, and counts by other weights. */
  readonly byLetters: boolean;
  /** Bits that the agreeing words can be worth. */
  readonly information: number;
  readonly kind: "exact" | "sameWords" | "near" | "acronym" | "part" | "differs";
  readonly legal: "agrees" | "differs" | "none";
  /** Words that tell two parts of one company apart: East and West, 1 and 2, Leasing and nothing. */
  readonly qualifier: "conflict" | "extra" | "none";
  readonly leftOver: readonly string[];
  /** Each name has a rare word that the other lacks: Edith Ortega Site, Sara Ortega Site. */
  readonly otherWords: boolean;
  /** Bits of the rarest word that both names have. */
  readonly sharedWord: number;
}

/** Compares two company names word by word, and as one string for names whose words are glued, split or damaged. */
export function compareCompanies(a: CompanyName, b: CompanyName): CompanyComparison | undefined {
  if (a.words.length === 0 || b.words.length === 0) return undefined;
  let best = comparePair(a, b);
  for (const other of a.otherNames) best = better(best, other.words.length > 0 ? comparePair(other, b) : best);
  for (const other of b.otherNames) best = better(best, other.words.length > 0 ? comparePair(a, other) : best);
  return best;
}

function better(x: CompanyComparison, y: CompanyComparison): CompanyComparison {
  return y.likeness > x.likeness ? y : x;
}

interface Aligned {
  readonly agreed: number;
  readonly rarest: number;
  readonly total: number;
  readonly exact: boolean;
  readonly restA: readonly CompanyWord[];
  readonly restB: readonly CompanyWord[];
}

function comparePair(a: CompanyName, b: CompanyName): CompanyComparison {
  const legal =
    a.legal.length === 0 || b.legal.length === 0
      ? "none"
      : a.legal.some((kind) => b.legal.includes(kind))
        ? "agrees"
        : "differs";
  const aligned = align(a.words, b.words);
  const qualifier = compareQualifiers(aligned.restA, aligned.restB);
  const leftOver = [...aligned.restA, ...aligned.restB].filter((word) => word.bits > 1).map((word) => word.text);
  const byWords = (2 * aligned.agreed) / aligned.total;
  const information = Math.min(sumBits(a.words), sumBits(b.words));
  const common = {
    legal,
    byLetters: false,
    qualifier: "none",
    leftOver: [],
    sharedWord: 0,
    otherWords: false,
  } as const;
  if (a.joined === b.joined || aligned.exact) {
    // Words that say little alone say more as a whole name: "General Electric".
    const whole = Math.max(information, Math.min(9, a.joined.length * 0.6));
    return { ...common, likeness: 1, information: whole, kind: a.joined === b.joined ? "exact" : "sameWords" };
  }
  if (isAcronym(a, b) || isAcronym(b, a)) return { ...common, likeness: 0.8, information: 7, kind: "acronym" };

  if (isGluedForm(a.joined, b.joined)) return { ...common, likeness: 0.97, information, kind: "sameWords" };

  const byString =
    qualifier === "conflict"
      ? 0
      : Math.max(likenessOfLetters(a.joined, b.joined), likenessOfLetters(a.letters, b.letters));
  const byLetters = byString > byWords;
  const likeness = byLetters ? byString : qualifier === "conflict" ? Math.min(byWords, 0.72) : byWords;
  const kind = likeness >= 0.8 ? "near" : likeness >= 0.4 ? "part" : "differs";
  return {
    likeness,
    byLetters,
    information: byLetters ? information : Math.max(aligned.agreed, 0.5),
    kind,
    legal,
    qualifier,
    leftOver,
    sharedWord: aligned.rarest,
    otherWords: !byLetters && [aligned.restA, aligned.restB].every((rest) => rest.some((word) => word.bits > 6)),
  };
}

function sumBits(list: readonly CompanyWord[]): number {
  return list.reduce((sum, word) => sum + word.bits, 0);
}

/** Words paired greedily, the closest first. A damaged word agrees in part. */
function align(a: readonly CompanyWord[], b: readonly CompanyWord[]): Aligned {
  const usedA = new Set<number>();
  const usedB = new Set<number>();
  let agreed = 0;
  let exact = true;
  let rarest = 0;
  for (const wanted of [1, 0.7, 0.5]) {
    a.forEach((x, i) => {
      if (usedA.has(i)) return;
      const j = b.findIndex((y, k) => !usedB.has(k) && likenessOfWords(x.text, y.text) >= wanted);
      if (j < 0) return;
      usedA.add(i);
      usedB.add(j);
      const like = likenessOfWords(x.text, b[j]?.text ?? "");
      if (like < 1) exact = false;
      const bits = like * Math.min(x.bits, b[j]?.bits ?? 0);
      agreed += bits;
      rarest = Math.max(rarest, bits);
    });
  }
  const restA = a.filter((_, i) => !usedA.has(i));
  const restB = b.filter((_, i) => !usedB.has(i));
  const total = sumBits(a) + sumBits(b);
  return { agreed, rarest, total, exact: exact && restA.length + restB.length === 0, restA, restB };
}

function likenessOfWords(a: string, b: string): number {
  if (a === b) return 1;
  if (/^\d/.test(a) || /^\d/.test(b)) return 0;
  const close = closeness(a, b);
  if (close === "sound") return 0.95;
  if (close === "near") return 1 - editDistance(a, b, 3) / Math.max(a.length, b.length) / 1.2;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length >= 3 && long.startsWith(short)) return 0.75;
  return short.length >= 3 &&
    short.length <= 5 &&
    short[0] === long[0] &&
    isWithin(short, long) &&
    long.length > short.length + 2
    ? 0.55
    : 0;
}

/** Letters of the short word in their order within the long one: `mfg`, `dept`, `ctr`. */
function isWithin(short: string, long: string): boolean {
  let at = 0;
  for (const letter of long) if (letter === short[at]) at++;
  return at === short.length;
}

function likenessOfLetters(a: string, b: string): number {
  const length = Math.max(a.length, b.length);
  if (length < 4) return 0;
  const max = Math.max(allowedEdits(length), Math.floor(length / 3));
  const edits = editDistance(a, b, max);
  return edits > max ? 0 : 1 - edits / length;
}

const GLUED_FORM = /(gmbh|ag|ltd|limited|inc|corp|llc|plc|bv|nv|sa|srl|spa|ab|oy|as)$/;

/** `SiemensAG` and Siemens. */
function isGluedForm(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length > 3 && long.startsWith(short) && long.replace(GLUED_FORM, "") === short;
}

function isAcronym(short: CompanyName, long: CompanyName): boolean {
  const [word] = short.words;
  return (
    short.words.filter((x) => x.bits > 2.5).length === 1 &&
    word !== undefined &&
    word.text.length >= 2 &&
    word.text.length <= 6 &&
    long.initials.length > 1 &&
    word.text === long.initials
  );
}

function compareQualifiers(
  restA: readonly CompanyWord[],
  restB: readonly CompanyWord[],
): CompanyComparison["qualifier"] {
  const kindsA = restA.map((word) => qualifierKind(word.text)).filter((kind) => kind >= 0);
  const kindsB = restB.map((word) => qualifierKind(word.text)).filter((kind) => kind >= 0);
  if (kindsA.some((kind) => kindsB.includes(kind))) return "conflict";
  return kindsA.length + kindsB.length > 0 ? "extra" : "none";
}
