import { remember } from "./packed";

/**
 * Text made comparable: lower case, no accents, Latin letters. A full transliteration table weighs 50 kB (facts/matching.md §3); these are the
 * letters that European CRM data holds; accents fall to Unicode's own decomposition.
 */
const LETTERS = new Map<string, string>();

/** Spellings for the letters of an alphabet, in the order of their code points. */
const alphabet = (first: number, spellings: string): void =>
  spellings.split(" ").forEach((spelling, i) => LETTERS.set(String.fromCharCode(first + i), spelling));

alphabet(0x430, "a b v g d e zh z i i k l m n o p r s t u f kh ts ch sh shch  y  e yu ya");
alphabet(0x3b1, "a v g d e z i th i k l m n x o p r s s t y f ch ps o");
for (const [
  letter = "",
  ...spelling
] of "ßss øo æae œoe åaa łl đd ðd þth ıi ħh ŋn ’' ʼ' äae öoe üue ёe єe іi їi ґg ўu".split(" "))
  LETTERS.set(letter, spelling.join(""));

/** Lower case Latin letters, digits and the punctuation of the input; Müller and Mueller both give `mueller`. */
export function fold(text: string): string {
  return text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\0-\x7f]/gu, (char) => {
      const bare = (letter: string): string => LETTERS.get(letter) ?? letter;
      const known = LETTERS.get(char);
      return known ?? bare(char.normalize("NFKD").replace(/\p{M}/gu, ""));
    });
}

/**
 * Words of a folded text. Signs that damaged encodings leave inside a word (`Child?en`, `M|ller`) stay as `?`, so that they cost one letter and
 * do not break the word in two. Single letters in a row are one word: `D.S.M.` and `D S M` are `dsm`.
 */
export const words = remember((text): readonly string[] => {
  const found = fold(text)
    .replace(/['`´"]/g, "")
    .replace(/(?<=\p{L})[?\\[\]^|<>{}~_\uFFFD](?=\p{L})/gu, "?")
    .match(/[\p{L}\p{N}]([\p{L}\p{N}?]*[\p{L}\p{N}])?/gu);
  if (!found) return [];
  return found
    .join(" ")
    .replace(/(?<!\S)(\p{L}) (?=\p{L}(?!\S))/gu, "$1")
    .split(" ");
});

const SOUNDS =
  "ae>a oe>o ue|ou|oo>u ph>f sch|sh|sz>s tch|tsch|cz|ch>c kh|gh>h ck|q|c(?![eiy])>k x>ks dj|zh>j ts|tz>z ee|iy|ij|y|j(?![aou])>i w>v th>t (?<!^)h> (.)\\1+>$1"
    .split(" ")
    .map((rule): [RegExp, string] => {
      const [from = "", to = ""] = rule.split(">");
      return [new RegExp(from, "g"), to];
    });

/** One spelling for the ways in which one name is written in Latin letters: Meier, Meyer; Sergei, Sergey; Mueller, Muller. */
export const soundOf = remember((word) => SOUNDS.reduce((text, [from, to]) => text.replace(from, to), word));
