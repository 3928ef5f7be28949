import type { ColumnMetadata } from "../../../core/dataverse/metadata";
import type { Expression, Operation, StepExpression } from "../../../core/mapping";

/** Where values come from. */
export const sources: readonly Operation[] = ["column", "template", "constant", "firstNonBlank", "if", "today", "now"];

/** What can be done to a value. */
export const steps = [
  "trim",
  "case",
  "truncate",
  "replace",
  "split",
  "number",
  "calculate",
  "money",
  "text",
  "date",
  "addDays",
  "addMonths",
  "addBusinessDays",
  "startOfNextMonth",
  "endOfMonth",
  "map",
  "label",
  "find",
  "phone",
  "email",
  "website",
  "yesNo",
  "ifError",
] as const satisfies readonly StepExpression["op"][];

/** A value under way: the source, then one step after another. The tree has the last step outermost. */
export function toChain(expression: Expression): readonly Expression[] {
  return isStep(expression) ? [...toChain(expression.of), expression] : [expression];
}

export function fromChain(chain: readonly Expression[]): Expression {
  const [source, ...rest] = chain;
  return rest.reduce<Expression>((of, step) => ({ ...step, of }) as StepExpression, source ?? newSource("constant"));
}

export function isStep(expression: Expression): expression is StepExpression {
  return !sources.includes(expression.op);
}

export function newSource(op: Operation): Expression {
  switch (op) {
    case "template":
      return { op, text: "" };
    case "firstNonBlank":
      return { op, of: [{ op: "column", column: "companyname" }] };
    case "if":
      return {
        op,
        when: { test: { op: "column", column: "companyname" }, is: "notBlank" },
        then: { op: "column", column: "companyname" },
      };
    case "today":
    case "now":
      return { op };
    case "constant":
      return { op, value: null };
    default:
      return { op: "column", column: "companyname" };
  }
}

export function newStep(op: StepExpression["op"], of: Expression, target: ColumnMetadata | undefined): StepExpression {
  const defaults: Partial<Record<StepExpression["op"], object>> = {
    case: { to: "name" },
    truncate: { max: target?.maxLength ?? 100, ellipsis: true },
    replace: { find: " ", with: " " },
    split: { by: " ", take: 0 },
    calculate: { operator: "multiply", by: { op: "constant", value: 1 } },
    addDays: { days: 30 },
    addMonths: { months: 1 },
    addBusinessDays: { days: 5 },
    map: {
      rows: (target?.options ?? []).map((option) => ({ from: option.label, to: option.value })),
      otherwise: { value: null },
    },
    find: { table: target?.targets?.[0]?.table ?? "account", column: "name" },
    phone: { format: "international" },
  };
  return { op, of, ...defaults[op] } as StepExpression;
}

/** How one setting of a step is edited. */
export type Setting =
  | {
      readonly name: string;
      readonly kind: "text" | "number" | "switch" | "words" | "expression";
      readonly optional?: boolean;
    }
  | { readonly name: string; readonly kind: "choice"; readonly values: readonly string[]; readonly optional?: boolean };

const text = (name: string, optional = false): Setting => ({ name, kind: "text", optional });
const number = (name: string, optional = false): Setting => ({ name, kind: "number", optional });
const flag = (name: string): Setting => ({ name, kind: "switch", optional: true });
const choice = (name: string, values: string, optional = false): Setting => ({
  name,
  kind: "choice",
  values: values.split(" "),
  optional,
});
const words = (name: string): Setting => ({ name, kind: "words", optional: true });
const inner = (name: string, optional = false): Setting => ({ name, kind: "expression", optional });

/** The settings of every operation, beside its operand; rows of tables, conditions and columns have editors of their own. */
export const settings: Readonly<Partial<Record<Operation, readonly Setting[]>>> = {
  template: [text("text")],
  if: [inner("then"), inner("else", true)],
  ifError: [inner("otherwise", true)],
  find: [text("table"), text("column"), flag("required")],
  number: [choice("decimal", ". ,", true), number("decimals", true)],
  calculate: [choice("operator", "add subtract multiply divide min max"), inner("by")],
  money: [text("from", true), text("to", true)],
  text: [number("decimals", true), flag("currency"), text("pattern", true)],
  date: [choice("order", "ymd dmy mdy", true)],
  addDays: [number("days")],
  addMonths: [number("months")],
  addBusinessDays: [number("days"), words("holidays")],
  trim: [flag("inner")],
  case: [choice("to", "name upper lower sentence")],
  truncate: [number("max"), flag("ellipsis")],
  replace: [text("find"), text("with"), flag("ignoreCase")],
  split: [text("by"), number("take"), flag("rest")],
  phone: [
    choice("format", "international e164 national"),
    text("country", true),
    choice("invalid", "keep blank error", true),
    inner("countryOf", true),
  ],
  email: [choice("invalid", "keep blank error", true)],
  website: [words("skip")],
  yesNo: [words("yes"), words("no")],
};
