import { commitOptions, commitPlan } from "../../../core/commit/commit";
import { findRun } from "../../../core/commit/find-run";
import { parkLead } from "../../../core/commit/parking";
import { commitUndo } from "../../../core/commit/undo";
import { connectDataverse } from "../../../core/dataverse/adapter";
import type { Dataverse } from "../../../core/dataverse/port";
import type { QualifyContext } from "../../../core/plan/context";
import { planQualification } from "../../../core/plan/qualify";
import { readUndoContext } from "../../../core/plan/read-undo";
import { planUndo } from "../../../core/plan/undo";
import { qualifyPlain } from "../../../pcf-controls/QualifyDialog/queue";
import { noDrafts } from "../../../pcf-controls/ui/drafts";
import { Bench, quickClock } from "./support";

let bench: Bench;
let colleague: Dataverse;
let colleagueId: string;
let number = 700;

beforeAll(async () => {
  bench = await Bench.open();
  const [grace] = bench.sandbox.dataverse.env.store.find("systemuser", { fullname: "Grace Holloway" });
  colleagueId = String(grace?.["systemuserid"]);
  colleague = connectDataverse({ serverUrl: bench.sandbox.url, actAs: colleagueId });
}, 60_000);
afterAll(() => bench.close());
afterEach(() => bench.sandbox.dataverse.faults.clear());

/** What the view "Parked leads" shows, lead by lead, asked as the hub asks. */
async function queue(user = bench.userId): Promise<readonly string[]> {
  const [view] = bench.sandbox.dataverse.env.store.find("savedquery", { name: "Parked leads" });
  const answer = await fetch(
    `${bench.sandbox.url}/api/data/v9.2/enq_qualifications?savedQuery=${String(view?.["savedqueryid"])}`,
    { headers: { CallerObjectId: user } },
  );
  const { value } = (await answer.json()) as { value: readonly Record<string, unknown>[] };

  return value.map((row) => String(row["_enq_leadid_value"]));
}

async function parkedLead(reason = "Two of that name"): Promise<{ lead: string; context: QualifyContext }> {
  const lead = await bench.makeLead(number++);
  expect(await parkLead(bench.dataverse, quickClock, await bench.read(lead), reason)).toEqual({ state: "done" });

  return { lead, context: await bench.read(lead) };
}

test("one row says whose lead waits, since when and why; it is in the view of parked leads", async () => {
  const { lead, context } = await parkedLead();
  expect(await queue()).toContain(lead);
  expect(bench.journal(lead)).toMatchObject([
    { enq_stage: 719400003, enq_reason: "Two of that name", ownerid: bench.userId, enq_plan: null },
  ]);
  expect(context.journal[0]?.parked).toMatchObject({ ownerId: bench.userId, reason: "Two of that name", choices: {} });
  expect(findRun(context)).toBeUndefined();
});

test("who parks twice, two who park at once, and one whose answer got lost make one row", async () => {
  const lead = await bench.makeLead(number++);
  const context = await bench.read(lead);
  const lost: Dataverse = {
    ...bench.dataverse,
    write: async (changes) => {
      await bench.dataverse.write(changes);
      return { ok: false, failure: { kind: "offline", code: "", status: 0, message: "", lost: true } };
    },
  };
  const outcomes = await Promise.all([
    parkLead(bench.dataverse, quickClock, context, "mine"),
    parkLead(colleague, quickClock, context, "hers"),
    parkLead(lost, quickClock, context, "lost"),
  ]);
  expect(outcomes.map(({ state }) => state)).toEqual(["done", "done", "done"]);
  expect(await parkLead(bench.dataverse, quickClock, await bench.read(lead), "again")).toEqual({ state: "done" });
  expect(bench.journal(lead)).toHaveLength(1);
});

test("it leaves the queue with the run that qualifies it, in one change set, and does not come back by undo", async () => {
  const { lead, context } = await parkedLead();
  const written: number[] = [];
  const counting: Dataverse = {
    ...bench.dataverse,
    write: (changes, reads) => {
      written.push(changes.length);
      return bench.dataverse.write(changes, reads);
    },
  };
  const plan = planQualification(context);
  const options = commitOptions(context, quickClock.newKey());
  const outcome = await commitPlan(counting, quickClock, plan, options);
  expect(outcome.state).toBe("done");
  expect(written).toHaveLength(2);
  expect(await queue()).not.toContain(lead);
  expect(bench.journal(lead).find((row) => row["enq_qualificationid"] === lead)).toMatchObject({ statecode: 1 });

  const result = outcome.state === "done" ? outcome.result : { records: [] };
  const run = { id: options.key, plan, result };
  const undo = await readUndoContext(bench.dataverse, run, context.metadata, {
    days: 30,
    now: new Date().toISOString(),
  });
  if (!undo.ok) throw new Error(undo.failure.message);
  await commitUndo(bench.dataverse, quickClock, planUndo(undo.value), quickClock.newKey(), context.metadata);
  expect(bench.sandbox.dataverse.env.store.get("lead", lead)).toMatchObject({ statecode: 0 });
  expect(await queue()).not.toContain(lead);
  // Parked once more it gets a row of its own.
  await parkLead(bench.dataverse, quickClock, await bench.read(lead), "Once more");
  expect(await queue()).toContain(lead);
});

test("a refused run leaves it in the queue", async () => {
  const { lead, context } = await parkedLead();
  await bench.dataverse.write([{ kind: "update", set: "leads", id: lead, values: { subject: "Changed meanwhile" } }]);
  const outcome = await commitPlan(
    bench.dataverse,
    quickClock,
    planQualification(context),
    commitOptions(context, quickClock.newKey()),
  );
  expect(outcome).toMatchObject({ state: "refused", failure: { kind: "stale" } });
  expect(await queue()).toContain(lead);
});

test("a colleague who may not write the row qualifies all the same, and nobody's queue shows the lead", async () => {
  const { lead } = await parkedLead();
  await bench.dataverse.write([
    { kind: "update", set: "leads", id: lead, values: { "ownerid@odata.bind": `/systemusers(${colleagueId})` } },
  ]);
  const row = { kind: "update" as const, set: "enq_qualifications", id: lead, values: { enq_reason: "Mine now" } };
  expect(await colleague.write([row])).toMatchObject({ ok: false, failure: { kind: "denied" } });
  const read = await bench.tryRead(lead, colleague, colleagueId);
  if (!read.ok) throw new Error(read.failure.message);
  const outcome = await commitPlan(
    colleague,
    quickClock,
    planQualification(read.value),
    commitOptions(read.value, quickClock.newKey()),
  );
  expect(outcome.state).toBe("done");
  expect([...(await queue()), ...(await queue(colleagueId))]).not.toContain(lead);
});

test("qualified by Microsoft's own command it leaves the queue, and the dialog does not take the parked row for a run", async () => {
  const { lead } = await parkedLead();
  const parameters = { CreateAccount: false, CreateContact: true, CreateOpportunity: false, Status: 3 };
  await bench.dataverse.write([{ kind: "action", name: "QualifyLead", on: { set: "leads", id: lead }, parameters }]);
  expect(await queue()).not.toContain(lead);
  const context = await bench.read(lead);
  expect(findRun(context)).toBeUndefined();
  expect(planQualification(context).checks.map(({ id }) => id)).toContain("lead-closed");
});

test("what was decided in the queue is what the dialog begins with, and makes a doubtful lead plain", async () => {
  const { store } = bench.sandbox.dataverse.env;
  const [known] = store.find("account", {}, { limit: 1 });
  const account = { id: String(known?.["accountid"]), name: String(known?.["name"]) };
  const values = {
    leadid: quickClock.newKey(),
    lastname: "Quernbiter",
    subject: "Mill",
    companyname: account.name.split(" ")[0],
  };
  await bench.dataverse.write([{ kind: "create", set: "leads", values }]);
  const lead = values.leadid;
  const before = await bench.read(lead);
  // What the seller had chosen already goes along.
  await parkLead(bench.dataverse, quickClock, before, "", { contact: { action: "none" } });
  const decided = { enq_accountchoice: 719400000, "enq_AccountId@odata.bind": `/accounts(${account.id})` };
  const row = { kind: "update" as const, set: "enq_qualifications", id: lead, values: decided };
  expect((await bench.dataverse.write([row])).ok).toBe(true);
  const context = await bench.read(lead);
  expect(context.journal[0]?.parked?.choices).toEqual({
    account: { action: "link", id: account.id },
    contact: { action: "none" },
  });

  const done = await qualifyPlain(
    lead,
    { userId: bench.userId, userName: "Seller" },
    { dataverse: bench.dataverse, clock: quickClock, drafts: noDrafts },
  );
  expect(done?.records.filter(({ table }) => table !== "opportunity")).toMatchObject([
    { table: "account", id: account.id, action: "linked" },
  ]);
  expect(await queue()).not.toContain(lead);
});
