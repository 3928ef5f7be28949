import type { JsonObject, JsonValue } from "../../query/json";
import type { Expression, Literal, Operand } from "../../query/syntax";
import { requestErrors } from "../../server/errors";

type Variables = ReadonlyMap<string, JsonObject>;

/** Whether a metadata object fits a `$filter`. Unlike rows, metadata is compared in memory and with case. */
export function fits(
  expression: Expression,
  item: JsonObject,
  type: string,
  variables: Variables = new Map(),
): boolean {
  const recur = (inner: Expression): boolean => fits(inner, item, type, variables);
  switch (expression.kind) {
    case "and":
      return recur(expression.left) && recur(expression.right);
    case "or":
      return recur(expression.left) || recur(expression.right);
    case "not":
      return !recur(expression.operand);
    case "compare":
      return compare(
        expression.operator,
        valueOf(expression.left, item, type, variables),
        valueOf(expression.right, item, type, variables),
      );
    case "truth":
      return valueOf(expression.operand, item, type, variables) === true;
    case "text": {
      const text = valueOf(expression.path, item, type, variables);
      const part = String(expression.value.value).toLowerCase();
      if (typeof text !== "string") return false;
      const whole = text.toLowerCase();
      if (expression.name === "contains") return whole.includes(part);

      return expression.name === "startswith" ? whole.startsWith(part) : whole.endsWith(part);
    }
    case "lambda": {
      const items = valueOf(expression.path, item, type, variables);
      if (!Array.isArray(items)) return expression.quantifier === "all";
      const list = items as readonly JsonValue[];
      const test = (each: JsonValue): boolean => {
        const inner = (typeof each === "object" && each !== null ? each : { "": each }) as JsonObject;

        return (
          expression.body === undefined ||
          fits(expression.body, inner, type, new Map(variables).set(expression.variable, inner))
        );
      };

      return expression.quantifier === "any" ? list.some(test) : list.every(test);
    }
    case "queryFunction":
      throw requestErrors.badQuery(`The function '${expression.name}' is not supported for metadata.`);
  }
}

function valueOf(operand: Operand, item: JsonObject, type: string, variables: Variables): JsonValue {
  if (operand.kind === "literal") return literalValue(operand);
  const variable = variables.get(operand.segments[0] ?? "");
  if (variable !== undefined && operand.segments.length === 1) return variable[""] ?? null;
  let value: JsonValue = variable ?? item;
  for (const segment of variable === undefined ? operand.segments : operand.segments.slice(1)) {
    if (value === null || typeof value !== "object" || Array.isArray(value)) return null;
    const next: JsonValue | undefined = (value as JsonObject)[segment];
    if (next === undefined) throw requestErrors.unknownProperty(segment, type);
    value = next;
  }

  return value;
}

function literalValue(literal: Literal): JsonValue {
  return literal.value;
}

function compare(operator: string, left: JsonValue, right: JsonValue): boolean {
  if (operator === "eq") return left === right;
  if (operator === "ne") return left !== right;
  if (left === null || right === null || typeof left !== typeof right) return false;
  const [a, b] = [left as string | number, right as string | number];
  switch (operator) {
    case "gt":
      return a > b;
    case "ge":
      return a >= b;
    case "lt":
      return a < b;
    default:
      return a <= b;
  }
}
