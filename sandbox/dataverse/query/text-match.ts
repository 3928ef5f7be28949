import { requestErrors } from "../server/errors";
import type { Fragment } from "./scope";
import { fragment } from "./scope";

export type TextMatch = "equals" | "contains" | "startsWith" | "endsWith" | "like";

type Item =
  | { readonly kind: "any" }
  | { readonly kind: "one" }
  | { readonly kind: "class"; readonly text: string }
  | { readonly kind: "char"; readonly text: string };

/** As the platform limits the value of a condition; also keeps patterns inside what the engine takes. */
const maximumLength = 4000;
const spelledOut = 3;

/**
 * A condition on a text column, without regard to case in any script. `%`, `_`, `[a-z]` and `[^a]` in the value are
 * wildcards, as in Dataverse (facts/dataverse-web-api.md §2.3), except with `literal`.
 */
export function textCondition(column: string, value: string, match: TextMatch, literal = false): Fragment {
  if (value.length > maximumLength) {
    throw requestErrors.badQuery(`The value of a condition is longer than ${maximumLength} characters.`);
  }
  const items = literal ? [...value].map((text): Item => ({ kind: "char", text })) : readItems(value);
  const plain = items.every((item) => item.kind === "char");
  const ascii = items.every((item) => item.kind !== "class" && (item.kind !== "char" || isPlain(item.text)));
  if (plain && (match === "equals" || match === "like")) return equalsCondition(column, items.map(textOf).join(""));
  if (plain && ascii && match === "startsWith" && items.length > 0) {
    const text = items.map(textOf).join("");

    return fragment(`(${column} >= ? AND ${column} < ?)`, text, `${text}\u{10FFFF}`);
  }
  const open = match === "contains" || match === "endsWith";
  const close = match === "contains" || match === "startsWith";
  const all: Item[] = [...(open ? [anything] : []), ...items, ...(close ? [anything] : [])];

  return ascii
    ? fragment(`${column} LIKE ? ESCAPE '\\'`, all.map(likeText).join(""))
    : fragment(`${column} GLOB ?`, all.map(globText).join(""));
}

const anything: Item = { kind: "any" };

function readItems(value: string): Item[] {
  const items: Item[] = [];
  const characters = [...value];
  for (let i = 0; i < characters.length; i += 1) {
    const c = characters[i] ?? "";
    const end = c === "[" ? characters.indexOf("]", i + 2) : -1;
    if (c === "%") {
      if (items[items.length - 1]?.kind !== "any") items.push(anything);
    } else if (c === "_") items.push({ kind: "one" });
    else if (c === "[" && end > 0 && !(characters[i + 1] === "^" && end === i + 2)) {
      const text = characters.slice(i + 1, end).join("");
      // A class of one sign is how T-SQL writes the sign itself: [%].
      items.push(text.length === 1 ? { kind: "char", text } : { kind: "class", text });
      i = end;
    } else items.push({ kind: "char", text: c });
  }

  return items;
}

function textOf(item: Item): string {
  return item.kind === "char" ? item.text : "";
}

/** Whether SQL's own comparison ignores the case of this sign: all but letters outside ASCII that have two cases. */
function isPlain(text: string): boolean {
  return text.charCodeAt(0) < 128 || casesOf(text).length === 1;
}

function casesOf(text: string): string[] {
  return [...new Set([text, text.toLowerCase(), text.toUpperCase()])].filter((each) => [...each].length === 1);
}

/** Letters beyond ASCII are spelled out in both cases, so that an index still serves. */
function equalsCondition(column: string, text: string): Fragment {
  const special = [...text].filter((each) => !isPlain(each));
  if (special.length === 0) return fragment(`${column} = ?`, text);
  if (special.length > spelledOut) {
    return fragment(`${column} GLOB ?`, [...text].map((each) => globText({ kind: "char", text: each })).join(""));
  }
  let spellings = [""];
  for (const letter of text) {
    const cases = isPlain(letter) ? [letter] : casesOf(letter);
    spellings = spellings.flatMap((begin) => cases.map((each) => begin + each));
  }

  return fragment(`${column} IN (${spellings.map(() => "?").join(", ")})`, ...spellings);
}

function likeText(item: Item): string {
  if (item.kind === "any") return "%";
  if (item.kind === "one") return "_";

  return /[%_\\]/.test(textOf(item)) ? `\\${textOf(item)}` : textOf(item);
}

function globText(item: Item): string {
  if (item.kind === "any") return "*";
  if (item.kind === "one") return "?";
  if (item.kind === "class") return `[${bothCases(item.text)}]`;
  const cases = casesOf(item.text);

  return cases.length > 1 || /[*?[]/.test(item.text) ? `[${cases.join("")}]` : item.text;
}

/** `a-z` -> `a-zA-Z`, `^x` -> `^xX`. */
function bothCases(text: string): string {
  const negated = text.startsWith("^");
  const body = negated ? text.slice(1) : text;

  return `${negated ? "^" : ""}${[...new Set([body, body.toLowerCase(), body.toUpperCase()])].join("")}`;
}
