import type { TableMetadata } from "../dataverse/metadata";
import type { ColumnValue, LookupValue } from "../dataverse/row";
import { isLookup } from "../dataverse/row";
import type { Choices, QualifyContext } from "./context";
import { leadName } from "./lead-name";
import type { PlannedColumn, PlannedExtra, PlannedRecord, PlannedValue, Source } from "./types";

/**
 * Says who belongs to whom. QualifyLead does most of it by itself when it makes the records (facts §1.2); all of it is
 * planned, so that what the platform leaves out is written by us. An existing contact keeps its company.
 */
export function connectRecords(
  records: readonly PlannedRecord[],
  context: QualifyContext,
  choices: Choices,
): readonly PlannedRecord[] {
  const find = (slot: string) => records.find((record) => record.slot === slot && record.action !== "none");
  const account = find("account");
  const contact = find("contact");
  const leadReference = { table: "lead", id: context.lead.id, name: leadName(context) };

  return records.map((record) => {
    if (record.action !== "create") return record;
    const typed = choices.values?.[record.slot] ?? {};
    const links: Record<string, PlannedValue | undefined> = { originatingleadid: leadReference };
    const more: PlannedColumn[] = [];
    if (record.table === "contact") links["parentcustomerid"] = pointTo(account);
    if (record.table === "account" && contact?.action === "create") links["primarycontactid"] = pointTo(contact);
    if (record.table === "opportunity") {
      links["parentaccountid"] = pointTo(account);
      links["parentcontactid"] = pointTo(contact);
      links["customerid"] = pointTo(account ?? contact);
      more.push(...dealColumns(record, context, choices));
    }
    const known = context.metadata[record.table];
    const added = Object.entries(links).filter(
      ([column, value]) => value !== undefined && !(column in typed) && hasColumn(known, column),
    );
    const terms = more.filter(({ column }) => !(column in typed) && hasColumn(known, column));
    const given = [...added.map(([name]) => name), ...terms.map(({ column }) => column)];
    const kept = record.columns.filter(({ column }) => !given.includes(column));

    return {
      ...record,
      columns: [
        ...kept,
        ...added.map(([column, value]): PlannedColumn => ({
          column,
          old: null,
          value: value ?? null,
          source: linkSource,
        })),
        ...terms,
      ],
    };
  });
}

export const linkSource: Source = { kind: "link" };

function hasColumn(table: TableMetadata | undefined, column: string): boolean {
  return table?.columns[column] !== undefined;
}

/** How other records of the plan point to this one. */
export function pointTo(record: PlannedRecord | undefined): PlannedValue | undefined {
  if (!record) return undefined;
  if (record.action === "create") return { slot: record.slot, table: record.table };

  return record.id ? { table: record.table, id: record.id, name: record.name } : undefined;
}

/** Currency, price list and campaign of an opportunity, unless a rule, a map or the seller says otherwise. */
function dealColumns(record: PlannedRecord, context: QualifyContext, choices: Choices): readonly PlannedColumn[] {
  const planned = (name: string) => record.columns.find(({ column }) => column === name);
  const lead = { ...context.lead.values, ...choices.lead };
  const add = (column: string, value: LookupValue, source: Source): PlannedColumn => ({
    column,
    old: null,
    value,
    source,
  });
  const columns: PlannedColumn[] = [];
  const own = planned("transactioncurrencyid");
  const { transactioncurrencyid: currency, campaignid: campaign } = lead;
  const chosen =
    own && isLookup(own.value as ColumnValue)
      ? { id: (own.value as LookupValue).id, source: own.source }
      : isLookup(currency)
        ? { id: currency.id, source: { kind: "map", column: "transactioncurrencyid" } as const }
        : { id: context.baseCurrency, source: { kind: "platform" } as const };
  const { id, source } = chosen;
  if (id) {
    const name = context.currencies.find((one) => one.id === id)?.name ?? "";
    columns.push(add("transactioncurrencyid", { table: "transactioncurrency", id, name }, source));
  }
  const lists = (context.priceLists ?? []).filter((list) => list.currencyId === id);
  const [list] = lists;
  if (context.profile.document.records.opportunity.priceList === "currency" && list && lists.length === 1) {
    const value = { table: "pricelevel", id: list.id, name: list.name };
    if (!planned("pricelevelid")) columns.push(add("pricelevelid", value, { kind: "policy" }));
  }
  // QualifyLead is told the campaign; further opportunities get it from us.
  if (isLookup(campaign) && !planned("campaignid")) {
    columns.push(add("campaignid", campaign, { kind: "map", column: "campaignid" }));
  }

  return columns;
}

/** Whoever joins an open deal becomes a stakeholder of it: a connection between the opportunity and the person. */
export function planStakeholder(
  records: readonly PlannedRecord[],
  context: QualifyContext,
  choices: Choices,
): readonly PlannedExtra[] {
  const choice = choices.opportunities?.find((one) => one.action === "join");
  const party =
    records.find((record) => record.slot === "contact" && record.action !== "none") ??
    records.find((record) => record.slot === "account" && record.action !== "none");
  const whom = pointTo(party);
  if (choice?.action !== "join" || !whom) return [];
  const columns: PlannedColumn[] = [
    { column: "record1id", old: null, value: { table: "opportunity", id: choice.id }, source: linkSource },
    { column: "record2id", old: null, value: whom, source: linkSource },
  ];
  if (context.stakeholderRole) {
    const role = { table: "connectionrole", id: context.stakeholderRole };
    columns.push({ column: "record2roleid", old: null, value: role, source: linkSource });
  }

  return [{ id: choice.connectionId, table: "connection", action: "create", columns }];
}
