/** From a plan to the changes that Dataverse gets, in their two sets (docs: One commit). */
import type { Metadata } from "../dataverse/metadata";
import type { Answer, Change, Json, Query } from "../dataverse/port";
import { rowsOf } from "../dataverse/port";
import type { ColumnValue, Row, StoredRow } from "../dataverse/row";
import { isLookup } from "../dataverse/row";
import { entitySetOf, readRow, writeRow } from "../dataverse/wire";
import { copiedColumns, isActivity } from "../plan/carry";
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
import { processSet, startJournal } from "./journal";
import { unpark } from "./parking";

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
  parked?: string,
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
    ...(parked ? [unpark(parked)] : []),
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

  return { kind: "update", set: processSet, id, values };
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

/**
 * What QualifyLead made, read in the request that made it: all columns, so that only what they lack is written; then the
 * texts and files that copies take over. An environment may copy stakeholders and competitors by itself (facts §1.4):
 * what the opportunity has already is read along.
 */
export function madeQueries({ lead, extras }: QualifyPlan, metadata: Metadata): readonly Query[] {
  const has = (table: string) => extras.some((extra) => extra.table === table);

  return [
    ...targetTables.map((table): Query => ({
      kind: "rows",
      set: entitySetOf(table, metadata),
      filter: `_originatingleadid_value eq ${lead.id}`,
      orderBy: ["createdon desc"],
      ...(table === "opportunity"
        ? {
            expand: [
              ...(has("connection") ? [{ property: "opportunity_connections1", select: ["_record2id_value"] }] : []),
              ...(has("competitor") ? [{ property: competitors, select: ["competitorid"] }] : []),
            ],
          }
        : {}),
    })),
    ...extras.flatMap(({ table, copyOf }): Query[] =>
      copyOf ? [{ kind: "row", set: entitySetOf(table), id: copyOf, select: copiedColumns[table] ?? [] }] : [],
    ),
  ];
}

const competitors = "opportunitycompetitors_association";

/** What is known once QualifyLead ran. */
export interface Made {
  readonly rows: Readonly<Partial<Record<TargetTable, StoredRow>>>;
  /** Texts and files by the key of their original. */
  readonly originals: Readonly<Record<string, Json>>;
  /** Keys of those that the new opportunity has as stakeholders and competitors already. */
  readonly there: readonly string[];
}

/** The answers to {@link madeQueries}; `isOurs` tells the records of this run from others of the lead. */
export function readMade(
  reads: readonly Answer[],
  plan: QualifyPlan,
  metadata: Metadata,
  isOurs: (row: StoredRow) => boolean,
): Made {
  const rows: Partial<Record<TargetTable, StoredRow>> = {};
  let there: string[] = [];
  for (const [index, table] of targetTables.entries()) {
    const definition = metadata[table];
    if (!definition || !plan.records.some((record) => record.table === table && record.by === "platform")) continue;
    for (const json of rowsOf(reads[index])) {
      const row = readRow(definition, json);
      if (!isOurs(row)) continue;
      rows[table] = row;
      const related = [json["opportunity_connections1"], json[competitors]].flatMap((list) => (list ?? []) as Json[]);
      there = related.map((one) => String(one["_record2id_value"] ?? one["competitorid"]));
      break;
    }
  }
  const copied = plan.extras.flatMap(({ copyOf }) => (copyOf ? [copyOf] : []));
  const originals = copied.flatMap((id, index) => {
    const answer = reads[targetTables.length + index];
    return answer?.ok ? [[id, answer.value] as const] : [];
  });

  return { rows, originals: Object.fromEntries(originals), there };
}

/**
 * Change set two: further opportunities, what goes along, and what the made records lack. The owner is the last to be
 * written: whoever gives a record away may not attach anything to it afterwards.
 */
export function secondChanges(
  plan: QualifyPlan,
  made: Made,
  metadata: Metadata,
  carried: readonly PlannedExtra[] = plan.extras,
): readonly Change[] {
  const keys = keysOf(plan, made.rows);
  const first: Change[] = [];
  const last: Change[] = [];
  for (const record of plan.records) {
    const definition = metadata[record.table];
    if (record.action !== "create" || !definition) continue;
    if (record.by === "us" && record.id) {
      const values = { ...valuesOf(record.columns, keys), [definition.primaryId]: record.id };
      first.push({ kind: "create", set: definition.entitySetName, values: writeRow(definition, values, metadata) });
      continue;
    }
    const row = made.rows[record.table];
    if (!row) continue;
    const lacking = record.columns.filter(
      (column) =>
        !equalValues(row.values[column.column], resolve(column.value, keys)) &&
        definition.columns[column.column]?.canUpdate,
    );
    if (lacking.length > 0) last.push(update(record.table, row.id, valuesOf(lacking, keys), metadata, undefined));
  }

  return [...first, ...carried.flatMap((extra) => extraChange(extra, keys, made, metadata)), ...last];
}

/** Rows beside the three records. Their lookups are polymorphic or bear the column's name (facts/dataverse-web-api.md §1). */
function extraChange(
  extra: PlannedExtra,
  keys: Keys,
  { originals, there }: Made,
  metadata: Metadata,
): readonly Change[] {
  const { id, table, action, columns, copyOf } = extra;
  const set = entitySetOf(table, metadata);
  const original = copyOf === undefined ? {} : originals[copyOf];
  const ends = columns.map(({ column, value }) => [column, resolve(value, keys)] as const);
  // The original is gone by now, or the environment made the same by itself.
  if (!original || [id, ...ends.map(([, end]) => isLookup(end) && end.id)].some((key) => there.includes(String(key)))) {
    return [];
  }
  if (action === "link") {
    return ends.flatMap(([relation, to]): readonly Change[] =>
      isLookup(to)
        ? [
            {
              kind: "associate",
              set: entitySetOf(to.table, metadata),
              id: to.id,
              relation,
              relatedSet: set,
              relatedId: id,
            },
          ]
        : [],
    );
  }
  const values: Record<string, unknown> = { [isActivity(table) ? "activityid" : `${table}id`]: id };
  for (const name of copiedColumns[table] ?? []) if (original[name] !== null) values[name] = original[name];
  for (const [column, value] of ends) {
    if (!isLookup(value)) values[column] = value;
    else {
      const suffix = /^(record[12]id|objectid|regardingobjectid)$/.test(column) ? `_${value.table}` : "";
      const whole = column + suffix + (column === "regardingobjectid" ? `_${table}` : "");
      // A lookup of our own goes by its schema name.
      const navigation = whole === "enq_leadid" ? "enq_LeadId" : whole;
      values[`${navigation}@odata.bind`] = `/${entitySetOf(value.table, metadata)}(${value.id})`;
    }
  }

  return [{ kind: "create", set, values }];
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
