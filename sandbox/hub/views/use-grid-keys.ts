import * as React from "react";
import type { Json } from "../form-model";
import type { GridColumn } from "./columns";
import type { RowActions } from "./GridRow";
import type { RowSource } from "./row-source";
import type { Selection } from "./selection";

interface GridKeysOptions {
  readonly scroller: React.RefObject<HTMLElement>;
  readonly source: RowSource;
  readonly columns: readonly GridColumn[];
  readonly selection: Selection;
  readonly rowHeight: number;
  readonly onOpen: (row: Json) => void;
}

interface GridKeys {
  readonly onKeyDown: (event: React.KeyboardEvent) => void;
  readonly onFocus: (event: React.FocusEvent) => void;
  readonly tabIndexOf: (row: number, column: number) => number;
  readonly activeColumnOf: (row: number) => number | undefined;
  readonly actions: RowActions;
}

/** A cell by its row (-1: the header) and column (0: the check box). */
interface CellPosition {
  readonly row: number;
  readonly column: number;
}

/**
 * The keyboard of a grid after the ARIA grid pattern: one cell is a tab stop, arrows, Home, End and Page keys move it (Ctrl to the
 * ends), Space selects (Shift: from the last choice to here), Enter opens, Ctrl+A selects what is loaded.
 */
export function useGridKeys(options: GridKeysOptions): GridKeys {
  const { scroller, source, columns, selection, rowHeight, onOpen } = options;
  const [active, setActive] = React.useState<CellPosition>({ row: 0, column: 1 });
  const latest = React.useRef(options);
  latest.current = options;

  const actions = React.useMemo<RowActions>(() => makeActions(latest, setActive), []);
  const move = (row: number, column: number): void => {
    const next = {
      row: Math.min(Math.max(row, -1), source.length - 1),
      column: Math.min(Math.max(column, 0), columns.length),
    };
    setActive(next);
    reveal(scroller.current, next.row, rowHeight);
    // The row may be drawn only after the scroller has moved.
    requestAnimationFrame(() => requestAnimationFrame(() => focusCell(scroller.current, next)));
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const { row, column } = active;
    const row0 = source.row(row);
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2);
    const isRtl = scroller.current ? getComputedStyle(scroller.current).direction === "rtl" : false;
    const step = isRtl ? -1 : 1;
    const isCtrl = event.ctrlKey || event.metaKey;
    const moves: Record<string, () => void> = {
      ArrowDown: () => move(row + 1, column),
      ArrowUp: () => move(row - 1, column),
      ArrowRight: () => move(row, column + step),
      ArrowLeft: () => move(row, column - step),
      PageDown: () => move(row + page, column),
      PageUp: () => move(Math.max(0, row - page), column),
      Home: () => move(isCtrl ? 0 : row, isCtrl ? column : 0),
      End: () => move(isCtrl ? source.length - 1 : row, isCtrl ? column : columns.length),
    };
    const isMenuKey =
      row === -1 && column > 0 && (event.key === "ArrowDown" || event.key === "ArrowUp") && event.altKey;
    const moveTo = moves[event.key];

    if (moveTo && !isMenuKey) {
      event.preventDefault();
      moveTo();
    } else if (event.key === " " && row >= 0 && column > 0 && row0) {
      event.preventDefault();
      actions.check(row, source.idOf(row0), event.shiftKey);
    } else if (event.key === "Enter" && row >= 0 && row0) {
      event.preventDefault();
      openCell(event.target as HTMLElement, () => onOpen(row0));
    } else if (isCtrl && event.key.toLowerCase() === "a") {
      event.preventDefault();
      selection.set(source.loadedRows().map((loaded) => source.idOf(loaded)));
    }
  };
  const onFocus = (event: React.FocusEvent): void => {
    const cell = (event.target as HTMLElement).closest<HTMLElement>("[data-cell]")?.dataset.cell;
    const [row, column] = (cell ?? "").split(":").map(Number);
    if (cell && row !== undefined && column !== undefined && (row !== active.row || column !== active.column)) {
      setActive({ row, column });
    }
  };

  return {
    onKeyDown,
    onFocus,
    actions,
    tabIndexOf: (row, column) => (active.row === row && active.column === column ? 0 : -1),
    activeColumnOf: (row) => (active.row === row ? active.column : undefined),
  };
}

function makeActions(
  latest: React.MutableRefObject<GridKeysOptions>,
  setActive: (position: CellPosition) => void,
): RowActions {
  const range = (from: number, to: number): string[] => {
    const { source } = latest.current;
    const [first, last] = from < to ? [from, to] : [to, from];
    const ids: string[] = [];
    for (let index = first; index <= last; index += 1) {
      const row = source.row(index);
      if (row) {
        ids.push(source.idOf(row));
      }
    }

    return ids;
  };

  return {
    check(index, id, isRange) {
      const { selection } = latest.current;
      if (isRange && selection.anchor !== undefined) {
        selection.add(range(selection.anchor, index));
      } else {
        selection.anchor = index;
        selection.toggle(id);
      }
    },
    choose(index, id, { ctrl, shift }) {
      const { selection } = latest.current;
      if (shift && selection.anchor !== undefined) {
        selection.set(range(selection.anchor, index));
        return;
      }
      selection.anchor = index;
      if (ctrl) {
        selection.toggle(id);
      } else {
        selection.set([id]);
      }
    },
    open(index) {
      const { source, onOpen } = latest.current;
      const row = source.row(index);
      if (row) {
        onOpen(row);
      }
    },
    activate(row, column) {
      setActive({ row, column });
    },
  };
}

/** Enter on a cell with a link follows the link, else it opens the row. */
function openCell(target: HTMLElement, openRow: () => void): void {
  const link = target.querySelector<HTMLElement>("a, button");
  if (link) {
    link.click();
  } else {
    openRow();
  }
}

function reveal(scroller: HTMLElement | null, row: number, rowHeight: number): void {
  if (!scroller || row < 0) {
    return;
  }
  const top = row * rowHeight;
  const visible = scroller.clientHeight - rowHeight;

  if (top < scroller.scrollTop) {
    scroller.scrollTop = top;
  } else if (top + rowHeight > scroller.scrollTop + visible) {
    scroller.scrollTop = top + rowHeight - visible;
  }
}

function focusCell(scroller: HTMLElement | null, { row, column }: CellPosition): void {
  scroller?.querySelector<HTMLElement>(`[data-cell="${row}:${column}"]`)?.focus({ preventScroll: row >= 0 });
}
