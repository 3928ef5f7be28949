import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { openDataverse, type Dataverse } from "../../sandbox/dataverse";
import { serve } from "../../sandbox/serve";

const root = resolve(__dirname, "../..");

export interface TestSandbox {
  readonly url: string;
  readonly dataverse: Dataverse;
  close(): Promise<void>;
}

/**
 * A sandbox of its own in this process, with its data in memory, on a port that the system chooses.
 * @param options.world the data: `empty` has users, roles and settings only; `demo` the made leads as well (default empty)
 * @param options.solution import the built zip (default true)
 */
export async function startSandbox(
  options: {
    world?: "empty" | "demo";
    solution?: boolean;
    settings?: Parameters<typeof openDataverse>[0]["settings"];
  } = {},
): Promise<TestSandbox> {
  const dataverse = await openDataverse({ database: ":memory:", settings: options.settings });
  await dataverse.seed(options.world ?? "empty");
  if (options.solution !== false) {
    const zip = resolve(root, "dist/EnhancedQualify.zip");
    if (!existsSync(zip)) throw new Error("dist/EnhancedQualify.zip is missing: run npm run build.");
    const log = await dataverse.importSolution(readFileSync(zip));
    if (!log.succeeded)
      throw new Error(log.lines.map((line) => `${line.result}: ${line.component}: ${line.message}`).join("\n"));
  }
  const served = await serve(dataverse, resolve(root, "out/hub"), 0);

  return {
    url: served.url,
    dataverse,
    close: async () => {
      await served.close();
      await dataverse.close();
    },
  };
}
