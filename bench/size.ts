import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { BenchRow } from "./rows";

export const area = "size";

const gzipped = (path: string): number => gzipSync(readFileSync(path), { level: 9 }).length;

/** What the Qualify dialog loads of our own code, as gzip makes it; the reference is what issue and design allow. */
export function run(): Promise<BenchRow[]> {
  const bundle = (name: string) => gzipped(`out/controls/${name}/bundle.js`);
  const library = gzipped("node_modules/dynamics-web-api/dist/dynamics-web-api.min.js");
  const plain = bundle("QualifyDialog") + bundle("SharedCode") - library;
  const later = bundle("LaterCode");
  const row = (name: string, value: number, reference?: number): BenchRow => ({
    area,
    name,
    value,
    unit: "bytes",
    ...(reference ? { reference, ratio: value / reference } : {}),
  });

  return Promise.resolve([
    row("bundle of the Qualify dialog", bundle("QualifyDialog"), 40_000),
    row("own code that a plain qualification loads, with matching", plain, 60_000),
    row("what comes when it is needed: rules of profiles, undo, lists of leads", later),
    row("all of these", plain + later),
    row("dynamics-web-api beside them, a library", library),
  ]);
}
