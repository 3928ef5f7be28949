import * as React from "react";
import type { TableInfo } from "../form-model/metadata";
import type { GridColumn } from "./columns";
import { readSort, type SortKey } from "./fetch-xml";
import { composeFetch, readView, takePrimedView, type LoadedView, type ViewQuery } from "./load-view";
import { RowSource } from "./row-source";
import type { SavedView } from "./saved-queries";

export interface ViewState {
  readonly table: TableInfo;
  readonly views: readonly SavedView[];
  readonly view: SavedView;
  readonly columns: readonly GridColumn[];
  readonly sort: readonly SortKey[];
  readonly source: RowSource;
  readonly fetchXml: string;
}

export type ViewLoad =
  | { readonly state: "loading" }
  | { readonly state: "ready"; readonly view: ViewState }
  | { readonly state: "missing" }
  | { readonly state: "failed"; readonly error: Error };

type Narrowing = Pick<ViewQuery, "conditions" | "through" | "filterXml" | "linkXml" | "columns">;

type Reading =
  | { readonly state: "loading" }
  | { readonly state: "missing" }
  | { readonly state: "failed"; readonly error: Error }
  | { readonly state: "ready"; readonly loaded: LoadedView };

const NONE = Symbol("no view was primed");

/** Reads a view and keeps its rows: a new source whenever the view, the sorting, the search or the conditions change. */
export function useView(query: ViewQuery): ViewLoad {
  const { table, viewId, viewType, search = "", sort } = query;
  const [load, setLoad] = React.useState<Reading>(() => {
    const primed = takePrimedView({ table, viewId, viewType });

    return primed ? { state: "ready", loaded: primed } : { state: "loading" };
  });
  const wanted = React.useRef(load.state === "ready" ? viewId : NONE);

  React.useEffect(() => {
    if (wanted.current === viewId) {
      // The primed view is this one.
      wanted.current = NONE;

      return undefined;
    }
    let isStale = false;
    readView({ table, viewType, viewId }).then(
      (loaded) => !isStale && setLoad(loaded ? { state: "ready", loaded } : { state: "missing" }),
      (error: Error) => !isStale && setLoad({ state: "failed", error }),
    );

    return () => {
      isStale = true;
    };
  }, [table, viewId, viewType]);

  const loaded = load.state === "ready" ? load.loaded : undefined;
  const narrowing = JSON.stringify({
    conditions: query.conditions,
    through: query.through,
    filterXml: query.filterXml,
    linkXml: query.linkXml,
    columns: query.columns,
  } satisfies Narrowing);
  const view = React.useMemo(() => {
    if (!loaded) {
      return undefined;
    }
    const fetchXml = composeFetch(loaded, { ...(JSON.parse(narrowing) as Narrowing), search, sort });

    return {
      table: loaded.table,
      views: loaded.views,
      view: loaded.view,
      columns: loaded.columns,
      sort: sort ?? readSort(loaded.view.fetchXml),
      source: new RowSource(loaded.table, fetchXml),
      fetchXml,
    };
  }, [loaded, narrowing, search, sort]);

  if (load.state === "ready" && view) {
    return { state: "ready", view };
  }

  return load.state === "ready" ? { state: "loading" } : load;
}
