/** Reads all that planning looks at: one lead, one request. */
import { readParked } from "../commit/parking";
import type { Failure } from "../dataverse/failure";
import type { Metadata, TableMetadata } from "../dataverse/metadata";
import type { Answer, Dataverse, Json, Result } from "../dataverse/port";
import { failed, rowsOf, succeeded } from "../dataverse/port";
import { queriesPerTable, readTable, restrictColumns, tableQueries } from "../dataverse/read-metadata";
import type { ColumnValue, LookupValue, Row, StoredRow } from "../dataverse/row";
import { isLookup } from "../dataverse/row";
import { formattedValue, readRow } from "../dataverse/wire";
import type { Named } from "../profile/choose";
import { chooseProfile } from "../profile/choose";
import { builtInProfile, compareProfiles, isScoped } from "../profile/first";
import { readUserSituation } from "../profile/situation";
import type { TrustedProfiles } from "../profile/trusted";
import { isOld, readTrustedProfiles } from "../profile/trusted";
import { readAccess } from "./access";
import { readHanging } from "./carry";
import type { AttributeMap, Candidate, Currency, JournalEntry, QualifyContext } from "./context";
import { targetTables } from "./context";
import { contextQueries } from "./context-queries";
import { usesRules } from "./policy";
import { readProcess } from "./read-process";

export interface Reader {
  readonly userId: string;
  readonly userName: string;
  /** The app module in which the dialog was opened, with its unique name. */
  readonly app?: Named;
  /** The present, ISO 8601 in UTC. */
  readonly now: string;
  /** Brings the code of rules, scopes and older formats of profiles; absent where it is there. */
  readonly loadRules?: () => Promise<Result<unknown>>;
}

const tables = ["lead", ...targetTables] as const;

/** The privileges that a qualification may need (facts/sales-qualification.md §1.2). */
export const neededRights: readonly string[] = [
  ...["Lead", "Account", "Contact", "Opportunity"].flatMap((table) =>
    ["Create", "Read", "Write", "Append", "AppendTo", "Assign"].map((verb) => `prv${verb}${table}`),
  ),
  "prvReadAttributeMap",
  "prvReadEntityMap",
  "prvAppendToCampaign",
  "prvAppendToCompetitor",
  // What is written beside them: the journal, a stakeholder, carried notes and activities.
  ...["enq_Qualification", "Connection", "Note", "Activity"].flatMap((table) =>
    ["Create", "Write", "Append"].map((verb) => `prv${verb}${table}`),
  ),
  "prvCreateenq_Rejection",
].filter((right) => right !== "prvCreateLead" && right !== "prvAssignLead");

/**
 * Reads the context of a qualification in one request. Metadata that was read before may be handed in, so that the
 * next dialog of the same page asks for less.
 */
export async function readQualifyContext(
  dataverse: Dataverse,
  leadId: string,
  reader: Reader,
  known?: Metadata,
): Promise<Result<QualifyContext>> {
  const metadataQueries = known ? [] : tables.flatMap(tableQueries);
  const queries = [...metadataQueries, ...contextQueries(leadId, reader.userId)];
  const answered = await dataverse.read(queries);
  if (!answered.ok) return answered;

  const metadata = known ? succeeded(known) : readMetadata(answered.value.slice(0, metadataQueries.length));
  if (!metadata.ok) return metadata;

  const published = queries.findIndex((query) => query.kind === "rows" && query.set === "enq_profiles");
  const load = async (wanted: boolean) => (wanted ? await reader.loadRules?.() : undefined);
  const old = await load(rowsOf(answered.value[published]).some(isOld));
  if (old && !old.ok) return old;
  const trusted = await readTrustedProfiles(dataverse, answered.value[published]);
  const rules = await load(trusted.profiles.some(({ document }) => usesRules(document) || isScoped(document.scope)));
  if (rules && !rules.ok) return rules;

  return assemble(metadata.value, answered.value.slice(metadataQueries.length), reader, trusted);
}

function readMetadata(answers: readonly Answer[]): Result<Metadata> {
  const read: Record<string, TableMetadata> = {};
  for (const [index, table] of tables.entries()) {
    const result = readTable(answers.slice(index * queriesPerTable, (index + 1) * queriesPerTable));
    if (!result.ok) return result;
    read[table] = result.value;
  }

  return succeeded(read);
}

function assemble(
  whole: Metadata,
  answers: readonly Answer[],
  reader: Reader,
  { profiles, damaged }: TrustedProfiles,
): Result<QualifyContext> {
  const [
    lead,
    account,
    contact,
    opportunity,
    maps,
    rights,
    currencies,
    organizations,
    priceLists,
    notes,
    activities,
    connections,
    competitors,
    processes,
    stages,
    journal,
    access,
    secured,
    twins,
    ,
    user,
    units,
    roles,
    ...made
  ] = answers;
  if (!lead?.ok) return failed(lead?.failure ?? incomplete);
  const metadata = restrictColumns(whole, secured);
  const definition = metadata["lead"];
  if (!definition) return failed(incomplete);

  const row = readRow(definition, lead.value);
  const profile = profiles.some(({ document }) => isScoped(document.scope))
    ? chooseProfile(profiles, {
        ...(reader.app ? { app: reader.app } : {}),
        ...readUserSituation(user, units),
        lead: row.values,
        metadata,
        now: reader.now,
      }).profile
    : ([...profiles].sort(compareProfiles)[0] ?? builtInProfile);
  const initial = { account, contact, opportunity };
  const names = namesOf(row, rowsOf(currencies));

  return succeeded({
    lead: row,
    labels: readLabels(definition, lead.value),
    metadata,
    maps: rowsOf(maps).flatMap(readMaps),
    initial: Object.fromEntries(
      targetTables.flatMap((table) => {
        const answer = initial[table];
        const target = metadata[table];
        return answer?.ok && target ? [[table, readInitial(target, answer.value, names)] as const] : [];
      }),
    ),
    candidates: linkedCandidates(metadata, lead.value),
    ...(rights?.ok ? { missingRights: readMissingRights(rights.value) } : {}),
    currencies: rowsOf(currencies).map(readCurrency),
    ...readOrganization(rowsOf(organizations)[0]),
    priceLists: rowsOf(priceLists).map((json) => ({
      id: String(json["pricelevelid"]),
      name: String(json["name"] ?? ""),
      currencyId: String(json["_transactioncurrencyid_value"]),
    })),
    hanging: readHanging([notes, activities, connections, competitors]),
    access: readAccess([{ ...row, answer: access }]),
    // The rules answer with the lead itself, too; about leads that are closed there is nothing to do.
    twins: rowsOf(twins)
      .filter((json) => json["statecode"] === 0 && String(json["leadid"]).toLowerCase() !== row.id)
      .map((json) => ({ id: String(json["leadid"]), name: String(json["fullname"] ?? json["subject"] ?? "") })),
    ...readProcess(rowsOf(processes), rowsOf(stages)),
    ...readRole(rowsOf(roles)[0]),
    journal: rowsOf(journal).map(readJournalEntry),
    earlier: made.flatMap((answer, index) => {
      const table = targetTables[index];
      return rowsOf(answer).map((json) => String(json[`${table ?? ""}id`] ?? ""));
    }),
    user: { id: reader.userId, name: reader.userName },
    profile,
    damagedProfiles: damaged,
    now: reader.now,
  });
}

const incomplete: Failure = {
  kind: "malformed",
  code: "",
  status: 200,
  message: "The answer is incomplete.",
  lost: false,
};

function readLabels(table: TableMetadata, json: Json): Readonly<Record<string, string>> {
  const labels: Record<string, string> = {};
  for (const name of Object.keys(table.columns)) {
    const label = formattedValue(name, json);
    if (label !== undefined) labels[name] = label;
  }

  return labels;
}

function readMaps(json: Json): readonly AttributeMap[] {
  const table = targetTables.find((name) => name === json["targetentityname"]);
  const rows = json["entity_map_attribute_maps"];
  if (!table || !Array.isArray(rows)) return [];

  return (rows as readonly Json[]).map((map) => ({
    table,
    source: String(map["sourceattributename"]),
    target: String(map["targetattributename"]),
  }));
}

/** The unsaved record that InitializeFrom answers: values as they are, lookups as binds (facts §6). */
function readInitial(table: TableMetadata, json: Json, names: ReadonlyMap<string, string>): Row {
  const values: Record<string, ColumnValue | undefined> = {
    ...readRow(table, json).values,
    [table.primaryId]: undefined,
  };
  for (const column of Object.values(table.columns)) {
    for (const target of column.targets ?? []) {
      const bind = json[`${target.navigationProperty}@odata.bind`];
      const id = typeof bind === "string" ? /\(([0-9a-f-]{36})\)/i.exec(bind)?.[1] : undefined;
      if (id) values[column.logicalName] = nameLookup({ table: target.table, id: id.toLowerCase() }, names);
    }
  }

  return values;
}

/** Names of the rows that the lead points to: InitializeFrom tells their keys only. */
function namesOf(lead: StoredRow, currencies: readonly Json[]): ReadonlyMap<string, string> {
  const lookups = Object.values(lead.values).flatMap((value) =>
    isLookup(value) && value.name ? [[value.id, value.name] as const] : [],
  );
  const known = currencies.map(
    (json) => [String(json["transactioncurrencyid"]).toLowerCase(), String(json["currencyname"] ?? "")] as const,
  );

  return new Map([...known, ...lookups]);
}

function nameLookup(value: LookupValue, names: ReadonlyMap<string, string>): LookupValue {
  const name = names.get(value.id);

  return name ? { ...value, name } : value;
}

/** The account and the contact that the lead points to already. */
function linkedCandidates(metadata: Metadata, lead: Json): readonly Candidate[] {
  const pairs = [
    ["account", "parentaccountid"],
    ["contact", "parentcontactid"],
  ] as const;

  return pairs.flatMap(([table, property]) => {
    const json = lead[property];
    const definition = metadata[table];
    if (!definition || typeof json !== "object" || json === null) return [];
    const row = readRow(definition, json as Json);
    return [{ table, row, name: nameOfRow(definition, row), verdict: "linked" as const }];
  });
}

/** The primary name of a row, or nothing. */
export function nameOfRow(table: TableMetadata, row: StoredRow): string {
  const name = row.values[table.primaryName];

  return typeof name === "string" ? name : "";
}

function readMissingRights(json: Json): readonly string[] {
  const held = Array.isArray(json["RolePrivileges"]) ? (json["RolePrivileges"] as readonly Json[]) : [];
  const names = new Set(held.map((privilege) => String(privilege["PrivilegeName"]).toLowerCase()));

  return neededRights.filter((right) => !names.has(right.toLowerCase()));
}

function readCurrency(json: Json): Currency {
  return {
    id: String(json["transactioncurrencyid"]),
    name: String(json["currencyname"] ?? ""),
    code: String(json["isocurrencycode"] ?? ""),
    symbol: String(json["currencysymbol"] ?? ""),
    precision: Number(json["currencyprecision"] ?? 2),
    exchangeRate: Number(json["exchangerate"] ?? 1),
    ...(json["statecode"] === 1 ? { inactive: true } : {}),
  };
}

function readOrganization(json: Json | undefined): Pick<QualifyContext, "baseCurrency" | "uploadLimit"> {
  const { _basecurrencyid_value: id, maxuploadfilesize: limit } = json ?? {};

  return {
    ...(typeof id === "string" ? { baseCurrency: id.toLowerCase() } : {}),
    ...(typeof limit === "number" ? { uploadLimit: limit } : {}),
  };
}

function readRole(json: Json | undefined): { readonly stakeholderRole?: string } {
  const id = json?.["connectionroleid"];

  return typeof id === "string" ? { stakeholderRole: id } : {};
}

/** A row of the journal as it was read. */
export function readJournalEntry(json: Json): JournalEntry {
  const created = json["createdon"];
  const parked = readParked(json);

  return {
    id: String(json["enq_qualificationid"]),
    kind: Number(json["enq_kind"]),
    stage: Number(json["enq_stage"]),
    createdOn: created instanceof Date ? created.toISOString() : String(created ?? ""),
    by: formattedValue("createdby", json) ?? "",
    ...(typeof json["versionnumber"] === "number" ? { version: json["versionnumber"] } : {}),
    ...(typeof json["enq_plan"] === "string" ? { plan: json["enq_plan"] } : {}),
    ...(typeof json["enq_result"] === "string" ? { result: json["enq_result"] } : {}),
    ...(parked ? { parked } : {}),
  };
}
