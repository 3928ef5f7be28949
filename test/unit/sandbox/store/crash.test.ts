import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { buildSync } from "esbuild";
import { standardCatalog } from "../../../../sandbox/dataverse/metadata/standard";
import { openStore } from "../../../../sandbox/dataverse/store/open";

const root = resolve(__dirname, "../../../..");
const perTransaction = 50;

/** A process that commits transactions of fifty rows for ever and says how many it has committed. */
const writer = `
  import { standardCatalog } from "./sandbox/dataverse/metadata/standard";
  import { openStore } from "./sandbox/dataverse/store/open";
  import { randomUUID } from "node:crypto";
  import { writeSync } from "node:fs";
  const store = openStore(process.argv[2], standardCatalog());
  for (let done = 1; ; done += 1) {
    store.transaction(() => {
      for (let i = 0; i < ${perTransaction}; i += 1) store.insert("lead", { leadid: randomUUID(), subject: String(done) });
    });
    writeSync(1, done + "\\n");
  }
`;

/** Runs the writer and kills it after some commits, wherever it is then; returns how many it had acknowledged. */
function writeUntilKilled(script: string, database: string, commits: number): Promise<number> {
  return new Promise((settle, fail) => {
    const child = spawn(process.execPath, [script, database], {
      env: { ...process.env, NODE_PATH: join(root, "node_modules") },
    });
    let acknowledged = 0;
    let errors = "";
    child.stdout.on("data", (chunk: Buffer) => {
      acknowledged = Math.max(acknowledged, ...chunk.toString().trim().split("\n").map(Number));
      if (acknowledged >= commits) child.kill("SIGKILL");
    });
    child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
    child.on("exit", (_code, signal) => (signal === "SIGKILL" ? settle(acknowledged) : fail(new Error(errors))));
  });
}

test("after kill -9 every acknowledged transaction is there and none is half there", async () => {
  const folder = mkdtempSync(join(tmpdir(), "crash-"));
  try {
    const script = join(folder, "writer.js");
    buildSync({
      stdin: { contents: writer, resolveDir: root, loader: "ts" },
      bundle: true,
      platform: "node",
      external: ["libsql"],
      outfile: script,
      logLevel: "error",
    });
    const database = join(folder, "d.db");
    let least = 0;
    for (const commits of [3, 8, 15]) {
      least += await writeUntilKilled(script, database, commits);
      const store = openStore(database, standardCatalog());
      const rows = store.count("lead");
      store.close();
      expect(rows % perTransaction).toBe(0);
      expect(rows).toBeGreaterThanOrEqual(least * perTransaction);
      least = rows / perTransaction;
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 60_000);
