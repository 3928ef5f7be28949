import * as React from "react";
import { canCreate } from "../../core";
import type { Choices, QualifyContext } from "../../core/plan/context";
import { useHost } from "../ui/Shell";
import type { QueuePlace } from "./LeadQueue";
import { parkDraft } from "./park-draft";
import type { Draft } from "./state";
import type { Tools } from "./use-qualify";

const tables = ["account", "contact"] as const;

/** What was decided about a lead while it waited in the queue, as far as its profile and the lead as it is now allow it. */
export function parkedChoices(context: QualifyContext): Choices {
  const choices = context.journal.find((entry) => entry.parked)?.parked?.choices ?? {};
  const kept = tables.flatMap((table) => {
    const choice = choices[table];
    const { decide } = context.profile.document.records[table];
    const refused = { link: decide === "never", none: decide === "always", create: decide === "never" };
    if (!choice || refused[choice.action]) return [];

    return choice.action === "create" && !canCreate(table, context) ? [] : [[table, choice] as const];
  });

  return Object.fromEntries(kept);
}

/** "Decide later" for a lead among several; undefined where nothing can be put aside. */
export function useParking(tools: Tools, place: QueuePlace | undefined) {
  const { strings } = useHost();
  const [busy, setBusy] = React.useState(false);
  const park = async (draft: Draft) => {
    setBusy(true);
    // Several leads came with the library that this is in.
    const state = (await parkDraft(tools, draft, strings)) ? "parked" : "failed";
    place?.next({ name: draft.plan.lead.name, state, records: [] });
  };

  return { busy, park: place && ((draft: Draft) => void park(draft)) };
}
