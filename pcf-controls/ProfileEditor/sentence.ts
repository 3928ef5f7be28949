import type { ColumnMetadata, Metadata } from "../../core/dataverse/metadata";
import { isLookup } from "../../core";
import type { ColumnValue } from "../../core/dataverse/row";
import {
  isFailed,
  tablesThrough,
  type Comparison,
  type Condition,
  type Evaluated,
  type Expression,
  type MappingRule,
  type Outcome,
} from "../../core/mapping";
import type { Format } from "../ui/host";
import type { Strings } from "../ui/strings";

/** What sentences about rules need. */
export interface Wording {
  readonly metadata: Metadata;
  readonly strings: Strings;
  readonly format: Format;
  /** The sign of the currency that amounts are in, where it is known. */
  readonly symbol?: string;
}

/** A column by its display name, with the row it is read through. */
export function describeColumn(column: string, through: string | undefined, { metadata, strings }: Wording): string {
  const tables = through === undefined ? ["lead"] : tablesThrough(through, metadata);
  const name = tables.map((table) => metadata[table]?.columns[column]?.displayName).find(Boolean) ?? column;
  if (through === undefined) return name;
  const row = through.startsWith("$")
    ? strings(`through_${through.slice(1)}`)
    : (metadata["lead"]?.columns[through]?.displayName ?? through);
  return `${row}: ${name}`;
}

/** A stored value in words: labels of choices, names of lookups; dates, numbers and amounts as the user writes them. */
export function describeConstant(value: ColumnValue, column: ColumnMetadata | undefined, wording: Wording): string {
  const { strings, format } = wording;
  if (value === null || value === "") return strings("blank");
  const label = (option: number): string =>
    column?.options?.find((one) => one.value === option)?.label ?? String(option);
  if (typeof value === "boolean") return column?.options ? label(value ? 1 : 0) : strings(value ? "yes" : "no");
  if (typeof value === "number") return column?.options ? label(value) : describeNumber(value, column, wording);
  if (isLookup(value)) return value.name ?? value.id;
  if (typeof value !== "string") return value.map(label).join("; ");
  return column?.kind === "DateTime" ? describeDate(value, column.format === "DateOnly", format) : value;
}

function describeDate(value: string, isDay: boolean, format: Format): string {
  return isNaN(Date.parse(value)) ? value : isDay ? format.date(value) : format.dateTime(value);
}

/** With the decimals of its column, else with those it has; amounts with the sign of the currency. */
function describeNumber(value: number, column: ColumnMetadata | undefined, { format, symbol }: Wording): string {
  const own = /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0;
  const isWhole = column?.kind === "Integer" || column?.kind === "BigInt";
  const precision = isWhole ? 0 : (column?.precision ?? own);
  return column?.kind === "Money" && symbol ? format.money(value, precision, symbol) : format.number(value, precision);
}

/** What a step gives, before it is fitted into a column. */
export function describeOutcome(outcome: Outcome, wording: Wording): string {
  if (isFailed(outcome)) return wording.strings(`error_${outcome.error.code}`, outcome.error.detail);
  const { value, kind, column } = outcome;
  return typeof value === "string" && (kind === "date" || kind === "dateTime")
    ? describeDate(value, kind === "date", wording.format)
    : describeConstant(value, column, wording);
}

/** A value or the reason why there is none. */
export function describeResult(
  result: Evaluated | undefined,
  column: ColumnMetadata | undefined,
  wording: Wording,
): string {
  if (!result) return "–";
  if ("error" in result) return wording.strings(`error_${result.error.code}`, result.error.detail);
  return result.value === null ? "–" : describeConstant(result.value, column, wording);
}

/** An expression as one reads it: the source, then what is done to it. */
export function describeExpression(expression: Expression, wording: Wording, target?: ColumnMetadata): string {
  const { strings } = wording;
  const part = (inner: Expression): string => describeExpression(inner, wording, target);
  switch (expression.op) {
    case "column":
      return describeColumn(expression.column, expression.through, wording);
    case "constant":
      return `“${describeConstant(expression.value, target, wording)}”`;
    case "template":
      return expression.text.replace(
        /\{\s*(?:([$\w]+)\.)?([$\w]+)\s*\}/g,
        (_all, through: string | undefined, column: string) => describeColumn(column, through, wording),
      );
    case "today":
    case "now":
      return strings(`op_${expression.op}`);
    case "firstNonBlank":
      return expression.of.map(part).join(` ${strings("or_else")} `);
    case "if":
      return strings(
        "if_sentence",
        describeCondition(expression.when, wording),
        part(expression.then),
        expression.else ? part(expression.else) : strings("blank"),
      );
    default:
      return `${part(expression.of)} → ${strings(`op_${expression.op}`)}`;
  }
}

/** The column that a comparison looks at, for the labels of its values. */
export function testedColumn(test: Expression, metadata: Metadata): ColumnMetadata | undefined {
  if (test.op !== "column") return undefined;
  const tables = test.through === undefined ? ["lead"] : tablesThrough(test.through, metadata);
  return tables.map((table) => metadata[table]?.columns[test.column]).find(Boolean);
}

export function describeCondition(condition: Condition, wording: Wording): string {
  const { strings } = wording;
  if ("all" in condition)
    return condition.all.map((one) => describeCondition(one, wording)).join(` ${strings("and")} `) || strings("always");
  if ("any" in condition)
    return condition.any.map((one) => describeCondition(one, wording)).join(` ${strings("or")} `) || strings("never");
  if ("not" in condition) return strings("not_sentence", describeCondition(condition.not, wording));
  const values = valuesOf(condition).map((value) =>
    describeConstant(value, testedColumn(condition.test, wording.metadata), wording),
  );
  return [describeExpression(condition.test, wording), strings(`is_${condition.is}`), values.join(", ")]
    .filter(Boolean)
    .join(" ");
}

export function valuesOf(comparison: Comparison): readonly ColumnValue[] {
  return "values" in comparison ? comparison.values : "value" in comparison ? [comparison.value] : [];
}

/** The table and column that a rule writes. */
export function describeTarget({ target }: MappingRule, { metadata, strings }: Wording): string {
  return `${strings(`table_${target.table}`)}: ${metadata[target.table]?.columns[target.column]?.displayName ?? target.column}`;
}

/** A rule as one line that reads as a sentence. */
export function describeRule(rule: MappingRule, wording: Wording): string {
  const target = wording.metadata[rule.target.table]?.columns[rule.target.column];
  const when = rule.when ? `${wording.strings("when_sentence", describeCondition(rule.when, wording))}; ` : "";
  const rest = `(${when}${wording.strings("existing_sentence", wording.strings(`existing_${rule.onExisting}`))})`;
  return `${describeTarget(rule, wording)} ← ${describeExpression(rule.value, wording, target)} ${rest}`;
}
