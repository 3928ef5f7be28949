import { openDataverse } from "../sandbox/dataverse";
import { systemContext } from "../sandbox/dataverse/security/caller";
import { readRequest } from "../sandbox/dataverse/search/request";
import { runSearch } from "../sandbox/dataverse/search/run";
import { currentIndex } from "../sandbox/dataverse/search/service";
import { seedBigWorld } from "../sandbox/dataverse/world/big/big-world";
import type { BenchRow } from "./rows";

export const area = "sandbox-search";

const sizes = { accounts: 20_000, contacts: 100_000, leads: 400 };

/** Dataverse Search over 100,000 contacts and 20,000 accounts: building the index, asking, and what fuzzy search finds. */
export async function run(): Promise<BenchRow[]> {
  const dataverse = await openDataverse({ database: ":memory:" });
  await dataverse.seed("empty");
  const { env } = dataverse;
  const seeded = measure(() => seedBigWorld(env, sizes));
  const indexed = measure(() => currentIndex(env));
  const context = systemContext(env);
  const times: number[] = [];
  let found = 0;
  const repeated = seeded.value.filter((truth) => truth.contactId !== null);
  for (const truth of repeated) {
    const lead = env.store.get("lead", truth.leadId) ?? {};
    const words = [lead.firstname, lead.lastname, lead.companyname].map(
      (value) => String(value ?? "").split(/[\s-]/)[0] ?? "",
    );
    const search = words
      .filter((word) => word.length > 1)
      .map((word, at) => `${word}~${at === 1 ? "2^2" : "1"}`)
      .join(" ")
      .slice(0, 100);
    const request = readRequest({
      search,
      entities: '[{"name":"contact"},{"name":"account"}]',
      options: '{"querytype":"lucene"}',
      top: 50,
    });
    const answer = measure(() => runSearch(context, indexed.value, request));
    times.push(answer.milliseconds);
    if (answer.value.hits.some((hit) => hit.Id === truth.contactId)) found += 1;
  }
  await dataverse.close();
  times.sort((a, b) => a - b);

  return [
    { area, name: "seed 120,400 rows", value: Math.round(seeded.milliseconds), unit: "ms" },
    { area, name: "first search builds the index", value: Math.round(indexed.milliseconds), unit: "ms" },
    { area, name: "fuzzy query over 100,000 contacts, median", value: at(times, 0.5), unit: "ms" },
    { area, name: "fuzzy query over 100,000 contacts, 95th percentile", value: at(times, 0.95), unit: "ms" },
    {
      area,
      name: "the right contact among the first 50",
      value: Math.round((1000 * found) / Math.max(1, repeated.length)) / 10,
      unit: "%",
    },
  ];
}

function measure<T>(work: () => T): { value: T; milliseconds: number } {
  const start = performance.now();
  const value = work();
  return { value, milliseconds: performance.now() - start };
}

function at(sorted: readonly number[], share: number): number {
  return Math.round((sorted[Math.floor(sorted.length * share)] ?? 0) * 10) / 10;
}
