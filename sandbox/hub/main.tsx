import * as React from "react";
import * as ReactDOM from "react-dom";
import { installCaller } from "./api/caller";
import { Hub } from "./app/Hub";
import { Navigator } from "./app/navigator";

installCaller();
ReactDOM.render(<Hub navigator={new Navigator()} />, document.getElementById("hub"));
