import * as React from "react";

export interface VirtualRows {
  readonly first: number;
  /** Exclusive. */
  readonly last: number;
  readonly onScroll: () => void;
}

/** Rows drawn beyond the visible ones, so that a turn of the wheel shows no gap. */
const MARGIN = 8;

/** Which rows of a long list are in sight. The scroller's size is watched, so the window grows with the page. */
export function useVirtualRows(scroller: React.RefObject<HTMLElement>, rowHeight: number, count: number): VirtualRows {
  // Before anything is laid out the window's height is the most that can be in sight: measuring then would cost a layout more.
  const [range, setRange] = React.useState(() => ({ first: 0, last: Math.ceil(window.innerHeight / rowHeight) }));
  const frame = React.useRef(0);
  const measure = React.useCallback(() => {
    const element = scroller.current;
    if (!element) {
      return;
    }
    const first = Math.max(0, Math.floor(element.scrollTop / rowHeight) - MARGIN);
    const last = Math.ceil((element.scrollTop + element.clientHeight) / rowHeight) + MARGIN;
    setRange((old) => (old.first === first && old.last === last ? old : { first, last }));
  }, [scroller, rowHeight]);
  const onScroll = React.useCallback(() => {
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(measure);
  }, [measure]);

  React.useEffect(() => {
    const element = scroller.current;
    if (!element) {
      return undefined;
    }
    // Tells the size at once, after the next layout, and whenever it changes.
    const observer = new ResizeObserver(measure);
    observer.observe(element);

    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame.current);
    };
  }, [scroller, measure]);

  return { first: Math.min(range.first, count), last: Math.min(range.last, count), onScroll };
}
