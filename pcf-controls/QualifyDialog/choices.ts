import type { ColumnValue, StoredRow } from "../../core/dataverse/row";
import type { CarryKind } from "../../core/plan/carry";
import type { Choices, QualifyContext, RecordChoice } from "../../core/plan/context";
import { choiceOf, opportunityChoices } from "../../core";
import type { ConflictDecision, Slot } from "../../core/plan/types";

/** What the seller does on the plan. */
export type ChoiceEvent =
  | { readonly type: "choose"; readonly slot: "account" | "contact"; readonly choice: RecordChoice }
  /** A record that was looked up; a deal is joined by a connection with this key. */
  | { readonly type: "pick"; readonly row: StoredRow; readonly connectionId: string }
  /** "Not this one"; the row that remembers it gets this key. */
  | { readonly type: "refuse"; readonly row: StoredRow; readonly key: string }
  | { readonly type: "unrefuse"; readonly id: string }
  | { readonly type: "carry"; readonly kind: CarryKind; readonly copy: boolean }
  | { readonly type: "addOpportunity"; readonly id: string }
  | { readonly type: "removeOpportunity"; readonly slot: Slot }
  | { readonly type: "joinDeal"; readonly id: string; readonly connectionId: string }
  | { readonly type: "edit"; readonly slot: Slot; readonly column: string; readonly value: ColumnValue }
  | { readonly type: "editLead"; readonly column: string; readonly value: ColumnValue }
  | { readonly type: "overrule"; readonly key: string; readonly reason: string }
  | { readonly type: "decide"; readonly slot: Slot; readonly column: string; readonly decision: ConflictDecision };

/** What the seller decided so far, with one more decision. */
export function changeChoices(context: QualifyContext, choices: Choices, event: ChoiceEvent): Choices {
  switch (event.type) {
    case "choose":
      return turnTo(event.slot, event.choice, context, choices);
    case "pick": {
      const { row, connectionId } = event;
      if (row.table === "account" || row.table === "contact") {
        return turnTo(row.table, { action: "link", id: row.id }, context, allow(choices, row.id));
      }
      return { ...choices, opportunities: [{ slot: "opportunity", action: "join", id: row.id, connectionId }] };
    }
    case "refuse": {
      const { row, key } = event;
      const table = row.table === "account" ? "account" : "contact";
      const { id } = row;
      const name = context.candidates.find((one) => one.row.id === id)?.name ?? "";
      const now = choiceOf(table, context, choices);
      const chosen = now.action === "link" && now.id === id;
      const refused = [...(choices.refused ?? []), { table, id, name, key, chosen } as const];
      if (!chosen) return { ...choices, refused };
      const next = choiceOf(table, context, { ...choices, [table]: undefined, refused });
      return { ...turnTo(table, next, context, choices), refused };
    }
    case "unrefuse": {
      const { id } = event;
      const { table, chosen } = choices.refused?.find((one) => one.id === id) ?? {};
      const allowed = allow(choices, id);
      return table && chosen ? turnTo(table, { action: "link", id }, context, allowed) : allowed;
    }
    case "carry":
      return { ...choices, carry: { ...choices.carry, [event.kind]: event.copy } };
    case "addOpportunity": {
      const now = opportunityChoices(context, choices).filter((choice) => choice.action === "create");
      const slot = freeSlot(now.map((choice) => choice.slot));
      return { ...choices, opportunities: [...now, { slot, action: "create", id: event.id }] };
    }
    case "joinDeal":
      return {
        ...choices,
        opportunities: [{ slot: "opportunity", action: "join", id: event.id, connectionId: event.connectionId }],
      };
    case "removeOpportunity":
      return {
        ...choices,
        // The first one comes back with what was typed when no opportunity was a slip; a further one is made anew.
        ...(event.slot === "opportunity" ? {} : { values: { ...choices.values, [event.slot]: {} } }),
        opportunities: opportunityChoices(context, choices).filter((choice) => choice.slot !== event.slot),
      };
    case "edit": {
      const chosen =
        event.slot === "account" || event.slot === "contact"
          ? { [event.slot]: choiceOf(event.slot, context, choices) }
          : {};
      const values = { ...choices.values?.[event.slot], [event.column]: event.value };
      return { ...choices, ...chosen, values: { ...choices.values, [event.slot]: values } };
    }
    case "editLead":
      return { ...choices, lead: { ...choices.lead, [event.column]: event.value } };
    case "overrule":
      return { ...choices, overruled: { ...choices.overruled, [event.key]: event.reason } };
    case "decide": {
      const decisions = { ...choices.conflicts?.[event.slot], [event.column]: event.decision };
      return { ...choices, conflicts: { ...choices.conflicts, [event.slot]: decisions } };
    }
  }
}

const nameOf = (slot: Slot, choice: RecordChoice) => `${slot} ${choice.action === "link" ? choice.id : choice.action}`;

/** Another choice for a card. What was typed or decided for the one before is not for this one; it waits until that is chosen again. */
function turnTo(slot: "account" | "contact", choice: RecordChoice, context: QualifyContext, choices: Choices): Choices {
  const from = nameOf(slot, choiceOf(slot, context, choices));
  const to = nameOf(slot, choice);
  const { values = {}, conflicts = {}, aside = {}, ...others } = choices;
  if (from === to) return { ...choices, [slot]: choice };
  const next = aside[to] ?? {};

  return {
    ...others,
    [slot]: choice,
    aside: { ...aside, [from]: { values: values[slot], conflicts: conflicts[slot] } },
    values: { ...values, [slot]: next.values ?? {} },
    conflicts: { ...conflicts, [slot]: next.conflicts ?? {} },
  };
}

function allow({ refused = [], ...choices }: Choices, id: string): Choices {
  const rest = refused.filter((one) => one.id !== id);

  return rest.length > 0 ? { ...choices, refused: rest } : choices;
}

function freeSlot(taken: readonly Slot[]): Slot {
  if (!taken.includes("opportunity")) return "opportunity";
  for (let number = 2; ; number++) {
    if (!taken.includes(`opportunity:${number}`)) return `opportunity:${number}`;
  }
}

/** Whether the seller decided or typed anything. */
export function isTouched(choices: Choices): boolean {
  return Object.keys(choices).length > 0;
}
