import * as React from "react";
import type { Observable } from "./observable";

/** Draws the component again whenever the thing changes, and returns it. */
export function useObservable<T extends Observable>(thing: T): T {
  const [, draw] = React.useReducer((count: number) => count + 1, 0);
  const drawn = thing.version;
  const latest = React.useRef(drawn);
  latest.current = drawn;
  React.useEffect(() => {
    const unsubscribe = thing.subscribe(draw);
    // A change between the first drawing and this effect would be lost otherwise.
    if (thing.version !== latest.current) draw();
    return unsubscribe;
  }, [thing]);
  return thing;
}
