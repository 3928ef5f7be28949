import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import type { BenchRow } from "./rows";

export const area = "size";

const gzipped = (path: string): number => gzipSync(readFileSync(path), { level: 9 }).length;

/** Files of matching with lists of words: names, legal forms, countries, mail providers, weights. */
const lists = /(tables|free-mail|country|domain|address)\.ts$|weights\.json$/;

/** Matching as esbuild makes it, gzip; without its words every long text in those files is empty. */
async function matchingSize(withWords: boolean): Promise<number> {
  const { outputFiles } = await build({
    entryPoints: ["core/matching/index.ts"],
    bundle: true,
    minify: true,
    format: "iife",
    globalName: "M",
    target: "es2020",
    write: false,
    plugins: [
      {
        name: "no-words",
        setup: ({ onLoad }) =>
          onLoad({ filter: lists }, ({ path }) => ({
            contents: readFileSync(path, "utf8").replace(/"([^"\\\n]|\\.)*"/g, (text) =>
              withWords || text.length < 60 ? text : '""',
            ),
            loader: path.endsWith("json") ? "json" : "ts",
          })),
      },
    ],
  });

  return gzipSync(outputFiles[0]?.contents ?? new Uint8Array(), { level: 9 }).length;
}

/** What the Qualify dialog loads of our own code, as gzip makes it; the reference is what issue and design allow. */
export async function run(): Promise<BenchRow[]> {
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

  return [
    row("bundle of the Qualify dialog", bundle("QualifyDialog"), 40_000),
    row("own code that a plain qualification loads, with matching", plain, 60_000),
    row("what comes when it is needed: rules of profiles, undo, lists of leads", later),
    row("all of these", plain + later),
    row("dynamics-web-api beside them, a library", library),
    row("matching with its lists of words (within the own code)", await matchingSize(true)),
    row("matching, its code alone", await matchingSize(false), 15_000),
  ];
}
