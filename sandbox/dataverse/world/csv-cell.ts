import { type Column, isChoiceType, isLookupType, isPolymorphic, type Table, typeColumn } from "../metadata/model";
import type { Environment } from "../server/context";
import type { RawRow } from "../store/store";

/** A value that cannot be read, with the column and the reason. */
export class CellError extends Error {}

const yes = ["1", "yes", "true", "ja", "oui", "sí", "si", "x"];
const no = ["0", "no", "false", "nein", "non"];

/** The stored value (and the type of a polymorphic lookup) of a cell's text. */
export function readCell(env: Environment, table: Table, column: Column, text: string): RawRow {
  const name = column.logicalName;
  if (isLookupType(column.type)) return readLookup(env, column, text);
  if (isChoiceType(column.type)) return { [name]: readChoice(column, text) };
  switch (column.type) {
    case "Boolean":
      return { [name]: readBoolean(column, text) };
    case "DateTime":
      return { [name]: readDate(column, text) };
    case "Integer":
    case "BigInt":
    case "Decimal":
    case "Double":
    case "Money":
      return { [name]: readNumber(column, text) };
    case "Uniqueidentifier":
      if (!isGuid(text)) throw problem(column, `'${text}' is no key`);
      return { [name]: text.toLowerCase() };
    default:
      return { [name]: readText(table, column, text) };
  }
}

function problem(column: Column, reason: string): CellError {
  return new CellError(`${column.label[1033] ?? column.logicalName} (${column.logicalName}): ${reason}.`);
}

function readText(_table: Table, column: Column, text: string): string {
  if (column.maxLength !== undefined && text.length > column.maxLength)
    throw problem(column, `${text.length} characters, and at most ${column.maxLength} are possible`);
  return text;
}

function readChoice(column: Column, text: string): number {
  const options = column.optionSet?.options ?? [];
  const wanted = text.toLowerCase();
  const found = options.find(
    (option) =>
      String(option.value) === text || Object.values(option.label).some((label) => label.toLowerCase() === wanted),
  );
  if (found) return found.value;
  throw problem(
    column,
    `'${text}' is none of ${options.map((option) => option.label[1033] ?? option.value).join(", ")}`,
  );
}

function readBoolean(column: Column, text: string): boolean {
  const wanted = text.toLowerCase();
  const option = column.optionSet?.options.find((each) =>
    Object.values(each.label).some((label) => label.toLowerCase() === wanted),
  );
  if (option) return option.value === 1;
  if (yes.includes(wanted)) return true;
  if (no.includes(wanted)) return false;
  throw problem(column, `'${text}' is neither yes nor no`);
}

/** 1234.5 · 1,234.50 · 1.234,50 · 1 234,50 · with a currency sign before or behind. */
function readNumber(column: Column, text: string): number {
  const digits = text.replace(/[^\d.,-]/g, "");
  const lastComma = digits.lastIndexOf(",");
  const lastDot = digits.lastIndexOf(".");
  const isCommaDecimal =
    lastComma > lastDot && (lastDot >= 0 || !/,\d{3}$/.test(digits) || digits.split(",").length === 1);
  const plain = isCommaDecimal ? digits.replace(/\./g, "").replace(",", ".") : digits.replace(/,/g, "");
  const dots = plain.split(".").length - 1;
  const value = Number(dots > 1 ? plain.replace(/\./g, "") : plain);
  if (!/\d/.test(digits) || !Number.isFinite(value)) throw problem(column, `'${text}' is no number`);
  const rounded = column.type === "Integer" || column.type === "BigInt" ? Math.round(value) : value;
  if ((column.min !== undefined && rounded < column.min) || (column.max !== undefined && rounded > column.max))
    throw problem(column, `${rounded} is not between ${column.min ?? "-∞"} and ${column.max ?? "∞"}`);
  return rounded;
}

/** 2026-11-23, 23.11.2026, 11/23/2026 and 23/11/2026 where the day tells; with a time when the column has one. */
function readDate(column: Column, text: string): string {
  const [datePart = "", timePart] = text.trim().split(/[T ]+(?=\d)/);
  const day = readDay(datePart);
  if (!day) throw problem(column, `'${text}' is no date (write 2026-11-23)`);
  const date = `${day.year}-${two(day.month)}-${two(day.day)}`;
  if (Number.isNaN(Date.parse(`${date}T00:00:00Z`)) || new Date(`${date}T00:00:00Z`).getUTCDate() !== day.day)
    throw problem(column, `'${text}' is no day of the calendar`);
  if (column.dateBehavior === "DateOnly") return date;
  const [hours = "0", minutes = "0"] = (timePart ?? "").replace(/Z$/, "").split(":");
  return `${date}T${two(Number(hours) || 0)}:${two(Number(minutes) || 0)}:00Z`;
}

function readDay(text: string): { year: number; month: number; day: number } | undefined {
  const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(text);
  if (iso) return { year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) };
  const other = /^(\d{1,2})([./-])(\d{1,2})[./-](\d{4})$/.exec(text);
  if (!other) return undefined;
  const [first, second] = [Number(other[1]), Number(other[3])];
  // Dots mean day first; slashes mean month first unless the first number can be no month.
  const isDayFirst = other[2] !== "/" || first > 12;
  return { year: Number(other[4]), month: isDayFirst ? second : first, day: isDayFirst ? first : second };
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}

/** A key, or the name of a row of one of the tables that the column may point to. */
function readLookup(env: Environment, column: Column, text: string): RawRow {
  for (const target of column.targets ?? []) {
    const table = env.catalog.table(target);
    if (!table?.primaryName) continue;
    const byCode = target === "transactioncurrency" ? { isocurrencycode: text.toUpperCase() } : undefined;
    const row =
      (isGuid(text) ? env.store.get(target, text.toLowerCase(), [table.primaryId]) : undefined) ??
      env.store.find(target, { [table.primaryName]: text }, { columns: [table.primaryId], limit: 1 })[0] ??
      (byCode ? env.store.find(target, byCode, { columns: [table.primaryId], limit: 1 })[0] : undefined);
    if (!row) continue;
    return {
      [column.logicalName]: row[table.primaryId] ?? null,
      ...(isPolymorphic(column) ? { [typeColumn(column.logicalName)]: target } : {}),
    };
  }
  throw problem(column, `there is no ${(column.targets ?? []).join(" or ")} '${text}'`);
}

function isGuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
