import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Metadata } from "../../../core/dataverse/metadata";
import { conditionHolds, evaluateMapping, type Condition, type MappingRule } from "../../../core/mapping";

const metadata = JSON.parse(readFileSync(join(__dirname, "../../vectors/mapping/metadata.json"), "utf8")) as Metadata;
const context = { lead: { subject: "Engine" }, metadata, now: "2026-11-23T09:30:00Z" };

/** What somebody may have written into the published document by hand, past every check. */
const malformed: readonly unknown[] = [
  { op: "eval", of: { op: "today" } },
  { op: "trim" },
  { op: "map", of: { op: "column", column: "subject" } },
  { op: "firstNonBlank", of: null },
  { op: "if" },
  { op: "template" },
  null,
  "subject",
  7,
];

test.each(malformed.map((value) => [JSON.stringify(value), value] as const))(
  "the expression %s is an error value, not an exception",
  (_name, value) => {
    const rule = { id: "a", target: { table: "opportunity", column: "name" }, value, onExisting: "ask" } as MappingRule;
    expect(evaluateMapping([rule], context).opportunity[0]?.result).toMatchObject({ error: { code: "badExpression" } });
  },
);

test("rules without a target are passed over", () => {
  const rules = [null, {}, { id: "a" }] as unknown as readonly MappingRule[];
  expect(evaluateMapping(rules, context)).toEqual({ account: [], contact: [], opportunity: [] });
});

test.each([null, {}, { all: null }, { test: null, is: "blank" }, { test: { op: "today" }, is: "weird" }])(
  "the condition %j does not throw",
  (condition) => {
    expect(typeof conditionHolds(condition as unknown as Condition, context)).not.toBe("string");
  },
);
