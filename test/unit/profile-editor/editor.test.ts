import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import type { Metadata } from "../../../core/dataverse/metadata";
import { defaultProfile, starterProfiles } from "../../../core/profile";
import {
  fromChain,
  newSource,
  newStep,
  sources,
  steps,
  toChain,
} from "../../../pcf-controls/ProfileEditor/expression/chain";
import { forms, readPath, writePath } from "../../../pcf-controls/ProfileEditor/parts/forms";
import { describeOutcome, describeResult, describeRule } from "../../../pcf-controls/ProfileEditor/sentence";
import { editorReducer, startEditing } from "../../../pcf-controls/ProfileEditor/state";
import type { Format } from "../../../pcf-controls/ui/host";
import { readStrings } from "../../../pcf-controls/ui/strings";
import { expressionOf } from "../../support/mapping-arbitraries";

const metadata = JSON.parse(readFileSync(join(__dirname, "../../vectors/mapping/metadata.json"), "utf8")) as Metadata;
/** The words of a language; read here, because the helper of the UI tests loads all of Fluent. */
function readWords(language: number): Readonly<Record<string, string>> {
  const path = join(__dirname, `../../../pcf-controls/ProfileEditor/strings/ProfileEditor.${language}.resx`);
  const entries = readFileSync(path, "utf8").matchAll(/<data name="([^"]+)"[^>]*><value>([^<]*)<\/value>/g);
  return Object.fromEntries([...entries].map(([, name = "", value = ""]) => [name, value]));
}

const english = readWords(1033);
const languages = [1025, 1031, 1036, 1041, 3082];
const withDays = (days: number) => ({ ...defaultProfile, undo: { days } });

describe("editing", () => {
  test("what is typed on in one field is one step to undo", () => {
    let state = startEditing(defaultProfile);
    for (const days of [1, 12, 123])
      state = editorReducer(state, { type: "edit", document: withDays(days), about: "undo.days" });
    expect(editorReducer(state, { type: "undo" }).document).toBe(defaultProfile);
  });

  test("undo and redo are each other's opposite, whatever is edited between", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(365), { minLength: 1, maxLength: 20 }), (edits) => {
        const edited = edits.reduce(
          (state, days) => editorReducer(state, { type: "edit", document: withDays(days) }),
          startEditing(defaultProfile),
        );
        const back = edits.reduce((state) => editorReducer(state, { type: "undo" }), edited);
        expect(back.document).toBe(defaultProfile);
        expect(edits.reduce((state) => editorReducer(state, { type: "redo" }), back).document).toBe(edited.document);
      }),
    );
  });

  test("an edit after undo takes the way forward away; publishing begins a new step", () => {
    const one = editorReducer(startEditing(defaultProfile), { type: "edit", document: withDays(1), about: "a" });
    const settled = editorReducer(one, { type: "settle" });
    const two = editorReducer(settled, { type: "edit", document: withDays(2), about: "a" });
    expect(editorReducer(two, { type: "undo" }).document).toEqual(withDays(1));
    const other = editorReducer(editorReducer(two, { type: "undo" }), { type: "edit", document: withDays(3) });
    expect(other.future).toEqual([]);
  });
});

describe("chains", () => {
  test("any expression comes back from its chain", () => {
    fc.assert(
      fc.property(expressionOf(metadata), (expression) => expect(fromChain(toChain(expression))).toEqual(expression)),
      { numRuns: 300 },
    );
  });

  test("a new step takes the one before as its operand", () => {
    for (const op of steps) expect(toChain(newStep(op, newSource("column"), undefined))).toHaveLength(2);
    for (const op of sources) expect(toChain(newSource(op))).toHaveLength(1);
  });
});

describe("forms", () => {
  test("every field of every part leads to a value of the default document", () => {
    const optional = ["condition", "nudges", "owner.name"];
    for (const [part, fields] of Object.entries(forms)) {
      for (const { path } of fields) {
        if (optional.some((name) => path.startsWith(name))) continue;
        expect([part, path, readPath(defaultProfile[part as keyof typeof defaultProfile], path) === undefined]).toEqual(
          [part, path, false],
        );
      }
    }
  });

  test("writing a value leaves the others and the original alone", () => {
    const records = writePath(defaultProfile.records, "opportunity.max", 3);
    expect(records).toEqual({
      ...defaultProfile.records,
      opportunity: { ...defaultProfile.records.opportunity, max: 3 },
    });
    expect(defaultProfile.records.opportunity.max).toBe(5);
    expect(writePath({ a: 1, b: 2 }, "a", undefined)).toEqual({ b: 2 });
  });
});

const german: Format = {
  date: (iso) => iso.slice(0, 10).split("-").reverse().join("."),
  dateTime: (iso) => `${iso.slice(0, 10).split("-").reverse().join(".")} ${iso.slice(11, 16)}`,
  number: (value, precision) => value.toFixed(precision).replace(".", ","),
  money: (value, precision, symbol) => `${value.toFixed(precision).replace(".", ",")} ${symbol}`,
};
const wording = { metadata, strings: readStrings((key) => english[key]), format: german, symbol: "€" };

describe("words", () => {
  test.each(languages)("language %i has every word of English with the same places", (language) => {
    const words = readWords(language);
    expect(Object.keys(words).sort()).toEqual(Object.keys(english).sort());
    const places = (text: string) => [...new Set(text.match(/\{\d\}/g) ?? [])].sort().join();
    for (const [key, text] of Object.entries(english))
      expect([key, places(words[key] ?? "")]).toEqual([key, places(text)]);
  });

  test("every operation, setting and value has words", () => {
    const missing = [...steps.map((op) => `op_${op}`), ...sources.map((op) => `op_${op}`)].filter(
      (key) => !english[key],
    );
    const fields = Object.entries(forms).flatMap(([part, all]) =>
      all.map(({ path }) => `field_${part}_${path.split(".").pop() ?? ""}`),
    );
    expect([...missing, ...fields.filter((key) => !english[key])]).toEqual([]);
  });

  test("a rule reads as a sentence", () => {
    const [name] = starterProfiles.partner.mapping.rules;
    const rule = {
      id: "topic",
      target: { table: "opportunity", column: "name" },
      value: { op: "template", text: "{companyname} – {subject}" },
      when: { test: { op: "column", column: "companyname" }, is: "notBlank" },
      onExisting: "ask",
    } as const;
    expect(describeRule(rule, wording)).toBe(
      "Opportunity: Name ← Companyname – Subject (when Companyname has a value; on existing: ask)",
    );
    expect(name && describeRule(name, wording)).toBe("Account: Name ← Companyname → trim (on existing: fill if blank)");
  });

  test.each([
    ["estimatedvalue", 1250.5, "1250,50 €"],
    ["estimatedclosedate", "2027-03-31", "31.03.2027"],
    ["closeprobability", 80, "80"],
    ["name", "2027-03-31", "2027-03-31"],
  ])("a value of %s is shown as the user writes it", (column, value, shown) => {
    expect(describeResult({ value }, metadata["opportunity"]?.columns[column], wording)).toBe(shown);
  });

  test("a step's value is too, before there is a column", () => {
    expect(describeOutcome({ value: "2026-11-23T09:30:00Z", kind: "dateTime" }, wording)).toBe("23.11.2026 09:30");
    expect(describeOutcome({ value: 0.125, kind: "number" }, wording)).toBe("0,125");
    expect(describeOutcome({ value: "no date", kind: "date" }, wording)).toBe("no date");
  });
});
