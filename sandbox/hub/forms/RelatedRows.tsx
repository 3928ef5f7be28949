import * as React from "react";
import { Spinner, Subtitle2, Text, makeStyles, tokens } from "@fluentui/react-components";
import { Commands } from "../app/Commands";
import { useHub } from "../app/context";
import { Failure } from "../app/Failure";
import { useObservable, type FormModel, type GridPort } from "../form-model";
import type { SortKey } from "../views/fetch-xml";
import { useTitleStyles } from "../styles/shared";
import { Grid } from "../views/Grid";
import { GridFooter } from "../views/GridFooter";
import type { ViewQuery } from "../views/load-view";
import { Selection } from "../views/selection";
import { useGridPort } from "../views/use-grid-port";
import { useView, type ViewState } from "../views/use-view";
import { ViewSelector } from "../views/ViewSelector";
import type { Relationship } from "./use-relationship";

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", minHeight: "200px" },
  head: {
    display: "flex",
    alignItems: "center",
    flexWrap: "wrap",
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL} 0`,
  },
  title: { minWidth: 0, display: "flex", alignItems: "center", gap: tokens.spacingHorizontalS },
  // Takes what the title leaves, so that commands go to the menu only when there is no room.
  commands: { flex: "1 1 120px", minWidth: 0, "& [role=toolbar]": { justifyContent: "flex-end", padding: 0 } },
  rows: { display: "flex" },
});

const ROW = 40;

export interface RelatedRowsProps {
  readonly form: FormModel;
  readonly table: string;
  /** How the rows point to the form's record; undefined: all rows of the view. */
  readonly relationship: Relationship | undefined;
  readonly viewId?: string;
  /** Kind of the view when none is named (savedquery.querytype). */
  readonly viewType?: number;
  readonly title?: string;
  /** Name by which scripts and commands know the grid. */
  readonly name: string;
  /** Rows to make room for. */
  readonly height: number;
  readonly hasViewPicker: boolean;
  /** Gets the grid; what it returns runs when the grid goes. */
  readonly onReady?: (port: GridPort) => () => void;
  /** The rows have been read, also when they are read again. */
  readonly onLoad?: () => void;
}

/** Rows of another table that belong to the form's record, with their own command bar. */
export function RelatedRows(props: RelatedRowsProps): React.ReactElement {
  const { form, table, relationship } = props;
  const { t } = useHub();
  const [viewId, setViewId] = React.useState(props.viewId);
  const [sort, setSort] = React.useState<readonly SortKey[]>();
  const load = useView({
    table,
    viewId,
    viewType: props.viewType,
    sort,
    ...narrowingFor(form, relationship),
  });

  switch (load.state) {
    case "loading":
      return <Spinner label={t("loading")} />;
    case "missing":
      return <Text>{t("noView", table)}</Text>;
    case "failed":
      return <Failure title={t("somethingFailed")} error={load.error} />;
    case "ready":
      return (
        <RelatedGrid
          {...props}
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

/** How a query finds the rows that belong to the form's record. */
export function narrowingFor(
  form: FormModel,
  relationship: Relationship | undefined,
): Pick<ViewQuery, "conditions" | "through"> {
  const id = form.entityId ?? "";
  if (!relationship) {
    return {};
  }

  return relationship.through
    ? { through: { ...relationship.through, id } }
    : { conditions: [{ column: relationship.column, operator: "eq", value: id }] };
}

interface RelatedGridProps extends RelatedRowsProps {
  readonly view: ViewState;
  readonly onView: (viewId: string) => void;
  readonly onSort: (sort: readonly SortKey[]) => void;
}

function RelatedGrid(props: RelatedGridProps): React.ReactElement {
  const { form, view, name, title, height, hasViewPicker, relationship, onView, onSort, onReady, onLoad } = props;
  const styles = useStyles();
  const titles = useTitleStyles();
  const { t, navigator } = useHub();
  const selection = React.useRef(new Selection()).current;
  useObservable(selection);
  useObservable(view.source);
  const port = useGridPort({
    view,
    selection,
    relationship: relationship && {
      name: relationship.name,
      column: relationship.column,
      navigation: relationship.navigation,
      isManyToMany: relationship.through !== undefined,
    },
    onView,
    onRelated: () => void navigator.go({ page: "entitylist", table: view.table.logicalName, viewId: view.view.id }),
  });
  const { version, isLoaded } = view.source;
  React.useEffect(() => onReady?.(port), [onReady, port]);
  React.useEffect(() => {
    if (isLoaded) {
      onLoad?.();
    }
  }, [onLoad, version, isLoaded]);

  return (
    <div className={styles.root}>
      <div className={styles.head}>
        <div className={styles.title}>
          <Subtitle2 as="h2" className={titles.title}>
            {title || view.table.collectionName}
          </Subtitle2>
          {hasViewPicker && <ViewSelector size="small" views={view.views} view={view.view} onChange={onView} />}
        </div>
        <div className={styles.commands}>
          <Commands
            source={{ kind: "subgrid", table: view.table.logicalName, grid: port, form, controlName: name }}
            version={selection.version + version}
          />
        </div>
      </div>
      <div className={styles.rows} style={{ height: (height + 1) * ROW }}>
        <Grid
          label={title || view.view.name}
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
