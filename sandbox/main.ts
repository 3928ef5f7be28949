import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { openDataverse, type Dataverse } from "./dataverse";
import { serve } from "./serve";

// The sandbox as a program: what `npm start` runs after the build.

const folder = resolve(".sandbox");
const solutionZip = resolve("dist/EnhancedQualify.zip");
const hub = resolve("out/hub");

interface Options {
  readonly port: number;
  readonly fresh: boolean;
  readonly headless: boolean;
  readonly leads?: string;
}

/** @throws when an option is unknown or the port is no port. */
function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "5280" },
      fresh: { type: "boolean", default: false },
      headless: { type: "boolean", default: false },
      leads: { type: "string" },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Error(`--port ${values.port}: give a number from 0 to 65535.`);
  }
  if (values.leads !== undefined && !existsSync(values.leads)) {
    throw new Error(`--leads ${values.leads}: there is no such file; give the path of a CSV file.`);
  }

  return { port, fresh: values.fresh, headless: values.headless, leads: values.leads };
}

/** Imports the zip as an administrator would, unless this very zip is what is installed. */
async function importSolution(dataverse: Dataverse): Promise<void> {
  if (!existsSync(solutionZip)) throw new Error("dist/EnhancedQualify.zip is missing: run npm run build.");
  const zip = readFileSync(solutionZip);
  const hash = createHash("sha256").update(zip).digest("hex");
  const stamp = join(folder, "solution.sha256");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return;

  const log = await dataverse.importSolution(zip);
  for (const line of log.lines.filter((one) => one.result !== "success")) {
    console.log(`${line.result}: ${line.component}: ${line.message}`);
  }
  if (!log.succeeded) throw new Error("The solution was not imported: see the lines above.");
  console.log(`imported EnhancedQualify.zip: ${log.lines.length} components`);
  writeFileSync(stamp, hash);
}

async function addLeads(dataverse: Dataverse, file: string): Promise<void> {
  const { created, rejected } = await dataverse.loadLeads(readFileSync(file, "utf8"));
  for (const row of rejected) console.log(`${file}:${row.line}: ${row.reason}`);
  console.log(`${created} leads added from ${file}, ${rejected.length} rows could not be read`);
}

function openBrowser(url: string): void {
  const [command, ...args] =
    process.platform === "darwin" ? ["open"] : process.platform === "win32" ? ["cmd", "/c", "start", ""] : ["xdg-open"];
  if (process.platform === "linux" && !process.env["DISPLAY"] && !process.env["WAYLAND_DISPLAY"]) return;
  const child = spawn(command ?? "xdg-open", [...args, url], { stdio: "ignore", detached: true });
  // Without a browser to open, the printed address is enough.
  child.on("error", () => undefined);
  child.unref();
}

async function main(): Promise<void> {
  const options = readOptions();
  if (options.fresh) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const database = join(folder, "dataverse.db");
  const isNew = !existsSync(database);

  const dataverse = await openDataverse({ database });
  if (isNew) await dataverse.seed("demo");
  await importSolution(dataverse);
  if (options.leads !== undefined) await addLeads(dataverse, options.leads);

  const served = await serve(dataverse, hub, options.port);
  console.log(`ready ${served.url}`);
  if (!options.headless) openBrowser(served.url);

  const stop = (): void => {
    void served
      .close()
      .then(() => dataverse.close())
      .then(() => process.exit(0));
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}

main().catch((error: unknown) => {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE")
    console.error("The port is taken: stop what uses it, or choose another with npm start -- --port 5281.");
  else console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
