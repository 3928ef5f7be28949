import type { TableMetadata } from "../dataverse/metadata";
import type { ColumnValue } from "../dataverse/row";
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
    if (record.table === "contact") links["parentcustomerid"] = pointTo(account);
    if (record.table === "account" && contact?.action === "create") links["primarycontactid"] = pointTo(contact);
    if (record.table === "opportunity") {
      links["parentaccountid"] = pointTo(account);
      links["parentcontactid"] = pointTo(contact);
      links["customerid"] = pointTo(account ?? contact);
      links["transactioncurrencyid"] = currencyOf(record, context, choices);
    }
    const known = context.metadata[record.table];
    const added = Object.entries(links).filter(
      ([column, value]) => value !== undefined && !(column in typed) && hasColumn(known, column),
    );
    const kept = record.columns.filter((column) => !added.some(([name]) => name === column.column));

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
      ],
    };
  });
}

export const linkSource: Source = { kind: "link" };

function hasColumn(table: TableMetadata | undefined, column: string): boolean {
  return table?.columns[column] !== undefined;
}

function pointTo(record: PlannedRecord | undefined): PlannedValue | undefined {
  if (!record) return undefined;
  if (record.action === "create") return { slot: record.slot, table: record.table };

  return record.id ? { table: record.table, id: record.id, name: record.name } : undefined;
}

/** The opportunity's currency: typed, mapped, the lead's, else the organisation's. */
function currencyOf(record: PlannedRecord, context: QualifyContext, choices: Choices): PlannedValue | undefined {
  const planned = record.columns.find((column) => column.column === "transactioncurrencyid")?.value;
  const named = (id: string) => ({
    table: "transactioncurrency",
    id,
    name: context.currencies.find((currency) => currency.id === id)?.name ?? "",
  });
  if (isLookup(planned as ColumnValue)) return named((planned as { id: string }).id);
  const own = choices.lead?.["transactioncurrencyid"] ?? context.lead.values["transactioncurrencyid"];
  if (isLookup(own)) return named(own.id);

  return context.baseCurrency ? named(context.baseCurrency) : undefined;
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
