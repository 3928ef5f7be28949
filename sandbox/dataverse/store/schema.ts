import type { Catalog, CatalogChange } from "../metadata/catalog";
import type { Column, Table } from "../metadata/model";
import type { Connection } from "./connection";
import {
  activityViewSql,
  columnDeclarations,
  columnIndexSql,
  createTableSql,
  keyIndexName,
  ownerViewSql,
  quoteName,
  storedColumns,
  uniqueIndexSql,
} from "./sql";

/** Keeps the SQL tables, indexes and views in step with the catalog. */
export class Schema {
  constructor(
    private readonly connection: Connection,
    private readonly catalog: Catalog,
  ) {}

  /** Makes what is missing for all tables of the catalog. */
  createAll(): void {
    for (const table of this.catalog.tables()) if (!table.isView) this.createTable(table);
    this.createViews();
    for (const each of this.catalog.relationships()) {
      if (each.kind === "ManyToMany") this.createPairKey(each.intersectTable, each.column1, each.column2);
    }
  }

  follow(change: CatalogChange): void {
    switch (change.kind) {
      case "table":
        if (!change.table.isView) this.createTable(change.table);
        if (change.table.isView || change.table.isActivity) this.createViews();
        break;
      case "tableRemoved":
        this.dropViews();
        this.connection.exec(`DROP TABLE IF EXISTS ${quoteName(change.table)}`);
        this.createViews();
        break;
      case "column":
        this.addColumn(this.catalog.requireTable(change.table), change.column);
        break;
      case "columnRemoved":
        this.dropColumn(this.catalog.requireTable(change.table), change.column);
        break;
      case "key":
        this.connection.exec(`DROP INDEX IF EXISTS ${keyIndexName(change.table, change.key.logicalName)}`);
        this.connection.exec(uniqueIndexSql(change.table, change.key.logicalName, change.key.columns));
        break;
      case "keyRemoved":
        this.connection.exec(`DROP INDEX IF EXISTS ${keyIndexName(change.table, change.key)}`);
        break;
      case "relationship":
        if (change.relationship.kind === "ManyToMany") {
          const { intersectTable, column1, column2 } = change.relationship;
          this.createPairKey(intersectTable, column1, column2);
        }
        break;
      case "relationshipRemoved":
      case "optionSet":
        break;
    }
  }

  private createTable(table: Table): void {
    this.connection.exec(createTableSql(table));
    const there = this.sqlColumns(table.logicalName);
    const columns = [...table.columns.values()].filter((column) => column.stored);
    for (const column of columns) this.addMissing(table, column, there);
    for (const sql of columns.flatMap((column) => columnIndexSql(table, column))) this.connection.exec(sql);
    for (const key of table.keys) this.connection.exec(uniqueIndexSql(table.logicalName, key.logicalName, key.columns));
  }

  private addColumn(table: Table, column: Column): void {
    if (!table.isView && column.stored) {
      this.addMissing(table, column, this.sqlColumns(table.logicalName));
      for (const sql of columnIndexSql(table, column)) this.connection.exec(sql);
    }
    if (table.isView || table.isActivity) this.createViews();
  }

  private addMissing(table: Table, column: Column, there: ReadonlySet<string>): void {
    for (const declaration of columnDeclarations(column)) {
      const name = declaration.slice(1, declaration.indexOf('"', 1));
      if (!there.has(name)) {
        this.connection.exec(`ALTER TABLE ${quoteName(table.logicalName)} ADD COLUMN ${declaration}`);
      }
    }
  }

  private dropColumn(table: Table, column: string): void {
    if (table.isActivity) this.dropViews();
    const index = quoteName(`ix_${table.logicalName}_${column}`);
    this.connection.exec(`DROP INDEX IF EXISTS ${index}`);
    const kept = new Set(storedColumns(table));
    for (const name of this.sqlColumns(table.logicalName)) {
      if (kept.has(name) || table.isView) continue;
      this.connection.exec(`ALTER TABLE ${quoteName(table.logicalName)} DROP COLUMN ${quoteName(name)}`);
    }
    if (table.isActivity || table.isView) this.createViews();
  }

  private createPairKey(table: string, column1: string, column2: string): void {
    this.connection.exec(uniqueIndexSql(table, "pair", [column1, column2]));
  }

  private dropViews(): void {
    for (const table of this.catalog.tables()) {
      if (table.isView) this.connection.exec(`DROP VIEW IF EXISTS ${quoteName(table.logicalName)}`);
    }
  }

  private createViews(): void {
    this.dropViews();
    const activities = this.catalog.tables().filter((table) => table.isActivity && !table.isView);
    for (const table of this.catalog.tables()) {
      if (!table.isView) continue;
      const sql = table.logicalName === "owner" ? ownerViewSql(table) : activityViewSql(table, activities);
      this.connection.exec(sql);
    }
  }

  private sqlColumns(table: string): Set<string> {
    return new Set(
      this.connection.all("SELECT name FROM pragma_table_info(?)", [table]).map((row) => String(row["name"])),
    );
  }
}
