import type { ColumnMetadata } from "../dataverse/metadata";
import { isLookup, type ColumnValue } from "../dataverse/row";
import { holdsMoment, inRange, isoDate, isoMoment, parseIso } from "./dates";
import { numberOf, roundTo } from "./numbers";
import type { Evaluated, Formatting } from "./rule";
import { showValue } from "./show";
import { fold } from "./text";
import { failed, isBlank, kindOfColumn, type Typed, type ValueKind } from "./value";
import { parseYesNo } from "./words";

/**
 * A value as a column can hold it. Text that is too long and numbers out of range are errors: Dataverse refuses them
 * (facts/peers.md §3 row 116), and cutting them in silence would lose data. Numbers are rounded to the column's decimals.
 */
export function convertTo(column: ColumnMetadata, typed: Typed, formatting: Formatting): Evaluated {
  return isBlank(typed.value) ? { value: null } : converters[kindOfColumn(column)](column, typed, formatting);
}

type Converter = (column: ColumnMetadata, typed: Typed, formatting: Formatting) => Evaluated;

const converters: Readonly<Record<ValueKind, Converter>> = {
  text: toText,
  number: toNumber,
  yesNo: toYesNo,
  date: toDate,
  dateTime: toDate,
  choice: toChoice,
  choices: toChoices,
  lookup: toLookup,
  id: toId,
  // No column is of this kind.
  blank: toText,
};

function toText(column: ColumnMetadata, typed: Typed, formatting: Formatting): Evaluated {
  const shown = showValue(typed, formatting);
  if (shown !== null && column.maxLength !== undefined && shown.length > column.maxLength) {
    return failed("tooLong", `${shown.length} > ${column.maxLength}`);
  }
  return { value: shown };
}

function toNumber(column: ColumnMetadata, typed: Typed): Evaluated {
  const number = numberOf(typed);
  if (typeof number === "object") return number;
  const isWhole = column.kind === "Integer" || column.kind === "BigInt";
  const precision = isWhole ? 0 : (column.precision ?? (column.kind === "Money" ? 2 : 10));
  const rounded = roundTo(number, precision);
  const isOutside =
    rounded < (column.min ?? -Infinity) || rounded > (column.max ?? Infinity) || !Number.isFinite(rounded);
  return isOutside
    ? failed("outOfRange", `${rounded}: ${column.min ?? "-∞"} … ${column.max ?? "∞"}`)
    : { value: rounded };
}

function toYesNo(column: ColumnMetadata, typed: Typed): Evaluated {
  const { value, kind } = typed;
  if (typeof value === "boolean") return { value };
  if (value === 0 || value === 1) return { value: value === 1 };
  if (kind !== "text")
    return failed(typeof value === "number" ? "notYesNo" : "wrongType", String(isLookup(value) ? kind : value));
  const option = optionByLabel(column, String(value));
  const parsed = option === undefined ? parseYesNo(String(value)) : option === 1;
  return parsed === null ? failed("notYesNo", String(value)) : { value: parsed };
}

function toDate(column: ColumnMetadata, typed: Typed, formatting: Formatting): Evaluated {
  const { value, kind } = typed;
  if (typeof value !== "string" || kind === "id") return failed("wrongType", kind);
  const at = parseIso(value);
  if (at === null) return failed("notDate", value);
  if (!inRange(at)) return failed("outOfRange", value);
  const isMoment = holdsMoment(typed);
  const offset = formatting.utcOffset * 60_000;
  if (column.format === "DateOnly") return { value: isoDate(isMoment ? at + offset : at) };
  return { value: isoMoment(isMoment ? at : at - offset) };
}

function toChoice(column: ColumnMetadata, typed: Typed): Evaluated {
  const { value, kind } = typed;
  const has = (option: number): boolean => column.options?.some((one) => one.value === option) ?? false;
  const single = Array.isArray(value) && value.length === 1 ? value[0] : value;
  const known = typeof single === "boolean" ? Number(single) : single;
  if (typeof known === "number") return has(known) ? { value: known } : failed("notAnOption", String(known));
  if (Array.isArray(known)) return failed("notAnOption", known.join("; "));
  if (kind !== "text") return failed("wrongType", kind);
  const option = optionByLabel(column, String(known));
  return option === undefined ? failed("notAnOption", String(known)) : { value: option };
}

function toChoices(column: ColumnMetadata, typed: Typed): Evaluated {
  const { value, kind } = typed;
  if (typeof value === "boolean" || isLookup(value) || (typeof value === "string" && kind !== "text"))
    return failed("wrongType", kind);
  const wanted =
    typeof value === "string" ? value.split(/[;,\n]/).filter((label) => label.trim() !== "") : [value].flat();
  const result = new Set<number>();
  for (const one of wanted) {
    const option =
      typeof one === "string"
        ? optionByLabel(column, one)
        : column.options?.find((other) => other.value === one)?.value;
    if (option === undefined) return failed("notAnOption", String(one).trim());
    result.add(option);
  }
  return { value: [...result].sort((left, right) => left - right) };
}

function toLookup(column: ColumnMetadata, typed: Typed): Evaluated {
  if (!isLookup(typed.value)) return failed("wrongType", typed.kind);
  const { table } = typed.value;
  return column.targets?.some((target) => target.table === table)
    ? { value: typed.value }
    : failed("wrongTable", table);
}

function toId(column: ColumnMetadata, typed: Typed): Evaluated {
  const id: ColumnValue = isLookup(typed.value) ? typed.value.id : typed.value;
  if (typeof id !== "string" || typed.kind === "date" || typed.kind === "dateTime")
    return failed("wrongType", typed.kind);
  const bare = id
    .trim()
    .replace(/^\{(.*)\}$/, "$1")
    .toLowerCase();
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(bare)
    ? { value: bare }
    : failed("wrongType", column.logicalName);
}

/** The option with this label, without regard to case and outer blanks. */
export function optionByLabel(column: ColumnMetadata, label: string): number | undefined {
  const wanted = fold(label);
  return column.options?.find((option) => fold(option.label) === wanted)?.value;
}
