import type { Outcome } from "../../core/commit/commit";
import type { OnceOutcome } from "../../core/commit/once";
import type { UndoPlan } from "../../core/plan/undo";
import type { CommitResult } from "../../core/commit/journal";
import type { Failure } from "../../core/dataverse/failure";
import type { Choices, QualifyContext } from "../../core/plan/context";
import { blockers, isIncomplete, pickRow, planQualification } from "../../core";
import type { QualifyPlan } from "../../core/plan/types";
import type { ChoiceEvent } from "./choices";
import { changeChoices } from "./choices";

/** What the dialog knows once its lead was read. */
export interface Draft {
  readonly context: QualifyContext;
  readonly choices: Choices;
  readonly plan: QualifyPlan;
  /** Key of the journal row: one for all tries of this dialog. */
  readonly key: string;
  /** Until matching answered nobody should qualify by mistake what is there already. */
  readonly matching: "running" | "done" | "failed";
}

/** A completed run that can be taken back. */
export interface FinishedRun {
  readonly key: string;
  readonly plan: QualifyPlan;
  readonly result: CommitResult;
  readonly context: QualifyContext;
}

export type DialogState =
  /** `kept`: what the seller decided before the lead was read again. */
  | { readonly state: "loading"; readonly kept?: Choices }
  | { readonly state: "unreadable"; readonly failure: Failure }
  | { readonly state: "planned"; readonly draft: Draft; readonly failure?: Failure; readonly leaving?: boolean }
  | { readonly state: "committing"; readonly draft: Draft }
  | { readonly state: "done"; readonly run: FinishedRun; readonly failure?: Failure }
  | { readonly state: "unfinished"; readonly draft: Draft; readonly failure: Failure }
  | {
      readonly state: "already";
      readonly by: string;
      readonly at: string;
      readonly result: CommitResult | undefined;
      readonly name: string;
      readonly run?: FinishedRun;
      readonly failure?: Failure;
    }
  /** Reads what stands in the way of an undo. */
  | { readonly state: "checkingUndo"; readonly run: FinishedRun }
  /** Something stands in the way: the seller decides about the rest. */
  | { readonly state: "undoPlanned"; readonly run: FinishedRun; readonly undo: UndoPlan; readonly failure?: Failure }
  | { readonly state: "undoing"; readonly run: FinishedRun; readonly undo: UndoPlan; readonly key: string }
  | { readonly state: "undone"; readonly run: FinishedRun; readonly undo: UndoPlan }
  /** The outcome was written; the form closes. */
  | { readonly state: "closed" };

export type DialogEvent =
  | { readonly type: "loaded"; readonly context: QualifyContext; readonly key: string; readonly choices?: Choices }
  | { readonly type: "loadFailed"; readonly failure: Failure }
  | { readonly type: "found"; readonly state: DialogState }
  | { readonly type: "matched"; readonly context: QualifyContext }
  | { readonly type: "matchFailed" }
  | { readonly type: "undo" }
  | { readonly type: "undoChecked"; readonly undo: UndoPlan; readonly key: string }
  | { readonly type: "undoFailed"; readonly failure: Failure }
  | { readonly type: "undoRest"; readonly key: string }
  | { readonly type: "undoWritten"; readonly outcome: OnceOutcome }
  | { readonly type: "reload" }
  | ChoiceEvent
  /** Something about the records was learned later. */
  | { readonly type: "learned"; readonly context: Pick<QualifyContext, "access" | "changed"> }
  | { readonly type: "confirm" }
  | { readonly type: "committed"; readonly outcome: Outcome }
  | { readonly type: "leave" }
  | { readonly type: "stay" }
  | { readonly type: "closed" };

/** The dialog as one function: a state and an event give the next state. */
export function reduceDialog(state: DialogState, event: DialogEvent): DialogState {
  switch (event.type) {
    case "loaded":
      return openDraft(event.context, event.key, (state.state === "loading" && state.kept) || event.choices || {});
    case "found":
      return event.state;
    case "matched":
    case "matchFailed":
      return afterMatching(state, event);
    case "learned": {
      if (state.state !== "planned") return state;
      const { draft } = state;
      const context = { ...draft.context, ...event.context };
      return { ...state, draft: { ...draft, context, plan: planQualification(context, draft.choices) } };
    }
    case "loadFailed":
      return { state: "unreadable", failure: event.failure };
    case "reload":
      return state.state === "planned" ? { state: "loading", kept: state.draft.choices } : { state: "loading" };
    case "closed":
      return { state: "closed" };
    case "committed":
      return afterCommit(state, event.outcome);
    case "confirm":
      if (state.state !== "planned" && state.state !== "unfinished") return state;
      if (state.draft.matching === "running") return state;
      return blockers(state.draft.plan).length > 0 ? state : { state: "committing", draft: state.draft };
    case "undo":
    case "undoChecked":
    case "undoFailed":
    case "undoRest":
    case "undoWritten":
      return reduceUndo(state, event);
    case "leave":
      return state.state === "planned" ? { ...state, leaving: true } : state;
    case "stay":
      return state.state === "planned" ? { ...state, leaving: false } : state;
    default:
      return state.state === "planned" ? { state: "planned", draft: choose(state.draft, event) } : state;
  }
}

type UndoEvent = Extract<
  DialogEvent,
  { readonly type: "undo" | "undoChecked" | "undoFailed" | "undoRest" | "undoWritten" }
>;

function reduceUndo(state: DialogState, event: UndoEvent): DialogState {
  switch (event.type) {
    case "undo": {
      const run = state.state === "done" || state.state === "already" ? state.run : undefined;
      return run ? { state: "checkingUndo", run } : state;
    }
    case "undoChecked": {
      if (state.state !== "checkingUndo") return state;
      const { run } = state;
      // What nothing stands in the way of needs no second question.
      if (event.undo.obstacles.length > 0) return { state: "undoPlanned", run, undo: event.undo };
      return { state: "undoing", run, undo: event.undo, key: event.key };
    }
    case "undoRest":
      return state.state === "undoPlanned" && !state.undo.refused
        ? { state: "undoing", run: state.run, undo: state.undo, key: event.key }
        : state;
    case "undoFailed":
      return "run" in state && state.run ? { state: "done", run: state.run, failure: event.failure } : state;
    case "undoWritten": {
      if (state.state !== "undoing") return state;
      const { run, undo } = state;
      return event.outcome.state === "done"
        ? { state: "undone", run, undo }
        : { state: "done", run, failure: event.outcome.failure };
    }
  }
}

function openDraft(context: QualifyContext, key: string, choices: Choices): DialogState {
  const plan = planQualification(context, choices);
  const matching = isIncomplete(context, choices) ? "running" : "done";

  return { state: "planned", draft: { context, choices, key, plan, matching } };
}

/** Matches change the recommendation, never a choice that was made; whoever typed into a card has chosen it. */
function afterMatching(
  state: DialogState,
  event: Extract<DialogEvent, { readonly type: "matched" | "matchFailed" }>,
): DialogState {
  if (state.state !== "planned" && state.state !== "committing") return state;
  const { draft } = state;
  if (draft.matching !== "running") return state;
  const failed = event.type === "matchFailed";
  const context = failed ? { ...draft.context, found: [] } : keepPicked(draft.context, event.context);
  const plan = planQualification(context, draft.choices);

  return { ...state, draft: { ...draft, context, plan, matching: failed ? "failed" : "done" } };
}

/** What was looked up while matching was at work is not lost by its answer. */
function keepPicked({ candidates, deals = [] }: QualifyContext, next: QualifyContext): QualifyContext {
  const picked = candidates.filter(
    ({ verdict, row }) => verdict === "picked" && !next.candidates.some((one) => one.row.id === row.id),
  );
  const known = next.deals ?? [];
  const more = deals.filter((deal) => deal.picked && !known.some(({ id }) => id === deal.id));

  return { ...next, candidates: [...next.candidates, ...picked], deals: [...known, ...more] };
}

function choose(draft: Draft, event: ChoiceEvent): Draft {
  const context = event.type === "pick" ? pickRow(draft.context, event.row) : draft.context;
  const choices = changeChoices(context, draft.choices, event);

  return { ...draft, context, choices, plan: planQualification(context, choices) };
}

function afterCommit(state: DialogState, outcome: Outcome): DialogState {
  if (state.state !== "committing") return state;
  const { draft } = state;
  switch (outcome.state) {
    case "done":
      return {
        state: "done",
        run: { key: outcome.key, plan: draft.plan, result: outcome.result, context: draft.context },
      };
    case "already":
      return { state: "already", by: outcome.by, at: outcome.at, result: outcome.result, name: draft.plan.lead.name };
    case "unfinished":
      return { state: "unfinished", draft, failure: outcome.failure };
    case "refused":
    case "unknown":
      return { state: "planned", draft, failure: outcome.failure };
  }
}
