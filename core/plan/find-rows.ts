import type { Metadata } from "../dataverse/metadata";
import type { Answer, Query } from "../dataverse/port";
import { rowsOf } from "../dataverse/port";
import { entitySetOf, quoted } from "../dataverse/wire";
import type { FoundRows } from "../mapping";

/** What a `find` expression looks for. */
export type Find = Pick<FoundRows, "table" | "column" | "value">;

/** Those that nobody has looked for yet. */
export function openFinds(wanted: readonly Find[], found: readonly FoundRows[] = []): readonly Find[] {
  return wanted.filter(
    (one) => !found.some((row) => row.table === one.table && row.column === one.column && row.value === one.value),
  );
}

/** The rows with the value; two are enough to know that it names no single one. Texts are quoted, numbers and keys are not. */
export function findQuery({ table, column, value }: Find, metadata: Metadata): Query {
  const definition = metadata[table];
  const { kind, targets } = definition?.columns[column] ?? {};
  const literal = kind === "String" || kind === "Memo" || kind === undefined ? quoted(value) : value;

  return {
    kind: "rows",
    set: entitySetOf(table, metadata),
    ...(definition ? { select: [definition.primaryName] } : {}),
    filter: `${targets ? `_${column}_value` : column} eq ${literal}`,
    top: 2,
  };
}

export function foundRows(find: Find, answer: Answer | undefined, metadata: Metadata): FoundRows {
  const { table } = find;
  const { primaryId = `${table}id`, primaryName = "name" } = metadata[table] ?? {};
  const rows = rowsOf(answer).map((json) => ({
    table,
    id: String(json[primaryId]).toLowerCase(),
    name: String(json[primaryName] ?? ""),
  }));

  return { ...find, rows };
}
