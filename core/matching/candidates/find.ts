import type { Answer, Dataverse } from "../../dataverse/port";
import { rowsOf } from "../../dataverse/port";
import type { Failure } from "../../dataverse/failure";
import type { StoredRow } from "../../dataverse/row";
import { matchLead } from "../match";
import { readParty, type Party } from "../party";
import type { LeadMatches, MatchOptions } from "../types";
import { all, any, beginsWith, isOneOf } from "./filters";
import { COLUMNS, readFoundRow, type FoundTable } from "./columns";
import { planSearch, readSearch, type SearchHit, type SearchPort, type SearchState } from "./search";
import { planFirstTrip, rowsQuery, type PlannedQuery, type TripOptions } from "./trip-one";

/** The search has this long; then the dialog goes on without it and says so. */
const PATIENCE = 3000;
/** Rows that one filling query may bring. */
const FILL_TOP = 60;

/** What the search for candidates could not do; each is a sentence on the screen. */
export interface FindNotes {
  readonly search: SearchState;
  /** No duplicate rule told anything: none is published, or it could not be asked. */
  readonly rules: "used" | "silent";
  /** Tables that this user may not read, or that did not answer. */
  readonly unread: readonly FoundTable[];
}

export interface FoundCandidates {
  readonly rows: readonly StoredRow[];
  /** The rows whose rights were asked for, with the answers. */
  readonly rights: readonly { readonly table: FoundTable; readonly id: string; readonly answer: Answer | undefined }[];
  readonly notes: FindNotes;
}

export type FindResult =
  { readonly ok: true; readonly value: FoundCandidates } | { readonly ok: false; readonly failure: Failure };

/**
 * Finds records that may be the lead's, in two trips: one batch of rules and filters beside one search, then one batch that fills in rows the
 * search named, people at the best companies and their open deals (facts/matching.md §5). Works with less, and tells what was missing.
 */
export async function findCandidates(
  lead: StoredRow,
  dataverse: Pick<Dataverse, "read">,
  search: SearchPort | undefined,
  options: TripOptions & MatchOptions = {},
): Promise<FindResult> {
  const party = readParty(lead);
  const planned = planFirstTrip(party, options);
  const asked = planSearch(party);
  const [first, hits] = await Promise.all([
    dataverse.read(planned.map((each) => each.query)),
    asked && search
      ? askSearch(search, asked)
      : Promise.resolve({ state: search ? ("none" as const) : ("off" as const), hits: [] }),
  ]);
  if (!first.ok) return first;
  const read = readFirstTrip(planned, first.value);
  const second = planSecondTrip(party, read.rows, hits.hits, options);
  const rows = new Map(read.rows.map((row) => [`${row.table} ${row.id}`, row]));
  const unread = new Set(read.unread);
  let rights: FoundCandidates["rights"] = [];
  if (second.length > 0) {
    const answered = await dataverse.read(second.map((each) => each.query));
    // The first trip stands on its own; without the second there are fewer candidates, not none.
    if (answered.ok) {
      const filled = readFirstTrip(second, answered.value);
      for (const row of filled.rows) rows.set(`${row.table} ${row.id}`, row);
      for (const table of filled.unread) unread.add(table);
      rights = second.flatMap(({ table, id }, i) => (id ? [{ table, id, answer: answered.value[i] }] : []));
    } else for (const each of second) if (each.source === "filter") unread.add(each.table);
  }
  return {
    ok: true,
    value: { rows: [...rows.values()], rights, notes: { search: hits.state, rules: read.rules, unread: [...unread] } },
  };
}

/** Finds and matches at once: what a dialog asks for. */
export async function findMatches(
  lead: StoredRow,
  dataverse: Pick<Dataverse, "read">,
  search: SearchPort | undefined,
  options: TripOptions & MatchOptions = {},
): Promise<
  | { readonly ok: true; readonly value: FoundCandidates & { readonly matches: LeadMatches } }
  | { readonly ok: false; readonly failure: Failure }
> {
  const found = await findCandidates(lead, dataverse, search, options);
  if (!found.ok) return found;
  return { ok: true, value: { ...found.value, matches: matchLead(lead, found.value.rows, options) } };
}

async function askSearch(
  search: SearchPort,
  request: Parameters<SearchPort>[0],
): Promise<{ readonly state: SearchState; readonly hits: readonly SearchHit[] }> {
  try {
    const outcome = await search(request, PATIENCE);
    if (outcome.state !== "used") return { state: outcome.state, hits: [] };
    const hits = readSearch(outcome.body);
    return hits ? { state: "used", hits } : { state: "failed", hits: [] };
  } catch {
    return { state: "failed", hits: [] };
  }
}

interface ReadTrip {
  readonly rows: readonly StoredRow[];
  readonly rules: "used" | "silent";
  readonly unread: readonly FoundTable[];
}

/** Rows of all answers; a query that failed costs its rows only. */
export function readFirstTrip(planned: readonly PlannedQuery[], answers: readonly Answer[]): ReadTrip {
  const rows = new Map<string, StoredRow>();
  const failedTables = new Set<FoundTable>();
  let rules: ReadTrip["rules"] = "silent";
  planned.forEach(({ table, source }, i) => {
    const answer = answers[i];
    const found = rowsOf(answer);
    if (source === "rules" && found.length > 0) rules = "used";
    if (source === "filter" && !answer?.ok) failedTables.add(table);
    for (const json of found) {
      const row = readFoundRow(table, json);
      // The duplicate rules answer with the lead itself, too.
      if (row && (source === "filter" || !rows.has(`${table} ${row.id}`))) rows.set(`${table} ${row.id}`, row);
    }
  });
  return { rows: [...rows.values()], rules, unread: [...failedTables] };
}

/** The second batch: rows that only the search knows, the accounts of contacts, people at the best companies, and their open deals. */
export function planSecondTrip(
  lead: Party,
  rows: readonly StoredRow[],
  hits: readonly SearchHit[],
  options: TripOptions & MatchOptions,
): readonly PlannedQuery[] {
  const known = new Set(rows.map((row) => `${row.table} ${row.id}`));
  const matches = matchLead(lead.row, rows, options);
  const bestAccounts = matches.account.candidates
    .slice(0, 3)
    .filter((each) => each.probability > 0.01)
    .map((each) => each.row.id);
  const bestContacts = matches.contact.candidates.slice(0, 3).filter((each) => each.probability > 0.01);
  const employers = bestContacts.flatMap((each) => {
    const parent = each.row.values["parentcustomerid"];
    return typeof parent === "object" && parent !== null && "table" in parent && parent.table === "account"
      ? [parent.id]
      : [];
  });
  const missing = (table: FoundTable, more: readonly string[] = []): readonly string[] =>
    [...hits.filter((hit) => hit.table === table).map((hit) => hit.id), ...more].filter(
      (id) => !known.has(`${table} ${id}`),
    );
  const queries: PlannedQuery[] = [];
  const add = (table: FoundTable, filter: string | undefined): void => {
    if (filter) queries.push({ table, source: "filter", query: rowsQuery(table, filter, FILL_TOP, options) });
  };
  const byId = (table: FoundTable, ids: readonly string[]): string | undefined =>
    ids.length > 0 ? isOneOfIds(`${table}id`, ids) : undefined;
  add("contact", byId("contact", missing("contact")));
  add("account", byId("account", missing("account", employers)));
  add(
    "lead",
    byId(
      "lead",
      missing("lead").filter((id) => id !== lead.row.id),
    ),
  );
  // Somebody whose family name changed or was misheard, at a company that is known.
  const names = [...lead.person.family, ...lead.person.given].filter((word) => word.length > 1).slice(0, 3);
  if (bestAccounts.length > 0 && names.length > 0) {
    const alike = any(
      ...names.flatMap((word) => [beginsWith("lastname", word.slice(0, 2)), beginsWith("firstname", word.slice(0, 2))]),
    );
    add("contact", all(pointsTo("_parentcustomerid_value", bestAccounts), alike));
  }
  const holders = [...new Set([...bestAccounts, ...employers, ...bestContacts.map((each) => each.row.id)])];
  if (holders.length > 0) {
    const columns = ["_customerid_value", "_parentaccountid_value", "_parentcontactid_value"];
    add("opportunity", all("statecode eq 0", any(...columns.map((column) => pointsTo(column, holders)))));
  }
  const { rights } = options;
  if (rights) {
    const asked = new Map<string, FoundTable>([
      ...[...bestAccounts, ...employers].map((id) => [id, "account"] as const),
      ...bestContacts.map((each) => [each.row.id, "contact"] as const),
      ...[
        ...hits.filter((hit) => hit.table === "account" || hit.table === "contact").slice(0, 8),
        ...(options.known ?? []),
      ].map((row) => [row.id, row.table] as const),
    ]);
    for (const [id, table] of asked)
      queries.push({ table, id, source: "rights", query: rights(COLUMNS[table].set, id) });
  }
  return queries;
}

function pointsTo(column: string, ids: readonly string[]): string | undefined {
  return any(...ids.slice(0, 10).map((id) => `${column} eq ${id}`));
}

function isOneOfIds(column: string, ids: readonly string[]): string {
  return isOneOf(column, [...new Set(ids)].slice(0, 60));
}
