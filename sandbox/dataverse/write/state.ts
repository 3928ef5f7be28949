import type { Option, Table } from "../metadata/model";
import { rowErrors } from "../server/errors";
import type { RawRow } from "../store/store";

/** The options of the table's State column; empty for tables without a state model. */
function statesOf(table: Table): readonly Option[] {
  return table.columns.get("statecode")?.optionSet?.options ?? [];
}

/** Name of a state as error texts spell it: `LeadState.Open`. */
function stateName(table: Table, state: number): string {
  const option = statesOf(table).find((each) => each.value === state);
  return `${table.schemaName}State.${option?.invariantName ?? state}`;
}

/** The status that a row gets when only its state is set (facts/sales-qualification.md §4). */
export function defaultStatus(table: Table, state: number): number | undefined {
  const given = statesOf(table).find((each) => each.value === state)?.defaultStatus;
  return given ?? statusesOf(table).find((each) => each.state === state)?.value;
}

export function statusesOf(table: Table): readonly Option[] {
  return table.columns.get("statuscode")?.optionSet?.options ?? [];
}

/** State of a new row: the first state, whatever the client sends; a status has to belong to it. `free` is for the platform. */
export function completeNewState(table: Table, id: string, values: RawRow, free: boolean): void {
  if (statesOf(table).length === 0) return;
  const initial = table.columns.get("statecode")?.defaultValue ?? statesOf(table)[0]?.value ?? 0;
  values.statecode = free ? (values.statecode ?? initial) : initial;
  completeStatus(table, id, Number(values.statecode), values);
}

/**
 * State of a changed row: a state alone brings its default status; a status alone has to belong to the present state; both
 * have to fit (0x80048408, facts/sales-qualification.md §2).
 */
export function completeChangedState(table: Table, id: string, previous: RawRow, changes: RawRow): void {
  if (statesOf(table).length === 0) return;
  if (changes.statecode === undefined && changes.statuscode === undefined) return;
  if (changes.statecode === null) delete changes.statecode;
  const state = Number(changes.statecode ?? previous.statecode ?? 0);
  if (!statesOf(table).some((each) => each.value === state)) throw rowErrors.invalidState(state, table.logicalName, id);
  const same = state === previous.statecode && changes.statuscode === undefined;
  if (same) changes.statuscode = previous.statuscode ?? null;
  completeStatus(table, id, state, changes);
}

/** Status -1 and null ask for the state's default. */
function completeStatus(table: Table, id: string, state: number, values: RawRow): void {
  if (statusesOf(table).length === 0) return;
  if (values.statuscode === undefined || values.statuscode === null || values.statuscode === -1) {
    values.statuscode = defaultStatus(table, state) ?? null;
    return;
  }
  const status = Number(values.statuscode);
  if (!statusesOf(table).some((each) => each.value === status && (each.state ?? 0) === state))
    throw rowErrors.invalidStatus(status, stateName(table, state), table.logicalName, id);
}
