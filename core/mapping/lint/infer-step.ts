import { columnOf, own } from "..";
import type {
  CalculateExpression,
  FindExpression,
  IfErrorExpression,
  MapExpression,
  MappingErrorCode,
  StepExpression,
  ValueKind,
} from "..";
import type { Inference } from "./infer";
import { textLength, type Inferred, type Shape } from "./shape";

type Step = Exclude<StepExpression, IfErrorExpression | MapExpression>;

/** What a step makes of what is known about its operand. */
export function inferStep(step: Step, operand: Inferred, inference: Inference, path: string, depth: number): Inferred {
  const only = (kinds: readonly ValueKind[]): readonly Shape[] => onlyKinds(operand, kinds, inference, path);
  const length = Math.max(0, ...operand.shapes.map((shape) => textLength(shape, inference.metadata)));
  const become = (
    shapes: readonly Shape[],
    canBeBlank = operand.canBeBlank,
    ...codes: MappingErrorCode[]
  ): Inferred => ({
    shapes: operand.shapes.length === 0 ? [] : shapes,
    canBeBlank,
    risks: [...operand.risks, ...codes.map((code) => ({ code, path }))],
  });
  const words = (maxLength: number, canBeBlank = operand.canBeBlank): Inferred =>
    become([{ kind: "text", maxLength }], canBeBlank);
  const fromText = operand.shapes.some((shape) => shape.kind === "text");
  switch (step.op) {
    case "label":
    case "trim":
    case "case":
      return step.op === "label"
        ? words(length, operand.canBeBlank || operand.shapes.some((shape) => shape.kind === "lookup"))
        : keepFormat(operand, words(length));
    case "text":
      return words(Math.max(0, ...operand.shapes.map((shape) => formattedLength(shape, inference, step))));
    case "truncate":
      return words(Math.min(length, step.max), operand.canBeBlank || step.max === 0);
    case "replace": {
      const growth = Math.max(1, step.with.length / step.find.length);
      return words(Math.ceil(length * growth), operand.canBeBlank || step.with.trim() === "");
    }
    case "split":
      return words(length, operand.canBeBlank || step.take !== 0);
    case "phone": {
      if (step.countryOf) inference.infer(step.countryOf, `${path}.countryOf`, depth + 1);
      const canBeBlank = operand.canBeBlank || step.invalid === "blank";
      const result = become(
        [
          {
            kind: "text",
            format: "Phone",
            maxLength: Math.max(
              step.invalid === "blank" || step.invalid === "error" ? 0 : length,
              step.format === "e164" ? 28 : 48,
            ),
          },
        ],
        canBeBlank,
      );
      return step.invalid === "error" ? withRisk(result, "notPhone", path) : result;
    }
    case "email": {
      const format = step.invalid === undefined || step.invalid === "keep" ? operand.shapes[0]?.format : "Email";
      const result = become(
        [{ kind: "text", format, maxLength: length }],
        operand.canBeBlank || step.invalid === "blank",
      );
      return step.invalid === "error" ? withRisk(result, "notEmail", path) : result;
    }
    case "website":
      return become([{ kind: "text", format: "Url", maxLength: 8 + Math.min(length, 253) }], true);
    case "find":
      return inferFind(step, operand, inference, path);
    case "number": {
      const shapes = only(["text", "number", "yesNo"]).map((shape): Shape => ({
        kind: "number",
        min: shape.min,
        max: shape.max,
        decimals: step.decimals ?? shape.decimals,
      }));
      return fromText ? become(shapes, undefined, "notNumber") : become(shapes);
    }
    case "calculate":
      return inferCalculate(step, only(["number"]), become, inference, path, depth);
    case "money":
      return become(
        only(["number"]).map((): Shape => ({ kind: "number", decimals: 4 })),
        undefined,
        "noCurrency",
      );
    case "date":
      only(["text", "date", "dateTime"]);
      return fromText ? become([{ kind: "date" }, { kind: "dateTime" }], undefined, "notDate") : become(operand.shapes);
    case "addDays":
    case "addMonths":
    case "addBusinessDays":
      return dateStep(only(["text", "date", "dateTime"]), fromText, become);
    case "startOfNextMonth":
    case "endOfMonth":
      return dateStep(
        only(["text", "date", "dateTime"]).map((): Shape => ({ kind: "date" })),
        fromText,
        become,
      );
    case "yesNo": {
      const isSure = operand.shapes.every((shape) => shape.kind === "yesNo");
      return isSure ? become([{ kind: "yesNo" }]) : become([{ kind: "yesNo" }], undefined, "notYesNo");
    }
  }
}

type Become = (shapes: readonly Shape[], canBeBlank?: boolean, ...codes: MappingErrorCode[]) => Inferred;

function onlyKinds(
  operand: Inferred,
  kinds: readonly ValueKind[],
  inference: Inference,
  path: string,
): readonly Shape[] {
  const wrong = operand.shapes.find((shape) => !kinds.includes(shape.kind));
  if (wrong) inference.remark("wrongType", "error", path, wrong.kind, kinds.join(", "));
  return operand.shapes.filter((shape) => kinds.includes(shape.kind));
}

function keepFormat(operand: Inferred, result: Inferred): Inferred {
  const format = operand.shapes[0]?.format;
  const isSame = operand.shapes.every((shape) => shape.kind === "text" && shape.format === format);
  return isSame && format !== undefined
    ? { ...result, shapes: result.shapes.map((shape) => ({ ...shape, format })) }
    : result;
}

function withRisk(inferred: Inferred, code: MappingErrorCode, path: string): Inferred {
  return { ...inferred, risks: [...inferred.risks, { code, path }] };
}

function formattedLength(shape: Shape, inference: Inference, step: Extract<Step, { op: "text" }>): number {
  const isDate = shape.kind === "date" || shape.kind === "dateTime";
  if (isDate && step.pattern !== undefined) return step.pattern.length * 2;
  return textLength(shape, inference.metadata, step.decimals) + (step.currency ? 6 : 0);
}

function inferFind(step: FindExpression, operand: Inferred, inference: Inference, path: string): Inferred {
  if (!own(inference.metadata, step.table)) inference.remark("unknownTable", "warning", path, step.table);
  else if (!columnOf(inference.metadata, step.table, step.column))
    inference.remark("unknownColumn", "error", path, step.column, step.table);
  const codes: MappingErrorCode[] = step.required ? ["severalRows", "noRow"] : ["severalRows"];
  return {
    shapes: [{ kind: "lookup", tables: [step.table] }],
    canBeBlank: operand.canBeBlank || !step.required,
    risks: [...operand.risks, ...codes.map((code) => ({ code, path }))],
  };
}

function inferCalculate(
  step: CalculateExpression,
  left: readonly Shape[],
  become: Become,
  inference: Inference,
  path: string,
  depth: number,
): Inferred {
  const by = inference.infer(step.by, `${path}.by`, depth + 1);
  const right = onlyKinds(by, ["number"], inference, `${path}.by`);
  const canDivideByZero =
    step.operator === "divide" && right.some((shape) => (shape.min ?? -Infinity) <= 0 && (shape.max ?? Infinity) >= 0);
  const isAlwaysZero = right.length > 0 && right.every((shape) => shape.min === 0 && shape.max === 0);
  if (canDivideByZero && isAlwaysZero) inference.remark("divideByZero", "error", path);
  const shapes = left.flatMap((a) =>
    right.map((b): Shape => ({ kind: "number", decimals: 10, ...calculateRange(step.operator, a, b) })),
  );
  const result = canDivideByZero ? become(shapes, undefined, "divideByZero") : become(shapes);
  const isUnbounded = shapes.some(
    (shape) => !Number.isFinite(shape.min ?? -Infinity) || !Number.isFinite(shape.max ?? Infinity),
  );
  const overflow = isUnbounded && step.operator === "multiply" ? [{ code: "outOfRange" as const, path }] : [];
  return {
    ...result,
    canBeBlank: result.canBeBlank || by.canBeBlank,
    risks: [...result.risks, ...by.risks, ...overflow],
  };
}

/** The range of a result: the extremes are among the results of the operands' bounds. Unknown bounds give an unknown range. */
function calculateRange(
  operator: CalculateExpression["operator"],
  a: Shape,
  b: Shape,
): { readonly min?: number; readonly max?: number } {
  const [lowA, highA, lowB, highB] = [a.min ?? -Infinity, a.max ?? Infinity, b.min ?? -Infinity, b.max ?? Infinity];
  if (operator === "min") return { min: Math.min(lowA, lowB), max: Math.min(highA, highB) };
  if (operator === "max") return { min: Math.max(lowA, lowB), max: Math.max(highA, highB) };
  if (operator === "divide" && lowB <= 0 && highB >= 0) return {};
  const apply = {
    add: (x: number, y: number) => x + y,
    subtract: (x: number, y: number) => x - y,
    multiply: (x: number, y: number) => x * y,
    divide: (x: number, y: number) => x / y,
  }[operator];
  const results = [apply(lowA, lowB), apply(lowA, highB), apply(highA, lowB), apply(highA, highB)];
  return results.some(Number.isNaN) ? {} : { min: Math.min(...results), max: Math.max(...results) };
}

function dateStep(shapes: readonly Shape[], fromText: boolean, become: Become): Inferred {
  const dates = shapes.map((shape): Shape => (shape.kind === "text" ? { kind: "dateTime" } : { kind: shape.kind }));
  return fromText ? become([...dates, { kind: "date" }], undefined, "notDate") : become(dates);
}
