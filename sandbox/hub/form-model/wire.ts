/** Between rows as the Web API writes them and values as a form holds them (facts/dataverse-web-api.md §2.3, §2.4). */
import { AttributeModel, isEmpty, plainId, type FormValue, type LookupItem } from "./attribute";
import { getJson } from "./http";
import type { AttributeInfo, TableInfo } from "./metadata";
import { entitySetOf } from "./tables";

export type WireRow = Readonly<Record<string, unknown>>;

const display = "@OData.Community.Display.V1.FormattedValue";
const lookupTable = "@Microsoft.Dynamics.CRM.lookuplogicalname";

export async function readRow(table: TableInfo, id: string): Promise<WireRow> {
  return getJson(`${table.entitySetName}(${plainId(id)})`, { Prefer: 'odata.include-annotations="*"' });
}

const lookupTypes = new Set(["Lookup", "Customer", "Owner"]);

export function isLookupInfo(info: AttributeInfo): boolean {
  return lookupTypes.has(info.type);
}

/** The name under which a column's value stands in a row. */
export function wireName(info: AttributeInfo): string {
  return isLookupInfo(info) ? `_${info.logicalName}_value` : info.logicalName;
}

/** The text that the server made of the value, in the user's language and formats. */
export function formattedValue(row: WireRow | undefined, info: AttributeInfo): string | undefined {
  const text = row?.[wireName(info) + display];
  return typeof text === "string" ? text : undefined;
}

/** The value of a column of a row that was read. */
export function valueOf(info: AttributeInfo, row: WireRow): FormValue {
  const raw = row[wireName(info)];
  if (raw === null || raw === undefined) return null;

  if (isLookupInfo(info)) return [lookupOf(info, row, String(raw))];
  if (info.type === "DateTime") return dateOf(String(raw), info);
  if (info.type === "MultiSelectPicklist") return String(raw).split(",").map(Number);
  return raw as string | number | boolean;
}

function lookupOf(info: AttributeInfo, row: WireRow, id: string): LookupItem {
  const name = row[wireName(info) + display];
  const table = row[wireName(info) + lookupTable];
  return {
    id: plainId(id),
    name: typeof name === "string" ? name : "",
    entityType: typeof table === "string" ? table : (info.targets?.[0] ?? ""),
  };
}

/** A day without time is local midnight, so that `getDate()` says the day that is stored. */
export function dateOf(text: string, info: AttributeInfo): Date {
  const day = /^(\d{4})-(\d{2})-(\d{2})/.exec(text);
  const isDay = info.format === "DateOnly" && (info.dateBehavior ?? "DateOnly") !== "UserLocal";
  if (day && (isDay || text.length === 10)) return new Date(Number(day[1]), Number(day[2]) - 1, Number(day[3]));
  return new Date(text);
}

/** Attributes of a form: what its controls show, and every other column that a script may ask for. */
export function attributesOf(options: {
  readonly table: TableInfo;
  readonly row?: WireRow;
  readonly columns: ReadonlySet<string>;
}): AttributeModel[] {
  const infos = [...options.columns].flatMap((name) => options.table.attributes.get(name) ?? []);
  return infos.map((info) => {
    const attribute = new AttributeModel(info, options.row ? valueOf(info, options.row) : null);
    // The server computes or ignores the others; the platform starts them with "never" or "always" as here.
    if (!info.canUpdate && !info.canCreate) attribute.submitMode = "never";
    return attribute;
  });
}

/** The property and value that write a column. */
export function writeColumn(
  body: Record<string, unknown>,
  table: TableInfo,
  info: AttributeInfo,
  value: FormValue,
  entitySets: ReadonlyMap<string, string>,
): void {
  if (!isLookupInfo(info)) {
    body[info.logicalName] = wireValue(info, value);
    return;
  }

  const item = isEmpty(value) ? undefined : (value as LookupItem[])[0];
  if (item) {
    const set = entitySets.get(item.entityType) ?? `${item.entityType}s`;
    body[`${navigationOf(table, info, item.entityType)}@odata.bind`] = `/${set}(${plainId(item.id)})`;
    return;
  }
  const [target] = info.targets ?? [];
  if (target) body[navigationOf(table, info, target)] = null;
}

function navigationOf(table: TableInfo, info: AttributeInfo, target: string): string {
  return (
    table.navigation.get(`${info.logicalName}:${target}`) ??
    table.navigation.get(`${info.logicalName}:owner`) ??
    info.logicalName
  );
}

function wireValue(info: AttributeInfo, value: FormValue): unknown {
  if (isEmpty(value)) return null;
  if (value instanceof Date)
    return info.format === "DateOnly" ? dayText(value) : value.toISOString().replace(/\.\d+Z$/, "Z");
  if (Array.isArray(value)) return value.join(",");
  return value;
}

export function dayText(date: Date): string {
  const pad = (part: number) => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

/** Entity set names of the tables that a form's lookups point to now. */
export async function entitySetsFor(values: Iterable<FormValue>): Promise<Map<string, string>> {
  const sets = new Map<string, string>();
  for (const value of values) {
    if (!Array.isArray(value)) continue;
    for (const item of value) {
      if (typeof item === "object") sets.set(item.entityType, await entitySetOf(item.entityType));
    }
  }
  return sets;
}
