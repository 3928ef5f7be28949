import { words } from "../text/fold";
import { PARTICLES, SUFFIXES, TITLES } from "./name-tables";

export interface PersonName {
  /** Folded words, titles removed. */
  readonly given: readonly string[];
  readonly family: readonly string[];
  /** jr, sr, 2, 3 …: two people of one name tell themselves apart by it. */
  readonly suffix?: string;
}

interface Cleaned {
  readonly words: readonly string[];
  readonly suffix?: string;
}

function clean(text: string): Cleaned {
  let suffix: string | undefined;
  const kept = words(text).filter((word, index, all) => {
    const known = SUFFIXES.get(word);
    if (known && index > 0 && index >= all.length - 2) {
      suffix = known;
      return false;
    }
    return true;
  });
  const named = kept.filter((word) => !TITLES.has(word));
  // "Prof" alone, or a family name that is a title somewhere (Dean, Graf): better kept than empty.
  return { words: named.length > 0 ? named : kept, suffix };
}

/** Reads first and last name as two columns hold them. Either may be empty, and either may hold the whole name. */
export function parsePerson(first: string, last: string): PersonName {
  if (!first.trim() || !last.trim()) {
    const whole = first.trim() || last.trim();
    if (/[\s,]/.test(whole)) return parseWholeName(whole);
  }
  const given = clean(first);
  const family = clean(last);
  return { given: given.words, family: family.words, suffix: family.suffix ?? given.suffix };
}

/** Reads a whole name: `Ada Lovelace`, `Lovelace, Ada`, `Ludwig van Beethoven`. */
export function parseWholeName(text: string): PersonName {
  const comma = text.indexOf(",");
  if (comma > 0) {
    const before = clean(text.slice(0, comma));
    const after = clean(text.slice(comma + 1));
    if (after.words.length > 0)
      return { given: after.words, family: before.words, suffix: before.suffix ?? after.suffix };
    return {
      ...splitWords(before.words),
      suffix: before.suffix ?? SUFFIXES.get(words(text.slice(comma + 1))[0] ?? ""),
    };
  }
  const whole = clean(text);
  return { ...splitWords(whole.words), suffix: whole.suffix };
}

function splitWords(all: readonly string[]): { given: readonly string[]; family: readonly string[] } {
  if (all.length < 2) return { given: [], family: all };
  let start = all.length - 1;
  while (start > 1 && PARTICLES.has(all[start - 1] ?? "")) start--;
  return { given: all.slice(0, start), family: all.slice(start) };
}

/** A family name without its particles: `van der Berg` and `Vanderberg` both have `berg` within, so both forms are given. */
export function familyCore(family: readonly string[]): readonly string[] {
  const core = family.filter((word) => !PARTICLES.has(word));
  return core.length > 0 ? core : family;
}
