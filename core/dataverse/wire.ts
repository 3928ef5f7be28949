/** Between rows as the product knows them and JSON as it travels (facts/dataverse-web-api.md §2.3, §2.4). */
import type { ColumnMetadata, Metadata, TableMetadata } from "./metadata";
import type { Json } from "./port";
import type { ColumnValue, LookupValue, Row, StoredRow } from "./row";
import { isLookup } from "./row";

const formatted = "@OData.Community.Display.V1.FormattedValue";
const lookupTable = "@Microsoft.Dynamics.CRM.lookuplogicalname";

/** The entity set of a table: from metadata where it was read, else made as the platform makes it. */
export function entitySetOf(table: string, metadata?: Metadata): string {
  const known = metadata?.[table]?.entitySetName;
  if (known) return known;
  if (/[^aeiou]y$/.test(table)) return `${table.slice(0, -1)}ies`;

  return /(s|x|z|ch|sh)$/.test(table) ? `${table}es` : `${table}s`;
}

/** Reads a row that the Web API returned. Columns that metadata does not know are left out. */
export function readRow(table: TableMetadata, json: Json): StoredRow {
  const values: Record<string, ColumnValue> = {};
  for (const column of Object.values(table.columns)) {
    const value = readValue(column, json);
    if (value !== undefined) values[column.logicalName] = value;
  }
  const etag = json["@odata.etag"] ?? versionTag(json["versionnumber"]);

  return {
    table: table.logicalName,
    id: String(json[table.primaryId] ?? ""),
    ...(typeof etag === "string" ? { etag } : {}),
    values,
  };
}

/** An expanded row may come without its etag; the version number is the same in decimal (facts §2.3). */
function versionTag(version: unknown): string | undefined {
  return typeof version === "number" ? `W/"${version}"` : undefined;
}

/** The value of one column in a row's JSON; undefined when it was not read. */
export function readValue(column: ColumnMetadata, json: Json): ColumnValue | undefined {
  const name = column.logicalName;
  if (!column.targets) return readPlain(column, json[name]);

  const key = `_${name}_value`;
  const id = json[key];
  if (id === undefined) return undefined;
  if (typeof id !== "string" || id === "") return null;
  const table = json[key + lookupTable];
  const label = json[key + formatted];

  return {
    table: typeof table === "string" ? table : (column.targets[0]?.table ?? ""),
    id: id.toLowerCase(),
    ...(typeof label === "string" ? { name: label } : {}),
  };
}

function readPlain(column: ColumnMetadata, value: unknown): ColumnValue | undefined {
  if (value === undefined || value === null) return value as null | undefined;
  // The client library turns ISO 8601 text into Date objects, even in text columns.
  if (value instanceof Date) return isoText(value);
  if (column.kind === "MultiSelectPicklist") {
    return typeof value === "string" ? value.split(",").filter(Boolean).map(Number) : null;
  }
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;

  return null;
}

/** ISO 8601 without milliseconds when there are none, as Dataverse writes it. */
export function isoText(date: Date): string {
  return date.toISOString().replace(".000Z", "Z");
}

/** The label that the platform gives a value, in the user's language and format. */
export function formattedValue(column: string, json: Json): string | undefined {
  const label = json[column + formatted] ?? json[`_${column}_value${formatted}`];

  return typeof label === "string" ? label : undefined;
}

/** JSON of a row to write. A lookup is bound through its navigation property; which one depends on its target. */
export function writeRow(table: TableMetadata, row: Row, metadata?: Metadata): Json {
  const json: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(row)) {
    const column = table.columns[name];
    if (value === undefined) continue;
    if (!column?.targets) json[name] = Array.isArray(value) ? value.join(",") || null : value;
    else if (isLookup(value)) json[`${navigationOf(column, value)}@odata.bind`] = bindingOf(value, metadata);
    else for (const target of column.targets.slice(0, 1)) json[`${target.navigationProperty}@odata.bind`] = null;
  }

  return json;
}

function navigationOf(column: ColumnMetadata, value: LookupValue): string {
  const target = column.targets?.find((candidate) => candidate.table === value.table) ?? column.targets?.[0];

  return target?.navigationProperty ?? column.logicalName;
}

export function bindingOf(value: LookupValue, metadata?: Metadata): string {
  return `/${entitySetOf(value.table, metadata)}(${value.id})`;
}

/** Text as a literal of a filter. */
export function quoted(text: string): string {
  return `'${text.replace(/'/g, "''")}'`;
}
