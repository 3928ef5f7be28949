/** Reads what only the profile or the seller's choices ask for, on the requests that matching makes anyway. */
import type { TableMetadata } from "../dataverse/metadata";
import type { Answer, Dataverse, Query, Result } from "../dataverse/port";
import { succeeded } from "../dataverse/port";
import { queriesPerTable, readTable, tableQueries } from "../dataverse/read-metadata";
import type { LookupValue, Row, StoredRow } from "../dataverse/row";
import { isLookup } from "../dataverse/row";
import { entitySetOf, readRow } from "../dataverse/wire";
import { columnsRead, findsOf, tablesThrough, walkExpression } from "../mapping";
import type { SearchPort } from "../matching";
import { findMatches } from "../matching";
import type { Choices, QualifyContext } from "./context";
import { findQuery, foundRows, openFinds } from "./find-rows";
import { addMatches, matchOptions, pickRow, wantsMatches } from "./match";
import { rulesOf, usesRules } from "./policy";
import { mappingContext } from "./values";

/** Something to ask, and what the answers make of the context. */
interface Trip {
  readonly queries: readonly Query[];
  take(context: QualifyContext, answers: readonly Answer[]): QualifyContext;
}

/**
 * The context with matches, with the rows that rules read through lookups or `find`, and with the records that the seller
 * picked before the lead was read again. All of it rides on the two requests that matching makes.
 */
export async function completeContext(
  context: QualifyContext,
  choices: Choices,
  dataverse: Pick<Dataverse, "read">,
  search?: SearchPort,
): Promise<Result<QualifyContext>> {
  let now = context;
  const picked: StoredRow[] = [];
  // A find may need a row behind a lookup, and a find inside a find the other one.
  const trips = [
    () => joinTrips(ruleTrip(relatedTrip, now), pickedTrip(now, choices, picked)),
    () => ruleTrip(findTrip, now, choices),
    () => ruleTrip(findTrip, now, choices),
  ];
  const ride = async (queries: readonly Query[]): Promise<Result<readonly Answer[]>> => {
    const trip = trips.shift()?.();
    const all = [...queries, ...(trip?.queries ?? [])];
    if (all.length === 0) return succeeded([]);
    const read = await dataverse.read(all);
    if (!read.ok) return read;
    if (trip) now = trip.take(now, read.value.slice(queries.length));

    return succeeded(read.value.slice(0, queries.length));
  };
  if (wantsMatches(context)) {
    const port = context.profile.document.matching.search ? search : undefined;
    const found = await findMatches(context.lead, { read: ride }, port, matchOptions(context));
    if (!found.ok) return found;
    now = addMatches(now, found.value);
  }
  while (trips.length > 0) {
    const read = await ride([]);
    if (!read.ok) return read;
  }

  return succeeded(picked.reduce(pickRow, { ...now, found: now.found ?? [] }));
}

/** Whether anything is left to be read once the lead is there. */
export function isIncomplete(context: QualifyContext, choices: Choices): boolean {
  const open = [pickedTrip(context, choices, []), ruleTrip(relatedTrip, context), ruleTrip(findTrip, context, choices)];

  return (
    wantsMatches(context) || (context.lead.values["statecode"] === 0 && open.some((trip) => trip.queries.length > 0))
  );
}

/** Where a profile has no rules there is nothing to read for them, and their code is not there. */
function ruleTrip(
  make: (context: QualifyContext, choices: Choices) => Trip,
  context: QualifyContext,
  choices: Choices = {},
): Trip {
  return usesRules(context.profile.document) ? make(context, choices) : { queries: [], take: (now) => now };
}

function joinTrips(one: Trip, other: Trip): Trip {
  const { length } = one.queries;

  return {
    queries: [...one.queries, ...other.queries],
    take: (context, answers) => other.take(one.take(context, answers.slice(0, length)), answers.slice(length)),
  };
}

/** Tables that rules reach and nobody described yet, and the rows that the lead's lookups point to in them. */
function relatedTrip(context: QualifyContext): Trip {
  const { lead, metadata, candidates } = context;
  const rules = rulesOf(context.profile.document).filter((rule) => !rule.disabled);
  const values = rules.map((rule) => rule.value);
  const conditions = rules.flatMap((rule) => rule.when ?? []);
  const { checklist } = context.profile.document;
  const tests = [...conditions, ...checklist.flatMap((item) => [item.condition ?? [], item.when ?? []].flat())];
  const lookups = Object.keys(columnsRead(values, tests).related).flatMap((through) => {
    const value = lead.values[through];
    // The account and the contact of the lead came with it; those that are chosen come with matching.
    const known = through.startsWith("$") || candidates.some(({ row }) => isLookup(value) && row.id === value.id);
    return known ? [] : [{ through, value: isLookup(value) ? value : undefined }];
  });
  const wanted = lookups.flatMap(({ through, value }) => value?.table ?? tablesThrough(through, metadata).slice(0, 1));
  for (const value of values) {
    walkExpression(value, (part) => {
      if (part.op === "find") wanted.push(part.table);
    });
  }
  const tables = [...new Set(wanted)].filter((table) => !metadata[table]);
  const rows = lookups.filter((one): one is { through: string; value: LookupValue } => one.value !== undefined);

  return {
    queries: [
      ...tables.flatMap(tableQueries),
      ...rows.map(({ value }): Query => ({ kind: "row", set: entitySetOf(value.table, metadata), id: value.id })),
    ],
    take: (now, answers) => {
      const read: Record<string, TableMetadata> = { ...now.metadata };
      for (const [index, table] of tables.entries()) {
        const described = readTable(answers.slice(index * queriesPerTable, (index + 1) * queriesPerTable));
        if (described.ok) read[table] = described.value;
      }
      const related: Record<string, Row | undefined> = {};
      for (const [index, { through, value }] of rows.entries()) {
        const answer = answers[tables.length * queriesPerTable + index];
        const table = read[value.table];
        if (answer?.ok && table) related[through] = readRow(table, answer.value).values;
      }

      return { ...now, metadata: read, related };
    },
  };
}

/** Records that the seller picked by searching: they are no match, so nothing else reads them. */
function pickedTrip({ candidates, deals = [], metadata }: QualifyContext, choices: Choices, picked: StoredRow[]): Trip {
  const wanted = [
    ...(["account", "contact"] as const).flatMap((table) => {
      const choice = choices[table];
      return choice?.action === "link" && !candidates.some(({ row }) => row.id === choice.id)
        ? [{ table, id: choice.id }]
        : [];
    }),
    ...(choices.opportunities ?? []).flatMap((choice) =>
      choice.action === "join" && !deals.some(({ id }) => id === choice.id)
        ? [{ table: "opportunity" as const, id: choice.id }]
        : [],
    ),
  ];

  return {
    queries: wanted.map(({ table, id }): Query => ({ kind: "row", set: entitySetOf(table, metadata), id })),
    take: (now, answers) => {
      for (const [index, { table }] of wanted.entries()) {
        const answer = answers[index];
        const definition = metadata[table];
        if (answer?.ok && definition) picked.push(readRow(definition, answer.value));
      }

      return now;
    },
  };
}

/** The rows that `find` expressions look for and that are not there yet. */
function findTrip(context: QualifyContext, choices: Choices): Trip {
  const lead = { ...context.lead.values, ...choices.lead };
  const finds = findsOf(rulesOf(context.profile.document), mappingContext(context, choices, lead));
  const wanted = openFinds(finds, context.found);

  return {
    queries: wanted.map((find) => findQuery(find, context.metadata)),
    take: (now, answers) => ({
      ...now,
      found: [...(now.found ?? []), ...wanted.map((find, index) => foundRows(find, answers[index], now.metadata))],
    }),
  };
}
