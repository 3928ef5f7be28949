/** Puts the client API on the page: `Xrm`, `GetGlobalContext` and what the stock ribbon names. */
import { loadTableNames } from "../form-model";
import { installStockCommands } from "../stock";
import { app } from "./app";
import { device } from "./device";
import { encoding } from "./encoding";
import { formContextOf } from "./form-context";
import { globalContext, readOrganization } from "./global-context";
import type { HubHost } from "./host";
import { navigation, openFormDialog } from "./navigation";
import { notThere, notThereAsync } from "./not-there";
import { readPrivileges } from "./privileges";
import { setHost } from "./state";
import { utility } from "./utility";
import { webApi } from "./web-api";

const mobileOffline = {
  isOfflineEnabled: () => false,
  createRecord: notThereAsync("Xrm.Mobile.offline.createRecord"),
  retrieveRecord: notThereAsync("Xrm.Mobile.offline.retrieveRecord"),
  retrieveMultipleRecords: notThereAsync("Xrm.Mobile.offline.retrieveMultipleRecords"),
  updateRecord: notThereAsync("Xrm.Mobile.offline.updateRecord"),
  deleteRecord: notThereAsync("Xrm.Mobile.offline.deleteRecord"),
};

/**
 * Installs `Xrm` for a page. What the members answer at once (user, organization, privileges, table names) is read before it
 * resolves, in parallel; call it again when the user changes.
 */
export async function installClientApi(host: HubHost): Promise<void> {
  setHost(host);
  const api = {
    WebApi: webApi,
    Navigation: navigation,
    Utility: utility,
    App: app,
    Device: device,
    Encoding: encoding,
    Panel: { loadPanel: (url: string, title: string) => loadPanel(url, title) },
    Mobile: { offline: mobileOffline },
    /** Deprecated in the product, and still there: the form of the main area. */
    get Page() {
      const form = host.currentForm();
      if (!form)
        return {
          context: globalContext(),
          getAttribute: notThere("Xrm.Page.getAttribute (no form is open)"),
          getControl: notThere("Xrm.Page.getControl (no form is open)"),
        };
      return { ...formContextOf(form), context: globalContext() };
    },
  };
  Object.assign(window, { Xrm: api, GetGlobalContext: globalContext });
  installStockCommands();
  await Promise.all([loadTableNames(), readOrganization(), readPrivileges().catch(() => ({}))]);
}

/** An address in the panel at the side. */
function loadPanel(url: string, title: string): void {
  app.sidePanes.createPane({ title, paneId: `panel-${url}`, width: 400 }).then(
    (pane) => pane.navigate({ pageType: "webresource", webresourceName: url }),
    () => undefined,
  );
}

export { commandBars } from "./command-bars";
export { scriptErrors } from "./events";
export { openScriptedForm } from "./forms";
export { formContextOf } from "./form-context";
export type { HubApp, HubHost, HubOrganization, HubPage, HubUser } from "./host";
export { saveAndReport } from "./form-save";
export { mayLeave } from "./navigation";
export { startFormScripts } from "./scripts";
export { openFormDialog };
