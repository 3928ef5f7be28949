/** The queue of leads that wait for a decision: rows of the journal with the stage `parked`. One lead has one that is open. */
import type { Change, Clock, Dataverse, Json } from "../dataverse/port";
import { formattedValue } from "../dataverse/wire";
import type { Choices, Parked, QualifyContext, RecordChoice } from "../plan/context";
import { leadName } from "../plan/lead-name";
import { journalKind, journalSet, journalStage } from "./journal";
import type { OnceOutcome } from "./once";
import { writeOnce } from "./once";

const tables = ["account", "contact"] as const;
/** What enq_accountchoice and enq_contactchoice say, from their first option on. */
const actions: readonly RecordChoice["action"][] = ["link", "create", "none"];
const firstOption = 719400000;

/** What a row of the journal says about a lead that waits, with what was decided on its form; nothing for other rows. */
export function readParked(json: Json): Parked | undefined {
  if (json["enq_stage"] !== journalStage.parked || json["statecode"] !== 0) return undefined;
  const choices = tables.flatMap((table): (readonly [string, RecordChoice])[] => {
    const action = actions[Number(json[`enq_${table}choice`]) - firstOption];
    const id = json[`_enq_${table}id_value`];
    if (action === "link") return typeof id === "string" ? [[table, { action, id: id.toLowerCase() }]] : [];
    return action ? [[table, { action }]] : [];
  });

  return {
    ownerId: String(json["_ownerid_value"] ?? "").toLowerCase(),
    by: formattedValue("ownerid", json) ?? "",
    reason: String(json["enq_reason"] ?? ""),
    choices: Object.fromEntries(choices) as Choices,
  };
}

/**
 * Parks a lead, exactly once: its first row has the lead's own key, so that two who park at the same time, or one whose answer got
 * lost, make one row. Who finds it parked already leaves it as it is.
 */
export async function parkLead(
  dataverse: Dataverse,
  clock: Clock,
  context: Pick<QualifyContext, "lead" | "journal">,
  reason: string,
  choices: Choices = {},
): Promise<OnceOutcome> {
  const { lead, journal } = context;
  if (journal.some((entry) => entry.parked)) return { state: "done" };
  const key = journal.some(({ id }) => id.toLowerCase() === lead.id) ? clock.newKey() : lead.id;
  const decided = tables.flatMap((table): (readonly [string, string | number])[] => {
    const choice = choices[table];
    if (!choice) return [];
    const option = [`enq_${table}choice`, firstOption + actions.indexOf(choice.action)] as const;
    const column = table === "account" ? "enq_AccountId" : "enq_ContactId";
    return choice.action === "link" ? [option, [`${column}@odata.bind`, `/${table}s(${choice.id})`]] : [option];
  });
  const values = {
    ...Object.fromEntries(decided),
    enq_qualificationid: key,
    enq_name: leadName(context).slice(0, 300),
    enq_kind: journalKind.qualify,
    enq_stage: journalStage.parked,
    enq_reason: reason.slice(0, 2000),
    "enq_LeadId@odata.bind": `/leads(${lead.id})`,
  };

  return writeOnce(dataverse, clock, key, [{ kind: "create", set: journalSet, values }]);
}

/** Takes a lead out of the queue, in the change set that qualifies it. */
export const unpark = (id: string): Change => ({
  kind: "update",
  set: journalSet,
  id,
  values: { statecode: 1, statuscode: 2 },
});
