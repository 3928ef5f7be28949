import type { Environment } from "../../server/context";
import { rowErrors, salesErrors } from "../../server/errors";
import type { RowEvent } from "../../server/hooks";

const open = 0;
const disqualified = 2;

/** What a lead's state forbids, where the facts leave it open by settings (facts/sales-qualification.md §9 f, i). */
export function addLeadRules(env: Environment): void {
  env.hooks.add({ message: "update", stage: "validate", table: "lead", run: refuseClosedUpdate });
  env.hooks.add({ message: "update", stage: "validate", table: "lead", run: refuseDisqualify });
}

function refuseClosedUpdate({ context, values, previous }: RowEvent): void {
  if (context.env.settings.closedLeadsAcceptUpdates || context.caller.isSystem || previous?.statecode === open) return;
  const reopens = values.statecode === open;
  if (!reopens) throw rowErrors.inactive();
}

function refuseDisqualify({ context, id, values, previous }: RowEvent): void {
  if (!context.env.settings.disqualifyBlockedByOpportunity || values.statecode !== disqualified) return;
  if (previous?.statecode === disqualified) return;
  if (context.env.store.count("opportunity", { originatingleadid: id }) > 0) throw salesErrors.disqualifyBlocked();
}
