/** Reads what undo looks at: the run and its records in one request. */
import type { Metadata } from "../dataverse/metadata";
import type { Answer, Dataverse, Query, Result } from "../dataverse/port";
import { failed, rowsOf, succeeded } from "../dataverse/port";
import type { StoredRow } from "../dataverse/row";
import { entitySetOf, readRow } from "../dataverse/wire";
import type { CommitResult, CommittedRecord } from "../commit/journal";
import { journalSet, processSet } from "../commit/journal";
import type { QualifyPlan } from "./types";
import { isActivity } from "./carry";
import type { Dependent, UndoContext } from "./undo";
import { madeExtras } from "./undo";

/** What may hang on a record: set, the lookups that point to it, the column with its name. */
const children: Readonly<
  Record<string, readonly (readonly [set: string, table: string, filters: string, name: string])[]>
> = {
  account: [
    ["contacts", "contact", "_parentcustomerid_value", "fullname"],
    ["opportunities", "opportunity", "_customerid_value _parentaccountid_value", "name"],
    ["leads", "lead", "_parentaccountid_value", "fullname"],
    ["accounts", "account", "_parentaccountid_value", "name"],
  ],
  contact: [
    ["opportunities", "opportunity", "_customerid_value _parentcontactid_value", "name"],
    ["leads", "lead", "_parentcontactid_value", "fullname"],
    ["accounts", "account", "_primarycontactid_value", "name"],
    ["contacts", "contact", "_parentcustomerid_value", "fullname"],
  ],
  opportunity: [],
};

/** On every record: notes, activities, connections. */
const always: readonly (readonly [set: string, table: string, filters: string, name: string])[] = [
  ["annotations", "annotation", "_objectid_value", "subject"],
  ["activitypointers", "activitypointer", "_regardingobjectid_value", "subject"],
  ["connections", "connection", "_record1id_value _record2id_value", "name"],
];

export interface Run {
  readonly id: string;
  readonly plan: QualifyPlan;
  readonly result: CommitResult;
}

/** Reads the rows of a run as they are now, and what hangs on those that it made. */
export async function readUndoContext(
  dataverse: Dataverse,
  run: Run,
  metadata: Metadata,
  options: { readonly days: number; readonly now: string },
): Promise<Result<UndoContext>> {
  const records = run.result.records;
  const created = records.filter((record) => record.action === "created");
  const extras = madeExtras(run.plan);
  const dependentQueries = created.map(queriesOf);
  const { process } = run.plan.lead;
  const read = await dataverse.read([
    { kind: "row", set: journalSet, id: run.id, select: ["enq_stage", "enq_completedon", "versionnumber"] },
    { kind: "row", set: "leads", id: run.plan.lead.id },
    ...(process ? [{ kind: "row" as const, set: processSet, id: process.id, select: ["_opportunityid_value"] }] : []),
    ...records.map((record): Query => ({ kind: "row", set: entitySetOf(record.table, metadata), id: record.id })),
    ...extras.map(({ table, id }): Query => ({
      kind: "row",
      set: entitySetOf(table),
      id,
      select: [isActivity(table) ? "activityid" : `${table}id`],
    })),
    ...dependentQueries.flat(),
  ]);
  if (!read.ok) return read;

  const [journal, leadAnswer, ...others] = read.value;
  const stage = process ? others[0] : undefined;
  const rest = others.slice(process ? 1 : 0);
  const leadTable = metadata["lead"];
  if (!journal?.ok || !leadAnswer?.ok || !leadTable) {
    const bad = [journal, leadAnswer].find((answer) => answer && !answer.ok);
    return bad && !bad.ok ? bad : failed(nothing);
  }
  const rows = records.map((record, index) => [record.slot, rowOf(record, rest[index], metadata)] as const);
  const answers = rest.slice(records.length + extras.length);
  const completed = journal.value["enq_completedon"];

  return succeeded({
    runId: run.id,
    completedOn: completed instanceof Date ? completed.toISOString() : String(completed ?? ""),
    runVersion: Number(journal.value["versionnumber"] ?? 0),
    plan: run.plan,
    result: run.result,
    lead: readRow(leadTable, leadAnswer.value),
    rows: Object.fromEntries(rows),
    extras: Object.fromEntries(
      extras.flatMap(({ id }, index) => {
        const answer = rest[records.length + index];
        const etag = answer?.ok ? answer.value["@odata.etag"] : undefined;
        return typeof etag === "string" ? [[id, etag] as const] : [];
      }),
    ),
    dependents: readDependents(created, dependentQueries, answers),
    ...(stage?.ok
      ? {
          process: {
            etag: String(stage.value["@odata.etag"]),
            opportunity: String(stage.value["_opportunityid_value"] ?? ""),
          },
        }
      : {}),
    metadata,
    ...options,
  });
}

const nothing = { kind: "malformed", code: "", status: 200, message: "", lost: false } as const;

function queriesOf(record: CommittedRecord): readonly Query[] {
  return [...(children[record.table] ?? []), ...always].map(([set, , filters, name]) => ({
    kind: "rows",
    set,
    select: [name, ...(set === "connections" ? ["_relatedconnectionid_value"] : [])],
    filter: filters
      .split(" ")
      .map((column) => `${column} eq ${record.id}`)
      .join(" or "),
    top: 20,
  }));
}

function rowOf(record: CommittedRecord, answer: Answer | undefined, metadata: Metadata): StoredRow | undefined {
  const table = metadata[record.table];

  return answer?.ok && table ? readRow(table, answer.value) : undefined;
}

function readDependents(
  created: readonly CommittedRecord[],
  queries: readonly (readonly Query[])[],
  answers: readonly Answer[],
): Readonly<Record<string, readonly Dependent[] | undefined>> {
  let offset = 0;

  return Object.fromEntries(
    created.map((record, index) => {
      const count = queries[index]?.length ?? 0;
      const own = answers.slice(offset, offset + count);
      offset += count;
      const kinds = [...(children[record.table] ?? []), ...always];
      // A table that this environment does not have holds nothing; a table that may not be read holds who knows what.
      if (own.some((answer) => !answer.ok && answer.failure.kind === "denied")) return [record.slot, undefined];
      const found = own.flatMap((answer, kind) => {
        const [, table = "", , name = ""] = kinds[kind] ?? [];
        const key = table === "activitypointer" ? "activityid" : `${table}id`;
        return rowsOf(answer).map((json): Dependent => {
          // A connection is two rows, one from each end; ours is known by either.
          const twin = json["_relatedconnectionid_value"];
          const mirror = typeof twin === "string" ? { twin } : {};
          return { table, id: String(json[key]), name: String(json[name] ?? ""), ...mirror };
        });
      });
      return [record.slot, found];
    }),
  );
}
