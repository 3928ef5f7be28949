import { requestErrors } from "../server/errors";
import type { RawRow, RawValue } from "../store/store";
import type { Fragment } from "./scope";
import { fragment, joinFragments } from "./scope";

/** One key that the rows of a page are sorted by. The last one is always the primary key, so that the order is total. */
export interface SortKey {
  readonly name: string;
  readonly sql: string;
  readonly descending: boolean;
  /** The column is never empty, so that the place to go on from can be found in an index. */
  readonly filled?: boolean;
}

/** Where the next page begins. */
export interface Cookie {
  readonly page: number;
  /** The values of the sort keys of the last row before it. */
  readonly last: readonly RawValue[];
}

/** `ORDER BY` for the keys. Empty values come first, as in SQL Server. */
export function orderBySql(keys: readonly SortKey[]): string {
  return keys.map((key) => `${key.sql}${key.descending ? " DESC" : ""}`).join(", ");
}

/** The condition that a row comes after the given one in the order of the keys. */
export function afterCondition(keys: readonly SortKey[], last: readonly RawValue[]): Fragment {
  const ways: Fragment[] = [];
  keys.forEach((key, index) => {
    const value = last[index] ?? null;
    const before = keys.slice(0, index).map((same, i) => fragment(`${same.sql} IS ?`, last[i] ?? null));
    const beyond = comesAfter(key, value);
    if (beyond !== undefined) ways.push(joinFragments([...before, beyond], " AND "));
  });
  const joined = joinFragments(
    ways.map((way) => fragment(`(${way.sql})`, ...way.parameters)),
    " OR ",
  );

  if (ways.length === 0) return fragment("0");
  const all = fragment(`(${joined.sql})`, ...joined.parameters);
  const bound = boundOf(keys[0], last[0] ?? null);

  return bound === undefined || keys.length === 1 ? all : joinFragments([bound, all], " AND ");
}

/** Where the rest begins by the first key alone: says nothing new, but lets the engine seek instead of scan. */
function boundOf(key: SortKey | undefined, value: RawValue): Fragment | undefined {
  if (key === undefined || value === null) return undefined;
  if (!key.descending) return fragment(`${key.sql} >= ?`, value);

  return key.filled === true ? fragment(`${key.sql} <= ?`, value) : undefined;
}

function comesAfter(key: SortKey, value: RawValue): Fragment | undefined {
  if (value === null) return key.descending ? undefined : fragment(`${key.sql} IS NOT NULL`);
  if (key.descending) return fragment(`(${key.sql} < ? OR ${key.sql} IS NULL)`, value);

  return fragment(`${key.sql} > ?`, value);
}

/** The values of the sort keys in a fetched row; they are selected as `$k0`, `$k1` … */
export function keyValues(keys: readonly SortKey[], row: RawRow): RawValue[] {
  return keys.map((_, index) => row[`$k${index}`] ?? null);
}

/** Selects the sort keys beside the columns. */
export function keySelects(keys: readonly SortKey[]): string[] {
  return keys.map((key, index) => `${key.sql} AS "$k${index}"`);
}

function escapeXml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

function unescapeXml(text: string): string {
  return text
    .replace(/&quot;/g, '"')
    .replace(/&gt;/g, ">")
    .replace(/&lt;/g, "<")
    .replace(/&amp;/g, "&");
}

/**
 * The inner cookie: `<cookie page="1"><leadid last="{…}" first="{…}" /></cookie>`, one element per sort key
 * (facts/dataverse-web-api.md §2.3). Numbers are marked, so that they come back as numbers.
 */
export function innerCookie(keys: readonly SortKey[], page: number, first: RawRow, last: RawRow): string {
  const [from, to] = [keyValues(keys, first), keyValues(keys, last)];
  const elements = keys.map((key, index) => `<${key.name} last="${write(to[index])}" first="${write(from[index])}" />`);

  return `<cookie page="${page}">${elements.join("")}</cookie>`;
}

function write(value: RawValue | undefined): string {
  if (value === null || value === undefined) return "null:";
  if (typeof value === "string")
    return /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value) ? `{${value.toUpperCase()}}` : escapeXml(`text:${value}`);

  return `number:${Number(value)}`;
}

/** The cookie that goes around the inner one, which it holds percent-encoded twice. */
export function outerCookie(inner: string, nextPage: number): string {
  const encoded = encodeURIComponent(encodeURIComponent(inner));

  return `<cookie pagenumber="${nextPage}" pagingcookie="${encoded}" istracking="False" />`;
}

/** The `$skiptoken` of the next page, ready for an address. */
export function skipToken(inner: string, nextPage: number): string {
  return encodeURIComponent(outerCookie(inner, nextPage));
}

/** Reads a `$skiptoken` (already percent-decoded once by the query string). Throws when it was not made here. */
export function readSkipToken(token: string, keys: number): Cookie {
  const match = /^<cookie pagenumber="(\d{1,9})" pagingcookie="([^"]*)"[^>]*>$/.exec(token.trim());
  if (match === null) throw malformed();
  try {
    return readInnerCookie(decodeURIComponent(decodeURIComponent(match[2] ?? "")), Number(match[1]), keys);
  } catch (error) {
    if (error instanceof URIError) throw malformed();
    throw error;
  }
}

/** Reads an inner cookie for the page with the given number. */
export function readInnerCookie(inner: string, page: number, keys: number): Cookie {
  const last = [...inner.matchAll(/<[\w.]+ last="([^"]*)" first="[^"]*"\s*\/>/g)].map((each) => read(each[1] ?? ""));
  if (last.length !== keys || !inner.startsWith("<cookie ")) throw malformed();

  return { page, last };
}

function read(text: string): RawValue {
  if (text === "null:") return null;
  const guid = /^\{([0-9A-Fa-f-]{36})\}$/.exec(text)?.[1];
  if (guid !== undefined) return guid.toLowerCase();
  if (text.startsWith("text:")) return unescapeXml(text.slice(5));
  const number = text.startsWith("number:") ? Number(text.slice(7)) : NaN;
  if (!Number.isFinite(number)) throw malformed();

  return number;
}

function malformed(): Error {
  return requestErrors.badQuery("Malformed XML in the Paging Cookie.");
}
