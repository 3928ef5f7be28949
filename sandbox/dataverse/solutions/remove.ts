import { typeColumn } from "../metadata/model";
import type { Environment } from "../server/context";
import { forgetCallers } from "../security/caller";
import { type Ledger, readLedger, writeLedger } from "./ledger";
import type { ImportLine } from "./problems";

/** Removes components that no other solution brought as well. Tables go with their rows. */
export function removeComponents(env: Environment, gone: Ledger, uniqueName: string): ImportLine[] {
  const others = ledgersOfOthers(env, uniqueName);
  const isFree = (key: keyof Ledger, name: string) => !others.some((ledger) => ledger[key].includes(name));
  const lines: ImportLine[] = [];
  const note = (component: string) => lines.push({ component, result: "success", message: "removed" });
  for (const name of gone.rows) {
    const [table = "", id = ""] = name.split(":");
    if (!isFree("rows", name) || !env.catalog.table(table)) continue;
    const label = nameOf(env, table, id);
    if (table === "role") takeRoleAway(env, id);
    if (env.store.delete(table, id) && label) note(`${table} ${label}`);
  }
  for (const name of gone.relationships)
    if (isFree("relationships", name) && env.catalog.relationship(name)) env.catalog.removeRelationship(name);
  for (const name of gone.tables) {
    if (!isFree("tables", name) || !env.catalog.table(name)) continue;
    dropTarget(env, name);
    env.catalog.removeTable(name);
    note(`Table ${name}`);
  }
  for (const name of gone.columns) {
    const [table = "", column = ""] = name.split(".");
    if (!isFree("columns", name) || !env.catalog.column(table, column)) continue;
    env.catalog.removeColumn(table, column);
    note(`Column ${name}`);
  }
  return lines;
}

/** Users and teams lose a role that goes. */
function takeRoleAway({ store }: Environment, roleId: string): void {
  for (const table of ["systemuserroles", "teamroles", "roleprivileges", "appmoduleroles"])
    store.deleteWhere(table, { roleid: roleId });
}

/** Lookups of other tables (the regarding of notes and activities) no longer point to a table that goes. */
function dropTarget({ catalog, store }: Environment, table: string): void {
  for (const other of catalog.tables())
    for (const column of other.columns.values()) {
      if (other.logicalName === table || !column.targets?.includes(table)) continue;
      if (other.logicalName === "annotation" && column.logicalName === "objectid")
        store.deleteWhere("annotation", { [typeColumn("objectid")]: table });
      catalog.putColumn(other.logicalName, { ...column, targets: column.targets.filter((target) => target !== table) });
    }
}

/** Kinds of row that are worth a line in the log; the others (privileges, components) go silently. */
const named: Readonly<Record<string, string>> = {
  systemform: "name",
  savedquery: "name",
  webresource: "name",
  customcontrol: "name",
  role: "name",
  appmodule: "name",
  ribbondiff: "diffid",
  pluginassembly: "name",
};

function nameOf(env: Environment, table: string, id: string): string | undefined {
  const column = named[table];
  const row = column ? env.store.get(table, id, [column]) : undefined;
  return row && column ? String(row[column] ?? id) : undefined;
}

function ledgersOfOthers(env: Environment, uniqueName: string): Ledger[] {
  return env.store
    .find("solution", {}, { columns: ["uniquename"] })
    .map((row) => String(row.uniquename))
    .filter((name) => name.toLowerCase() !== uniqueName.toLowerCase())
    .flatMap((name) => readLedger(env.store, name) ?? []);
}

/**
 * Uninstalls a solution: a managed one goes with all its components and their data, an unmanaged one is only the bag that
 * held them, so the components stay (facts/solution-package.md §1.8). `keepRow` leaves the solution's own row to the caller.
 */
export function uninstallSolution(
  env: Environment,
  uniqueName: string,
  options: { readonly keepRow?: boolean } = {},
): ImportLine[] {
  const row = env.store.find("solution", { uniquename: uniqueName }, { limit: 1 })[0];
  if (!row)
    return [{ component: `Solution ${uniqueName}`, result: "failure", message: "The solution is not installed." }];
  const lines = env.store.transaction(() => {
    const ledger = readLedger(env.store, uniqueName);
    const removed =
      ledger && row.ismanaged === true
        ? removeComponents(env, ledger, uniqueName)
        : removeBag(env, String(row.solutionid));
    if (!options.keepRow) env.store.delete("solution", String(row.solutionid));
    env.store.deleteWhere("solutioncomponent", { solutionid: String(row.solutionid) });
    writeLedger(env.store, uniqueName, undefined);
    return removed;
  });
  forgetCallers(env);
  return [...lines, { component: `Solution ${uniqueName}`, result: "success", message: "uninstalled" }];
}

function removeBag(env: Environment, solutionId: string): ImportLine[] {
  const count = env.store.count("solutioncomponent", { solutionid: solutionId });
  return [
    { component: "Components", result: "warning", message: `${count} components stay: the solution was unmanaged.` },
  ];
}
