import type { Table } from "../../metadata/model";
import { stagesOf, type Stage } from "../../messages/process/stages";
import type { CallContext, Environment } from "../../server/context";
import { salesErrors } from "../../server/errors";
import type { RowEvent } from "../../server/hooks";
import type { RawRow } from "../../store/store";

const finished = 2;

/**
 * Rows of process instances: a new one starts at the first stage; a move has to name a stage of the process whose table has a
 * row in the instance, with a traversed path that ends there (facts/dataverse-web-api.md §2.2, sales-qualification.md §1.5).
 */
export function addProcessRules(env: Environment): void {
  env.hooks.add({ message: "create", stage: "validate", run: startInstance });
  env.hooks.add({ message: "update", stage: "validate", run: checkMove });
}

function processTable({ context, table }: RowEvent): Table | undefined {
  const found = context.env.catalog.table(table);
  return found?.isProcess ? found : undefined;
}

function startInstance(event: RowEvent): void {
  const table = processTable(event);
  if (!table) return;
  const { context, values } = event;
  const processId = typeof values.processid === "string" ? values.processid : processOf(context, table);
  if (processId === undefined) return;
  const stages = stagesOf(context, processId);
  values.processid = processId;
  const stage =
    typeof values.activestageid === "string" ? requireStage(stages, values.activestageid) : firstUsable(stages, values);
  if (!stage) return;
  requireRowOf(stage, values);
  values.activestageid = stage.id;
  values.activestagestartedon ??= context.timestamp;
  values.traversedpath ??= stage.id;
  values.name ??= nameOf(context, stage, values);
}

/** The process whose instances the table holds: both share the unique name. */
function processOf(context: CallContext, table: Table): string | undefined {
  const row = context.env.store.find(
    "workflow",
    { uniquename: table.logicalName, type: 1 },
    { columns: ["workflowid"], limit: 1 },
  )[0];
  return row && String(row.workflowid);
}

function firstUsable(stages: readonly Stage[], values: RawRow): Stage | undefined {
  return stages.find((stage) => typeof values[`${stage.table}id`] === "string");
}

function nameOf(context: CallContext, stage: Stage, values: RawRow): string | null {
  const table = context.env.catalog.table(stage.table);
  const id = values[`${stage.table}id`];
  if (!table?.primaryName || typeof id !== "string") return null;
  const name = context.env.store.get(stage.table, id, [table.primaryName])?.[table.primaryName];
  return typeof name === "string" ? name.slice(0, 200) : null;
}

function checkMove(event: RowEvent): void {
  const table = processTable(event);
  if (!table || !event.previous) return;
  const { context, values, previous } = event;
  const row: RawRow = { ...previous, ...values };
  const stages = stagesOf(context, String(row.processid));
  if (values.statecode === undefined && previous.statecode === 1 && values.activestageid !== undefined)
    throw salesErrors.processNotActive();
  if (values.statuscode === finished && values.completedon === undefined) values.completedon = context.timestamp;
  if (values.statecode === 0 && previous.statecode === 1) values.completedon = null;
  if (typeof values.traversedpath === "string") checkPath(stages, values.traversedpath, String(row.activestageid));
  if (typeof values.activestageid !== "string" || values.activestageid === previous.activestageid) return;

  const stage = requireStage(stages, values.activestageid);
  requireRowOf(stage, row);
  values.activestagestartedon ??= context.timestamp;
  if (values.traversedpath === undefined) values.traversedpath = extendPath(stages, previous, stage.id);
}

function requireStage(stages: readonly Stage[], id: string): Stage {
  const stage = stages.find((each) => each.id === id);
  if (!stage) throw salesErrors.invalidStage(`Stage '${id}' does not belong to the process of this instance.`);
  return stage;
}

/** A stage of opportunities cannot be active before there is one. */
function requireRowOf(stage: Stage, row: RawRow): void {
  if (row[`${stage.table}id`] === null || row[`${stage.table}id`] === undefined)
    throw salesErrors.stageNotOnTable(stage.table);
}

function checkPath(stages: readonly Stage[], path: string, active: string): void {
  const ids = path.split(",").map((each) => each.trim().toLowerCase());
  for (const id of ids)
    if (!stages.some((stage) => stage.id === id))
      throw salesErrors.traversedPath(`Traversed path holds '${id.slice(0, 50)}', which is no stage of the process.`);
  if (!ids.includes(active)) throw salesErrors.traversedPath("The active stage is not in the traversed path.");
}

/** Going back keeps the path; going forward appends. */
function extendPath(stages: readonly Stage[], previous: RawRow, to: string): string {
  const path = typeof previous.traversedpath === "string" ? previous.traversedpath.split(",").filter(Boolean) : [];
  return path.includes(to) || !stages.some((stage) => stage.id === to) ? path.join(",") : [...path, to].join(",");
}
