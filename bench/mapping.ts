import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import fc from "fast-check";
import jsonata from "jsonata";
import type { Metadata } from "../core/dataverse/metadata";
import type { Row } from "../core/dataverse/row";
import { evaluateMapping, evaluateRule, type Expression, type MappingRule, type TargetTable } from "../core/mapping";
import { isClean, lintMapping } from "../core/mapping/lint";
import { rowOf, ruleOf } from "../test/support/mapping-arbitraries";
import type { BenchRow } from "./rows";

export const area = "mapping";

const column = (name: string): Expression => ({ op: "column", column: name });

/** The same mapping in both languages: what a tenant writes most. */
const pairs: readonly (readonly [TargetTable, string, Expression, string])[] = [
  ["account", "name", { op: "trim", of: column("companyname"), inner: true }, "$trim(companyname)"],
  ["contact", "firstname", { op: "case", of: column("firstname"), to: "upper" }, "$uppercase(firstname)"],
  ["contact", "emailaddress1", { op: "email", of: column("emailaddress1") }, "$lowercase($trim(emailaddress1))"],
  ["opportunity", "name", { op: "template", text: "{companyname} – {subject}" }, 'companyname & " – " & subject'],
  [
    "opportunity",
    "estimatedvalue",
    { op: "calculate", of: column("budgetamount"), operator: "multiply", by: { op: "constant", value: 1.19 } },
    "$round(budgetamount * 1.19, 2)",
  ],
  [
    "opportunity",
    "new_source",
    {
      op: "map",
      of: column("leadsourcecode"),
      rows: [
        { from: 8, to: 100 },
        { from: 4, to: 200 },
      ],
      otherwise: { value: 300 },
    },
    "leadsourcecode = 8 ? 100 : leadsourcecode = 4 ? 200 : 300",
  ],
  [
    "opportunity",
    "description",
    { op: "truncate", of: column("description"), max: 20 },
    "$substring(description, 0, 20)",
  ],
  [
    "account",
    "accountnumber",
    { op: "replace", of: { op: "split", of: column("emailaddress1"), by: "@", take: -1 }, find: ".", with: "-" },
    '$replace($split(emailaddress1, "@")[-1], ".", "-")',
  ],
  [
    "opportunity",
    "closeprobability",
    {
      op: "if",
      when: { test: column("budgetamount"), is: "above", value: 50_000 },
      then: { op: "constant", value: 80 },
      else: { op: "constant", value: 20 },
    },
    "budgetamount > 50000 ? 80 : 20",
  ],
  [
    "account",
    "websiteurl",
    { op: "firstNonBlank", of: [column("websiteurl"), { op: "template", text: "https://{companyname}" }] },
    '$exists(websiteurl) ? websiteurl : "https://" & companyname',
  ],
];

const ruleCount = 60;

/** 60 rules: the ten of above six times, each ten on its own, because of several rules for one column only one is evaluated. */
function makeRules(): readonly (readonly MappingRule[])[] {
  const once = pairs.map(([table, target, value]): MappingRule => ({
    id: `${table}-${target}`,
    target: { table, column: target },
    value,
    onExisting: "overwrite",
  }));
  return Array.from({ length: ruleCount / once.length }, () => once);
}

function makeLeads(count: number): readonly Row[] {
  return Array.from({ length: count }, (_, index) => ({
    companyname: `Analytical  Engines ${index}`,
    firstname: "Ada",
    emailaddress1: ` Ada.${index}@Engines.example`,
    subject: `Engine no. ${index}`,
    budgetamount: index * 97,
    leadsourcecode: (index % 10) + 1,
    description: "An engine that weaves algebraical patterns just as the loom weaves flowers and leaves.",
    ...(index % 2 === 0 ? { websiteurl: "https://engines.example" } : {}),
  }));
}

async function time(work: () => void | Promise<void>): Promise<number> {
  const runs: number[] = [];
  for (let run = 0; run < 5; run++) {
    const start = performance.now();
    await work();
    runs.push(performance.now() - start);
  }
  return runs.sort((left, right) => left - right)[2] ?? 0;
}

/** Made leads on which rules that lint clean are tried, each lead with twenty of the rules. */
const soakLeads = 100_000;

/** The property "a rule that lints clean never fails" (test/unit/mapping/properties.test.ts) on leads by the hundred thousand. */
function countFailures(metadata: Metadata): { readonly tried: number; readonly failed: number } {
  const seed = 20261123;
  const clean = fc
    .sample(ruleOf(metadata), { numRuns: 4000, seed })
    .filter((rule) => isClean(lintMapping([rule], { metadata })));
  const lead = rowOf(metadata["lead"]?.columns ?? {});
  const portion = 2000;
  let [tried, failed] = [0, 0];
  for (let start = 0; start < soakLeads; start += portion) {
    for (const row of fc.sample(lead, { numRuns: portion, seed: seed + start })) {
      for (let count = 0; count < 20; count++) {
        const rule = clean[tried++ % clean.length];
        if (rule && "error" in evaluateRule(rule, { lead: row, metadata, now: "2026-11-23T09:30:00Z" })) failed++;
      }
    }
  }
  return { tried, failed };
}

export async function run(): Promise<BenchRow[]> {
  const metadata = JSON.parse(readFileSync(resolve("test/vectors/mapping/metadata.json"), "utf8")) as Metadata;
  const leads = makeLeads(1000);
  const sets = makeRules();
  const expressions = Array.from({ length: sets.length }, () => pairs.map(([, , , source]) => jsonata(source))).flat();
  let failed = 0;
  const ours = await time(() => {
    for (const lead of leads) {
      for (const rules of sets) {
        const values = evaluateMapping(rules, { lead, metadata, now: "2026-11-23T09:30:00Z" });
        failed += Object.values(values)
          .flat()
          .filter(({ result }) => "error" in result).length;
      }
    }
  });
  const theirs = await time(async () => {
    for (const lead of leads) for (const expression of expressions) await expression.evaluate(lead);
  });
  if (failed > 0) throw new Error(`${failed} values are errors: the bench measures something else than it says.`);
  const all = sets.flat().map((rule, index) => ({ ...rule, id: `${rule.id}-${index}` }));
  const lint = await time(() => void lintMapping(all, { metadata }));
  const soak = countFailures(metadata);
  return [
    {
      area,
      name: `clean rules that fail, of ${soak.tried} tries on ${soakLeads} leads`,
      value: soak.failed,
      unit: "failures",
    },
    {
      area,
      name: "1,000 leads x 60 rules (reference: JSONata)",
      value: ours,
      unit: "ms",
      reference: theirs,
      ratio: ours / theirs,
    },
    { area, name: "lint of 60 rules", value: lint, unit: "ms" },
  ];
}
