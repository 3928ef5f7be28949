import type { Catalog } from "../metadata/catalog";
import { labelText, type Table } from "../metadata/model";
import { quoteName } from "../store/sql";
import type { RawRow, RawValue, Store } from "../store/store";
import { type DuplicateRule, operators, type RuleCondition } from "./rules";

export interface MatchQuery {
  /** The row that duplicates are looked for: stored, or only values. */
  readonly values: RawRow;
  /** Key of the row itself when it is stored: it is no duplicate of its own. */
  readonly id?: string;
  readonly limit: number;
}

interface Part {
  readonly sql: string;
  readonly parameters: readonly RawValue[];
}

/** Keys of rows that a rule says are duplicates. */
export function findByRule(store: Store, rule: DuplicateRule, query: MatchQuery): string[] {
  const { catalog } = store;
  const base = catalog.table(rule.baseTable);
  const matching = catalog.table(rule.matchingTable);
  if (!base || !matching || rule.conditions.length === 0) return [];
  if (rule.excludeInactive && isInactive(base, query.values)) return [];
  const parts: Part[] = [];
  for (const condition of rule.conditions) {
    const part = compile(catalog, rule, base, matching, condition, query.values[condition.base] ?? null);
    if (!part) return [];
    parts.push(part);
  }
  // Something has to be equal: blanks alone make no duplicate.
  if (parts.every((part) => part.parameters.length === 0)) return [];
  if (rule.excludeInactive && matching.columns.has("statecode"))
    parts.push({ sql: `"statecode" = ?`, parameters: [0] });
  const key = quoteName(matching.primaryId);
  if (query.id && rule.baseTable === rule.matchingTable) parts.push({ sql: `${key} <> ?`, parameters: [query.id] });
  const sql = `SELECT ${key} AS id FROM ${quoteName(matching.logicalName)} WHERE ${parts.map((part) => part.sql).join(" AND ")} LIMIT ?`;

  return store
    .select({ sql, parameters: [...parts.flatMap((part) => part.parameters), query.limit] })
    .map((row) => String(row.id));
}

function isInactive(table: Table, values: RawRow): boolean {
  const open = table.columns.get("statecode")?.optionSet?.options[0]?.value ?? 0;
  return typeof values.statecode === "number" && values.statecode !== open;
}

/** The SQL of one condition for a base value; undefined when the condition cannot hold. */
function compile(
  catalog: Catalog,
  rule: DuplicateRule,
  base: Table,
  matching: Table,
  condition: RuleCondition,
  value: RawValue,
): Part | undefined {
  const column = matching.columns.get(condition.matching);
  if (!column?.stored || !base.columns.has(condition.base)) return undefined;
  const name = quoteName(column.logicalName);
  if (value === null || value === "") {
    // Blanks equal blanks unless the condition ignores them or is the only one (facts/sales-qualification.md §3).
    if (condition.ignoreBlank || rule.conditions.length === 1) return undefined;
    return { sql: `(${name} IS NULL OR ${name} = '')`, parameters: [] };
  }
  const text = String(value);
  const sameCase = rule.isCaseSensitive ? " COLLATE BINARY" : " COLLATE NOCASE";
  const count = Math.max(1, condition.parameter);
  switch (condition.operator) {
    case operators.sameFirst:
      return { sql: `substr(${name}, 1, ?) = ?${sameCase}`, parameters: [count, firstOf(text, count)] };
    case operators.sameLast:
      return { sql: `substr(${name}, ?) = ?${sameCase}`, parameters: [-count, lastOf(text, count)] };
    case operators.sameDate:
      return { sql: `substr(${name}, 1, 10) = ?`, parameters: [text.slice(0, 10)] };
    case operators.sameDateTime:
      return { sql: `${name} = ?`, parameters: [text] };
    case operators.exactLabel:
      return byLabel(base, matching, condition, Number(value));
    case operators.exactValue:
      return { sql: `${name} = ?`, parameters: [Number(value)] };
    default:
      return typeof value === "string"
        ? { sql: `${name} = ?${rule.isCaseSensitive ? sameCase : ""}`, parameters: [text] }
        : { sql: `${name} = ?`, parameters: [value] };
  }
}

/** Choices of different tables are equal when their labels are, whatever their numbers. */
function byLabel(base: Table, matching: Table, condition: RuleCondition, value: number): Part | undefined {
  const label = base.columns.get(condition.base)?.optionSet?.options.find((option) => option.value === value)?.label;
  const wanted = label ? labelText(label, 1033).toLowerCase() : undefined;
  const values = (matching.columns.get(condition.matching)?.optionSet?.options ?? [])
    .filter((option) => labelText(option.label, 1033).toLowerCase() === wanted)
    .map((option) => option.value);
  if (values.length === 0) return undefined;

  return { sql: `${quoteName(condition.matching)} IN (${values.map(() => "?").join(", ")})`, parameters: values };
}

/** Characters, not UTF-16 halves: SQL counts the same way. */
function firstOf(text: string, count: number): string {
  return Array.from(text).slice(0, count).join("");
}

function lastOf(text: string, count: number): string {
  return Array.from(text).slice(-count).join("");
}
