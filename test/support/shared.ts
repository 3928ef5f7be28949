import { existsSync } from "node:fs";
import { resolve } from "node:path";

/** Where facts, data sets and judges lie beside the repository; the repository stands alone without them. */
export const shared = resolve(__dirname, "..", "..", "..", "shared");

/**
 * `describe` for tests that need a part of `shared`: skipped, with the reason printed, where it is not there.
 * @param part path below shared that must exist
 */
export function describeWithShared(part: string, name: string, tests: () => void): void {
  if (existsSync(resolve(shared, part))) {
    describe(name, tests);
    return;
  }
  console.warn(`skipped "${name}": ${part} is not beside this repository`);
  describe.skip(name, tests);
}
