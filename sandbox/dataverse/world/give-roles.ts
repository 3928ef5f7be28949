import { forgetCallers } from "../security/caller";
import type { Environment } from "../server/context";
import { readLedger } from "../solutions/ledger";
import { userRoleRow } from "./base/roles";
import { businessUnits, personas } from "./identity";

/**
 * Does the administrator's next step after an import: every persona gets the solution's roles, those for administrators
 * (by their name) only the administrator and the manager. The platform does nothing of the kind by itself.
 */
export function giveSolutionRoles(env: Environment, uniqueName: string): number {
  const roleIds = (readLedger(env.store, uniqueName)?.rows ?? [])
    .filter((name) => name.startsWith("role:"))
    .map((name) => name.slice("role:".length));
  let given = 0;
  env.store.transaction(() => {
    for (const id of roleIds) {
      const role = env.store.get("role", id, ["name", "businessunitid"]);
      const isForAdministrators = /admin/i.test(String(role?.name));
      for (const person of personas) {
        if (role?.businessunitid !== businessUnits[person.businessUnit]) continue;
        if (
          isForAdministrators &&
          !person.roles.some((name) => name === "System Administrator" || name === "Sales Manager")
        )
          continue;
        const { systemuserroleid, ...values } = userRoleRow(person.id, id).values;
        const key = { systemuserid: person.id, roleid: id };
        if (env.store.count("systemuserroles", key) > 0) continue;
        env.store.insert("systemuserroles", { systemuserroleid: systemuserroleid ?? null, ...values });
        given += 1;
      }
    }
  });
  forgetCallers(env);
  return given;
}
