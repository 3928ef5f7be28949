import type { ColumnMetadata } from "../../../core/dataverse/metadata";
import { type ColumnValue, isLookup } from "../../../core/dataverse/row";
import type { CommitResult } from "../../../core/commit/journal";
import { copiedColumns } from "../../../core/plan/carry";
import type { QualifyContext } from "../../../core/plan/context";
import { isSlotReference, type PlannedColumn, type QualifyPlan } from "../../../core/plan/types";
import { wordChange, type Change } from "./ledger";

/** What the platform computes on every row by itself; nobody plans it. An opportunity's accountid and contactid repeat its customer. */
export const computed =
  /(_base|__type|_composite|_addressid)$|^(fullname|yomifullname|exchangerate|versionnumber|createdon|createdby|modifiedon|modifiedby|owninguser|owningbusinessunit|owningteam|statecode|statuscode|activestagestartedon|timezoneruleversionnumber|accountid|contactid)$/;

/** And on rows beside the three records. */
const byPlatform =
  /^(ownerid|name|ismaster|relatedconnectionid|objecttypecode|filesize|activityid|activitytypecode|regardingobjecttypecode|isregularactivity|isbilled|isworkflowcreated|instancetypecode)$/;

type Values = Readonly<Record<string, unknown>>;

/** By table, the values that an empty new row gets from the platform. */
export type Usual = Readonly<Record<string, Values>>;

/**
 * Compares what a run did to the database with its plan: each planned column has the planned value, each column that
 * changed was planned, each row that was touched is in the plan.
 */
export function findDeviations(
  plan: QualifyPlan,
  result: CommitResult,
  context: QualifyContext,
  changes: readonly Change[],
  usual: Usual,
  seller: string,
  originalOf: (table: string, id: string) => Values,
): readonly string[] {
  const ids = Object.fromEntries(result.records.map((record) => [record.slot, record.id]));
  const left = new Map(changes.map((change) => [`${change.table} ${change.id}`, change]));
  const take = (table: string, id: string): Change | undefined => {
    const key = `${table} ${id}`;
    const change = left.get(key);
    left.delete(key);
    return change;
  };
  const deviations: string[] = [];
  const check = (table: string, id: string, planned: readonly PlannedColumn[], isNew: boolean): void => {
    const change = take(table, id);
    const stored = change?.after ?? {};
    if (isNew && !change) deviations.push(`${table} ${id} was not made`);
    if (isNew && change?.before) deviations.push(`${table} ${id} was there before`);
    const last = new Map(planned.map((column) => [column.column, column]));
    for (const { column, value } of last.values()) {
      const wanted = isSlotReference(value) ? ids[value.slot] : isLookup(value) ? value.id : value;
      const kind = context.metadata[table]?.columns[column]?.kind;
      const now = change ? stored[column] : undefined;
      // A row that did not change has what was planned already: plans of linked records only name what changes.
      if (change && !isSame(now, wanted, kind)) {
        deviations.push(`${table}.${column}: planned ${JSON.stringify(wanted)}, stored ${JSON.stringify(now)}`);
      }
      if (!change) deviations.push(`${table}.${column}: planned, but the row is untouched`);
    }
    for (const column of change?.columns ?? []) {
      if (last.has(column) || computed.test(column) || column === `${table}id`) continue;
      if (isNew && !(table in usual) && byPlatform.test(column)) continue;
      const expected = column === "ownerid" ? seller : usual[table]?.[column];
      if (isNew && isSame(stored[column], expected, undefined)) continue;
      deviations.push(`${table}.${column}: not planned, stored ${JSON.stringify(stored[column])}`);
    }
  };
  for (const record of plan.records) {
    const id = ids[record.slot];
    if (id && record.action === "create") check(record.table, id, record.columns, true);
    if (id && record.action === "link" && record.columns.length > 0) check(record.table, id, record.columns, false);
  }
  for (const extra of plan.extras) {
    const { id, table, action, columns, copyOf } = extra;
    const related = (row: Values = {}) => Object.values(row);
    if (action === "link") {
      const ends = columns.map(({ value }) => (isSlotReference(value) ? ids[value.slot] : isLookup(value) && value.id));
      const pair = [...left.values()].find(({ after }) => [id, ...ends].every((end) => related(after).includes(end)));
      if (pair) take(pair.table, pair.id);
      else deviations.push(`${table} ${id} was not associated`);
      continue;
    }
    const original = copyOf ? originalOf(table, copyOf) : {};
    const copied = (copiedColumns[table] ?? []).map((column): PlannedColumn => {
      return { column, old: null, value: (original[column] ?? null) as ColumnValue, source: { kind: "policy" } };
    });
    check(table, id, [...columns, ...copied], true);
    // The platform makes the other direction of a connection, and the parties of an activity.
    for (const one of [...left.values()]) if (related(one.after).includes(id)) take(one.table, one.id);
  }
  const { lead } = plan;
  check("lead", lead.id, [...lead.columns, ...lead.after], false);
  if (lead.process) take("leadtoopportunitysalesprocess", lead.process.id);
  for (const change of [...left.values()].filter(({ table }) => table !== "enq_qualification")) {
    deviations.push(`not in the plan: ${wordChange(change)}`);
  }

  return deviations;
}

function isSame(stored: unknown, wanted: unknown, kind: ColumnMetadata["kind"] | undefined): boolean {
  if (kind === "Boolean") return (stored === 1 || stored === true) === (wanted === true);
  if (Array.isArray(wanted)) return String(stored ?? "") === [...(wanted as number[])].sort((a, b) => a - b).join(",");
  if (typeof wanted === "number") return Number(stored) === wanted;

  return String(stored ?? "") === String(wanted ?? "");
}
