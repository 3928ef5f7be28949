import { existsSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { formatCsv } from "./matching/csv";
import { rankingRows, rankLeads, readCrm, readRows } from "./matching/rank";

/** `npm run match -- --leads L.csv --crm DIR --out RANKED.csv`: ranks leads against the records of a folder with the product's own matching. */
function main(): number {
  const { values } = parseArgs({
    options: { leads: { type: "string" }, crm: { type: "string" }, out: { type: "string" } },
  });
  if (!values.leads || !values.crm || !values.out) {
    console.error(
      "usage: npm run match -- --leads LEADS.csv --crm FOLDER --out RANKED.csv\nFOLDER holds contacts.csv and/or accounts.csv with Dataverse column names.",
    );
    return 2;
  }
  for (const place of [values.leads, values.crm]) {
    if (existsSync(place)) continue;
    console.error(`${place} does not exist: give the file of leads with --leads and the folder of records with --crm.`);
    return 2;
  }
  const crm = readCrm(values.crm);
  if (crm.length === 0) {
    console.error(`${values.crm} has neither contacts.csv nor accounts.csv with rows in it.`);
    return 2;
  }
  const leads = readRows(values.leads, "lead", "leadid");
  const started = performance.now();
  const ranked = rankLeads(leads, crm);
  writeFileSync(values.out, formatCsv(rankingRows(ranked)));
  console.log(
    `${leads.length} leads ranked against ${crm.length} records in ${((performance.now() - started) / 1000).toFixed(1)} s: ${values.out}`,
  );
  return 0;
}

process.exitCode = main();
