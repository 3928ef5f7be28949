import type { HubUser } from "../api/settings";
import type { Route } from "./routes";

/** The app (appmodule row) that is open. */
export interface HubApp {
  readonly id: string;
  readonly name: string;
  readonly uniqueName: string;
}

/** A bar below the header: Xrm.App.addGlobalNotification, and the hub's own messages. */
export interface GlobalNotification {
  readonly id: string;
  readonly level: "success" | "error" | "warning" | "info";
  readonly message: string;
  readonly showCloseButton?: boolean;
  readonly action?: { readonly label: string; readonly run: () => void };
}

/**
 * What the page offers to the client API (`Xrm`), to the command bar and to controls. The shell installs it before the first
 * page is drawn; there is one per browser tab, as there is one `Xrm`.
 */
export interface HubHost {
  readonly user: () => HubUser;
  readonly app: () => HubApp;
  readonly route: () => Route;
  /** Resolves to false when the user stays because of unsaved changes. */
  readonly navigate: (route: Route, options?: { readonly replace?: boolean }) => Promise<boolean>;
  readonly back: () => void;
  readonly notify: (notification: Omit<GlobalNotification, "id"> & { readonly id?: string }) => string;
  readonly clearNotification: (id: string) => void;
  /** "Processing…" over the page: Xrm.Utility.showProgressIndicator. */
  readonly showProgress: (message: string) => void;
  readonly closeProgress: () => void;
}

let installed: HubHost | undefined;

/** Called once by the shell. */
export function installHost(host: HubHost): void {
  installed = host;
}

/** The page; throws when a script runs before the shell is there. */
export function getHost(): HubHost {
  if (!installed) {
    throw new Error("The hub has not started yet.");
  }

  return installed;
}
