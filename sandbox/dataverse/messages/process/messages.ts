import type { Table } from "../../metadata/model";
import type { CallContext } from "../../server/context";
import { rowErrors, salesErrors } from "../../server/errors";
import type { Message, MessageCall, MessageResult } from "../../server/messages";
import type { RawRow } from "../../store/store";
import { createRow, readRow, requireRow, updateRow } from "../../write/records";
import { guidOf, missing, requireKnown, rowOf, textOf } from "../arguments";
import { stagesOf } from "./stages";

/** RetrieveProcessInstances: the running and closed processes of a row, the active one first. */
export const retrieveProcessInstances: Message = {
  name: "RetrieveProcessInstances",
  kind: "function",
  parameters: { EntityId: "Edm.Guid", EntityLogicalName: "Edm.String" },
  returns: "RetrieveProcessInstancesResponse",
  handle: (call) => {
    const id = guidOf(call, "EntityId");
    const name = textOf(call, "EntityLogicalName");
    if (id === null || name === null) throw missing(id === null ? "EntityId" : "EntityLogicalName");
    if (!call.context.env.catalog.table(name))
      throw rowErrors.invalidArgument(`There is no table '${name.slice(0, 100)}'.`);
    readRow(call.context, name, id, []);
    const processes = instancesOf(call.context, name, id).map(({ table, row }) => ({
      "@odata.type": "#Microsoft.Dynamics.CRM.businessprocessflowinstance",
      businessprocessflowinstanceid: row[table.primaryId],
      name: row.name ?? null,
      processid: row.processid ?? null,
      processstageid: row.activestageid ?? null,
      traversedpath: row.traversedpath ?? null,
      statecode: row.statecode ?? null,
      statuscode: row.statuscode ?? null,
      entityname: table.logicalName,
    }));
    return { kind: "complex", type: "RetrieveProcessInstancesResponse", value: { Processes: processes } };
  },
};

/** All instances whose lookup to the row's table (`leadid`) is the row. */
function instancesOf(context: CallContext, name: string, id: string): { table: Table; row: RawRow }[] {
  const { catalog, store } = context.env;
  const found = catalog
    .tables()
    .filter((table) => table.isProcess && table.columns.get(`${name}id`)?.stored)
    .flatMap((table) => store.find(table.logicalName, { [`${name}id`]: id }).map((row) => ({ table, row })));
  return found.sort((a, b) => Number(a.row.statecode) - Number(b.row.statecode));
}

/** RetrieveActivePath: the stages that an instance goes through, in order. */
export const retrieveActivePath: Message = {
  name: "RetrieveActivePath",
  kind: "function",
  parameters: { ProcessInstanceId: "Edm.Guid" },
  returns: "Collection(processstage)",
  handle: (call) => {
    const id = guidOf(call, "ProcessInstanceId");
    if (id === null) throw missing("ProcessInstanceId");
    const { catalog, store } = call.context.env;
    const table = catalog
      .tables()
      .find((each) => each.isProcess && store.count(each.logicalName, { [each.primaryId]: id }) > 0);
    if (!table) throw rowErrors.notFound("businessprocessflowinstance", id);
    const instance = readRow(call.context, table.logicalName, id);
    const rows = stagesOf(call.context, String(instance.processid)).flatMap((stage): RawRow[] => {
      const row = store.get("processstage", stage.id);
      return row ? [row] : [];
    });
    return { kind: "rows", table: "processstage", rows };
  },
};

/** SetProcess: switches a row to a process; the instances of other processes stop being active, an earlier one comes back. */
export const setProcess: readonly Message[] = ["SetProcess", "SetBusinessProcess"].map((name) => ({
  name,
  kind: "action",
  parameters: { Target: "crmbaseentity", NewProcess: "workflow?", NewProcessInstance: "crmbaseentity?" },
  handle: (call: MessageCall) => switchProcess(call, name),
}));

function switchProcess(call: MessageCall, name: string): MessageResult {
  requireKnown(call, name, ["Target", "NewProcess", "NewProcessInstance"]);
  const { context } = call;
  const { catalog, store } = context.env;
  const target = rowOf(call, "Target");
  const process = rowOf(call, "NewProcess", "workflow");
  if (!target || !process) throw missing(target ? "NewProcess" : "Target");
  requireRow(context, catalog.requireTable(target.table), target.id);
  const workflow = requireRow(context, catalog.requireTable("workflow"), process.id);
  const table = catalog.table(String(workflow.uniquename ?? ""));
  if (!table?.isProcess) throw salesErrors.invalidStage("The process has no table of instances.");
  const column = `${target.table}id`;
  if (!table.columns.get(column)?.stored) throw salesErrors.stageNotOnTable(target.table);

  const given = rowOf(call, "NewProcessInstance", table.logicalName);
  const own = store.find(table.logicalName, { [column]: target.id });
  for (const each of instancesOf(context, target.table, target.id))
    if (each.table.logicalName !== table.logicalName && each.row.statecode === 0)
      updateRow(context, each.table.logicalName, String(each.row[each.table.primaryId]), {
        statecode: 1,
        statuscode: 3,
      });
  const instance = given?.id ?? (own[0] && String(own[0][table.primaryId]));
  if (instance === undefined) createRow(context, table.logicalName, { [column]: target.id, processid: process.id });
  else if (store.get(table.logicalName, instance, ["statecode"])?.statecode !== 0)
    updateRow(context, table.logicalName, instance, { statecode: 0, statuscode: 1 });
  return { kind: "none" };
}
