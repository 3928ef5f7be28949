import { isLookup, type ColumnValue } from "../dataverse/row";
import {
  addBusinessDays,
  addDays,
  addMonths,
  endOfMonth,
  holdsMoment,
  inRange,
  isoDate,
  isoMoment,
  parseIso,
  parseOrdered,
  startOfNextMonth,
} from "./dates";
import type { Evaluation } from "./evaluate";
import type {
  DateStepExpression,
  FindExpression,
  IfErrorExpression,
  Invalid,
  MapExpression,
  MoneyExpression,
  NumberExpression,
  PhoneExpression,
  StepExpression,
} from "./expression";
import { parseEmail, webSiteOf } from "./mail";
import { numberOf, roundTo } from "./numbers";
import { formatPhone, homeCountry, parsePhone } from "./phone";
import { sameValue, showValue } from "./show";
import { fold, replaceAll, splitPart, toLower, toNameCase, toSentence, toUpper, truncate } from "./text";
import type { MappingErrorCode } from "./rule";
import { failed, isFailed, kindOfValue, text, type Outcome, type Typed } from "./value";
import { parseYesNo } from "./words";

/** One step over a value that is not blank; blanks pass every step untouched. */
export function runStep(
  step: Exclude<StepExpression, IfErrorExpression>,
  operand: Typed,
  evaluation: Evaluation,
  depth: number,
): Outcome {
  const shown = (): string => evaluation.show(operand) ?? "";
  switch (step.op) {
    case "map":
      return mapValue(step, operand, shown);
    case "label":
      return text(shown());
    case "find":
      return findRow(step, operand, shown(), evaluation);
    case "number":
      return toNumber(operand, step);
    case "calculate":
      return calculate(step.operator, operand, evaluation.run(step.by, depth + 1));
    case "money":
      return exchange(step, operand, evaluation);
    case "text": {
      const plain = showValue(operand, evaluation.formatting, { decimals: step.decimals, pattern: step.pattern }) ?? "";
      const code = step.currency && operand.kind === "number" ? leadCurrency(evaluation) : undefined;
      return text(code ? `${plain} ${code}` : plain);
    }
    case "date":
      return toDate(operand, shown(), step.order);
    case "addDays":
    case "addMonths":
    case "startOfNextMonth":
    case "endOfMonth":
    case "addBusinessDays":
      return stepDate(step, operand, evaluation);
    case "trim":
      return text(step.inner ? shown().trim().replace(/\s+/g, " ") : shown().trim());
    case "case":
      return text({ upper: toUpper, lower: toLower, sentence: toSentence, name: toNameCase }[step.to](shown()));
    case "truncate":
      return text(truncate(shown(), step.max, step.ellipsis ?? false));
    case "replace":
      return text(replaceAll(shown(), step.find, step.with, step.ignoreCase ?? false));
    case "split":
      return text(splitPart(shown(), step.by, step.take, step.rest ?? false) ?? "");
    case "phone":
      return formatNumber(step, shown(), evaluation, depth);
    case "email":
      return orInvalid(parseEmail(shown()), shown(), step.invalid, "notEmail");
    case "website":
      return text(webSiteOf(shown(), step.skip ?? []) ?? "");
    case "yesNo": {
      if (operand.kind === "yesNo") return operand;
      const parsed = parseYesNo(shown(), step.yes, step.no);
      return parsed === null ? failed("notYesNo", shown()) : { value: parsed, kind: "yesNo" };
    }
  }
}

function mapValue(step: MapExpression, operand: Typed, shown: () => string): Outcome {
  const isIn = (from: string | number | boolean): boolean =>
    typeof from === "string" && !isLookup(operand.value)
      ? fold(from) === fold(shown())
      : sameValue(from, operand.value) || isId(from, operand.value);
  const row = step.rows.find((one) => isIn(one.from));
  if (!row && !step.otherwise) return failed("notInTable", shown());
  const value = row ? row.to : (step.otherwise?.value ?? null);
  return { value: value === "" ? null : value, kind: kindOfValue(value) };
}

function isId(from: string | number | boolean, value: ColumnValue): boolean {
  return (
    typeof from === "string" &&
    isLookup(value) &&
    (fold(from) === fold(value.id) || fold(from) === fold(value.name ?? "\u0000"))
  );
}

function findRow(step: FindExpression, operand: Typed, shown: string, evaluation: Evaluation): Outcome {
  const wanted = fold(isLookup(operand.value) ? operand.value.id : shown);
  const found = evaluation.context.found?.find(
    (one) => one.table === step.table && one.column === step.column && fold(one.value) === wanted,
  );
  if (!found) return failed("notLookedUp", `${step.table}.${step.column} = ${shown}`);
  const [first, second] = found.rows;
  if (second) return failed("severalRows", `${step.table}.${step.column} = ${shown}`);
  if (!first && step.required) return failed("noRow", `${step.table}.${step.column} = ${shown}`);
  return { value: first ?? null, kind: "lookup" };
}

function toNumber(operand: Typed, { decimal, decimals }: NumberExpression): Outcome {
  const parsed = operand.kind === "choice" ? failed("wrongType", operand.kind) : numberOf(operand, decimal);
  if (typeof parsed === "object") return parsed;
  return { value: decimals === undefined ? parsed : roundTo(parsed, decimals), kind: "number" };
}

/** Results keep ten decimals, the most that Dataverse stores, so that 0.1 + 0.2 is 0.3. */
function calculate(operator: string, left: Typed, right: Outcome): Outcome {
  if (isFailed(right)) return right;
  if (right.value === null) return { value: null, kind: "number" };
  if (typeof left.value !== "number" || typeof right.value !== "number")
    return failed("wrongType", typeof left.value === "number" ? right.kind : left.kind);
  const [a, b] = [left.value, right.value];
  if (operator === "divide" && b === 0) return failed("divideByZero", String(a));
  const results: Record<string, number> = {
    add: a + b,
    subtract: a - b,
    multiply: a * b,
    divide: a / b,
    min: Math.min(a, b),
    max: Math.max(a, b),
  };
  const result = results[operator] ?? NaN;
  return Number.isFinite(result)
    ? { value: roundTo(result, 10), kind: "number" }
    : failed("outOfRange", `${a} ${operator} ${b}`);
}

function leadCurrency(evaluation: Evaluation): string | undefined {
  const { lead, currencies = [] } = evaluation.context;
  const own = lead.transactioncurrencyid;
  return isLookup(own) ? currencies.find((one) => one.id.toLowerCase() === own.id.toLowerCase())?.isoCode : undefined;
}

function exchange(step: MoneyExpression, operand: Typed, evaluation: Evaluation): Outcome {
  if (typeof operand.value !== "number" || operand.kind !== "number") return failed("wrongType", operand.kind);
  const fromCode = (step.from ?? leadCurrency(evaluation))?.toUpperCase();
  const toCode = (step.to ?? evaluation.context.targetCurrency ?? leadCurrency(evaluation))?.toUpperCase();
  if (fromCode === toCode)
    return fromCode === undefined && (step.from || step.to) ? failed("noCurrency", "lead") : operand;
  const rate = (code: string | undefined) =>
    evaluation.context.currencies?.find((one) => one.isoCode.toUpperCase() === code && one.exchangeRate > 0);
  const [from, to] = [rate(fromCode), rate(toCode)];
  if (!from || !to) return failed("noCurrency", (from ? toCode : fromCode) ?? "lead");
  return { value: roundTo((operand.value / from.exchangeRate) * to.exchangeRate, to.precision), kind: "number" };
}

function toDate(operand: Typed, shown: string, order: "ymd" | "dmy" | "mdy" | undefined): Outcome {
  if (operand.kind === "date" || operand.kind === "dateTime") return operand;
  if (operand.kind !== "text") return failed("wrongType", operand.kind);
  const ordered = parseOrdered(shown, order ?? "ymd");
  const at = ordered ?? parseIso(shown);
  if (at === null) return failed("notDate", shown);
  if (!inRange(at)) return failed("outOfRange", shown);
  return ordered === null && shown.trim().length > 10
    ? { value: isoMoment(at), kind: "dateTime" }
    : { value: isoDate(at), kind: "date" };
}

function stepDate(step: DateStepExpression, operand: Typed, evaluation: Evaluation): Outcome {
  const at = typeof operand.value === "string" && operand.kind !== "id" ? parseIso(operand.value) : undefined;
  if (at === undefined) return failed("wrongType", operand.kind);
  if (at === null) return failed("notDate", String(operand.value));
  const isMoment = holdsMoment(operand);
  const offset = isMoment ? evaluation.formatting.utcOffset * 60_000 : 0;
  const moved = moveDate(step, at + offset);
  const isDay = step.op === "startOfNextMonth" || step.op === "endOfMonth";
  return isMoment && !isDay
    ? { value: isoMoment(moved - offset), kind: "dateTime" }
    : { value: isoDate(moved), kind: "date" };
}

function moveDate(step: DateStepExpression, at: number): number {
  switch (step.op) {
    case "addDays":
      return addDays(at, step.days);
    case "addMonths":
      return addMonths(at, step.months);
    case "startOfNextMonth":
      return startOfNextMonth(at);
    case "endOfMonth":
      return endOfMonth(at);
    case "addBusinessDays":
      return addBusinessDays(at, step.days, step.weekend ?? [0, 6], new Set(step.holidays ?? []));
  }
}

function formatNumber(step: PhoneExpression, shown: string, evaluation: Evaluation, depth: number): Outcome {
  const own = step.countryOf ? evaluation.run(step.countryOf, depth + 1) : undefined;
  const named = own && !isFailed(own) ? evaluation.show(own) : null;
  const phone = parsePhone(shown, homeCountry(named, step.country, evaluation.context.country));
  return orInvalid(phone && formatPhone(phone, step.format), shown, step.invalid, "notPhone");
}

function orInvalid(good: string | null, shown: string, invalid: Invalid = "keep", code: MappingErrorCode): Outcome {
  if (good !== null) return text(good);
  if (invalid === "error") return failed(code, shown);
  return text(invalid === "keep" ? shown.trim() : "");
}
