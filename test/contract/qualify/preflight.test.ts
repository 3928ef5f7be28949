import { firstChanges, secondChanges } from "../../../core/commit/changes";
import type { Failure } from "../../../core/dataverse/failure";
import type { Dataverse } from "../../../core/dataverse/port";
import { findMatches } from "../../../core/matching";
import type { QualifyContext } from "../../../core/plan/context";
import { unknownAccess } from "../../../core/plan/access";
import { addMatches, matchOptions } from "../../../core/plan/match";
import { planQualification } from "../../../core/plan/qualify";
import { readQualifyContext } from "../../../core/plan/read-context";
import type { QualifyPlan } from "../../../core/plan/types";
import { blockers } from "../../../core/plan/types";
import { failingWorlds, World } from "./failing-worlds";
import { Bench, quickClock } from "./support";

let bench: Bench;
let world: World;

beforeAll(async () => {
  bench = await Bench.open();
  world = new World(bench);
}, 60_000);
afterAll(() => bench.close());

/** As the dialog reads: one request, then matching. */
async function readAll(leadId: string, dataverse: Dataverse = bench.dataverse, fresh = false): Promise<QualifyContext> {
  const context = fresh ? await readFresh(leadId) : await bench.read(leadId, dataverse);
  const found = await findMatches(context.lead, dataverse, undefined, matchOptions(context));
  if (!found.ok) throw new Error(found.failure.message);

  return addMatches(context, found.value);
}

/** With metadata as it is now. */
async function readFresh(leadId: string): Promise<QualifyContext> {
  const reader = { userId: bench.userId, userName: "Alex Rivera", now: new Date().toISOString() };
  const read = await readQualifyContext(bench.dataverse, leadId, reader);
  if (!read.ok) throw new Error(read.failure.message);

  return read.value;
}

/** Counts the requests that go through it. */
function counted(dataverse: Dataverse): Dataverse & { readonly reads: number[] } {
  const reads: number[] = [];

  return {
    ...dataverse,
    reads,
    read: (queries) => {
      reads.push(queries.length);
      return dataverse.read(queries);
    },
  };
}

async function newLead(values: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const leadid = quickClock.newKey();
  const tail = leadid.slice(0, 6);
  const person = { subject: "Pumps", companyname: `Zq ${tail} Works`, firstname: `Uwe${tail}`, lastname: `Xo${tail}` };
  const written = await bench.dataverse.write([
    { kind: "create", set: "leads", values: { leadid, ...person, ...values } },
    {
      kind: "create",
      set: "leadtoopportunitysalesprocesses",
      values: { "leadId@odata.bind": `/leads(${leadid})` },
    },
  ]);
  if (!written.ok) throw new Error(written.failure.message);

  return leadid;
}

/** Sends both change sets of a plan whatever its checks say; what the platform refused first. */
async function sendAnyway(plan: QualifyPlan, context: QualifyContext): Promise<Failure | undefined> {
  const subject = context.lead.values["subject"] ?? null;
  const first = await bench.dataverse.write(firstChanges(plan, quickClock.newKey(), context.metadata, subject));
  if (!first.ok) return first.failure;
  const second = await bench.dataverse.write(
    secondChanges(plan, { rows: {}, originals: {}, there: [] }, context.metadata),
  );

  return second.ok ? undefined : second.failure;
}

async function qualifyAsForms(leadId: string): Promise<Failure | undefined> {
  const parameters = { CreateContact: true, Status: 3, SuppressDuplicateDetection: false };
  const written = await bench.dataverse.write([
    { kind: "action", name: "QualifyLead", on: { set: "leads", id: leadId }, parameters },
  ]);

  return written.ok ? undefined : written.failure;
}

describe("what Dataverse would refuse after the click is found before it", () => {
  it.each(failingWorlds.map((one) => [one.name, one] as const))("%s", async (_name, failing) => {
    const leadId = await newLead(failing.lead);
    const { choices = {}, undo } = failing.arrange(world, leadId) ?? {};
    try {
      const context = await readAll(leadId, bench.dataverse, failing.fresh);
      const plan = planQualification(context, choices);
      const found = plan.checks.find((check) => check.key === failing.finding);

      expect({ keys: plan.checks.map((check) => check.key), severity: found?.severity }).toEqual({
        keys: expect.arrayContaining([failing.finding]) as unknown,
        severity: failing.severity ?? "block",
      });
      expect(found?.details ?? {}).toMatchObject(failing.details ?? {});

      // A plan of which the platform knows what the dialog did not tell.
      const { access: _access, process, ...blind } = context;
      const unaided = planQualification(
        { ...blind, ...(process ? { process: { ...process, active: false } } : {}) },
        choices,
      );
      const failure = failing.onlyWhenAsked
        ? await qualifyAsForms(leadId)
        : await sendAnyway(failing.unaided ? unaided : plan, context);
      expect(failure?.code).toBe(failing.code);

      if (failing.severity === "warn") {
        expect(blockers(plan)).toEqual([]);
        expect((await bench.execute(plan, context, quickClock.newKey())).state).toBe("done");
      }
    } finally {
      undo?.();
    }
  });

  it("finds nothing where nothing is wrong, and the plan is executed", async () => {
    const context = await readAll(await newLead());
    const plan = planQualification(context);

    expect(plan.checks).toEqual([]);
    expect((await bench.execute(plan, context, quickClock.newKey())).state).toBe("done");
  });

  it("asks for rights in the batches that are sent anyway", async () => {
    const leadId = await newLead({ emailaddress1: "nils@nordsee.example", companyname: "Nordsee Kabel" });
    const account = world.put("account", { name: "Nordsee Kabel", emailaddress1: "info@nordsee.example" });
    world.change("lead", leadId, { parentaccountid: account });
    const dataverse = counted(bench.dataverse);
    const context = await readAll(leadId, dataverse);

    expect(dataverse.reads).toHaveLength(3);
    expect(Object.keys(context.access ?? {})).toEqual(expect.arrayContaining([`lead ${leadId}`, `account ${account}`]));
    expect(unknownAccess(planQualification(context), context)).toEqual([]);
  });

  it("proposes no second account of a company that the seller may not see", async () => {
    const person = { firstname: "Olga", lastname: "Przybylska", emailaddress1: "olga.p@hidden.example" };
    const account = world.put("account", { name: "Hidden Harbour" });
    const parent = { parentcustomerid: account, parentcustomerid__type: "account" };
    const contact = world.put("contact", {
      ...person,
      fullname: "Olga Przybylska",
      mobilephone: "+48601234567",
      ...parent,
    });
    const lead = { ...person, mobilephone: "+48601234567", companyname: "Hidden Harbour" };
    const seen = planQualification(await readAll(await newLead(lead)), { contact: { action: "link", id: contact } });
    const undo = world.limit("prvReadAccount", 1);
    try {
      const context = await readAll(await newLead(lead));
      const plan = planQualification(context, { contact: { action: "link", id: contact } });
      const warning = plan.checks.find((check) => check.id === "company-hidden");

      expect(seen.records[0]?.action).not.toBe("none");
      expect(plan.records.map((record) => [record.slot, record.action])).toEqual([
        ["account", "none"],
        ["contact", "link"],
        ["opportunity", "create"],
      ]);
      expect(plan.call.customer).toEqual({ table: "contact", id: contact });
      expect(warning).toMatchObject({
        severity: "warn",
        details: { record: "Olga Przybylska", company: "Hidden Harbour" },
      });
    } finally {
      undo();
    }
  });
});
