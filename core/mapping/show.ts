import type { ColumnMetadata } from "../dataverse/metadata";
import { isLookup, type ColumnValue } from "../dataverse/row";
import { formatDate, parseIso } from "./dates";
import { formatNumber } from "./numbers";
import type { Formatting } from "./rule";
import type { Typed } from "./value";

export interface ShowOptions {
  readonly decimals?: number;
  readonly pattern?: string;
}

/** Any value as text, as the user reads it: labels of choices, names of lookups, numbers and dates in the user's format. */
export function showValue(typed: Typed, formatting: Formatting, options: ShowOptions = {}): string | null {
  const { value, kind, column } = typed;
  if (value === null) return null;
  if (kind === "date" || kind === "dateTime") {
    const at = typeof value === "string" ? parseIso(value) : null;
    const pattern = options.pattern ?? (kind === "date" ? formatting.date : formatting.dateTime);
    return at === null ? String(value) : formatDate(at, pattern, formatting, kind === "dateTime");
  }
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return optionLabel(column, value ? 1 : 0) ?? (value ? formatting.yes : formatting.no);
  if (typeof value === "number") {
    if (kind === "choice") return optionLabel(column, value) ?? String(value);
    return formatNumber(value, formatting, options.decimals ?? decimalsOf(column));
  }
  if (isLookup(value)) return value.name ?? null;
  return value.map((item) => optionLabel(column, item) ?? String(item)).join("; ");
}

export function optionLabel(column: ColumnMetadata | undefined, value: number): string | undefined {
  return column?.options?.find((option) => option.value === value)?.label;
}

/** Amounts are shown with the decimals of their column, other numbers with those they have. */
function decimalsOf(column: ColumnMetadata | undefined): number | undefined {
  return column?.kind === "Money" ? (column.precision ?? 2) : undefined;
}

/** Whether two values are the same for Dataverse: lookups by id, choices as sets, everything else as it is. */
export function sameValue(left: ColumnValue | undefined, right: ColumnValue | undefined): boolean {
  if (isLookup(left) && isLookup(right))
    return left.table === right.table && left.id.toLowerCase() === right.id.toLowerCase();
  if (Array.isArray(left) && Array.isArray(right)) {
    const values = new Set<number>(left);
    return values.size === new Set(right).size && right.every((item: number) => values.has(item));
  }
  return (left === "" ? null : (left ?? null)) === (right === "" ? null : (right ?? null));
}
