import type { Condition, Expression } from "./expression";
import { evaluateExpression } from "./evaluate";
import type { FoundRows, MappingContext, MappingRule } from "./rule";
import { invariantFormatting } from "./rule";
import { showValue } from "./show";
import { columnsOfTemplate, parseTemplate } from "./template";
import { isBlank, isFailed } from "./value";
import { isLookup } from "../dataverse/row";

/** The operands of an expression, each with its place in it (a JSON path from the expression). */
export function operandsOf(expression: Expression): readonly (readonly [string, Expression])[] {
  switch (expression.op) {
    case "column":
    case "constant":
    case "template":
    case "today":
    case "now":
      return [];
    case "firstNonBlank":
      return expression.of.map((part, index) => [`.of[${index}]`, part] as const);
    case "if":
      return [
        ...testsOf(expression.when, ".when"),
        [".then", expression.then],
        ...(expression.else ? [[".else", expression.else] as const] : []),
      ];
    case "ifError":
      return [[".of", expression.of], ...(expression.otherwise ? [[".otherwise", expression.otherwise] as const] : [])];
    case "calculate":
      return [
        [".of", expression.of],
        [".by", expression.by],
      ];
    case "phone":
      return [[".of", expression.of], ...(expression.countryOf ? [[".countryOf", expression.countryOf] as const] : [])];
    default:
      return [[".of", expression.of]];
  }
}

/** The expressions that a condition tests. */
export function testsOf(condition: Condition, path: string): readonly (readonly [string, Expression])[] {
  if ("all" in condition) return condition.all.flatMap((part, index) => testsOf(part, `${path}.all[${index}]`));
  if ("any" in condition) return condition.any.flatMap((part, index) => testsOf(part, `${path}.any[${index}]`));
  if ("not" in condition) return testsOf(condition.not, `${path}.not`);
  return [[`${path}.test`, condition.test]];
}

/** Every expression in a tree, the outer ones first. */
export function walkExpression(
  expression: Expression,
  visit: (expression: Expression, path: string) => void,
  path = "",
): void {
  visit(expression, path);
  for (const [place, operand] of operandsOf(expression)) walkExpression(operand, visit, path + place);
}

/** Columns that rules and conditions read, for `$select` and `$expand`: of the lead, and by the lookup that leads to the row. */
export interface ColumnsRead {
  readonly lead: readonly string[];
  readonly related: Readonly<Record<string, readonly string[]>>;
}

/** What must be read before the expressions can be evaluated. */
export function columnsRead(expressions: readonly Expression[], conditions: readonly Condition[] = []): ColumnsRead {
  const lead = new Set<string>();
  const related: Record<string, Set<string>> = {};
  const note = (column: string, through: string | undefined): void => {
    if (through === undefined) lead.add(column);
    else {
      if (!through.startsWith("$")) lead.add(through);
      (related[through] ??= new Set()).add(column);
    }
  };
  const tests = conditions.flatMap((condition) => testsOf(condition, "").map(([, test]) => test));
  for (const expression of [...expressions, ...tests]) {
    walkExpression(expression, (part) => {
      if (part.op === "column") note(part.column, part.through);
      if (part.op === "template")
        for (const one of columnsOfTemplate(parseTemplate(part.text))) note(one.column, one.through);
      if (part.op === "money") lead.add("transactioncurrencyid");
    });
  }
  return {
    lead: [...lead].sort(),
    related: Object.fromEntries(Object.entries(related).map(([key, columns]) => [key, [...columns].sort()])),
  };
}

/**
 * The rows that `find` expressions of the rules look for, for this lead, each once. They are read before
 * the rules are evaluated and handed over as `context.found`. A find inside a find is seen when the inner one is there.
 */
export function findsOf(rules: readonly MappingRule[], context: MappingContext): readonly Omit<FoundRows, "rows">[] {
  const wanted = new Map<string, Omit<FoundRows, "rows">>();
  for (const rule of rules) {
    if (rule.disabled) continue;
    walkExpression(rule.value, (part) => {
      if (part.op !== "find") return;
      const outcome = evaluateExpression(part.of, context);
      if (isFailed(outcome) || isBlank(outcome.value)) return;
      const value = isLookup(outcome.value)
        ? outcome.value.id
        : showValue(outcome, context.formatting ?? invariantFormatting);
      if (value)
        wanted.set(`${part.table}.${part.column}=${value.trim().toLowerCase()}`, {
          table: part.table,
          column: part.column,
          value: value.trim(),
        });
    });
  }
  return [...wanted.values()];
}
