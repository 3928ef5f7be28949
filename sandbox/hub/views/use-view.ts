import * as React from "react";
import { loadTable, type TableInfo } from "../form-model";
import { extraColumns, resolveColumns, type GridColumn } from "./columns";
import {
  quickFindColumns,
  quickFindPattern,
  readSort,
  withColumns,
  withFilter,
  withSort,
  type Condition,
  type SortKey,
} from "./fetch-xml";
import { primeRows, RowSource } from "./row-source";
import { chooseView, getViews, VIEW_TYPE, type SavedView } from "./saved-queries";

export interface ViewState {
  readonly table: TableInfo;
  readonly views: readonly SavedView[];
  readonly view: SavedView;
  readonly columns: readonly GridColumn[];
  readonly sort: readonly SortKey[];
  readonly source: RowSource;
  readonly fetchXml: string;
}

export interface ViewQuery {
  readonly table: string;
  readonly viewId?: string;
  readonly viewType?: number;
  /** Quick find. */
  readonly search?: string;
  /** Conditions that every row must meet: the record of a sub-grid. */
  readonly conditions?: readonly Condition[];
  /** Only the views of a sub-grid's selector. */
  readonly sort?: readonly SortKey[];
}

interface Loaded {
  readonly table: TableInfo;
  readonly views: readonly SavedView[];
  readonly view: SavedView;
  readonly columns: readonly GridColumn[];
  readonly find: readonly string[];
}

export type ViewLoad =
  | { readonly state: "loading" }
  | { readonly state: "ready"; readonly view: ViewState }
  | { readonly state: "missing" }
  | { readonly state: "failed"; readonly error: Error };

/** Reads a view and keeps its rows: a new source whenever the view, the sorting, the search or the conditions change. */
export function useView(query: ViewQuery): ViewLoad {
  const { table, viewId, viewType = VIEW_TYPE.main, search = "", sort } = query;
  const [load, setLoad] = React.useState<
    { state: "loading" } | { state: "missing" } | { state: "failed"; error: Error } | { state: "ready"; loaded: Loaded }
  >({ state: "loading" });

  React.useEffect(() => {
    let isStale = false;
    readView(table, viewType, viewId).then(
      (loaded) => !isStale && setLoad(loaded ? { state: "ready", loaded } : { state: "missing" }),
      (error: Error) => !isStale && setLoad({ state: "failed", error }),
    );

    return () => {
      isStale = true;
    };
  }, [table, viewId, viewType]);

  const loaded = load.state === "ready" ? load.loaded : undefined;
  const conditionKey = JSON.stringify(query.conditions ?? []);
  const view = React.useMemo(() => {
    if (!loaded) {
      return undefined;
    }
    const conditions = JSON.parse(conditionKey) as Condition[];
    const fetchXml = composeFetch(loaded, conditions, search, sort);

    return {
      table: loaded.table,
      views: loaded.views,
      view: loaded.view,
      columns: loaded.columns,
      sort: sort ?? readSort(loaded.view.fetchXml),
      source: new RowSource(loaded.table, fetchXml),
      fetchXml,
    };
  }, [loaded, conditionKey, search, sort]);

  if (load.state === "ready" && view) {
    return { state: "ready", view };
  }

  return load.state === "ready" ? { state: "loading" } : load;
}

/** Reads a view and its first rows ahead of the page that will show them. */
export async function primeView(query: ViewQuery): Promise<void> {
  const { table, viewType = VIEW_TYPE.main, viewId, search = "" } = query;
  const loaded = await readView(table, viewType, viewId);
  if (loaded) {
    primeRows(loaded.table, composeFetch(loaded, query.conditions ?? [], search, query.sort));
  }
}

async function readView(tableName: string, type: number, id: string | undefined): Promise<Loaded | undefined> {
  const [table, all] = await Promise.all([loadTable(tableName), getViews(tableName)]);
  const view = chooseView(all, type, id) ?? chooseView(all, VIEW_TYPE.main);
  if (!view) {
    return undefined;
  }
  const quickFind = all.find((candidate) => candidate.type === VIEW_TYPE.quickFind);

  return {
    table,
    views: all.filter((candidate) => candidate.type === VIEW_TYPE.main),
    view,
    columns: await resolveColumns(view, table),
    find: quickFind ? quickFindColumns(quickFind.fetchXml) : [table.primaryName],
  };
}

function composeFetch(
  loaded: Loaded,
  conditions: readonly Condition[],
  search: string,
  sort: readonly SortKey[] | undefined,
): string {
  const { view, columns, table, find } = loaded;
  const complete = withColumns(view.fetchXml, extraColumns(columns, table));
  const narrowed = withFilter(complete, "and", conditions);
  const found = search.trim()
    ? withFilter(
        narrowed,
        "or",
        find.map((column) => ({ column, operator: "like", value: quickFindPattern(search) })),
      )
    : narrowed;

  return sort ? withSort(found, sort) : found;
}
