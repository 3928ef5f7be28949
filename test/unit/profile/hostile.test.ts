import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Metadata } from "../../../core/dataverse/metadata";
import { evaluateMapping, evaluateRule, type Expression, type MappingRule } from "../../../core/mapping";
import { lintMapping } from "../../../core/mapping/lint";
import { defaultProfile, readProfile, writeProfile } from "../../../core/profile";

const metadata = JSON.parse(readFileSync(join(__dirname, "../../vectors/mapping/metadata.json"), "utf8")) as Metadata;
const now = "2026-11-23T09:30:00Z";
const names = [
  "constructor",
  "__proto__",
  "hasOwnProperty",
  "toString",
  "<img src=x onerror=alert(1)>",
  "name'; DROP TABLE lead; --",
  "name eq 1 or 1",
  "../../systemusers",
  "",
  "x".repeat(10_000),
];
const ruleOf = (column: string, value: Expression): MappingRule => ({
  id: "r",
  target: { table: "account", column },
  value,
  onExisting: "overwrite",
});
const fileOf = (rule: MappingRule): string =>
  JSON.stringify({ ...defaultProfile, mapping: { rules: [rule], consentColumns: [] } });

describe.each(names)("a column named %.40s", (name) => {
  const written = ruleOf(name, { op: "constant", value: "x" });
  const read = ruleOf("name", { op: "column", column: name });
  const behind = ruleOf("name", { op: "column", column: "name", through: name });
  const filled = ruleOf("name", { op: "template", text: `{${name}}` });

  test("is found by the lint, and gives an error instead of a value", () => {
    for (const rule of [written, read, behind, filled]) {
      expect(lintMapping([rule], { metadata }).filter(({ severity }) => severity === "error")).not.toEqual([]);
      expect(evaluateRule(rule, { lead: {}, metadata, now })).toHaveProperty("error");
    }
    expect(Object.keys(evaluateMapping([written, read], { lead: {}, metadata, now }).account)).toHaveLength(2);
  });

  test("in a file costs nothing else", () => {
    for (const rule of [written, read, behind, filled]) {
      const { document } = readProfile(fileOf(rule));
      expect({ ...document, mapping: defaultProfile.mapping }).toEqual(defaultProfile);
    }
  });
});

test("a table of such a name is none", () => {
  for (const table of ["constructor", "__proto__"]) {
    const rule = { ...ruleOf("name", { op: "today" }), target: { table: table as "account", column: "name" } };
    expect(lintMapping([rule], { metadata })).not.toEqual([]);
    expect(evaluateRule(rule, { lead: {}, metadata, now })).toHaveProperty("error");
  }
});

test("a template of a million signs is refused with its place; one that is well within is quick", () => {
  const huge = ruleOf("name", { op: "template", text: "{companyname}".repeat(70_000) });
  expect(readProfile(fileOf(huge)).problems.map(({ path }) => path)).toContain("$.mapping.rules[0].value.text");
  const large = ruleOf("description", { op: "template", text: "[{companyname} ]".repeat(250) });
  expect(readProfile(fileOf(large)).problems).toEqual([]);
  expect(evaluateRule(large, { lead: { companyname: "Looms" }, metadata, now })).toHaveProperty("value");
});

test("HTML in labels, notes and texts is kept as it is: it is text for whoever shows it", () => {
  const html = '<img src=x onerror="alert(1)">';
  const document = {
    ...defaultProfile,
    checklist: [{ id: "a", label: html, help: html, column: "budgetamount", level: "warn", overrule: true } as const],
    mapping: { rules: [{ ...ruleOf("name", { op: "constant", value: html }), note: html }], consentColumns: [] },
  };
  expect(readProfile(writeProfile(document))).toEqual({ document, problems: [] });
});
