import type { Table } from "../metadata/model";
import { isLookupType } from "../metadata/model";
import type { RawRow } from "../store/store";
import type { CallContext, RowReference } from "./context";
import { requestErrors, rowErrors } from "./errors";
import { isGuid, parseLiteral, splitArguments, type Literal } from "./literals";
import { parsePath } from "./path";

const noAliases: ReadonlyMap<string, string> = new Map();

/** What stands in the parentheses behind an entity set: the primary key, or the columns of an alternate key. */
export type RowKey =
  { readonly kind: "primary"; readonly id: string } | { readonly kind: "alternate"; readonly values: RawRow };

/**
 * Reads a key (facts/dataverse-web-api.md §2.4): a bare guid, the primary key by name, or an alternate key whose lookups are
 * named `_x_value`. systemusers take no named primary key (§1).
 */
export function parseKey(table: Table, parens: string, aliases = noAliases): RowKey {
  const parts = splitArguments(parens);
  const bare = parts.get("");
  if (bare !== undefined && parts.size === 1) {
    const value = parseLiteral(bare, aliases);
    if (typeof value !== "string" || !isGuid(value)) throw requestErrors.invalidKey(table.logicalName);
    return { kind: "primary", id: value.toLowerCase() };
  }
  if (
    parts.size === 1 &&
    parts.has(table.primaryId) &&
    table.logicalName !== "systemuser" &&
    table.logicalName !== "team"
  ) {
    const value = parseLiteral(parts.get(table.primaryId) ?? "", aliases);
    if (typeof value !== "string" || !isGuid(value)) throw requestErrors.invalidKey(table.logicalName);
    return { kind: "primary", id: value.toLowerCase() };
  }
  return { kind: "alternate", values: alternateKeyValues(table, parts, aliases) };
}

function alternateKeyValues(
  table: Table,
  parts: ReadonlyMap<string, string>,
  aliases: ReadonlyMap<string, string>,
): RawRow {
  const values: RawRow = {};
  for (const [name, raw] of parts) {
    const column = keyColumn(table, name);
    const value = parseLiteral(raw, aliases);
    if (column === undefined || !isScalar(value)) throw requestErrors.invalidKey(table.logicalName);
    values[column] = value;
  }
  const names = Object.keys(values).sort().join();
  if (!table.keys.some((key) => [...key.columns].sort().join() === names))
    throw requestErrors.invalidKey(table.logicalName);
  return values;
}

function keyColumn(table: Table, name: string): string | undefined {
  const lookup = /^_(.+)_value$/.exec(name)?.[1];
  const column = table.columns.get(lookup ?? name);
  if (!column || isLookupType(column.type) !== (lookup !== undefined)) return undefined;
  return column.logicalName;
}

function isScalar(value: Literal): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/** The id of the row that a key names, or undefined when no row has this alternate key. A primary key is not looked up. */
export function findByKey(context: CallContext, table: Table, key: RowKey): string | undefined {
  if (key.kind === "primary") return key.id;
  const row = context.env.store.find(table.logicalName, key.values, { columns: [table.primaryId], limit: 1 })[0];
  return row && String(row[table.primaryId]);
}

/**
 * The row that a reference in a body or parameter names: `/accounts(<id>)`, `accounts(key='x')`, an absolute address, or `$1`
 * of the same change set. Primary keys are not checked here: writing the lookup does.
 */
export function resolveReference(context: CallContext, uri: string): RowReference {
  const contentId = /^\/?\$([\w-]+)$/.exec(uri.trim())?.[1];
  if (contentId !== undefined) return resolveContentId(context, contentId);
  const [segment, ...rest] = parsePath(relativeToService(uri.trim()));
  if (!segment || segment.parens === null || rest.length > 0)
    throw requestErrors.badQuery(`The reference '${uri.slice(0, 200)}' does not identify a record.`);
  const table = context.env.catalog.tableBySet(segment.name);
  if (!table) throw requestErrors.unknownSegment(segment.name);
  const id = findByKey(context, table, parseKey(table, segment.parens));
  if (id === undefined) throw rowErrors.notFoundByKey(table.logicalName);
  return { table: table.logicalName, id };
}

/** The row that an earlier operation of the change set wrote. */
export function resolveContentId(context: CallContext, contentId: string): RowReference {
  const reference = context.contentIds?.get(contentId);
  if (reference === undefined || reference === null) throw requestErrors.forwardReference(contentId);
  return reference;
}

/** An address without host and `/api/data/v9.x/`. */
export function relativeToService(uri: string): string {
  return uri
    .replace(/^https?:\/\/[^/]+/i, "")
    .replace(/^\/api\/data\/v\d+(\.\d+)?\//i, "")
    .replace(/^\//, "");
}
