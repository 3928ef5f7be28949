import type { Table } from "../../../sandbox/dataverse/metadata/model";
import type { Environment } from "../../../sandbox/dataverse/server/context";

type Values = Readonly<Record<string, unknown>>;

/** A row that is not as it was. Before or after is missing where it was not there. */
export interface Change {
  readonly table: string;
  readonly id: string;
  readonly before?: Values;
  readonly after?: Values;
  /** Columns with another value; audit columns do not count. */
  readonly columns: readonly string[];
}

/** Columns that tell when and by whom, not what. */
const audit = new Set([
  "versionnumber",
  "modifiedon",
  "modifiedby",
  "modifiedonbehalfby",
  "lastonholdtime",
  "activestagestartedon",
  "timezoneruleversionnumber",
]);

/**
 * Knows every row of the database and tells what changed since it was asked last. Triggers note which rows were touched, so
 * that thousands of questions are affordable; `verify` compares everything, so that the triggers need not be believed.
 */
export class Ledger {
  private readonly rows = new Map<string, Values>();

  private readonly tables: readonly Table[];

  constructor(private readonly env: Environment) {
    // Views over several tables hold nothing of their own.
    const sql = "SELECT name FROM sqlite_master WHERE type = 'table'";
    const stored = new Set(env.store.select({ sql, parameters: [] }).map(({ name }) => name));
    this.tables = [...env.catalog.tables()].filter(({ logicalName }) => stored.has(logicalName));
    for (const [key, row] of this.readAll()) this.rows.set(key, row);
    this.exec('CREATE TEMP TABLE "$touched" (entry TEXT PRIMARY KEY) WITHOUT ROWID');
    for (const { logicalName, primaryId } of this.tables) {
      for (const [event, row] of [
        ["INSERT", "NEW"],
        ["UPDATE", "NEW"],
        ["DELETE", "OLD"],
      ] as const) {
        this.exec(
          `CREATE TEMP TRIGGER "$${logicalName} ${event}" AFTER ${event} ON main."${logicalName}" ` +
            `BEGIN INSERT OR IGNORE INTO "$touched" VALUES ('${logicalName} ' || ${row}."${primaryId}"); END`,
        );
      }
    }
  }

  /** What changed since the last call. */
  changes(): readonly Change[] {
    const touched = this.env.store.select({ sql: 'SELECT entry FROM "$touched"', parameters: [] });
    this.exec('DELETE FROM "$touched"');

    return touched.flatMap(({ entry }) => {
      const key = String(entry);
      const [table = "", id = ""] = key.split(" ");
      const before = this.rows.get(key);
      const after = this.env.store.get(table, id);
      if (after) this.rows.set(key, after);
      else this.rows.delete(key);
      const change = compare(table, id, before, after);

      return change ? [change] : [];
    });
  }

  /** Rows whose change nobody was told of; none, or this class is wrong. */
  verify(): readonly string[] {
    const now = this.readAll();

    return [...new Set([...now.keys(), ...this.rows.keys()])].filter((key) => {
      const [table = "", id = ""] = key.split(" ");
      return compare(table, id, this.rows.get(key), now.get(key)) !== undefined;
    });
  }

  private readAll(): Map<string, Values> {
    const { store } = this.env;
    const found = this.tables.flatMap(({ logicalName, primaryId }) =>
      store.find(logicalName, {}).map((row) => [`${logicalName} ${String(row[primaryId])}`, row] as const),
    );

    return new Map(found);
  }

  private exec(sql: string): void {
    (this.env.store as unknown as { connection: { exec(sql: string): void } }).connection.exec(sql);
  }
}

function compare(table: string, id: string, before?: Values, after?: Values): Change | undefined {
  const columns = Object.keys({ ...before, ...after }).filter(
    (column) => !audit.has(column) && (before?.[column] ?? null) !== (after?.[column] ?? null),
  );
  if (columns.length === 0) return undefined;

  return { table, id, columns, ...(before ? { before } : {}), ...(after ? { after } : {}) };
}

/** A change in words, for the message of a test that failed. */
export function wordChange({ table, id, before, after, columns }: Change): string {
  if (!before || !after) return `${table} ${id} is ${before ? "gone" : "new"}`;
  const words = columns.map((column) => `${column}: ${String(before[column])} -> ${String(after[column])}`);

  return `${table} ${id} ${words.join(", ")}`;
}
