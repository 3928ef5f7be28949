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
      onKeyDown={(event) => {
        if (event.defaultPrevented) return;
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
