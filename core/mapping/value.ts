import type { ColumnMetadata } from "../dataverse/metadata";
import type { ColumnValue } from "../dataverse/row";
import type { MappingError, MappingErrorCode } from "./rule";

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

/** What a column holds. */
export function kindOfColumn(column: ColumnMetadata): ValueKind {
  switch (column.kind) {
    case "String":
    case "Memo":
      return "text";
    case "Integer":
    case "BigInt":
    case "Decimal":
    case "Double":
    case "Money":
      return "number";
    case "Boolean":
      return "yesNo";
    case "DateTime":
      return column.format === "DateOnly" ? "date" : "dateTime";
    case "Picklist":
    case "State":
    case "Status":
      return "choice";
    case "MultiSelectPicklist":
      return "choices";
    case "Lookup":
    case "Customer":
    case "Owner":
      return "lookup";
    case "Uniqueidentifier":
      return "id";
  }
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
  if (value === null) return true;
  switch (kind) {
    case "text":
    case "date":
    case "dateTime":
    case "id":
      return typeof value === "string";
    case "number":
      return typeof value === "number" && Number.isFinite(value);
    case "choice":
      return typeof value === "number" && Number.isInteger(value);
    case "yesNo":
      return typeof value === "boolean";
    case "choices":
      return Array.isArray(value) && value.every((item) => Number.isInteger(item));
    case "lookup":
      return typeof value === "object" && !Array.isArray(value);
    case "blank":
      return false;
  }
}
