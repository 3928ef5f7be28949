import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { buildSync } from "esbuild";
import { JSDOM, VirtualConsole } from "jsdom";
import type { ConnectionOptions } from "../../../core/dataverse/adapter";
import type { Dataverse } from "../../../core/dataverse/port";
import { watchErrors } from "../../../pcf-controls/ui/browser-clock";

type Connect = (options: ConnectionOptions) => Dataverse;

/** A page of the environment, as far as the connection of a control sees it. */
export interface ClientPage {
  /** @param timeout milliseconds until an answer counts as lost */
  connect(timeout: number): Dataverse;
  close(): void;
}

/**
 * Connects as the controls do: the client library's build for browsers over XMLHttpRequest, and errors that the library
 * throws into the void arrive at the window. Node's build takes other ways exactly where things go wrong.
 */
export async function openPage(url: string): Promise<ClientPage> {
  const { window } = new JSDOM("", { url, virtualConsole: new VirtualConsole() });
  Object.assign(globalThis, { window, XMLHttpRequest: window.XMLHttpRequest });
  const folder = mkdtempSync(join(tmpdir(), "client-"));
  const connect = await bundleAdapter(join(folder, "adapter.cjs"));

  return {
    connect: (timeout) => connect({ serverUrl: url, timeout, watchErrors }),
    close: () => {
      window.close();
      Reflect.deleteProperty(globalThis, "window");
      Reflect.deleteProperty(globalThis, "XMLHttpRequest");
      rmSync(folder, { recursive: true });
    },
  };
}

async function bundleAdapter(outfile: string): Promise<Connect> {
  const entry = resolve(__dirname, "../../../core/dataverse/adapter.ts");
  buildSync({ entryPoints: [entry], outfile, bundle: true, format: "cjs", platform: "browser", logLevel: "error" });

  // Imported, so that the errors that it throws are errors in this realm.
  return ((await import(outfile)) as { connectDataverse: Connect }).connectDataverse;
}
