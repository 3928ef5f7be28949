import { createRequire } from "node:module";
import { resolve } from "node:path";
import { buildSandbox, buildSolution } from "./steps";

// npm start: builds what is stale, then becomes the sandbox's server (one process, so that memory stays small).
async function main(): Promise<void> {
  await buildSolution();
  await buildSandbox();
  createRequire(resolve("package.json"))(resolve("out/sandbox/main.js"));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
