import * as React from "react";
import type { Formatter } from "../api/format";
import type { SignedInUser } from "../api/settings";
import type { Translate } from "../strings";
import type { HubApp } from "../xrm/host";
import type { Navigator } from "./navigator";
import type { Session, TableName } from "./session";
import type { ThemeName } from "./theme";

/** What every page of the hub needs to know. */
export interface HubContextValue {
  readonly session: Session;
  readonly user: SignedInUser;
  readonly app: HubApp;
  readonly format: Formatter;
  readonly t: Translate;
  readonly navigator: Navigator;
  readonly theme: ThemeName;
  readonly setTheme: (theme: ThemeName) => void;
  /** Resolves when scripts and command rules may run: the client API has read what its members answer at once. */
  readonly apiReady: Promise<void>;
  readonly tableName: (logicalName: string) => Pick<TableName, "label" | "plural">;
}

export const HubContext = React.createContext<HubContextValue | undefined>(undefined);

/** The hub's context; only for components below the shell. */
export function useHub(): HubContextValue {
  const hub = React.useContext(HubContext);
  if (!hub) {
    throw new Error("This component must be drawn inside the hub.");
  }

  return hub;
}
