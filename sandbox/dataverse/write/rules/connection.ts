import { typeColumn } from "../../metadata/model";
import { runAsSystem } from "../../security/caller";
import type { Environment } from "../../server/context";
import type { RowEvent } from "../../server/hooks";
import type { RawRow } from "../../store/store";
import { createRow } from "../records";

/**
 * A connection is two rows, one from each end: creating one makes the other, deleting one deletes the other
 * (facts/sales-qualification.md §1.4).
 */
export function addConnectionRules(env: Environment): void {
  env.hooks.add({ message: "create", stage: "validate", table: "connection", run: fillNames });
  env.hooks.add({ message: "create", stage: "after", table: "connection", run: mirror });
  env.hooks.add({ message: "delete", stage: "after", table: "connection", run: removeMirror });
}

/** Names of the ends, as views show them. */
function fillNames({ context, values }: RowEvent): void {
  const { catalog, store } = context.env;
  const type = values[typeColumn("record2id")];
  const table = typeof type === "string" ? catalog.table(type) : undefined;
  if (!table?.primaryName || typeof values.record2id !== "string" || values.name !== undefined) return;
  const name = store.get(table.logicalName, values.record2id, [table.primaryName])?.[table.primaryName];
  if (catalog.column("connection", "name")?.stored) values.name = name ?? null;
}

function mirror({ context, id, values }: RowEvent): void {
  if (typeof values.relatedconnectionid === "string" || typeof values.record2id !== "string") return;
  const twin: RawRow = {
    record1id: values.record2id,
    [typeColumn("record1id")]: values[typeColumn("record2id")] ?? null,
    record2id: values.record1id ?? null,
    [typeColumn("record2id")]: values[typeColumn("record1id")] ?? null,
    record1roleid: values.record2roleid ?? null,
    record2roleid: values.record1roleid ?? null,
    description: values.description ?? null,
    relatedconnectionid: id,
    ismaster: false,
  };
  const twinId = createRow(runAsSystem(context), "connection", twin);
  context.env.store.update("connection", id, { relatedconnectionid: twinId, ismaster: true });
}

function removeMirror({ context, previous }: RowEvent): void {
  const twin = previous?.relatedconnectionid;
  if (typeof twin === "string") context.env.store.delete("connection", twin);
}
