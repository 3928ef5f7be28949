/** Reads what only the profile or the seller's choices ask for, on the requests that matching makes anyway. */
import type { Answer, Dataverse, Query, Result } from "../dataverse/port";
import { succeeded } from "../dataverse/port";
import type { StoredRow } from "../dataverse/row";
import { entitySetOf, readRow } from "../dataverse/wire";
import type { SearchPort } from "../matching";
import { findMatches } from "../matching";
import type { Choices, QualifyContext } from "./context";
import { addMatches, matchOptions, pickRow, wantsMatches } from "./match";
import { usesRules } from "./policy";
import type { Trip } from "./rule-trips";
import { findTrip, relatedTrip } from "./rule-trips";

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
