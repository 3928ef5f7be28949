import { isLookupType } from "../metadata/model";
import { requestErrors } from "../server/errors";
import type { RawRow, RawValue } from "../store/store";
import { familyOf } from "./compile-comparison";
import type { ColumnReference } from "./compile-from";
import { wantedAnnotations, formattedValue } from "./annotations";
import { RowStatement } from "./fetch-rows";
import { ValueFormatter } from "./format-value";
import type { JsonObject } from "./json";
import { DecimalNumber } from "./json";
import type { CollectionRequest } from "./read";
import type { ReadScope } from "./scope";
import { fragment, selectRows } from "./scope";
import { propertyName } from "./scope";
import { wireValue } from "./serialize";
import type { Aggregate, Apply, QueryOptions } from "./syntax";

/** Aggregates over more rows than this are refused (facts/dataverse-web-api.md §2.3). */
const mostRows = 50_000;
const aggregatePlaces = 9;

interface Group {
  readonly key: string;
  readonly sql: string;
  readonly reference: ColumnReference;
}

/** Answers `$apply` (facts/dataverse-web-api.md §2.3): one object per group; empty group keys are left out. */
export function readAggregates(scope: ReadScope, request: CollectionRequest, options: QueryOptions): JsonObject {
  const apply = options.apply;
  if (apply === undefined) throw requestErrors.badQuery("$apply is missing.");
  if (options.orderBy.length > 0) {
    throw requestErrors.badQuery("The query node SingleValueOpenPropertyAccess is not supported");
  }
  const { table, parent } = request;
  const filter = filterOf(apply, options);
  const statement = new RowStatement(scope, {
    table,
    options: { orderBy: [], expand: [], count: false, ...(filter === undefined ? {} : { filter }) },
    ...(parent === undefined ? {} : { parent }),
  });
  const groups = (apply.groupBy ?? []).map(({ segments }): Group => {
    const reference = statement.source.path(segments);
    if (familyOf(reference.column.type) === "date") {
      throw requestErrors.badQuery("Grouping by date and time columns is not supported.");
    }

    const { column, table: owner } = reference;
    // Through a lookup, the key is table and column: `contact_fullname` (facts/dataverse-web-api.md §2.3).
    const key = segments.length > 1 ? `${owner.logicalName}_${column.logicalName}` : propertyName(column);

    return { key, sql: reference.sql, reference };
  });
  const measures = apply.aggregates.map((each) => ({ each, ...measureOf(each, statement) }));
  if (statement.count(mostRows + 1) > mostRows) {
    throw requestErrors.badQuery("The maximum record limit is exceeded. Reduce the number of records.");
  }
  const rows = selectGroups(scope, statement, groups, measures);
  const body: JsonObject = { "@odata.context": `${scope.baseUrl}$metadata#${table.entitySetName}` };
  const formatter = wantedAnnotations(scope.includeAnnotations).formatted
    ? new ValueFormatter(scope.store, scope.formats)
    : undefined;
  body["value"] = rows.map((row) => groupRow(row, groups, measures, formatter));

  return body;
}

interface Measure {
  readonly each: Aggregate;
  readonly sql: string;
  readonly reference?: ColumnReference;
}

function filterOf(apply: Apply, options: QueryOptions): QueryOptions["filter"] {
  if (apply.filter === undefined) return options.filter;
  if (options.filter === undefined) return apply.filter;

  return { kind: "and", left: apply.filter, right: options.filter };
}

function measureOf(aggregate: Aggregate, statement: RowStatement): { sql: string; reference?: ColumnReference } {
  if (aggregate.path === undefined) return { sql: "count(*)" };
  const reference = statement.source.path(aggregate.path.segments);
  const { sql, column } = reference;
  if (aggregate.method === "countdistinct") return { sql: `count(DISTINCT ${sql})`, reference };
  const numeric = familyOf(column.type) === "number";
  const dates = familyOf(column.type) === "date" && (aggregate.method === "min" || aggregate.method === "max");
  if (!numeric && !dates) {
    throw requestErrors.badQuery(`The property '${column.logicalName}' cannot be aggregated with ${aggregate.method}.`);
  }
  const functionName = aggregate.method === "average" ? "avg" : aggregate.method;

  return { sql: `${functionName}(${sql})`, reference };
}

function selectGroups(
  scope: ReadScope,
  statement: RowStatement,
  groups: readonly Group[],
  measures: readonly Measure[],
): RawRow[] {
  const columns = [
    ...groups.map((group, index) => `${group.sql} AS "g${index}"`),
    ...measures.map((measure, index) => `${measure.sql} AS "m${index}"`),
  ];
  if (columns.length === 0) throw requestErrors.badQuery("$apply selects nothing.");
  const body = statement.body();
  const groupBy = groups.length === 0 ? "" : ` GROUP BY ${groups.map((group) => group.sql).join(", ")}`;
  const query = fragment(
    `SELECT ${columns.join(", ")} FROM ${body.sql}${groupBy} ORDER BY 1 LIMIT 5000`,
    ...body.parameters,
  );

  return selectRows(scope, query);
}

function groupRow(
  row: RawRow,
  groups: readonly Group[],
  measures: readonly Measure[],
  formatter: ValueFormatter | undefined,
): JsonObject {
  const result: JsonObject = {};
  groups.forEach((group, index) => {
    const stored = row[`g${index}`] ?? null;
    if (stored === null) return;
    const { column } = group.reference;
    const value = column.type === "Boolean" ? stored !== 0 : stored;
    const text = isLookupType(column.type) ? undefined : formatter?.format(column, value, {});
    const { key } = group;
    if (text !== undefined) result[`${key}@${formattedValue}`] = text;
    result[key] = wireValue(column, value);
  });
  measures.forEach((measure, index) => {
    const value = row[`m${index}`] ?? null;
    const { alias } = measure.each;
    const text = formatter === undefined ? undefined : measureText(measure, value, formatter);
    if (text !== undefined) result[`${alias}@${formattedValue}`] = text;
    const type = measure.reference?.column.type;
    const decimals = type === "Money" || type === "Decimal" || measure.each.method === "average";
    result[alias] =
      typeof value === "number" && decimals && !isCount(measure) ? new DecimalNumber(value, aggregatePlaces) : value;
  });

  return result;
}

function isCount({ each }: Measure): boolean {
  return each.method === "count" || each.method === "countdistinct";
}

function measureText(measure: Measure, value: RawValue, formatter: ValueFormatter): string | undefined {
  if (value === null) return undefined;
  if (measure.reference === undefined || isCount(measure)) return formatter.number(Number(value), 0);

  return formatter.format(measure.reference.column, value, {});
}
