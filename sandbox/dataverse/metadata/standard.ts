import { Catalog } from "./catalog";
import type { TableFile } from "./table-file";
import { relationshipsOf, tableOf } from "./table-file";
import { tableFiles } from "./tables";

/** A fresh catalog with the tables that a Dynamics 365 Sales environment has before any solution of ours is imported. */
export function standardCatalog(): Catalog {
  const catalog = new Catalog();
  const files = tableFiles as readonly TableFile[];
  for (const file of files) catalog.putTable(tableOf(file));
  for (const file of files) {
    const relationships = relationshipsOf(file, (table) => catalog.requireTable(table).primaryId);
    for (const relationship of relationships) catalog.putRelationship(relationship);
  }

  return catalog;
}
