import type { Failure } from "../dataverse/failure";
import type { Metadata } from "../dataverse/metadata";
import type { Answer, Clock, Dataverse, Result } from "../dataverse/port";
import { failed, succeeded } from "../dataverse/port";
import type { ColumnValue, StoredRow } from "../dataverse/row";
import type { JournalEntry, QualifyContext } from "../plan/context";
import { readJournalEntry } from "../plan/read-context";
import { refusalTable } from "../plan/refusals";
import type { QualifyPlan } from "../plan/types";
import type { Made } from "./changes";
import { beforeOf, firstChanges, keysOf, madeQueries, readMade, secondChanges } from "./changes";
import type { CommitResult, CommittedRecord } from "./journal";
import { completeJournal, journalQuery, journalStage, readResult } from "./journal";
import type { Settled } from "./settle";
import { settle } from "./settle";

export type Outcome =
  | { readonly state: "done"; readonly key: string; readonly result: CommitResult }
  /** Somebody else, or another tab, was first. */
  | { readonly state: "already"; readonly by: string; readonly at: string; readonly result: CommitResult | undefined }
  /** Nothing was written. */
  | { readonly state: "refused"; readonly failure: Failure }
  /** The records are there, their last touches are not: to be finished from the journal. */
  | { readonly state: "unfinished"; readonly key: string; readonly failure: Failure }
  /** No answer, and no way to ask whether it was done: the same key settles it later. */
  | { readonly state: "unknown"; readonly key: string; readonly failure: Failure };

export interface CommitOptions {
  /** The key of the journal row: the same for every try of the same run. */
  readonly key: string;
  readonly metadata: Metadata;
  /** The lead's topic as it was read. */
  readonly subject: ColumnValue;
  /** The row by which this lead waits in the user's queue: it leaves it together with the run. */
  readonly parked?: string;
}

/** What a run needs beside its plan. Rows of others are theirs; their queue leaves out what is closed. */
export function commitOptions(context: QualifyContext, key: string): CommitOptions {
  const { metadata, lead, journal, user } = context;
  const parked = journal.find((entry) => entry.parked?.ownerId === user.id.toLowerCase())?.id;

  return { key, metadata, subject: lead.values["subject"] ?? null, ...(parked ? { parked } : {}) };
}

const tries = 3;

/**
 * Executes a plan: once, whole, and in two requests when nothing goes wrong. Calling it again with the same key after
 * any failure finishes what was begun or begins what was not.
 */
export async function commitPlan(
  dataverse: Dataverse,
  clock: Clock,
  plan: QualifyPlan,
  options: CommitOptions,
): Promise<Outcome> {
  let failure: Failure | undefined;
  for (let attempt = 0; attempt < tries; attempt++) {
    const changes = firstChanges(plan, options.key, options.metadata, options.subject, options.parked);
    const written = await dataverse.write(changes, madeQueries(plan, options.metadata));
    if (written.ok) {
      return finish(dataverse, clock, plan, options, made(written.value.reads, plan, options));
    }

    // Refused or lost: the journal and the lead tell what happened.
    failure = written.failure;
    const state = await settle(dataverse, clock, options.key, plan, options.metadata);
    if (!state.ok)
      return { state: "unknown", key: options.key, failure: written.failure.lost ? written.failure : state.failure };
    const outcome = await continueFrom(dataverse, clock, plan, options, state.value);
    if (outcome) return outcome;
    if (!written.failure.lost) return { state: "refused", failure };
    await clock.sleep(300 * 2 ** attempt * (0.5 + clock.random()));
  }

  return { state: "refused", failure: failure ?? nothingSent };
}

const nothingSent: Failure = { kind: "offline", code: "", status: 0, message: "", lost: false };

/** After a failure: what is in the database decides how to go on; undefined means that nothing was written. */
async function continueFrom(
  dataverse: Dataverse,
  clock: Clock,
  plan: QualifyPlan,
  options: CommitOptions,
  settled: Settled,
): Promise<Outcome | undefined> {
  if (settled.run) {
    const result = readResult(settled.run.result);
    if (settled.run.stage === journalStage.completed && result) return { state: "done", key: options.key, result };
    return finish(dataverse, clock, plan, options, made(settled.made, plan, options, settled.run));
  }
  if (!settled.leadOpen) {
    const last = settled.last;
    return {
      state: "already",
      by: last?.by ?? settled.closedBy,
      at: last?.createdOn ?? settled.closedAt,
      result: readResult(last?.result),
    };
  }

  return undefined;
}

/** Continues a run that was begun by this client or another one: the plan comes from its journal row. */
export async function resumeRun(
  dataverse: Dataverse,
  clock: Clock,
  plan: QualifyPlan,
  options: CommitOptions,
): Promise<Outcome> {
  const state = await settle(dataverse, clock, options.key, plan, options.metadata);
  if (!state.ok) return { state: "unknown", key: options.key, failure: state.failure };

  return (
    (await continueFrom(dataverse, clock, plan, options, state.value)) ?? {
      state: "refused",
      failure: { ...nothingSent, kind: "notFound" },
    }
  );
}

async function finish(
  dataverse: Dataverse,
  clock: Clock,
  plan: QualifyPlan,
  options: CommitOptions,
  there: Made,
): Promise<Outcome> {
  const records = committedRecords(plan, there);
  const missing = plan.records.find((record) => record.by === "platform" && !there.rows[record.table]);
  if (missing) return { state: "unfinished", key: options.key, failure: { ...nothingSent, kind: "notFound" } };

  let failure: Failure = nothingSent;
  let carried = plan.extras;
  for (let attempt = 0; attempt < tries; attempt++) {
    const left = plan.extras.filter((extra) => !carried.includes(extra) && extra.table !== refusalTable).length;
    const result: CommitResult = { records, ...(left > 0 ? { left } : {}) };
    const changes = [
      ...secondChanges(plan, there, options.metadata, carried),
      completeJournal(options.key, result, clock.now()),
    ];
    const written = await dataverse.write(changes);
    if (written.ok) return { state: "done", key: options.key, result };

    failure = written.failure;
    const run = await readRun(dataverse, options.key);
    const done = run.ok && run.value?.stage === journalStage.completed;
    if (done) return { state: "done", key: options.key, result: readResult(run.value.result) ?? result };
    if (failure.lost) await clock.sleep(300 * 2 ** attempt * (0.5 + clock.random()));
    else {
      // What goes along must not keep the records themselves from being finished: it is still with the lead.
      const needed = carried.filter((extra) => !extra.optional);
      if (needed.length === carried.length) break;
      carried = needed;
    }
  }

  return { state: "unfinished", key: options.key, failure };
}

async function readRun(dataverse: Dataverse, key: string): Promise<Result<JournalEntry | undefined>> {
  const read = await dataverse.read([journalQuery(key)]);
  if (!read.ok) return read;
  const answer = read.value[0];
  if (answer?.ok) return succeeded(readJournalEntry(answer.value));

  return answer && answer.failure.kind !== "notFound" ? failed(answer.failure) : succeeded(undefined);
}

/** What belongs to this run: neither an earlier one's nor made by us, and not older than the journal row. */
function made(reads: readonly Answer[], plan: QualifyPlan, options: CommitOptions, run?: JournalEntry): Made {
  const own = plan.records.map((record) => record.id);

  return readMade(
    reads,
    plan,
    options.metadata,
    (row) => !plan.lead.earlier.includes(row.id) && !own.includes(row.id) && since(row, run),
  );
}

/** Both are made in one transaction, the journal row first. */
function since(row: StoredRow, run: JournalEntry | undefined): boolean {
  const created = row.values["createdon"];

  return !run || typeof created !== "string" || Date.parse(created) >= Date.parse(run.createdOn) - 1000;
}

function committedRecords(plan: QualifyPlan, { rows }: Made): readonly CommittedRecord[] {
  const keys = keysOf(plan, rows);

  return plan.records.flatMap((record): CommittedRecord[] => {
    const id = keys[record.slot];
    if (!id) return [];
    const action = record.action === "create" ? "created" : record.action === "join" ? "joined" : "linked";
    const before = record.action === "link" && record.columns.length > 0 ? { before: beforeOf(record) } : {};

    return [{ slot: record.slot, table: record.table, id, name: record.name, action, ...before }];
  });
}
