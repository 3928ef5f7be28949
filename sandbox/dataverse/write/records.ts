import type { Table } from "../metadata/model";
import { typeColumn } from "../metadata/model";
import {
  accessColumns,
  requireColumnRights,
  requireCreate,
  requirePrivilege,
  requireRowAccess,
} from "../security/access";
import type { CallContext } from "../server/context";
import { rowErrors } from "../server/errors";
import type { RowEvent } from "../server/hooks";
import { DuplicateKeyError, type RawRow } from "../store/store";
import { cascadeAssign, cascadeDelete } from "./cascade";
import { computeColumns } from "./computed";
import { newId } from "./ids";
import { checkLookups } from "./lookups";
import { completeOwner } from "./owner";
import { completeChangedState, completeNewState } from "./state";
import { validateValues } from "./validate";

/**
 * Creates a row with everything that the platform does about it: defaults, owner, state, checks, computed columns, hooks,
 * rights. `values` are stored values (lookups with their type column). Returns the key, the client's own if there is one.
 */
export function createRow(context: CallContext, tableName: string, given: RawRow): string {
  const { store, catalog, hooks } = context.env;
  const table = catalog.requireTable(tableName);
  refuseView(table, "Create");
  return store.transaction(() => {
    const id = typeof given[table.primaryId] === "string" ? String(given[table.primaryId]) : newId();
    const values: RawRow = { ...given, [table.primaryId]: id };
    const event: RowEvent = { context, message: "create", table: tableName, id, values };
    requirePrivilege(context, table, "Create");
    hooks.run("validate", event);

    fillDefaults(table, values);
    completeOwner(context, table, values, true);
    requireCreate(context, table, values);
    requireColumnRights(context, table, given, "create");
    completeNewState(table, id, values, context.caller.isSystem);
    hooks.run("before", event);

    validateValues(table, values);
    checkLookups(context, table, values);
    computeColumns(context, table, values);
    write(table, () => store.insert(tableName, storedOnly(table, values)));
    hooks.run("after", event);
    return id;
  });
}

/** Changes columns of a row. Throws when it is not there, when the caller may not, or when the values do not fit. */
export function updateRow(context: CallContext, tableName: string, id: string, given: RawRow): void {
  const { store, catalog, hooks } = context.env;
  const table = catalog.requireTable(tableName);
  refuseView(table, "Update");
  store.transaction(() => {
    const previous = requireRow(context, table, id);
    const values: RawRow = { ...given };
    Reflect.deleteProperty(values, table.primaryId);
    const event: RowEvent = { context, message: "update", table: tableName, id, values, previous };
    requireUpdate(context, table, id, previous, values);
    hooks.run("validate", event);

    completeOwner(context, table, values, false);
    completeChangedState(table, id, previous, values);
    hooks.run("before", event);

    validateValues(table, values);
    checkLookups(context, table, changedOnly(values, previous));
    computeColumns(context, table, values, previous);
    write(table, () => store.update(tableName, id, storedOnly(table, values)));
    if (typeof values.ownerid === "string" && values.ownerid !== previous.ownerid)
      cascadeAssign(context, table, id, values);
    hooks.run("after", event);
  });
}

/** Deletes a row with what hangs on it, as the relationships say. */
export function deleteRow(context: CallContext, tableName: string, id: string): void {
  const { store, catalog, hooks } = context.env;
  const table = catalog.requireTable(tableName);
  refuseView(table, "Delete");
  store.transaction(() => {
    const previous = requireRow(context, table, id);
    const event: RowEvent = { context, message: "delete", table: tableName, id, values: {}, previous };
    requireRowAccess(context, table, "Delete", id, previous);
    hooks.run("validate", event);
    hooks.run("before", event);
    cascadeDelete(context, table, id, deleteRow);
    store.delete(tableName, id);
    hooks.run("after", event);
  });
}

/** activitypointer and owner show rows of other tables; only those can be written. */
function refuseView(table: Table, message: string): void {
  if (table.isView) throw rowErrors.notSupportedOn(message, table.logicalName);
}

/** A row that the caller may read; all stored columns, or those named (the key comes along). */
export function readRow(context: CallContext, tableName: string, id: string, columns?: readonly string[]): RawRow {
  const table = context.env.catalog.requireTable(tableName);
  requirePrivilege(context, table, "Read");
  const wanted = columns && [...new Set([table.primaryId, ...columns, ...accessColumns(table)])];
  const row = context.env.store.get(tableName, id, wanted);
  if (!row) throw rowErrors.notFound(tableName, id);
  requireRowAccess(context, table, "Read", id, row);
  return row;
}

/** A row's whole stored content, whoever asks; 404 when it is not there. */
export function requireRow(context: CallContext, table: Table, id: string): RawRow {
  const row = context.env.store.get(table.logicalName, id);
  if (!row) throw rowErrors.notFound(table.logicalName, id);
  return row;
}

function requireUpdate(context: CallContext, table: Table, id: string, previous: RawRow, values: RawRow): void {
  const changes = changedOnly(values, previous);
  const assigns = typeof changes.ownerid === "string";
  if (assigns) requireRowAccess(context, table, "Assign", id, previous);
  const onlyOwner = Object.keys(values).every((name) => name === "ownerid" || name === typeColumn("ownerid"));
  if (!assigns || !onlyOwner) requireRowAccess(context, table, "Write", id, previous);
  requireColumnRights(context, table, values, "update");
}

function changedOnly(values: RawRow, previous: RawRow): RawRow {
  const kept = Object.entries(values).filter(([name, value]) => {
    const base = name.endsWith("__type") ? name.slice(0, -"__type".length) : name;
    return value !== previous[name] || (base !== name && values[base] !== previous[base]);
  });
  const changes: RawRow = Object.fromEntries(kept);
  for (const name of Object.keys(changes)) {
    const type = typeColumn(name);
    if (values[type] !== undefined) changes[type] = values[type];
  }
  return changes;
}

function fillDefaults(table: Table, values: RawRow): void {
  for (const column of table.columns.values()) {
    if (column.defaultValue === undefined || !column.stored || values[column.logicalName] !== undefined) continue;
    if (column.type === "State" || column.type === "Status") continue;
    values[column.logicalName] = column.defaultValue;
  }
}

/** Only what has a place in the store; names such as type columns of polymorphic lookups pass. */
function storedOnly(table: Table, values: RawRow): RawRow {
  const result: RawRow = {};
  for (const [name, value] of Object.entries(values)) {
    const base = name.endsWith("__type") ? name.slice(0, -"__type".length) : name;
    if (name !== "versionnumber" && value !== undefined && table.columns.get(base)?.stored) result[name] = value;
  }
  return result;
}

function write(table: Table, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof DuplicateKeyError)) throw error;
    if (error.key === "primary") throw rowErrors.sameKey();
    const key = table.keys.find((each) => each.logicalName === error.key);
    throw rowErrors.alternateKeyClash(key?.schemaName ?? error.key, key?.columns.join(", ") ?? error.key);
  }
}
