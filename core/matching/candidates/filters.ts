/**
 * Pieces of OData filters from what users typed. Filters are built here only, so that escaping is in one place (facts/matching.md §5,
 * facts/dataverse-web-api.md §2.3): quotes double; `%`, `_` and `[` are wildcards even in `eq` and `startswith`.
 */

/** Text as a literal that matches itself. */
export function literal(text: string): string {
  return `'${escapeWildcards(text).replace(/'/g, "''")}'`;
}

function escapeWildcards(text: string): string {
  return text.replace(/[[%_]/g, (sign) => `[${sign}]`);
}

/** The column begins with the text. The only wildcard that an index serves; contains and endswith scan the table and may be refused. */
export function beginsWith(column: string, text: string): string {
  return `startswith(${column},${literal(text)})`;
}

/** Values in one list; an index seeks each of them. */
const MOST_VALUES = 80;

/** The column is one of the values. A list of JSON strings, in which no sign is a wildcard. */
export function isOneOf(column: string, values: readonly string[]): string {
  const unique = [...new Set(values)].slice(0, MOST_VALUES);
  return `Microsoft.Dynamics.CRM.In(PropertyName='${column}',PropertyValues=${JSON.stringify(unique).replace(/'/g, "''")})`;
}

export function any(...filters: readonly (string | undefined)[]): string | undefined {
  const present = filters.filter(Boolean);
  return present.length > 1 ? `(${present.join(" or ")})` : present[0];
}

export function all(...filters: readonly (string | undefined)[]): string | undefined {
  return filters.every(Boolean) ? filters.join(" and ") : undefined;
}

/**
 * Beginnings of a word with one letter wrong, missing or too many, as patterns: `Lo_e`, `Lve`, `Lo_ve`. The first letter stays, so that an index
 * still serves them.
 */
export function mistypedBeginnings(word: string, length: number): readonly string[] {
  const start = word.slice(0, length);
  const letters = [...start];
  const patterns = new Set<string>();
  for (let i = 1; i < letters.length; i++) {
    const [before, rest] = [letters.slice(0, i), letters.slice(i + 1)];
    patterns.add(joined(before, "_", rest));
    patterns.add(joined(before, "_", letters.slice(i, -1)));
    patterns.add(joined(before, "", [...rest, word[length] ?? ""]));
    if (i + 1 < letters.length)
      patterns.add(joined(before, letters[i + 1] ?? "", [letters[i] ?? "", ...letters.slice(i + 2)]));
  }
  return [...patterns];
}

function joined(before: readonly string[], sign: string, rest: readonly string[]): string {
  const text = (part: readonly string[]): string => escapeWildcards(part.join(""));
  return `${text(before)}${sign === "_" ? "_" : escapeWildcards(sign)}${text(rest)}`;
}

/** A `startswith` whose text is a pattern already. */
export function beginsLike(column: string, pattern: string): string {
  return `startswith(${column},'${pattern.replace(/'/g, "''")}')`;
}
