import fc from "fast-check";
import type { ColumnMetadata, Metadata } from "../../core/dataverse/metadata";
import type { ColumnValue, Row } from "../../core/dataverse/row";
import type { Condition, Expression, MappingRule, TargetTable } from "../../core/mapping";
import { boundsOf, decimalsOf } from "../../core/mapping/lint/shape";

const odd = [
  "",
  " ",
  "  x ",
  "ß",
  "İstanbul",
  "😀😀",
  "<b>x</b>",
  "{subject}",
  "__proto__",
  "O'Neil",
  "a\nb",
  "1.250,50 €",
  "yes",
  "2026-02-30",
  "+49 30 1234567",
  "ada@x.example",
  "n/a",
];

/** Any text that fits a column, the odd ones often. */
function textUpTo(length: number): fc.Arbitrary<string> {
  const any = fc.oneof(
    fc.constantFrom(...odd),
    fc.string({ unit: "grapheme", maxLength: 40 }),
    fc.string({ unit: "binary", maxLength: 20 }),
  );
  const long = fc.constantFrom(
    "x".repeat(Math.min(length, 4000)),
    "ÄÖ ".repeat(Math.min(Math.floor(length / 3), 1000)),
  );
  return fc.oneof({ weight: 9, arbitrary: any }, { weight: 1, arbitrary: long }).map((text) => text.slice(0, length));
}

/** Any value that Dataverse could hold in a column. */
export function valueOf(column: ColumnMetadata): fc.Arbitrary<ColumnValue> {
  const options = column.options?.map((option) => option.value) ?? [];
  switch (column.kind) {
    case "String":
    case "Memo":
      return textUpTo(column.maxLength ?? 2000);
    case "Integer":
    case "BigInt":
    case "Decimal":
    case "Double":
    case "Money": {
      const [min, max] = boundsOf(column);
      const scale = 10 ** decimalsOf(column);
      const near = fc.integer({ min: Math.max(Math.ceil(min), -100_000), max: Math.min(Math.floor(max), 100_000) });
      const wide = fc
        .double({ min, max, noNaN: true })
        .map((value) => Math.min(max, Math.max(min, Math.trunc(value * scale) / scale)));
      return fc.oneof(
        near,
        wide,
        fc.constantFrom(min, max),
        fc.constantFrom(0).filter((zero) => zero >= min && zero <= max),
      );
    }
    case "Boolean":
      return fc.boolean();
    case "DateTime": {
      const date = fc.date({
        min: new Date("1753-01-01T00:00:00Z"),
        max: new Date("9999-12-31T00:00:00Z"),
        noInvalidDate: true,
      });
      return date.map((at) =>
        column.format === "DateOnly" ? at.toISOString().slice(0, 10) : `${at.toISOString().slice(0, 19)}Z`,
      );
    }
    case "Picklist":
    case "State":
    case "Status":
      return options.length > 0 ? fc.constantFrom(...options) : fc.constant(null);
    case "MultiSelectPicklist":
      return fc.subarray(options);
    case "Lookup":
    case "Customer":
    case "Owner": {
      const tables = column.targets?.map((target) => target.table) ?? [];
      return tables.length === 0
        ? fc.constant(null)
        : fc.record({ table: fc.constantFrom(...tables), id: fc.uuid(), name: textUpTo(100) });
    }
    case "Uniqueidentifier":
      return fc.uuid();
  }
}

/** Any row of a table, with about half of the columns filled. */
export function rowOf(columns: Readonly<Record<string, ColumnMetadata>>): fc.Arbitrary<Row> {
  const values = Object.entries(columns).map(
    ([name, column]) => [name, fc.option(valueOf(column), { nil: null, freq: 2 })] as const,
  );
  return fc.record(Object.fromEntries(values), { requiredKeys: [] });
}

/** Any expression, mostly with columns that exist. */
export function expressionOf(metadata: Metadata): fc.Arbitrary<Expression> {
  const columns = Object.keys(metadata.lead?.columns ?? {});
  const name = fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom(...columns) },
    { weight: 1, arbitrary: fc.constantFrom("gone", "__proto__", "constructor", "new_secret") },
  );
  const word = fc.constantFrom(...odd, "a", "-", "Hot", "Web");
  const small = fc.integer({ min: -3, max: 12 });
  const related = fc.record({
    op: fc.constant("column" as const),
    column: fc.constantFrom("fullname", "name", "telephone1"),
    through: fc.constantFrom("ownerid", "campaignid", "$account", "parentaccountid"),
  });
  const constant = fc.oneof(
    word,
    fc.integer({ min: -5, max: 500 }),
    fc.boolean(),
    fc.constantFrom("2026-11-23", null, 0, 1, 2),
  );
  return fc.letrec<{ tree: Expression }>((tie) => {
    const of = tie("tree");
    const step = <T extends object>(op: string, rest: fc.Arbitrary<T>): fc.Arbitrary<Expression> =>
      fc.tuple(of, rest).map(([operand, more]) => ({ op, of: operand, ...more }) as unknown as Expression);
    const none = fc.constant({});
    return {
      tree: fc.oneof(
        { depthSize: "small", maxDepth: 5, withCrossShrink: true },
        { weight: 12, arbitrary: name.map((column): Expression => ({ op: "column", column })) },
        { weight: 2, arbitrary: related },
        { weight: 2, arbitrary: constant.map((value): Expression => ({ op: "constant", value })) },
        { weight: 1, arbitrary: fc.constantFrom<Expression>({ op: "today" }, { op: "now" }) },
        {
          weight: 2,
          arbitrary: fc
            .tuple(name, word, name)
            .map(([a, text, b]): Expression => ({ op: "template", text: `{${a}} ${text}[ – {${b}}]` })),
        },
        {
          weight: 2,
          arbitrary: fc
            .array(of, { minLength: 1, maxLength: 3 })
            .map((parts): Expression => ({ op: "firstNonBlank", of: parts })),
        },
        {
          weight: 2,
          arbitrary: fc
            .tuple(conditionOf(of), of, of)
            .map(([when, then, otherwise]): Expression => ({ op: "if", when, then, else: otherwise })),
        },
        { weight: 3, arbitrary: step("ifError", fc.oneof(none, fc.record({ otherwise: of }))) },
        {
          weight: 2,
          arbitrary: step(
            "map",
            fc.record(
              {
                rows: fc.array(fc.record({ from: fc.oneof(word, small), to: constant }), { maxLength: 4 }),
                otherwise: fc.record({ value: constant }),
              },
              { requiredKeys: ["rows"] },
            ),
          ),
        },
        { weight: 1, arbitrary: step("label", none) },
        {
          weight: 2,
          arbitrary: step("number", fc.oneof(none, fc.record({ decimals: fc.integer({ min: 0, max: 3 }) }))),
        },
        {
          weight: 2,
          arbitrary: step(
            "calculate",
            fc.record({ operator: fc.constantFrom("add", "subtract", "multiply", "divide", "min", "max"), by: of }),
          ),
        },
        {
          weight: 1,
          arbitrary: step(
            "text",
            fc.record(
              {
                decimals: fc.integer({ min: 0, max: 3 }),
                pattern: fc.constantFrom("yyyy", "d.M.yy"),
                currency: fc.boolean(),
              },
              { requiredKeys: [] },
            ),
          ),
        },
        {
          weight: 1,
          arbitrary: step("date", fc.record({ order: fc.constantFrom("dmy", "mdy", "ymd") }, { requiredKeys: [] })),
        },
        { weight: 1, arbitrary: step("addDays", fc.record({ days: fc.integer({ min: -100_000, max: 100_000 }) })) },
        { weight: 1, arbitrary: step("addMonths", fc.record({ months: fc.integer({ min: -12_000, max: 12_000 }) })) },
        {
          weight: 1,
          arbitrary: fc
            .tuple(of, fc.constantFrom("startOfNextMonth" as const, "endOfMonth" as const))
            .map(([operand, op]): Expression => ({ op, of: operand })),
        },
        { weight: 1, arbitrary: step("addBusinessDays", fc.record({ days: fc.integer({ min: -50, max: 50 }) })) },
        { weight: 1, arbitrary: step("trim", fc.record({ inner: fc.boolean() })) },
        {
          weight: 1,
          arbitrary: step("case", fc.record({ to: fc.constantFrom("upper", "lower", "sentence", "name") })),
        },
        {
          weight: 2,
          arbitrary: step("truncate", fc.record({ max: fc.integer({ min: 0, max: 60 }), ellipsis: fc.boolean() })),
        },
        {
          weight: 1,
          arbitrary: step(
            "replace",
            fc.record({ find: word.filter((text) => text !== ""), with: word, ignoreCase: fc.boolean() }),
          ),
        },
        {
          weight: 1,
          arbitrary: step("split", fc.record({ by: fc.constantFrom(" ", ",", "@"), take: small, rest: fc.boolean() })),
        },
        {
          weight: 1,
          arbitrary: step(
            "phone",
            fc.record(
              {
                format: fc.constantFrom("e164", "national", "international"),
                invalid: fc.constantFrom("keep", "blank", "error"),
                country: fc.constantFrom("DE", "US"),
              },
              { requiredKeys: ["format"] },
            ),
          ),
        },
        {
          weight: 1,
          arbitrary: step(
            "email",
            fc.record({ invalid: fc.constantFrom("keep", "blank", "error") }, { requiredKeys: [] }),
          ),
        },
        { weight: 1, arbitrary: step("website", none) },
        { weight: 1, arbitrary: step("yesNo", none) },
      ),
    };
  }).tree;
}

function conditionOf(test: fc.Arbitrary<Expression>): fc.Arbitrary<Condition> {
  const blank = fc.record({ test, is: fc.constantFrom("blank" as const, "notBlank" as const) });
  const comparison = fc.record({
    test,
    is: fc.constantFrom("equals" as const, "above" as const, "contains" as const, "atMost" as const),
    value: fc.constantFrom<ColumnValue>(1, "a", true, null, "2026-11-23"),
  });
  return fc.oneof(
    blank,
    comparison,
    fc.record({ all: fc.array(blank, { maxLength: 2 }) }),
    fc.record({ not: comparison }),
  );
}

/** Any rule, mostly with a target that exists. */
export function ruleOf(metadata: Metadata): fc.Arbitrary<MappingRule> {
  const targets = (["account", "contact", "opportunity"] as const).flatMap((table) =>
    Object.keys(metadata[table]?.columns ?? {}).map((column) => ({ table: table as TargetTable, column })),
  );
  return fc.record(
    {
      id: fc.constant("rule"),
      target: fc.constantFrom(...targets),
      value: expressionOf(metadata),
      onExisting: fc.constantFrom("fillBlank", "overwrite", "keep", "append", "ask"),
      when: conditionOf(expressionOf(metadata)),
    },
    { requiredKeys: ["id", "target", "value", "onExisting"] },
  ) as fc.Arbitrary<MappingRule>;
}
