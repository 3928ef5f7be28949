import Database from "libsql";
import type { RawValue } from "./store";

interface Statement {
  run(parameters: readonly unknown[]): { readonly changes: number };
  all(parameters: readonly unknown[]): unknown[];
  iterate(parameters: readonly unknown[]): IterableIterator<unknown>;
}

/** An SQL row as the engine returns it. */
export type SqlRow = Record<string, string | number | null>;

const cachedStatements = 400;

/**
 * The only place that touches the database engine: prepared statements are kept, values are made fit for binding.
 * (The engine's `get` adds a property of its own to the row and a bound boolean aborts the process, so neither is used.)
 */
export class Connection {
  private readonly database: Database.Database;
  private readonly statements = new Map<string, Statement>();

  constructor(file: string) {
    this.database = new Database(file);
    this.database.exec("PRAGMA journal_mode = WAL");
    this.database.exec("PRAGMA synchronous = NORMAL");
    this.database.exec("PRAGMA busy_timeout = 5000");
    this.database.exec("PRAGMA cache_size = -65536");
    this.database.exec("PRAGMA foreign_keys = OFF");
  }

  exec(sql: string): void {
    this.database.exec(sql);
  }

  run(sql: string, parameters: readonly RawValue[] = []): number {
    return this.prepare(sql).run(parameters.map(bindable)).changes;
  }

  all(sql: string, parameters: readonly RawValue[] = []): SqlRow[] {
    return this.prepare(sql).all(parameters.map(bindable)) as SqlRow[];
  }

  iterate(sql: string, parameters: readonly RawValue[] = []): IterableIterator<SqlRow> {
    // Not from the cache: the same query may run again while this one is half read.
    return (this.database.prepare(sql) as unknown as Statement).iterate(
      parameters.map(bindable),
    ) as IterableIterator<SqlRow>;
  }

  close(): void {
    this.statements.clear();
    this.database.close();
  }

  private prepare(sql: string): Statement {
    const known = this.statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.database.prepare(sql) as unknown as Statement;
    if (this.statements.size >= cachedStatements) {
      const oldest = this.statements.keys().next().value;
      if (oldest !== undefined) this.statements.delete(oldest);
    }
    this.statements.set(sql, statement);

    return statement;
  }
}

function bindable(value: RawValue): string | number | null {
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "string") return value.includes("\0") ? value.replaceAll("\0", "") : wellFormed(value);
  if (value === undefined) throw new TypeError("A value to store is undefined; an empty column is null.");
  if (typeof value === "number" && !Number.isFinite(value)) throw new TypeError(`${value} cannot be stored.`);

  return value;
}

/** A text with half surrogate pairs replaced, which the engine cannot take. */
function wellFormed(text: string): string {
  return /[\uD800-\uDFFF]/.test(text) ? Buffer.from(text, "utf8").toString("utf8") : text;
}
