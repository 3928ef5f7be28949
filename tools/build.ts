import { statSync } from "node:fs";
import { buildSolution } from "./steps";

// npm run build: dist/EnhancedQualify.zip and dist/EnhancedQualify_managed.zip.
async function main(): Promise<void> {
  await buildSolution();
  for (const name of ["EnhancedQualify.zip", "EnhancedQualify_managed.zip"]) {
    console.log(`dist/${name} ${(statSync(`dist/${name}`).size / 1024).toFixed(1)} kB`);
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
