import type { Environment } from "../../server/context";
import { rowErrors, salesErrors } from "../../server/errors";
import type { RowEvent } from "../../server/hooks";

/** Attribute maps may be added, changed and removed, except the system's own (facts/sales-qualification.md §6, §9 n). */
export function addMapRules(env: Environment): void {
  env.hooks.add({ message: "create", stage: "validate", table: "attributemap", run: checkMap });
  for (const message of ["update", "delete"] as const)
    env.hooks.add({ message, stage: "validate", table: "attributemap", run: refuseSystem });
}

function refuseSystem({ id, previous }: RowEvent): void {
  if (previous?.issystem === true) throw salesErrors.systemMap(id);
}

/** Both columns exist, and a target column is filled by one source only. */
function checkMap({ context, values }: RowEvent): void {
  const { catalog, store, settings } = context.env;
  if (!settings.attributeMapsCanBeCreated) throw rowErrors.notSupportedOn("Create", "attributemap");
  const map = typeof values.entitymapid === "string" ? store.get("entitymap", values.entitymapid) : undefined;
  if (!map) throw rowErrors.invalidArgument("An attribute map needs its entity map.");
  const source = catalog.column(String(map.sourceentityname), String(values.sourceattributename));
  const target = catalog.column(String(map.targetentityname), String(values.targetattributename));
  if (!source || !target) throw salesErrors.invalidMap("The source or target column does not exist.");
  const taken = store.count("attributemap", {
    entitymapid: String(map.entitymapid),
    targetattributename: String(values.targetattributename),
  });
  if (taken > 0) throw salesErrors.invalidMap(`The target column '${target.logicalName}' is mapped already.`);
}
