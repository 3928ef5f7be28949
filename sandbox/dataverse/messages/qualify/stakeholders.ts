import { runAsSystem } from "../../security/caller";
import { typeColumn } from "../../metadata/model";
import type { CallContext } from "../../server/context";
import { createRow } from "../../write/records";
import { link } from "../../write/links";

/**
 * Copies stakeholders (connections) and competitors of the lead to the opportunity. Commonly believed, without a source
 * (facts/sales-qualification.md §1.4), hence behind a setting that is off.
 */
export function copyStakeholders(context: CallContext, leadId: string, opportunityId: string): void {
  const { store, catalog } = context.env;
  for (const row of store.find("connection", { record1id: leadId })) {
    createRow(runAsSystem(context), "connection", {
      record1id: opportunityId,
      [typeColumn("record1id")]: "opportunity",
      record2id: row.record2id ?? null,
      [typeColumn("record2id")]: row[typeColumn("record2id")] ?? null,
      record2roleid: row.record2roleid ?? null,
    });
  }
  const navigation = catalog.navigation("opportunity", "opportunitycompetitors_association");
  if (!navigation || !catalog.table("leadcompetitors")) return;
  for (const row of store.find("leadcompetitors", { leadid: leadId }))
    link(runAsSystem(context), { table: "opportunity", id: opportunityId }, navigation, {
      table: "competitor",
      id: String(row.competitorid),
    });
}
