import { commitClose, undoClose } from "../../../core/commit/close-lead";
import type { Metadata } from "../../../core/dataverse/metadata";
import type { Dataverse } from "../../../core/dataverse/port";
import type { CloseContext } from "../../../core/plan/close-lead";
import { planDisqualify, planReactivate } from "../../../core/plan/close-lead";
import { readCloseContext } from "../../../core/plan/read-close";
import { defaultProfile } from "../../../core/profile/defaults";
import { Ledger, wordChange } from "./ledger";
import { Bench, quickClock } from "./support";

let bench: Bench;
let ledger: Ledger;

beforeAll(async () => {
  bench = await Bench.open();
  ledger = new Ledger(bench.sandbox.dataverse.env);
}, 60_000);
afterAll(() => bench.close());
afterEach(() => bench.sandbox.dataverse.faults.clear());

const store = () => bench.sandbox.dataverse.env.store;

async function read(lead: string): Promise<{ readonly context: CloseContext; readonly metadata: Metadata }> {
  const reader = { userId: bench.userId, userName: "Seller", now: new Date().toISOString() };
  const answer = await readCloseContext(bench.dataverse, [lead], reader);
  if (!answer.ok) throw new Error(answer.failure.message);
  const [context] = answer.value.leads;
  if (!context?.ok) throw new Error("The lead could not be read.");

  return { context: context.value, metadata: answer.value.metadata };
}

/** A connection that tells what was written. */
function counting(): Dataverse & { readonly written: string[] } {
  const written: string[] = [];

  return {
    written,
    read: bench.dataverse.read,
    write: (changes, thenRead) => {
      written.push(changes.map((change) => `${change.kind} ${"set" in change ? change.set : ""}`).join(", "));
      return bench.dataverse.write(changes, thenRead);
    },
  };
}

const profile = { ...defaultProfile, disqualify: { ...defaultProfile.disqualify, keepAccount: "ask" as const } };
const everything = { status: 4, comment: "Wrong number", keepAccount: true, followUpOn: "2027-03-01" };

describe("disqualify", () => {
  it("is one change set: state, note, prospect account, task, journal; undo is the identity", async () => {
    const lead = await bench.makeLead(800);
    ledger.changes();
    const { context, metadata } = await read(lead);
    const plan = planDisqualify({ ...context, profile }, everything, () => quickClock.newKey());
    const dataverse = counting();
    expect(plan.checks).toEqual([]);
    expect(await commitClose(dataverse, quickClock, plan, quickClock.newKey(), metadata)).toEqual({ state: "done" });
    expect(dataverse.written).toHaveLength(1);
    expect(store().get("lead", lead)).toMatchObject({ statecode: 2, statuscode: 4 });
    const made = ledger.changes().filter(({ before }) => !before);
    expect(made.map(({ table }) => table).sort()).toEqual(
      expect.arrayContaining(["account", "annotation", "enq_qualification", "task"]),
    );

    const before = new Map(made.map((change) => [`${change.table} ${change.id}`, change]));
    expect(await undoClose(dataverse, quickClock, plan, quickClock.newKey(), metadata)).toEqual({ state: "done" });
    const undone = ledger.changes();
    expect(store().get("lead", lead)).toMatchObject({ statecode: 0, parentaccountid: null });
    const left = made.filter(({ table, id }) => table !== "enq_qualification" && store().get(table, id));
    expect(left.map(wordChange)).toEqual([]);
    const others = undone.filter(({ table, id }) => table !== "enq_qualification" && !before.has(`${table} ${id}`));
    expect(others.map(({ table }) => table)).toEqual(["lead"]);
  });

  it("is refused with the list while an opportunity belongs to the lead", async () => {
    const lead = await bench.makeLead(801);
    expect((await bench.commit(await bench.read(lead))).state).toBe("done");
    const { context, metadata } = await read(lead);
    await commitClose(bench.dataverse, quickClock, planReactivate(context), quickClock.newKey(), metadata);
    const again = await read(lead);
    const plan = planDisqualify(again.context, { status: 4 }, () => quickClock.newKey());
    const [opportunity] = store().find("opportunity", { originatingleadid: lead });

    expect(plan.checks).toEqual([
      {
        id: "has-opportunity",
        severity: "block",
        records: [expect.objectContaining({ id: opportunity?.["opportunityid"], name: "As it came" })],
      },
    ]);
  });

  it.each([
    ["lost before", { kind: "dropBefore" }],
    ["lost after commit", { kind: "dropAfter" }],
    ["500", { kind: "status", status: 500 }],
    ["503", { kind: "status", status: 503 }],
    ["429 with Retry-After", { kind: "status", status: 429, retryAfter: 1 }],
    ["401", { kind: "status", status: 401 }],
    ["412", { kind: "status", status: 412 }],
  ])("%s: after one retry with the same key there is one note, whatever happened", async (name, fault) => {
    const lead = await bench.makeLead(810 + name.length);
    const { context, metadata } = await read(lead);
    const plan = planDisqualify(context, everything, () => quickClock.newKey());
    const key = quickClock.newKey();
    bench.sandbox.dataverse.faults.add({ url: "\\$batch", times: 1, ...fault });
    await commitClose(bench.dataverse, quickClock, plan, key, metadata);
    bench.sandbox.dataverse.faults.clear();
    expect(await commitClose(bench.dataverse, quickClock, plan, key, metadata)).toEqual({ state: "done" });
    expect(store().find("annotation", { objectid: lead })).toHaveLength(1);
    expect(bench.journal(lead)).toHaveLength(1);
  });
});

describe("reactivate", () => {
  it("shows what the qualification made, leaves it, and puts the process back to the lead", async () => {
    const lead = await bench.makeLead(830);
    const written = await bench.dataverse.write([
      { kind: "create", set: "leadtoopportunitysalesprocesses", values: { "leadId@odata.bind": `/leads(${lead})` } },
    ]);
    expect(written.ok).toBe(true);
    const [process] = store().find("leadtoopportunitysalesprocess", { leadid: lead });
    expect((await bench.commit(await bench.read(lead))).state).toBe("done");
    const id = String(process?.["businessprocessflowinstanceid"]);
    expect(store().get("leadtoopportunitysalesprocess", id)?.["activestageid"]).not.toBe(process?.["activestageid"]);

    const { context, metadata } = await read(lead);
    const plan = planReactivate(context);
    expect(plan.checks).toMatchObject([{ id: "made-before", severity: "warn" }]);
    const dataverse = counting();
    const outcome = await commitClose(dataverse, quickClock, plan, quickClock.newKey(), metadata);
    expect([outcome.state, dataverse.written.length]).toEqual(["done", 1]);
    expect(store().get("lead", lead)).toMatchObject({ statecode: 0, statuscode: 1 });
    expect(store().get("leadtoopportunitysalesprocess", id)?.["activestageid"]).toBe(process?.["activestageid"]);
    expect(bench.counts(lead)).toEqual([1, 1, 1]);
  });
});
