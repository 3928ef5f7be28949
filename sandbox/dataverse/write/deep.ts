import type { Navigation } from "../metadata/catalog";
import type { CallContext, RowReference } from "../server/context";
import { requestErrors } from "../server/errors";
import type { RawRow } from "../store/store";
import { link } from "./links";
import { setLookup, type EntityPayload } from "./payload";
import { createRow, updateRow } from "./records";

/** Creates the row of a payload with all that is nested in it, all or nothing. Returns its key. */
export function createFromPayload(context: CallContext, payload: EntityPayload): string {
  return context.env.store.transaction(() => {
    const values: RawRow = { ...payload.values };
    for (const { relationship, payload: parent } of payload.parents)
      setLookup(
        payload.table,
        relationship,
        { table: parent.table.logicalName, id: createFromPayload(context, parent) },
        values,
      );
    const id = createRow(context, payload.table.logicalName, values);
    createChildren(context, payload, { table: payload.table.logicalName, id });
    return id;
  });
}

/** Updates a row from a payload; links of collections are added. */
export function updateFromPayload(context: CallContext, id: string, payload: EntityPayload): void {
  context.env.store.transaction(() => {
    updateRow(context, payload.table.logicalName, id, payload.values);
    createChildren(context, payload, { table: payload.table.logicalName, id });
  });
}

function createChildren(context: CallContext, payload: EntityPayload, owner: RowReference): void {
  for (const { navigation, items } of payload.children) {
    for (const item of items) {
      if (item.kind === "link") link(context, owner, navigation, item.reference);
      else createChild(context, owner, navigation, item.payload);
    }
  }
}

function createChild(context: CallContext, owner: RowReference, navigation: Navigation, child: EntityPayload): void {
  if (navigation.kind === "manyToMany") {
    const reference = { table: child.table.logicalName, id: createFromPayload(context, child) };
    link(context, owner, navigation, reference);
    return;
  }
  if (navigation.kind === "lookup") throw requestErrors.badQuery("A lookup cannot hold several records.");
  const values: RawRow = { ...child.values };
  setLookup(child.table, navigation.relationship, owner, values);
  createFromPayload(context, { ...child, values });
}
