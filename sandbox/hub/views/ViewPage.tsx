import * as React from "react";
import { SearchBox, Spinner, Text, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { Commands } from "../app/Commands";
import { useHub } from "../app/context";
import { Failure } from "../app/Failure";
import type { Route } from "../app/routes";
import { useObservable } from "../form-model";
import { useCardStyles } from "../styles/shared";
import type { GridColumn } from "./columns";
import type { SortKey } from "./fetch-xml";
import { Grid } from "./Grid";
import { GridFooter } from "./GridFooter";
import { Selection } from "./selection";
import { useGridPort } from "./use-grid-port";
import { useView, type ViewState } from "./use-view";
import { ViewSelector } from "./ViewSelector";

const useStyles = makeStyles({
  page: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalS, flexGrow: 1, minHeight: 0 },
  card: { display: "flex", flexDirection: "column", flexGrow: 1, minHeight: 0, overflow: "hidden" },
  head: {
    display: "flex",
    alignItems: "center",
    flexWrap: "wrap",
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
  },
  title: { flexGrow: 1, minWidth: 0, display: "flex" },
  find: { width: "240px", maxWidth: "100%", "@media (max-width: 480px)": { width: "100%" } },
});

type ListRoute = Extract<Route, { page: "entitylist" }>;

/** A view of a table over the whole main area: command bar, view selector, quick find, grid. */
export function ViewPage({ route }: { readonly route: ListRoute }): React.ReactElement {
  const { t, tableName } = useHub();
  const [sort, setSort] = React.useState<{ viewId: string | undefined; keys: readonly SortKey[] }>();
  const isOwnSort = sort && sort.viewId === route.viewId;
  const load = useView({
    table: route.table,
    viewId: route.viewId,
    search: route.search,
    sort: isOwnSort ? sort.keys : undefined,
  });

  switch (load.state) {
    case "loading":
      return <Spinner label={t("loading")} />;
    case "missing":
      return <Text>{t("noView", tableName(route.table).plural)}</Text>;
    case "failed":
      return <Failure title={t("pageFailed")} error={load.error} />;
    case "ready":
      return <ViewContent route={route} view={load.view} onSort={(keys) => setSort({ viewId: route.viewId, keys })} />;
  }
}

function ViewContent(props: {
  readonly route: ListRoute;
  readonly view: ViewState;
  readonly onSort: (keys: readonly SortKey[]) => void;
}): React.ReactElement {
  const { route, view, onSort } = props;
  const styles = useStyles();
  const cards = useCardStyles();
  const { t, navigator } = useHub();
  const selection = React.useRef(new Selection()).current;
  useObservable(selection);
  useObservable(view.source);
  const showView = (viewId: string): void => void navigator.go({ ...route, viewId, search: undefined });
  const port = useGridPort({ view, selection, onView: showView, onRelated: () => undefined });

  React.useEffect(() => {
    document.title = `${view.view.name} – ${view.table.collectionName}`;
  }, [view]);
  // Rows of another view or another search are other rows: nothing stays chosen.
  React.useEffect(() => selection.set([]), [selection, view.view.id, route.search]);

  return (
    <div className={styles.page}>
      <div className={mergeClasses(cards.card, cards.strip)}>
        <Commands
          source={{ kind: "grid", table: view.table.logicalName, grid: port }}
          version={selection.version + view.source.version}
        />
      </div>
      <div className={mergeClasses(cards.card, styles.card)}>
        <div className={styles.head}>
          <h1 className="hub-visually-hidden">{view.table.collectionName}</h1>
          <div className={styles.title}>
            <ViewSelector views={view.views} view={view.view} onChange={showView} />
          </div>
          <QuickFind route={route} />
        </div>
        <Grid
          label={view.view.name}
          source={view.source}
          columns={view.columns}
          sort={view.sort}
          selection={selection}
          emptyText={route.search ? t("noMatches", route.search) : t("noRowsHint")}
          onSort={(column, descending) => onSort(nextSort(column, descending))}
          onOpen={(row) =>
            void navigator.go({ page: "entityrecord", table: view.table.logicalName, id: view.source.idOf(row) })
          }
        />
        <GridFooter source={view.source} selection={selection} />
      </div>
    </div>
  );
}

function QuickFind({ route }: { readonly route: ListRoute }): React.ReactElement {
  const styles = useStyles();
  const { t, navigator } = useHub();
  const [text, setText] = React.useState(route.search ?? "");
  React.useEffect(() => setText(route.search ?? ""), [route.search]);
  const search = (value: string): void =>
    void navigator.go({ ...route, search: value.trim() || undefined }, { replace: route.search !== undefined });

  return (
    <SearchBox
      className={styles.find}
      placeholder={t("quickFind")}
      aria-label={t("quickFind")}
      value={text}
      dismiss={{ "aria-label": t("quickFindClear") }}
      onChange={(event, data) => {
        setText(data.value);
        if (data.value === "" && event.type === "click") {
          search("");
        }
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter") {
          search(text);
        }
        if (event.key === "Escape" && route.search) {
          search("");
        }
      }}
    />
  );
}

function nextSort(column: GridColumn, descending: boolean | undefined): readonly SortKey[] {
  return descending === undefined ? [] : [{ column: column.name, descending }];
}
