import { Connection } from "../store/connection";
import { quoteName } from "../store/sql";
import type { Environment } from "../server/context";
import type { RawRow, RawValue } from "../store/store";
import { type IndexedTable, indexedTables } from "./columns";
import { wordsOf } from "./lucene";
import { Vocabulary } from "./vocabulary";

/** A hit of one word or phrase: the index's own row number and how well it fits. */
export interface Posting {
  readonly document: number;
  readonly score: number;
}

interface TableIndex extends IndexedTable {
  readonly name: string;
  readonly primaryId: string;
  /** The version up to which rows are in the index. */
  seen: number;
  /** The number that the next row gets. */
  next: number;
  rows: number;
}

/**
 * The search index: one full-text table for each indexed table in a temporary database of its own. It follows the store by
 * version number, so it sees every write however it was made, and no write waits for it. Rows younger than `lag` are left for
 * later, as the real index lags (facts/matching.md §5).
 */
export class TextIndex {
  private readonly database = new Connection("");
  private readonly tables = new Map<string, TableIndex>();
  private readonly words = new Map<string, Vocabulary>();

  constructor(private readonly env: Environment) {
    for (const indexed of indexedTables(env)) this.create(indexed);
  }

  table(name: string): IndexedTable | undefined {
    return this.tables.get(name);
  }

  names(): string[] {
    return [...this.tables.keys()];
  }

  vocabulary(table: string): Vocabulary {
    return this.words.get(table) ?? new Vocabulary();
  }

  /** Brings the index up to the store, except for rows that were changed after `cutoff`. */
  follow(cutoff: string): void {
    for (const index of this.tables.values()) this.followTable(index, cutoff);
  }

  /** Rows of a table that hold an expression of the full-text engine. */
  match(table: string, expression: string, columns?: readonly string[]): Posting[] {
    const index = this.tables.get(table);
    if (!index) return [];
    const wanted = columns?.filter((column) => index.columns.includes(column));
    if (wanted?.length === 0) return [];
    const scoped = wanted ? `{${wanted.join(" ")}} : (${expression})` : expression;
    const sql = `SELECT rowid AS document, -bm25(${quoteName(index.name)}) AS score FROM ${quoteName(index.name)} WHERE ${quoteName(index.name)} MATCH ? LIMIT 20000`;

    return this.database
      .all(sql, [scoped])
      .map((row) => ({ document: Number(row["document"]), score: Number(row["score"]) }));
  }

  /** The number of rows of a table in the index. */
  size(table: string): number {
    return this.tables.get(table)?.rows ?? 0;
  }

  /** The keys of rows by the index's numbers. */
  keysOf(table: string, documents: readonly number[]): Map<number, string> {
    const marks = documents.map(() => "?").join(", ");
    const sql = `SELECT document, id FROM ${quoteName(`key_${table}`)} WHERE document IN (${marks})`;
    return new Map(this.database.all(sql, documents).map((row) => [Number(row["document"]), String(row["id"])]));
  }

  /** Forgets a row that is no more. */
  forget(table: string, document: number): void {
    const index = this.tables.get(table);
    if (index) index.rows -= 1;
    this.database.run(`DELETE FROM ${quoteName(`text_${table}`)} WHERE rowid = ?`, [document]);
    this.database.run(`DELETE FROM ${quoteName(`key_${table}`)} WHERE document = ?`, [document]);
  }

  close(): void {
    this.database.close();
  }

  private create({ table, columns }: IndexedTable): void {
    const name = `text_${table}`;
    const definition = this.env.catalog.requireTable(table);
    this.database.exec(
      `CREATE VIRTUAL TABLE ${quoteName(name)} USING fts5(${columns.map(quoteName).join(", ")}, tokenize = "unicode61 remove_diacritics 0", detail = full)`,
    );
    this.database.exec(
      `CREATE TABLE ${quoteName(`key_${table}`)} (document INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE)`,
    );
    // Without it each search would read the whole table to find what has changed.
    this.env.store.select({
      sql: `CREATE INDEX IF NOT EXISTS ${quoteName(`ix_${table}_versionnumber`)} ON ${quoteName(table)} ("versionnumber")`,
      parameters: [],
    });
    this.tables.set(table, { table, columns, name, primaryId: definition.primaryId, seen: 0, next: 1, rows: 0 });
    this.words.set(table, new Vocabulary());
  }

  private followTable(index: TableIndex, cutoff: string): void {
    if (index.seen >= this.env.store.version) return;
    const columns = [index.primaryId, "versionnumber", "modifiedon", ...index.columns].map(quoteName).join(", ");
    const sql = `SELECT ${columns} FROM ${quoteName(index.table)} WHERE "versionnumber" > ? ORDER BY "versionnumber"`;
    const isFirstTime = index.seen === 0;
    this.database.run("BEGIN");
    for (const row of this.env.store.iterate({ sql, parameters: [index.seen] })) {
      if (typeof row.modifiedon === "string" && row.modifiedon > cutoff) break;
      this.put(index, row, isFirstTime);
      index.seen = Number(row.versionnumber);
    }
    this.database.run("COMMIT");
  }

  private put(index: TableIndex, row: RawRow, isFirstTime: boolean): void {
    const id = String(row[index.primaryId]);
    const keys = quoteName(`key_${index.table}`);
    if (!isFirstTime) {
      const known = this.database.all(`SELECT document FROM ${keys} WHERE id = ?`, [id])[0];
      if (known) this.forget(index.table, Number(known["document"]));
    }
    const document = index.next;
    index.next += 1;
    index.rows += 1;
    this.database.run(`INSERT INTO ${keys} (document, id) VALUES (?, ?)`, [document, id]);
    const texts = index.columns.map((column): RawValue => (typeof row[column] === "string" ? row[column] : null));
    const marks = ["?", ...index.columns.map(() => "?")].join(", ");
    const names = ["rowid", ...index.columns.map(quoteName)].join(", ");
    this.database.run(`INSERT INTO ${quoteName(index.name)} (${names}) VALUES (${marks})`, [document, ...texts]);
    const vocabulary = this.words.get(index.table);
    for (const text of texts) if (typeof text === "string") for (const word of wordsOf(text)) vocabulary?.add(word);
  }
}
