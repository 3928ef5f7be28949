import type { Metadata } from "../dataverse/metadata";
import type { Change, Clock, Dataverse } from "../dataverse/port";
import { isLookup } from "../dataverse/row";
import { entitySetOf, writeRow } from "../dataverse/wire";
import type { ClosePlan } from "../plan/close-lead";
import type { PlannedExtra } from "../plan/types";
import { isSlotReference } from "../plan/types";
import { journalStage, processSet, startJournal } from "./journal";
import type { OnceOutcome } from "./once";
import { writeOnce } from "./once";

/** Disqualifies or reactivates in one change set, exactly once. */
export function commitClose(
  dataverse: Dataverse,
  clock: Clock,
  plan: ClosePlan,
  key: string,
  metadata: Metadata,
): Promise<OnceOutcome> {
  return writeOnce(dataverse, clock, key, closeChanges(plan, key, metadata, clock.now()));
}

/** Takes a disqualification back: the lead as it was, and what the run made is gone. */
export function undoClose(
  dataverse: Dataverse,
  clock: Clock,
  plan: ClosePlan,
  key: string,
  metadata: Metadata,
): Promise<OnceOutcome> {
  const table = metadata["lead"];
  const before = Object.fromEntries(plan.lead.columns.map((column) => [column.column, column.old]));
  const changes: Change[] = [
    journalRow({ ...plan, kind: plan.kind }, key, "undo", clock.now()),
    { kind: "update", set: "leads", id: plan.lead.id, values: table ? writeRow(table, before, metadata) : before },
    ...plan.extras.map((extra): Change => ({ kind: "delete", set: entitySetOf(extra.table), id: extra.id })),
  ];

  return writeOnce(dataverse, clock, key, changes);
}

function closeChanges(plan: ClosePlan, key: string, metadata: Metadata, now: Date): readonly Change[] {
  const table = metadata["lead"];
  const values = Object.fromEntries(
    plan.lead.columns.map(({ column, value }) => [column, isSlotReference(value) ? null : value]),
  );
  // The company has to be there before the lead can point to it; a reactivated lead is opened before anything hangs on it.
  const accounts = plan.extras.filter((extra) => extra.table === "account");
  const others = plan.extras.filter((extra) => extra.table !== "account");

  return [
    journalRow(plan, key, plan.kind, now),
    ...accounts.map(createExtra),
    ...others.map(createExtra),
    ...plan.cancel.map(
      // 2 is Canceled, for tasks with the reason 6; other activities take their default (facts §4).
      ({ table: activity, id }): Change => ({
        kind: "update",
        set: entitySetOf(activity),
        id,
        values: { statecode: 2 },
      }),
    ),
    {
      kind: "update",
      set: "leads",
      id: plan.lead.id,
      values: table ? writeRow(table, values, metadata) : {},
      ...(plan.lead.etag ? { etag: plan.lead.etag } : {}),
    },
    ...(plan.process
      ? [
          {
            kind: "update" as const,
            set: processSet,
            id: plan.process.id,
            values: { "activestageid@odata.bind": `/processstages(${plan.process.stageId})` },
          },
        ]
      : []),
  ];
}

function journalRow(plan: ClosePlan, key: string, kind: "disqualify" | "reactivate" | "undo", now: Date): Change {
  const { id, name } = plan.lead;
  const start = startJournal({ key, kind, name, leadId: id, plan: JSON.stringify(plan), hash: plan.hash });
  if (start.kind !== "create") return start;

  return {
    ...start,
    values: { ...start.values, enq_stage: journalStage.completed, enq_completedon: now.toISOString() },
  };
}

/** Polymorphic lookups name their table, those of activities their activity, too (facts/dataverse-web-api.md §1). */
function createExtra(extra: PlannedExtra): Change {
  const values: Record<string, unknown> = { [keyColumn(extra.table)]: extra.id };
  for (const { column, value } of extra.columns) {
    if (isSlotReference(value)) continue;
    if (!isLookup(value)) values[column] = value;
    else
      values[`${navigation(extra.table, column, value.table)}@odata.bind`] =
        `/${entitySetOf(value.table)}(${value.id})`;
  }

  return { kind: "create", set: entitySetOf(extra.table), values };
}

function keyColumn(table: string): string {
  return table === "task" ? "activityid" : `${table}id`;
}

function navigation(table: string, column: string, target: string): string {
  if (column === "objectid") return `objectid_${target}`;

  return column === "regardingobjectid" ? `regardingobjectid_${target}_${table}` : column;
}
