import type { ChoiceOption, ColumnMetadata, Metadata } from "../../dataverse/metadata";
import { isLookup, type ColumnValue } from "../../dataverse/row";
import { kindOfColumn, kindOfValue, type MappingErrorCode, type ValueKind } from "..";

/** What is known of a value before any lead is seen. An expression with branches has several. */
export interface Shape {
  readonly kind: ValueKind;
  readonly maxLength?: number;
  readonly format?: string;
  readonly min?: number;
  readonly max?: number;
  readonly decimals?: number;
  readonly options?: readonly ChoiceOption[];
  readonly tables?: readonly string[];
  /** The value itself, of a constant. */
  readonly value?: ColumnValue;
}

/** Something that goes wrong for some leads, and where. */
export interface Risk {
  readonly code: MappingErrorCode;
  readonly path: string;
}

export interface Inferred {
  readonly shapes: readonly Shape[];
  readonly canBeBlank: boolean;
  readonly risks: readonly Risk[];
}

/** Bounds of numbers that a column without bounds of its own can hold (Dataverse's limits of each type). */
const limits: Readonly<Record<string, readonly [number, number]>> = {
  Integer: [-2_147_483_648, 2_147_483_647],
  BigInt: [-9_223_372_036_854_775_808, 9_223_372_036_854_775_807],
  Decimal: [-100_000_000_000, 100_000_000_000],
  Double: [-100_000_000_000, 100_000_000_000],
  Money: [-922_337_203_685_477, 922_337_203_685_477],
};

export function boundsOf(column: ColumnMetadata): readonly [number, number] {
  const [min, max] = limits[column.kind] ?? [-Infinity, Infinity];
  return [column.min ?? min, column.max ?? max];
}

export function decimalsOf(column: ColumnMetadata): number {
  return column.kind === "Integer" || column.kind === "BigInt"
    ? 0
    : (column.precision ?? (column.kind === "Money" ? 2 : 10));
}

export function shapeOfColumn(column: ColumnMetadata): Shape {
  const kind = kindOfColumn(column);
  if (kind === "text")
    return {
      kind,
      maxLength: column.maxLength ?? 1_048_576,
      format: column.kind === "Memo" ? "TextArea" : column.format,
    };
  if (kind === "number") {
    const [min, max] = boundsOf(column);
    return { kind, min, max, decimals: decimalsOf(column) };
  }
  if (kind === "lookup") return { kind, tables: column.targets?.map((target) => target.table) ?? [] };
  return { kind, options: column.options };
}

export function shapeOfValue(value: ColumnValue): Shape {
  const kind = kindOfValue(value);
  if (typeof value === "string") return { kind, maxLength: value.length, value };
  if (typeof value === "number")
    return { kind, min: value, max: value, decimals: (String(value).split(".")[1] ?? "").length, value };
  if (isLookup(value)) return { kind, tables: [value.table], value };
  return { kind, value };
}

/** The most characters that a value can have as text, with group signs and the longest date pattern in use. */
export function textLength(shape: Shape, metadata: Metadata, decimals?: number): number {
  switch (shape.kind) {
    case "text":
      return shape.maxLength ?? 1_048_576;
    case "number": {
      const digits = String(Math.trunc(Math.max(Math.abs(shape.min ?? 1e15), Math.abs(shape.max ?? 1e15)))).length;
      const places = decimals ?? shape.decimals ?? 10;
      return digits + Math.floor((digits - 1) / 3) + ((shape.min ?? -1) < 0 ? 1 : 0) + (places > 0 ? places + 1 : 0);
    }
    case "choice":
    case "yesNo":
      return Math.max(11, ...(shape.options?.map((option) => option.label.length) ?? []));
    case "choices":
      return shape.options?.reduce((sum, option) => sum + option.label.length + 2, 0) ?? 4000;
    case "date":
      return 12;
    case "dateTime":
      return 24;
    case "lookup":
      return Math.max(0, ...(shape.tables ?? []).map((table) => nameLength(table, metadata)));
    case "id":
      return 36;
    case "blank":
      return 0;
  }
}

function nameLength(table: string, metadata: Metadata): number {
  const definition = metadata[table];
  return definition?.columns[definition.primaryName]?.maxLength ?? 200;
}
