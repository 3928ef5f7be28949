import { edmType } from "../metadata/edm";
import type { Column, ColumnType } from "../metadata/model";
import { requestErrors } from "../server/errors";
import type { RawValue } from "../store/store";
import type { ColumnReference } from "./compile-from";
import { toColumnDate } from "./dates";
import type { Fragment } from "./scope";
import { fragment } from "./scope";
import type { ComparisonOperator, Literal } from "./syntax";
import { columnTextCondition } from "./text-search";

type Side = ColumnReference | Literal;

const sqlOperators: Record<ComparisonOperator, string> = { eq: "=", ne: "<>", gt: ">", ge: ">=", lt: "<", le: "<=" };
const mirrored: Record<ComparisonOperator, ComparisonOperator> = {
  eq: "eq",
  ne: "ne",
  gt: "lt",
  ge: "le",
  lt: "gt",
  le: "ge",
};
const operatorNames: Record<ComparisonOperator, string> = {
  eq: "Equal",
  ne: "NotEqual",
  gt: "GreaterThan",
  ge: "GreaterThanOrEqual",
  lt: "LessThan",
  le: "LessThanOrEqual",
};

/** Turns `left operator right` into SQL: a column and a value, two columns, or two values. */
export function compileComparison(operator: ComparisonOperator, left: Side, right: Side, quotedGuids = true): Fragment {
  if (!("kind" in left))
    return "kind" in right ? withValue(operator, left, right, quotedGuids) : withColumn(operator, left, right);
  if (!("kind" in right)) return withValue(mirrored[operator], right, left, quotedGuids);

  return fragment(`(? ${sqlOperators[operator]} ?)`, left.value, right.value);
}

/** Two columns of the same kind (facts/dataverse-web-api.md §2.3: "Column-to-column comparison allowed"). */
function withColumn(operator: ComparisonOperator, left: ColumnReference, right: ColumnReference): Fragment {
  if (familyOf(left.column.type) !== familyOf(right.column.type)) {
    throw incompatible(operator, edmType(left.column), edmType(right.column));
  }

  return fragment(`${left.sql} ${sqlOperators[operator]} ${right.sql}`);
}

function withValue(
  operator: ComparisonOperator,
  reference: ColumnReference,
  literal: Literal,
  quotedGuids: boolean,
): Fragment {
  const { sql, column } = reference;
  if (literal.type === "null") {
    if (operator === "eq") return fragment(`${sql} IS NULL`);

    return fragment(operator === "ne" ? `${sql} IS NOT NULL` : "0");
  }
  const value = columnValue(column, literal, operator);
  const quoted = familyOf(column.type) === "guid" && literal.type === "string" && !quotedGuids;
  if (value === undefined || quoted) throw incompatible(operator, edmType(column), edmTypeOf(literal));
  if (familyOf(column.type) === "text" && (operator === "eq" || operator === "ne")) {
    const equal = columnTextCondition(reference, String(value), "equals");

    return operator === "eq" ? equal : fragment(`NOT coalesce(${equal.sql}, 0)`, ...equal.parameters);
  }
  // The platform counts empty columns as different from any value.
  if (operator === "ne") return fragment(`(${sql} <> ? OR ${sql} IS NULL)`, value);

  return fragment(`${sql} ${sqlOperators[operator]} ?`, value);
}

type Family = "text" | "number" | "boolean" | "guid" | "date" | "list";

/** Types that may be compared with each other. */
export function familyOf(type: ColumnType): Family {
  switch (type) {
    case "Integer":
    case "BigInt":
    case "Decimal":
    case "Double":
    case "Money":
    case "Picklist":
    case "State":
    case "Status":
      return "number";
    case "Boolean":
      return "boolean";
    case "DateTime":
      return "date";
    case "Lookup":
    case "Customer":
    case "Owner":
    case "Uniqueidentifier":
      return "guid";
    case "MultiSelectPicklist":
      return "list";
    default:
      return "text";
  }
}

const guid = /^\{?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}?$/i;

/** A literal as the column stores it; undefined when their types do not go together. */
export function columnValue(
  column: Column,
  literal: Literal,
  operator: ComparisonOperator = "eq",
): RawValue | undefined {
  const { type, value } = literal;
  switch (familyOf(column.type)) {
    case "number":
      return type === "number" ? value : undefined;
    case "boolean":
      return type === "boolean" ? value : undefined;
    case "date":
      if (type !== "date" && type !== "datetime") return undefined;

      return toColumnDate(String(value), column, operator === "ge" || operator === "lt" ? "up" : "down");
    case "guid":
      // A quoted guid is taken too (facts/dataverse-web-api.md §2.3).
      if (type !== "guid" && type !== "string") return undefined;

      return guid.exec(String(value))?.[1]?.toLowerCase();
    case "list":
      return type === "string" ? sortedOptions(String(value)) : undefined;
    case "text":
      // A guid or date without quotes is text enough for columns that hold text.
      return type === "string" ? value : undefined;
  }
}

/** `"3,1"` -> `"1,3"`, as multi-select choices are stored. */
export function sortedOptions(text: string): string {
  return text
    .split(",")
    .map((each) => Number(each.trim()))
    .filter((each) => Number.isInteger(each))
    .sort((a, b) => a - b)
    .join(",");
}

function edmTypeOf(literal: Literal): string {
  switch (literal.type) {
    case "number":
      return Number.isInteger(literal.value) ? "Edm.Int32" : "Edm.Decimal";
    case "boolean":
      return "Edm.Boolean";
    case "guid":
      return "Edm.Guid";
    case "date":
      return "Edm.Date";
    case "datetime":
      return "Edm.DateTimeOffset";
    default:
      return "Edm.String";
  }
}

function incompatible(operator: ComparisonOperator, left: string, right: string): Error {
  return requestErrors.badQuery(
    `A binary operator with incompatible types was detected. Found operand types '${left}' and '${right}' for operator kind '${operatorNames[operator]}'.`,
  );
}
