import type { OnceOutcome } from "../../core/commit/once";
import type { Failure } from "../../core/dataverse/failure";
import type { Clock } from "../../core/dataverse/port";
import type { ClosePlan, CloseContext, DisqualifyChoices } from "../../core/plan/close-lead";
import { planDisqualify, planReactivate } from "../../core/later";
import type { CloseReading } from "../../core/plan/read-close";

export type CloseKind = "disqualify" | "reactivate";

/** One lead of the dialog: what is known of it, what will be written, under which key. */
export interface CloseItem {
  readonly context: CloseContext;
  readonly plan: ClosePlan;
  /** Key of the journal row, and of the rows that the plan makes by their part. */
  readonly key: string;
  readonly keys: Readonly<Record<string, string>>;
  readonly outcome?: OnceOutcome;
}

export interface CloseDraft {
  readonly kind: CloseKind;
  readonly reading: CloseReading;
  readonly choices: DisqualifyChoices;
  readonly items: readonly CloseItem[];
}

export type CloseState =
  | { readonly state: "loading" }
  | { readonly state: "unreadable"; readonly failure: Failure }
  | { readonly state: "planned"; readonly draft: CloseDraft; readonly failure?: Failure }
  | { readonly state: "writing"; readonly draft: CloseDraft }
  | { readonly state: "done"; readonly draft: CloseDraft; readonly failure?: Failure }
  | { readonly state: "undoing"; readonly draft: CloseDraft }
  | { readonly state: "undone"; readonly draft: CloseDraft };

export type CloseEvent =
  | { readonly type: "loaded"; readonly draft: CloseDraft }
  | { readonly type: "loadFailed"; readonly failure: Failure }
  | { readonly type: "reload" }
  | { readonly type: "choose"; readonly choices: DisqualifyChoices }
  | { readonly type: "confirm" }
  | { readonly type: "written"; readonly items: readonly CloseItem[] }
  | { readonly type: "undo" }
  | { readonly type: "undone"; readonly failure?: Failure };

/** The dialog as one function of state and event. */
export function reduceClose(state: CloseState, event: CloseEvent): CloseState {
  switch (event.type) {
    case "loaded":
      return { state: "planned", draft: event.draft };
    case "loadFailed":
      return { state: "unreadable", failure: event.failure };
    case "reload":
      return { state: "loading" };
    case "choose":
      return state.state === "planned" ? { state: "planned", draft: choose(state.draft, event.choices) } : state;
    case "confirm":
      return state.state === "planned" && !isBlocked(state.draft) ? { state: "writing", draft: state.draft } : state;
    case "written":
      return state.state === "writing" ? afterWriting({ ...state.draft, items: event.items }) : state;
    case "undo":
      return state.state === "done" ? { state: "undoing", draft: state.draft } : state;
    case "undone":
      if (state.state !== "undoing") return state;
      return event.failure
        ? { state: "done", draft: state.draft, failure: event.failure }
        : { state: "undone", draft: state.draft };
  }
}

/** Opens the draft of all leads that could be read. */
export function openDraft(kind: CloseKind, reading: CloseReading, clock: Clock): CloseDraft {
  const items = reading.leads.flatMap((lead): CloseItem[] => {
    if (!lead.ok) return [];
    const keys = { note: clock.newKey(), account: clock.newKey(), task: clock.newKey() };
    return [{ context: lead.value, keys, key: clock.newKey(), plan: planItem(kind, lead.value, {}, keys) }];
  });

  return { kind, reading, choices: {}, items };
}

function choose(draft: CloseDraft, choices: DisqualifyChoices): CloseDraft {
  const items = draft.items.map((item) => ({ ...item, plan: planItem(draft.kind, item.context, choices, item.keys) }));

  return { ...draft, choices, items };
}

function planItem(
  kind: CloseKind,
  context: CloseContext,
  choices: DisqualifyChoices,
  keys: Readonly<Record<string, string>>,
): ClosePlan {
  return kind === "reactivate" ? planReactivate(context) : planDisqualify(context, choices, (part) => keys[part] ?? "");
}

/** Leads that can be written; the others are listed with the reason. */
export function ready(draft: CloseDraft): readonly CloseItem[] {
  return draft.items.filter((item) => !item.plan.checks.some((check) => check.severity === "block"));
}

export function isBlocked(draft: CloseDraft): boolean {
  return ready(draft).length === 0;
}

/** When nothing at all was written the dialog stays where it is, with its input; else the result lists each lead. */
function afterWriting(draft: CloseDraft): CloseState {
  const outcomes = draft.items.flatMap((item) => (item.outcome ? [item.outcome] : []));
  const bad = outcomes.find((outcome) => outcome.state !== "done");
  if (bad && !outcomes.some((outcome) => outcome.state === "done")) {
    return { state: "planned", draft, failure: bad.failure };
  }

  return { state: "done", draft };
}
