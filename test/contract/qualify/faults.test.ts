import { withRetry } from "../../../core/dataverse/retry";
import { planQualification } from "../../../core/plan/qualify";
import { searchAt } from "../../../pcf-controls/ui/search";
import { arm, closeTab, drawTable, faults, patience, requests, tabClosed, type Tools } from "./fault-matrix";
import { openAndConfirm, runOf, takeBack, type Seller } from "./journey";
import { type ClientPage, openPage } from "./page";
import { Bench, quickClock } from "./support";

let bench: Bench;
let page: ClientPage;

beforeAll(async () => {
  bench = await Bench.open();
  page = await openPage(bench.sandbox.url);
}, 60_000);
afterAll(async () => {
  page.close();
  await bench.close();
});
afterEach(() => bench.sandbox.dataverse.faults.clear());

/** What was typed; it must be what is stored in the end. */
const typed = { opportunity: { name: "Kept through everything" }, contact: { jobtitle: "Ingénieure" } };

const outcomes = new Map<string, string>();
/** Leads whose requests the server still holds: what it does late must change nothing. */
const late: (() => void)[] = [];
afterAll(() => {
  const told = "What the seller sees first -> after one retry (tab closed: after opening again)";
  process.stdout.write(["", told, drawTable(outcomes), ""].join("\n"));
});

/** The journey's tools; a fault strikes their first use only, or a client that gives up early waits for its answer. */
function toolsFor(timeout: number): Tools {
  return { dataverse: withRetry(page.connect(timeout), quickClock), search: searchAt(bench.sandbox.url) };
}

function expectOneSet(lead: string, sets: readonly number[]): void {
  const { store } = bench.sandbox.dataverse.env;
  const runs = bench.journal(lead).filter((row) => row["enq_kind"] === 719400000);
  expect({ sets: bench.counts(lead), runs: runs.length }).toEqual({ sets, runs: 1 });
  expect(store.get("lead", lead)?.["statecode"]).toBe(sets[0]);
  if (sets[0] === 0) return;
  expect(store.find("opportunity", { originatingleadid: lead })[0]).toMatchObject(typed.opportunity);
  expect(store.find("contact", { originatingleadid: lead })[0]).toMatchObject(typed.contact);
}

describe("whatever happens to a request, afterwards there is one set of records or none, and nothing typed is lost", () => {
  const cases = requests.flatMap((request) =>
    faults.map(([fault, action]) => [request.name, fault, request, action] as const),
  );

  it.each(cases)("%s: %s", async (name, fault, request, action) => {
    const lead = await bench.makeLead(cases.findIndex(([one, other]) => one === name && other === fault));
    const healthy = toolsFor(5_000);
    const seller: Seller = { lead, choices: { values: typed }, key: quickClock.newKey() };
    if (request.undo) expect(await openAndConfirm(bench, seller, healthy)).toBe("done");
    const run = request.undo ? runOf(bench, lead) : undefined;
    const context = request.undo ? await bench.read(lead) : undefined;
    const attempt = (by: Seller, tools: Tools): Promise<string> =>
      run && context ? takeBack(tools.dataverse, run, context) : openAndConfirm(bench, by, tools);

    const hasty = fault === "timeout" ? toolsFor(patience.client) : healthy;
    const closing = fault === tabClosed ? closeTab(bench, request, hasty) : undefined;
    if (!closing) arm(bench, request, action);
    const first = await Promise.race([attempt(seller, closing ?? hasty), ...(closing ? [closing.closed] : [])]);
    bench.sandbox.dataverse.faults.clear();
    // A reload keeps what was typed and the key; who opens again after closing the tab begins with another key.
    const again: Seller = closing ? { ...seller, key: quickClock.newKey(), context: undefined } : seller;
    const after = first === "done" ? first : await attempt(again, healthy);
    outcomes.set(`${name}: ${fault}`, `${first ?? "closed"} -> ${after}`);

    expect(["done", "already"]).toContain(after);
    const check = () => expectOneSet(lead, request.undo ? [0, 0, 0] : [1, 1, 1]);
    check();
    if (fault === "timeout") late.push(check);
  });

  it("what the server does late, for a client that had given up, changes nothing", async () => {
    await new Promise((resolve) => setTimeout(resolve, patience.server + 200));
    for (const check of late) check();
  });
});

describe("two sellers and one plan", () => {
  it("two sellers at once: one makes the records, the other is told", async () => {
    for (let round = 0; round < 10; round++) {
      const lead = await bench.makeLead(500 + round);
      const contexts = await Promise.all([bench.read(lead), bench.read(lead)]);
      const states = (await Promise.all(contexts.map((context) => bench.commit(context)))).map(({ state }) => state);

      expect(bench.counts(lead)).toEqual([1, 1, 1]);
      expect(states.sort()).toEqual(["already", "done"]);
    }
  });

  it("a plan that was made twice from the same reading has one hash, another choice another one", async () => {
    const context = await bench.read(await bench.makeLead(600));

    expect(planQualification(context).hash).toBe(planQualification(context).hash);
    expect(planQualification(context, { contact: { action: "none" } }).hash).not.toBe(planQualification(context).hash);
  });
});
