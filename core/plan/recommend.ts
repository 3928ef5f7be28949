/** What is chosen for each record: by the seller, else by recommendation. */
import { companyOf, hiddenCompany } from "./access";
import type { Candidate, Choices, OpenDeal, OpportunityChoice, QualifyContext, RecordChoice } from "./context";
import { textOf } from "./lead-name";
import { isRefused } from "./refusals";

/**
 * The choice that is preselected: the record that the lead points to or that certainly is the same, a company that
 * probably is the same and that the chosen contact belongs to, else a new one.
 * The profile may prefer a new one or none, or leave no choice.
 */
export function recommendParty(
  table: "account" | "contact",
  context: QualifyContext,
  choices: Choices = {},
): RecordChoice {
  const { decide, preselect } = context.profile.document.records[table];
  if (decide === "never") return { action: "none" };
  const contact = table === "account" ? linkedId("contact", context, choices) : undefined;
  const company = companyOf(context, contact)?.id;
  const found = context.candidates.filter((one) => one.table === table && !isRefused(choices, one));
  const known =
    found.find(({ verdict }) => verdict === "linked" || verdict === "certain") ??
    found.find(({ verdict, row }) => verdict === "probable" && row.id === company);
  if (preselect === "none" && decide === "seller") return { action: "none" };
  if (known && preselect === "recommended") return { action: "link", id: known.row.id };

  if (hiddenCompany(context, contact)) return { action: "none" };

  return canCreate(table, context, choices) ? { action: "create" } : { action: "none" };
}

/** The key of the existing record that is chosen, if one is. */
export function linkedId(table: "account" | "contact", context: QualifyContext, choices: Choices): string | undefined {
  const choice = choiceOf(table, context, choices);

  return choice.action === "link" ? choice.id : undefined;
}

/** An account needs a company name, a contact a person's name (facts/sales-qualification.md §1.3). */
export function canCreate(table: "account" | "contact", context: QualifyContext, choices: Choices = {}): boolean {
  const { companyname, firstname, lastname } = { ...context.lead.values, ...choices.lead };

  return table === "account" ? textOf(companyname) !== "" : textOf(firstname) + textOf(lastname) !== "";
}

export function opportunityChoices(context: QualifyContext, choices: Choices): readonly OpportunityChoice[] {
  const { decide, preselect } = context.profile.document.records.opportunity;
  if (decide === "never") return [];
  const none = preselect === "none" && decide === "seller";

  return choices.opportunities ?? (none ? [] : [{ slot: "opportunity", action: "create" }]);
}

/** The open deals of the records that are linked now. */
export function joinableDeals(context: QualifyContext, choices: Choices): readonly OpenDeal[] {
  const linked = (["account", "contact"] as const).map((table) => linkedId(table, context, choices));

  return (context.deals ?? []).filter((deal) => deal.picked ?? deal.parties.some((party) => linked.includes(party)));
}

export function choiceOf(table: "account" | "contact", context: QualifyContext, choices: Choices): RecordChoice {
  return choices[table] ?? recommendParty(table, context, choices);
}

export function findCandidate(table: string, id: string, context: QualifyContext): Candidate | undefined {
  return context.candidates.find((candidate) => candidate.table === table && candidate.row.id === id);
}
