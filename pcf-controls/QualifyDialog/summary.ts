import type { PlannedRecord, QualifyPlan } from "../../core/plan/types";
import type { Strings } from "../ui/strings";
import { listOf } from "../ui/strings";

/** The primary button, named by its result: "Link to Contoso and create opportunity". */
export function nameButton(plan: QualifyPlan, strings: Strings): string {
  const links = linkedNames(plan);
  const created = createdNouns(plan.records, strings);
  if (links.length === 0 && created.length === 0) return strings("button_none");
  if (links.length === 0) return strings("button_create", listOf(created, strings));
  if (created.length === 0) return strings("button_link", listOf(links, strings));

  return strings("button_link_create", listOf(links, strings), listOf(created, strings));
}

function linkedNames(plan: QualifyPlan): readonly string[] {
  return plan.records
    .filter((record) => record.action === "link" || record.action === "join")
    .map((record) => record.name);
}

/** What will happen, in one sentence. */
export function summarize(plan: QualifyPlan, strings: Strings): string {
  const links = plan.records.filter((record) => record.action === "link").map((record) => record.name);
  const joined = plan.records.find((record) => record.action === "join");
  const created = createdNouns(plan.records, strings);
  const changed = plan.records
    .filter((record) => record.action === "link")
    .reduce((sum, record) => sum + record.columns.length, 0);
  const refused = plan.extras.filter((extra) => extra.table === "enq_rejection").map(({ name = "" }) => name);
  const parts = [
    ...(links.length > 0 ? [strings("summary_link", listOf(links, strings))] : []),
    ...(created.length > 0 ? [strings("summary_create", listOf(created, strings))] : []),
    ...(joined ? [strings("summary_join", joined.name)] : []),
    ...(refused.length > 0 ? [strings("summary_refused", listOf(refused, strings))] : []),
    ...(changed > 0 ? [strings(changed === 1 ? "summary_change_one" : "summary_change", changed)] : []),
  ];

  // A company's name may end with a full stop of its own ("S.L."), and two in a row look like a slip.
  return parts.length === 0 ? strings("summary_none") : parts.map((part) => part.replace(/\.\.$/, ".")).join(" ");
}

function createdNouns(records: readonly PlannedRecord[], strings: Strings): readonly string[] {
  const created = records.filter((record) => record.action === "create");
  const opportunities = created.filter((record) => record.table === "opportunity").length;
  const others = created
    .filter((record) => record.table !== "opportunity")
    .map((record) => strings(`noun_${record.table}`));
  if (opportunities === 0) return others;

  return [...others, opportunities === 1 ? strings("noun_opportunity") : strings("noun_opportunities", opportunities)];
}
