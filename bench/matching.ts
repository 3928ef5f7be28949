import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseCsv } from "../tools/matching/csv";
import { matchLead } from "../core/matching";
import { madeSets, readSet, type LabelledSet } from "../tools/matching/examples";
import { exactRules, fuzzyByFuse, type Ranker } from "../tools/matching/others";
import { isSameName, type NameKind } from "../tools/matching/name-pairs";
import { rankLeads } from "../tools/matching/rank";
import type { BenchRow } from "./rows";

export const area = "matching";

const FOLDER = "../shared/data/matching";
const SETS = ["febrl3", "febrl4", "fake_1000", "sites_even", "dnb_names", "patstat"];

/** Ranking on every set beside the exact rules of Dynamics and fuse.js, and the time of scoring 200 candidates. */
export async function run(): Promise<BenchRow[]> {
  const rows = [...scoringTime()];
  for (const set of setsAtHand()) rows.push(...ranking(set));
  return [...rows, ...namePairs()];
}

function setsAtHand(): readonly LabelledSet[] {
  const [people, companies] = madeSets(77, 300);
  const found = SETS.flatMap((name) => readSet(path.join(FOLDER, name)) ?? []);
  return [...found, people, companies].filter((set): set is LabelledSet => set !== undefined);
}

/** p95 of comparing a lead with 200 records, all told: reading, scoring, explaining. */
function scoringTime(): BenchRow[] {
  const [people] = madeSets(5, 300);
  if (!people) return [];
  const contacts = people.crm.filter((row) => row.table === "contact").slice(0, 200);
  for (const lead of people.leads.slice(0, 60)) matchLead(lead, contacts);
  const times = people.leads.map((lead) => {
    const started = performance.now();
    matchLead(lead, contacts);
    return performance.now() - started;
  });
  times.sort((a, b) => a - b);
  return [
    {
      area,
      name: "match a lead with 200 contacts, p95",
      value: round(times[Math.floor(times.length * 0.95)] ?? 0),
      unit: "ms",
      reference: 10,
      ratio: round((times[Math.floor(times.length * 0.95)] ?? 0) / 10),
    },
  ];
}

function ranking(set: LabelledSet): BenchRow[] {
  const rows = set.crm.filter((row) => row.table === set.table);
  const ranked = new Map(
    rankLeads(set.leads, set.crm).map((each) => [
      each.leadId,
      each.results.find((result) => result.table === set.table),
    ]),
  );
  const withMatch = set.leads.filter((lead) => (set.truth.get(lead.id)?.size ?? 0) > 0);
  const share = (right: (id: string) => string | undefined): number =>
    round(withMatch.filter((lead) => set.truth.get(lead.id)?.has(right(lead.id) ?? "")).length / withMatch.length);
  // The others are slow on large sets; a part of the leads tells enough.
  const asked = withMatch.filter((_, i) => i % Math.ceil(withMatch.length / 150) === 0);
  const other = (ranker: Ranker): number =>
    round(asked.filter((lead) => set.truth.get(lead.id)?.has(ranker(lead) ?? "")).length / asked.length);
  const ours = share((id) => ranked.get(id)?.candidates[0]?.row.id);
  const links = set.leads.filter((lead) => ranked.get(lead.id)?.decision === "link");
  const rightLinks = links.filter((lead) =>
    set.truth.get(lead.id)?.has(ranked.get(lead.id)?.candidates[0]?.row.id ?? ""),
  );
  const [exact, fuse] = [other(exactRules(rows)), other(fuzzyByFuse(rows))];
  return [
    {
      area,
      name: `${set.name}: right record first (beside exact rules)`,
      value: ours,
      unit: "share",
      reference: exact,
      ratio: round(ours / exact),
    },
    {
      area,
      name: `${set.name}: right record first (beside fuse.js)`,
      value: ours,
      unit: "share",
      reference: fuse,
      ratio: round(ours / fuse),
    },
    {
      area,
      name: `${set.name}: links that are right, of ${links.length}`,
      value: links.length > 0 ? round(rightLinks.length / links.length) : 1,
      unit: "share",
      reference: 0.995,
    },
  ];
}

function namePairs(): BenchRow[] {
  const file = path.join(FOLDER, "name_pairs", "pairs.csv");
  if (!existsSync(file)) return [];
  const pairs = parseCsv(readFileSync(file, "utf8"));
  return (["person", "organization"] as const).map((kind: NameKind) => {
    const own = pairs.filter((pair) => pair["kind"] === kind);
    const said = own.filter((pair) => isSameName(kind, pair["name1"] ?? "", pair["name2"] ?? ""));
    const right = said.filter((pair) => pair["is_match"] === "true").length;
    const all = own.filter((pair) => pair["is_match"] === "true").length;
    return {
      area,
      name: `name pairs, ${kind}: F1`,
      value: round((2 * right) / (said.length + all)),
      unit: "share",
      reference: kind === "person" ? 0.78 : 0.86,
    };
  });
}

function round(value: number): number {
  return Math.round(value * 10000) / 10000;
}
