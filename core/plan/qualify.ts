import type { ColumnValue, Row } from "../dataverse/row";
import { isLookup } from "../dataverse/row";
import { checkPlan } from "./checks";
import type {
  Candidate,
  Choices,
  OpenDeal,
  OpportunityChoice,
  QualifyContext,
  RecordChoice,
  TargetTable,
} from "./context";
import { connectRecords, linkSource, planStakeholder } from "./connect";
import { hashOf } from "./hash";
import { leadName, textOf } from "./lead-name";
import { planLinkedColumns } from "./link";
import type { PlannedCall, PlannedColumn, PlannedRecord, QualifyPlan } from "./types";
import { mergeValues, offerValues } from "./values";

/**
 * Makes the plan of a qualification. Pure: the same context and choices give the same plan, and the same hash.
 * A plan that cannot be executed is still a plan; its checks say why.
 */
export function planQualification(context: QualifyContext, choices: Choices = {}): QualifyPlan {
  const lead: Row = { ...context.lead.values, ...choices.lead };
  const chosen: Choices = {
    ...choices,
    account: choiceOf("account", context, choices),
    contact: choiceOf("contact", context, choices),
  };
  const offer = offerValues(context, chosen, lead);
  const account = planParty("account", context, chosen, offer.columns.account);
  const contact = planParty("contact", context, chosen, offer.columns.contact);
  const opportunities = opportunityChoices(context, choices).map((choice, index) =>
    planOpportunity(choice, index, context, choices, offer.columns.opportunity),
  );
  const records = connectRecords([account, contact, ...opportunities], context, choices);
  const call = planCall(records, context, lead);
  const body = {
    kind: "qualify" as const,
    version: 1 as const,
    lead: {
      id: context.lead.id,
      ...(context.lead.etag ? { etag: context.lead.etag } : {}),
      name: leadName(context),
      columns: planLeadColumns(context, choices, records),
      after: planLeadAfter(context, records, call),
      earlier: context.earlier,
      ...planProcess(context),
    },
    records,
    extras: planStakeholder(records, context, choices),
    call,
    ...planProfile(context),
  };
  const checks = checkPlan(body, context, chosen, offer.failed);

  return { ...body, checks, hash: hashOf({ ...body, checks }) };
}

function planProcess({ process }: QualifyContext): Pick<QualifyPlan["lead"], "process"> {
  return process ? { process: { id: process.id, stageId: process.stageId, traversedPath: process.traversedPath } } : {};
}

/** The built-in profile is no row: a journal cannot point to it. */
function planProfile(context: QualifyContext): Pick<QualifyPlan, "profile"> {
  const { id, version, name } = context.profile;

  return version === 0 ? {} : { profile: { id, version, name } };
}

/**
 * The choice that is preselected: the record that the lead points to or that certainly is the same, else a new one.
 * The profile may prefer a new one or none, or leave no choice.
 */
export function recommendParty(table: "account" | "contact", context: QualifyContext): RecordChoice {
  const { decide, preselect } = context.profile.document.records[table];
  if (decide === "never") return { action: "none" };
  const known = context.candidates.find(
    (candidate) => candidate.table === table && (candidate.verdict === "linked" || candidate.verdict === "certain"),
  );
  if (preselect === "none" && decide === "seller") return { action: "none" };
  if (known && preselect === "recommended") return { action: "link", id: known.row.id };

  return canCreate(table, context) ? { action: "create" } : { action: "none" };
}

/** An account needs a company name, a contact a person's name (facts/sales-qualification.md §1.3). */
export function canCreate(table: "account" | "contact", context: QualifyContext): boolean {
  const { companyname, firstname, lastname } = context.lead.values;

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
  const linked = (["account", "contact"] as const).flatMap((table) => {
    const choice = choiceOf(table, context, choices);
    return choice.action === "link" ? [choice.id] : [];
  });

  return (context.deals ?? []).filter((deal) => deal.parties.some((party) => linked.includes(party)));
}

export function choiceOf(table: "account" | "contact", context: QualifyContext, choices: Choices): RecordChoice {
  return choices[table] ?? recommendParty(table, context);
}

function planParty(
  table: "account" | "contact",
  context: QualifyContext,
  choices: Choices,
  offered: readonly PlannedColumn[],
): PlannedRecord {
  const choice = choiceOf(table, context, choices);
  const typed = choices.values?.[table] ?? {};
  if (choice.action === "none") return { slot: table, table, action: "none", name: "", columns: [], conflicts: [] };
  if (choice.action === "create") {
    const columns = mergeValues(offered, typed);

    return {
      slot: table,
      table,
      action: "create",
      by: "platform",
      name: nameOf(table, columns),
      columns,
      conflicts: [],
    };
  }

  const candidate = findCandidate(table, choice.id, context);
  const metadata = context.metadata[table];
  const linked =
    candidate && metadata
      ? planLinkedColumns(candidate.row, metadata, offered, typed, choices.conflicts?.[table] ?? {}, {
          rules: context.profile.document.mapping.rules,
          consent: context.profile.document.mapping.consentColumns,
        })
      : { columns: [], conflicts: [] };

  return {
    slot: table,
    table,
    action: "link",
    id: choice.id,
    ...(candidate?.row.etag ? { etag: candidate.row.etag } : {}),
    name: candidate?.name ?? "",
    ...linked,
  };
}

export function findCandidate(table: string, id: string, context: QualifyContext): Candidate | undefined {
  return context.candidates.find((candidate) => candidate.table === table && candidate.row.id === id);
}

function planOpportunity(
  choice: OpportunityChoice,
  index: number,
  context: QualifyContext,
  choices: Choices,
  offered: readonly PlannedColumn[],
): PlannedRecord {
  const { slot } = choice;
  if (choice.action === "join") {
    const name = context.deals?.find((deal) => deal.id === choice.id)?.name ?? "";
    return { slot, table: "opportunity", action: "join", id: choice.id, name, columns: [], conflicts: [] };
  }
  const columns = mergeValues(offered, choices.values?.[slot] ?? {});

  return {
    slot,
    table: "opportunity",
    action: "create",
    by: index === 0 ? "platform" : "us",
    ...(index > 0 && choice.id ? { id: choice.id } : {}),
    name: nameOf("opportunity", columns),
    columns,
    conflicts: [],
  };
}

function nameOf(table: TargetTable, columns: readonly PlannedColumn[]): string {
  const value = (name: string) => {
    const planned = columns.find((column) => column.column === name)?.value;
    return typeof planned === "string" ? planned : "";
  };

  return table === "contact" ? [value("firstname"), value("lastname")].filter(Boolean).join(" ") : value("name");
}

function planLeadColumns(
  context: QualifyContext,
  choices: Choices,
  records: readonly PlannedRecord[],
): readonly PlannedColumn[] {
  const columns: PlannedColumn[] = Object.entries(choices.lead ?? {}).map(([column, value]) => ({
    column,
    old: context.lead.values[column] ?? null,
    value: value ?? null,
    source: { kind: "you" },
  }));
  // The lead's own lookups are what the platform's maps carry to the opportunity (facts §1.3).
  for (const [slot, column] of [
    ["account", "parentaccountid"],
    ["contact", "parentcontactid"],
  ] as const) {
    const record = records.find((candidate) => candidate.slot === slot);
    const old = context.lead.values[column] ?? null;
    const id = record?.action === "link" ? record.id : undefined;
    if (record && (isLookup(old) ? old.id : undefined) !== id) {
      const value = id ? { table: slot, id, name: record.name } : null;
      columns.push({ column, old, value, source: linkSource });
    }
  }

  return columns;
}

function planLeadAfter(
  context: QualifyContext,
  records: readonly PlannedRecord[],
  call: PlannedCall,
): readonly PlannedColumn[] {
  const after: PlannedColumn[] = [
    { column: "statecode", old: context.lead.values["statecode"] ?? 0, value: 1, source: { kind: "platform" } },
    {
      column: "statuscode",
      old: context.lead.values["statuscode"] ?? null,
      value: call.status,
      source: { kind: "platform" },
    },
  ];
  for (const [slot, column] of [
    ["account", "parentaccountid"],
    ["contact", "parentcontactid"],
  ] as const) {
    const record = records.find((candidate) => candidate.slot === slot);
    if (record?.action === "create") {
      const value = { slot, table: slot };
      after.push({ column, old: context.lead.values[column] ?? null, value, source: { kind: "platform" } });
    }
  }

  return after;
}

function planCall(records: readonly PlannedRecord[], context: QualifyContext, lead: Row): PlannedCall {
  const byPlatform = (table: TargetTable) =>
    records.some((record) => record.table === table && record.action === "create" && record.by === "platform");
  const linked = records.find((record) => record.action === "link" && record.table === "account") ?? undefined;
  const account = records.find((record) => record.slot === "account");
  const customer =
    linked ??
    (account?.action === "none" ? records.find((r) => r.action === "link" && r.table === "contact") : undefined);
  const opportunity = records.find((record) => record.table === "opportunity" && record.by === "platform");
  const currency = opportunity?.columns.find((column) => column.column === "transactioncurrencyid")?.value;
  const campaign = lead["campaignid"];

  return {
    createAccount: byPlatform("account"),
    createContact: byPlatform("contact"),
    createOpportunity: byPlatform("opportunity"),
    status: qualifiedStatus(context),
    ...(isLookup(currency as ColumnValue) ? { currencyId: (currency as { id: string }).id } : {}),
    ...(customer?.id ? { customer: { table: customer.table as "account" | "contact", id: customer.id } } : {}),
    ...(opportunity && isLookup(campaign) ? { campaignId: campaign.id } : {}),
  };
}

/** 3 out of the box; an environment may have replaced it (facts §4). */
function qualifiedStatus(context: QualifyContext): number {
  const options = (context.metadata["lead"]?.columns["statuscode"]?.options ?? []).filter((o) => o.state === 1);

  return options.some((option) => option.value === 3) ? 3 : (options[0]?.value ?? 3);
}
