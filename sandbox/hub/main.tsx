import * as React from "react";
import * as ReactDOM from "react-dom";
import { installCaller } from "./api/caller";
import { Hub } from "./app/Hub";
import { Navigator } from "./app/navigator";
import { prefetch } from "./app/prefetch";
import { openSession } from "./app/session";

installCaller();
const navigator = new Navigator();
const firstSession = openSession(navigator.place.appId);
prefetch(navigator.route);
ReactDOM.render(<Hub navigator={navigator} firstSession={firstSession} />, document.getElementById("hub"));
