import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { ensureChromium } from "./chromium";
import { buildSandbox, buildSolution } from "./steps";

interface JestSummary {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
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

function runJest(args: readonly string[], chromium: string): Promise<JestSummary> {
  return new Promise((done) => {
    const options = ["--json", `--outputFile=${summaryFile}`, ...args];
    const env = { ...process.env, CHROMIUM: chromium };
    rmSync(summaryFile, { force: true });
    const child = spawn(process.execPath, [bins.jest, ...options], { stdio: ["ignore", "ignore", "inherit"], env });
    child.on("close", () => done(readSummary()));
  });
}

/** A run that left no summary broke down: that is one failure. */
function readSummary(): JestSummary {
  if (!existsSync(summaryFile)) return { numPassedTests: 0, numFailedTests: 0, numRuntimeErrorTestSuites: 1 };
  return JSON.parse(readFileSync(summaryFile, "utf8")) as JestSummary;
}

/** Browser tests have the machine to themselves: beside others they would wait for a core and not for the page. */
function plannedRuns(args: readonly string[]): (readonly string[])[] {
  if (args.length > 0) return [args];
  return [
    ["--selectProjects", "unit", "ui", "contract", "--maxWorkers=2"],
    ["--selectProjects", "browser", "--maxWorkers=1"],
  ];
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

  let passed = checks.filter(Boolean).length;
  let failed = checks.length - passed;
  for (const run of plannedRuns(args)) {
    const summary = await runJest(run, chromium);
    passed += summary.numPassedTests;
    // A suite that does not even load has no test that could fail, so it counts as one.
    failed += summary.numFailedTests + summary.numRuntimeErrorTestSuites;
  }
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  console.log("0 passed, 1 failed");
  process.exitCode = 1;
});
