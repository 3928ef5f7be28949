import type { CallContext, RowReference } from "../../server/context";
import { salesErrors } from "../../server/errors";
import type { RawRow } from "../../store/store";
import { updateRow } from "../../write/records";
import { stagesOf } from "../process/stages";

/**
 * Carries the lead's running process instance over to the new opportunity and moves it to the first stage of opportunities
 * (Develop). Without an opportunity the stage does not move (facts/sales-qualification.md §1.5).
 */
export function moveProcess(
  context: CallContext,
  leadId: string,
  opportunityId: string,
  given: RowReference | null,
): void {
  const instance = given ?? runningInstance(context, leadId);
  if (!instance) return;
  const { store } = context.env;
  const row = store.get(instance.table, instance.id);
  if (!row || row.statecode !== 0) return;
  const stages = stagesOf(context, String(row.processid));
  const next = stages.find((stage) => stage.table === "opportunity");
  if (!next) return;
  updateRow(context, instance.table, instance.id, {
    opportunityid: opportunityId,
    activestageid: next.id,
    activestagestartedon: context.timestamp,
    traversedpath: extendPath(row, next.id),
  });
}

/** A process that an earlier qualification left at a stage of the opportunity keeps the lead from being qualified (§1.5). */
export function requireLeadStage(context: CallContext, leadId: string): void {
  const instance = runningInstance(context, leadId);
  const stage = instance && context.env.store.get(instance.table, instance.id, ["activestageid"])?.activestageid;
  if (typeof stage !== "string") return;
  const table = context.env.store.get("processstage", stage, ["primaryentitytypecode"])?.primaryentitytypecode;
  if (table !== "lead") throw salesErrors.stageNotOnTable("lead");
}

/** The instance that is active for the lead, of whichever process table has one. */
function runningInstance(context: CallContext, leadId: string): RowReference | null {
  const { catalog, store } = context.env;
  for (const table of catalog.tables()) {
    if (!table.isProcess || !table.columns.has("leadid") || !table.columns.has("opportunityid")) continue;
    const row = store.find(
      table.logicalName,
      { leadid: leadId, statecode: 0 },
      { columns: [table.primaryId], limit: 1 },
    )[0];
    if (row) return { table: table.logicalName, id: String(row[table.primaryId]) };
  }
  return null;
}

function extendPath(row: RawRow, stageId: string): string {
  const path = typeof row.traversedpath === "string" && row.traversedpath !== "" ? row.traversedpath.split(",") : [];
  if (path.length === 0 && typeof row.activestageid === "string") path.push(row.activestageid);
  return [...path.filter((each) => each !== stageId), stageId].join(",");
}
