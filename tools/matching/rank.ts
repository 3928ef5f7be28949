import { readFileSync, existsSync } from "node:fs";
import path from "node:path";
import type { ColumnValue, StoredRow } from "../../core/dataverse/row";
import { createMatcher } from "../../core/matching";
import { readParty } from "../../core/matching/party";
import { countNames } from "../../core/matching/prevalence";
import type { MatchResult, MatchTable, NameFrequencies } from "../../core/matching/types";
import { parseCsv } from "./csv";
import { Shortlist } from "./shortlist";

/** Rows compared in full for each lead and table. */
const COMPARED = 200;
/** A table of so many rows is compared whole. */
const SMALL_TABLE = 1000;
/** Candidates written for each lead and table. */
const WRITTEN = 10;

export interface RankedLead {
  readonly leadId: string;
  readonly results: readonly MatchResult[];
}

export function readRows(file: string, table: string, key: string): StoredRow[] {
  return parseCsv(readFileSync(file, "utf8")).map((record, i) => ({
    table,
    id: record[key] || `row ${i + 1}`,
    values: record,
  }));
}

/** Reads `contacts.csv` and/or `accounts.csv` of a folder as rows; a contact's account is found by its id. */
export function readCrm(folder: string): StoredRow[] {
  const read = (name: string, table: string, key: string): StoredRow[] => {
    const file = path.join(folder, name);
    return existsSync(file) ? readRows(file, table, key) : [];
  };
  const accounts = read("accounts.csv", "account", "accountid");
  const names = new Map(accounts.map((row) => [row.id, String(row.values["name"] ?? "")]));
  const contacts = read("contacts.csv", "contact", "contactid").map((row) => ({
    ...row,
    values: withParent(row.values, names),
  }));
  return [...accounts, ...contacts];
}

function withParent(values: StoredRow["values"], names: ReadonlyMap<string, string>): StoredRow["values"] {
  const id = values["parentcustomerid"];
  const parent: ColumnValue = typeof id === "string" && id ? { table: "account", id, name: names.get(id) } : null;
  return { ...values, parentcustomerid: parent };
}

/** How many different companies and people there are to choose from: the prior. */
export function sizesOf(crm: readonly StoredRow[], frequencies: NameFrequencies): Partial<Record<MatchTable, number>> {
  return {
    account: Math.max(2, frequencies.companies),
    contact: Math.max(2, crm.filter((row) => row.table === "contact").length),
  };
}

/** Ranks every lead against every row with the shipped weights and policy. */
export function rankLeads(leads: readonly StoredRow[], crm: readonly StoredRow[]): RankedLead[] {
  const tables = (["account", "contact"] as const).filter((table) => crm.some((row) => row.table === table));
  const parties = crm.map((row) => readParty(row));
  const frequencies = countNames(parties);
  const match = createMatcher(crm, { tableSizes: sizesOf(crm, frequencies), frequencies });
  const lists = tables.map((table) => new Shortlist(crm.filter((row) => row.table === table)));
  return leads.map((lead) => {
    const among = new Set(
      lists.flatMap((list) => [...list.pick(lead, list.size <= SMALL_TABLE ? SMALL_TABLE : COMPARED)]),
    );
    const found = match(lead, among);
    return { leadId: lead.id, results: tables.map((table) => found[table]) };
  });
}

/** Lines of the ranking: leadid, table, decision, rank, recordid, probability. */
export function rankingRows(ranked: readonly RankedLead[]): (string | number)[][] {
  const rows: (string | number)[][] = [["leadid", "table", "decision", "rank", "recordid", "probability"]];
  for (const { leadId, results } of ranked) {
    for (const { table, decision, candidates } of results) {
      if (candidates.length === 0) rows.push([leadId, table, decision, "", "", ""]);
      candidates
        .slice(0, WRITTEN)
        .forEach((each, i) => rows.push([leadId, table, decision, i + 1, each.row.id, each.probability.toFixed(6)]));
    }
  }
  return rows;
}
