import { requestErrors } from "./errors";

/** The value of a function argument or key: text, number, yes/no, null, or JSON. A guid is text, an enum member its name. */
export type Literal = string | number | boolean | null | { readonly [key: string]: Literal } | readonly Literal[];

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const maximumDepth = 32;

export function isGuid(text: string): boolean {
  return guid.test(text);
}

/**
 * Reads `A=1,B=@p1` (function arguments, keys) to names and raw texts. A single unnamed value has the name "".
 * Commas inside quotes, brackets and braces do not part.
 */
export function splitArguments(text: string): ReadonlyMap<string, string> {
  const result = new Map<string, string>();
  for (const part of splitAtCommas(text)) {
    const match = /^\s*([A-Za-z_][\w.]*)\s*=\s*([\s\S]*)$/.exec(part);
    const name = match?.[1] ?? "";
    if (result.has(name)) throw requestErrors.badQuery(`Bad Request - Error in query syntax: '${part}'.`);
    result.set(name, (match?.[2] ?? part).trim());
  }
  return result;
}

function splitAtCommas(text: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let depth = 0;
  let quote = "";
  for (let i = 0; i < text.length; i++) {
    const c = text[i] ?? "";
    if (quote !== "") {
      if (c === quote) quote = "";
    } else if (c === "'" || c === '"') quote = c;
    else if (c === "(" || c === "[" || c === "{") depth++;
    else if (c === ")" || c === "]" || c === "}") depth--;
    else if (c === "," && depth === 0) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(text.slice(start));
  return parts.filter((part) => part.trim() !== "");
}

/** Reads one literal; `@alias` is looked up among the query options (facts/dataverse-web-api.md §2.6). */
export function parseLiteral(text: string, aliases: ReadonlyMap<string, string>, depth = 0): Literal {
  const raw = text.trim();
  if (raw.startsWith("@")) {
    const value = aliases.get(raw);
    if (depth > 3) throw requestErrors.badQuery(`The parameter alias '${raw}' refers to itself.`);
    return value === undefined ? null : parseLiteral(value, aliases, depth + 1);
  }
  if (raw === "null") return null;
  if (raw === "true" || raw === "false") return raw === "true";
  if (isGuid(raw)) return raw.toLowerCase();
  if (/^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(raw)) return Number(raw);
  if (raw.startsWith("'")) return parseQuoted(raw);
  if (raw.startsWith("{") || raw.startsWith("[") || raw.startsWith('"')) return parseLooseJson(raw);
  const member = /^[\w.]+'([^']*)'$/.exec(raw);
  if (member) return member[1] ?? "";
  if (/^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d)?)?$/.test(raw)) return raw;
  throw requestErrors.badQuery(`Bad Request - Error in query syntax: '${raw.slice(0, 200)}'.`);
}

function parseQuoted(raw: string): string {
  const match = /^'((?:[^']|'')*)'$/.exec(raw);
  if (!match) throw requestErrors.badQuery("There is an unterminated string literal in the request URI.");
  return (match[1] ?? "").replace(/''/g, "'");
}

/** JSON whose strings may stand in single quotes, as Microsoft's own samples send it in aliases. */
export function parseLooseJson(text: string): Literal {
  const reader = { text, at: 0 };
  const value = readJson(reader, 0);
  skipSpace(reader);
  if (reader.at < text.length) throw badJson(reader);
  return value;
}

interface Reader {
  readonly text: string;
  at: number;
}

function readJson(reader: Reader, depth: number): Literal {
  if (depth > maximumDepth) throw badJson(reader);
  skipSpace(reader);
  const c = reader.text[reader.at] ?? "";
  if (c === "{") return readObject(reader, depth);
  if (c === "[") return readArray(reader, depth);
  if (c === "'" || c === '"') return readString(reader, c);
  const word = /^[^\s,\]}:]+/.exec(reader.text.slice(reader.at, reader.at + 64))?.[0];
  if (word === undefined) throw badJson(reader);
  reader.at += word.length;
  if (word === "null") return null;
  if (word === "true" || word === "false") return word === "true";
  if (isGuid(word)) return word;
  const number = Number(word);
  if (!Number.isFinite(number)) throw badJson(reader);
  return number;
}

function readObject(reader: Reader, depth: number): Literal {
  const result: Record<string, Literal> = {};
  reader.at++;
  skipSpace(reader);
  while (reader.text[reader.at] !== "}") {
    const quote = reader.text[reader.at] ?? "";
    if (quote !== "'" && quote !== '"') throw badJson(reader);
    const name = readString(reader, quote);
    skipSpace(reader);
    if (reader.text[reader.at++] !== ":") throw badJson(reader);
    Object.defineProperty(result, name, {
      value: readJson(reader, depth + 1),
      enumerable: true,
      configurable: true,
      writable: true,
    });
    if (!readComma(reader, "}")) break;
  }
  reader.at++;
  return result;
}

function readArray(reader: Reader, depth: number): Literal {
  const result: Literal[] = [];
  reader.at++;
  skipSpace(reader);
  while (reader.text[reader.at] !== "]") {
    result.push(readJson(reader, depth + 1));
    if (!readComma(reader, "]")) break;
  }
  reader.at++;
  return result;
}

/** True behind a comma with more to come; false before the closing bracket. */
function readComma(reader: Reader, close: string): boolean {
  skipSpace(reader);
  const c = reader.text[reader.at];
  if (c === close) return false;
  if (c !== ",") throw badJson(reader);
  reader.at++;
  skipSpace(reader);
  return true;
}

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

function readString(reader: Reader, quote: string): string {
  let result = "";
  for (reader.at++; reader.at < reader.text.length; reader.at++) {
    const c = reader.text[reader.at] ?? "";
    if (c === quote) {
      if (quote === "'" && reader.text[reader.at + 1] === "'") {
        result += "'";
        reader.at++;
        continue;
      }
      reader.at++;
      return result;
    }
    if (c !== "\\") {
      result += c;
      continue;
    }
    const next = reader.text[++reader.at] ?? "";
    if (next === "u") {
      result += String.fromCharCode(parseInt(reader.text.slice(reader.at + 1, reader.at + 5), 16) || 0);
      reader.at += 4;
    } else result += escapes[next] ?? next;
  }
  throw badJson(reader);
}

function skipSpace(reader: Reader): void {
  while (/\s/.test(reader.text[reader.at] ?? "")) reader.at++;
}

function badJson(reader: Reader): Error {
  return requestErrors.badQuery(`Invalid JSON at position ${reader.at} of a parameter value.`);
}
