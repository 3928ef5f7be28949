import * as React from "react";

/** Line icons of this folder's own, in the size of Fluent's 20 px set. */
function icon(path: string): () => React.ReactElement {
  return function Icon() {
    return (
      <svg
        width="20"
        height="20"
        viewBox="0 0 20 20"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        aria-hidden="true"
      >
        <path d={path} strokeLinecap="round" strokeLinejoin="round" />
      </svg>
    );
  };
}

export const Cross = icon("M4.5 4.5l11 11m0-11l-11 11");
export const Chevron = icon("M5 8l5 5 5-5");
export const More = icon("M4.5 10h.01M10 10h.01M15.5 10h.01");
