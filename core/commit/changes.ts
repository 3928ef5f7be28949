/** From a plan to the changes that Dataverse gets, in their two sets (docs: One commit). */
import type { Metadata } from "../dataverse/metadata";
import type { Change, Json, Query } from "../dataverse/port";
import type { ColumnValue, Row, StoredRow } from "../dataverse/row";
import { isLookup } from "../dataverse/row";
import { entitySetOf, writeRow } from "../dataverse/wire";
import type { TargetTable } from "../plan/context";
import { targetTables } from "../plan/context";
import type {
  PlannedColumn,
  PlannedExtra,
  PlannedLead,
  PlannedRecord,
  QualifyPlan,
  SlotReference,
} from "../plan/types";
import { isSlotReference } from "../plan/types";
import { equalValues } from "../plan/values";
import { startJournal } from "./journal";

/** Keys of the records by slot, as far as they are known. */
export type Keys = Readonly<Record<string, string>>;

/**
 * Change set one: all that must happen together with QualifyLead. The lead is always written with its version, so that
 * a plan made from an older lead is refused; where nothing changes on it, its topic is written as it is.
 */
export function firstChanges(
  plan: QualifyPlan,
  key: string,
  metadata: Metadata,
  subject: ColumnValue,
): readonly Change[] {
  const lead = plan.lead;
  const leadValues = lead.columns.length > 0 ? valuesOf(lead.columns, {}) : { subject };

  return [
    startJournal({
      key,
      kind: "qualify",
      name: lead.name,
      leadId: lead.id,
      plan: JSON.stringify(plan),
      hash: plan.hash,
      ...(plan.profile ? { profile: plan.profile } : {}),
    }),
    update("lead", lead.id, leadValues, metadata, lead.etag),
    ...(lead.process?.repair ? [moveProcess(lead.process)] : []),
    ...plan.records
      .filter((record) => record.action === "link" && record.columns.length > 0)
      .map((record) => update(record.table, record.id ?? "", valuesOf(record.columns, {}), metadata, record.etag)),
    { kind: "action", name: "QualifyLead", on: { set: "leads", id: lead.id }, parameters: callParameters(plan) },
  ];
}

/** Puts a process to a stage. */
function moveProcess({ id, stageId, traversedPath }: Omit<NonNullable<PlannedLead["process"]>, "repair">): Change {
  const values = { "activestageid@odata.bind": `/processstages(${stageId})`, traversedpath: traversedPath || null };

  return { kind: "update", set: "leadtoopportunitysalesprocesses", id, values };
}

function update(table: string, id: string, values: Row, metadata: Metadata, etag: string | undefined): Change {
  const definition = metadata[table];
  const wire = definition ? writeRow(definition, values, metadata) : (values as Json);

  return { kind: "update", set: entitySetOf(table, metadata), id, values: wire, ...(etag ? { etag } : {}) };
}

/** Entity-typed parameters need their type (facts/sales-qualification.md §1.1). */
function callParameters(plan: QualifyPlan): Json {
  const { call } = plan;
  const reference = (table: string, id: string) => ({
    "@odata.type": `Microsoft.Dynamics.CRM.${table}`,
    [`${table}id`]: id,
  });

  return {
    CreateAccount: call.createAccount,
    CreateContact: call.createContact,
    CreateOpportunity: call.createOpportunity,
    Status: call.status,
    ...(call.currencyId && call.createOpportunity
      ? { OpportunityCurrencyId: reference("transactioncurrency", call.currencyId) }
      : {}),
    ...(call.customer && call.createOpportunity
      ? { OpportunityCustomerId: reference(call.customer.table, call.customer.id) }
      : {}),
    ...(call.campaignId && call.createOpportunity ? { SourceCampaignId: reference("campaign", call.campaignId) } : {}),
  };
}

/** What QualifyLead made, read in the request that made it: all columns, so that only what they lack is written. */
export function madeQueries(leadId: string, metadata: Metadata): readonly Query[] {
  return targetTables.map((table) => ({
    kind: "rows",
    set: entitySetOf(table, metadata),
    filter: `_originatingleadid_value eq ${leadId}`,
    orderBy: ["createdon desc"],
  }));
}

/** Change set two: what the made records lack, and the records that only we make. */
export function secondChanges(
  plan: QualifyPlan,
  made: Readonly<Partial<Record<TargetTable, StoredRow>>>,
  metadata: Metadata,
): readonly Change[] {
  const keys = keysOf(plan, made);
  const changes: Change[] = [];
  for (const record of plan.records) {
    if (record.action !== "create") continue;
    const definition = metadata[record.table];
    if (!definition) continue;
    if (record.by === "us" && record.id) {
      const values = { ...valuesOf(record.columns, keys), [definition.primaryId]: record.id };
      changes.push({ kind: "create", set: definition.entitySetName, values: writeRow(definition, values, metadata) });
      continue;
    }
    const row = made[record.table];
    if (!row) continue;
    const lacking = record.columns.filter(
      (column) =>
        !equalValues(row.values[column.column], resolve(column.value, keys)) &&
        definition.columns[column.column]?.canUpdate,
    );
    if (lacking.length > 0) {
      changes.push(update(record.table, row.id, valuesOf(lacking, keys), metadata, undefined));
    }
  }

  return [...changes, ...plan.extras.map((extra) => extraChange(extra, keys, metadata))];
}

/** Rows beside the three records. Their lookups are polymorphic or bear the column's name (facts/dataverse-web-api.md §1). */
function extraChange(extra: PlannedExtra, keys: Keys, metadata: Metadata): Change {
  const values: Record<string, unknown> = { [`${extra.table}id`]: extra.id };
  for (const column of extra.columns) {
    const value = resolve(column.value, keys);
    if (!isLookup(value)) values[column.column] = value;
    else {
      const navigation = /^(record[12]id|objectid)$/.test(column.column)
        ? `${column.column}_${value.table}`
        : column.column;
      values[`${navigation}@odata.bind`] = `/${entitySetOf(value.table, metadata)}(${value.id})`;
    }
  }

  return { kind: "create", set: entitySetOf(extra.table, metadata), values };
}

/** The keys of all records of a plan once QualifyLead ran. */
export function keysOf(plan: QualifyPlan, made: Readonly<Partial<Record<TargetTable, StoredRow>>>): Keys {
  const pairs = plan.records.flatMap((record): readonly (readonly [string, string])[] => {
    const id = record.by === "platform" ? made[record.table]?.id : record.id;
    return record.action !== "none" && id ? [[record.slot, id]] : [];
  });

  return Object.fromEntries(pairs);
}

function valuesOf(columns: readonly PlannedColumn[], keys: Keys): Row {
  return Object.fromEntries(columns.map((column) => [column.column, resolve(column.value, keys)]));
}

/** A planned value with its slot replaced by the record's key. */
export function resolve(value: PlannedColumn["value"], keys: Keys): ColumnValue | undefined {
  if (!isSlotReference(value)) return isLookup(value) ? { table: value.table, id: value.id } : value;
  const { slot, table }: SlotReference = value;
  const id = keys[slot];

  return id ? { table, id } : undefined;
}

/** The columns' values before a run, for undo. */
export function beforeOf(record: PlannedRecord): Row {
  return Object.fromEntries(record.columns.map((column) => [column.column, column.old]));
}
