import type { Catalog } from "../metadata/catalog";

/**
 * A stored value, by the type of its column:
 * String, Memo, EntityName: text · Integer, BigInt, Decimal, Double, Money: number · Picklist, State, Status: the option's
 * number · MultiSelectPicklist: option numbers ascending, `"1,4,7"` · Boolean: true/false · DateTime: `"2026-11-23T09:30:00Z"`,
 * with date behaviour DateOnly `"2026-11-23"` · Uniqueidentifier, Lookup, Customer, Owner: the guid in lower case (of a
 * polymorphic lookup the table's name is in the column `typeColumn(name)`) · Image, File: base64 text.
 */
export type RawValue = string | number | boolean | null;

/** Stored values by logical name of the column. On reading, every requested column is there (null when empty). */
export type RawRow = Record<string, RawValue>;

/** A SELECT with its bound parameters, as the query compiler makes it. `booleans` names the result columns to read as true/false. */
export interface CompiledSelect {
  readonly sql: string;
  readonly parameters: readonly RawValue[];
  readonly booleans?: readonly string[];
}

export interface FindOptions {
  readonly columns?: readonly string[];
  /** Column names; a leading "-" sorts descending. */
  readonly orderBy?: readonly string[];
  readonly limit?: number;
}

/**
 * Where rows live. All calls are synchronous, so that a transaction is one stretch of code that nothing can come between.
 * The store knows columns and keys, no business rules: defaults, security, cascades and computed columns are the caller's.
 * Names of tables and columns are the catalog's; an unknown one is a programming error and throws.
 */
export interface Store {
  readonly catalog: Catalog;

  /**
   * Runs the work in one transaction: all of it or, when it throws, nothing. Called inside another transaction it is a
   * savepoint: a throw undoes the inner work only (and goes on to the outer unless caught). `work` must not be async.
   */
  transaction<T>(work: () => T): T;

  /** Inserts a row with the given columns; the key has to be among them. Sets versionnumber. Throws DuplicateKeyError. */
  insert(table: string, row: RawRow): void;

  /** Changes columns of a row and raises its versionnumber. False when there is no such row. Throws DuplicateKeyError. */
  update(table: string, id: string, changes: RawRow): boolean;

  /** Deletes one row, without cascades. False when there is no such row. */
  delete(table: string, id: string): boolean;

  /** One row by its key, all stored columns or those named. */
  get(table: string, id: string, columns?: readonly string[]): RawRow | undefined;

  /** Rows whose columns equal all given values (null: empty; text without regard to case). For the platform's own look-ups. */
  find(table: string, equals: RawRow, options?: FindOptions): RawRow[];

  /** The number of rows of a table, or of those that `find` would return. */
  count(table: string, equals?: RawRow): number;

  /** Runs a compiled query. */
  select(query: CompiledSelect): RawRow[];

  /** Runs a compiled query row by row, without holding all of them (for exports and indexes). No writes while it runs. */
  iterate(query: CompiledSelect): IterableIterator<RawRow>;

  /** Like `delete` and `update`, for all rows that equal (cascades, uninstall). Returns how many. */
  deleteWhere(table: string, equals: RawRow): number;
  updateWhere(table: string, equals: RawRow, changes: RawRow): number;

  /** The highest versionnumber given out so far; etags are `W/"<versionnumber>"`. */
  readonly version: number;

  /** A small key-value area for the environment's own state (settings, identity); part of transactions. */
  getState(key: string): string | undefined;
  setState(key: string, value: string): void;

  close(): void;
}

/** A primary or alternate key is taken. `key` is "primary" or the alternate key's logical name. */
export class DuplicateKeyError extends Error {
  constructor(
    readonly table: string,
    readonly key: string,
  ) {
    super(`A row of '${table}' with the same key (${key}) is already there.`);
  }
}
