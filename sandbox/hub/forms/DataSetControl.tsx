import * as React from "react";
import { Spinner, Text } from "@fluentui/react-components";
import { useHub } from "../app/context";
import { Failure } from "../app/Failure";
import { plainId, type ControlModel, type FormModel } from "../form-model";
import { useObservable } from "../form-model";
import { PcfControl } from "../pcf";
import { filterXmlOf, linkXmlOf } from "../pcf/data-set-xml";
import { resolveColumns, type GridColumn } from "../views/columns";
import type { SortKey } from "../views/fetch-xml";
import { Selection } from "../views/selection";
import { useGridPort } from "../views/use-grid-port";
import { useView, type ViewState } from "../views/use-view";
import { narrowingFor } from "./RelatedRows";
import { dataSetColumns, DataSetWishes, type Applied } from "./data-set-wishes";
import { useRelationships } from "./use-relationship";

interface DataSetControlProps {
  readonly form: FormModel;
  readonly control: ControlModel;
}

/** A custom control in the place of a sub-grid: it gets the rows as a data set, and says how they are sorted, filtered and paged. */
export function DataSetControl({ form, control }: DataSetControlProps): React.ReactElement | null {
  const { t } = useHub();
  const { parameters } = control.definition;
  const relationships = useRelationships(form.table.logicalName);
  const wanted = parameters.RelationshipName?.toLowerCase();
  const relationship = relationships?.find(({ name }) => name.toLowerCase() === wanted);
  const [viewId, setViewId] = React.useState(parameters.ViewId && plainId(parameters.ViewId));
  const [applied, apply] = React.useState<Applied>({});
  const isKnown = !wanted || relationship !== undefined;
  const load = useView({
    table: parameters.TargetEntityType ?? "",
    viewId,
    sort: applied.sort,
    filterXml: applied.filterXml,
    linkXml: applied.linkXml,
    columns: applied.columns,
    ...narrowingFor(form, relationship),
  });

  // A new record has no rows yet, and before the relationship is known any row would be a wrong one.
  if (!form.entityId) return <Text>{t("noRowsHint")}</Text>;
  if (!isKnown || load.state === "loading") return <Spinner label={t("loading")} />;
  if (load.state === "missing") return <Text>{t("noView", parameters.TargetEntityType ?? "")}</Text>;
  if (load.state === "failed") return <Failure title={t("somethingFailed")} error={load.error} />;

  return (
    <DataSetRows
      form={form}
      control={control}
      view={load.view}
      rowsPerPage={Number(parameters.RecordsPerPage ?? 0)}
      onView={setViewId}
      onApply={apply}
    />
  );
}

interface DataSetRowsProps extends DataSetControlProps {
  readonly view: ViewState;
  readonly rowsPerPage: number;
  readonly onView: (viewId: string) => void;
  readonly onApply: (applied: Applied) => void;
}

function DataSetRows(props: DataSetRowsProps): React.ReactElement {
  const { form, control, view, rowsPerPage, onView, onApply } = props;
  const { navigator } = useHub();
  const selection = React.useRef(new Selection()).current;
  const wishes = React.useRef(new DataSetWishes(rowsPerPage)).current;
  useObservable(selection);
  useObservable(wishes);
  useObservable(view.source);
  const port = useGridPort({
    view,
    selection,
    onView,
    onRelated: () => void navigator.go({ page: "entitylist", table: view.table.logicalName, viewId: view.view.id }),
  });
  const { source } = view;
  const moment = `${source.version} ${wishes.version} ${selection.version}`;

  const columns = useAllColumns(view, wishes);

  React.useEffect(() => wishes.show(1, 1), [wishes, source]);
  React.useEffect(() => source.ensure(wishes.from, wishes.to - 1), [source, wishes, moment]);
  React.useLayoutEffect(() => {
    wishes.sorting.splice(0, wishes.sorting.length, ...view.sort.map(sortStatus));
  }, [wishes, view.sort]);
  React.useLayoutEffect(() => {
    const version = source.version + wishes.version + selection.version + 1;
    control.grid = {
      ...{ entityName: port.entityName, viewId: port.viewId, viewName: port.viewName, fetchXml: port.fetchXml },
      ...{ totalCount: port.totalCount, selectedIds: port.selectedIds, relationship: port.relationship },
      rows: rowsOf(view, wishes),
      select: port.select,
      openRelated: port.openRelated,
      setView: port.setView,
      async refresh() {
        const next = readWishes(wishes);
        if (wishes.isChanged(next)) onApply(next);
        else await port.refresh();
      },
      dataSet: Object.assign(wishes.port(source), { version, columns: dataSetColumns(columns) }),
    };
    control.changed();
  }, [control, port, source, view, columns, wishes, selection, moment, onApply]);
  React.useEffect(() => () => void (control.grid = undefined), [control]);

  return <PcfControl form={form} control={control} />;
}

/** The columns of the view, and those that the control added and that the rows were read with. */
function useAllColumns({ view, table, columns, fetchXml }: ViewState, wishes: DataSetWishes): readonly GridColumn[] {
  const [added, setAdded] = React.useState<readonly GridColumn[]>([]);
  React.useEffect(() => {
    let isStale = false;
    const names = [...wishes.columns].filter((name) => !columns.some((column) => column.name === name));
    resolveColumns({ ...view, fetchXml, columns: names.map((name) => ({ name, width: ADDED_WIDTH })) }, table).then(
      (found) => !isStale && setAdded(found),
      () => undefined,
    );

    return () => {
      isStale = true;
    };
  }, [view, table, columns, fetchXml, wishes]);

  return React.useMemo(() => [...columns, ...added], [columns, added]);
}

/** The width that the platform gives a column by itself. */
const ADDED_WIDTH = 100;

const sortStatus = ({ column, descending }: SortKey): { name: string; sortDirection: number } => ({
  name: column,
  sortDirection: descending ? 1 : 0,
});

function readWishes({ sorting, filter, links, columns }: DataSetWishes): Applied {
  return {
    sort: sorting
      .filter(({ sortDirection }) => sortDirection >= 0)
      .map(({ name, sortDirection }) => ({ column: name, descending: sortDirection === 1 })),
    filterXml: filter && filter.conditions.length + (filter.filters?.length ?? 0) > 0 ? filterXmlOf(filter) : undefined,
    linkXml: links.map(linkXmlOf),
    columns: [...columns],
  };
}

function rowsOf({ source, table }: ViewState, { from, to }: DataSetWishes): NonNullable<ControlModel["grid"]>["rows"] {
  const length = Math.max(0, Math.min(to, source.length) - from);

  return Array.from({ length }, (_unused, offset) => source.row(from + offset)).flatMap((values) =>
    values
      ? [
          {
            id: source.idOf(values),
            name: String(values[table.primaryName] ?? ""),
            entityName: table.logicalName,
            values,
          },
        ]
      : [],
  );
}
