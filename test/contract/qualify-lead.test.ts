import { commitPlan } from "../../core/commit/commit";
import { connectDataverse } from "../../core/dataverse/adapter";
import type { Dataverse } from "../../core/dataverse/port";
import { rowsOf } from "../../core/dataverse/port";
import type { Choices, QualifyContext } from "../../core/plan/context";
import { planQualification } from "../../core/plan/qualify";
import { readQualifyContext } from "../../core/plan/read-context";
import { browserClock } from "../../pcf-controls/ui/browser-clock";
import { startSandbox, type TestSandbox } from "../support/sandbox";

let sandbox: TestSandbox;
let dataverse: Dataverse;
let userId: string;

beforeAll(async () => {
  sandbox = await startSandbox({ world: "demo" });
  dataverse = connectDataverse({ serverUrl: sandbox.url });
  const who = await dataverse.read([{ kind: "function", name: "WhoAmI" }]);
  userId = who.ok && who.value[0]?.ok ? String(who.value[0].value["UserId"]) : "";
}, 60_000);
afterAll(() => sandbox.close());

async function openLeads(): Promise<readonly string[]> {
  const read = await dataverse.read([{ kind: "rows", set: "leads", select: ["fullname"], filter: "statecode eq 0" }]);

  return read.ok ? rowsOf(read.value[0]).map((lead) => String(lead["leadid"])) : [];
}

async function readLead(id: string): Promise<QualifyContext> {
  const read = await readQualifyContext(dataverse, id, { userId, userName: "Seller", now: new Date().toISOString() });
  if (!read.ok) throw new Error(`${read.failure.code} ${read.failure.message}`);

  return read.value;
}

async function commit(context: QualifyContext, choices: Choices = {}) {
  const plan = planQualification(context, choices);
  const outcome = await commitPlan(dataverse, browserClock, plan, {
    key: browserClock.newKey(),
    metadata: context.metadata,
    subject: context.lead.values["subject"] ?? null,
    earlier: context.earlier,
  });

  return { plan, outcome };
}

describe("qualifying over HTTP", () => {
  it("reads all that it needs of a lead in one request", async () => {
    const [id = ""] = await openLeads();
    const context = await readLead(id);

    expect(context.lead.etag).toMatch(/^W\//);
    expect(Object.keys(context.metadata)).toEqual(["lead", "account", "contact", "opportunity"]);
    expect(context.metadata["lead"]?.columns["subject"]).toMatchObject({ kind: "String", maxLength: 300, required: "ApplicationRequired" });
    expect(context.metadata["opportunity"]?.columns["customerid"]?.targets?.map((target) => target.navigationProperty)).toEqual(
      expect.arrayContaining(["customerid_account", "customerid_contact"]),
    );
    expect(context.maps.length).toBeGreaterThan(10);
    expect(context.initial.opportunity?.["name"]).toBe(context.lead.values["subject"]);
    expect(context.missingRights).toEqual([]);
    expect(context.currencies.length).toBeGreaterThan(1);
  });

  it("makes account, contact and opportunity as planned", async () => {
    const id = (await openLeads())[1] ?? "";
    const { outcome } = await commit(await readLead(id), { values: { opportunity: { estimatedclosedate: "2027-03-31" } } });

    expect(outcome).toMatchObject({ state: "done", result: { records: [{ slot: "account" }, { slot: "contact" }, { slot: "opportunity" }] } });
  });
});
