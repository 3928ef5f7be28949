import type { Catalog, CatalogChange, CatalogSnapshot } from "../metadata/catalog";
import { CatalogLog } from "./catalog-log";
import { Connection } from "./connection";
import type { SqlRow } from "./connection";
import { Schema } from "./schema";
import { StringMap } from "./string-map";
import { booleanColumns, quoteName, storedColumns } from "./sql";
import type { CompiledSelect, FindOptions, RawRow, RawValue, Store } from "./store";
import { DuplicateKeyError } from "./store";

/**
 * Opens (or makes) the database of an environment. The catalog is brought up to what was added to it in earlier runs, and
 * from now on each change of the catalog changes the SQL tables and is remembered.
 * @param file path of the database file, or ":memory:"
 * @param catalog the standard catalog
 */
export function openStore(file: string, catalog: Catalog): Store {
  return new SqlStore(new Connection(file), catalog);
}

interface Frame {
  snapshot?: CatalogSnapshot;
}

const reservedVersions = 10_000;
const firstVersion = 1_000_000;

class SqlStore implements Store {
  private readonly frames: Frame[] = [];
  private readonly schema: Schema;
  private readonly log: CatalogLog;
  private readonly stringMap: StringMap;
  private readonly booleans = new Map<string, readonly string[]>();
  private readonly stored = new Map<string, readonly string[]>();
  private lastVersion: number;
  private reservedUpTo: number;

  constructor(
    private readonly connection: Connection,
    readonly catalog: Catalog,
  ) {
    connection.exec('CREATE TABLE IF NOT EXISTS "$state" (key TEXT PRIMARY KEY NOT NULL, value TEXT) WITHOUT ROWID');
    this.log = new CatalogLog(connection);
    this.schema = new Schema(connection, catalog);
    this.stringMap = new StringMap(connection);
    this.transaction(() => {
      this.log.replay(catalog);
      this.schema.createAll();
      this.stringMap.fill(catalog.tables());
    });
    this.lastVersion = Number(this.getState("version") ?? firstVersion);
    this.reservedUpTo = this.lastVersion;
    catalog.onBeforeChange(() => this.keepCatalog());
    catalog.onChange((change) => this.follow(change));
  }

  get version(): number {
    return this.lastVersion;
  }

  transaction<T>(work: () => T): T {
    const depth = this.frames.length;
    const savepoint = `s${depth}`;
    this.connection.run(depth === 0 ? "BEGIN IMMEDIATE" : `SAVEPOINT ${savepoint}`);
    this.frames.push({});
    try {
      const result = work();
      if (result instanceof Promise) throw new TypeError("The work of a transaction must not be async.");
      this.connection.run(depth === 0 ? "COMMIT" : `RELEASE ${savepoint}`);
      this.frames.pop();

      return result;
    } catch (error) {
      this.undo(depth, savepoint);
      throw error;
    }
  }

  insert(table: string, row: RawRow): void {
    const definition = this.catalog.requireTable(table);
    const values: RawRow = { ...row, versionnumber: this.nextVersion() };
    const names = Object.keys(values);
    const sql = `INSERT INTO ${quoteName(table)} (${names.map(quoteName).join(", ")}) VALUES (${names.map(() => "?").join(", ")})`;
    if (typeof values[definition.primaryId] !== "string") throw new TypeError(`A new row of '${table}' needs its key.`);
    this.guardKeys(table, () => this.connection.run(sql, Object.values(values)));
  }

  update(table: string, id: string, changes: RawRow): boolean {
    return this.updateWhere(table, { [this.catalog.requireTable(table).primaryId]: id }, changes) > 0;
  }

  delete(table: string, id: string): boolean {
    return this.deleteWhere(table, { [this.catalog.requireTable(table).primaryId]: id }) > 0;
  }

  get(table: string, id: string, columns?: readonly string[]): RawRow | undefined {
    return this.find(table, { [this.catalog.requireTable(table).primaryId]: id }, columns ? { columns } : {})[0];
  }

  find(table: string, equals: RawRow, options: FindOptions = {}): RawRow[] {
    const columns = options.columns ?? this.storedOf(table);
    const { where, parameters } = this.condition(table, equals);
    const order = (options.orderBy ?? []).map((key) =>
      key.startsWith("-") ? `${quoteName(key.slice(1))} DESC` : quoteName(key),
    );
    const sql =
      `SELECT ${columns.map(quoteName).join(", ")} FROM ${quoteName(table)}${where}` +
      (order.length > 0 ? ` ORDER BY ${order.join(", ")}` : "") +
      (options.limit === undefined ? "" : " LIMIT ?");
    const bound = options.limit === undefined ? parameters : [...parameters, options.limit];

    return this.read(this.connection.all(sql, bound), this.booleansOf(table));
  }

  count(table: string, equals: RawRow = {}): number {
    const { where, parameters } = this.condition(table, equals);
    const rows = this.connection.all(`SELECT count(*) AS n FROM ${quoteName(table)}${where}`, parameters);

    return Number(rows[0]?.["n"] ?? 0);
  }

  select(query: CompiledSelect): RawRow[] {
    return this.read(this.connection.all(query.sql, query.parameters), query.booleans ?? []);
  }

  *iterate(query: CompiledSelect): IterableIterator<RawRow> {
    for (const row of this.connection.iterate(query.sql, query.parameters)) {
      yield this.read([row], query.booleans ?? [])[0] ?? {};
    }
  }

  deleteWhere(table: string, equals: RawRow): number {
    const { where, parameters } = this.condition(table, equals);

    return this.connection.run(`DELETE FROM ${quoteName(table)}${where}`, parameters);
  }

  updateWhere(table: string, equals: RawRow, changes: RawRow): number {
    const { where, parameters } = this.condition(table, equals);
    const values: RawRow = { ...changes, versionnumber: this.nextVersion() };
    const assignments = Object.keys(values).map((name) => `${quoteName(name)} = ?`);
    const sql = `UPDATE ${quoteName(table)} SET ${assignments.join(", ")}${where}`;

    return this.guardKeys(table, () => this.connection.run(sql, [...Object.values(values), ...parameters]));
  }

  getState(key: string): string | undefined {
    const value = this.connection.all('SELECT value FROM "$state" WHERE key = ?', [key])[0]?.["value"];

    return value === undefined || value === null ? undefined : String(value);
  }

  setState(key: string, value: string): void {
    const sql =
      'INSERT INTO "$state" (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value';
    this.connection.run(sql, [key, value]);
  }

  close(): void {
    this.connection.close();
  }

  /** Version numbers are reserved in blocks, so that most writes need no second statement and none is given twice. */
  private nextVersion(): number {
    this.lastVersion += 1;
    if (this.lastVersion > this.reservedUpTo) {
      this.reservedUpTo = this.lastVersion + reservedVersions;
      this.setState("version", String(this.reservedUpTo));
    }

    return this.lastVersion;
  }

  private undo(depth: number, savepoint: string): void {
    const frame = this.frames[depth];
    this.frames.length = depth;
    if (depth === 0) this.connection.run("ROLLBACK");
    else {
      this.connection.run(`ROLLBACK TO ${savepoint}`);
      this.connection.run(`RELEASE ${savepoint}`);
    }
    this.reservedUpTo = this.lastVersion;
    if (frame?.snapshot === undefined) return;
    this.catalog.restore(frame.snapshot);
    this.forgetColumns();
  }

  private keepCatalog(): void {
    const open = this.frames.filter((frame) => frame.snapshot === undefined);
    if (open.length === 0) return;
    const snapshot = this.catalog.snapshot();
    for (const frame of open) frame.snapshot = snapshot;
  }

  private follow(change: CatalogChange): void {
    this.forgetColumns();
    this.transaction(() => {
      this.log.record(change);
      this.schema.follow(change);
      this.followLabels(change);
    });
  }

  private followLabels(change: CatalogChange): void {
    if (change.kind === "table") this.stringMap.refresh(change.table);
    else if (change.kind === "column" || change.kind === "columnRemoved") {
      this.stringMap.refresh(this.catalog.requireTable(change.table));
    } else if (change.kind === "tableRemoved") this.stringMap.forget(change.table);
  }

  private forgetColumns(): void {
    this.booleans.clear();
    this.stored.clear();
  }

  private booleansOf(table: string): readonly string[] {
    const known = this.booleans.get(table);
    if (known !== undefined) return known;
    const names = booleanColumns(this.catalog.requireTable(table));
    this.booleans.set(table, names);

    return names;
  }

  private storedOf(table: string): readonly string[] {
    const known = this.stored.get(table);
    if (known !== undefined) return known;
    const names = storedColumns(this.catalog.requireTable(table));
    this.stored.set(table, names);

    return names;
  }

  private condition(table: string, equals: RawRow): { where: string; parameters: RawValue[] } {
    this.catalog.requireTable(table);
    const parts: string[] = [];
    const parameters: RawValue[] = [];
    for (const [name, value] of Object.entries(equals)) {
      if (value === null) parts.push(`${quoteName(name)} IS NULL`);
      else {
        parts.push(`${quoteName(name)} = ?`);
        parameters.push(value);
      }
    }

    return { where: parts.length === 0 ? "" : ` WHERE ${parts.join(" AND ")}`, parameters };
  }

  private read(rows: SqlRow[], booleans: readonly string[]): RawRow[] {
    const result = rows as RawRow[];
    for (const row of result) {
      for (const name of booleans) {
        const value = row[name];
        if (value !== null && value !== undefined) row[name] = value !== 0;
      }
    }

    return result;
  }

  private guardKeys<T>(table: string, write: () => T): T {
    try {
      return write();
    } catch (error) {
      const message = error instanceof Error ? error.message : "";
      if (!message.includes("UNIQUE constraint failed")) throw error;
      throw new DuplicateKeyError(table, this.keyOf(table, message));
    }
  }

  /** The engine names the columns that clash: `UNIQUE constraint failed: lead.a, lead.b`. */
  private keyOf(table: string, message: string): string {
    const columns = message.slice(message.indexOf(":") + 1).split(",");
    const names = columns.map((each) => each.trim().split(".").pop() ?? "").sort();
    const key = this.catalog.table(table)?.keys.find((each) => [...each.columns].sort().join() === names.join());

    return key?.logicalName ?? "primary";
  }
}
