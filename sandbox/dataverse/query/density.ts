import { quoteName } from "../store/sql";
import type { Store } from "../store/store";
import type { Source } from "./compile-from";
import type { Fragment } from "./scope";
import { fragment, selectRows } from "./scope";

const sampleSize = 500;
/** Below this many rows every plan is quick. */
const smallTable = 20_000;
/** Of a sample: so many fit that reading on in the order of the page finds it soon. */
const denseRights = 10;
const remembered = 30_000;

const known = new WeakMap<Store, Map<string, { readonly dense: boolean; readonly until: number }>>();

/**
 * How many of 500 rows, picked at random, meet a condition on the source. The engine keeps no statistics of values, and the
 * best plan for one person who owns ten rows is the worst for one who owns a hundred thousand.
 */
export function sampleHits(source: Source, condition: Fragment): number {
  const { table, alias, scope } = source;
  const from = quoteName(table.logicalName);
  const [last] = selectRows(scope, { sql: `SELECT max(rowid) AS "n" FROM ${from}`, parameters: [] });
  const rows = Number(last?.["n"] ?? 0);
  if (rows === 0) return 0;
  const pick = `WITH RECURSIVE pick(n, r) AS (SELECT 1, abs(random()) % ? + 1 UNION ALL SELECT n + 1, abs(random()) % ? + 1 FROM pick WHERE n < ?)`;
  const sql = `${pick} SELECT count(*) AS "n" FROM ${from} AS "${alias}" WHERE "${alias}".rowid IN (SELECT r FROM pick) AND +(${condition.sql})`;
  const [hits] = selectRows(scope, { sql, parameters: [rows, rows, sampleSize, ...condition.parameters] });

  return Number(hits?.["n"] ?? 0);
}

/** Whether a table has more rows than any plan reads at once. */
export function isLarge(source: Source): boolean {
  if (source.table.isView) return false;
  const sql = `SELECT max(rowid) AS "n" FROM ${quoteName(source.table.logicalName)}`;

  return Number(selectRows(source.scope, { sql, parameters: [] })[0]?.["n"] ?? 0) > smallTable;
}

/**
 * The condition that leaves what the reader may see, for the table that a page is read of. Whoever may see much gets the page
 * by reading on in its order (the plus keeps the engine from collecting all his rows first); whoever may see little, by index.
 */
export function rootRowFilter(source: Source): Fragment | undefined {
  const filter = source.rawRowFilter();
  if (filter === undefined) return undefined;
  const dense = isLarge(source) && isDense(source, filter);

  return fragment(`${dense ? "+" : ""}(${filter.sql})`, ...filter.parameters);
}

function isDense(source: Source, filter: Fragment): boolean {
  const { store } = source.scope;
  const answers = known.get(store) ?? new Map<string, { dense: boolean; until: number }>();
  known.set(store, answers);
  const key = `${source.table.logicalName}\n${filter.sql}\n${filter.parameters.join("\n")}`;
  const now = Date.now();
  const answer = answers.get(key);
  if (answer !== undefined && answer.until > now) return answer.dense;
  const dense = sampleHits(source, filter) >= denseRights;
  if (answers.size > 1000) answers.clear();
  answers.set(key, { dense, until: now + remembered });

  return dense;
}
