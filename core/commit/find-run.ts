import type { JournalEntry, QualifyContext } from "../plan/context";
import type { QualifyPlan } from "../plan/types";
import type { CommitResult } from "./journal";
import { journalKind, journalStage, readResult } from "./journal";

/** What the journal has of a lead that is qualified already. */
export type FoundRun =
  /** It stopped half way: to be finished with the plan and the key that it began with. */
  | { readonly state: "unfinished"; readonly key: string; readonly plan: QualifyPlan }
  | {
      readonly state: "completed";
      readonly entry: JournalEntry;
      readonly plan: QualifyPlan | undefined;
      readonly result: CommitResult | undefined;
    };

/** The last qualification of the lead, unless the lead is open or the run was taken back. */
export function findRun({ lead, journal }: QualifyContext): FoundRun | undefined {
  const entry = journal.find((one) => one.kind === journalKind.qualify && one.stage !== journalStage.parked);
  if (lead.values["statecode"] !== 1 || !entry) return undefined;
  const plan = readPlan(entry);
  if (entry.stage === journalStage.started && plan) return { state: "unfinished", key: entry.id, plan };

  return entry.stage === journalStage.completed
    ? { state: "completed", entry, plan, result: readResult(entry.result) }
    : undefined;
}

function readPlan(entry: JournalEntry): QualifyPlan | undefined {
  try {
    const plan = JSON.parse(entry.plan ?? "") as Partial<QualifyPlan>;
    return plan.kind === "qualify" && plan.version === 1 ? (plan as QualifyPlan) : undefined;
  } catch {
    return undefined;
  }
}
