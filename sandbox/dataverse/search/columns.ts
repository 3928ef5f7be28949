import type { Environment } from "../server/context";
import { children, attribute, descendants, parseRoot } from "../solutions/xml";

/** What of a table is in the index. */
export interface IndexedTable {
  readonly table: string;
  readonly columns: readonly string[];
}

/** Tables that the platform indexes unless an administrator changes it, and custom ones that are marked. */
const standard = ["account", "contact", "lead", "opportunity", "competitor", "campaign"];

/** Only columns of the quick find view are indexed (facts/matching.md §5): the view's rows decide, so they can be changed. */
export function indexedTables({ store, catalog }: Pick<Environment, "store" | "catalog">): IndexedTable[] {
  return standard.flatMap((table) => {
    const definition = catalog.table(table);
    const view = store.find(
      "savedquery",
      { returnedtypecode: table, querytype: 4, statecode: 0 },
      { columns: ["fetchxml"], limit: 1 },
    )[0];
    if (!definition || typeof view?.fetchxml !== "string") return [];
    const columns = quickFindColumns(view.fetchxml).filter((name) => {
      const type = definition.columns.get(name)?.type;
      return type === "String" || type === "Memo";
    });
    return columns.length > 0 ? [{ table, columns }] : [];
  });
}

function quickFindColumns(fetchXml: string): string[] {
  const root = parseRoot(fetchXml, "fetchxml");
  const filters = descendants(root, "filter").filter((filter) => attribute(filter, "isquickfindfields") === "1");
  return [
    ...new Set(
      filters.flatMap((filter) =>
        children(filter, "condition").map((condition) => attribute(condition, "attribute") ?? ""),
      ),
    ),
  ];
}
