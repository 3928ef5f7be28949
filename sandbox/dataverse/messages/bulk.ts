import type { Table } from "../metadata/model";
import { requestErrors, rowErrors } from "../server/errors";
import type { Message, MessageCall, MessageResult } from "../server/messages";
import { isGuid } from "../server/literals";
import { findByKey } from "../server/keys";
import { createFromPayload, updateFromPayload } from "../write/deep";
import { readPayload, typedTable } from "../write/payload";
import { listOf, missing, requireKnown } from "./arguments";

/** CreateMultiple, UpdateMultiple, UpsertMultiple, bound to a set: all rows or none (facts/dataverse-web-api.md §2.4). */
export const createMultiple: Message = {
  name: "CreateMultiple",
  kind: "action",
  bound: { table: "*", to: "collection" },
  parameters: { Targets: "Collection(crmbaseentity)" },
  returns: "CreateMultipleResponse",
  handle: (call) => {
    const ids = targetsOf(call, "CreateMultiple").map(({ table, body }) =>
      createFromPayload(call.context, readPayload(call.context, table, body, "create")),
    );
    return { kind: "complex", type: "CreateMultipleResponse", value: { Ids: ids } };
  },
};

export const updateMultiple: Message = {
  name: "UpdateMultiple",
  kind: "action",
  bound: { table: "*", to: "collection" },
  parameters: { Targets: "Collection(crmbaseentity)" },
  handle: (call) => {
    for (const { table, body } of targetsOf(call, "UpdateMultiple")) {
      const id = keyOf(call, table, body);
      if (id === undefined) throw rowErrors.invalidArgument(`Every target needs its key '${table.primaryId}'.`);
      updateFromPayload(call.context, id, readPayload(call.context, table, body, "update"));
    }
    return { kind: "none" };
  },
};

export const upsertMultiple: Message = {
  name: "UpsertMultiple",
  kind: "action",
  bound: { table: "*", to: "collection" },
  parameters: { Targets: "Collection(crmbaseentity)" },
  returns: "UpsertMultipleResponse",
  handle: (call): MessageResult => {
    const results = targetsOf(call, "UpsertMultiple").map(({ table, body }) => {
      const id = keyOf(call, table, body);
      const exists = id !== undefined && call.context.env.store.count(table.logicalName, { [table.primaryId]: id }) > 0;
      if (exists) updateFromPayload(call.context, id, readPayload(call.context, table, body, "update"));
      const written = exists ? id : createFromPayload(call.context, readPayload(call.context, table, body, "create"));
      return {
        RecordCreated: !exists,
        Target: { "@odata.type": `#Microsoft.Dynamics.CRM.${table.logicalName}`, [table.primaryId]: written },
      };
    });
    return { kind: "complex", type: "UpsertMultipleResponse", value: { Results: results } };
  },
};

interface Target {
  readonly table: Table;
  readonly body: Readonly<Record<string, unknown>>;
}

const maximumTargets = 1000;

function targetsOf(call: MessageCall, name: string): Target[] {
  requireKnown(call, name, ["Targets"]);
  const list = listOf(call, "Targets");
  if (!list) throw missing("Targets");
  if (list.length > maximumTargets)
    throw rowErrors.invalidArgument(`The number of targets exceeds the limit of ${maximumTargets}.`);
  const declared = call.context.env.catalog.requireTable(call.table ?? "");
  return list.map((item) => {
    if (typeof item !== "object" || item === null || Array.isArray(item))
      throw requestErrors.badPayload(declared.entitySetName, "Every target must be an object.");
    const body = item as Record<string, unknown>;
    const table = typedTable(call.context, body, declared);
    if (table.logicalName !== declared.logicalName)
      throw rowErrors.invalidArgument(
        `A target of '${table.logicalName}' cannot be written through '${declared.entitySetName}'.`,
      );
    return { table, body };
  });
}

/** The key of a target: its primary key, or the row that one of the alternate keys given in full names. */
function keyOf(call: MessageCall, table: Table, body: Readonly<Record<string, unknown>>): string | undefined {
  const id = body[table.primaryId];
  if (typeof id === "string" && isGuid(id)) return id.toLowerCase();
  for (const key of table.keys) {
    const values = key.columns.map((column) => body[column]);
    if (!values.every((value) => typeof value === "string" || typeof value === "number")) continue;
    const pairs = Object.fromEntries(key.columns.map((column, index) => [column, values[index] as string | number]));
    return findByKey(call.context, table, { kind: "alternate", values: pairs });
  }
  return undefined;
}
