import { metadataId } from "../metadata/definitions/wire";
import type { Table } from "../metadata/model";
import type { Connection } from "./connection";

const columns = ["stringmapid", "objecttypecode", "attributename", "attributevalue", "value", "displayorder", "langid"];
const mapped = new Set(["Picklist", "State", "Status", "MultiSelectPicklist", "Boolean"]);

/** Keeps the rows of `stringmap`, where clients look up labels of choices without asking for metadata. */
export class StringMap {
  constructor(private readonly connection: Connection) {}

  /** Fills the map when it is new. */
  fill(tables: readonly Table[]): void {
    const [found] = this.connection.all('SELECT 1 AS "there" FROM "stringmap" LIMIT 1');
    if (found === undefined) for (const table of tables) this.add(table);
  }

  /** Writes the rows of one table anew. */
  refresh(table: Table): void {
    this.forget(table.logicalName);
    this.add(table);
  }

  forget(table: string): void {
    this.connection.run('DELETE FROM "stringmap" WHERE "objecttypecode" = ?', [table]);
  }

  private add(table: Table): void {
    const sql = `INSERT INTO "stringmap" (${columns.map((name) => `"${name}"`).join(", ")}) VALUES (?, ?, ?, ?, ?, ?, ?)`;
    for (const column of table.columns.values()) {
      if (!mapped.has(column.type)) continue;
      column.optionSet?.options.forEach((option, order) => {
        for (const [language, text] of Object.entries(option.label)) {
          const id = metadataId("stringmap", table.logicalName, column.logicalName, String(option.value), language);
          const value = [column.logicalName, option.value, text, order + 1, Number(language)];
          this.connection.run(sql, [id, table.logicalName, ...value]);
        }
      });
    }
  }
}
