import type { ColumnValue, Row } from "../dataverse/row";
import { isLookup } from "../dataverse/row";
import { evaluateMapping } from "../mapping";
import type { MappedValue } from "../mapping/rule";
import type { Choices, QualifyContext, TargetTable } from "./context";
import { targetTables } from "./context";
import { isPolicy, rulesOf } from "./policy";
import { mappingContext } from "./rule-trips";
import type { PlannedColumn, Source } from "./types";

/** What is offered to the records of a plan, and the rules that could not give a value. */
export interface Offer {
  readonly columns: Readonly<Record<TargetTable, readonly PlannedColumn[]>>;
  readonly failed: readonly MappedValue[];
}

/**
 * The values that each new record gets before the seller touches it: the platform's maps as InitializeFrom told them,
 * corrected for columns of the lead that were edited since, then the rules of the profile.
 */
export function offerValues(context: QualifyContext, choices: Choices, lead: Row): Offer {
  const rules = rulesOf(context.profile.document);
  const mapped = rules.length > 0 ? evaluateMapping(rules, mappingContext(context, choices, lead)) : undefined;
  const failed: MappedValue[] = [];
  const columns = targetTables.map((table) => {
    const offered = new Map<string, PlannedColumn>();
    for (const column of platformValues(table, context, lead, choices.lead ?? {})) offered.set(column.column, column);
    for (const { rule, column, result } of mapped?.[table] ?? []) {
      if ("error" in result) {
        // What is still being looked up has not failed.
        if (context.found || !/^(notLookedUp|unknownColumn)$/.test(result.error.code))
          failed.push({ rule, column, result });
      } else if (hasValue(result.value)) {
        const source: Source = isPolicy(rule.id)
          ? { kind: "policy" }
          : { kind: "rule", rule: rule.id, ...(rule.note ? { text: rule.note } : {}) };
        offered.set(column, { column, old: null, value: result.value, source });
      }
    }

    return [table, [...offered.values()]] as const;
  });

  return { columns: Object.fromEntries(columns) as Offer["columns"], failed };
}

/** What the maps of the platform fill, whatever is typed over it afterwards. */
export function platformValues(
  table: TargetTable,
  context: QualifyContext,
  lead: Row,
  edited: Row,
): readonly PlannedColumn[] {
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
