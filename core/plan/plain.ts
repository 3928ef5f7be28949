import type { Choices, QualifyContext } from "./context";
import type { QualifyPlan } from "./types";
import { blockers } from "./types";

/** Checks that tell something and ask for nothing. */
const told: readonly string[] = ["rule-failed", "process-not-on-lead"];

/** Whether a lead can be qualified without asking anybody: nothing blocks, nothing is open, nothing doubtful that was not decided. */
export function isPlain(context: QualifyContext, plan: QualifyPlan, choices: Choices = {}): boolean {
  const doubtful = (["account", "contact"] as const).some((table) => {
    const found = context.candidates.filter((candidate) => candidate.table === table);
    const sure = found.some((candidate) => candidate.verdict === "linked" || candidate.verdict === "certain");

    return found.length > 0 && !sure && !choices[table];
  });

  return !doubtful && blockers(plan).length === 0 && plan.checks.every((check) => told.includes(check.id));
}
