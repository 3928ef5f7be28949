import { isGuid } from "../server/literals";
import { requestErrors, rowErrors } from "../server/errors";
import { edmType } from "../metadata/edm";
import type { Column, Table } from "../metadata/model";
import type { RawValue } from "../store/store";

/** A JSON value as it is stored in a column, or the payload error that the real service gives for a wrong type. */
export function toStored(table: Table, column: Column, value: unknown): RawValue {
  if (value === null) return null;
  const wrong = (): Error => requestErrors.wrongType(show(value), edmType(column), table.entitySetName);
  switch (column.type) {
    case "Boolean":
      if (typeof value !== "boolean") throw wrong();
      return value;
    case "Integer":
    case "BigInt":
    case "Picklist":
    case "State":
    case "Status":
      return toInteger(value, column, wrong);
    case "Decimal":
    case "Double":
    case "Money":
      return toNumber(value, table, column, wrong);
    case "DateTime":
      if (typeof value !== "string") throw wrong();
      return column.dateBehavior === "DateOnly" ? toDate(value, wrong) : toMoment(value, table, column, wrong);
    case "Uniqueidentifier":
      if (typeof value !== "string" || !isGuid(value)) throw wrong();
      return value.toLowerCase();
    case "MultiSelectPicklist":
      return toChoices(value, wrong);
    default:
      if (typeof value !== "string") throw wrong();
      return value === "" ? null : value;
  }
}

function show(value: unknown): string {
  return typeof value === "string" ? value.slice(0, 100) : (JSON.stringify(value) ?? "").slice(0, 100);
}

function toInteger(value: unknown, column: Column, wrong: () => Error): number {
  if (typeof value !== "number" || !Number.isInteger(value)) throw wrong();
  const limit = column.type === "BigInt" ? Number.MAX_SAFE_INTEGER : 2147483647;
  if (value > limit || value < -limit - 1) throw wrong();
  return value;
}

function toNumber(value: unknown, table: Table, column: Column, wrong: () => Error): number {
  if (typeof value === "string")
    throw requestErrors.badPayload(
      table.entitySetName,
      `Microsoft.OData.ODataException: Cannot convert a value to target type '${edmType(column)}' because of conflict between input format string/number and parameter 'IEEE754Compatible' false/true.`,
    );
  if (typeof value !== "number" || !Number.isFinite(value)) throw wrong();
  if (column.type === "Double") return value;
  return round(value, column.type === "Money" ? 4 : (column.precision ?? 10));
}

/** Half away from zero, as SQL Server rounds money. */
export function round(value: number, digits: number): number {
  const factor = 10 ** digits;
  const scaled = Math.round((Math.abs(value) + Number.EPSILON) * factor) / factor;
  return Number.isFinite(scaled) ? Math.sign(value) * scaled : value;
}

function toDate(value: string, wrong: () => Error): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(value)) throw wrong();
  const date = new Date(`${value}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== value) throw wrong();
  return value;
}

/** DateTimeOffset: seconds and UTC are what is kept; a missing time zone is refused as OData does. */
function toMoment(value: string, table: Table, column: Column, wrong: () => Error): string {
  const match = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d(?:\.\d+)?)?))?(Z|[+-]\d\d:\d\d)?$/i.exec(value);
  if (!match) throw wrong();
  if (match[2] !== undefined && match[3] === undefined)
    throw requestErrors.badPayload(
      table.entitySetName,
      `System.FormatException: The time zone information is missing on the DateTimeOffset value '${value}'. A DateTimeOffset value must contain the time zone information.`,
    );
  const date = new Date(match[2] === undefined ? `${match[1]}T00:00:00Z` : value);
  if (Number.isNaN(date.getTime()) || new Date(`${match[1]}T00:00:00Z`).toISOString().slice(0, 10) !== match[1])
    throw wrong();
  if (date.getUTCFullYear() < 1753) throw rowErrors.badDate(table.logicalName, column.logicalName);
  return date.toISOString().replace(/\.\d+Z$/, "Z");
}

function toChoices(value: unknown, wrong: () => Error): string | null {
  if (typeof value !== "string") throw wrong();
  if (value.trim() === "") return null;
  const numbers = value.split(",").map((part) => Number(part.trim()));
  if (numbers.some((number) => !Number.isInteger(number))) throw wrong();
  return [...new Set(numbers)].sort((a, b) => a - b).join(",");
}
