import { measureRetrieval } from "../tools/matching/retrieval";
import type { BenchRow } from "./rows";

export const area = "retrieval";

/** Sizes may be given: BENCH_RETRIEVAL="accounts,contacts,leads". */
const [accounts = 20_000, contacts = 100_000, leads = 400] = (process.env.BENCH_RETRIEVAL ?? "")
  .split(",")
  .filter(Boolean)
  .map(Number);

/** Finding candidates over HTTP among 100,000 made, dirty contacts: is the true record there, how many are fetched, how long does it take. */
export async function run(): Promise<BenchRow[]> {
  const ways = ["filters", "search"] as const;
  const measured = await measureRetrieval({ accounts, contacts, leads }, ways);

  return measured.flatMap((each, i) => {
    const name = `of ${contacts} contacts, ${ways[i] === "search" ? "with" : "without"} search`;
    const goal = ways[i] === "search" ? 0.99 : 0.93;
    const row = (what: string, value: number, unit: string, reference?: number): BenchRow => ({
      area,
      name: `${name}: ${what}`,
      value: Math.round(value * 10_000) / 10_000,
      unit,
      ...(reference ? { reference, ratio: Math.round((value / reference) * 1000) / 1000 } : {}),
    });
    return [
      row("true contact among the candidates", each.contacts, "share", goal),
      row("true account among the candidates", each.accounts, "share", goal),
      row("candidates, p95", each.candidates.p95, "rows", 150),
      row("batches, at most", each.batches, "requests", 2),
      row("time, p95", each.milliseconds.p95, "ms"),
    ];
  });
}
