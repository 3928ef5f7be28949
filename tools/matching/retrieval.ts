import { connectDataverse } from "../../core/dataverse/adapter";
import type { StoredRow } from "../../core/dataverse/row";
import { COLUMNS, findCandidates, readFoundRow, type SearchPort } from "../../core/matching";
import { searchAt } from "../../pcf-controls/ui/search";
import { openDataverse } from "../../sandbox/dataverse";
import { seedBigWorld, type BigOptions } from "../../sandbox/dataverse/world/big/big-world";
import { serve } from "../../sandbox/serve";

export interface Retrieval {
  /** Share of leads with a true record that is among the candidates. */
  readonly contacts: number;
  readonly accounts: number;
  readonly candidates: { readonly median: number; readonly p95: number };
  readonly milliseconds: { readonly median: number; readonly p95: number };
  /** The most of HTTP requests of each kind that one lead cost. */
  readonly batches: number;
  readonly searches: number;
  /** Leads whose true record was not found, for a look at what filters miss. */
  readonly missed: readonly { readonly kind: string; readonly lead: StoredRow["values"]; readonly table: string }[];
}

const noLimits = { enabled: false, requests: 0, executionMilliseconds: 0, concurrent: 0, windowSeconds: 1 };

/** Whether the true record is among the candidates that the product fetches over HTTP from a sandbox of this size. */
export async function measureRetrieval(
  sizes: BigOptions,
  ways: readonly ("search" | "filters")[],
): Promise<Retrieval[]> {
  const dataverse = await openDataverse({
    database: ":memory:",
    settings: { limits: noLimits, searchPerMinute: 1_000_000 },
  });
  await dataverse.seed("empty");
  const truths = new Map(seedBigWorld(dataverse.env, sizes).map((truth) => [truth.leadId, truth]));
  const counted = { batches: 0, searches: 0 };
  const served = await serve(
    {
      ...dataverse,
      handle: (request, response) => {
        if (/\/search\//.test(request.url ?? "")) counted.searches++;
        else counted.batches++;
        return dataverse.handle(request, response);
      },
    },
    ".",
    0,
  );
  const api = connectDataverse({ serverUrl: served.url, actAs: undefined });
  // What is measured is what the search finds, not how fast the sandbox builds its index on this machine.
  const patient: SearchPort = (request) => searchAt(served.url)(request, 600_000);
  const read = await api.read(
    [...truths.keys()].map((id) => ({ kind: "row", set: "leads", id, select: COLUMNS.lead.columns })),
  );
  if (!read.ok) throw new Error(read.failure.message);
  const leads = read.value.flatMap((answer) => (answer.ok ? (readFoundRow("lead", answer.value) ?? []) : []));
  const results: Retrieval[] = [];
  for (const way of ways) results.push(await measureOne(way));
  await served.close();
  await dataverse.close();
  return results;

  async function measureOne(way: "search" | "filters"): Promise<Retrieval> {
    const found = { contact: 0, account: 0 };
    const all = { contact: 0, account: 0 };
    const [sizesOfLists, times, missed]: [number[], number[], Retrieval["missed"][number][]] = [[], [], []];
    let [batches, searches] = [0, 0];
    for (const lead of leads) {
      const truth = truths.get(lead.id);
      if (!truth) continue;
      counted.batches = counted.searches = 0;
      const started = performance.now();
      const answer = await findCandidates(lead, api, way === "search" ? patient : undefined);
      times.push(performance.now() - started);
      if (!answer.ok) throw new Error(answer.failure.message);
      if (way === "search" && answer.value.notes.search !== "used" && answer.value.notes.search !== "none")
        throw new Error(`The search was ${answer.value.notes.search}.`);
      [batches, searches] = [Math.max(batches, counted.batches), Math.max(searches, counted.searches)];
      const ids = new Set(answer.value.rows.map((row) => row.id));
      sizesOfLists.push(answer.value.rows.filter((row) => row.table === "contact" || row.table === "account").length);
      for (const table of ["contact", "account"] as const) {
        const right = truth[`${table}Id`];
        if (!right) continue;
        all[table]++;
        if (ids.has(right)) found[table]++;
        else missed.push({ kind: truth.kind, lead: lead.values, table });
      }
    }
    return {
      contacts: found.contact / Math.max(1, all.contact),
      accounts: found.account / Math.max(1, all.account),
      candidates: { median: at(sizesOfLists, 0.5), p95: at(sizesOfLists, 0.95) },
      milliseconds: { median: at(times, 0.5), p95: at(times, 0.95) },
      batches,
      searches,
      missed,
    };
  }
}

function at(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;
}
