import * as React from "react";
import { canCreate } from "../../core";
import { parkLead } from "../../core/later";
import type { Choices, QualifyContext } from "../../core/plan/context";
import { describeCheck } from "../ui/describe";
import { sayReason } from "../ui/matching/say";
import { useHost } from "../ui/Shell";
import type { Strings } from "../ui/strings";
import type { QueuePlace } from "./LeadQueue";
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
export function useParking({ dataverse, clock, drafts }: Tools, place: QueuePlace | undefined) {
  const { strings, loadLater } = useHost();
  const [busy, setBusy] = React.useState(false);
  const park = async (draft: Draft) => {
    const { context, plan, choices } = draft;
    setBusy(true);
    const loaded = await loadLater?.();
    const outcome =
      loaded?.ok === false ? loaded : await parkLead(dataverse, clock, context, whyParked(draft, strings), choices);
    const parked = "state" in outcome && outcome.state === "done";
    if (parked) drafts.forget(context.lead.id);
    place?.next({ name: plan.lead.name, state: parked ? "parked" : "failed", records: [] });
  };

  return { busy, park: place && ((draft: Draft) => void park(draft)) };
}

/** What is doubtful, then what is open: for who decides later. */
function whyParked({ context, plan, choices }: Draft, strings: Strings): string {
  const doubts = tables.flatMap((table) => {
    const isOpen = ({ id }: { readonly id: string }) => !choices.refused?.some((one) => one.id === id);
    const first = context.candidates.find((one) => one.table === table && isOpen(one.row));
    if (choices[table] || !first || first.verdict === "linked" || first.verdict === "certain") return [];
    const why = first.whyNot ? sayReason(first.whyNot, strings) : strings(`verdict_${first.verdict}`);

    return `${strings(`title_${table}`)}: ${first.name} – ${why}`;
  });

  return [...doubts, ...plan.checks.map((check) => describeCheck(check, context.metadata, strings))].join("\n");
}
