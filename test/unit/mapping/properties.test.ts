import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import type { Metadata } from "../../../core/dataverse/metadata";
import { evaluateMapping, type MappingContext } from "../../../core/mapping";
import { applyFix, isClean, lintMapping } from "../../../core/mapping/lint";
import { rowOf, ruleOf } from "../../support/mapping-arbitraries";

const metadata = JSON.parse(readFileSync(join(__dirname, "../../vectors/mapping/metadata.json"), "utf8")) as Metadata;
/** The issue asks for 100,000 leads; that many with MAPPING_LEADS=100000, a few thousand in every test run. */
const leads = Number(process.env["MAPPING_LEADS"] ?? 4000);
const columnsOf = (table: string) => metadata[table]?.columns ?? {};
const lead = rowOf(columnsOf("lead"));
const related = fc.record({
  ownerid: rowOf(columnsOf("systemuser")),
  campaignid: rowOf(columnsOf("campaign")),
  parentaccountid: rowOf(columnsOf("account")),
  $account: rowOf(columnsOf("account")),
});
const contexts: fc.Arbitrary<MappingContext> = fc
  .record({ lead, related })
  .map((rows) => ({ ...rows, metadata, now: "2026-11-23T09:30:00Z" }));

test("linting and evaluating never throw, whatever the rule and the lead", () => {
  fc.assert(
    fc.property(ruleOf(metadata), contexts, (rule, context) => {
      lintMapping([rule], { metadata });
      evaluateMapping([rule], context);
    }),
    { numRuns: leads },
  );
});

test("rules that lint clean never fail to evaluate, on any lead that Dataverse could hold", () => {
  let clean = 0;
  fc.assert(
    fc.property(ruleOf(metadata), fc.array(contexts, { minLength: 4, maxLength: 4 }), (rule, some) => {
      if (!isClean(lintMapping([rule], { metadata }))) return;
      clean += some.length;
      for (const context of some) {
        const results = Object.values(evaluateMapping([rule], context)).flat();
        expect(results.filter(({ result }) => "error" in result).map(({ result }) => result)).toEqual([]);
      }
    }),
    { numRuns: leads },
  );
  expect(clean).toBeGreaterThan(leads / 10);
});

test("the same lead and context give the same values", () => {
  fc.assert(
    fc.property(ruleOf(metadata), contexts, (rule, context) => {
      expect(evaluateMapping([rule], structuredClone(context))).toEqual(evaluateMapping([rule], context));
    }),
    { numRuns: Math.ceil(leads / 10) },
  );
});

test("applying the proposed fixes one after another comes to an end and adds no error", () => {
  fc.assert(
    fc.property(ruleOf(metadata), (rule) => {
      let rules: readonly (typeof rule)[] = [rule];
      const errorsBefore = lintMapping(rules, { metadata }).filter((one) => one.severity === "error").length;
      for (let step = 0; step < 12; step++) {
        const fix = lintMapping(rules, { metadata }).find((one) => one.fix && one.severity !== "info")?.fix;
        if (!fix) break;
        rules = applyFix(rules, fix);
      }
      const left = lintMapping(rules, { metadata });
      expect(left.filter((one) => one.fix && one.severity !== "info")).toEqual([]);
      expect(left.filter((one) => one.severity === "error").length).toBeLessThanOrEqual(errorsBefore);
    }),
    { numRuns: Math.ceil(leads / 4) },
  );
});
