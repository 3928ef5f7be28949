/** What the rules of a profile look at, and what they want to be read. It comes with the code that evaluates them (docs/contributors.md, "Controls"). */
import type { TableMetadata } from "../dataverse/metadata";
import type { Answer, Query } from "../dataverse/port";
import { queriesPerTable, readTable, tableQueries } from "../dataverse/read-metadata";
import type { LookupValue, Row } from "../dataverse/row";
import { isLookup } from "../dataverse/row";
import { entitySetOf, readRow } from "../dataverse/wire";
import type { MappingContext } from "../mapping";
import { columnsRead, findsOf, tablesThrough, walkExpression } from "../mapping";
import type { Choices, QualifyContext } from "./context";
import { findQuery, foundRows, openFinds } from "./find-rows";
import { rulesOf } from "./policy";

/** Something to ask, and what the answers make of the context. */
export interface Trip {
  readonly queries: readonly Query[];
  take(context: QualifyContext, answers: readonly Answer[]): QualifyContext;
}

/** Tables that rules reach and nobody described yet, and the rows that the lead's lookups point to in them. */
export function relatedTrip(context: QualifyContext): Trip {
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

/** The rows that `find` expressions look for and that are not there yet. */
export function findTrip(context: QualifyContext, choices: Choices): Trip {
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

/** All that rules and conditions of the profile may look at, with the records as they are chosen now. */
export function mappingContext(context: QualifyContext, choices: Choices, lead: Row): MappingContext {
  const linked = (table: "account" | "contact") => {
    const choice = choices[table];
    const id = choice?.action === "link" ? choice.id : undefined;
    return context.candidates.find((one) => one.table === table && one.row.id === id)?.row.values;
  };
  const parent = (table: string) =>
    context.candidates.find((one) => one.table === table && one.verdict === "linked")?.row.values;
  const currency = lead["transactioncurrencyid"];
  const target = context.currencies.find((one) => one.id === (isLookup(currency) ? currency.id : context.baseCurrency));

  return {
    lead,
    related: {
      ...context.related,
      parentaccountid: parent("account"),
      parentcontactid: parent("contact"),
      $account: linked("account"),
      $contact: linked("contact"),
    },
    metadata: context.metadata,
    now: context.now,
    currencies: context.currencies.map((one) => ({ ...one, isoCode: one.code })),
    ...(target ? { targetCurrency: target.code } : {}),
    ...(context.found ? { found: context.found } : {}),
    ...(context.profile.document.mapping.country ? { country: context.profile.document.mapping.country } : {}),
  };
}
