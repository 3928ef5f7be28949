import type { Answer, Dataverse, Result } from "../../dataverse/port";
import { rowsOf } from "../../dataverse/port";
import type { StoredRow } from "../../dataverse/row";
import { matchLead } from "../match";
import { lookupOf, readParty, type Party } from "../party";
import type { LeadMatches, MatchOptions, MatchTable, RejectedPair } from "../types";
import { readFoundRow, type FoundTable } from "./columns";
import { all, any, beginsWith, isOneOf } from "./filters";
import { readRejected, rejectedQuery } from "./rejected";
import { planSearch, readSearch, type SearchHit, type SearchPort, type SearchState } from "./search";
import { planFirstTrip, rowsQuery, type PlannedQuery, type TripOptions } from "./trip-one";

/** The search has this long; then the dialog goes on without it and says so. */
const PATIENCE = 3000;
/** Rows that a query of the second batch may bring, and all that are worth comparing together. */
const FILL_TOP = 20;
const ENOUGH = 130;

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
  /** Answers to the option `rights`. */
  readonly rights: readonly { readonly table: string; readonly id: string; readonly answer: Answer | undefined }[];
  /** Pairs that somebody has refused, those of the options among them. */
  readonly rejected: readonly RejectedPair[];
  readonly notes: FindNotes;
}

export type FindResult = Result<FoundCandidates>;

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
  const rows = new Map<string, StoredRow>();
  const unread = new Set<FoundTable>();
  const rights: FoundCandidates["rights"][number][] = [];
  let rules: FindNotes["rules"] = "silent";
  // A query that failed costs its rows only.
  const take = (planned: readonly PlannedQuery[], answers: readonly Answer[]): void =>
    planned.forEach(({ table, byRule, rightsOf }, i) => {
      if (rightsOf) return void rights.push({ table, id: rightsOf, answer: answers[i] });
      const found = rowsOf(answers[i]).flatMap((json) => readFoundRow(table, json) ?? []);
      if (byRule && found[0]) rules = "used";
      if (!byRule && !answers[i]?.ok) unread.add(table);
      // The duplicate rules answer with the lead itself, too, and with lookups that do not say their table.
      for (const row of found) if (!byRule || !rows.has(keyOf(row))) rows.set(keyOf(row), row);
    });
  const planned = planFirstTrip(party, options);
  const [first, { state, hits }] = await Promise.all([
    dataverse.read([...planned.map((each) => each.query), ...(lead.id ? [rejectedQuery(lead.id)] : [])]),
    askSearch(party, search),
  ]);
  if (!first.ok) return first;
  take(planned, first.value);
  const rejected = [...(options.rejected ?? []), ...readRejected(first.value[planned.length])];
  const second = planSecondTrip(party, rows, hits, { ...options, rejected });
  if (second[0]) {
    const answered = await dataverse.read(second.map((each) => each.query));
    // The first trip stands on its own; without the second there are fewer candidates, not none.
    take(second, answered.ok ? answered.value : []);
  }
  return {
    ok: true,
    value: { rows: [...rows.values()], rights, rejected, notes: { search: state, rules, unread: [...unread] } },
  };
}

/** Finds and matches at once: what a dialog asks for. */
export async function findMatches(
  lead: StoredRow,
  dataverse: Pick<Dataverse, "read">,
  search: SearchPort | undefined,
  options: TripOptions & MatchOptions = {},
): Promise<Result<FoundCandidates & { readonly matches: LeadMatches }>> {
  const found = await findCandidates(lead, dataverse, search, options);
  if (!found.ok) return found;
  const { rows, rejected } = found.value;
  return { ok: true, value: { ...found.value, matches: matchLead(lead, rows, { ...options, rejected }) } };
}

interface Named {
  readonly table: string;
  readonly id: string;
}

const keyOf = ({ table, id }: Named): string => `${table} ${id}`;

interface Searched {
  readonly state: SearchState;
  readonly hits: readonly SearchHit[];
}

async function askSearch(lead: Party, search: SearchPort | undefined): Promise<Searched> {
  const request = planSearch(lead);
  if (!request || !search) return { state: search ? "none" : "off", hits: [] };
  try {
    const outcome = await search(request, PATIENCE);
    const hits = outcome.state === "used" ? readSearch(outcome.body) : [];
    return hits ? { state: outcome.state, hits } : { state: "failed", hits: [] };
  } catch {
    return { state: "failed", hits: [] };
  }
}

/** The second batch: rows that only the search knows, the accounts of contacts, people at the best companies, and their open deals. */
function planSecondTrip(
  lead: Party,
  rows: ReadonlyMap<string, StoredRow>,
  hits: readonly SearchHit[],
  options: TripOptions & MatchOptions,
): readonly PlannedQuery[] {
  const matches = matchLead(lead.row, [...rows.values()], options);
  const best = (table: MatchTable): readonly StoredRow[] =>
    matches[table].candidates.slice(0, 3).flatMap((each) => (each.probability > 0.01 ? each.row : []));
  const accounts = best("account").map((row) => row.id);
  const employers = best("contact").flatMap((row) => {
    const parent = lookupOf(row, "parentcustomerid");
    return parent?.table === "account" ? parent.id : [];
  });
  // The search ranks its hits: what the filters left room for is taken from the front.
  const news = hits
    .filter((hit) => hit.id !== lead.row.id && !rows.has(keyOf(hit)))
    .slice(0, Math.max(FILL_TOP, ENOUGH - rows.size));
  const missing = (table: FoundTable): readonly PlannedQuery[] => {
    const ids = [
      ...news.flatMap((hit) => (hit.table === table ? hit.id : [])),
      ...(table === "account" ? employers.filter((id) => !rows.has(keyOf({ table, id }))) : []),
    ];
    return rowsQuery(table, isOneOf(`${table}id`, ids), ids.length, options);
  };
  // Somebody whose family name changed or was misheard, at a company that is known.
  const alike = [...lead.person.family, ...lead.person.given]
    .filter((word) => word[1])
    .slice(0, 3)
    .flatMap((word) => ["lastname", "firstname"].map((column) => beginsWith(column, word.slice(0, 2))));
  const holders = [...new Set([...accounts, ...employers, ...best("contact").map((row) => row.id)])];
  const deals = any(...["customerid", "parentaccountid", "parentcontactid"].map((column) => pointsTo(column, holders)));
  return [
    ...(["contact", "account", "lead"] as const).flatMap(missing),
    ...rowsQuery("contact", all(pointsTo("parentcustomerid", accounts), any(...alike)), FILL_TOP, options),
    ...rowsQuery("opportunity", all("statecode eq 0", deals), FILL_TOP, options),
    ...rightsQueries(
      [
        ...best("account"),
        ...best("contact"),
        ...employers.map((id) => ({ table: "account", id })),
        ...hits.slice(0, 8),
      ],
      options,
    ),
  ];
}

function rightsQueries(found: readonly Named[], { rights, known = [] }: TripOptions): readonly PlannedQuery[] {
  const rows = [...found.filter(({ table }) => table === "account" || table === "contact"), ...known];
  return [...new Map(rows.map((row) => [row.id, row])).values()].flatMap(({ table, id }) =>
    rights ? { table: table as FoundTable, rightsOf: id, query: rights(`${table}s`, id) } : [],
  );
}

const pointsTo = (column: string, ids: readonly string[]): string =>
  any(...ids.slice(0, 10).map((id) => `_${column}_value eq ${id}`));
