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
  readonly all: readonly string[];
  readonly suffix?: string;
}

function clean(text: string, from = 1): Cleaned {
  let suffix: string | undefined;
  const kept = words(text).filter((word, i, all) => {
    const known = i >= from && i > all.length - 3 ? SUFFIXES.get(word) : undefined;
    suffix = known ?? suffix;
    return !known;
  });
  const named = kept.filter((word) => !TITLES.has(word));
  // "Prof" alone, or a family name that is a title somewhere (Dean, Graf): better kept than empty.
  return { all: named[0] ? named : kept, suffix };
}

/** Reads first and last name as two columns hold them. Either may be empty, and either may hold the whole name. */
export function parsePerson(first: string, last = ""): PersonName {
  const whole = (first || last).trim();
  if ((!first.trim() || !last.trim()) && /[\s,]/.test(whole)) {
    // `Lovelace, Ada`; but what follows the comma of `Lovelace, Jr.` is no first name.
    const comma = whole.indexOf(",") + 1;
    const after = clean(whole.slice(comma), 0);
    if (comma > 1 && after.all[0]) return named(after, clean(whole.slice(0, comma)));
    const { all, suffix } = clean(whole);
    let start = Math.max(0, all.length - 1);
    while (start > 1 && PARTICLES.has(all[start - 1] ?? "")) start--;
    return { given: all.slice(0, start), family: all.slice(start), suffix };
  }
  return named(clean(first), clean(last));
}

const named = (given: Cleaned, family: Cleaned): PersonName => ({
  given: given.all,
  family: family.all,
  suffix: family.suffix ?? given.suffix,
});

/** A family name without its particles: `berg` for `van der Berg`. */
export function familyCore(family: readonly string[]): readonly string[] {
  const core = family.filter((word) => !PARTICLES.has(word));
  return core[0] ? core : family;
}
