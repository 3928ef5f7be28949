import { requestErrors } from "./errors";

/** One segment of an address: `leads(…)` is `{name: "leads", parens: "…"}`, `leads` has parens null. */
export interface Segment {
  readonly name: string;
  readonly parens: string | null;
}

const maximumSegments = 12;

/**
 * Parts the path behind `/api/data/v9.x/` into decoded segments. Slashes inside quotes or parentheses belong to keys and
 * arguments; a quote may be sent as %27.
 */
export function parsePath(path: string): Segment[] {
  const segments = splitOutsideKeys(path)
    .filter((part) => part !== "")
    .map((part) => parseSegment(decode(part)));
  if (segments.length > maximumSegments) throw requestErrors.badQuery("The request URI has too many segments.");
  return segments;
}

/** Decodes percent escapes; a malformed one is the caller's mistake. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw requestErrors.badQuery("The request URI holds a malformed escape sequence.");
  }
}

function splitOutsideKeys(path: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < path.length; i++) {
    const c = path[i];
    if (c === "'" || (c === "%" && path.startsWith("%27", i))) quoted = !quoted;
    else if (quoted) continue;
    else if (c === "(") depth++;
    else if (c === ")") depth--;
    else if (c === "/" && depth <= 0) {
      parts.push(path.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(path.slice(start));
  return parts;
}

function parseSegment(text: string): Segment {
  const open = text.indexOf("(");
  if (open < 0) return { name: text, parens: null };
  if (!text.endsWith(")")) throw requestErrors.badQuery(`Bad Request - Error in query syntax: '${text}'.`);
  return { name: text.slice(0, open), parens: text.slice(open + 1, -1).trim() };
}

/** Query options in the order they were sent, decoded (`+` is a space); the first of several equal names counts. */
export function parseQueryString(query: string): ReadonlyMap<string, string> {
  const options = new Map<string, string>();
  for (const pair of query.split("&")) {
    if (pair === "") continue;
    const equals = pair.indexOf("=");
    const name = decode((equals < 0 ? pair : pair.slice(0, equals)).replace(/\+/g, " ")).trim();
    const value = equals < 0 ? "" : decode(pair.slice(equals + 1).replace(/\+/g, " "));
    if (!options.has(name)) options.set(name, value);
  }
  return options;
}
