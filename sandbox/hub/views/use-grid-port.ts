import * as React from "react";
import type { GridPort, GridRelationship, GridRow, Json } from "../form-model";
import { gridRefreshes } from "../xrm/grid-refreshes";
import type { Selection } from "./selection";
import type { ViewState } from "./use-view";

interface GridPortOptions {
  readonly view: ViewState;
  readonly selection: Selection;
  readonly relationship?: GridRelationship;
  readonly onView: (viewId: string) => void;
  readonly onRelated: () => void;
}

/** What command bars and scripts see of a grid; one object for the life of the grid, always answering with what is shown now. */
export function useGridPort(options: GridPortOptions): GridPort {
  const latest = React.useRef(options);
  latest.current = options;
  React.useEffect(
    () =>
      gridRefreshes.subscribe((table) => {
        const { view } = latest.current;
        if (table === undefined || table === view.table.logicalName) void view.source.refresh();
      }),
    [],
  );

  return React.useMemo<GridPort>(() => {
    const view = (): ViewState => latest.current.view;
    const toRow = (values: Json): GridRow => ({
      id: view().source.idOf(values),
      name: String(values[view().table.primaryName] ?? ""),
      entityName: view().table.logicalName,
      values,
    });

    return {
      get entityName() {
        return view().table.logicalName;
      },
      get viewId() {
        return view().view.id;
      },
      get viewName() {
        return view().view.name;
      },
      get rows() {
        return view().source.loadedRows().map(toRow);
      },
      get selectedIds() {
        return latest.current.selection.ids;
      },
      get totalCount() {
        return view().source.isExact ? view().source.length : -1;
      },
      get relationship() {
        return latest.current.relationship;
      },
      get fetchXml() {
        return view().fetchXml;
      },
      async refresh() {
        latest.current.selection.set([]);
        await view().source.refresh();
      },
      select: (ids) => latest.current.selection.set(ids),
      openRelated: () => latest.current.onRelated(),
      setView: (viewId) => latest.current.onView(viewId),
    };
  }, []);
}
