import { isLookup } from "../dataverse/row";
import type { Right } from "./access";
import { hiddenCompany, mayDo } from "./access";
import type { Choices, QualifyContext } from "./context";
import { findCandidate, linkedId } from "./recommend";
import type { Check, PlannedColumn, PlannedRecord, QualifyPlan } from "./types";
import { isSlotReference } from "./types";

type Draft = Omit<QualifyPlan, "checks" | "hash">;

/** What extras are called in privileges (facts/dataverse-web-api.md §2.6). */
const nouns: Readonly<Record<string, string>> = {
  annotation: "Note",
  task: "Activity",
  phonecall: "Activity",
  appointment: "Activity",
};

const nounOf = (table: string) => nouns[table] ?? table.charAt(0).toUpperCase() + table.slice(1);

/**
 * The privileges that each part of the plan needs, of both change sets (facts/sales-qualification.md §1.2). What is made is
 * read back by us, and QualifyLead itself writes the new account's primary contact.
 */
export function checkPrivileges(plan: Draft, { missingRights = [] }: QualifyContext): readonly Check[] {
  const needed = new Set<string>();
  const need = (noun: string, ...verbs: readonly string[]) => {
    for (const verb of verbs) needed.add(`prv${verb}${noun}`.toLowerCase());
  };
  need("Lead", "Read", "Write", "Append", "AppendTo");
  need("enq_Qualification", "Create", "Write", "Append");
  // Without Read on the maps QualifyLead itself fails (facts §1.2).
  for (const table of ["AttributeMap", "EntityMap"]) need(table, "Read");
  for (const { table, action, columns } of plan.records) {
    const noun = nounOf(table);
    const ours = columns.some(({ source }) => ["you", "rule", "policy"].includes(source.kind));
    if (action === "create") need(noun, "Create", "Read", "Append", "AppendTo", ...(ours ? ["Write"] : []));
    if (action === "create" && columns.some(({ column }) => column === "ownerid")) need(noun, "Assign");
    if (action === "link" && columns.length > 0) need(noun, "Write");
    if (action === "link" || action === "join") need(noun, "AppendTo");
  }
  if (plan.call.createAccount && plan.call.createContact) need("Account", "Write");
  if (plan.call.campaignId) need("Campaign", "AppendTo");
  for (const { table, action } of plan.extras) {
    need(nounOf(table), ...(action === "create" ? ["Create", "Append"] : ["AppendTo"]));
  }

  return missingRights
    .filter((right) => needed.has(right.toLowerCase()))
    .map((right): Check => {
      const slot = plan.records.find((record) => right.toLowerCase().endsWith(record.table))?.slot;
      return {
        id: "right-missing",
        key: `right-missing:${right}`,
        severity: "block",
        ...(slot ? { slot } : {}),
        details: { right },
      };
    });
}

/**
 * What the user may not do to the very records of the plan, with who can change that. Records that may not be written are
 * linked without being filled (`spared`), which is said and stops nobody.
 */
export function checkRows(
  plan: Draft,
  context: QualifyContext,
  choices: Choices,
  spared: readonly PlannedRecord[],
): readonly Check[] {
  const found: Check[] = [];
  const report = (right: Right, slot: string, row: { table: string; id: string; name: string }, block = true) => {
    const general = `prv${right}${nounOf(row.table)}`;
    if (mayDo(context, right, row) || context.missingRights?.includes(general)) return;
    const severity = block ? "block" : "warn";
    const details = { right, record: row.name, owner: ownerOf(row, context) };
    found.push({ id: "row-right", key: `row-right:${slot}.${right}`, severity, slot, details });
  };
  const lead = { table: "lead", ...plan.lead };
  report("Write", "lead", lead);
  report("AppendTo", "lead", lead);
  if (plan.lead.columns.some(isReference)) report("Append", "lead", lead);
  for (const record of plan.records) {
    const { slot, table, action, id = "", name } = record;
    if (action !== "link" && action !== "join") continue;
    report("AppendTo", slot, { table, id, name });
    if (record.columns.some(isReference)) report("Append", slot, { table, id, name });
    if (spared.some((one) => one.slot === slot)) report("Write", slot, { table, id, name }, false);
  }
  const campaign = context.lead.values["campaignid"];
  if (isLookup(campaign) && campaign.id === plan.call.campaignId) {
    report("AppendTo", "campaign", { name: "", ...campaign });
  }
  const contact = linkedId("contact", context, choices);
  const company = hiddenCompany(context, contact);
  if (company && plan.records.some((one) => one.slot === "account" && one.id !== company.id)) {
    const record = findCandidate("contact", contact ?? "", context)?.name ?? "";
    const details = { record, company: company.name ?? "" };
    found.push({ id: "company-hidden", key: "company-hidden", severity: "warn", slot: "account", details });
  }

  return found;
}

function isReference({ value }: PlannedColumn): boolean {
  return isSlotReference(value) || (typeof value === "object" && value !== null && "id" in value);
}

function ownerOf({ table, id }: { readonly table: string; readonly id: string }, context: QualifyContext): string {
  const row = table === "lead" ? context.lead : findCandidate(table, id, context)?.row;
  const owner = row?.values["ownerid"];
  if (typeof owner === "object" && owner !== null && "name" in owner) return owner.name ?? "";

  return context.deals?.find((deal) => deal.id === id)?.owner ?? "";
}
