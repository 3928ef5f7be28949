import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { ensureChromium } from "./chromium";
import { buildSandbox, buildSolution } from "./steps";

interface JestSummary {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numFailedTestSuites: number;
  readonly numRuntimeErrorTestSuites: number;
}

const bins = {
  jest: "node_modules/jest/bin/jest.js",
  eslint: "node_modules/eslint/bin/eslint.js",
  tsc: "node_modules/typescript/bin/tsc",
};
const summaryFile = "out/test-results.json";

/** A check that is not jest's: types and lint count as one test each. */
function check(name: string, args: readonly string[]): boolean {
  const started = Date.now();
  const done = spawnSync(process.execPath, [...args], { stdio: "inherit" });
  console.log(`${done.status === 0 ? "PASS" : "FAIL"} ${name} (${((Date.now() - started) / 1000).toFixed(0)} s)`);

  return done.status === 0;
}

function runJest(args: readonly string[], chromium: string): Promise<void> {
  return new Promise((done) => {
    const options = ["--json", `--outputFile=${summaryFile}`, "--maxWorkers=2", ...args];
    const env = { ...process.env, CHROMIUM: chromium };
    const child = spawn(process.execPath, [bins.jest, ...options], { stdio: ["ignore", "ignore", "inherit"], env });
    child.on("close", () => done());
  });
}

// npm test [-- jest options]: builds, then types, lint, and every jest project. Ends on one plain line for those who count.
async function main(): Promise<void> {
  const args = process.argv.slice(2);
  await buildSolution();
  await buildSandbox();
  const chromium = ensureChromium();
  const checks =
    args.length > 0
      ? []
      : [check("types", [bins.tsc, "--noEmit", "-p", "."]), check("lint", [bins.eslint, ".", "--max-warnings", "0"])];

  await runJest(args, chromium);
  const summary = JSON.parse(readFileSync(summaryFile, "utf8")) as JestSummary;
  const passed = summary.numPassedTests + checks.filter(Boolean).length;
  // A suite that does not even load has no test that could fail, so it counts as one.
  const failed = summary.numFailedTests + summary.numRuntimeErrorTestSuites + checks.filter((holds) => !holds).length;
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  console.log("0 passed, 1 failed");
  process.exitCode = 1;
});
