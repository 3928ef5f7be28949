import type { Metadata } from "../dataverse/metadata";
import type { Change, Clock, Dataverse } from "../dataverse/port";
import type { Row } from "../dataverse/row";
import { entitySetOf, writeRow } from "../dataverse/wire";
import type { PlannedColumn } from "../plan/types";
import { isSlotReference } from "../plan/types";
import type { UndoPlan } from "../plan/undo";
import { journalSet, journalStage, processSet, startJournal } from "./journal";
import type { OnceOutcome } from "./once";
import { writeOnce } from "./once";

/** Takes a run back in one change set: all of the plan or nothing, whatever fails in the middle. */
export function commitUndo(
  dataverse: Dataverse,
  clock: Clock,
  plan: UndoPlan,
  key: string,
  metadata: Metadata,
): Promise<OnceOutcome> {
  return writeOnce(dataverse, clock, key, undoChanges(plan, key, metadata, clock.now()));
}

/** The changes of an undo; every row that is touched must still have the version that the plan saw. */
export function undoChanges(plan: UndoPlan, key: string, metadata: Metadata, now: Date): readonly Change[] {
  const start = startJournal({
    key,
    kind: "undo",
    name: plan.lead.name,
    leadId: plan.lead.id,
    plan: JSON.stringify(plan),
    hash: plan.hash,
  });
  const update = (table: string, id: string, columns: readonly PlannedColumn[], etag: string | undefined): Change => ({
    kind: "update",
    set: entitySetOf(table, metadata),
    id,
    values: rowFor(table, columns, metadata),
    ...(etag ? { etag } : {}),
  });

  return [
    start.kind === "create"
      ? {
          ...start,
          values: { ...start.values, enq_stage: journalStage.completed, enq_completedon: now.toISOString() },
        }
      : start,
    ...plan.restores.map((restore) => update(restore.table, restore.id, restore.columns, restore.etag)),
    update("lead", plan.lead.id, plan.lead.columns, plan.lead.etag),
    ...processChanges(plan),
    ...plan.deletes.flatMap((one) => (losesLink(one, plan) ? [guardAccount(one)] : [])),
    ...plan.deletes.map((one): Change => ({
      kind: "delete",
      set: entitySetOf(one.table, metadata),
      id: one.id,
      ...(one.etag && !losesLink(one, plan) ? { etag: one.etag } : {}),
    })),
    { kind: "update", set: journalSet, id: plan.runId, values: { enq_stage: journalStage.undone } },
  ];
}

type Deletion = UndoPlan["deletes"][number];

/** Deleting the contact empties the account's primary contact, which gives the account a new version. */
function losesLink(one: Deletion, plan: UndoPlan): boolean {
  return one.table === "account" && plan.deletes.some((other) => other.table === "contact");
}

/** So its version is checked before, by emptying that lookup ourselves; in the same transaction nobody comes between. */
function guardAccount({ id, etag }: Deletion): Change {
  return {
    kind: "update",
    set: "accounts",
    id,
    values: { "primarycontactid@odata.bind": null },
    ...(etag ? { etag } : {}),
  };
}

function rowFor(table: string, columns: readonly PlannedColumn[], metadata: Metadata) {
  const row: Row = Object.fromEntries(
    columns.map((column) => [column.column, isSlotReference(column.value) ? null : column.value]),
  );
  const definition = metadata[table];

  return definition ? writeRow(definition, row, metadata) : row;
}

/** The stage goes back to the lead's before the opportunity goes, which could take the process with it (facts §1.5). */
function processChanges(plan: UndoPlan): readonly Change[] {
  const { process } = plan;
  if (!process) return [];

  return [
    {
      kind: "update",
      set: processSet,
      id: process.id,
      etag: process.etag,
      values: {
        "activestageid@odata.bind": `/processstages(${process.stageId})`,
        "opportunityId@odata.bind": null,
        traversedpath: process.traversedPath || null,
      },
    },
  ];
}
