import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, resolve } from "node:path";
import { buildSync } from "esbuild";
import type { BenchRow } from "../bench/rows";
import { buildSandbox, buildSolution } from "./steps";

interface Area {
  readonly area: string;
  run(): Promise<BenchRow[]>;
}

/** The areas are the files of bench/ that export `area` and `run`. */
function loadArea(file: string): Area {
  const outfile = resolve("out", "bench", `${basename(file, ".ts")}.js`);
  buildSync({
    entryPoints: [file],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20",
    packages: "external",
    logLevel: "error",
  });

  return createRequire(resolve("package.json"))(outfile) as Area;
}

function show(rows: readonly BenchRow[]): void {
  const number = (value: number | undefined): string =>
    value === undefined ? "" : String(Math.round(value * 1000) / 1000);
  console.table(
    rows.map((row) => ({
      ...row,
      value: number(row.value),
      reference: number(row.reference),
      ratio: number(row.ratio),
    })),
  );
}

// npm run bench [-- area …]: every figure beside what it is measured against, as a table and as bench/results.json.
async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  await buildSolution();
  await buildSandbox();
  const rows: BenchRow[] = [];
  for (const file of readdirSync("bench")
    .filter((name) => name.endsWith(".ts") && name !== "rows.ts")
    .sort()) {
    const { area, run } = loadArea(`bench/${file}`);
    if (wanted.length > 0 && !wanted.includes(area)) continue;
    const found = await run();
    show(found);
    rows.push(...found);
  }
  mkdirSync("bench", { recursive: true });
  writeFileSync("bench/results.json", `${JSON.stringify(rows, null, 2)}\n`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
