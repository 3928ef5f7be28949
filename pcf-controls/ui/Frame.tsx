import * as React from "react";

interface FrameProps {
  readonly className: string;
  /** Enter while nothing in the dialog has the focus: the recommended way. */
  onEnter(): void;
  onEscape(): void;
  readonly children: React.ReactNode;
}

/** Takes the focus when the dialog opens, so that Enter and Esc do what they say before anything was clicked. */
export function Frame({ className, onEnter, onEscape, children }: FrameProps): React.ReactElement {
  const frame = React.useRef<HTMLDivElement>(null);
  // A tooltip takes Esc for itself before anybody else hears of it; every field that has the focus shows one.
  const tooltip = React.useRef(false);
  React.useEffect(() => frame.current?.focus(), []);
  // What had the focus may have gone with its screen: the keys still do what they say.
  React.useEffect(() => {
    if (document.activeElement === document.body) frame.current?.focus();
  });

  return (
    <div
      ref={frame}
      className={className}
      tabIndex={-1}
      onKeyDownCapture={(event) => {
        tooltip.current = event.defaultPrevented;
      }}
      onKeyDown={(event) => {
        if (event.defaultPrevented && !(tooltip.current && isFree(event))) return;
        if (event.key === "Escape") onEscape();
        else if (event.key === "Enter" && event.target === event.currentTarget) onEnter();
        else return;
        event.preventDefault();
      }}
    >
      {children}
    </div>
  );
}

/** Esc in the dialog itself: not in a calendar above it, nor in a list that it closes. */
function isFree({ key, target, currentTarget }: React.KeyboardEvent): boolean {
  const element = target as Element;

  return key === "Escape" && currentTarget.contains(element) && element.getAttribute("aria-expanded") !== "true";
}
