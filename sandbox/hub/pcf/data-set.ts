/** A data set of a control: the rows of the sub-grid that the control replaces. */
import type {
  ControlModel,
  DataSetFilter,
  DataSetLink,
  DataSetPort,
  FormModel,
  GridPort,
  GridRow,
  LookupItem,
} from "../form-model";
import { host } from "../xrm/state";

const display = "@OData.Community.Display.V1.FormattedValue";
const lookupTable = "@Microsoft.Dynamics.CRM.lookuplogicalname";

export function dataSetOf(
  _form: FormModel,
  control: ControlModel,
  name: string,
): ComponentFramework.PropertyTypes.DataSet {
  const grid = control.grid;
  const port = grid?.dataSet;
  const rows = grid?.rows ?? [];
  const dataSet = {
    columns: columnsOf(port, rows),
    error: port?.error !== undefined,
    errorMessage: port?.error?.message ?? "",
    loading: grid === undefined || port?.isLoading === true,
    filtering: {
      getFilter: () => port?.filter ?? { conditions: [], filterOperator: 0 },
      setFilter: (filter: DataSetFilter) => {
        if (port) port.filter = filter;
      },
      clearFilter: () => {
        if (port) port.filter = undefined;
      },
    },
    linking: {
      getLinkedEntities: () => [...(port?.links ?? [])],
      addLinkedEntity: (link: DataSetLink) => void port?.links.push(link),
    },
    addColumn: (column: string, entityAlias?: string) =>
      port?.addColumn(entityAlias ? `${entityAlias}.${column}` : column),
    paging: pagingOf(grid),
    records: Object.fromEntries(rows.map((row) => [row.id, recordOf(row)])),
    sortedRecordIds: rows.map(({ id }) => id),
    sorting: port?.sorting ?? [],
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

/** Those of the view; without one, what the rows hold. */
function columnsOf(port: DataSetPort | undefined, rows: readonly GridRow[]): object[] {
  if (port) {
    return port.columns.map(({ name, displayName, dataType, width, isPrimary }, order) => ({
      ...{ name, displayName, dataType, alias: name, order, isPrimary },
      visualSizeFactor: width,
      isHidden: false,
      disableSorting: false,
    }));
  }
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
  const paging = grid?.dataSet?.paging;
  const { first = 1, last = 1, hasNext = false, size = grid?.rows.length ?? 0 } = paging ?? {};
  return {
    totalResultCount: grid?.totalCount ?? -1,
    firstPageNumber: first,
    lastPageNumber: last,
    pageSize: size,
    hasNextPage: hasNext,
    hasPreviousPage: first > 1,
    // A further page joins those that are shown, unless only the new one is wanted.
    loadNextPage: (onlyNew?: boolean) => {
      if (hasNext) paging?.show(onlyNew ? last + 1 : first, last + 1);
    },
    loadPreviousPage: (onlyNew?: boolean) => {
      if (first > 1) paging?.show(first - 1, onlyNew ? first - 1 : last);
    },
    loadExactPage: (page: number) => paging?.show(page, page),
    reset: () => paging?.show(1, 1),
    setPageSize: (count: number) => paging?.setSize(count),
  };
}
