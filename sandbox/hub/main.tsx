import * as React from "react";
import * as ReactDOM from "react-dom";
import { Hub } from "./app/Hub";
import { startHub } from "./app/start";

const start = startHub();
const draw = (): void => {
  ReactDOM.render(<Hub start={start} />, document.getElementById("hub"));
};
// Drawn once with everything, if that is there soon; index.html shows until then that something is under way.
const PATIENCE = 1000;
const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
void Promise.race([late, start.all]).then(draw, draw);
