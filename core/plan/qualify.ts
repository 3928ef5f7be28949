import type { ColumnValue, Row } from "../dataverse/row";
import { isLookup } from "../dataverse/row";
import { mayDo } from "./access";
import type { Hanging } from "./carry";
import { planCarry } from "./carry";
import { checkPlan } from "./checks";
import type { Choices, OpportunityChoice, QualifyContext, TargetTable } from "./context";
import { connectRecords, linkSource, planStakeholder } from "./connect";
import { hashOf } from "./hash";
import { leadName } from "./lead-name";
import { planLinkedColumns } from "./link";
import { choiceOf, findCandidate, opportunityChoices } from "./recommend";
import { planRefusals } from "./refusals";
import type { Check, PlannedCall, PlannedColumn, PlannedRecord, QualifyPlan } from "./types";
import { mergeValues, offerValues } from "./values";

export { canCreate, choiceOf, findCandidate, joinableDeals, opportunityChoices, recommendParty } from "./recommend";

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
  const connected = connectRecords([account, contact, ...opportunities], context, choices);
  const records = connected.map((record) => leaveAlone(record, context));
  const call = planCall(records, context, lead);
  const joined = planStakeholder(records, context, choices);
  const { carry, extras, left } = planCarry(records, context, choices, joined);
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
      ...planProcess(context, call),
    },
    records,
    extras: [...joined, ...extras, ...planRefusals(context, choices)],
    carry,
    call,
    ...planProfile(context),
  };
  const spared = connected.filter((record, index) => record.columns.length > (records[index]?.columns.length ?? 0));
  const checks = [...checkPlan(body, context, chosen, offer.failed, spared), ...checkCarry(left)];

  return { ...body, checks, hash: hashOf({ ...body, checks }) };
}

/** Files that are too big stay with the lead; nobody should believe that they came along. */
function checkCarry(left: readonly Hanging[]): readonly Check[] {
  const names = left.map(({ name }) => name).join(", ");

  return names ? [{ id: "file-left", key: "file-left", severity: "warn", slot: "lead", details: { names } }] : [];
}

/** On an existing record that the user may not write nothing is filled in; it can be linked all the same. */
function leaveAlone(record: PlannedRecord, context: QualifyContext): PlannedRecord {
  const { action, table, id = "" } = record;

  return action === "link" && !mayDo(context, "Write", { table, id })
    ? { ...record, columns: [], conflicts: [] }
    : record;
}

/** A process that stands elsewhere (the lead was qualified and reactivated before) goes back to the lead first (facts §1.5). */
function planProcess({ process }: QualifyContext, call: PlannedCall): Pick<QualifyPlan["lead"], "process"> {
  if (!process) return {};
  const { id, stageId, traversedPath, active, onLead, leadStageId } = process;
  if (active && !onLead && leadStageId && call.createOpportunity) {
    return { process: { id, stageId: leadStageId, traversedPath: leadStageId, repair: true } };
  }

  return { process: { id, stageId, traversedPath } };
}

/** The built-in profile is no row: a journal cannot point to it. */
function planProfile(context: QualifyContext): Pick<QualifyPlan, "profile"> {
  const { id, version, name } = context.profile;

  return version === 0 ? {} : { profile: { id, version, name } };
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
  const lookups = { account: "parentaccountid", contact: "parentcontactid", opportunity: "qualifyingopportunityid" };
  for (const { slot, table, by } of records) {
    const column = lookups[table];
    if (by !== "platform" || !context.metadata["lead"]?.columns[column]) continue;
    const value = { slot, table };
    after.push({ column, old: context.lead.values[column] ?? null, value, source: { kind: "platform" } });
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
