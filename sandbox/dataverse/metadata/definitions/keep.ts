import type { Catalog } from "../catalog";

/** Answers of one catalog, for the version of the metadata that they tell of. */
interface Kept {
  readonly version: number;
  readonly answers: Map<string, unknown>;
}

const keptOf = new WeakMap<Catalog, Kept>();
/** Enough for the tables of an app in a few languages; the oldest answer goes first. */
const MOST = 200;

/**
 * An answer about metadata, made once and kept until the metadata changes: such answers are large, and every page of every client asks
 * for the same ones.
 * @param key all that the answer depends on beside the catalog
 */
export function keepAnswer<T>(catalog: Catalog, key: readonly unknown[], make: () => T): T {
  let kept = keptOf.get(catalog);
  if (kept?.version !== catalog.version) {
    kept = { version: catalog.version, answers: new Map() };
    keptOf.set(catalog, kept);
  }
  const { answers } = kept;
  const name = JSON.stringify(key);
  if (!answers.has(name)) {
    answers.set(name, make());
    const [oldest] = answers.keys();
    if (answers.size > MOST && oldest !== undefined) answers.delete(oldest);
  }

  return answers.get(name) as T;
}
