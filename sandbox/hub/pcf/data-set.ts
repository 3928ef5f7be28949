/** A data set of a control: the rows of the sub-grid that the control replaces. */
import type { ControlModel, FormModel, GridPort, GridRow, LookupItem } from "../form-model";
import { host } from "../xrm/state";

const display = "@OData.Community.Display.V1.FormattedValue";
const lookupTable = "@Microsoft.Dynamics.CRM.lookuplogicalname";

export function dataSetOf(
  _form: FormModel,
  control: ControlModel,
  name: string,
): ComponentFramework.PropertyTypes.DataSet {
  const grid = control.grid;
  const rows = grid?.rows ?? [];
  const dataSet = {
    columns: columnsOf(rows),
    error: false,
    errorMessage: "",
    loading: grid === undefined,
    filtering: {
      getFilter: () => ({ conditions: [], filterOperator: 0 as const }),
      setFilter: () => undefined,
      clearFilter: () => undefined,
    },
    linking: { getLinkedEntities: () => [], addLinkedEntity: () => undefined },
    paging: pagingOf(grid),
    records: Object.fromEntries(rows.map((row) => [row.id, recordOf(row)])),
    sortedRecordIds: rows.map(({ id }) => id),
    sorting: [],
    clearSelectedRecordIds: () => grid?.select([]),
    getSelectedRecordIds: () => [...(grid?.selectedIds ?? [])],
    setSelectedRecordIds: (ids: string[]) => grid?.select(ids),
    getTargetEntityType: () => grid?.entityName ?? control.definition.parameters.TargetEntityType ?? "",
    getTitle: () => control.label || name,
    getViewId: () => grid?.viewId ?? control.definition.parameters.ViewId ?? "",
    openDatasetItem: (reference: ComponentFramework.EntityReference) => {
      host()
        .showPage({
          pageType: "entityrecord",
          entityName: reference.etn ?? grid?.entityName ?? "",
          entityId: reference.id.guid,
        })
        .catch(() => undefined);
    },
    refresh: () => {
      grid?.refresh().catch(() => undefined);
    },
  };
  return dataSet as unknown as ComponentFramework.PropertyTypes.DataSet;
}

function columnsOf(rows: readonly GridRow[]): object[] {
  const names = Object.keys(rows[0]?.values ?? {}).filter((name) => !name.includes("@"));
  return names.map((name, order) => ({
    name: columnName(name),
    displayName: columnName(name),
    dataType: "SingleLine.Text",
    alias: columnName(name),
    order,
    visualSizeFactor: 100,
  }));
}

const columnName = (wire: string): string => /^_(.+)_value$/.exec(wire)?.[1] ?? wire;

function recordOf(row: GridRow): ComponentFramework.PropertyHelper.DataSetApi.EntityRecord {
  const wireName = (column: string): string => (column in row.values ? column : `_${column}_value`);
  const record = {
    getRecordId: () => row.id,
    getNamedReference: () => ({ id: { guid: row.id }, etn: row.entityName, name: row.name }),
    getFormattedValue: (column: string) =>
      String(row.values[wireName(column) + display] ?? row.values[wireName(column)] ?? ""),
    getValue: (column: string) => {
      const name = wireName(column);
      const value = row.values[name] ?? null;
      const entityType = row.values[name + lookupTable];
      if (typeof entityType !== "string") return value;
      return { id: String(value), entityType, name: String(row.values[name + display] ?? "") } satisfies LookupItem;
    },
  };
  return record as unknown as ComponentFramework.PropertyHelper.DataSetApi.EntityRecord;
}

function pagingOf(grid: GridPort | undefined): ComponentFramework.PropertyHelper.DataSetApi.Paging {
  return {
    totalResultCount: grid?.totalCount ?? -1,
    firstPageNumber: 1,
    lastPageNumber: 1,
    pageSize: grid?.rows.length ?? 0,
    hasNextPage: false,
    hasPreviousPage: false,
    loadNextPage: () => undefined,
    loadPreviousPage: () => undefined,
    reset: () => undefined,
    setPageSize: () => undefined,
    loadExactPage: () => undefined,
  };
}
