import { buildSync } from "esbuild";
import fc from "fast-check";
import { gzipSync } from "node:zlib";
import { matchLead } from "../../../core/matching";
import { dice, makeWorld, storeWorld } from "../../../tools/matching/made-world";
import { makeLeads } from "../../../tools/matching/made-leads";
import { readResx } from "../../support/control-host";

const d = dice(5);
const world = makeWorld(d, 60, 200);
const rows = storeWorld(d, world);
const leads = makeLeads(d, world, 200).map((each) => each.row);
const anyLead = fc.constantFrom(...leads);
const someRows = fc.shuffledSubarray(rows, { minLength: 1, maxLength: 60 });
const typed = fc.record({
  firstname: fc.string(),
  lastname: fc.string({ unit: "grapheme" }),
  companyname: fc.string({ unit: "grapheme" }),
  emailaddress1: fc.oneof(fc.string(), fc.emailAddress()),
  telephone1: fc.string(),
  websiteurl: fc.oneof(fc.string(), fc.webUrl()),
  address1_line1: fc.string(),
});

const tables = ["account", "contact", "lead", "opportunity"] as const;

test("parts add up to the score, and the score is the probability", () => {
  fc.assert(
    fc.property(anyLead, someRows, (lead, candidates) => {
      const found = matchLead(lead, candidates);
      for (const { score, probability, parts } of tables.flatMap((table) => found[table].candidates)) {
        expect(parts.reduce((sum, part) => sum + part.bits, 0)).toBeCloseTo(score, 9);
        expect(probability).toBeCloseTo(1 / (1 + 2 ** -score), 9);
      }
    }),
    { numRuns: 20 },
  );
});

test("every suggestion has a reason, and every question says why it is asked", () => {
  fc.assert(
    fc.property(anyLead, someRows, (lead, candidates) => {
      const found = matchLead(lead, candidates);
      for (const table of tables) {
        const { decision, whyNotAutomatic, candidates: ranked } = found[table];
        for (const each of ranked) if (each.probability >= 0.05) expect(each.reasonsFor.length).toBeGreaterThan(0);
        if (decision === "ask") expect(whyNotAutomatic).toBeDefined();
      }
    }),
    { numRuns: 20 },
  );
});

test("the order of the records does not matter", () => {
  fc.assert(
    fc.property(anyLead, someRows, (lead, candidates) => {
      expect(matchLead(lead, [...candidates].reverse())).toEqual(matchLead(lead, candidates));
    }),
    { numRuns: 15 },
  );
});

test("whatever was typed is compared without fault", () => {
  fc.assert(
    fc.property(typed, typed, (a, b) => {
      const { contact, account } = matchLead({ table: "lead", id: "l", values: a }, [
        { table: "contact", id: "c", values: b },
        { table: "account", id: "a", values: { ...b, name: b.companyname } },
      ]);
      for (const each of [...contact.candidates, ...account.candidates]) expect(Number.isFinite(each.score)).toBe(true);
    }),
    { numRuns: 150 },
  );
});

test("every reason has words in both controls and all six languages", () => {
  const keys = new Set(
    leads
      .slice(0, 50)
      .flatMap((lead) =>
        tables.flatMap((table) =>
          matchLead(lead, rows)[table].candidates.flatMap((each) => each.parts.map((part) => part.reason.key)),
        ),
      ),
  );
  expect(keys.size).toBeGreaterThan(30);
  for (const control of ["DuplicatePicker", "QualifyDialog"]) {
    for (const language of [1033, 1031, 1036, 3082, 1041, 1025]) {
      const words = readResx(control, language);
      expect([...keys].filter((key) => !words[`match_${key}`])).toEqual([]);
    }
  }
});

test("the matching code holds no eval and does not grow past 20.75 kB gzip (the goal of 15 kB is not reached yet, docs/matching.md)", () => {
  const built = buildSync({
    entryPoints: ["core/matching/index.ts"],
    bundle: true,
    minify: true,
    format: "iife",
    globalName: "M",
    target: "es2020",
    write: false,
  });
  const code = built.outputFiles[0]?.contents ?? new Uint8Array();
  const size = gzipSync(code, { level: 9 }).length;
  expect(size).toBeLessThanOrEqual(20.75 * 1024);
  expect(new TextDecoder().decode(code)).not.toMatch(/\beval\(|new Function\(/);
});
