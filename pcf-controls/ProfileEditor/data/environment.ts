import type { Metadata, TableMetadata } from "../../../core/dataverse/metadata";
import type { Answer, Dataverse, Json, Query, Result } from "../../../core/dataverse/port";
import { formattedValue, queriesPerTable, readTable, rowsOf, succeeded, tableQueries } from "../../../core";
import { targetTables, type Currency } from "../../../core/mapping";
import type { PlatformMap } from "../../../core/mapping/lint";
import {
  profileQueries,
  readProfile,
  readTrustedProfiles,
  readUserSituation,
  type ProfileDocument,
  type PublishedProfile,
} from "../../../core/profile";

/** The row of the profile as it is stored. `published` is missing while nothing has been published or it cannot be read. */
export interface StoredProfile {
  readonly id: string;
  readonly name: string;
  readonly priority: number;
  readonly etag?: string;
  readonly version: number;
  readonly publishedOn?: string;
  readonly publishedBy?: string;
  readonly published?: ProfileDocument;
}

export interface StoredVersion {
  readonly id: string;
  readonly version: number;
  readonly note: string;
  readonly publishedOn: string;
  readonly publishedBy: string;
  readonly json: string;
}

export interface LeadEntry {
  readonly id: string;
  readonly name: string;
}

/** All that the editor knows of where it is. */
export interface Environment {
  readonly metadata: Metadata;
  readonly maps: readonly PlatformMap[];
  readonly currencies: readonly (Currency & { readonly symbol: string })[];
  readonly leads: readonly LeadEntry[];
  readonly profile?: StoredProfile;
  readonly versions: readonly StoredVersion[];
  /** All published profiles, and who the user is: what says which one holds. */
  readonly profiles: readonly PublishedProfile[];
  /** Names of those whose document was changed by hand, so that it does not hold. */
  readonly damaged: readonly string[];
  readonly user: ReturnType<typeof readUserSituation>;
  /** Columns, as `account.revenue`, that column security lets nobody but administrators write. */
  readonly unwritable: readonly string[];
  readonly canWrite: boolean;
}

/** Tables whose columns rules may read or write. Those that the user may not see are left out. */
const tables = ["lead", ...targetTables, "systemuser", "campaign"] as const;

/** Reads everything in one request. Without an id the profile is new and not saved. */
export async function readEnvironment(
  dataverse: Dataverse,
  userId: string,
  profileId: string | undefined,
): Promise<Result<Environment>> {
  const queries = [
    ...tables.flatMap(tableQueries),
    ...rowQueries(userId),
    ...profileQueries(userId),
    ...(profileId ? profileQueriesOf(profileId) : []),
  ];
  const answered = await dataverse.read(queries);
  if (!answered.ok) return answered;
  const count = tables.length * queriesPerTable;
  const [maps, currencies, leads, rights, permissions, profiles, user, units, profile, versions] =
    answered.value.slice(count);
  const metadata = readTables(answered.value);
  return succeeded({
    metadata,
    unwritable: readUnwritable(metadata, permissions),
    maps: rowsOf(maps).flatMap(readMaps),
    currencies: rowsOf(currencies).map((row) => ({
      id: String(row["transactioncurrencyid"]),
      isoCode: String(row["isocurrencycode"] ?? ""),
      symbol: String(row["currencysymbol"] ?? ""),
      exchangeRate: Number(row["exchangerate"] ?? 0),
      precision: Number(row["currencyprecision"] ?? 2),
    })),
    leads: rowsOf(leads).map(readLead),
    versions: rowsOf(versions).map(readVersion),
    ...(await readTrustedProfiles(dataverse, profiles)),
    user: readUserSituation(user, units),
    canWrite: mayWrite(rights),
    ...(profile?.ok ? { profile: readStored(profile.value) } : {}),
  });
}

function readTables(answers: readonly Answer[]): Metadata {
  const read = tables.flatMap((name, index): readonly (readonly [string, TableMetadata])[] => {
    const table = readTable(answers.slice(index * queriesPerTable, (index + 1) * queriesPerTable));
    return table.ok ? [[name, table.value]] : [];
  });
  return Object.fromEntries(read);
}

function rowQueries(userId: string): readonly Query[] {
  return [
    {
      kind: "rows",
      set: "entitymaps",
      select: ["sourceentityname", "targetentityname"],
      filter: "sourceentityname eq 'lead'",
      expand: [{ property: "entity_map_attribute_maps", select: ["sourceattributename", "targetattributename"] }],
    },
    {
      kind: "rows",
      set: "transactioncurrencies",
      select: ["isocurrencycode", "currencysymbol", "exchangerate", "currencyprecision"],
    },
    leadQuery(""),
    { kind: "function", name: "Microsoft.Dynamics.CRM.RetrieveUserPrivileges", on: { set: "systemusers", id: userId } },
    {
      kind: "rows",
      set: "fieldpermissions",
      select: ["entityname", "attributelogicalname"],
      filter: `canupdate eq 4 and _fieldsecurityprofileid_value ne ${ofAdministrators}`,
    },
  ];
}

/** The platform's own column security profile, which lets its system administrators do everything in every environment. */
const ofAdministrators = "572329c1-a042-4e22-be47-367c6374ea45";

/** Where the permissions cannot be read nothing is said: the dialog finds out for each seller before the click. */
export function readUnwritable(metadata: Metadata, permissions: Answer | undefined): readonly string[] {
  if (!permissions?.ok) return [];
  const granted = rowsOf(permissions).map(
    (row) => `${String(row["entityname"])}.${String(row["attributelogicalname"])}`,
  );
  return targetTables.flatMap((table) =>
    Object.values(metadata[table]?.columns ?? {}).flatMap(({ logicalName, securedId }) =>
      securedId && !granted.includes(`${table}.${logicalName}`) ? `${table}.${logicalName}` : [],
    ),
  );
}

/** Leads to test on: the latest, or those whose name, company or topic contains a text. */
export function leadQuery(search: string): Query {
  const text = `'${search.trim().replace(/'/g, "''").replace(/[%_[]/g, "[$&]")}'`;
  return {
    kind: "rows",
    set: "leads",
    select: ["fullname", "companyname"],
    orderBy: ["modifiedon desc"],
    top: 25,
    ...(search.trim() === ""
      ? {}
      : { filter: ["fullname", "companyname", "subject"].map((column) => `contains(${column},${text})`).join(" or ") }),
  };
}

export function readLead(row: Json): LeadEntry {
  const parts = [row["fullname"], row["companyname"]].filter((part) => typeof part === "string" && part !== "");
  return { id: String(row["leadid"]), name: parts.join(" · ") || "–" };
}

function profileQueriesOf(id: string): readonly Query[] {
  return [
    {
      kind: "row",
      set: "enq_profiles",
      id,
      select: ["enq_name", "enq_priority", "enq_version", "enq_published", "enq_publishedon", "_enq_publishedby_value"],
    },
    {
      kind: "rows",
      set: "enq_profileversions",
      select: ["enq_version", "enq_note", "enq_publishedon", "_enq_publishedby_value", "enq_document"],
      filter: `_enq_profileid_value eq ${id}`,
      orderBy: ["enq_version desc"],
      top: 50,
    },
  ];
}

function readMaps(row: Json): readonly PlatformMap[] {
  const table = targetTables.find((name) => name === row["targetentityname"]);
  const maps = row["entity_map_attribute_maps"];
  if (!table || !Array.isArray(maps)) return [];
  return (maps as readonly Json[]).map((map) => ({
    table,
    source: String(map["sourceattributename"]),
    target: String(map["targetattributename"]),
  }));
}

function readStored(row: Json): StoredProfile {
  const published = row["enq_published"];
  const reading = typeof published === "string" ? readProfile(published) : undefined;
  const by = formattedValue("enq_publishedby", row);
  const etag = row["@odata.etag"];
  return {
    id: String(row["enq_profileid"]),
    name: String(row["enq_name"] ?? ""),
    priority: Number(row["enq_priority"] ?? 10_000),
    version: Number(row["enq_version"] ?? 0),
    ...(typeof etag === "string" ? { etag } : {}),
    ...(row["enq_publishedon"] ? { publishedOn: momentOf(row["enq_publishedon"]) } : {}),
    ...(by ? { publishedBy: by } : {}),
    ...(reading && reading.problems.length === 0 ? { published: reading.document } : {}),
  };
}

function readVersion(row: Json): StoredVersion {
  return {
    id: String(row["enq_profileversionid"]),
    version: Number(row["enq_version"] ?? 0),
    note: String(row["enq_note"] ?? ""),
    publishedOn: momentOf(row["enq_publishedon"]),
    publishedBy: formattedValue("enq_publishedby", row) ?? "",
    json: String(row["enq_document"] ?? ""),
  };
}

function momentOf(value: unknown): string {
  return value instanceof Date ? value.toISOString() : String(value ?? "");
}

/** Where the rights cannot be read the editor stays open: the server decides when something is written. */
function mayWrite(answer: Answer | undefined): boolean {
  if (!answer?.ok) return true;
  const held = answer.value["RolePrivileges"];
  return (
    !Array.isArray(held) ||
    (held as readonly Json[]).some((one) => String(one["PrivilegeName"]).toLowerCase() === "prvwriteenq_profile")
  );
}
