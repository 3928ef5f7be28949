/**
 * The platform libraries of the page, once: React 17.0.2 and the whole of Fluent UI 9, under the names by which the bundles of
 * virtual controls ask for them (facts/pcf.md §A9, §B). The build puts React 17.0.2 in the place of `react` here.
 */
import * as Fluent from "@fluentui/react-components";
import * as React from "react";
import * as ReactDOM from "react-dom";

Object.assign(window, {
  React,
  ReactDOM,
  Reactv16: React,
  ReactDOMv16: ReactDOM,
  FluentUIReactv940: Fluent,
});
