import { words } from "../text/fold";
import { editDistance } from "../text/similarity";
import { commonBits, LEGAL_FORMS, WORD_FORMS } from "./company-tables";

export interface CompanyWord {
  readonly text: string;
  /** Bits that this word is worth when it agrees. */
  readonly bits: number;
}

export interface CompanyName {
  readonly words: readonly CompanyWord[];
  readonly legal: readonly string[];
  /** All telling words in one: `goodwill` for `Good Will`. */
  readonly joined: string;
  /** All words with the legal form, in one. */
  readonly letters: string;
  /** `ibm` for International Business Machines; empty for fewer than two words. */
  readonly initials: string;
  /** Names after "d/b/a", "formerly", "trading as". */
  readonly otherNames: readonly CompanyName[];
}

const OTHER_NAME =
  /\b(?:d ?\/? ?b ?\/? ?a|t ?\/ ?a|trading as|doing business as|a\.?k\.?a\.?|also known as|formerly|f\/?k\/?a|vormals|ehem(?:als)?|anciennement|c\/o)\b\.?:?/i;

export type WordFrequency = (word: string) => number | undefined;

const LONG_FORMS = [...LEGAL_FORMS].filter(([form]) => form.length > 9);

/** The kind of a legal form; a long one, at either end of a name, may hold a typing error. */
const legalForm = (text: string, atEnd: boolean): string | undefined =>
  LEGAL_FORMS.get(text) ??
  (atEnd && text.length > 8
    ? LONG_FORMS.find(([form]) => form[0] === text[0] && editDistance(form, text, 1) < 2)?.[1]
    : undefined);

/** Reads a company name. `bitsOf` may know how rare a word is among the records at hand; the shipped list of common words caps it. */
export function parseCompany(text: string, bitsOf?: WordFrequency): CompanyName {
  const [own = "", ...others] = text.split(OTHER_NAME).filter((name) => name.trim());
  return { ...parseOne(own, bitsOf), otherNames: others.map((name) => parseOne(name, bitsOf)) };
}

function parseOne(text: string, bitsOf: WordFrequency | undefined): CompanyName {
  const all = words(text.replace(/[&+]/g, " and "))
    .map((word) => WORD_FORMS.get(word) ?? word)
    .join(" ")
    .replace(/\b([2-9])0 (?=[1-9]\b)/g, "$1")
    .split(" ");
  const comma = text.indexOf(",");
  const beforeComma = comma > 0 ? words(text.slice(0, comma)).length : all.length;
  const telling: CompanyWord[] = [];
  const legal: string[] = [];
  for (let i = 0; i < all.length;) {
    let length = 4;
    let form: string | undefined;
    while (length && !(form = legalForm(all.slice(i, i + length).join(" "), !i || i + length === all.length))) length--;
    // "Limited" alone, or "SAS" the software house: a form is only a form when a name is left beside it.
    if (form && (telling[0] || i + length < all.length)) {
      legal.push(form);
      i += length;
      continue;
    }
    const word = all[i] ?? "";
    const bits = Math.min(commonBits(word) ?? 12, bitsOf?.(word) ?? 11, 3 * word.length + 1);
    // After a legal form and a comma stands a place or a country (`DSM NV, Heerlen, NL`).
    telling.push({ text: word, bits: Math.max(0.3, legal[0] && telling[0] && i >= beforeComma ? bits * 0.3 : bits) });
    i++;
  }
  const core = telling.filter((word) => word.bits > 0.3);
  return {
    words: telling,
    legal,
    letters: all.join(""),
    joined: (core[0] ? core : telling).map((word) => word.text).join(""),
    initials: core[1] ? core.map((word) => word.text[0]).join("") : "",
    otherNames: [],
  };
}
