import { isLookup, type ColumnValue } from "../dataverse/row";
import { parseIso } from "./dates";
import type { Comparison, Condition, Expression } from "./expression";
import { sameValue } from "./show";
import { fold } from "./text";
import { isBlank, isFailed, type Outcome } from "./value";

/**
 * Whether a condition holds. `evaluate` gives the value of an expression; one that ends in an error counts as blank.
 * Blank equals blank, and is neither above nor below anything. No condition at all in `all` holds, in `any` it does not.
 */
export function holds(condition: Condition, evaluate: (expression: Expression) => Outcome): boolean {
  if ("all" in condition) return condition.all.every((part) => holds(part, evaluate));
  if ("any" in condition) return condition.any.some((part) => holds(part, evaluate));
  if ("not" in condition) return !holds(condition.not, evaluate);
  const outcome = evaluate(condition.test);
  const isDate = !isFailed(outcome) && (outcome.kind === "date" || outcome.kind === "dateTime");
  return compare(condition, isFailed(outcome) || isBlank(outcome.value) ? null : outcome.value, isDate);
}

function compare(comparison: Comparison, value: ColumnValue, isDate: boolean): boolean {
  switch (comparison.is) {
    case "blank":
      return value === null;
    case "notBlank":
      return value !== null;
    case "equals":
      return equal(value, comparison.value, isDate);
    case "notEquals":
      return !equal(value, comparison.value, isDate);
    case "in":
      return comparison.values.some((one) => equal(value, one, isDate));
    case "contains":
      return Array.isArray(value)
        ? value.includes(comparison.value as number)
        : affix(value, comparison.value, (text, part) => text.includes(part));
    case "startsWith":
      return affix(value, comparison.value, (text, part) => text.startsWith(part));
    case "endsWith":
      return affix(value, comparison.value, (text, part) => text.endsWith(part));
    case "above":
      return order(value, comparison.value, isDate) === 1;
    case "atLeast":
      return (order(value, comparison.value, isDate) ?? -1) >= 0;
    case "below":
      return order(value, comparison.value, isDate) === -1;
    case "atMost":
      return (order(value, comparison.value, isDate) ?? 1) <= 0;
  }
}

function equal(left: ColumnValue, right: ColumnValue, isDate: boolean): boolean {
  const wanted = isBlank(right) ? null : right;
  if (typeof left === "string" && typeof wanted === "string")
    return isDate ? order(left, wanted, true) === 0 : fold(left) === fold(wanted);
  if (isLookup(left) && typeof wanted === "string") return left.id.toLowerCase() === wanted.trim().toLowerCase();
  return sameValue(left, wanted);
}

function affix(value: ColumnValue, part: ColumnValue, test: (text: string, part: string) => boolean): boolean {
  const whole = isLookup(value) ? value.name : value;
  return typeof whole === "string" && typeof part === "string" && part !== "" && test(fold(whole), fold(part));
}

/** -1, 0 or 1; null when the two have no order. */
function order(left: ColumnValue, right: ColumnValue, isDate: boolean): number | null {
  if (typeof left === "number" && typeof right === "number") return Math.sign(left - right);
  if (typeof left !== "string" || typeof right !== "string") return null;
  const [a, b] = isDate ? [parseIso(left), parseIso(right)] : [fold(left), fold(right)];
  return a === null || b === null ? null : a < b ? -1 : a > b ? 1 : 0;
}
