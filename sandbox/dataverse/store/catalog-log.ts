import type { Catalog, CatalogChange } from "../metadata/catalog";
import type { AlternateKey, Column, OptionSet, Relationship, Table } from "../metadata/model";
import type { Connection } from "./connection";

type StoredTable = Omit<Table, "columns"> & { readonly columns: readonly Column[] };

/**
 * Remembers what was changed in the catalog after the standard one, so that the next run can make the same changes.
 * One row per thing (table, column, relationship …): the latest word about it, in the order of the first words.
 */
export class CatalogLog {
  constructor(private readonly connection: Connection) {
    connection.exec(
      'CREATE TABLE IF NOT EXISTS "$catalog" (seq INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, name TEXT NOT NULL, change TEXT NOT NULL, UNIQUE (kind, name))',
    );
  }

  record(change: CatalogChange): void {
    const [kind, name] = subjectOf(change);
    const text = JSON.stringify(change.kind === "table" ? { kind: "table", table: flat(change.table) } : change);
    // The place in the order stays that of the first word, so that a table always comes before its columns.
    const sql =
      'INSERT INTO "$catalog" (kind, name, change) VALUES (?, ?, ?) ON CONFLICT (kind, name) DO UPDATE SET change = excluded.change';
    this.connection.run(sql, [kind, name, text]);
    if (change.kind === "tableRemoved") {
      // Columns and keys of a removed table have no table to be put on when the log is replayed.
      this.connection.run(`DELETE FROM "$catalog" WHERE kind IN ('column', 'key') AND name LIKE ? || '.%'`, [name]);
    }
  }

  replay(catalog: Catalog): void {
    for (const row of this.connection.all('SELECT change FROM "$catalog" ORDER BY seq')) {
      apply(catalog, JSON.parse(String(row["change"])) as Change);
    }
  }
}

type Change =
  | { readonly kind: "table"; readonly table: StoredTable }
  | { readonly kind: "tableRemoved"; readonly table: string }
  | { readonly kind: "column"; readonly table: string; readonly column: Column }
  | { readonly kind: "columnRemoved"; readonly table: string; readonly column: string }
  | { readonly kind: "key"; readonly table: string; readonly key: AlternateKey }
  | { readonly kind: "keyRemoved"; readonly table: string; readonly key: string }
  | { readonly kind: "relationship"; readonly relationship: Relationship }
  | { readonly kind: "relationshipRemoved"; readonly schemaName: string }
  | { readonly kind: "optionSet"; readonly optionSet: OptionSet };

function apply(catalog: Catalog, change: Change): void {
  switch (change.kind) {
    case "table": {
      const columns = new Map(change.table.columns.map((column) => [column.logicalName, column]));

      return catalog.putTable({ ...change.table, columns });
    }
    case "tableRemoved":
      return catalog.table(change.table) === undefined ? undefined : catalog.removeTable(change.table);
    case "column":
      return catalog.putColumn(change.table, change.column);
    case "columnRemoved":
      return catalog.removeColumn(change.table, change.column);
    case "key":
      return catalog.putKey(change.table, change.key);
    case "keyRemoved":
      return catalog.removeKey(change.table, change.key);
    case "relationship":
      return catalog.putRelationship(change.relationship);
    case "relationshipRemoved":
      return catalog.removeRelationship(change.schemaName);
    case "optionSet":
      return catalog.putOptionSet(change.optionSet);
  }
}

function subjectOf(change: CatalogChange): [string, string] {
  switch (change.kind) {
    case "table":
      return ["table", change.table.logicalName];
    case "tableRemoved":
      return ["table", change.table];
    case "column":
      return ["column", `${change.table}.${change.column.logicalName}`];
    case "columnRemoved":
      return ["column", `${change.table}.${change.column}`];
    case "key":
      return ["key", `${change.table}.${change.key.logicalName}`];
    case "keyRemoved":
      return ["key", `${change.table}.${change.key}`];
    case "relationship":
      return ["relationship", change.relationship.schemaName];
    case "relationshipRemoved":
      return ["relationship", change.schemaName];
    case "optionSet":
      return ["optionSet", change.optionSet.name];
  }
}

function flat(table: Table): StoredTable {
  return { ...table, columns: [...table.columns.values()] };
}
