import { LEGAL_FORMS, partKind } from "../normalise/company-tables";
import type { CompanyName, CompanyWord } from "../normalise/company";
import { remember } from "../text/packed";
import { allowedEdits, byLength, closeness, editDistance } from "../text/similarity";

export interface CompanyComparison {
  /** 0 to 1: the share of what both names tell that agrees. */
  readonly likeness: number;
  /** The letters agree better than the words: glued, split or damaged. Likeness then means letters, and counts by other weights. */
  readonly byLetters?: boolean;
  /** Bits that the agreeing words can be worth. */
  readonly information: number;
  readonly kind: "exact" | "sameWords" | "near" | "acronym" | "part" | "differs";
  readonly legal?: "agrees" | "differs";
  /** Words that tell two parts of one company apart: East and West, 1 and 2, Leasing and nothing. */
  readonly qualifier?: "conflict" | "extra";
  readonly leftOver?: string;
  /** Bits of the words that each name has and the other lacks: Edith Ortega Site, Sara Ortega Site. */
  readonly apart: number;
  /** Bits of the words that both names have. */
  readonly shared: number;
}

/** Compares two company names word by word, and as one string for names whose words are glued, split or damaged. */
export function compareCompanies(a: CompanyName, b: CompanyName): CompanyComparison | undefined {
  if (!a.words[0] || !b.words[0]) return undefined;
  return [...a.otherNames.map((other) => [other, b] as const), ...b.otherNames.map((other) => [a, other] as const)]
    .filter(([x, y]) => x.words[0] && y.words[0])
    .reduce(
      (best, [x, y]) => {
        const other = comparePair(x, y);
        return other.likeness > best.likeness ? other : best;
      },
      comparePair(a, b),
    );
}

const sumBits = (list: readonly CompanyWord[]): number => list.reduce((sum, word) => sum + word.bits, 0);

function comparePair(a: CompanyName, b: CompanyName): CompanyComparison {
  const legal =
    !a.legal[0] || !b.legal[0] ? undefined : a.legal.some((kind) => b.legal.includes(kind)) ? "agrees" : "differs";
  const { agreed, byLetters, apart, exact, rests } = align(a, b, sumBits(a.words) + sumBits(b.words));
  const information = Math.min(sumBits(a.words), sumBits(b.words));
  const same = a.joined === b.joined;
  const found = { legal, information, apart: 0, shared: agreed } as const;
  if (same || exact) {
    // Words that say little alone say more as a whole name: "General Electric".
    const whole = Math.max(information, Math.min(9, a.joined.length * 0.6));
    return { ...found, likeness: 1, information: whole, kind: same ? "exact" : "sameWords" };
  }
  if (isAcronym(a, b) || isAcronym(b, a)) return { ...found, likeness: 0.8, information: 7, kind: "acronym" };
  const [short, long] = byLength(a.joined, b.joined);
  // SiemensAG
  if (short[3] && long.startsWith(short) && LEGAL_FORMS.has(long.slice(short.length)))
    return { ...found, likeness: 0.97, kind: "sameWords" };
  const [mine = [], theirs = []] = rests.map((rest) => rest.map((word) => partKind(word.text)).filter(Boolean));
  const qualifier = mine.some((kind) => theirs.includes(kind))
    ? "conflict"
    : mine[0] || theirs[0]
      ? "extra"
      : undefined;
  const conflict = qualifier === "conflict";
  const byWords = (2 * agreed) / (sumBits(a.words) + sumBits(b.words));
  const likeness = conflict ? Math.min(0.72, byWords) : Math.max(byLetters, byWords);
  const lettersTell = likeness > byWords;
  return {
    ...found,
    likeness,
    byLetters: lettersTell,
    information: lettersTell ? information : Math.max(agreed, 0.5),
    kind: likeness >= 0.8 ? "near" : likeness >= 0.4 ? "part" : "differs",
    qualifier,
    leftOver: rests
      .flat()
      .flatMap((word) => (word.bits > 1 ? word.text : []))
      .join(", "),
    apart: apart * Math.min(...rests.map(sumBits)),
  };
}

/**
 * Words paired greedily: equal ones, then damaged ones, which agree in part. What is left when the equal
 * ones are gone is also compared letter by letter, for blanks that slipped.
 */
function align(a: CompanyName, b: CompanyName, all: number) {
  let [restA, restB] = [a.words, b.words];
  let [agreed, exact, byLetters, apart] = [0, true, 0, 1];
  const pair = (like: number, bits: number): void => {
    exact = exact && like === 1;
    agreed += like * bits;
  };
  for (const wanted of [1, 0.7, 0.5]) {
    restA = restA.filter((x) => {
      const y = restB.find((each) => likenessOfWords(x.text, each.text) >= wanted);
      if (!y) return true;
      restB = restB.filter((each) => each !== y);
      pair(likenessOfWords(x.text, y.text), Math.min(x.bits, y.bits));
      return false;
    });
    if (wanted < 1) continue;
    const like = likenessOfLetters(lettersOf(restA), lettersOf(restB));
    apart = 1 - like;
    // Letters that many names share (Government of …, … Aviation) do not make two names alike; a legal form may be glued to the name.
    const telling = Math.max(tellingLetters(a), tellingLetters(b));
    byLetters = Math.max(
      (2 * agreed + like * (sumBits(restA) + sumBits(restB))) / all,
      likenessOfLetters(a.joined, b.joined, telling),
      a.legal[0] && b.legal[0] && a.legal[0] !== b.legal[0]
        ? 0
        : likenessOfLetters(a.letters, b.letters, telling + (a.legal[0] && b.legal[0] ? 2 : 0)),
    );
  }
  return { agreed, byLetters, apart, exact: exact && !restA[0] && !restB[0], rests: [restA, restB] };
}

const lettersOf = (list: readonly CompanyWord[]): string => list.map((word) => word.text).join("");

const likenessOfWords = (a: string, b: string): number => (a === b ? 1 : measured(a)(b));

const measured = remember((a) =>
  remember((b) => {
    if (/^\d/.test(a) || /^\d/.test(b)) return 0;
    const close = closeness(a, b);
    const [short, long] = byLength(a, b);
    if (close === "sound") return 0.95;
    if (close === "near") return 1 - editDistance(a, b, 3) / long.length / 1.2;
    if (short.length < 3) return 0;
    if (long.startsWith(short)) return 0.5 + (0.4 * short.length) / long.length;
    // Letters of the short word in their order within the long one: `mfg`, `dept`, `ctr`.
    let at = 0;
    for (const letter of long) if (letter === short[at]) at++;
    return short.length < 6 && short[0] === long[0] && at === short.length && long.length > at + 2 ? 0.55 : 0;
  }),
);

const tellingLetters = ({ words }: CompanyName): number =>
  words.reduce((sum, { text, bits }) => sum + text.length * Math.min(1, bits / 6), 0);

function likenessOfLetters(a: string, b: string, most = 99): number {
  const length = Math.min(most, Math.max(a.length, b.length));
  const max = Math.max(allowedEdits(length), Math.floor(length / 3));
  const edits = length < 4 ? 99 : editDistance(a, b, max);
  return edits > max ? 0 : 1 - edits / length;
}

const isAcronym = (short: CompanyName, long: CompanyName): boolean =>
  short.words.filter((x) => x.bits > 2.5).length === 1 && !!long.initials && short.words[0]?.text === long.initials;
