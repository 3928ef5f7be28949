import type { ColumnMetadata } from "../dataverse/metadata";
import { isLookup } from "../dataverse/row";
import { holds } from "./condition";
import { convertTo } from "./convert";
import { isoDate, isoMoment, parseIso } from "./dates";
import type { ColumnExpression, Condition, Expression } from "./expression";
import {
  invariantFormatting,
  targetTables,
  type Evaluated,
  type Formatting,
  type MappedValue,
  type MappedValues,
  type MappingContext,
  type MappingRule,
  type TargetTable,
} from "./rule";
import { showValue } from "./show";
import { runStep } from "./steps";
import { fillTemplate, parseTemplate } from "./template";
import {
  columnOf,
  own,
  failed,
  fitsKind,
  isBlank,
  isFailed,
  kindOfColumn,
  kindOfValue,
  type Outcome,
  type Typed,
} from "./value";

/** Deeper expressions are refused: nobody writes them by hand, and they could exhaust the stack. */
export const maxDepth = 64;

/** The table that a `through` leads to, as the lead's metadata has it; several for a customer or owner. */
export function tablesThrough(through: string, metadata: MappingContext["metadata"]): readonly string[] {
  if (through === "$account" || through === "$contact") return [through.slice(1)];
  return columnOf(metadata, "lead", through)?.targets?.map((target) => target.table) ?? [];
}

/** The value of an expression for a lead, before it is fitted into a column. Never throws. */
export function evaluateExpression(expression: Expression, context: MappingContext): Outcome {
  try {
    return new Evaluation(context).run(expression, 0) ?? failed("badExpression", expression.op);
  } catch {
    // Documents are checked when they are published; one that was changed by hand since may hold anything.
    return failed("badExpression", "");
  }
}

/** Whether a condition holds for a lead. Never throws: one that is not well formed does not hold. */
export function conditionHolds(condition: Condition, context: MappingContext): boolean {
  try {
    return holds(condition, (expression) => evaluateExpression(expression, context));
  } catch {
    return false;
  }
}

/** The value of one rule, fitted into its column: text length, range, options and lookup tables hold, or it is an error. */
export function evaluateRule(rule: MappingRule, context: MappingContext): Evaluated {
  const column = columnOf(context.metadata, rule.target.table, rule.target.column);
  if (!column) return failed("unknownColumn", `${rule.target.table}.${rule.target.column}`);
  const outcome = evaluateExpression(rule.value, context);
  return isFailed(outcome) ? outcome : convertTo(column, outcome, context.formatting ?? invariantFormatting);
}

/**
 * All values that the rules give to the records of one lead, each with the rule that says so, in the order of the rules.
 * Of several rules for one column the first whose condition holds decides, also when its value is blank.
 */
export function evaluateMapping(rules: readonly MappingRule[], context: MappingContext): MappedValues {
  const values: Record<TargetTable, MappedValue[]> = { account: [], contact: [], opportunity: [] };
  const decided = new Set<string>();
  for (const rule of rules) {
    if (!rule?.target) continue;
    const { table, column } = rule.target;
    const key = `${table}.${column}`;
    if (rule.disabled || decided.has(key) || !targetTables.includes(table)) continue;
    if (rule.when && !conditionHolds(rule.when, context)) continue;
    decided.add(key);
    values[table].push({ rule, column, result: evaluateRule(rule, context) });
  }
  return values;
}

/** One evaluation: a context, walked by a tree. */
export class Evaluation {
  public readonly formatting: Formatting;

  public constructor(public readonly context: MappingContext) {
    this.formatting = context.formatting ?? invariantFormatting;
  }

  public run(expression: Expression, depth: number): Outcome {
    if (depth > maxDepth) return failed("badExpression", `depth ${maxDepth}`);
    switch (expression.op) {
      case "column":
        return this.column(expression);
      case "constant":
        return { value: isBlank(expression.value) ? null : expression.value, kind: kindOfValue(expression.value) };
      case "template":
        return this.template(expression.text);
      case "today":
        return { value: isoDate(this.now() + this.formatting.utcOffset * 60_000), kind: "date" };
      case "now":
        return { value: isoMoment(this.now()), kind: "dateTime" };
      case "firstNonBlank":
        return this.firstNonBlank(expression.of, depth);
      case "if":
        if (holds(expression.when, (part) => this.run(part, depth + 1))) return this.run(expression.then, depth + 1);
        return expression.else ? this.run(expression.else, depth + 1) : { value: null, kind: "blank" };
      case "ifError": {
        const outcome = this.run(expression.of, depth + 1);
        if (!isFailed(outcome)) return outcome;
        return expression.otherwise ? this.run(expression.otherwise, depth + 1) : { value: null, kind: "blank" };
      }
      default: {
        const operand = this.run(expression.of, depth + 1);
        return isFailed(operand) || isBlank(operand.value) ? operand : runStep(expression, operand, this, depth);
      }
    }
  }

  /** A value as text in the user's format. */
  public show(typed: Typed): string | null {
    return showValue(typed, this.formatting);
  }

  private now(): number {
    return parseIso(this.context.now) ?? 0;
  }

  private firstNonBlank(parts: readonly Expression[], depth: number): Outcome {
    let firstError: Outcome | undefined;
    for (const part of parts) {
      const outcome = this.run(part, depth + 1);
      if (isFailed(outcome)) firstError ??= outcome;
      else if (!isBlank(outcome.value)) return outcome;
    }
    return firstError ?? { value: null, kind: "blank" };
  }

  private template(source: string): Outcome {
    const template = parseTemplate(source);
    if ("problem" in template) return failed("badTemplate", template.problem);
    let error: Outcome | undefined;
    const filled = fillTemplate(template.parts, (column, through) => {
      const outcome = this.column({ op: "column", column, through });
      if (isFailed(outcome)) error ??= outcome;
      return isFailed(outcome) || isBlank(outcome.value) ? null : this.show(outcome);
    });
    return error ?? { value: filled === "" ? null : filled, kind: "text" };
  }

  private column({ column: name, through }: ColumnExpression): Outcome {
    const { metadata, lead, related } = this.context;
    const row = through === undefined ? lead : own(related, through);
    const tables = through === undefined ? ["lead"] : tablesThrough(through, metadata);
    const column = this.columnOf(tables, name, through === undefined ? undefined : own(lead, through));
    if (!column) return failed("unknownColumn", through === undefined ? name : `${through}.${name}`);
    if (!column.canRead) return failed("unreadable", name);
    const value = own(row, name) ?? null;
    const kind = kindOfColumn(column);
    if (!fitsKind(value, kind)) return failed("wrongType", name);
    return { value: isBlank(value) ? null : value, kind, column };
  }

  /** The column in the table that the lookup points to, else in the first that has it: a team has no job title, so that is blank. */
  private columnOf(tables: readonly string[], name: string, lookup: unknown): ColumnMetadata | undefined {
    const pointed = isLookup(lookup as never) ? (lookup as { table: string }).table : undefined;
    const order = pointed !== undefined && tables.includes(pointed) ? [pointed, ...tables] : tables;
    for (const table of order) {
      const column = columnOf(this.context.metadata, table, name);
      if (column) return column;
    }
    return undefined;
  }
}
