import { requestErrors } from "../server/errors";
import { parseApply } from "./parse-apply";
import type { Aliases } from "./parse-filter";
import { parseFilter } from "./parse-filter";
import type { ExpandItem, OrderKey, Path, QueryOptions } from "./syntax";
import { TokenReader } from "./tokens";

/** System query options that Dataverse does not take (facts/dataverse-web-api.md §2.3: "no $skip, $search, $levels"). */
const refused = new Set(["$skip", "$search", "$levels", "$compute", "$index", "$schemaversion"]);
const known = new Set([
  "$select",
  "$filter",
  "$orderby",
  "$expand",
  "$top",
  "$count",
  "$apply",
  "$skiptoken",
  "$format",
  "$deltatoken",
]);
const maximumExpands = 15;
const maximumDepth = 20;

/** Reads the query options of a request. Options without `$` are custom ones and parameter aliases, which are not read here. */
export function parseQueryOptions(options: ReadonlyMap<string, string>): QueryOptions {
  for (const name of options.keys()) {
    if (!name.startsWith("$") || known.has(name)) continue;
    if (refused.has(name)) throw requestErrors.badQuery(`The query option '${name}' is not supported.`);
    throw requestErrors.badQuery(
      `The query parameter '${name}' is not supported or not valid. System query options start with '$'.`,
    );
  }
  const aliases = new Map([...options].filter(([name]) => name.startsWith("@")));

  return readOptions(options, aliases, 0);
}

function readOptions(options: ReadonlyMap<string, string>, aliases: Aliases, depth: number): QueryOptions {
  const select = options.get("$select");
  const filter = options.get("$filter");
  const top = options.get("$top");
  const count = options.get("$count");
  const apply = options.get("$apply");
  const orderBy = options.get("$orderby");
  const expand = options.get("$expand");

  return {
    ...(select === undefined ? {} : { select: parseSelect(select) }),
    ...(filter === undefined || filter.trim() === "" ? {} : { filter: parseFilter(filter, aliases) }),
    orderBy: orderBy === undefined || orderBy.trim() === "" ? [] : parseOrderBy(withAliases(orderBy, aliases)),
    expand: expand === undefined || expand.trim() === "" ? [] : parseExpand(expand, aliases, depth),
    ...(top === undefined ? {} : { top: parseTop(top) }),
    count: count !== undefined && parseCount(count),
    ...(apply === undefined ? {} : { apply: parseApply(apply, aliases) }),
  };
}

/** `$select=name,revenue` or `*`. */
export function parseSelect(text: string): string[] {
  const names = text.split(",").map((each) => each.trim());
  const bad = names.find((each) => !/^(\*|[A-Za-z_][\w.]*(\/[A-Za-z_][\w.]*)?)$/.test(each));
  if (bad !== undefined && (names.length > 1 || bad !== "")) {
    throw requestErrors.badQuery(`Term '${bad}' is not valid in a $select or $expand expression.`);
  }

  return names.filter((each) => each !== "");
}

/** `$orderby=@p4 asc,@p5 desc&@p4=fullname&@p5=annualincome`: aliases stand for names here. */
function withAliases(text: string, aliases: Aliases): string {
  return text.replace(/@[A-Za-z_]\w*/g, (alias) => aliases.get(alias) ?? alias);
}

/** `$orderby=revenue desc,primarycontactid/fullname`. */
export function parseOrderBy(text: string): OrderKey[] {
  const reader = new TokenReader(text);
  const keys: OrderKey[] = [];
  do {
    const path = parsePath(reader);
    const descending = reader.take("desc");
    if (!descending) reader.take("asc");
    keys.push({ path, descending });
  } while (reader.take(","));
  reader.expectEnd();

  return keys;
}

/** A path of names parted by slashes. */
export function parsePath(reader: TokenReader): Path {
  const first = reader.expectName();
  const segments = [first.text];
  while (reader.take("/")) segments.push(reader.expectName().text);

  return { kind: "path", segments, at: first.at };
}

/** `$expand=primarycontactid($select=fullname),Account_Tasks($top=3;$orderby=createdon desc)`. */
function parseExpand(text: string, aliases: Aliases, depth: number): ExpandItem[] {
  if (depth > maximumDepth) throw requestErrors.badQuery("The $expand is nested too deeply.");
  const items: ExpandItem[] = [];
  for (const part of splitOutside(text, ",")) {
    const match = /^\s*([A-Za-z_][\w.]*)(\/\$ref)?\s*(?:\(([\s\S]*)\))?\s*$/.exec(part.text);
    if (match === null)
      throw requestErrors.badQuery(`Term '${part.text.trim()}' is not valid in a $select or $expand expression.`);
    const written = nestedOptions(match[3]);
    const options = readOptions(written, aliases, depth + 1);
    items.push({ navigation: match[1] ?? "", ref: match[2] !== undefined, options, written, at: part.at });
  }
  if (items.length > maximumExpands) {
    throw requestErrors.badQuery(`The number of expand options exceeds the maximum of ${maximumExpands}.`);
  }

  return items;
}

const nestedKnown = new Set(["$select", "$filter", "$orderby", "$expand", "$top", "$count"]);

function nestedOptions(text: string | undefined): Map<string, string> {
  const options = new Map<string, string>();
  for (const part of text === undefined ? [] : splitOutside(text, ";")) {
    if (part.text.trim() === "") continue;
    const equals = part.text.indexOf("=");
    const name = part.text.slice(0, Math.max(0, equals)).trim();
    if (!nestedKnown.has(name)) {
      throw requestErrors.badQuery(`Term '${part.text.trim()}' is not valid in a $select or $expand expression.`);
    }
    options.set(name, part.text.slice(equals + 1));
  }

  return options;
}

interface Part {
  readonly text: string;
  readonly at: number;
}

/** Splits at a mark that is not inside quotes, parentheses or brackets. */
export function splitOutside(text: string, mark: string): Part[] {
  const parts: Part[] = [];
  let start = 0;
  let depth = 0;
  let quote = "";
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charAt(i);
    if (quote !== "") {
      if (c === quote) quote = "";
    } else if (c === "'" || c === '"') quote = c;
    else if (c === "(" || c === "[") depth += 1;
    else if (c === ")" || c === "]") depth -= 1;
    else if (c === mark && depth === 0) {
      parts.push({ text: text.slice(start, i), at: start });
      start = i + 1;
    }
    if (depth < 0) throw requestErrors.badQuery(`Syntax error at position ${i} in '${text}'.`);
  }
  if (depth > 0 || quote !== "") throw requestErrors.badQuery(`')' expected at position ${text.length} in '${text}'.`);
  parts.push({ text: text.slice(start), at: start });

  return parts;
}

function parseTop(text: string): number {
  if (!/^\d{1,9}$/.test(text.trim())) {
    throw requestErrors.badQuery(
      `Invalid value '${text}' for $top query option found. The $top query option requires a non-negative integer value.`,
    );
  }

  return Number(text);
}

function parseCount(text: string): boolean {
  if (text === "true" || text === "false") return text === "true";
  throw requestErrors.badQuery(
    `Invalid value '${text}' for $count query option found. Valid values are 'true' and 'false'.`,
  );
}
