import { DataverseError } from "../server/errors";

/** A search as it came, read out of the JSON in strings (facts/matching.md §5). */
export interface SearchRequest {
  readonly search: string;
  readonly entities: readonly SearchEntity[];
  readonly filter?: string;
  readonly top: number;
  readonly skip: number;
  readonly count: boolean;
  readonly orderBy: readonly string[];
  readonly isLucene: boolean;
  readonly allMustMatch: boolean;
}

export interface SearchEntity {
  readonly name: string;
  readonly selectColumns?: readonly string[];
  readonly searchColumns?: readonly string[];
  readonly filter?: string;
}

type Body = Readonly<Record<string, unknown>>;

const maximumTop = 100;
const shortest = 3;
const longest = 100;

/** An error of the search service: HTTP 400 with a message that names the parameter. */
export function searchError(message: string, code = "0x80048d19"): DataverseError {
  return new DataverseError(400, code, message);
}

/** Reads and checks a body; `entities`, `options` and `orderby` are JSON inside a string, plain JSON is taken as well. */
export function readRequest(body: Body): SearchRequest {
  const search = typeof body["search"] === "string" ? body["search"].trim() : "";
  if (search !== "*" && (search.length < shortest || search.length > longest))
    throw searchError(`The search parameter must have ${shortest} to ${longest} characters; it has ${search.length}.`);
  const top = readNumber(body, "top", 50);
  if (top < 1 || top > maximumTop) throw searchError(`The top parameter must be between 1 and ${maximumTop}.`);
  const options = readOptions(inner(body, "options"));

  return {
    search,
    entities: readEntities(inner(body, "entities")),
    ...(typeof body["filter"] === "string" && body["filter"] !== "" ? { filter: body["filter"] } : {}),
    top,
    skip: Math.max(0, readNumber(body, "skip", 0)),
    count: body["count"] === true || body["count"] === "true",
    orderBy: texts(inner(body, "orderby")),
    isLucene: options.get("querytype") === "lucene" || options.has("lucene"),
    allMustMatch: options.get("searchmode") === "all" || options.has("searchmodeall"),
  };
}

function readNumber(body: Body, name: string, otherwise: number): number {
  const value = body[name];
  if (value === undefined || value === null) return otherwise;
  const number = Number(value);
  if (!Number.isInteger(number)) throw searchError(`The ${name} parameter must be a whole number.`);
  return number;
}

/** A parameter that is JSON in a string. */
function inner(body: Body, name: string): unknown {
  const value = body[name];
  if (typeof value !== "string") return value ?? undefined;
  if (value.trim() === "") return undefined;
  try {
    return JSON.parse(value.includes('"') ? value : value.replace(/'/g, '"'));
  } catch {
    throw searchError(`The ${name} parameter is not a string with JSON in it.`);
  }
}

/** Options come as an object of names and values, or as a list of names. */
function readOptions(value: unknown): ReadonlyMap<string, string> {
  if (Array.isArray(value)) return new Map(value.map((name) => [String(name).toLowerCase(), "true"]));
  if (typeof value !== "object" || value === null) return new Map();
  return new Map(Object.entries(value).map(([name, text]) => [name.toLowerCase(), String(text).toLowerCase()]));
}

function readEntities(value: unknown): SearchEntity[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw searchError("The entities parameter must be a list.");
  return value.map((item: unknown) => {
    if (typeof item === "string") return { name: item.toLowerCase() };
    const entity = (typeof item === "object" && item !== null ? item : {}) as Body;
    const read = new Map(Object.entries(entity).map(([name, part]) => [name.toLowerCase(), part]));
    const name = read.get("name");
    if (typeof name !== "string" || name === "") throw searchError("Each of the entities needs a name.");
    const select = read.get("selectcolumns");
    const search = read.get("searchcolumns");
    const filter = read.get("filter");

    return {
      name: name.toLowerCase(),
      ...(Array.isArray(select) ? { selectColumns: texts(select) } : {}),
      ...(Array.isArray(search) ? { searchColumns: texts(search) } : {}),
      ...(typeof filter === "string" && filter !== "" ? { filter } : {}),
    };
  });
}

function texts(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}
