import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";
import type { Dataverse } from "./dataverse";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".map": "application/json",
  ".svg": "image/svg+xml",
  ".css": "text/css; charset=utf-8",
};

/** The page of every address that is not a file, so that deep links and the browser's refresh keep the place. */
const page = "index.html";

/**
 * The strict policy of model-driven apps, without eval and foreign hosts: what runs here runs there. Source:
 * facts/solution-package.md §7.
 */
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self' blob: data:",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "font-src 'self' data:",
  "connect-src 'self' blob: data:",
  "frame-src 'self' blob:",
  "base-uri 'none'",
].join("; ");

async function sendFile(folder: string, path: string, response: ServerResponse): Promise<boolean> {
  const file = normalize(join(folder, path));
  if (!file.startsWith(normalize(folder) + sep)) return false;
  try {
    const content = await readFile(file);
    response.writeHead(200, {
      "content-type": types[extname(file)] ?? "application/octet-stream",
      "cache-control": "no-cache",
      "content-security-policy": contentSecurityPolicy,
    });
    response.end(content);
    return true;
  } catch {
    return false;
  }
}

async function answer(
  dataverse: Dataverse,
  hub: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (await dataverse.handle(request, response)) return;
  const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
  if (extname(path) !== "" && !path.endsWith(".aspx")) {
    if (await sendFile(hub, path, response)) return;
    response.writeHead(404).end();
    return;
  }
  if (await sendFile(hub, page, response)) return;
  response.writeHead(503, { "content-type": "text/plain" }).end("The hub is not built yet: run npm start.");
}

/** The sandbox on the wire: the Web API, and the hub's page beside it. Reached from this machine alone. */
export interface Served {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Opens the port on 127.0.0.1.
 * @param port 0 lets the system choose
 * @param hub folder of the built page
 * @throws when the port is taken
 */
export async function serve(dataverse: Dataverse, hub: string, port: number): Promise<Served> {
  const server: Server = createServer((request, response) => {
    answer(dataverse, hub, request, response).catch((error: unknown) => {
      console.error(error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await new Promise<void>((done, fail) => {
    server.once("error", fail);
    server.listen(port, "127.0.0.1", done);
  });
  const address = server.address();
  const chosen = typeof address === "object" && address ? address.port : port;

  return {
    url: `http://127.0.0.1:${chosen}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
