import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A part of the build: what it reads, what it writes, and how. All paths are from the root of the repository. */
export interface Step {
  readonly name: string;
  readonly inputs: readonly string[];
  readonly output: string;
  run(): Promise<void>;
}

/** Written by the build beside the sources, so never a reason to build again. */
const notInputs = new Set(["generated", "node_modules", "out"]);

function* filesBelow(path: string): Generator<string> {
  if (!existsSync(path)) return;
  if (!statSync(path).isDirectory()) {
    yield path;
    return;
  }
  for (const name of readdirSync(path).sort()) if (!notInputs.has(name)) yield* filesBelow(join(path, name));
}

function fingerprint(inputs: readonly string[]): string {
  const hash = createHash("sha256");
  for (const input of inputs) for (const file of filesBelow(input)) hash.update(file).update(readFileSync(file));

  return hash.digest("hex");
}

function stampOf(step: Step): string {
  return join("out", "stamps", step.name.replace(/\W+/g, "-"));
}

/** Whether what the step wrote is not what its inputs would give now. */
export function isStale(step: Step): boolean {
  const stamp = stampOf(step);
  return !existsSync(step.output) || !existsSync(stamp) || readFileSync(stamp, "utf8") !== fingerprint(step.inputs);
}

/** Runs a step if it is stale; says so in one line. Its stamp is written last, so that a build that was cut off runs again. */
export async function bring(step: Step): Promise<void> {
  if (!isStale(step)) return;
  const stamp = stampOf(step);
  const before = fingerprint(step.inputs);
  const started = Date.now();

  rmSync(stamp, { force: true });
  await step.run();
  mkdirSync(join("out", "stamps"), { recursive: true });
  writeFileSync(stamp, before);
  console.log(`built ${step.name} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}
