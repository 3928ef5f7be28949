import type { CallContext } from "../../server/context";

/** A stage of a business process flow. */
export interface Stage {
  readonly id: string;
  readonly name: string;
  /** Logical name of the table whose row the stage works on. */
  readonly table: string;
  readonly category: number;
}

/** The stages of a process in their order: by category, as the stock process has one stage of each (facts §1.5). */
export function stagesOf(context: CallContext, processId: string): Stage[] {
  const rows = context.env.store.find(
    "processstage",
    { processid: processId },
    { orderBy: ["stagecategory", "stagename"] },
  );
  return rows.map((row) => ({
    id: String(row.processstageid),
    name: String(row.stagename ?? ""),
    table: String(row.primaryentitytypecode ?? ""),
    category: Number(row.stagecategory ?? 0),
  }));
}
