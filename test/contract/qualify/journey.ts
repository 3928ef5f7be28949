import { commitPlan } from "../../../core/commit/commit";
import { findRun } from "../../../core/commit/find-run";
import { journalKind } from "../../../core/commit/journal";
import { commitUndo } from "../../../core/commit/undo";
import type { Dataverse } from "../../../core/dataverse/port";
import type { Choices, QualifyContext } from "../../../core/plan/context";
import { planQualification } from "../../../core/plan/qualify";
import { completeContext } from "../../../core/plan/read-more";
import { readUndoContext, type Run } from "../../../core/plan/read-undo";
import type { QualifyPlan } from "../../../core/plan/types";
import { planUndo } from "../../../core/plan/undo";
import type { Tools } from "./fault-matrix";
import { type Bench, quickClock } from "./support";

/** One opened dialog: what it knows and what the seller decided in it, kept across tries as the dialog and its draft do. */
export interface Seller {
  readonly lead: string;
  readonly choices: Choices;
  readonly key: string;
  context?: QualifyContext | undefined;
}

/** Opens the dialog if it is not open yet, and presses its primary button. Answers what the seller sees then. */
export async function openAndConfirm(bench: Bench, seller: Seller, { dataverse, search }: Tools): Promise<string> {
  if (!seller.context) {
    const read = await bench.tryRead(seller.lead, dataverse);
    if (!read.ok) return "unreadable";
    const complete = await completeContext(read.value, seller.choices, dataverse, search);
    // Without matches the dialog goes on, and says so.
    seller.context = complete.ok ? complete.value : read.value;
  }
  const { context } = seller;
  const run = findRun(context);
  if (run?.state === "completed") return "already";
  const plan = run?.plan ?? planQualification(context, seller.choices);
  const subject = context.lead.values["subject"] ?? null;
  const options = { key: run?.key ?? seller.key, metadata: context.metadata, subject };

  return (await commitPlan(dataverse, quickClock, plan, options)).state;
}

/** The completed run of a lead, as its journal row tells it. */
export function runOf(bench: Bench, leadId: string): Run {
  const row = bench.journal(leadId).find((one) => one["enq_kind"] === journalKind.qualify);
  const read = (column: string): unknown => JSON.parse(String(row?.[column]));

  return {
    id: String(row?.["enq_qualificationid"]),
    plan: read("enq_plan") as QualifyPlan,
    result: read("enq_result") as Run["result"],
  };
}

/** Presses "Undo": looks at what is there now and takes back what can be. A lead that is open again was taken back before. */
export async function takeBack(dataverse: Dataverse, run: Run, { metadata }: QualifyContext): Promise<string> {
  const read = await readUndoContext(dataverse, run, metadata, { days: 30, now: new Date().toISOString() });
  if (!read.ok) return "unreadable";
  const undo = planUndo(read.value);
  if (undo.obstacles.some((obstacle) => obstacle.kind === "lead-open")) return "already";

  return (await commitUndo(dataverse, quickClock, undo, quickClock.newKey(), metadata)).state;
}
