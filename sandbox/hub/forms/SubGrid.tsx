import * as React from "react";
import { Spinner, Subtitle2, Text, makeStyles, tokens } from "@fluentui/react-components";
import { useHub } from "../app/context";
import { Failure } from "../app/Failure";
import { useObservable, type ControlModel, type FormModel } from "../form-model";
import { CommandBar } from "../ribbon";
import type { Condition, SortKey } from "../views/fetch-xml";
import { Grid } from "../views/Grid";
import { GridFooter } from "../views/GridFooter";
import { Selection } from "../views/selection";
import { useGridPort } from "../views/use-grid-port";
import { useView, type ViewState } from "../views/use-view";
import { ViewSelector } from "../views/ViewSelector";
import { useRelationship, type Relationship } from "./use-relationship";

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", minHeight: "200px" },
  head: {
    display: "flex",
    alignItems: "center",
    flexWrap: "wrap",
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL} 0`,
  },
  title: { flexGrow: 1, minWidth: 0, display: "flex", alignItems: "center", gap: tokens.spacingHorizontalS },
  commands: { maxWidth: "100%" },
});

const ROW = 40;

interface SubGridProps {
  readonly form: FormModel;
  readonly control: ControlModel;
  readonly rows: number;
}

/** Related rows on a form (parameters of the control: facts/solution-package.md §4.1). */
export function SubGrid({ form, control, rows }: SubGridProps): React.ReactElement {
  const { t } = useHub();
  const { parameters } = control.definition;
  const table = parameters.TargetEntityType ?? "";
  const relationship = useRelationship(form.table.logicalName, parameters.RelationshipName);
  const [viewId, setViewId] = React.useState(parameters.ViewId?.replace(/[{}]/g, ""));
  const [sort, setSort] = React.useState<readonly SortKey[]>();
  const load = useView({ table, viewId, sort, conditions: conditionsFor(form, relationship) });

  if (!form.entityId) {
    return <Text>{t("noRowsHint")}</Text>;
  }

  switch (load.state) {
    case "loading":
      return <Spinner label={t("loading")} />;
    case "missing":
      return <Text>{t("noView", table)}</Text>;
    case "failed":
      return <Failure title={t("somethingFailed")} error={load.error} />;
    case "ready":
      return (
        <SubGridContent
          form={form}
          control={control}
          rows={rows}
          view={load.view}
          onView={(id) => {
            setSort(undefined);
            setViewId(id);
          }}
          onSort={setSort}
        />
      );
  }
}

/** Rows of this record only; nothing until it is known which column points to it. */
function conditionsFor(form: FormModel, relationship: Relationship | undefined): readonly Condition[] {
  if (!relationship) {
    return form.entityId ? [] : [{ column: "createdon", operator: "null" }];
  }

  return [{ column: relationship.column, operator: "eq", value: form.entityId ?? "" }];
}

function SubGridContent(props: {
  readonly form: FormModel;
  readonly control: ControlModel;
  readonly rows: number;
  readonly view: ViewState;
  readonly onView: (viewId: string) => void;
  readonly onSort: (sort: readonly SortKey[]) => void;
}): React.ReactElement {
  const { form, control, rows, view, onView, onSort } = props;
  const styles = useStyles();
  const { t, navigator } = useHub();
  const selection = React.useRef(new Selection()).current;
  useObservable(selection);
  useObservable(view.source);
  const { parameters } = control.definition;
  const port = useGridPort({
    view,
    selection,
    relationshipName: parameters.RelationshipName,
    onView,
    onRelated: () => void navigator.go({ page: "entitylist", table: view.table.logicalName, viewId: view.view.id }),
  });

  React.useEffect(() => {
    control.grid = port;

    return () => {
      control.grid = undefined;
    };
  }, [control, port]);
  useGridLoad(control, view);

  return (
    <div className={styles.root}>
      <div className={styles.head}>
        <div className={styles.title}>
          <Subtitle2 as="h2">{titleOf(control) || view.table.collectionName}</Subtitle2>
          {parameters.EnableViewPicker === "true" && (
            <ViewSelector size="small" views={view.views} view={view.view} onChange={onView} />
          )}
        </div>
        <div className={styles.commands}>
          <CommandBar
            source={{ kind: "subgrid", table: view.table.logicalName, grid: port, form, controlName: control.name }}
            version={selection.version + view.source.version}
          />
        </div>
      </div>
      <div style={{ display: "flex", height: (Math.max(rows, Number(parameters.RecordsPerPage ?? 4)) + 1) * ROW }}>
        <Grid
          label={control.label || view.view.name}
          source={view.source}
          columns={view.columns}
          sort={view.sort}
          selection={selection}
          emptyText={t("noRowsHint")}
          onSort={(column, descending) => onSort(descending === undefined ? [] : [{ column: column.name, descending }])}
          onOpen={(row) =>
            void navigator.go({ page: "entityrecord", table: view.table.logicalName, id: view.source.idOf(row) })
          }
        />
      </div>
      <GridFooter source={view.source} selection={selection} />
    </div>
  );
}

/** Alone in a section, a grid bears the section's title. */
function titleOf(control: ControlModel): string {
  const { section } = control;
  const isAlone = section.controls.length === 1 && section.definition.showLabel;

  return (isAlone && section.label) || control.label;
}

/** Handlers of a grid's onload run whenever its rows have been read. */
function useGridLoad(control: ControlModel, view: ViewState): void {
  const { version, isLoaded } = view.source;

  React.useEffect(() => {
    if (isLoaded) {
      for (const listener of [...control.gridLoadListeners]) {
        listener();
      }
    }
  }, [control, version, isLoaded]);
}
