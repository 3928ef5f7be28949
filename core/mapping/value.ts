import type { ColumnKind, ColumnMetadata, Metadata, TableMetadata } from "../dataverse/metadata";
import type { ColumnValue } from "../dataverse/row";
import type { MappingError, MappingErrorCode } from "./rule";

/** A property of the object itself: names come from people and may be `constructor` or `__proto__`. */
export function own<T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return record && Object.prototype.hasOwnProperty.call(record, key) ? record[key] : undefined;
}

/** A column by the names of its table and its own. */
export function columnOf(metadata: Metadata, table: string, column: string): ColumnMetadata | undefined {
  return own<ColumnMetadata>(own<TableMetadata>(metadata, table)?.columns, column);
}

/** What a value is, independent of the column that will hold it. `blank` is a null constant. */
export type ValueKind =
  "text" | "number" | "choice" | "choices" | "yesNo" | "date" | "dateTime" | "lookup" | "id" | "blank";

/** A value under way: what it is, and the column that gives it labels and decimals. */
export interface Typed {
  readonly value: ColumnValue;
  readonly kind: ValueKind;
  readonly column?: ColumnMetadata;
}

export type Outcome = Typed | { readonly error: MappingError };

/** An error as a value. */
export function failed(code: MappingErrorCode, detail: string): { readonly error: MappingError } {
  return { error: { code, detail: detail.length > 120 ? `${detail.slice(0, 119)}…` : detail } };
}

export function isFailed(outcome: Outcome): outcome is { readonly error: MappingError } {
  return "error" in outcome;
}

/** Whether a value counts as empty: nothing, only blanks, no choice at all. */
export function isBlank(value: ColumnValue | undefined): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value === "string") return value.trim() === "";
  return Array.isArray(value) && value.length === 0;
}

/** Text as a step result; empty text is blank. */
export function text(value: string): Typed {
  return { value: value === "" ? null : value, kind: "text" };
}

const kinds: Readonly<Record<Exclude<ColumnKind, "DateTime">, ValueKind>> = {
  String: "text",
  Memo: "text",
  Integer: "number",
  BigInt: "number",
  Decimal: "number",
  Double: "number",
  Money: "number",
  Boolean: "yesNo",
  Picklist: "choice",
  State: "choice",
  Status: "choice",
  MultiSelectPicklist: "choices",
  Lookup: "lookup",
  Customer: "lookup",
  Owner: "lookup",
  Uniqueidentifier: "id",
};

/** What a column holds. */
export function kindOfColumn({ kind, format }: ColumnMetadata): ValueKind {
  return kind === "DateTime" ? (format === "DateOnly" ? "date" : "dateTime") : kinds[kind];
}

/** What a bare value is, where no column says more. */
export function kindOfValue(value: ColumnValue): ValueKind {
  if (value === null) return "blank";
  if (typeof value === "string") return "text";
  if (typeof value === "number") return "number";
  if (typeof value === "boolean") return "yesNo";
  return Array.isArray(value) ? "choices" : "lookup";
}

/** Whether a value has the shape of its kind: a lead may be handed over by anyone, a test vector included. */
export function fitsKind(value: ColumnValue, kind: ValueKind): boolean {
  const shape = kindOfValue(value);
  if (shape === "blank") return true;
  if (kind === "choice") return Number.isInteger(value);
  if (shape === "number") return kind === shape && Number.isFinite(value);
  if (Array.isArray(value)) return kind === shape && value.every(Number.isInteger);
  return kind === shape || (shape === "text" && /^(date|dateTime|id)$/.test(kind));
}
