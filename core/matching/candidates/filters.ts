/**
 * Pieces of OData filters from what users typed. Filters are built here only, so that escaping is in one place (facts/matching.md §5,
 * facts/dataverse-web-api.md §2.3): quotes double; `%`, `_` and `[` are wildcards even in `eq` and `startswith`.
 */
const doubled = (text: string): string => text.replace(/'/g, "''");
const plain = (text: string): string => text.replace(/[[%_]/g, "[$&]");

/** The column begins with a pattern. The only wildcard that an index serves; contains and endswith scan the table and may be refused. */
const beginsLike = (column: string, pattern: string): string => `startswith(${column},'${doubled(pattern)}')`;

/** The column begins with the text; nothing for an empty one. Half a letter, cut from a pair, cannot travel in an address. */
export function beginsWith(column: string, text = ""): string {
  const whole = text.replace(/\p{Cs}/gu, "");
  return whole ? beginsLike(column, plain(whole)) : "";
}

/** Values in one list; an index seeks each of them. */
const MOST_VALUES = 80;

/** The column is one of the values; nothing without a value. A list of JSON strings, in which no sign is a wildcard. */
export function isOneOf(column: string, values: readonly string[]): string {
  const unique = [...new Set(values)].filter(Boolean).slice(0, MOST_VALUES);
  return unique[0]
    ? `Microsoft.Dynamics.CRM.In(PropertyName='${column}',PropertyValues=${doubled(JSON.stringify(unique))})`
    : "";
}

/** One of the filters holds; filters that say nothing do not count. */
export function any(...filters: readonly string[]): string {
  const present = filters.filter(Boolean);
  return present[1] ? `(${present.join(" or ")})` : (present[0] ?? "");
}

/** All of the filters hold; nothing if one of them says nothing. */
export const all = (...filters: readonly string[]): string => (filters.every(Boolean) ? filters.join(" and ") : "");

/**
 * The column begins with the first letters of the word, one of them wrong, missing, too many or in the place of its neighbour: `Lo_e`, `Lve`, `Lo_ve`.
 * The first letter stays, so that an index still serves them.
 */
export function beginsMistyped(column: string, word: string, length: number): string {
  const start = /[\ud800-\udfff]/.test(word) ? "" : word.slice(0, length);
  const patterns = [...start].slice(1).flatMap((letter, i) => {
    const [before, rest, next] = [plain(start.slice(0, i + 1)), start.slice(i + 2), word[length] ?? ""];
    return [
      `${before}_${plain(rest)}`,
      `${before}_${plain(start.slice(i + 1, -1))}`,
      before + plain(rest + next),
      ...(rest ? [before + plain(rest.slice(0, 1) + letter + rest.slice(1))] : []),
    ];
  });
  return any(...[...new Set(patterns)].map((pattern) => beginsLike(column, pattern)));
}
