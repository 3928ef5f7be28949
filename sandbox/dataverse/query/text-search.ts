import { columnIndexSql, quoteName } from "../store/sql";
import type { ColumnReference } from "./compile-from";
import { isLarge, sampleHits } from "./density";
import type { Fragment } from "./scope";
import { fragment } from "./scope";
import { textCondition } from "./text-match";
import type { TextMatch } from "./text-match";

/** Of a sample of 500 rows. */
const denseHits = 2;

/**
 * A text condition on a column. What no index can seek (`contains`, `ends with`) is looked for in the column's index alone
 * instead of in whole rows, unless a sample says that so many rows fit that reading on in order finds a page sooner: at a
 * million leads that is 50 ms instead of 4 s.
 */
export function columnTextCondition(
  reference: ColumnReference,
  value: string,
  match: TextMatch,
  literal = false,
): Fragment {
  const plain = textCondition(reference.sql, value, match, literal);
  if (isSeekable(plain) || !hasIndex(reference)) return plain;
  const { column, table, source } = reference;
  const [name, from] = [quoteName(column.logicalName), quoteName(table.logicalName)];
  if (isLarge(source) && sampleHits(source, plain) >= denseHits) return plain;
  const inner = textCondition(name, value, match, literal);
  const found = `SELECT rowid FROM ${from} WHERE ${inner.sql} AND ${name} IS NOT NULL`;

  return fragment(`"${source.alias}".rowid IN (${found})`, ...inner.parameters);
}

/** Whether the condition begins with a fixed text, so that an index finds it. */
function isSeekable({ sql, parameters }: Fragment): boolean {
  if (sql.includes(" GLOB ")) return false;

  return !sql.includes(" LIKE ") || !/^[%_]/.test(String(parameters[0] ?? ""));
}

function hasIndex({ column, table, sql }: ColumnReference): boolean {
  return column.stored && sql !== "NULL" && columnIndexSql(table, column).length > 0;
}
