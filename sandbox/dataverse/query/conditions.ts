import type { Column } from "../metadata/model";
import { requestErrors } from "../server/errors";
import { quoteName } from "../store/sql";
import type { RawValue } from "../store/store";
import { columnValue, familyOf, sortedOptions } from "./compile-comparison";
import type { ColumnReference } from "./compile-from";
import { isDayColumn, toColumnDate, toStored } from "./dates";
import { localDay } from "./formats";
import type { Period } from "./periods";
import { countedPeriod, dayPeriod, fiscalPeriod, namedPeriod } from "./periods";
import type { Fragment, ReadScope } from "./scope";
import { fragment, joinConditions } from "./scope";
import type { ComparisonOperator, Literal } from "./syntax";
import { textCondition } from "./text-match";
import type { TextMatch } from "./text-match";
import { columnTextCondition } from "./text-search";

const compared: Readonly<Record<string, ComparisonOperator>> = {
  eq: "eq",
  ne: "ne",
  neq: "ne",
  gt: "gt",
  ge: "ge",
  lt: "lt",
  le: "le",
};
const sqlOperators: Record<ComparisonOperator, string> = { eq: "=", ne: "<>", gt: ">", ge: ">=", lt: "<", le: "<=" };
const texts: Readonly<Record<string, TextMatch>> = {
  like: "like",
  contains: "contains",
  "begins-with": "startsWith",
  "ends-with": "endsWith",
};
const negated: Readonly<Record<string, string>> = {
  "not-like": "like",
  "not-begin-with": "begins-with",
  "not-end-with": "ends-with",
  "not-in": "in",
  "not-between": "between",
  "not-on": "on",
  "not-contain-values": "contain-values",
  "ne-userid": "eq-userid",
  "ne-businessid": "eq-businessid",
  "not-under": "under",
};

/**
 * The condition operators of FetchXML, which are also what the query functions of the Web API stand for. Values come as
 * texts. A negated condition counts empty columns in, as the platform does.
 */
export function operatorCondition(
  operator: string,
  reference: ColumnReference,
  values: readonly string[],
  scope: ReadScope,
): Fragment {
  const positive = negated[operator];
  if (positive !== undefined) {
    const inner = operatorCondition(positive, reference, values, scope);

    return fragment(`NOT coalesce(${inner.sql}, 0)`, ...inner.parameters);
  }
  const { sql } = reference;
  if (operator === "null") return fragment(`${sql} IS NULL`);
  if (operator === "not-null") return fragment(`${sql} IS NOT NULL`);
  const comparison = compared[operator];
  if (comparison !== undefined) return comparisonCondition(comparison, reference, only(operator, values));
  const text = texts[operator];
  if (text !== undefined) {
    return familyOf(reference.column.type) === "text"
      ? columnTextCondition(reference, only(operator, values), text)
      : fragment(`CAST(${sql} AS TEXT) LIKE ?`, likeAround(only(operator, values), text));
  }
  switch (operator) {
    case "in":
      return inCondition(reference, values);
    case "between":
      return betweenCondition(reference, values);
    case "contain-values":
      return containsOptions(sql, values);
    default:
      return (
        personCondition(operator, reference, scope) ??
        treeCondition(operator, reference, values, scope) ??
        dateCondition(operator, reference, values, scope)
      );
  }
}

function only(operator: string, values: readonly string[]): string {
  const [value] = values;
  if (value === undefined) throw requestErrors.badQuery(`The operator '${operator}' needs a value.`);

  return value;
}

function likeAround(value: string, match: TextMatch): string {
  const begin = match === "contains" || match === "endsWith" ? "%" : "";

  return `${begin}${value}${match === "contains" || match === "startsWith" ? "%" : ""}`;
}

function comparisonCondition(operator: ComparisonOperator, reference: ColumnReference, text: string): Fragment {
  const { sql, column } = reference;
  const value = valueOf(column, text, operator);
  if (familyOf(column.type) === "text" && (operator === "eq" || operator === "ne")) {
    const equal = textCondition(sql, text, "equals", true);

    return operator === "eq" ? equal : fragment(`NOT coalesce(${equal.sql}, 0)`, ...equal.parameters);
  }
  if (operator === "ne") return fragment(`(${sql} <> ? OR ${sql} IS NULL)`, value);

  return fragment(`${sql} ${sqlOperators[operator]} ?`, value);
}

/** The stored form of a value given as text. Throws the client's error when it does not fit the column. */
function valueOf(column: Column, text: string, operator: ComparisonOperator = "eq"): RawValue {
  const value = columnValue(column, literalFor(column, text), operator);
  if (value === undefined) {
    throw requestErrors.badQuery(
      `The value '${text.slice(0, 200)}' does not fit the attribute '${column.logicalName}' of type ${column.type}.`,
    );
  }

  return value;
}

function literalFor(column: Column, text: string): Literal {
  switch (familyOf(column.type)) {
    case "number": {
      const value = text.trim() === "" ? NaN : Number(text);

      return Number.isFinite(value)
        ? { kind: "literal", type: "number", value, at: 0 }
        : { kind: "literal", type: "string", value: text, at: 0 };
    }
    case "boolean":
      return { kind: "literal", type: "boolean", value: /^(1|true)$/i.test(text.trim()), at: 0 };
    case "date":
      // A date and time without a zone is UTC here; seconds may be missing.
      return { kind: "literal", type: "datetime", value: text.trim().replace(" ", "T"), at: 0 };
    default:
      return { kind: "literal", type: "string", value: text, at: 0 };
  }
}

function inCondition(reference: ColumnReference, values: readonly string[]): Fragment {
  if (values.length === 0) return fragment("0");
  if (values.length > 2000) throw requestErrors.badQuery("A condition has more than 2000 values.");
  const { sql, column } = reference;
  const family = familyOf(column.type);
  const alternatives =
    family === "text"
      ? values.map((value) => textCondition(sql, value, "equals", true))
      : [fragment(`${sql} IN (${values.map(() => "?").join(", ")})`, ...values.map((value) => valueOf(column, value)))];
  return joinConditions(alternatives, "OR");
}

function betweenCondition({ sql, column }: ColumnReference, values: readonly string[]): Fragment {
  const [low, high] = values;
  if (low === undefined || high === undefined || values.length > 2) {
    throw requestErrors.badQuery("The operator 'between' needs two values.");
  }

  return fragment(`${sql} BETWEEN ? AND ?`, valueOf(column, low, "ge"), valueOf(column, high, "le"));
}

/** Multi-select choices are stored as "1,4,7". */
function containsOptions(sql: string, values: readonly string[]): Fragment {
  if (values.length === 0) return fragment("0");
  const parts = values.map((value) => fragment(`',' || ${sql} || ',' LIKE ?`, `%,${sortedOptions(value)},%`));
  return joinConditions(parts, "OR");
}

function personCondition(operator: string, { sql }: ColumnReference, scope: ReadScope): Fragment | undefined {
  const { reader, formats } = scope;
  const among = (ids: readonly string[]): Fragment =>
    ids.length === 0 ? fragment("0") : fragment(`${sql} IN (${ids.map(() => "?").join(", ")})`, ...ids);
  switch (operator) {
    case "eq-userid":
      return among([reader.userId]);
    case "eq-userteams":
      return among(reader.teamIds);
    case "eq-useroruserteams":
      return among([reader.userId, ...reader.teamIds]);
    case "eq-useroruserhierarchy":
    case "eq-useroruserhierarchyandteams": {
      const teams = operator.endsWith("teams") ? reader.teamIds : [];

      return fragment(
        `(${sql} IN (WITH RECURSIVE below(id) AS (SELECT ? UNION SELECT "systemuserid" FROM "systemuser" JOIN below ON "parentsystemuserid" = below.id) SELECT id FROM below)${teams.length === 0 ? "" : ` OR ${sql} IN (${teams.map(() => "?").join(", ")})`})`,
        reader.userId,
        ...teams,
      );
    }
    case "eq-businessid":
    case "eq-rolebusinessid":
      return among([reader.businessUnitId]);
    case "eq-userlanguage":
      return fragment(`${sql} = ?`, formats.language);
    default:
      return undefined;
  }
}

const treeOperators: Readonly<Record<string, { readonly up: boolean; readonly self: boolean }>> = {
  under: { up: false, self: false },
  "eq-or-under": { up: false, self: true },
  above: { up: true, self: false },
  "eq-or-above": { up: true, self: true },
};

/** Above and under, where the table (or the one that the lookup points to) has a hierarchy. */
function treeCondition(
  operator: string,
  { sql, column, table }: ColumnReference,
  values: readonly string[],
  scope: ReadScope,
): Fragment | undefined {
  const direction = treeOperators[operator];
  if (direction === undefined) return undefined;
  const tree = column.logicalName === table.primaryId ? table.logicalName : (column.targets?.[0] ?? table.logicalName);
  const relation = scope.catalog.manyToOneOf(tree).find((each) => each.isHierarchical && each.referencedTable === tree);
  if (relation === undefined)
    throw requestErrors.badQuery(`The operator '${operator}' needs a hierarchy; '${tree}' has none.`);
  const id = valueOf(
    scope.catalog.requireTable(tree).columns.get(relation.referencedColumn) ?? column,
    only(operator, values),
  );
  const [key, parent, from] = [relation.referencedColumn, relation.referencingColumn, tree].map(quoteName);
  const step = direction.up
    ? `SELECT ${parent} FROM ${from} JOIN tree ON ${key} = tree.id WHERE ${parent} IS NOT NULL`
    : `SELECT ${key} FROM ${from} JOIN tree ON ${parent} = tree.id`;
  const all = fragment(`${sql} IN (WITH RECURSIVE tree(id) AS (SELECT ? UNION ${step}) SELECT id FROM tree)`, id);

  return direction.self ? all : fragment(`(${all.sql} AND ${sql} <> ?)`, ...all.parameters, id);
}

function dateCondition(
  operator: string,
  reference: ColumnReference,
  values: readonly string[],
  scope: ReadScope,
): Fragment {
  if (familyOf(reference.column.type) !== "date") {
    throw requestErrors.badQuery(
      `The operator '${operator}' is not valid for the attribute '${reference.column.logicalName}'.`,
    );
  }
  const zone = isDayColumn(reference.column) ? "UTC" : scope.formats.timeZone;

  return periodCondition(reference, periodOf(operator, values, scope.now, zone), scope);
}

function periodOf(operator: string, values: readonly string[], now: Date, zone: string): Period {
  const named = namedPeriod(operator, now, zone);
  if (named !== undefined) return named;
  if (/-x-/.test(operator)) {
    const counted = countedPeriod(operator, countOf(operator, values), now, zone);
    if (counted !== undefined) return counted;
  }
  if (operator === "on" || operator === "on-or-after" || operator === "on-or-before") {
    const day = dayPeriod(only(operator, values), zone);
    if (day?.from === undefined || day.to === undefined)
      throw requestErrors.badQuery(`'${only(operator, values).slice(0, 100)}' is not a date.`);
    if (operator === "on") return day;

    return operator === "on-or-after" ? { from: day.from } : { to: day.to };
  }

  return fiscalPeriodOf(operator, values, now, zone);
}

function fiscalPeriodOf(operator: string, values: readonly string[], now: Date, zone: string): Period {
  const numbers = values.map(Number);
  const year = operator.endsWith("-and-year") ? numbers[1] : numbers[0];
  if (numbers.some((each) => !Number.isInteger(each) || each < 0 || each > 9999)) {
    throw requestErrors.badQuery(`The values of the operator '${operator}' are not valid.`);
  }
  switch (operator) {
    case "in-fiscal-year":
      return fiscalPeriod(undefined, year ?? 0, zone);
    case "in-fiscal-period":
      return fiscalPeriod(numbers[0] ?? 1, localDay(now, zone).year, zone);
    case "in-fiscal-period-and-year":
      return fiscalPeriod(numbers[0] ?? 1, year ?? 0, zone);
    case "in-or-before-fiscal-period-and-year":
      return { to: fiscalPeriod(numbers[0] ?? 1, year ?? 0, zone).to };
    case "in-or-after-fiscal-period-and-year":
      return { from: fiscalPeriod(numbers[0] ?? 1, year ?? 0, zone).from };
    default:
      throw requestErrors.badQuery(`The condition operator '${operator.slice(0, 100)}' is not supported.`);
  }
}

function countOf(operator: string, values: readonly string[]): number {
  const count = Number(only(operator, values));
  if (!Number.isInteger(count) || count < 0 || count > 100_000) {
    throw requestErrors.badQuery(`The value of the operator '${operator}' must be a whole number.`);
  }

  return count;
}

function periodCondition({ sql, column }: ColumnReference, period: Period, scope: ReadScope): Fragment {
  const parts: Fragment[] = [];
  const bound = (moment: Date, later: boolean): string => {
    if (!isDayColumn(column)) return toStored(moment);
    // A day column has no clock: what begins or ends inside a day takes the whole day of the person in.
    const { year, month, day } = localDay(moment, moment.getTime() % 86_400_000 === 0 ? "UTC" : scope.formats.timeZone);
    const inside = later && moment.getTime() % 86_400_000 !== 0 ? 1 : 0;

    return toColumnDate(toStored(new Date(Date.UTC(year, month - 1, day + inside))), column) ?? "";
  };
  if (period.from !== undefined) parts.push(fragment(`${sql} >= ?`, bound(period.from, false)));
  if (period.to !== undefined) parts.push(fragment(`${sql} < ?`, bound(period.to, true)));
  return joinConditions(parts, "AND");
}
