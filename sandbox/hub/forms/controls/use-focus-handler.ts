import * as React from "react";
import type { ControlModel } from "../../form-model";

/** Lets scripts move the keyboard to a control (`control.setFocus`). */
export function useFocusHandler<T extends HTMLElement>(control: ControlModel): React.RefObject<T> {
  const ref = React.useRef<T>(null);

  React.useEffect(() => {
    const focus = (): void => ref.current?.focus();
    control.focusHandler = focus;

    return () => {
      if (control.focusHandler === focus) {
        control.focusHandler = undefined;
      }
    };
  }, [control]);

  return ref;
}

/** Moves the keyboard to an element when it appears, if it is its turn. */
export function useFocusOnce(ref: React.RefObject<HTMLElement>, isDue: React.MutableRefObject<boolean>): void {
  React.useEffect(() => {
    if (isDue.current) {
      isDue.current = false;
      ref.current?.focus();
    }
  }, [ref, isDue]);
}
