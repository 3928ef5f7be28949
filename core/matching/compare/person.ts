import type { PersonName } from "../normalise/person";
import { familyCore } from "../normalise/person";
import { areNicknames } from "../normalise/name-tables";
import type { Closeness } from "../text/similarity";
import { closeness } from "../text/similarity";

export type GivenLevel = "exact" | "sound" | "near" | "nickname" | "initial" | "middle" | "differs" | "missing";
export type FamilyLevel = "exact" | "sound" | "near" | "part" | "differs" | "missing";

export interface NameComparison {
  readonly given: GivenLevel;
  readonly family: FamilyLevel;
  readonly middle: "agrees" | "differs" | "none";
  readonly swapped: boolean;
  readonly suffix: "agrees" | "differs" | "none";
  /** The words whose rarity counts: those of the record that agree. */
  readonly givenWord?: string;
  readonly familyWord?: string;
}

/** How much a level is worth in choosing between the straight and the swapped reading; the weights proper come later. */
const WORTH: Record<GivenLevel | FamilyLevel, number> = {
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

/**
 * Compares two names jointly: first and last may have changed places, and then both are read crosswise; a single crossed word counts
 * little, for the other one then differs ("James Davies" and "Davies Reuben", facts/matching.md §2).
 */
export function compareNames(a: PersonName, b: PersonName): NameComparison | undefined {
  if (a.given.length + a.family.length === 0 || b.given.length + b.family.length === 0) return undefined;
  const suffix = !a.suffix || !b.suffix ? "none" : a.suffix === b.suffix ? "agrees" : "differs";
  const straight = compareReading(a, b);
  const swapped = compareReading({ given: a.family, family: a.given }, b);
  const worth = (c: NameComparison): number => WORTH[c.given] + WORTH[c.family];
  const glued = gluedEqual(a, b);
  if (glued && worth(straight) < 10) return { ...straight, given: "sound", family: "sound", swapped: false, suffix };
  const crossed = worth(swapped) - 3 > worth(straight);
  return { ...(crossed ? swapped : straight), swapped: crossed, suffix };
}

/** `RamiMakhlouf`, `JanDaniel Bothma`: the same letters in another number of words. */
function gluedEqual(a: PersonName, b: PersonName): boolean {
  if (a.given.length + a.family.length === b.given.length + b.family.length) return false;
  const left = [...a.given, ...a.family].join("");
  return (
    left.length > 5 && (left === [...b.given, ...b.family].join("") || left === [...b.family, ...b.given].join(""))
  );
}

function compareReading(a: PersonName, b: PersonName): NameComparison {
  const given = compareGiven(a.given, b.given);
  const family = compareFamily(a.family, b.family);
  return { ...given, ...family, swapped: false, suffix: "none" };
}

function compareGiven(
  a: readonly string[],
  b: readonly string[],
): Pick<NameComparison, "given" | "middle" | "givenWord"> {
  const [firstA, firstB] = [a[0], b[0]];
  if (!firstA || !firstB) return { given: "missing", middle: "none" };
  const joinedEqual = a.join("") === b.join("");
  const level = joinedEqual ? "exact" : compareGivenWord(firstA, firstB);
  if (level !== "differs")
    return { given: level, middle: joinedEqual ? "none" : compareMiddle(a.slice(1), b.slice(1)), givenWord: firstB };
  // "Boris" for Alexandre Boris; "J.-C." for Jean-Claude; "Hans Joachim" for Joachim.
  const initials = (w: readonly string[]): string => w.map((x) => x[0]).join("");
  if (
    (a.length === 1 && b.length > 1 && firstA === initials(b)) ||
    (b.length === 1 && a.length > 1 && firstB === initials(a))
  ) {
    return { given: "initial", middle: "none", givenWord: firstB };
  }
  const other = b.find(
    (word) => word.length > 2 && a.some((w) => w === word || (w.length > 3 && closeness(w, word) === "sound")),
  );
  return other ? { given: "middle", middle: "none", givenWord: other } : { given: "differs", middle: "none" };
}

function compareGivenWord(a: string, b: string): GivenLevel {
  if (a === b) return a.length === 1 ? "initial" : "exact";
  if (a.length === 1 || b.length === 1) return a[0] === b[0] ? "initial" : "differs";
  if (areNicknames(a, b)) return "nickname";
  const close = closeness(a, b);
  if (close !== "far") return close;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= 3 && long.startsWith(short) ? "nickname" : "differs";
}

function compareMiddle(a: readonly string[], b: readonly string[]): NameComparison["middle"] {
  if (a.length === 0 || b.length === 0) return "none";
  const agrees = a.some((x) =>
    b.some((y) => x === y || ((x.length === 1 || y.length === 1) && x[0] === y[0]) || closeness(x, y) !== "far"),
  );
  return agrees ? "agrees" : "differs";
}

function compareFamily(a: readonly string[], b: readonly string[]): Pick<NameComparison, "family" | "familyWord"> {
  if (a.length === 0 || b.length === 0) return { family: "missing" };
  const [coreA, coreB] = [familyCore(a), familyCore(b)];
  const word = coreB.join("");
  const whole = closestOf([coreA.join(""), a.join("")], [word, b.join("")]);
  if (whole !== "far")
    return {
      family: whole === "exact" && Math.min(word.length, coreA.join("").length) < 2 ? "part" : whole,
      familyWord: word,
    };
  if (coreA.length === 1 && coreB.length === 1) return { family: "differs" };
  const shared = coreB.find(
    (y) => y.length > 2 && coreA.some((x) => closeness(x, y) === "exact" || closeness(x, y) === "sound"),
  );
  return shared ? { family: "part", familyWord: shared } : { family: "differs" };
}

const ORDER: readonly Closeness[] = ["exact", "sound", "near", "far"];

function closestOf(left: readonly string[], right: readonly string[]): Closeness {
  let best = 3;
  for (const x of left) for (const y of right) best = Math.min(best, ORDER.indexOf(closeness(x, y)));
  return ORDER[best] ?? "far";
}
