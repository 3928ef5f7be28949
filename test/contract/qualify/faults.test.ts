import { connectDataverse } from "../../../core/dataverse/adapter";
import type { Dataverse } from "../../../core/dataverse/port";
import { withRetry } from "../../../core/dataverse/retry";
import { planQualification } from "../../../core/plan/qualify";
import type { QualifyPlan } from "../../../core/plan/types";
import { Bench, quickClock } from "./support";

let bench: Bench;
let leads: readonly string[];
let next = 0;

beforeAll(async () => {
  bench = await Bench.open();
  leads = await bench.openLeads();
}, 60_000);
afterAll(() => bench.close());
afterEach(() => bench.sandbox.dataverse.faults.clear());

/** The requests of the journey, in order. */
const requests = ["read", "first change set", "second change set"] as const;

const faults: Readonly<Record<string, object>> = {
  "lost before": { kind: "dropBefore" },
  "lost after commit": { kind: "dropAfter" },
  timeout: { kind: "delay", milliseconds: 600 },
  "401": { kind: "status", status: 401 },
  "403": { kind: "status", status: 403 },
  "412": { kind: "status", status: 412 },
  "429 with Retry-After": { kind: "status", status: 429, retryAfter: 1 },
  "500": { kind: "status", status: 500 },
  "503": { kind: "status", status: 503 },
};

const table: string[] = [];
afterAll(() => {
  process.stdout.write(["", "request | fault | first try | after one retry", ...table, ""].join("\n"));
});

/** A connection that gives up before the delayed answer comes. */
function impatient(): Dataverse {
  return withRetry(connectDataverse({ serverUrl: bench.sandbox.url, timeout: 300 }), quickClock);
}

describe("whatever happens to a request, afterwards there is one set of records or none", () => {
  const cases = requests.flatMap((request, skip) =>
    Object.keys(faults).map((fault) => [request, fault, skip] as const),
  );

  it.each(cases)("%s: %s", async (request, fault, skip) => {
    const lead = leads[next++] ?? "";
    const dataverse = fault === "timeout" ? impatient() : bench.dataverse;
    const key = quickClock.newKey();
    bench.sandbox.dataverse.faults.add({ url: "\\$batch", times: 1, skip, ...faults[fault] });

    const context = await bench.read(lead, dataverse).catch(() => undefined);
    const first = context ? await bench.commit(context, {}, key, dataverse) : undefined;
    bench.sandbox.dataverse.faults.clear();
    // One retry: the same key when the dialog is still open, a fresh reading when it never opened.
    const again = first?.state === "done" ? first : await bench.commit(context ?? (await bench.read(lead)), {}, key);
    if (fault === "timeout") await new Promise((resolve) => setTimeout(resolve, 700));
    table.push(`${request} | ${fault} | ${first?.state ?? "not read"} | ${again.state}`);

    expect(again.state).toBe("done");
    expect(bench.counts(lead)).toEqual([1, 1, 1]);
    expect(bench.journal(lead)).toHaveLength(1);
  });

  it("tab closed between the change sets: reopened, the run is finished from the journal", async () => {
    const lead = leads[next++] ?? "";
    const context = await bench.read(lead);
    const key = quickClock.newKey();
    let writes = 0;
    const closing: Dataverse = {
      read: bench.dataverse.read,
      write: (changes, thenRead) =>
        ++writes > 1 ? new Promise(() => undefined) : bench.dataverse.write(changes, thenRead),
    };
    void bench.commit(context, { values: { contact: { jobtitle: "Boss" } } }, key, closing);
    while (writes < 2) await new Promise((resolve) => setTimeout(resolve, 10));

    const reopened = await bench.read(lead);
    const entry = reopened.journal[0];
    expect(entry?.stage).toBe(719400000);
    const plan = JSON.parse(entry?.plan ?? "") as QualifyPlan;
    const outcome = await bench.execute(plan, reopened, entry?.id ?? "");

    expect(outcome.state).toBe("done");
    expect(bench.counts(lead)).toEqual([1, 1, 1]);
    expect(bench.sandbox.dataverse.env.store.find("contact", { originatingleadid: lead })[0]?.["jobtitle"]).toBe(
      "Boss",
    );
    table.push("second change set | tab closed | started | done");
  });

  it("two sellers at once: one makes the records, the other is told", async () => {
    for (let round = 0; round < 10; round++) {
      const lead = leads[next++] ?? "";
      const contexts = await Promise.all([bench.read(lead), bench.read(lead)]);
      const outcomes = await Promise.all(contexts.map((context) => bench.commit(context)));

      expect(bench.counts(lead)).toEqual([1, 1, 1]);
      expect(outcomes.filter((outcome) => outcome.state === "done")).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome.state === "already")).toHaveLength(1);
    }
  });

  it("a plan that was made twice from the same reading has one hash, another choice another one", async () => {
    const context = await bench.read(leads[next++] ?? "");

    expect(planQualification(context).hash).toBe(planQualification(context).hash);
    expect(planQualification(context, { contact: { action: "none" } }).hash).not.toBe(planQualification(context).hash);
  });
});
