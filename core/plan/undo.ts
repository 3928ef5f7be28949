import type { Metadata } from "../dataverse/metadata";
import type { Row, StoredRow } from "../dataverse/row";
import { isLookup } from "../dataverse/row";
import type { CommitResult, CommittedRecord } from "../commit/journal";
import { hashOf } from "./hash";
import type { PlannedColumn, QualifyPlan } from "./types";
import { isSlotReference } from "./types";
import { equalValues } from "./values";

/** A row that hangs on a created record and was not made by the run. */
export interface Dependent {
  readonly table: string;
  readonly id: string;
  readonly name: string;
  /** The other half of a connection. */
  readonly twin?: string;
}

/** What undo looks at: the run as the journal has it, and the rows as they are now. */
export interface UndoContext {
  readonly runId: string;
  readonly completedOn: string;
  /** Version of the journal row: everything that the run wrote is older. */
  readonly runVersion: number;
  readonly plan: QualifyPlan;
  readonly result: CommitResult;
  readonly lead: StoredRow;
  /** By slot; missing when the row is gone or cannot be seen. */
  readonly rows: Readonly<Record<string, StoredRow | undefined>>;
  /** Versions of the rows beside the records that are still there, by key. */
  readonly extras: Readonly<Record<string, string>>;
  /** By slot, for created records. Undefined: could not be read. */
  readonly dependents: Readonly<Record<string, readonly Dependent[] | undefined>>;
  /** The lead's process as it stands now; `opportunity` is empty when it has none. */
  readonly process?: { readonly etag: string; readonly opportunity: string };
  readonly metadata: Metadata;
  readonly days: number;
  readonly now: string;
}

export type ObstacleKind =
  /** Somebody changed the record after it was made. */
  | "changed"
  /** Other records hang on it. */
  | "used"
  /** It is not known whether others hang on it. */
  | "unknown-use"
  /** It is gone already. */
  | "gone"
  /** The column has another value by now. */
  | "value-changed"
  | "lead-open"
  | "too-late";

/** Something that undo leaves as it is, with the reason. */
export interface Obstacle {
  readonly kind: ObstacleKind;
  readonly slot?: string;
  readonly table?: string;
  readonly name?: string;
  readonly column?: string;
  readonly dependents?: readonly Dependent[];
}

export interface UndoPlan {
  readonly kind: "undo";
  readonly version: 1;
  readonly runId: string;
  readonly lead: {
    readonly id: string;
    readonly etag?: string;
    readonly name: string;
    readonly columns: readonly PlannedColumn[];
  };
  readonly deletes: readonly {
    readonly slot: string;
    readonly table: string;
    readonly id: string;
    readonly name: string;
    readonly etag?: string;
  }[];
  readonly restores: readonly {
    readonly slot: string;
    readonly table: string;
    readonly id: string;
    readonly name: string;
    readonly etag?: string;
    readonly columns: readonly PlannedColumn[];
  }[];
  readonly process?: NonNullable<QualifyPlan["lead"]["process"]> & { readonly etag: string };
  readonly obstacles: readonly Obstacle[];
  /** Nothing of it can be done. */
  readonly refused: boolean;
  readonly hash: string;
}

/**
 * Plans to take a run back: deletes what it made and nobody touched since, restores what it changed and nobody changed
 * since, reopens the lead. What was there before the run is never deleted, whatever the journal says.
 */
export function planUndo(context: UndoContext): UndoPlan {
  const { plan, result, lead } = context;
  const obstacles: Obstacle[] = [];
  const refused = findRefusal(context);
  if (refused) obstacles.push(refused);
  const created = result.records.filter((record) => record.action === "created" && wasPlanned(record, plan));
  const extras = madeExtras(plan).flatMap(({ table, id, name = "" }) => {
    const etag = context.extras[id];
    return etag === undefined ? [] : [{ slot: "extra", table, id, name, etag }];
  });
  const untouched = extras.filter(({ etag }) => isOlder(etag, context.runVersion));
  const changed = extras.filter((extra) => !untouched.includes(extra));
  obstacles.push(...changed.map(({ table, name }) => ({ kind: "changed" as const, table, name })));
  const { deletable, inTheWay } = findDeletable(created, untouched, context);
  obstacles.push(...inTheWay);
  const restores = result.records
    .filter((record) => record.action === "linked" && record.before)
    .flatMap((record) => planRestore(record, context, obstacles));
  const body = {
    kind: "undo" as const,
    version: 1 as const,
    runId: context.runId,
    lead: {
      id: lead.id,
      ...(lead.etag ? { etag: lead.etag } : {}),
      name: plan.lead.name,
      columns: planLeadRestore(context, obstacles),
    },
    // Those that point to others go first.
    deletes: [
      ...untouched,
      ...[...deletable]
        .sort((left, right) => rank(left.table) - rank(right.table))
        .map(({ slot, table, id, name }) => ({ slot, table, id, name, ...etagOf(context.rows[slot]) })),
    ],
    restores,
    ...planStage(context, deletable),
    obstacles,
    refused: refused !== undefined,
  };

  return { ...body, hash: hashOf(body) };
}

/** The process goes back to the lead, unless somebody moved it on with an opportunity that stays. */
function planStage(
  { plan, process, runVersion }: UndoContext,
  deletable: readonly CommittedRecord[],
): Pick<UndoPlan, "process"> {
  const before = plan.lead.process;
  if (!before?.stageId || !process) return {};
  const { etag, opportunity } = process;
  const goes = opportunity === "" || deletable.some(({ id }) => id === opportunity) || isOlder(etag, runVersion);

  return goes ? { process: { ...before, etag } } : {};
}

function findRefusal({ lead, completedOn, days, now, plan }: UndoContext): Obstacle | undefined {
  if (Date.parse(now) - Date.parse(completedOn) > days * 86_400_000) return { kind: "too-late" };

  return lead.values["statecode"] === 0 ? { kind: "lead-open", name: plan.lead.name } : undefined;
}

/** The plan of the run says that it made the record: a journal row that was tampered with deletes nothing else. */
function wasPlanned(record: CommittedRecord, plan: QualifyPlan): boolean {
  return plan.records.some((planned) => planned.slot === record.slot && planned.action === "create");
}

/**
 * What can go, with all that hangs on it. A record that stays keeps those that it belongs to: deleting an account would
 * take its opportunities along.
 */
function findDeletable(
  created: readonly CommittedRecord[],
  extras: readonly { readonly id: string }[],
  context: UndoContext,
): { readonly deletable: readonly CommittedRecord[]; readonly inTheWay: readonly Obstacle[] } {
  for (let deletable = created; ;) {
    // An account that stays only loses its primary contact.
    const going = [...created.filter((one) => one.table === "account" || deletable.includes(one)), ...extras];
    const free = deletable.filter((record) => !findObstacle(record, context, going));
    if (free.length === deletable.length) {
      return { deletable, inTheWay: created.flatMap((record) => findObstacle(record, context, going) ?? []) };
    }
    deletable = free;
  }
}

function findObstacle(
  record: CommittedRecord,
  context: UndoContext,
  made: readonly { readonly id: string }[],
): Obstacle | undefined {
  const { slot, table, name } = record;
  const row = context.rows[slot];
  if (!row) return { kind: "gone", slot, table, name };
  const origin = row.values["originatingleadid"];
  if (!isOlder(row.etag, context.runVersion) || !isLookup(origin) || origin.id !== context.lead.id) {
    return { kind: "changed", slot, table, name };
  }
  const own = new Set([...made.map((one) => one.id), context.lead.id]);
  const dependents = context.dependents[slot];
  if (!dependents) return { kind: "unknown-use", slot, table, name };
  const others = dependents.filter(({ id, twin = "" }) => !own.has(id) && !own.has(twin));

  return others.length > 0 ? { kind: "used", slot, table, name, dependents: others } : undefined;
}

/** Whether a row was not written since the run's journal row was. */
function isOlder(etag: string | undefined, runVersion: number): boolean {
  const digits = /\d+/.exec(etag ?? "")?.[0];

  return digits !== undefined && Number(digits) <= runVersion;
}

/** The rows that a run makes beside the records. */
export function madeExtras(
  plan: QualifyPlan,
): readonly { readonly table: string; readonly id: string; readonly name?: string }[] {
  return plan.extras.filter((extra) => extra.action === "create");
}

function planRestore(record: CommittedRecord, context: UndoContext, obstacles: Obstacle[]): UndoPlan["restores"] {
  const { slot, table, id, name } = record;
  const row = context.rows[slot];
  const planned = context.plan.records.find((one) => one.slot === slot);
  if (!row || !planned) {
    obstacles.push({ kind: "gone", slot, table, name });
    return [];
  }
  const columns = restoreColumns(planned.columns, row.values, record.before ?? {}, (column) =>
    obstacles.push({ kind: "value-changed", slot, table, name, column }),
  );

  return columns.length > 0 ? [{ slot, table, id, name, ...etagOf(row), columns }] : [];
}

/** Back to the old value where the run's value still stands. */
function restoreColumns(
  planned: readonly PlannedColumn[],
  now: Row,
  before: Row,
  blocked: (column: string) => void,
): readonly PlannedColumn[] {
  return planned.flatMap((change): PlannedColumn[] => {
    const value = change.value;
    const current = now[change.column] ?? null;
    const old = before[change.column] ?? null;
    if (isSlotReference(value) || equalValues(current, old)) return [];
    if (!equalValues(current, value)) {
      blocked(change.column);
      return [];
    }

    return [{ column: change.column, old: current, value: old, source: { kind: "platform" } }];
  });
}

/** State, lookups and edits of the lead as they were. */
function planLeadRestore(context: UndoContext, obstacles: Obstacle[]): readonly PlannedColumn[] {
  const { plan, lead, result } = context;
  const columns = new Map<string, PlannedColumn>();
  const before = Object.fromEntries(plan.lead.columns.map((change) => [change.column, change.old]));
  const { name } = plan.lead;
  const blocked = (column: string) =>
    obstacles.push({ kind: "value-changed", slot: "lead", table: "lead", name, column });
  // A lookup that we emptied points to what QualifyLead made then.
  const later = new Set(plan.lead.after.map(({ column }) => column));
  const ours = plan.lead.columns.filter(({ column }) => !later.has(column));
  for (const column of restoreColumns(ours, lead.values, before, blocked)) columns.set(column.column, column);
  for (const change of plan.lead.after) {
    const current = lead.values[change.column] ?? null;
    if (isSlotReference(change.value) && !pointsTo(current, idOfSlot(change.value.slot, result))) {
      if (isLookup(current)) blocked(change.column);
      continue;
    }
    // The first value of a column is what it had before our own edit of it.
    const old = change.column in before ? (before[change.column] ?? null) : change.old;
    if (!equalValues(current, old)) {
      columns.set(change.column, { column: change.column, old: current, value: old, source: { kind: "platform" } });
    }
  }
  return [...columns.values()];
}

function pointsTo(value: Row[string], id: string | undefined): boolean {
  return isLookup(value) && value.id === id;
}

function idOfSlot(slot: string, result: CommitResult): string | undefined {
  return result.records.find((record) => record.slot === slot)?.id;
}

function etagOf(row: StoredRow | undefined): { readonly etag?: string } {
  return row?.etag ? { etag: row.etag } : {};
}

function rank(table: string): number {
  return ["opportunity", "contact", "account"].indexOf(table);
}
