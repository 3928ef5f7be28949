import type { ColumnMetadata, Metadata } from "../../dataverse/metadata";
import {
  convertTo,
  type Expression,
  fold,
  invariantFormatting,
  kindOfColumn,
  type MappingRule,
  type ValueKind,
} from "..";
import type { FindingCode, Remark, Severity } from "./finding";
import { Inference } from "./infer";
import { boundsOf, decimalsOf, textLength, type Inferred, type Shape } from "./shape";

/** How a value of one kind goes into a column of another: as it is, into something wider, with a loss, for some values, or never. */
type Conversion = "exact" | "widening" | "lossy" | "partial" | "impossible";

const table: Readonly<Record<ValueKind, Readonly<Partial<Record<ValueKind, Conversion>>>>> = {
  text: {
    text: "exact",
    number: "partial",
    yesNo: "partial",
    choice: "partial",
    choices: "partial",
    date: "partial",
    dateTime: "partial",
    id: "partial",
  },
  number: { text: "widening", number: "exact", yesNo: "partial", choice: "partial", choices: "partial" },
  choice: { text: "widening", number: "widening", choice: "exact", choices: "widening", yesNo: "partial" },
  choices: { text: "widening", choice: "partial", choices: "exact" },
  yesNo: { text: "widening", number: "widening", yesNo: "exact", choice: "partial" },
  date: { text: "widening", date: "exact", dateTime: "widening" },
  dateTime: { text: "widening", date: "lossy", dateTime: "exact" },
  lookup: { text: "widening", lookup: "exact", id: "widening" },
  id: { text: "widening", id: "exact" },
  blank: {},
};

export function conversionOf(from: ValueKind, to: ValueKind): Conversion {
  return from === "blank" ? "exact" : (table[from][to] ?? "impossible");
}

/** Remarks on how the value of a rule fits its column: type, length, range, options, lookup tables, format. */
export function checkFit(
  rule: MappingRule,
  column: ColumnMetadata,
  inferred: Inferred,
  metadata: Metadata,
): readonly Remark[] {
  const remarks = inferred.shapes.flatMap((shape) => checkShape(rule, column, shape, metadata));
  const seen = new Set<string>();
  return remarks
    .filter((one) => !seen.has(one.code) && seen.add(one.code))
    .map((one) => (one.fix && breaks(rule.value, one.fix.value, metadata) ? { ...one, fix: undefined } : one));
}

/** Whether a fix for one branch does what another branch cannot bear, as a number out of text where the other is a choice. */
function breaks(before: Expression, after: Expression, metadata: Metadata): boolean {
  const errorsOf = (value: Expression): number => {
    const inference = new Inference(metadata);
    inference.infer(value, "");
    return inference.remarks.filter((one) => one.severity === "error").length;
  };
  return errorsOf(after) > errorsOf(before);
}

function remark(
  code: FindingCode,
  severity: Severity,
  args: readonly string[],
  fix?: Remark["fix"],
): readonly Remark[] {
  return [{ code, severity, path: ".value", args, fix }];
}

function checkShape(rule: MappingRule, column: ColumnMetadata, shape: Shape, metadata: Metadata): readonly Remark[] {
  if (shape.value !== undefined && shape.value !== null && shape.kind !== "blank") return checkConstant(column, shape);
  const to = kindOfColumn(column);
  if (conversionOf(shape.kind, to) === "impossible") return remark("impossible", "error", [shape.kind, column.kind]);
  switch (to) {
    case "text":
      return [...checkLength(rule, column, shape, metadata), ...checkFormat(rule, column, shape)];
    case "number":
      return checkNumber(rule, column, shape);
    case "choice":
    case "choices":
      return checkOptions(rule, column, shape);
    case "yesNo":
      return shape.kind === "yesNo" ? [] : remark("mayFail", "warning", ["notYesNo"], asYesNo(rule, shape));
    case "date":
      if (shape.kind === "dateTime") return remark("losesTime", "info", []);
      return shape.kind === "text"
        ? remark("mayFail", "warning", ["notDate"], blankInstead({ op: "date", of: rule.value }))
        : [];
    case "dateTime":
      return shape.kind === "text"
        ? remark("mayFail", "warning", ["notDate"], blankInstead({ op: "date", of: rule.value }))
        : [];
    case "lookup":
      return checkTables(column, shape);
    default:
      return shape.kind === "text" ? remark("mayFail", "warning", ["wrongType"]) : [];
  }
}

/** A constant either fits or does not: the column says so itself. */
function checkConstant(column: ColumnMetadata, shape: Shape): readonly Remark[] {
  const result = convertTo(column, { value: shape.value ?? null, kind: shape.kind }, invariantFormatting);
  if (!("error" in result)) return [];
  const codes: Partial<Record<string, FindingCode>> = {
    tooLong: "tooLong",
    outOfRange: "outOfRange",
    notAnOption: "unknownOption",
    wrongTable: "wrongTable",
  };
  return remark(codes[result.error.code] ?? "impossible", "error", [result.error.detail, column.kind]);
}

function blankInstead(of: Expression): Remark["fix"] {
  return { label: "blankInstead", value: { op: "ifError", of } };
}

function checkLength(rule: MappingRule, column: ColumnMetadata, shape: Shape, metadata: Metadata): readonly Remark[] {
  const length = textLength(shape, metadata);
  if (column.maxLength === undefined || length <= column.maxLength) return [];
  const value: Expression = { op: "truncate", of: rule.value, max: column.maxLength, ellipsis: true };
  return remark("mayBeTooLong", "warning", [String(length), String(column.maxLength)], { label: "truncate", value });
}

/** Dataverse does not check formats; forms and people rely on them all the same. */
function checkFormat(rule: MappingRule, column: ColumnMetadata, shape: Shape): readonly Remark[] {
  const wanted = column.format;
  if ((wanted !== "Email" && wanted !== "Url" && wanted !== "Phone") || shape.format === wanted) return [];
  if (wanted === "Email")
    return remark("format", "warning", [wanted], {
      label: "asEmail",
      value: { op: "email", of: rule.value, invalid: "blank" },
    });
  if (wanted === "Url") {
    const fix =
      shape.format === "Email"
        ? ({ label: "blankInstead", value: { op: "website", of: rule.value } } as const)
        : undefined;
    return remark("format", "warning", [wanted], fix);
  }
  return shape.format === "Email" || shape.format === "Url" ? remark("format", "warning", [wanted]) : [];
}

function checkNumber(rule: MappingRule, column: ColumnMetadata, shape: Shape): readonly Remark[] {
  if (shape.kind === "text") {
    return remark("mayFail", "warning", ["notNumber"], blankInstead({ op: "number", of: rule.value }));
  }
  if (shape.kind !== "number") return shape.kind === "choice" ? remark("format", "info", [column.kind]) : [];
  const [min, max] = boundsOf(column);
  const [low, high] = [shape.min ?? -Infinity, shape.max ?? Infinity];
  const remarks: Remark[] = [];
  if (low > max || high < min) remarks.push(...remark("outOfRange", "error", [String(min), String(max)]));
  else if (low < min || high > max)
    remarks.push(...remark("mayBeOutOfRange", "warning", [String(min), String(max)], clampTo(rule, min, max)));
  const decimals = decimalsOf(column);
  if ((shape.decimals ?? 10) > decimals) {
    const value: Expression = { op: "number", of: rule.value, decimals };
    remarks.push(...remark("losesDecimals", "info", [String(decimals)], { label: "round", value }));
  }
  return remarks;
}

function clampTo(rule: MappingRule, min: number, max: number): Remark["fix"] {
  const low: Expression = { op: "calculate", of: rule.value, operator: "max", by: { op: "constant", value: min } };
  return { label: "clamp", value: { op: "calculate", of: low, operator: "min", by: { op: "constant", value: max } } };
}

function checkOptions(rule: MappingRule, column: ColumnMetadata, shape: Shape): readonly Remark[] {
  const target = column.options ?? [];
  if (shape.kind === "text") {
    const rows = target.map((option) => ({ from: option.label, to: option.value }));
    return remark("mayFail", "warning", ["notAnOption"], {
      label: "tableByLabel",
      value: { op: "map", of: rule.value, rows, otherwise: { value: null } },
    });
  }
  const source =
    shape.kind === "yesNo"
      ? (shape.options ?? [
          { value: 0, label: "No" },
          { value: 1, label: "Yes" },
        ])
      : (shape.options ?? []);
  if (shape.kind === "number" || (shape.kind === "choices" && column.kind !== "MultiSelectPicklist")) {
    return remark("mayFail", "warning", ["notAnOption"], blankInsteadAfterTable(rule, source, target));
  }
  const missing = source.filter((option) => !target.some((other) => other.value === option.value));
  const renamed = source.filter((option) =>
    target.some((other) => other.value === option.value && fold(other.label) !== fold(option.label)),
  );
  const fix = shape.kind === "choices" ? undefined : tableByLabel(rule, source, target);
  if (missing.length > 0) {
    const isAll = missing.length === source.length;
    return remark(
      "missingOption",
      isAll ? "error" : "warning",
      [missing.map((option) => option.label).join(", ")],
      fix,
    );
  }
  return renamed.length > 0 && shape.kind !== "yesNo"
    ? remark("labelsDiffer", "warning", [renamed.map((option) => option.label).join(", ")], fix)
    : [];
}

type Options = readonly { readonly value: number; readonly label: string }[];

/** A table that leads each option to the one with its label; those without one become blank. */
function tableByLabel(rule: MappingRule, source: Options, target: Options): Remark["fix"] {
  const rows = source.flatMap((option) => {
    const same = target.find((other) => fold(other.label) === fold(option.label));
    return same ? [{ from: option.value, to: same.value }] : [];
  });
  return { label: "tableByLabel", value: { op: "map", of: rule.value, rows, otherwise: { value: null } } };
}

function blankInsteadAfterTable(rule: MappingRule, source: Options, target: Options): Remark["fix"] {
  return tableByLabel(rule, source.length > 0 ? source : target, target);
}

function asYesNo(rule: MappingRule, shape: Shape): Remark["fix"] {
  return shape.kind === "text" || shape.kind === "choice" ? blankInstead({ op: "yesNo", of: rule.value }) : undefined;
}

function checkTables(column: ColumnMetadata, shape: Shape): readonly Remark[] {
  const allowed = column.targets?.map((target) => target.table) ?? [];
  const wrong = (shape.tables ?? []).filter((one) => !allowed.includes(one));
  if (wrong.length === 0) return [];
  const isAll = wrong.length === (shape.tables ?? []).length;
  return remark(isAll ? "wrongTable" : "mayBeWrongTable", isAll ? "error" : "warning", [
    wrong.join(", "),
    allowed.join(", "),
  ]);
}
