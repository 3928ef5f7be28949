import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { StoredRow } from "../../core/dataverse/row";
import { gatherCompanyEvidence, gatherPersonEvidence } from "../../core/matching/evidence/gather";
import { readParty } from "../../core/matching/party";
import { companyWordBits, countNames, countSharing } from "../../core/matching/prevalence";
import { weigh, WEIGHTS } from "../../core/matching/weigh";
import { parseCsv } from "./csv";
import { makeLeads } from "./made-leads";
import { dice, makeWorld, storeWorld } from "./made-world";
import { readCrm, readRows, sizesOf } from "./rank";
import { Shortlist } from "./shortlist";

export type Table = "account" | "contact";

/** A set of leads with the truth. */
export interface LabelledSet {
  readonly name: string;
  readonly table: Table;
  readonly leads: readonly StoredRow[];
  readonly crm: readonly StoredRow[];
  readonly truth: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Reads a folder with leads.csv, truth.csv and the records; undefined when it is not there. */
export function readSet(folder: string): LabelledSet | undefined {
  if (!existsSync(path.join(folder, "truth.csv"))) return undefined;
  const rows = parseCsv(readFileSync(path.join(folder, "truth.csv"), "utf8"));
  const truth = new Map(
    rows.map((row) => [row["leadid"] ?? "", new Set((row["recordids"] ?? "").split("|").filter(Boolean))]),
  );
  const leads = readRows(path.join(folder, "leads.csv"), "lead", "leadid").filter((lead) => truth.has(lead.id));
  return {
    name: path.basename(folder),
    table: rows[0]?.["table"] === "account" ? "account" : "contact",
    leads,
    crm: readCrm(folder),
    truth,
  };
}

/** The made-up world as two sets: who is the person, which is the company. */
export function madeSets(seed: number, leadCount: number): readonly LabelledSet[] {
  const d = dice(seed);
  const world = makeWorld(d, leadCount, leadCount * 3);
  const crm = storeWorld(d, world);
  const made = makeLeads(d, world, leadCount);
  const leads = made.map((each) => each.row);
  const set = (table: Table): LabelledSet => ({
    name: `made ${seed} ${table}`,
    table,
    leads,
    crm,
    truth: new Map(made.map((each) => [each.row.id, new Set(table === "contact" ? each.contacts : each.accounts)])),
  });
  return [set("contact"), set("account")];
}

/** One candidate as the fit sees it: how much of each level it has, and bits that no weight changes. */
export interface Example {
  readonly levels: ReadonlyMap<string, number>;
  readonly offset: number;
  readonly right: boolean;
}

/** For each lead its most likely candidates and, always, the right ones. */
export function examplesOf(set: LabelledSet, most: number): Example[][] {
  const frequencies = countNames(set.crm.map((row) => readParty(row)));
  const bitsOf = companyWordBits(frequencies);
  const rows = set.crm.filter((row) => row.table === set.table);
  const accounts = new Map(set.crm.filter((row) => row.table === "account").map((row) => [row.id, row]));
  const parentOf = (row: StoredRow): StoredRow | undefined => {
    const parent = row.values["parentcustomerid"];
    return typeof parent === "object" && parent !== null && "id" in parent ? accounts.get(parent.id) : undefined;
  };
  const parties = new Map(rows.map((row) => [row.id, readParty(row, { bitsOf, parent: parentOf(row) })]));
  const surroundings = { sharing: countSharing([...parties.values()]), frequencies };
  const prior = -Math.log2(sizesOf(set.crm, frequencies)[set.table] ?? 2);
  const gather = set.table === "account" ? gatherCompanyEvidence : gatherPersonEvidence;
  const list = new Shortlist(rows);
  return set.leads.map((row) => {
    const lead = readParty(row, { bitsOf });
    const right = set.truth.get(row.id) ?? new Set<string>();
    const ids = new Set([...list.pick(row, 100), ...right]);
    const examples = [...ids].flatMap((id) => {
      const party = parties.get(id);
      if (!party) return [];
      const findings = gather(lead, party, surroundings);
      const score = weigh(findings, WEIGHTS[set.table]).reduce((sum, each) => sum + each.bits, prior);
      const levels = new Map<string, number>();
      for (const [level, share] of findings.flatMap((each) => each.levels))
        levels.set(level, (levels.get(level) ?? 0) + share);
      return [
        { levels, offset: prior + findings.reduce((sum, each) => sum + each.rarity, 0), right: right.has(id), score },
      ];
    });
    examples.sort((a, b) => b.score - a.score);
    return examples.filter((each, i) => i < most || each.right);
  });
}
