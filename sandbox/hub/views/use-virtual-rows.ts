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
  const [range, setRange] = React.useState({ first: 0, last: 0 });
  const frame = React.useRef(0);
  const measure = React.useCallback(() => {
    const element = scroller.current;
    if (!element) {
      return;
    }
    const first = Math.max(0, Math.floor(element.scrollTop / rowHeight) - MARGIN);
    const last = Math.min(count, Math.ceil((element.scrollTop + element.clientHeight) / rowHeight) + MARGIN);
    setRange((old) => (old.first === first && old.last === last ? old : { first, last }));
  }, [scroller, rowHeight, count]);
  const onScroll = React.useCallback(() => {
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(measure);
  }, [measure]);

  React.useLayoutEffect(measure, [measure]);
  React.useEffect(() => {
    const element = scroller.current;
    if (!element) {
      return undefined;
    }
    const observer = new ResizeObserver(measure);
    observer.observe(element);

    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame.current);
    };
  }, [scroller, measure]);

  return { ...range, onScroll };
}
