import * as React from "react";
import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { useHub } from "../app/context";
import type { Json } from "../form-model";
import { GridCell } from "./GridCell";
import { isNumeric, type GridColumn } from "./columns";
import { RowCheck } from "./RowCheck";

const useStyles = makeStyles({
  row: {
    position: "absolute",
    insetInline: 0,
    display: "flex",
    boxSizing: "border-box",
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke3}`,
    backgroundColor: tokens.colorNeutralBackground1,
    ":hover": { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  selected: {
    backgroundColor: tokens.colorBrandBackground2,
    ":hover": { backgroundColor: tokens.colorBrandBackground2Hover },
  },
  // In high contrast the grounds of hover and selection are those of buttons: links on them cannot be read.
  contrast: {
    ":hover": {
      backgroundColor: tokens.colorNeutralBackground1,
      outline: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1Hover}`,
      outlineOffset: "-1px",
    },
  },
  check: { flexShrink: 0, display: "flex", alignItems: "center", justifyContent: "center" },
  cell: {
    display: "flex",
    alignItems: "center",
    flexShrink: 1,
    boxSizing: "border-box",
    minWidth: 0,
    padding: `0 ${tokens.spacingHorizontalM}`,
    fontSize: tokens.fontSizeBase300,
    color: tokens.colorNeutralForeground1,
    ":focus-visible": {
      outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: "-2px",
    },
  },
  numeric: { justifyContent: "flex-end", fontVariantNumeric: "tabular-nums" },
  wait: {
    height: "12px",
    width: "60%",
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralStencil1,
  },
});

/** What a row tells the grid; the same object for all rows, so that rows are drawn again only when they change. */
export interface RowActions {
  readonly check: (index: number, id: string, range: boolean) => void;
  readonly choose: (index: number, id: string, event: { ctrl: boolean; shift: boolean }) => void;
  readonly open: (index: number) => void;
  readonly activate: (index: number, column: number) => void;
}

interface GridRowProps {
  readonly index: number;
  readonly row: Json | undefined;
  readonly height: number;
  readonly checkWidth: number;
  readonly columns: readonly GridColumn[];
  readonly table: string;
  readonly id: string;
  readonly name: string;
  readonly isSelected: boolean;
  /** The cell that has the keyboard, if it is in this row. */
  readonly activeColumn: number | undefined;
  readonly actions: RowActions;
}

/** One row; a grey stand-in until it has been read. */
export const GridRow = React.memo(function GridRow(props: GridRowProps): React.ReactElement {
  const { index, row, height, checkWidth, columns, table, id, name, isSelected, activeColumn, actions } = props;
  const styles = useStyles();
  const { t, theme } = useHub();
  const tabIndex = (column: number): number => (activeColumn === column ? 0 : -1);

  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      className={mergeClasses(styles.row, isSelected && styles.selected, theme === "contrast" && styles.contrast)}
      style={{ top: index * height, height }}
      onClick={(event) =>
        row && actions.choose(index, id, { ctrl: event.ctrlKey || event.metaKey, shift: event.shiftKey })
      }
      onDoubleClick={() => row && actions.open(index)}
    >
      <div
        role="gridcell"
        aria-colindex={1}
        className={styles.check}
        style={{ width: checkWidth }}
        onClick={(event) => event.stopPropagation()}
        onDoubleClick={(event) => event.stopPropagation()}
      >
        <RowCheck
          aria-label={t("selectRow", name || String(index + 1))}
          checked={isSelected}
          disabled={!row}
          tabIndex={tabIndex(0)}
          data-cell={`${index}:0`}
          onChange={(event) => actions.check(index, id, (event.nativeEvent as MouseEvent).shiftKey)}
        />
      </div>
      {columns.map((column, offset) => (
        <div
          key={column.name}
          role="gridcell"
          aria-colindex={offset + 2}
          tabIndex={tabIndex(offset + 1)}
          data-cell={`${index}:${offset + 1}`}
          className={mergeClasses(styles.cell, isNumeric(column) && styles.numeric)}
          style={{ width: column.width, minWidth: column.minWidth, flexGrow: column.width }}
        >
          {row ? (
            <GridCell row={row} column={column} table={table} id={id} name={name} />
          ) : (
            <div className={styles.wait} />
          )}
        </div>
      ))}
    </div>
  );
});
