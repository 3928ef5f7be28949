import { measureRetrieval } from "../../../tools/matching/retrieval";

const [accounts = 300, contacts = 1500, leads = 60] = (process.env.RETRIEVAL ?? "")
  .split(",")
  .filter(Boolean)
  .map(Number);

test("the true record is among the candidates, in two round trips", async () => {
  const [filters, search] = await measureRetrieval({ accounts, contacts, leads }, ["filters", "search"]);
  expect(filters?.contacts).toBeGreaterThanOrEqual(0.93);
  expect(filters?.accounts).toBeGreaterThanOrEqual(0.93);
  expect(search?.contacts).toBeGreaterThanOrEqual(0.99);
  expect(search?.accounts).toBeGreaterThanOrEqual(0.99);
  for (const each of [filters, search]) {
    expect(each?.batches).toBe(2);
    expect(each?.candidates.p95).toBeLessThanOrEqual(150);
  }
  // The search goes beside the first batch: it is a third request, not a third round trip.
  expect([filters?.searches, search?.searches]).toEqual([0, 1]);
}, 120_000);
