import { words } from "../text/fold";
import { LEGAL_FORMS, WORD_BITS, WORD_FORMS } from "./company-tables";

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
  /\b(?:d\s*\/?\s*b\s*\/?\s*a|t\s*\/\s*a|trading as|doing business as|a\.?k\.?a\.?|also known as|formerly|f\/k\/a|fka|vormals|ehemals|ehem|anciennement|c\/o)\b\.?:?/i;

export type WordFrequency = (word: string) => number | undefined;

const RARE_WORD_BITS = 11;

/** Reads a company name. `bitsOf` may know how rare a word is among the records at hand; the shipped list of common words caps it. */
export function parseCompany(text: string, bitsOf?: WordFrequency): CompanyName {
  const [main = "", ...others] = text.split(OTHER_NAME);
  const own = parseOne(main.trim() ? main : (others.shift() ?? ""), bitsOf);
  return { ...own, otherNames: others.filter((name) => name.trim()).map((name) => parseOne(name, bitsOf)) };
}

function parseOne(text: string, bitsOf: WordFrequency | undefined): CompanyName {
  const all = words(text.replace(/&|\+/g, " and "));
  const comma = text.indexOf(",");
  const { kept, legal } = withoutLegalForms(all, comma > 0 ? words(text.slice(0, comma)).length : all.length);
  const telling = kept.map(({ word, tail }): CompanyWord => {
    const common = WORD_BITS.get(word);
    const rare = Math.min(common ?? 12, bitsOf?.(word) ?? (word.length < 3 ? 5 : RARE_WORD_BITS));
    return { text: word, bits: Math.max(0.3, rare * (tail ? 0.3 : 1)) };
  });
  const core = telling.filter((word) => word.bits > 0.3);
  return {
    words: telling,
    legal,
    letters: all.join(""),
    joined: (core.length > 0 ? core : telling).map((word) => word.text).join(""),
    initials: core.length > 1 ? core.map((word) => word.text[0]).join("") : "",
    otherNames: [],
  };
}

interface Kept {
  readonly word: string;
  /** Stands after a legal form and a comma: a place or a country (`DSM NV, Heerlen, NL`). */
  readonly tail: boolean;
}

function withoutLegalForms(
  all: readonly string[],
  beforeComma: number,
): { kept: readonly Kept[]; legal: readonly string[] } {
  const kept: Kept[] = [];
  const legal: string[] = [];
  let afterForm = false;
  for (let i = 0; i < all.length;) {
    const form = LEGAL_FORMS.get(all[i] ?? "")?.find((candidate) =>
      candidate.words.every((word, k) => all[i + k] === word),
    );
    // "Limited" alone, or "SAS" the software house: a form is only a form when a name is left beside it.
    if (form && (kept.length > 0 || i + form.words.length < all.length)) {
      legal.push(form.kind);
      afterForm = kept.length > 0;
      i += form.words.length;
      continue;
    }
    const word = all[i] ?? "";
    kept.push({ word: WORD_FORMS.get(word) ?? word, tail: afterForm && i >= beforeComma });
    i++;
  }
  return { kept, legal };
}
