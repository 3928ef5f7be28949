import { planQualification } from "../core/plan/qualify";
import { Bench, quickClock } from "../test/contract/qualify/support";
import type { BenchRow } from "./rows";

export const area = "qualify";

/** Fault schedules of the soak; each is a run of its own against the sandbox. */
const soak = Number(process.env["SOAK"] ?? 300);

const kinds: readonly object[] = [
  { kind: "dropBefore" },
  { kind: "dropAfter" },
  ...[401, 403, 412, 500, 503].map((status) => ({ kind: "status", status })),
  { kind: "status", status: 429, retryAfter: 0 },
];

/** Planning speed, and what is left after random faults: one set of records for each lead, or none. */
export async function run(): Promise<BenchRow[]> {
  const bench = await Bench.open();
  try {
    const [first = ""] = await bench.openLeads();
    const context = await bench.read(first);
    const started = performance.now();
    for (let count = 0; count < 1000; count++) planQualification(context);
    const perPlan = (performance.now() - started) / 1000;
    const { broken, runs, seconds } = await soakFaults(bench);

    return [
      { area, name: "one plan", value: perPlan, unit: "ms" },
      {
        area,
        name: `random fault schedules of ${runs} that left anything but one set or none`,
        value: broken,
        unit: "runs",
      },
      { area, name: "one qualification under faults, retried until done", value: (seconds * 1000) / runs, unit: "ms" },
    ];
  } finally {
    await bench.close();
  }
}

async function soakFaults(
  bench: Bench,
): Promise<{ readonly broken: number; readonly runs: number; readonly seconds: number }> {
  const { faults } = bench.sandbox.dataverse;
  let broken = 0;
  const started = performance.now();
  for (let count = 0; count < soak; count++) {
    const lead = await makeLead(bench, count);
    const context = await bench.read(lead);
    const key = quickClock.newKey();
    for (let fault = 0; fault < 1 + (count % 3); fault++) {
      const kind = kinds[Math.floor(Math.random() * kinds.length)] ?? {};
      faults.add({ url: "\\$batch", times: 1, skip: Math.floor(Math.random() * 4), ...kind });
    }
    let outcome = await bench.commit(context, {}, key);
    faults.clear();
    const left = bench.counts(lead).join();
    if (left !== "1,1,1" && left !== "0,0,0") broken++;
    if (outcome.state !== "done") outcome = await bench.commit(context, {}, key);
    if (outcome.state !== "done" || bench.counts(lead).join() !== "1,1,1") broken++;
  }

  return { broken, runs: soak, seconds: (performance.now() - started) / 1000 };
}

async function makeLead(bench: Bench, number: number): Promise<string> {
  const id = quickClock.newKey();
  const values = {
    leadid: id,
    subject: `Soak ${number}`,
    firstname: "So",
    lastname: `Ak ${number}`,
    companyname: `Soak ${number} Ltd`,
  };
  const written = await bench.dataverse.write([{ kind: "create", set: "leads", values }]);
  if (!written.ok) throw new Error(written.failure.message);

  return id;
}
