import { isLookupType, isPolymorphic, labelText, type Table, typeColumn } from "../metadata/model";
import { type JsonObject, type JsonValue, defaultFormats, readCollection } from "../query";
import { readerOf } from "../security/reader";
import type { CallContext } from "../server/context";
import type { RawRow } from "../store/store";
import { evaluate, type Scores } from "./evaluate";
import { parseSearch, wordsOf } from "./lucene";
import { searchError, type SearchEntity, type SearchRequest } from "./request";
import type { TextIndex } from "./text-index";

/** One row that was found, as the answer's `Value` has it. */
export interface SearchHit {
  readonly Id: string;
  readonly EntityName: string;
  readonly ObjectTypeCode: number;
  readonly Attributes: JsonObject;
  readonly Highlights: JsonObject;
  readonly Score: number;
}

export interface SearchAnswer {
  readonly hits: readonly SearchHit[];
  readonly count: number;
}

interface Candidate {
  readonly entity: SearchEntity;
  readonly document: number;
  readonly score: number;
}

/** Rows are read in portions, so that filters and rights may take most of them away. */
const portion = 200;
const mostCandidates = 5000;

/** Searches the tables that are wanted, best first; only rows that the caller may read and the filters let through. */
export function runSearch(context: CallContext, index: TextIndex, request: SearchRequest): SearchAnswer {
  const entities = chooseEntities(context, index, request);
  const candidates = entities
    .flatMap((entity) => findCandidates(index, request, entity))
    .sort((a, b) => b.score - a.score)
    .slice(0, mostCandidates);
  const wanted = request.count ? candidates.length : request.skip + request.top;
  const found: SearchHit[] = [];
  for (let at = 0; at < candidates.length && found.length < wanted;) {
    const size = at === 0 ? Math.min(portion, wanted) : portion;
    found.push(...readPortion(context, index, request, candidates.slice(at, at + size)));
    at += size;
  }
  const ordered = order(found, request.orderBy);

  return { hits: ordered.slice(request.skip, request.skip + request.top), count: found.length };
}

function chooseEntities(context: CallContext, index: TextIndex, request: SearchRequest): SearchEntity[] {
  const wanted = request.entities.length > 0 ? request.entities : index.names().map((name) => ({ name }));
  for (const { name } of wanted)
    if (!index.table(name)) throw searchError(`The entity '${name}' is not enabled for search.`);
  const { caller } = context;
  // A table that the caller may not read at all adds nothing, as in the real service.
  return wanted.filter(({ name }) => {
    const table = context.env.catalog.requireTable(name);
    return caller.isSystem || caller.privileges.has(`prvRead${table.schemaName}`);
  });
}

function findCandidates(index: TextIndex, request: SearchRequest, entity: SearchEntity): Candidate[] {
  const node = parseSearch(request.search, request);
  const scores: Scores = evaluate(node, { index, table: entity.name, columns: entity.searchColumns });
  return [...scores].map(([document, score]) => ({ entity, document, score }));
}

/** Reads the rows of some candidates as the caller sees them, in the candidates' order. */
function readPortion(
  context: CallContext,
  index: TextIndex,
  request: SearchRequest,
  candidates: readonly Candidate[],
): SearchHit[] {
  const readable = new Map<Candidate, string>();
  for (const entity of new Set(candidates.map((candidate) => candidate.entity))) {
    const own = candidates.filter((candidate) => candidate.entity === entity);
    const keys = index.keysOf(
      entity.name,
      own.map((candidate) => candidate.document),
    );
    const seen = readKeys(context, entity, request.filter, [...keys.values()]);
    for (const candidate of own) {
      const id = keys.get(candidate.document);
      if (id !== undefined && seen.has(id)) readable.set(candidate, id);
    }
  }

  return candidates.flatMap((candidate) => {
    const id = readable.get(candidate);
    const row =
      id === undefined
        ? undefined
        : context.env.store.get(candidate.entity.name, id, columnsOf(context, index, candidate.entity));
    return row && id !== undefined ? [toHit(context, candidate, id, row, request)] : [];
  });
}

/** The stored columns that a hit shows or marks. */
function columnsOf({ env }: CallContext, index: TextIndex, entity: SearchEntity): string[] {
  const table = env.catalog.requireTable(entity.name);
  const selected = (entity.selectColumns ?? [table.primaryName ?? table.primaryId]).flatMap((name) => {
    const column = table.columns.get(name);
    if (!column?.stored) throw searchError(`The column '${name}' of '${entity.name}' cannot be selected.`);
    return isPolymorphic(column) ? [name, typeColumn(name)] : [name];
  });
  return [...new Set([table.primaryId, ...selected, ...(index.table(entity.name)?.columns ?? [])])];
}

/** Those of the keys that the filters and the caller's rights let through. */
function readKeys(
  context: CallContext,
  entity: SearchEntity,
  filter: string | undefined,
  ids: readonly string[],
): ReadonlySet<string> {
  const { env } = context;
  const table = env.catalog.requireTable(entity.name);
  const keys = `Microsoft.Dynamics.CRM.In(PropertyName='${table.primaryId}',PropertyValues=[${ids.map((id) => `'${id}'`).join(",")}])`;
  const filters = [keys, ...[filter, entity.filter].filter((text) => text !== undefined).map((text) => `(${text})`)];
  const scope = {
    store: env.store,
    catalog: env.catalog,
    reader: readerOf(context),
    formats: defaultFormats,
    baseUrl: context.baseUrl,
    includeAnnotations: null,
    now: env.now(),
  };
  const options = new Map([
    ["$select", table.primaryId],
    ["$filter", filters.join(" and ")],
  ]);
  if (ids.length === 0) return new Set();
  const answer = readCollection(scope, { table, options, maxPageSize: null, path: table.entitySetName });

  return new Set(((answer["value"] ?? []) as JsonObject[]).map((row) => String(row[table.primaryId])));
}

function toHit(
  context: CallContext,
  { entity, score }: Candidate,
  id: string,
  row: RawRow,
  request: SearchRequest,
): SearchHit {
  const table = context.env.catalog.requireTable(entity.name);
  const names = entity.selectColumns ?? [table.primaryName ?? table.primaryId];
  const attributes: Record<string, JsonValue> = { "@search.objecttypecode": table.objectTypeCode };
  for (const name of names) {
    const column = table.columns.get(name);
    if (!column) continue;
    if (readerOf(context).hiddenColumns(table).has(name)) continue;
    attributes[name] = row[name] ?? null;
    if (isLookupType(column.type)) attributes[`${name}_name`] = lookupName(context, table, name, row);
    const option = column.optionSet?.options.find((each) => each.value === row[name]);
    if (option) attributes[`${name}_name`] = labelText(option.label, 1033);
  }
  return {
    Id: id,
    EntityName: entity.name,
    ObjectTypeCode: table.objectTypeCode,
    Attributes: attributes,
    Highlights: highlights(request.search, table, row),
    Score: Math.round(score * 10000) / 10000,
  };
}

function lookupName(context: CallContext, table: Table, column: string, row: RawRow): JsonValue {
  const target = row[`${column}__type`] ?? table.columns.get(column)?.targets?.[0];
  const definition = context.env.catalog.table(String(target));
  const id = row[column];
  if (!definition?.primaryName || typeof id !== "string") return null;
  return (context.env.store.get(definition.logicalName, id, [definition.primaryName])?.[definition.primaryName] ??
    null) as JsonValue;
}

/** Where a searched word stands in a column, between the service's marks. */
function highlights(search: string, table: Table, row: RawRow): JsonObject {
  const words = wordsOf(search.replace(/[~^]\d*(\.\d+)?/g, " ")).filter((word) => word.length > 1);
  const result: Record<string, JsonValue> = {};
  for (const column of table.columns.values()) {
    const text = row[column.logicalName];
    if (column.type !== "String" || typeof text !== "string") continue;
    const marked = text.replace(/[\p{L}\p{N}\p{M}]+/gu, (word) =>
      words.includes(word.toLowerCase()) ? `{crmhit}${word}{/crmhit}` : word,
    );
    if (marked !== text) result[column.logicalName] = [marked];
  }
  return result;
}

/** `createdon desc`, `@search.score desc`: without any, best first. */
function order(hits: readonly SearchHit[], orderBy: readonly string[]): readonly SearchHit[] {
  const keys = orderBy.map((text) => text.trim().split(/\s+/)).filter(([name]) => name && name !== "@search.score");
  if (keys.length === 0) return hits;
  return [...hits].sort((a, b) => {
    for (const [name = "", direction] of keys) {
      const [one, two] = [String(a.Attributes[name] ?? ""), String(b.Attributes[name] ?? "")];
      if (one !== two) return (one < two ? -1 : 1) * (direction?.toLowerCase() === "desc" ? -1 : 1);
    }
    return b.Score - a.Score;
  });
}
