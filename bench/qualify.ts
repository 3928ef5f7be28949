import { connectDataverse } from "../core/dataverse/adapter";
import { withRetry } from "../core/dataverse/retry";
import type { Choices } from "../core/plan/context";
import { planQualification } from "../core/plan/qualify";
import { searchAt } from "../pcf-controls/ui/search";
import { arm, closeTab, faults, requests, tabClosed, type Tools } from "../test/contract/qualify/fault-matrix";
import { openAndConfirm, type Seller } from "../test/contract/qualify/journey";
import { Bench, quickClock } from "../test/contract/qualify/support";
import type { BenchRow } from "./rows";

export const area = "qualify";

/** Fault schedules of the soak; each is a run of its own against the sandbox. */
const soak = Number(process.env["SOAK"] ?? 5000);

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

/** Up to three faults on any requests of the journey; the seller opens again and presses the button until it is done. */
async function soakFaults(
  bench: Bench,
): Promise<{ readonly broken: number; readonly runs: number; readonly seconds: number }> {
  const armed = bench.sandbox.dataverse.faults;
  const client = connectDataverse({ serverUrl: bench.sandbox.url, timeout: 20_000, watchErrors });
  const tools: Tools = { dataverse: withRetry(client, quickClock), search: searchAt(bench.sandbox.url) };
  // A client that gives up early has its place in the matrix of the tests: there it is worth its time.
  const kinds = faults.filter(([name]) => name !== "timeout");
  const pick = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)] as T;
  const journey = requests.filter((request) => !request.undo);
  let broken = 0;
  const started = performance.now();
  for (let count = 0; count < soak; count++) {
    const choices: Choices = { account: { action: "create" }, contact: { action: "create" } };
    const seller: Seller = { lead: await makeStranger(bench), choices, key: quickClock.newKey() };
    const closing: ReturnType<typeof closeTab>[] = [];
    for (let fault = 0; fault < 1 + (count % 3); fault++) {
      const [name, action] = pick(kinds);
      if (name !== tabClosed) arm(bench, pick(journey), action);
      else if (closing.length === 0) closing.push(closeTab(bench, pick(journey), tools));
    }
    const [tab] = closing;
    let state = await Promise.race([
      openAndConfirm(bench, seller, tab ?? tools),
      ...(tab ? [tab.closed.then(() => tabClosed)] : []),
    ]);
    armed.clear();
    if (!["1,1,1", "0,0,0"].includes(bench.counts(seller.lead).join())) broken++;
    const again: Seller = state === tabClosed ? { ...seller, key: quickClock.newKey(), context: undefined } : seller;
    if (state !== "done") state = await openAndConfirm(bench, again, tools);
    if (!["done", "already"].includes(state) || bench.counts(seller.lead).join() !== "1,1,1") broken++;
  }

  return { broken, runs: soak, seconds: (performance.now() - started) / 1000 };
}

/** Somebody who resembles nobody: with thousands of likes, finding matches would be all that is measured. */
async function makeStranger(bench: Bench): Promise<string> {
  const leadid = quickClock.newKey();
  const word = (from: number) =>
    [...leadid.slice(from, from + 8)].map((digit) => "abcdeghiklmnoprs"[parseInt(digit, 16)] ?? "").join("");
  const [firstname, lastname] = [word(0), word(28)];
  const values = { leadid, subject: "Soak", firstname, lastname, companyname: `${lastname}${firstname} Ltd` };
  const written = await bench.dataverse.write([{ kind: "create", set: "leads", values }]);
  if (!written.ok) throw new Error(written.failure.message);

  return leadid;
}

/** Node's build of the client throws into the void where the browser's tells the window. */
function watchErrors(report: (error: unknown) => void): () => void {
  process.on("uncaughtException", report);

  return () => process.off("uncaughtException", report);
}
