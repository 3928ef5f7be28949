import type { Column, Table } from "../metadata/model";
import { rowErrors } from "../server/errors";
import type { RawRow, RawValue } from "../store/store";

const moneyLimit = 922337203685477;
const integerLimit = 2147483647;

/**
 * Checks given values against the metadata: lengths, ranges, options, and SystemRequired columns being emptied. Only what the
 * platform itself enforces: ApplicationRequired belongs to forms (facts/sales-qualification.md §2).
 */
export function validateValues(table: Table, values: RawRow): void {
  for (const [name, value] of Object.entries(values)) {
    const column = table.columns.get(name);
    if (column) validateValue(table, column, value);
  }
}

function validateValue(table: Table, column: Column, value: RawValue): void {
  if (value === null) {
    if (column.required === "SystemRequired" && column.canUpdate && column.defaultValue === undefined)
      throw rowErrors.required(table.logicalName, column.logicalName);
    return;
  }
  switch (column.type) {
    case "String":
    case "Memo":
      if (column.maxLength !== undefined && String(value).length > column.maxLength)
        throw rowErrors.tooLong(table.logicalName, column.logicalName, column.maxLength);
      return;
    case "Integer":
      return checkRange(table, column, Number(value), integerLimit);
    case "Money":
      return checkRange(table, column, Number(value), moneyLimit);
    case "Decimal":
    case "Double":
      return checkRange(table, column, Number(value), 100000000000);
    case "Picklist":
      return checkOption(table, column, Number(value));
    case "MultiSelectPicklist":
      for (const part of String(value).split(",")) checkOption(table, column, Number(part));
      return;
    default:
  }
}

function checkRange(table: Table, column: Column, value: number, limit: number): void {
  const min = column.min ?? -limit;
  const max = column.max ?? limit;
  if (value < min || value > max)
    throw rowErrors.outOfRange(table.logicalName, column.logicalName, min, max, value < min);
}

function checkOption(table: Table, column: Column, value: number): void {
  const options = column.optionSet?.options;
  if (options && !options.some((option) => option.value === value))
    throw rowErrors.optionOutOfRange(table.logicalName, column.logicalName, value);
}
