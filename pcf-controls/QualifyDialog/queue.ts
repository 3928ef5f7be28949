import { commitOptions, commitPlan, completeContext, isPlain, planQualification } from "../../core";
import type { CommittedRecord } from "../../core/commit/journal";
import type { Reader } from "../../core/plan/read-context";
import type { Tools } from "./use-qualify";
import { parkedChoices } from "./parking";
import { readLead } from "./use-qualify";

/** What became of one lead of several. */
export interface LeadResult {
  readonly leadId: string;
  readonly name: string;
  readonly state: "qualified" | "already" | "parked" | "skipped" | "failed";
  readonly records: readonly CommittedRecord[];
}

/**
 * Qualifies one lead when it is plain, as the dialog would with one Enter. Undefined: somebody has to look at it. The
 * same matching and the same plan as in the dialog, so that a list makes no duplicates that a form would not.
 */
export async function qualifyPlain(
  leadId: string,
  reader: Omit<Reader, "now">,
  tools: Tools,
): Promise<LeadResult | undefined> {
  const { dataverse, clock, search } = tools;
  const read = await readLead(leadId, reader, tools);
  if (!read.ok || read.value.lead.values["statecode"] !== 0) return undefined;
  const choices = parkedChoices(read.value);
  const complete = await completeContext(read.value, choices, dataverse, search);
  if (!complete.ok) return undefined;
  const context = complete.value;
  const plan = planQualification(context, choices);
  if (!isPlain(context, plan, choices)) return undefined;
  const outcome = await commitPlan(dataverse, clock, plan, commitOptions(context, clock.newKey()));
  const name = plan.lead.name;
  if (outcome.state === "done") return { leadId, name, state: "qualified", records: outcome.result.records };

  return outcome.state === "already"
    ? { leadId, name, state: "already", records: outcome.result?.records ?? [] }
    : undefined;
}
