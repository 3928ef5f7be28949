import type { HubHost } from "./host";

let installed: HubHost | undefined;

/** The page that the client API lives in. */
export function host(): HubHost {
  if (!installed) throw new Error("The client API is used before installClientApi was called.");
  return installed;
}

export function setHost(value: HubHost): void {
  installed = value;
}

export function isInstalled(): boolean {
  return installed !== undefined;
}
