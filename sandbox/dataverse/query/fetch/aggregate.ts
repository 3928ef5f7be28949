import { isLookupType } from "../../metadata/model";
import { fetchErrors } from "../../server/errors";
import type { RawRow, RawValue } from "../../store/store";
import { formattedValue, lookupLogicalName } from "../annotations";
import { familyOf } from "../compile-comparison";
import type { JsonObject } from "../json";
import { DecimalNumber } from "../json";
import type { ReadScope } from "../scope";
import { fragment, selectRows } from "../scope";
import type { RowSerializer } from "../serialize";
import { wireValue } from "../serialize";
import { offsetMinutes } from "../formats";
import type { CompiledFetch, FetchOutput } from "./compile";
import { fetchOrderSql } from "./columns";

const mostRows = 50_000;
const aggregatePlaces = 9;

interface Cell {
  readonly output: FetchOutput;
  readonly sql: string;
  readonly alias: string;
}

/** Answers an aggregate query: one object per group, under the aliases of its attributes. */
export function aggregateRows(
  scope: ReadScope,
  compiled: CompiledFetch,
  serializer: RowSerializer,
  limit: number,
  skip: number,
): JsonObject[] {
  const cells = compiled.outputs.map((output) => cellOf(output, scope));
  if (cells.length === 0) throw fetchErrors.invalid("an aggregate query needs attributes.");
  const body = compiled.body();
  const counted = selectRows(scope, {
    sql: `SELECT count(*) AS "n" FROM (SELECT 1 FROM ${body.sql} LIMIT ${mostRows + 1})`,
    parameters: body.parameters,
  });
  if (Number(counted[0]?.["n"] ?? 0) > mostRows) throw fetchErrors.aggregateLimit();
  const groups = cells.filter((cell) => cell.output.attribute.groupBy);
  const selects = cells.map((cell, index) => `${cell.sql} AS "c${index}"`);
  const grouping = groups.length === 0 ? "" : ` GROUP BY ${groups.map((cell) => cell.sql).join(", ")}`;
  const sql = `SELECT ${selects.join(", ")} FROM ${body.sql}${grouping}${orderBy(compiled, cells, scope)} LIMIT ? OFFSET ?`;
  const rows = selectRows(scope, fragment(sql, ...body.parameters, limit, skip));
  serializer.prepareNames(rows.flatMap((row) => namesOf(row, cells)));

  return rows.map((row) => serializeRow(row, cells, serializer));
}

function cellOf(output: FetchOutput, scope: ReadScope): Cell {
  const { attribute, reference } = output;
  const { sql, column } = reference;
  const alias = attribute.alias ?? attribute.name;
  if (attribute.groupBy)
    return {
      output,
      alias,
      sql: attribute.dateGrouping === undefined ? sql : dateGroup(attribute.dateGrouping, sql, scope),
    };
  switch (attribute.aggregate) {
    case "count":
      return { output, alias, sql: "count(*)" };
    case "countcolumn":
      return { output, alias, sql: `count(${attribute.distinct ? "DISTINCT " : ""}${sql})` };
    case "sum":
    case "avg":
      if (familyOf(column.type) !== "number")
        throw fetchErrors.invalid(`'${attribute.name}' cannot be aggregated with ${attribute.aggregate}.`);

      return { output, alias, sql: `${attribute.aggregate}(${sql})` };
    case "min":
    case "max":
      return { output, alias, sql: `${attribute.aggregate}(${sql})` };
    default:
      throw fetchErrors.invalid(`the attribute '${attribute.name}' of an aggregate query needs groupby or aggregate.`);
  }
}

/** Parts of a date in the reader's time zone (with its present offset). Fiscal years are calendar years. */
function dateGroup(grouping: string, sql: string, scope: ReadScope): string {
  const local = `datetime(${sql}, '${offsetMinutes(scope.now, scope.formats.timeZone)} minutes')`;
  const part = (format: string): string => `CAST(strftime('${format}', ${local}) AS INTEGER)`;
  switch (grouping) {
    case "day":
      return part("%d");
    case "week":
      return `(${part("%W")} + 1)`;
    case "month":
      return part("%m");
    case "quarter":
    case "fiscal-period":
      return `((${part("%m")} + 2) / 3)`;
    case "year":
    case "fiscal-year":
      return part("%Y");
    default:
      throw fetchErrors.invalid(`the date grouping '${grouping}' is not known.`);
  }
}

function orderBy(compiled: CompiledFetch, cells: readonly Cell[], scope: ReadScope): string {
  const keys = compiled.query.entity.orders.map((order) => {
    const cell = cells.find((each) => each.alias === (order.alias ?? order.attribute));
    if (cell === undefined)
      throw fetchErrors.invalid(`the alias '${order.alias ?? order.attribute ?? ""}' of an order is not there.`);
    const sql =
      cell.output.attribute.groupBy && cell.output.attribute.dateGrouping === undefined
        ? fetchOrderSql(cell.output.reference, scope, compiled.query.rawOrder)
        : cell.sql;

    return `${sql}${order.descending ? " DESC" : ""}`;
  });

  return ` ORDER BY ${keys.length === 0 ? "1" : keys.join(", ")}`;
}

function valueOf(row: RawRow, cell: Cell, index: number): RawValue {
  const value = row[`c${index}`] ?? null;

  return cell.output.attribute.groupBy && cell.output.reference.column.type === "Boolean" && value !== null
    ? value !== 0
    : value;
}

function isLookupGroup(cell: Cell): boolean {
  return cell.output.attribute.groupBy && isLookupType(cell.output.reference.column.type);
}

function namesOf(row: RawRow, cells: readonly Cell[]): [string, string][] {
  return cells.flatMap((cell, index) => {
    const id = row[`c${index}`];
    const targets = cell.output.reference.column.targets ?? [];
    if (!isLookupGroup(cell) || typeof id !== "string") return [];

    return targets.map((target): [string, string] => [target, id]);
  });
}

function serializeRow(row: RawRow, cells: readonly Cell[], serializer: RowSerializer): JsonObject {
  const result: JsonObject = {};
  cells.forEach((cell, index) => {
    const value = valueOf(row, cell, index);
    const { attribute, reference } = cell.output;
    if (value === null && attribute.groupBy) return;
    const { column } = reference;
    if (isLookupGroup(cell)) {
      const target = (column.targets ?? []).find((each) => serializer.nameOf(each, String(value)) !== undefined);
      const name = target === undefined ? undefined : serializer.nameOf(target, String(value));
      if (serializer.wants(formattedValue) && typeof name === "string")
        result[`${cell.alias}@${formattedValue}`] = name;
      if (serializer.wants(lookupLogicalName) && target !== undefined)
        result[`${cell.alias}@${lookupLogicalName}`] = target;
      result[cell.alias] = value;

      return;
    }
    const counted = attribute.aggregate === "count" || attribute.aggregate === "countcolumn";
    const shown = counted || attribute.dateGrouping !== undefined ? undefined : serializer.textOf(column, value, row);
    if (shown !== undefined) result[`${cell.alias}@${formattedValue}`] = shown;
    else if (typeof value === "number" && serializer.wants(formattedValue))
      result[`${cell.alias}@${formattedValue}`] = serializer.numberText(value);
    const decimals =
      !counted &&
      attribute.aggregate !== undefined &&
      (column.type === "Money" || column.type === "Decimal" || attribute.aggregate === "avg");
    result[cell.alias] =
      decimals && typeof value === "number"
        ? new DecimalNumber(value, aggregatePlaces)
        : attribute.groupBy
          ? wireValue(column, value)
          : value;
  });

  return result;
}
