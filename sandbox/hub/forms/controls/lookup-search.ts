import { fetchRows } from "../../api/client";
import { loadTable, type Json, type LookupItem, type LookupState } from "../../form-model";
import {
  quickFindColumns,
  quickFindPattern,
  withColumns,
  withFilter,
  withFilterXml,
  withPage,
} from "../../views/fetch-xml";
import { chooseView, getViews, VIEW_TYPE } from "../../views/saved-queries";

/** A record that a lookup offers. */
export interface LookupHit extends LookupItem {
  readonly name: string;
  /** What tells records of the same name apart: the next columns of the lookup view. */
  readonly detail: string;
}

const TOP = 10;

/**
 * Looks for records as the platform's lookups do: the rows of the table's lookup view (or of a view that a script set), narrowed by
 * the text in the columns of quick find and by the filters of scripts.
 */
export async function searchLookup(
  state: LookupState,
  tables: readonly string[],
  text: string,
): Promise<readonly LookupHit[]> {
  for (const listener of [...state.preSearch]) {
    listener();
  }
  const filters = state.filters;
  state.filters = [];
  const groups = await Promise.all(tables.map((table) => searchTable(state, filters, table, text)));

  return groups.flat();
}

async function searchTable(
  state: LookupState,
  filters: LookupState["filters"],
  tableName: string,
  text: string,
): Promise<readonly LookupHit[]> {
  const [table, views] = await Promise.all([loadTable(tableName), getViews(tableName)]);
  const custom = state.customViews.find((view) => view.entityName === tableName && view.isDefault);
  const view = chooseView(views, VIEW_TYPE.lookup, state.defaultViewId) ?? chooseView(views, VIEW_TYPE.main);
  const quickFind = views.find((candidate) => candidate.type === VIEW_TYPE.quickFind);
  const plain = `<fetch><entity name="${tableName}"><order attribute="${table.primaryName}"/></entity></fetch>`;
  const base = withColumns(custom?.fetchXml ?? view?.fetchXml ?? plain, [table.primaryId, table.primaryName]);
  const columns = quickFind ? quickFindColumns(quickFind.fetchXml) : [table.primaryName];
  const found = text.trim()
    ? withFilter(
        base,
        "or",
        columns.map((column) => ({ column, operator: "like", value: quickFindPattern(text) })),
      )
    : base;
  const narrowed = filters
    .filter(({ entityName }) => entityName === "" || entityName === tableName)
    .reduce((xml, { xml: filter }) => withFilterXml(xml, filter), found);
  const page = await fetchRows(table.entitySetName, withPage(narrowed, 1, TOP));
  const details = (view?.columns ?? []).map(({ name }) => name).filter((name) => name !== table.primaryName);

  return page.rows.map((row) => ({
    id: String(row[table.primaryId]),
    entityType: tableName,
    name: String(row[table.primaryName] ?? ""),
    detail: detailOf(row, details),
  }));
}

function detailOf(row: Json, columns: readonly string[]): string {
  const texts = columns.flatMap((column) => {
    const lookup = row[`_${column}_value@OData.Community.Display.V1.FormattedValue`];
    const text = lookup ?? row[`${column}@OData.Community.Display.V1.FormattedValue`] ?? row[column];

    return typeof text === "string" && text !== "" ? [text] : [];
  });

  return texts.slice(0, 2).join(" · ");
}
