import { commitPlan } from "../../../core/commit/commit";
import { describeFailure } from "../../../core/dataverse/failure";
import type { Choices, QualifyContext } from "../../../core/plan/context";
import { planQualification } from "../../../core/plan/qualify";
import { readQualifyContext } from "../../../core/plan/read-context";
import type { FakeDataverse } from "./fake-dataverse";
import { adaLead, testClock, withAda } from "./fake-dataverse";

async function readAda(dataverse: FakeDataverse): Promise<QualifyContext> {
  const read = await readQualifyContext(dataverse, adaLead, {
    userId: "u",
    userName: "Seller",
    now: "2026-11-23T10:00:00Z",
  });
  if (!read.ok) throw new Error(read.failure.message);

  return read.value;
}

async function commitAda(
  dataverse: FakeDataverse,
  choices: Choices = {},
  key = testClock().newKey(),
  read?: QualifyContext,
) {
  const context = read ?? (await readAda(dataverse));
  const plan = planQualification(context, choices);
  const options = { key, metadata: context.metadata, subject: "Engine no. 2" };

  return { plan, outcome: await commitPlan(dataverse, testClock(), plan, options) };
}

const offline = describeFailure(0, "", "Network Error");
const sets = ["accounts", "contacts", "opportunities"] as const;

describe("commit", () => {
  it("makes the three records in two requests after one that reads", async () => {
    const dataverse = withAda();
    const { outcome } = await commitAda(dataverse);

    expect(outcome.state).toBe("done");
    expect(dataverse.requests.map((request) => request.kind)).toEqual(["read", "write", "write"]);
    expect(sets.map((set) => dataverse.all(set).length)).toEqual([1, 1, 1]);
    expect(dataverse.all("enq_qualifications")[0]).toMatchObject({ enq_stage: 719400001 });
  });

  it("writes values that the seller changed, and connects the records", async () => {
    const dataverse = withAda();
    const values = { contact: { firstname: "Augusta" }, opportunity: { estimatedvalue: 120000 } };
    const { outcome } = await commitAda(dataverse, { values });
    const account = dataverse.all("accounts")[0];

    expect(outcome.state).toBe("done");
    expect(dataverse.all("contacts")[0]).toMatchObject({
      firstname: "Augusta",
      _parentcustomerid_value: account?.["accountid"],
    });
    expect(dataverse.all("opportunities")[0]).toMatchObject({
      estimatedvalue: 120000,
      _customerid_value: account?.["accountid"],
    });
  });

  it("writes nothing when the lead changed since it was read", async () => {
    const dataverse = withAda();
    const context = await readAda(dataverse);
    dataverse.put("leads", adaLead, { subject: "Something else" });
    const { outcome } = await commitAda(dataverse, {}, testClock().newKey(), context);

    expect(outcome).toMatchObject({ state: "refused", failure: { kind: "stale" } });
    expect(dataverse.all("accounts")).toHaveLength(0);
    expect(dataverse.all("enq_qualifications")).toHaveLength(0);
  });

  it("tells the second seller who was first, and makes nothing", async () => {
    const dataverse = withAda();
    const second = await readAda(dataverse);
    await commitAda(dataverse, {}, "a");
    const { outcome } = await commitAda(dataverse, {}, "b", second);

    expect(outcome).toMatchObject({
      state: "already",
      result: { records: [{ slot: "account" }, { slot: "contact" }, { slot: "opportunity" }] },
    });
    expect(sets.map((set) => dataverse.all(set).length)).toEqual([1, 1, 1]);
  });

  it.each([
    ["first write lost before", 2, false],
    ["first write lost after", 2, true],
    ["second write lost before", 3, false],
    ["second write lost after", 3, true],
  ])("settles by the journal when an answer is missing: %s", async (_name, number, after) => {
    const dataverse = withAda({
      fault: (request) => (request.number === number ? { failure: offline, after } : undefined),
    });
    const { outcome } = await commitAda(dataverse);

    expect(outcome.state).toBe("done");
    expect(sets.map((set) => dataverse.all(set).length)).toEqual([1, 1, 1]);
    expect(dataverse.all("enq_qualifications")[0]).toMatchObject({ enq_stage: 719400001 });
  });

  it("says unknown while the connection is gone, and finishes with the same key when it is back", async () => {
    let gone = false;
    const dataverse = withAda({
      fault: (request) => (gone ? { failure: offline, after: request.number === 2 } : undefined),
    });
    const context = await readAda(dataverse);
    gone = true;
    const first = await commitAda(dataverse, {}, "k", context);
    gone = false;
    const second = await commitAda(dataverse, {}, "k", context);

    expect(first.outcome.state).toBe("unknown");
    expect(second.outcome.state).toBe("done");
    expect(sets.map((set) => dataverse.all(set).length)).toEqual([1, 1, 1]);
  });

  it("links an existing account and fills only its blanks", async () => {
    const dataverse = withAda({}, { _parentaccountid_value: "30000000-0000-4000-8000-000000000001" });
    dataverse.put("accounts", "30000000-0000-4000-8000-000000000001", {
      name: "Analytical Engines",
      telephone1: "111",
      donotemail: true,
    });
    const { outcome, plan } = await commitAda(dataverse);

    expect(outcome.state).toBe("done");
    expect(plan.records[0]?.conflicts.map((conflict) => conflict.column)).toEqual(["name", "telephone1"]);
    expect(dataverse.all("accounts")).toHaveLength(1);
    expect(dataverse.all("accounts")[0]).toMatchObject({
      name: "Analytical Engines",
      telephone1: "111",
      websiteurl: "https://analytical.example",
      donotemail: true,
    });
    expect(dataverse.all("opportunities")[0]).toMatchObject({
      _customerid_value: "30000000-0000-4000-8000-000000000001",
    });
  });

  it("makes further opportunities with keys and values of their own", async () => {
    const dataverse = withAda();
    const id = "40000000-0000-4000-8000-000000000001";
    const { outcome } = await commitAda(dataverse, {
      opportunities: [
        { slot: "opportunity", action: "create" },
        { slot: "opportunity:2", action: "create", id },
      ],
      values: { "opportunity:2": { name: "Spare parts" } },
    });

    expect(outcome.state).toBe("done");
    expect(dataverse.one("opportunities", id)).toMatchObject({ name: "Spare parts" });
    expect(dataverse.requests).toHaveLength(3);
  });
});
