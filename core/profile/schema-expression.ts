import * as v from "valibot";
import type { ColumnValue } from "../dataverse/row";
import type { Condition, Expression } from "../mapping/expression";
import { onExistingModes, targetTables, type MappingRule } from "../mapping/rule";

/** Longest text in a document: a template of a megabyte helps nobody. */
const text = v.pipe(v.string(), v.maxLength(4000));
/** Names of tables and columns as Dataverse allows them, and `$account` / `$contact` for rows that the seller chose. */
export const columnName = v.pipe(v.string(), v.maxLength(128), v.regex(/^[a-z_][a-z0-9_]*$/, "is no logical name"));
const throughName = v.pipe(
  v.string(),
  v.maxLength(128),
  v.regex(/^(\$account|\$contact|[a-z_][a-z0-9_]*)$/, "is no lookup column"),
);
const number = v.pipe(v.number(), v.finite());
const whole = (min: number, max: number) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));
const countryCode = v.pipe(v.string(), v.regex(/^[A-Z]{2}$/, "is no ISO country code"));
const isoCurrency = v.pipe(v.string(), v.regex(/^[A-Z]{3}$/, "is no ISO currency code"));
const isoDate = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/, "is no ISO date"));
const words = v.optional(v.pipe(v.array(text), v.maxLength(200)));
const invalid = v.optional(v.picklist(["keep", "blank", "error"]));

const lookup = v.strictObject({ table: columnName, id: v.pipe(v.string(), v.maxLength(40)), name: v.optional(text) });
export const columnValue: v.GenericSchema<unknown, ColumnValue> = v.union([
  v.null(),
  text,
  number,
  v.boolean(),
  lookup,
  v.pipe(v.array(number), v.maxLength(500)),
]);

const of = v.lazy(() => expression);
const when = v.lazy(() => condition);
const step = <const Op extends string, const Entries extends v.ObjectEntries>(op: Op, entries: Entries) =>
  v.strictObject({ op: v.literal(op), of, ...entries });

export const expression: v.GenericSchema<unknown, Expression> = v.variant("op", [
  v.strictObject({ op: v.literal("column"), column: columnName, through: v.optional(throughName) }),
  v.strictObject({ op: v.literal("constant"), value: columnValue }),
  v.strictObject({ op: v.literal("template"), text }),
  v.strictObject({ op: v.picklist(["today", "now"]) }),
  v.strictObject({ op: v.literal("firstNonBlank"), of: v.pipe(v.array(of), v.minLength(1), v.maxLength(50)) }),
  v.strictObject({ op: v.literal("if"), when, then: of, else: v.optional(of) }),
  step("ifError", { otherwise: v.optional(of) }),
  step("map", {
    rows: v.pipe(
      v.array(v.strictObject({ from: v.union([text, number, v.boolean()]), to: columnValue })),
      v.maxLength(1000),
    ),
    otherwise: v.optional(v.strictObject({ value: columnValue })),
  }),
  step("label", {}),
  step("find", { table: columnName, column: columnName, required: v.optional(v.boolean()) }),
  step("number", { decimal: v.optional(v.picklist([".", ","])), decimals: v.optional(whole(0, 10)) }),
  step("calculate", { operator: v.picklist(["add", "subtract", "multiply", "divide", "min", "max"]), by: of }),
  step("money", { from: v.optional(isoCurrency), to: v.optional(isoCurrency) }),
  step("text", {
    decimals: v.optional(whole(0, 10)),
    currency: v.optional(v.boolean()),
    pattern: v.optional(v.pipe(v.string(), v.maxLength(60))),
  }),
  step("date", { order: v.optional(v.picklist(["ymd", "dmy", "mdy"])) }),
  step("addDays", { days: whole(-100_000, 100_000) }),
  step("addMonths", { months: whole(-12_000, 12_000) }),
  step("startOfNextMonth", {}),
  step("endOfMonth", {}),
  step("addBusinessDays", {
    days: whole(-5000, 5000),
    weekend: v.optional(v.pipe(v.array(whole(0, 6)), v.maxLength(6))),
    holidays: v.optional(v.pipe(v.array(isoDate), v.maxLength(500))),
  }),
  step("trim", { inner: v.optional(v.boolean()) }),
  step("case", { to: v.picklist(["upper", "lower", "sentence", "name"]) }),
  step("truncate", { max: whole(0, 1_048_576), ellipsis: v.optional(v.boolean()) }),
  step("replace", { find: v.pipe(text, v.minLength(1)), with: text, ignoreCase: v.optional(v.boolean()) }),
  step("split", { by: v.pipe(text, v.minLength(1)), take: whole(-1000, 1000), rest: v.optional(v.boolean()) }),
  step("phone", {
    format: v.picklist(["e164", "international", "national"]),
    country: v.optional(countryCode),
    countryOf: v.optional(of),
    invalid,
  }),
  step("email", { invalid }),
  step("website", { skip: words }),
  step("yesNo", { yes: words, no: words }),
]) as v.GenericSchema<unknown, Expression>;

const conditions = v.pipe(v.array(when), v.maxLength(100));
const comparison = v.variant("is", [
  v.strictObject({ test: of, is: v.picklist(["blank", "notBlank"]) }),
  v.strictObject({
    test: of,
    is: v.picklist([
      "equals",
      "notEquals",
      "contains",
      "startsWith",
      "endsWith",
      "above",
      "atLeast",
      "below",
      "atMost",
    ]),
    value: columnValue,
  }),
  v.strictObject({ test: of, is: v.literal("in"), values: v.pipe(v.array(columnValue), v.maxLength(500)) }),
]);

/** One form or the other by its key, so that a fault is reported where it is and not as "none of the forms". */
export const condition: v.GenericSchema<unknown, Condition> = v.lazy((input): v.GenericSchema<unknown, Condition> => {
  const has = (key: string): boolean => typeof input === "object" && input !== null && key in input;
  if (has("all")) return v.strictObject({ all: conditions });
  if (has("any")) return v.strictObject({ any: conditions });
  return has("not") ? v.strictObject({ not: when }) : comparison;
});

export const mappingRule: v.GenericSchema<unknown, MappingRule> = v.strictObject({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(60)),
  target: v.strictObject({ table: v.picklist(targetTables), column: columnName }),
  value: expression,
  when: v.optional(condition),
  onExisting: v.picklist(onExistingModes),
  separator: v.optional(v.pipe(v.string(), v.maxLength(50))),
  disabled: v.optional(v.boolean()),
  note: v.optional(text),
  replacesPlatformMap: v.optional(v.boolean()),
});

export const shared = { text, whole, countryCode };
