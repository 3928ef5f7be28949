/** Reads what disqualifying and reactivating look at: any number of leads in one request. */
import type { Metadata } from "../dataverse/metadata";
import type { Answer, Dataverse, Json, Query, Result } from "../dataverse/port";
import { failed, rowsOf, succeeded } from "../dataverse/port";
import { queriesPerTable, readTable, tableQueries } from "../dataverse/read-metadata";
import { readRow } from "../dataverse/wire";
import { chooseProfile } from "../profile/choose";
import { profileQueries } from "../profile/profile-queries";
import { readUserSituation } from "../profile/situation";
import { readTrustedProfiles } from "../profile/trusted";
import type { CloseContext, RelatedRecord } from "./close-lead";
import { leadName } from "./lead-name";
import type { Reader } from "./read-context";

export interface CloseReading {
  readonly metadata: Metadata;
  /** In the order of the ids; a failure where a lead could not be read. */
  readonly leads: readonly Result<CloseContext>[];
  /** Names of profiles that were changed by hand since they were published: an earlier version of them holds, or none. */
  readonly damagedProfiles: readonly string[];
}

const queriesPerLead = 6;

/** Reads all leads of a request at once. */
export async function readCloseContext(
  dataverse: Dataverse,
  leadIds: readonly string[],
  reader: Reader,
): Promise<Result<CloseReading>> {
  const head = [...tableQueries("lead"), ...profileQueries(reader.userId), leadStages];
  const read = await dataverse.read([...head, ...leadIds.flatMap(leadQueries)]);
  if (!read.ok) return read;

  const table = readTable(read.value.slice(0, queriesPerTable));
  if (!table.ok) return table;
  const metadata: Metadata = { lead: table.value };
  const [published, user, units, stages] = read.value.slice(queriesPerTable, head.length);
  const { profiles, damaged } = await readTrustedProfiles(dataverse, published);
  const situation = { ...readUserSituation(user, units), metadata, now: reader.now };
  const leads = leadIds.map((_id, index): Result<CloseContext> => {
    const start = head.length + index * queriesPerLead;
    const [lead, ...rest] = read.value.slice(start, start + queriesPerLead);
    if (!lead?.ok) return failed(lead?.failure ?? missing);
    const row = readRow(table.value, lead.value);
    const app = reader.app ? { app: reader.app } : {};
    const { profile } = chooseProfile(profiles, { ...situation, ...app, lead: row.values });
    const status = table.value.columns["statuscode"];

    return succeeded({
      lead: row,
      name: leadName({ lead: row }),
      status,
      profile: profile.document,
      ...readRelated(rest, rowsOf(stages)),
    });
  });

  return succeeded({ metadata, leads, damagedProfiles: damaged });
}

const missing = { kind: "malformed", code: "", status: 200, message: "", lost: false } as const;

/** Stages have the names that an organization gives them; the first of the lead's own process is meant. */
const leadStages: Query = {
  kind: "rows",
  set: "processstages",
  select: ["_processid_value"],
  filter: "primaryentitytypecode eq 'lead'",
  orderBy: ["stagecategory"],
};

function leadQueries(id: string): readonly Query[] {
  const made = (set: string, name: string): Query => ({
    kind: "rows",
    set,
    select: [name],
    filter: `_originatingleadid_value eq ${id}`,
  });

  return [
    { kind: "row", set: "leads", id },
    made("accounts", "name"),
    made("contacts", "fullname"),
    made("opportunities", "name"),
    {
      kind: "rows",
      set: "activitypointers",
      select: ["subject", "activitytypecode"],
      filter: `_regardingobjectid_value eq ${id} and statecode eq 0`,
      top: 50,
    },
    {
      kind: "rows",
      set: "leadtoopportunitysalesprocesses",
      select: ["businessprocessflowinstanceid", "_processid_value"],
      filter: `_leadid_value eq ${id}`,
      expand: [{ property: "activestageid", select: ["stagename", "primaryentitytypecode"] }],
    },
  ];
}

function readRelated(answers: readonly Answer[], stages: readonly Json[]) {
  const [accounts, contacts, opportunities, activities, processes] = answers;
  const records = (answer: Answer | undefined, table: string, name: string): readonly RelatedRecord[] =>
    rowsOf(answer).map((json) => ({ table, id: String(json[`${table}id`]), name: String(json[name] ?? "") }));
  const deals = records(opportunities, "opportunity", "name");
  const instance = rowsOf(processes)[0];
  const stage = instance?.["activestageid"] as Json | null | undefined;
  const home = stages.find((one) => one["_processid_value"] === instance?.["_processid_value"]);

  return {
    opportunities: deals,
    made: [...records(accounts, "account", "name"), ...records(contacts, "contact", "fullname"), ...deals],
    openActivities: rowsOf(activities).map((json) => ({
      table: String(json["activitytypecode"] ?? "task"),
      id: String(json["activityid"]),
      name: String(json["subject"] ?? ""),
    })),
    ...(instance
      ? {
          process: {
            id: String(instance["businessprocessflowinstanceid"]),
            onLead: stage?.["primaryentitytypecode"] === "lead",
            leadStageId: String(home?.["processstageid"] ?? ""),
          },
        }
      : {}),
  };
}
