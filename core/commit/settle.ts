import { mayPass } from "../dataverse/failure";
import type { Metadata } from "../dataverse/metadata";
import type { Answer, Clock, Dataverse, Json, Result } from "../dataverse/port";
import { failed, rowsOf, succeeded } from "../dataverse/port";
import { formattedValue, isoText } from "../dataverse/wire";
import type { JournalEntry } from "../plan/context";
import { readJournalEntry } from "../plan/read-context";
import type { QualifyPlan } from "../plan/types";
import { madeQueries } from "./changes";
import { journalKind, journalQuery, journalSet, journalStage } from "./journal";

/** What the database says about a run whose answer is missing or was a refusal. */
export interface Settled {
  /** Our run's journal row, when it was written. */
  readonly run?: JournalEntry;
  readonly leadOpen: boolean;
  readonly closedBy: string;
  readonly closedAt: string;
  /** The last qualification of the lead by anybody. */
  readonly last?: JournalEntry;
  /** Answers to madeQueries. */
  readonly made: readonly Answer[];
}

/** Reads the truth, in one request. Being asked again is harmless, so it keeps trying for a while. */
export async function settle(
  dataverse: Dataverse,
  clock: Clock,
  key: string,
  plan: QualifyPlan,
  metadata: Metadata,
): Promise<Result<Settled>> {
  const leadId = plan.lead.id;
  for (let attempt = 0; ; attempt++) {
    const read = await dataverse.read([
      journalQuery(key),
      { kind: "row", set: "leads", id: leadId, select: ["statecode", "modifiedon", "_modifiedby_value"] },
      {
        kind: "rows",
        set: journalSet,
        select: ["enq_kind", "enq_stage", "createdon", "_createdby_value", "enq_result"],
        filter: `_enq_leadid_value eq ${leadId} and enq_kind eq ${journalKind.qualify} and enq_stage ne ${journalStage.parked}`,
        orderBy: ["createdon desc"],
        top: 1,
      },
      ...madeQueries(plan, metadata),
    ]);
    if (read.ok) return interpret(read.value);
    if (attempt >= 2 || !mayPass(read.failure)) return read;
    await clock.sleep(500 * 2 ** attempt * (0.5 + clock.random()));
  }
}

function interpret(answers: readonly Answer[]): Result<Settled> {
  const [run, lead, last, ...made] = answers;
  if (run && !run.ok && run.failure.kind !== "notFound") return failed(run.failure);
  if (!lead?.ok) return failed(lead?.failure ?? { kind: "malformed", code: "", status: 0, message: "", lost: true });
  const newest = rowsOf(last)[0];

  return succeeded({
    ...(run?.ok ? { run: readJournalEntry(run.value) } : {}),
    leadOpen: lead.value["statecode"] === 0,
    closedBy: formattedValue("modifiedby", lead.value) ?? "",
    closedAt: timeOf(lead.value),
    ...(newest ? { last: readJournalEntry(newest) } : {}),
    made,
  });
}

function timeOf(json: Json): string {
  const modified = json["modifiedon"];

  return modified instanceof Date ? isoText(modified) : typeof modified === "string" ? modified : "";
}
