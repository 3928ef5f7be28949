import type { ColumnMetadata, Metadata } from "../../core/dataverse/metadata";
import { isLookup, type ColumnValue } from "../../core/dataverse/row";
import {
  tablesThrough,
  type Comparison,
  type Condition,
  type Evaluated,
  type Expression,
  type MappingRule,
} from "../../core/mapping";
import type { Strings } from "../ui/strings";

/** What sentences about rules need. */
export interface Wording {
  readonly metadata: Metadata;
  readonly strings: Strings;
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

/** A stored value in words: labels of choices, names of lookups. */
export function describeConstant(value: ColumnValue, column: ColumnMetadata | undefined, strings: Strings): string {
  if (value === null || value === "") return strings("blank");
  const label = (option: number): string =>
    column?.options?.find((one) => one.value === option)?.label ?? String(option);
  if (typeof value === "boolean") return column?.options ? label(value ? 1 : 0) : strings(value ? "yes" : "no");
  if (typeof value === "number") return column?.options ? label(value) : String(value);
  if (isLookup(value)) return value.name ?? value.id;
  return typeof value === "string" ? value : value.map(label).join("; ");
}

/** A value or the reason why there is none. */
export function describeResult(
  result: Evaluated | undefined,
  column: ColumnMetadata | undefined,
  strings: Strings,
): string {
  if (!result) return "–";
  if ("error" in result) return strings(`error_${result.error.code}`, result.error.detail);
  return result.value === null ? "–" : describeConstant(result.value, column, strings);
}

/** An expression as one reads it: the source, then what is done to it. */
export function describeExpression(expression: Expression, wording: Wording, target?: ColumnMetadata): string {
  const { strings } = wording;
  const part = (inner: Expression): string => describeExpression(inner, wording, target);
  switch (expression.op) {
    case "column":
      return describeColumn(expression.column, expression.through, wording);
    case "constant":
      return `“${describeConstant(expression.value, target, strings)}”`;
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
    describeConstant(value, testedColumn(condition.test, wording.metadata), strings),
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
