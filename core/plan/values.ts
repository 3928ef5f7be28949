import type { ColumnMetadata } from "../dataverse/metadata";
import type { ColumnValue, Row } from "../dataverse/row";
import { isLookup } from "../dataverse/row";
import type { QualifyContext, TargetTable } from "./context";
import { targetTables } from "./context";
import type { PlannedColumn, Source } from "./types";

/**
 * The values that each new record gets before the seller touches it: the platform's maps as InitializeFrom told them,
 * corrected for columns of the lead that were edited since, then the rules of the profile.
 */
export function offerValues(
  context: QualifyContext,
  lead: Row,
  edited: Row,
): Readonly<Record<TargetTable, readonly PlannedColumn[]>> {
  const mapped = context.mapped?.(lead) ?? {};
  const offers = targetTables.map((table) => {
    const columns = new Map<string, PlannedColumn>();
    for (const column of platformValues(table, context, lead, edited)) columns.set(column.column, column);
    for (const [column, result] of Object.entries(mapped[table] ?? {})) {
      const source: Source = { kind: "rule", rule: result.rule, ...(result.text ? { text: result.text } : {}) };
      columns.set(column, { column, old: null, value: result.value ?? null, source });
    }

    return [table, [...columns.values()]] as const;
  });

  return Object.fromEntries(offers) as Record<TargetTable, readonly PlannedColumn[]>;
}

function platformValues(table: TargetTable, context: QualifyContext, lead: Row, edited: Row): readonly PlannedColumn[] {
  const maps = context.maps.filter((map) => map.table === table);
  const initial = context.initial[table] ?? valuesByMaps(table, context, lead);
  const values: Record<string, ColumnValue | undefined> = { ...initial };
  for (const map of maps) {
    if (map.source in edited) values[map.target] = fits(table, map.target, context) ? edited[map.source] : undefined;
  }

  return Object.entries(values).flatMap(([column, value]): PlannedColumn[] => {
    if (value === undefined || value === null || value === "" || column === "originatingleadid") return [];
    const source = maps.find((map) => map.target === column)?.source ?? sameValue(context, column, value);

    return [{ column, old: null, value, source: { kind: "map", ...(source ? { column: source } : {}) } }];
  });
}

/** Where InitializeFrom may not be called: the maps themselves tell the same. */
function valuesByMaps(table: TargetTable, context: QualifyContext, lead: Row): Row {
  const pairs = context.maps
    .filter((map) => map.table === table && fits(table, map.target, context))
    .map((map) => [map.target, lead[map.source] ?? null] as const);

  return Object.fromEntries(pairs);
}

function fits(table: TargetTable, column: string, context: QualifyContext): boolean {
  return context.metadata[table]?.columns[column]?.canCreate === true;
}

/** Where the maps could not be read, a column of the lead with the same name and value explains it. */
function sameValue(context: QualifyContext, column: string, value: ColumnValue): string | undefined {
  return equalValues(context.lead.values[column], value) ? column : undefined;
}

/** What the seller typed wins over everything that was offered. An emptied value stays in the plan as empty. */
export function mergeValues(offered: readonly PlannedColumn[], typed: Row): readonly PlannedColumn[] {
  const you: Source = { kind: "you" };
  const changed = offered.map((column): PlannedColumn => {
    const own = typed[column.column];
    if (own === undefined || equalValues(own, column.value as ColumnValue)) return column;

    return { ...column, value: own, source: you };
  });
  const added = Object.entries(typed).filter(
    ([name, value]) => value !== undefined && value !== null && !offered.some((column) => column.column === name),
  );

  return [
    ...changed,
    ...added.map(([column, value]): PlannedColumn => ({ column, old: null, value: value ?? null, source: you })),
  ];
}

/** Whether two values mean the same to Dataverse: empty text is null, keys ignore case. */
export function equalValues(left: ColumnValue | undefined, right: ColumnValue | undefined): boolean {
  const one = emptied(left);
  const other = emptied(right);
  if (isLookup(one) && isLookup(other)) return one.id.toLowerCase() === other.id.toLowerCase();
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((value) => other.includes(value as number));
  }

  return one === other;
}

function emptied(value: ColumnValue | undefined): ColumnValue {
  if (value === undefined || value === "") return null;

  return Array.isArray(value) && value.length === 0 ? null : value;
}

/** Whether a column has a value that says something. */
export function hasValue(value: ColumnValue | undefined): boolean {
  return emptied(value) !== null;
}

/** Consent columns: 1 means "do not". They are only ever made stricter (facts/peers.md §3, 119). */
export function isConsent(column: ColumnMetadata): boolean {
  return column.kind === "Boolean" && /^donot/.test(column.logicalName);
}
