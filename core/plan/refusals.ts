/** "Not this one": records that the seller says are not the lead's. They are hidden at once and written with the run. */
import type { ColumnValue } from "../dataverse/row";
import type { Candidate, Choices, QualifyContext } from "./context";
import { leadName } from "./lead-name";
import type { PlannedExtra } from "./types";

/** Rows of it keep colleagues from being asked again (core/matching reads them with the candidates). */
export const refusalTable = "enq_rejection";

export function isRefused({ refused = [] }: Choices, { table, row }: Pick<Candidate, "table" | "row">): boolean {
  return refused.some((one) => one.table === table && one.id === row.id);
}

/** The rows that remember the refusals. The records are finished without them where they may not be written. */
export function planRefusals(context: QualifyContext, { refused = [] }: Choices): readonly PlannedExtra[] {
  const lead = { table: "lead", id: context.lead.id, name: leadName(context) };
  const set = (column: string, value: ColumnValue) => ({ column, old: null, value, source: { kind: "you" as const } });

  return refused.map(({ table, id, name, key }) => ({
    id: key,
    table: refusalTable,
    name,
    action: "create",
    optional: true,
    columns: [
      set("enq_name", name.slice(0, 300)),
      set("enq_table", table),
      set("enq_record", id),
      set("enq_leadid", lead),
    ],
  }));
}
