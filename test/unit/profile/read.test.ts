import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import {
  checkDocument,
  compareProfiles,
  defaultProfile,
  readProfile,
  writeProfile,
  type ProfileDocument,
} from "../../../core/profile";

const format1 = readFileSync(join(__dirname, "../../vectors/profile/format-1.json"), "utf8");
const broken = (change: (document: Record<string, unknown>) => void): string => {
  const document = JSON.parse(writeProfile(defaultProfile)) as Record<string, unknown>;
  change(document);
  return JSON.stringify(document);
};
const where = (json: string) => readProfile(json).problems.map(({ path, code }) => `${path} ${code}`);

describe("reading a profile", () => {
  test("the default reproduces Dynamics: no rule, seller decides, five opportunities", () => {
    expect(checkDocument(defaultProfile)).toEqual({ document: defaultProfile, problems: [] });
    expect(defaultProfile.mapping.rules).toEqual([]);
    expect(defaultProfile.records.opportunity).toMatchObject({ decide: "seller", max: 5 });
  });

  test("a document of format 1 is upgraded without a loss", () => {
    const { document, problems } = readProfile(format1);
    const old = JSON.parse(format1) as Record<string, unknown>;
    expect(problems).toEqual([]);
    expect(document.mapping).toEqual({ rules: old["mapping"], country: "DE", consentColumns: [] });
    expect(document.undo).toEqual({ days: 3 });
    expect(document.records).toMatchObject(old["records"] as object);
    expect(document.records.owner).toEqual({ to: "creator" });
    expect(document.records.opportunity.priceList).toBe("none");
    for (const part of ["scope", "checklist", "matching", "carryOver", "afterwards", "disqualify"] as const) {
      expect(document[part]).toEqual(old[part]);
    }
  });

  test("a document of format 2 keeps what it says and gets what it could not say", () => {
    const { owner, opportunity, ...records } = defaultProfile.records;
    const { priceList, ...deal } = opportunity;
    const format2 = { ...defaultProfile, format: 2, records: { ...records, opportunity: { ...deal, max: 3 } } };
    const { document, problems } = readProfile(JSON.stringify(format2));

    expect(problems).toEqual([]);
    expect(document.records).toEqual({ ...records, owner, opportunity: { ...deal, max: 3, priceList } });
  });

  test.each([2])("every value of a document of format %i is where it was", (format) => {
    const text = readFileSync(join(__dirname, `../../vectors/profile/format-${format}.json`), "utf8");
    const { document, problems } = readProfile(text);
    const { format: _old, ...parts } = JSON.parse(text) as Record<string, object>;

    expect(problems).toEqual([]);
    expect(document).toMatchObject(parts);
    expect(readProfile(writeProfile(document))).toEqual({ document, problems: [] });
  });

  test.each([
    ["no JSON", "{", ["$ notJson"]],
    ["a list", "[]", ["$ notADocument"]],
    ["null", "null", ["$ notADocument"]],
    ["no format", "{}", ["$.format badFormat"]],
    ["a format that looks like an object with a method", '{"format":[{"toString":""}]}', ["$.format badFormat"]],
    ["format zero", '{"format":0}', ["$.format badFormat"]],
    ["a newer format", '{"format":99}', ["$.format newerFormat"]],
    ["too large a document", `"${"x".repeat(10_000_000)}"`, ["$ tooLarge"]],
    ["a nest of a thousand lists", `{"format":2,"scope":${"[".repeat(1000)}${"]".repeat(1000)}}`, ["$ tooDeep"]],
    [
      "a reference where a part should be",
      broken((one) => (one["records"] = { $ref: "#/records" })),
      [
        "$.records.account badValue",
        "$.records.contact badValue",
        "$.records.opportunity badValue",
        "$.records.oneClick badValue",
        "$.records.owner badValue",
        "$.records.$ref unknownKey",
      ],
    ],
    ["an unknown part", broken((one) => (one["extras"] = 1)), ["$.extras unknownPart"]],
    ["a missing part", broken((one) => delete one["bulk"]), ["$.bulk missingPart"]],
    ["a hostile key", '{"format":2,"__proto__":{"x":1}}', null],
  ])("%s is refused with its place and loses nothing else", (_name, json, places) => {
    const { document, problems } = readProfile(json);
    expect(problems.length).toBeGreaterThan(0);
    if (places) expect([...where(json)].sort()).toEqual([...places].sort());
    expect(checkDocument(document).problems).toEqual([]);
    expect(({} as Record<string, unknown>)["x"]).toBeUndefined();
  });

  test("a circular object is refused, not followed", () => {
    const circular: Record<string, unknown> = { ...defaultProfile };
    circular["scope"] = circular;
    expect(checkDocument(circular).problems.map(({ code }) => code)).toEqual(["tooDeep"]);
  });

  test("a broken rule is named by its path and the other rules are kept", () => {
    const rule = {
      id: "a",
      target: { table: "account", column: "name" },
      value: { op: "column", column: "companyname" },
      onExisting: "ask",
    };
    const rules = [
      rule,
      { ...rule, id: "b", value: { op: "eval", code: "1" } },
      { ...rule, id: "c", target: { table: "lead", column: "x" } },
      { ...rule, id: "d", note: "<script>" },
    ];
    const json = broken((one) => (one["mapping"] = { rules, consentColumns: [] }));
    const { document } = readProfile(json);
    expect(document.mapping.rules.map(({ id }) => id)).toEqual(["a", "d"]);
    expect(where(json)).toEqual(["$.mapping.rules[1].value.op badValue", "$.mapping.rules[2].target.table badValue"]);
  });

  test("a fault deep in a condition is named where it is", () => {
    const when = { all: [{ any: [{ test: { op: "column", column: "Bad Name" }, is: "blank" }] }] };
    const rule = {
      id: "a",
      target: { table: "account", column: "name" },
      value: { op: "today" },
      when,
      onExisting: "ask",
    };
    expect(where(broken((one) => (one["mapping"] = { rules: [rule], consentColumns: [] })))).toEqual([
      "$.mapping.rules[0].when.all[0].any[0].test.column badValue",
    ]);
  });

  test("two rules with one id are reported", () => {
    const rule = { id: "a", target: { table: "account", column: "name" }, value: { op: "today" }, onExisting: "ask" };
    expect(where(broken((one) => (one["mapping"] = { rules: [rule, rule], consentColumns: [] })))).toEqual([
      "$.mapping.rules[1].id sameId",
    ]);
  });

  test("any JSON is read without an exception, and what comes out is valid", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(...Object.keys(defaultProfile)), (value, part) => {
        const { document } = checkDocument({ ...defaultProfile, [part]: value });
        expect(checkDocument(document).problems).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test("export, import, export is identical", () => {
    const numbers = fc.record({
      days: fc.integer({ min: 0, max: 365 }),
      max: fc.integer({ min: 1, max: 20 }),
      label: fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }),
    });
    fc.assert(
      fc.property(numbers, ({ days, max, label }) => {
        const document: ProfileDocument = {
          ...defaultProfile,
          undo: { days },
          records: { ...defaultProfile.records, opportunity: { ...defaultProfile.records.opportunity, max } },
          checklist: [{ id: "a", label, level: "warn", overrule: true }],
        };
        const exported = writeProfile(document);
        const imported = readProfile(exported);
        expect(imported.problems).toEqual([]);
        expect(writeProfile(imported.document)).toBe(exported);
        expect(compareProfiles(document, imported.document)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
