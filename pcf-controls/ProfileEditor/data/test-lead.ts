import type { Metadata } from "../../../core/dataverse/metadata";
import type { Dataverse, Query, Result } from "../../../core/dataverse/port";
import { entitySetOf, isLookup, readRow, rowsOf, succeeded } from "../../../core";
import { findQuery, foundRows, openFinds } from "../../../core/later";
import type { Row, StoredRow } from "../../../core/dataverse/row";
import { columnsRead, findsOf, type FoundRows, type MappingContext, type MappingRule } from "../../../core/mapping";
import type { Environment } from "./environment";

/** A lead with everything that the rules of this moment read of it. */
export interface TestLead {
  readonly id: string;
  readonly lead: Row;
  readonly related: Readonly<Record<string, Row | undefined>>;
  readonly found: readonly FoundRows[];
}

/** The lead's own row and the rows behind its lookups, as far as their tables are known. Two requests. */
export async function readTestLead(dataverse: Dataverse, metadata: Metadata, id: string): Promise<Result<TestLead>> {
  const table = metadata["lead"];
  const answered = await dataverse.read([{ kind: "row", set: "leads", id }]);
  if (!answered.ok) return answered;
  const [answer] = answered.value;
  if (!answer?.ok || !table) return answer && !answer.ok ? answer : succeeded({ id, lead: {}, related: {}, found: [] });
  const lead = readRow(table, answer.value).values;
  return succeeded({ id, lead, related: await readRelated(dataverse, metadata, lead), found: [] });
}

/** The rows behind the lookups of a lead: all of them, or those that rules read. What cannot be read is blank. */
export async function readRelated(
  dataverse: Pick<Dataverse, "read">,
  metadata: Metadata,
  lead: Row,
  wanted?: ReadonlySet<string>,
): Promise<TestLead["related"]> {
  const links = Object.entries(lead).flatMap(([through, value]) =>
    isLookup(value) && metadata[value.table] && wanted?.has(through) !== false ? [{ through, value }] : [],
  );
  if (links.length === 0) return {};
  const read = await dataverse.read(
    links.map(({ value }): Query => ({ kind: "row", set: entitySetOf(value.table, metadata), id: value.id })),
  );
  const rows = Object.fromEntries(
    links.map(({ through, value }, index) => {
      const row = read.ok ? read.value[index] : undefined;
      const definition = metadata[value.table];
      return [through, row?.ok && definition ? readRow(definition, row.value).values : undefined] as const;
    }),
  );
  return { ...rows, $account: rows["parentaccountid"], $contact: rows["parentcontactid"] };
}

export function contextOf(
  test: Pick<TestLead, "lead" | "related" | "found">,
  environment: Environment,
  now: string,
  country?: string,
): MappingContext {
  const { metadata, currencies } = environment;
  return {
    lead: test.lead,
    related: test.related,
    found: test.found,
    metadata,
    currencies,
    now,
    ...(country ? { country } : {}),
  };
}

/** Rows that the rules look for and that are not read yet. */
export async function readFinds(
  dataverse: Pick<Dataverse, "read">,
  rules: readonly MappingRule[],
  test: TestLead,
  context: MappingContext,
): Promise<TestLead> {
  const wanted = openFinds(findsOf(rules, context), test.found).filter(
    (one) => context.metadata[one.table]?.columns[one.column],
  );
  if (wanted.length === 0) return test;
  const answered = await dataverse.read(wanted.map((find) => findQuery(find, context.metadata)));
  const found = wanted.map((find, index) =>
    foundRows(find, answered.ok ? answered.value[index] : undefined, context.metadata),
  );
  return { ...test, found: [...test.found, ...found] };
}

/** The last leads, with all their columns. */
export async function readRecentLeads(
  dataverse: Dataverse,
  environment: Environment,
  count: number,
  qualifiedOnly: boolean,
): Promise<Result<readonly StoredRow[]>> {
  const table = environment.metadata["lead"];
  if (!table) return succeeded([]);
  const answered = await dataverse.read([
    {
      kind: "rows",
      set: "leads",
      orderBy: ["modifiedon desc"],
      top: count,
      ...(qualifiedOnly ? { filter: "statecode eq 1" } : {}),
    },
  ]);
  if (!answered.ok) return answered;
  const [answer] = answered.value;
  if (answer && !answer.ok) return answer;
  return succeeded(rowsOf(answer).map((row) => readRow(table, row)));
}

/** Columns of the lead that the rules read, for the data-loss meter. */
export function columnsInUse(rules: readonly MappingRule[], environment: Environment): ReadonlySet<string> {
  const active = rules.filter((rule) => !rule.disabled);
  const read = columnsRead(
    active.map((rule) => rule.value),
    [],
  ).lead;
  return new Set([...read, ...environment.maps.map((map) => map.source)]);
}
