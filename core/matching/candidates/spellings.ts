import { formsOf } from "../normalise/name-tables";
import { callingCode } from "../normalise/country";
import type { Phone } from "../normalise/phone";
import { fold } from "../text/fold";

/** Groups of digits as people type them: A area, B and C the rest, or R the rest in one. */
const OF_TEN = "(A) B-C|A-B-C|A B C|A.B.C|A R|(A) R|1AR|1-A-B-C|+1-A-B-C|+1 (A) B-C";
const OF_OTHERS = "A R|A B C|(A) R|A-R|A/R|(A) B C|A-B-C";

/** The ways in which people type a number; `contains` on digits would miss "(415) 555-2761" and scan the table (facts/matching.md §5). */
export function phoneSpellings({ text, national, country }: Phone, home: string | undefined): readonly string[] {
  const ten = national.length === 10;
  // Area codes have two to four digits, and nothing in the number tells how many.
  const grouped = (ten ? [3] : [2, 3, 4]).flatMap((size) => {
    const rest = national.slice(size);
    const parts: Record<string, string> = {
      A: national.slice(0, size),
      B: rest.slice(0, 3),
      C: rest.slice(3),
      R: rest,
    };
    return (ten ? OF_TEN : OF_OTHERS).split("|").map((form) => form.replace(/[ABCR]/g, (part) => parts[part] ?? ""));
  });
  const all = [national, ...grouped];
  const code = country ?? callingCode(home);
  return [
    text,
    text.replace(/[^\d+]/g, ""),
    ...all,
    ...(code ? [`+${code}${national}`, `00${code}${national}`, ...all.map((each) => `+${code} ${each}`)] : []),
    ...all.map((each) => each.replace(/^\(?/, "$&0")),
  ];
}

/** The ways in which a web address is stored. */
export const siteSpellings = (domain: string): readonly string[] =>
  [domain, `www.${domain}`].flatMap((host) => [
    host,
    ...["http", "https"].flatMap((way) => [`${way}://${host}`, `${way}://${host}/`]),
  ]);

/** A name with and without umlauts and accents, as it stands in the lead first. */
export function nameSpellings(name: string): readonly string[] {
  const folded = fold(name);
  return [
    name,
    folded,
    folded.replace(/([aou])e/g, "$1"),
    folded.replace(/[aou]e/g, (pair) => ({ ae: "ä", oe: "ö", ue: "ü" })[pair] ?? pair),
  ];
}

/** First names that stand for this one: Bob for Robert. */
export const givenSpellings = (name: string): readonly string[] => [name, fold(name), ...formsOf(fold(name))];
