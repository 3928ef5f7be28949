import { parkLead } from "../../core/later";
import { describeCheck } from "../ui/describe";
import { sayReason } from "../ui/matching/say";
import type { Strings } from "../ui/strings";
import type { Draft } from "./state";
import type { Tools } from "./use-qualify";

/** Puts a lead into the queue with what was decided about it and why it waits; false: it is not there. */
export async function parkDraft({ dataverse, clock, drafts }: Tools, draft: Draft, strings: Strings): Promise<boolean> {
  const { context, choices } = draft;
  const { state } = await parkLead(dataverse, clock, context, whyParked(draft, strings), choices);
  if (state === "done") drafts.forget(context.lead.id);

  return state === "done";
}

/** What is doubtful, then what is open: for who decides later. */
function whyParked({ context, plan, choices }: Draft, strings: Strings): string {
  const doubts = (["account", "contact"] as const).flatMap((table) => {
    const isOpen = ({ id }: { readonly id: string }) => !choices.refused?.some((one) => one.id === id);
    const first = context.candidates.find((one) => one.table === table && isOpen(one.row));
    if (choices[table] || !first || first.verdict === "linked" || first.verdict === "certain") return [];
    const why = first.whyNot ? sayReason(first.whyNot, strings) : strings(`verdict_${first.verdict}`);

    return `${strings(`title_${table}`)}: ${first.name} – ${why}`;
  });

  return [...doubts, ...plan.checks.map((check) => describeCheck(check, context.metadata, strings))].join("\n");
}
