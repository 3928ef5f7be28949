import type { Table } from "../../metadata/model";
import { typeColumn } from "../../metadata/model";
import { reachOf } from "../../security/access";
import type { CallContext, RowReference } from "../../server/context";
import { accessErrors, salesErrors } from "../../server/errors";
import { privilegeName } from "../../security/privileges";
import type { RawRow } from "../../store/store";
import { defaultCurrency } from "../../write/computed";
import { setLookup } from "../../write/payload";
import { createRow, updateRow } from "../../write/records";
import { mapValues, originRelationship } from "../mapping";
import type { QualifyParameters } from "./parameters";

/** The rows that a qualification made. */
export interface Created {
  readonly account: string | null;
  readonly contact: string | null;
  readonly opportunity: string | null;
}

/** Without the right to create accounts there is an error of its own; the others are plain privilege errors (facts §2). */
export function requireCreateRights(context: CallContext, parameters: QualifyParameters): void {
  const { catalog } = context.env;
  if (context.caller.isSystem) return;
  const wanted = [
    ["account", parameters.createAccount],
    ["contact", parameters.createContact],
    ["opportunity", parameters.createOpportunity],
  ] as const;
  for (const [name, wants] of wanted) {
    const table = catalog.requireTable(name);
    if (!wants || reachOf(context, table, "Create")) continue;
    if (name === "account") throw salesErrors.cannotQualify();
    throw accessErrors.missingPrivilege(context.caller.userId, privilegeName(table, "Create"), name);
  }
}

/** Creates account, contact and opportunity as asked for, and links them (facts/sales-qualification.md §1.2). */
export function createRecords(
  context: CallContext,
  leadId: string,
  lead: RawRow,
  parameters: QualifyParameters,
): Created {
  const reuse = context.env.settings.qualifyWithExistingParents === "reuse";
  const wantsAccount = parameters.createAccount && !(reuse && lead.parentaccountid !== null);
  const wantsContact = parameters.createContact && !(reuse && lead.parentcontactid !== null);

  const account = wantsAccount ? createRow(context, "account", startFrom(context, lead, leadId, "account")) : null;
  const contact = wantsContact ? createContact(context, lead, leadId, account) : null;
  if (account !== null && contact !== null) updateRow(context, "account", account, { primarycontactid: contact });
  const opportunity = parameters.createOpportunity
    ? createOpportunity(context, lead, leadId, parameters, { account, contact })
    : null;
  return { account, contact, opportunity };
}

/** The mapped values of a new row, with its origin and owner. */
function startFrom(context: CallContext, lead: RawRow, leadId: string, targetName: string): RawRow {
  const { catalog, settings } = context.env;
  const source = catalog.requireTable("lead");
  const target = catalog.requireTable(targetName);
  const values = mapValues(context, source, lead, target, "ValidForCreate") ?? {};
  const origin = originRelationship(context, source, target);
  if (origin) setLookup(target, origin, { table: "lead", id: leadId }, values);
  if (settings.qualifyOwner === "lead") copyOwner(lead, values);
  return values;
}

function copyOwner(lead: RawRow, values: RawRow): void {
  values.ownerid = lead.ownerid ?? null;
  values[typeColumn("ownerid")] = lead[typeColumn("ownerid")] ?? null;
}

function createContact(context: CallContext, lead: RawRow, leadId: string, account: string | null): string {
  const values = startFrom(context, lead, leadId, "contact");
  if (account !== null) put(values, "parentcustomerid", { table: "account", id: account });
  return createRow(context, "contact", values);
}

function createOpportunity(
  context: CallContext,
  lead: RawRow,
  leadId: string,
  parameters: QualifyParameters,
  made: { readonly account: string | null; readonly contact: string | null },
): string {
  const { settings, catalog } = context.env;
  const values = startFrom(context, lead, leadId, "opportunity");
  if (made.account !== null) values.parentaccountid = made.account;
  if (made.contact !== null) values.parentcontactid = made.contact;
  if (parameters.customer) put(values, "customerid", parameters.customer);
  else if (!settings.qualifyDefaultsCustomer) put(values, "customerid", null);
  if (parameters.campaign) values.campaignid = parameters.campaign.id;
  if (parameters.currency) values.transactioncurrencyid = parameters.currency.id;
  values.transactioncurrencyid ??= fallbackCurrency(context, lead);
  return createRow(context, "opportunity", onlyKnown(catalog.requireTable("opportunity"), values));
}

function fallbackCurrency(context: CallContext, lead: RawRow): string {
  const { settings, identity } = context.env;
  if (settings.qualifyDefaultCurrency === "organization") return identity.baseCurrencyId;
  if (settings.qualifyDefaultCurrency === "lead" && typeof lead.transactioncurrencyid === "string")
    return lead.transactioncurrencyid;
  return defaultCurrency(context);
}

function put(values: RawRow, column: string, to: RowReference | null): void {
  values[column] = to?.id ?? null;
  values[typeColumn(column)] = to?.table ?? null;
}

function onlyKnown(table: Table, values: RawRow): RawRow {
  return Object.fromEntries(
    Object.entries(values).filter(([name]) => table.columns.has(name.endsWith("__type") ? name.slice(0, -6) : name)),
  );
}
