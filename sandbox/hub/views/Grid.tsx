import * as React from "react";
import { Checkbox, Spinner, Text, makeStyles, tokens } from "@fluentui/react-components";
import { useHub } from "../app/context";
import { Failure } from "../app/Failure";
import { useObservable, type Json } from "../form-model";
import type { GridColumn } from "./columns";
import type { SortKey } from "./fetch-xml";
import { GridHeaderCell } from "./GridHeaderCell";
import { GridRow } from "./GridRow";
import type { RowSource } from "./row-source";
import type { Selection } from "./selection";
import { useGridKeys } from "./use-grid-keys";
import { useVirtualRows } from "./use-virtual-rows";

const ROW_HEIGHT = 40;
const CHECK_WIDTH = 44;

const useStyles = makeStyles({
  root: { position: "relative", flexGrow: 1, minHeight: 0, overflow: "auto", outlineStyle: "none" },
  header: {
    position: "sticky",
    top: 0,
    zIndex: 2,
    display: "flex",
    height: `${ROW_HEIGHT}px`,
    minWidth: "100%",
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  check: { width: `${CHECK_WIDTH}px`, flexShrink: 0, display: "flex", alignItems: "center", justifyContent: "center" },
  body: { position: "relative", minWidth: "100%" },
  empty: {
    display: "flex",
    flexDirection: "column",
    alignItems: "center",
    justifyContent: "center",
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingVerticalXXXL,
    color: tokens.colorNeutralForeground3,
  },
});

export interface GridProps {
  readonly label: string;
  readonly source: RowSource;
  readonly columns: readonly GridColumn[];
  readonly sort: readonly SortKey[];
  readonly selection: Selection;
  readonly emptyText: string;
  readonly onSort: (column: GridColumn, descending: boolean | undefined) => void;
  readonly onOpen: (row: Json) => void;
}

/** A grid of any length: only the rows in sight are drawn. Arrow keys move, Space selects, Enter opens. */
export function Grid(props: GridProps): React.ReactElement {
  const { label, source, columns, sort, selection, emptyText, onSort, onOpen } = props;
  const styles = useStyles();
  const { t } = useHub();
  const scroller = React.useRef<HTMLDivElement>(null);
  useObservable(source);
  useObservable(selection);
  const { first, last, onScroll } = useVirtualRows(scroller, ROW_HEIGHT, source.length);
  const keys = useGridKeys({ scroller, source, columns, selection, rowHeight: ROW_HEIGHT, onOpen });
  const width = CHECK_WIDTH + columns.reduce((sum, column) => sum + column.minWidth, 0);

  React.useEffect(() => source.ensure(first, last), [source, first, last]);
  const shown = React.useRef(source);
  React.useLayoutEffect(() => {
    // Other rows are read from their start; those of the first drawing stand there anyway.
    if (shown.current !== source) scroller.current?.scrollTo({ top: 0 });
    shown.current = source;
  }, [source]);

  const indexes = Array.from({ length: Math.max(0, last - first) }, (_unused, offset) => first + offset);

  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={source.isExact ? source.length + 1 : -1}
      aria-colcount={columns.length + 1}
      aria-multiselectable
      aria-busy={!source.isLoaded}
      className={styles.root}
      onScroll={onScroll}
      onKeyDown={keys.onKeyDown}
      onFocus={keys.onFocus}
    >
      <div role="rowgroup">
        <div role="row" aria-rowindex={1} className={styles.header} style={{ width }}>
          <div role="columnheader" aria-colindex={1} className={styles.check}>
            <SelectAll source={source} selection={selection} tabIndex={keys.tabIndexOf(-1, 0)} />
          </div>
          {columns.map((column, index) => (
            <GridHeaderCell
              key={column.name}
              column={column}
              index={index + 1}
              sort={sort.find((key) => key.column === column.name)}
              tabIndex={keys.tabIndexOf(-1, index + 1)}
              onSort={onSort}
            />
          ))}
        </div>
      </div>
      <div role="rowgroup" className={styles.body} style={{ height: source.length * ROW_HEIGHT, width }}>
        {indexes.map((index) => {
          const row = source.row(index);

          return (
            <GridRow
              key={index}
              index={index}
              row={row}
              height={ROW_HEIGHT}
              checkWidth={CHECK_WIDTH}
              columns={columns}
              table={source.table.logicalName}
              name={row ? String(row[source.table.primaryName] ?? "") : ""}
              id={row ? source.idOf(row) : ""}
              isSelected={row ? selection.has(source.idOf(row)) : false}
              activeColumn={keys.activeColumnOf(index)}
              actions={keys.actions}
            />
          );
        })}
      </div>
      {source.error && (
        <InsteadOfRows>
          <Failure
            title={t("somethingFailed")}
            error={source.error}
            retryLabel={t("retry")}
            onRetry={() => void source.refresh()}
          />
        </InsteadOfRows>
      )}
      {!source.isLoaded && (
        <InsteadOfRows className={styles.empty}>
          <Spinner label={t("loading")} />
        </InsteadOfRows>
      )}
      {source.isLoaded && !source.error && source.length === 0 && (
        <div className={styles.empty}>
          <Text weight="semibold">{t("noRows")}</Text>
          <Text>{emptyText}</Text>
        </div>
      )}
    </div>
  );
}

/** A grid may hold rows of cells alone: what is said in their place is one. */
function InsteadOfRows({ className, children }: React.PropsWithChildren<{ className?: string }>): React.ReactElement {
  return (
    <div role="row">
      <div role="gridcell" className={className}>
        {children}
      </div>
    </div>
  );
}

function SelectAll(props: {
  readonly source: RowSource;
  readonly selection: Selection;
  readonly tabIndex: number;
}): React.ReactElement {
  const { source, selection, tabIndex } = props;
  const { t } = useHub();
  const loaded = source.loadedRows().map((row) => source.idOf(row));
  const isAll = loaded.length > 0 && loaded.every((id) => selection.has(id));

  return (
    <Checkbox
      aria-label={t("selectAll")}
      checked={isAll ? true : selection.size > 0 ? "mixed" : false}
      tabIndex={tabIndex}
      data-cell="-1:0"
      onChange={() => selection.set(isAll ? [] : loaded)}
    />
  );
}
