import { areNicknames } from "../normalise/name-tables";
import { familyCore, type PersonName } from "../normalise/person";
import { byLength, closeness } from "../text/similarity";

/** How much a level is worth in choosing between the straight and the swapped reading; the weights proper come later. */
const WORTH = {
  exact: 8,
  sound: 6.5,
  near: 6,
  nickname: 5,
  part: 5,
  middle: 3.5,
  initial: 2.5,
  missing: 0,
  differs: -4,
};

export type NameLevel = keyof typeof WORTH;

export interface NameComparison {
  readonly given: NameLevel;
  readonly family: NameLevel;
  readonly middle?: "agrees" | "differs";
  readonly suffix?: "agrees" | "differs";
  readonly swapped?: boolean;
  /** The words whose rarity counts: those of the record that agree. */
  readonly givenWord?: string;
  readonly familyWord?: string;
}

/**
 * Compares two names jointly: first and last may have changed places, and then both are read crosswise; a single crossed word counts
 * little, for the other one then differs ("James Davies" and "Davies Reuben", facts/matching.md §2).
 */
export function compareNames(a: PersonName, b: PersonName): NameComparison | undefined {
  const [left, right] = [
    [...a.given, ...a.family],
    [...b.given, ...b.family],
  ];
  if (!left[0] || !right[0]) return undefined;
  const suffix = !a.suffix || !b.suffix ? undefined : a.suffix === b.suffix ? "agrees" : "differs";
  const read = (given: readonly string[], family: readonly string[]): NameComparison => ({
    suffix,
    ...compareGiven(given, b.given),
    ...compareFamily(family, b.family),
  });
  const straight = read(a.given, a.family);
  const swapped = read(a.family, a.given);
  const worth = (c: NameComparison): number => WORTH[c.given] + WORTH[c.family];
  // `RamiMakhlouf`, `JanDaniel Bothma`: the same letters in another number of words.
  const letters = left.join("");
  const glued =
    left.length !== right.length &&
    letters.length > 5 &&
    (letters === right.join("") || letters === [...b.family, ...b.given].join(""));
  if (glued && worth(straight) < 10) return { ...straight, given: "sound", family: "sound" };
  return worth(swapped) - 3 > worth(straight) ? { ...swapped, swapped: true } : straight;
}

type Given = Pick<NameComparison, "given" | "middle" | "givenWord">;

function compareGiven(a: readonly string[], b: readonly string[]): Given {
  const [x, ...moreA] = a;
  const [y, ...moreB] = b;
  if (!x || !y) return { given: "missing" };
  if (a.join("") === b.join("")) return { given: isInitial(x) ? "initial" : "exact", givenWord: y };
  const given = compareGivenWord(x, y);
  if (given !== "differs") return { given, givenWord: y, middle: compareMiddle(moreA, moreB) };
  // "Boris" for Alexandre Boris; "J.-C." for Jean-Claude; "Hans Joachim" for Joachim.
  const initials = (names: readonly string[]): string => (names[1] ? names.map((name) => name[0]).join("") : "?");
  if ((!moreA[0] && x === initials(b)) || (!moreB[0] && y === initials(a))) return { given: "initial", givenWord: y };
  const other = b.find(
    (word) => word.length > 2 && a.some((w) => w === word || (w.length > 3 && closeness(w, word) === "sound")),
  );
  return other ? { given: "middle", givenWord: other } : { given };
}

/** One letter; one character of another script is a whole name. */
const isInitial = (word: string): boolean => /^[a-z]$/.test(word);

function compareGivenWord(a: string, b: string): NameLevel {
  const [short, long] = byLength(a, b);
  if (isInitial(short)) return short === long[0] ? "initial" : "differs";
  if (a === b) return "exact";
  if (areNicknames(a, b)) return "nickname";
  const close = closeness(a, b);
  return close !== "far" ? close : short.length > 2 && long.startsWith(short) ? "nickname" : "differs";
}

function compareMiddle(a: readonly string[], b: readonly string[]): NameComparison["middle"] {
  if (!a[0] || !b[0]) return undefined;
  return a.some((x) =>
    b.some((y) => closeness(x, y) !== "far" || (Math.min(x.length, y.length) === 1 && x[0] === y[0])),
  )
    ? "agrees"
    : "differs";
}

function compareFamily(a: readonly string[], b: readonly string[]): Pick<NameComparison, "family" | "familyWord"> {
  if (!a[0] || !b[0]) return { family: "missing" };
  const [coreA, coreB] = [familyCore(a), familyCore(b)];
  const familyWord = coreB.join("");
  const mine = coreA.join("");
  const found = [closeness(mine, familyWord)];
  if (found[0] !== "exact")
    for (const x of [mine, a.join("")]) for (const y of [familyWord, b.join("")]) found.push(closeness(x, y));
  const family = (["exact", "sound", "near"] as const).find((level) => found.includes(level));
  if (family) return { family: isInitial(familyWord) ? "part" : family, familyWord };
  const shared =
    (coreA[1] || coreB[1]) && coreB.find((y) => y.length > 2 && coreA.some((x) => /exact|sound/.test(closeness(x, y))));
  return shared ? { family: "part", familyWord: shared } : { family: "differs" };
}
