import type { Navigation } from "../../metadata/catalog";
import { runAsSystem } from "../../security/caller";
import { requireRowAccess } from "../../security/access";
import { createFromPayload } from "../../write/deep";
import { readPayload, setLookup } from "../../write/payload";
import { deleteRow, requireRow } from "../../write/records";
import { readJsonObject } from "../body";
import type { RowReference } from "../context";
import { requestErrors } from "../errors";
import { noContent, type ApiResponse } from "../http";
import type { Operation } from "../operation";

/**
 * `PUT emails(<id>)/email_activity_parties {"value": […]}`: the one collection that is replaced as a whole; parties are part of
 * their activity (facts/dataverse-web-api.md §2.4).
 */
export function replaceParties(
  operation: Operation,
  from: RowReference,
  navigation: Navigation & { kind: "collection" },
): ApiResponse {
  const { context, request } = operation;
  const { catalog, store } = context.env;
  const activity = catalog.requireTable(from.table);
  const party = catalog.requireTable(navigation.target);
  const list = readJsonObject(request, activity.entitySetName).value;
  if (!Array.isArray(list)) throw requestErrors.badPayload(activity.entitySetName, 'The body must be {"value": […]}.');
  requireRowAccess(context, activity, "Write", from.id, requireRow(context, activity, from.id));

  const system = runAsSystem(context);
  store.transaction(() => {
    const pointing = { [navigation.relationship.referencingColumn]: from.id };
    for (const row of store.find(party.logicalName, pointing, { columns: [party.primaryId] }))
      deleteRow(system, party.logicalName, String(row[party.primaryId]));
    for (const item of list as unknown[]) {
      if (typeof item !== "object" || item === null)
        throw requestErrors.badPayload(party.entitySetName, "Every party must be an object.");
      const payload = readPayload(context, party, item as Record<string, unknown>, "create");
      const values = { ...payload.values };
      setLookup(party, navigation.relationship, from, values);
      createFromPayload(system, { ...payload, values });
    }
  });
  return noContent();
}
