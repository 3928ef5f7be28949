import { planQualification } from "../../../core/plan/qualify";
import { Bench } from "./support";

let bench: Bench;
let leads: readonly string[];

beforeAll(async () => {
  bench = await Bench.open();
  leads = await bench.openLeads();
}, 60_000);
afterAll(() => bench.close());

describe("qualifying over HTTP", () => {
  it("reads all that it needs of a lead in one request", async () => {
    const context = await bench.read(leads[0] ?? "");
    const { metadata } = context;

    expect(context.lead.etag).toMatch(/^W\//);
    expect(Object.keys(metadata)).toEqual(["lead", "account", "contact", "opportunity"]);
    expect(metadata["lead"]?.columns["subject"]).toMatchObject({ kind: "String", maxLength: 300 });
    expect(metadata["opportunity"]?.columns["customerid"]?.targets?.map((target) => target.navigationProperty)).toEqual(
      expect.arrayContaining(["customerid_account", "customerid_contact"]),
    );
    expect(context.maps.length).toBeGreaterThan(10);
    expect(context.initial.opportunity?.["name"]).toBe(context.lead.values["subject"]);
    expect(context.missingRights).toEqual([]);
    expect(context.currencies.length).toBeGreaterThan(1);
  });

  it("makes account, contact and opportunity as planned", async () => {
    const context = await bench.read(leads[1] ?? "");
    const outcome = await bench.commit(context, { values: { opportunity: { estimatedclosedate: "2027-03-31" } } });

    expect(outcome).toMatchObject({
      state: "done",
      result: { records: [{ slot: "account" }, { slot: "contact" }, { slot: "opportunity" }] },
    });
    const stored = bench.sandbox.dataverse.env.store.find("opportunity", { originatingleadid: leads[1] ?? "" })[0];
    expect(stored?.["estimatedclosedate"]).toBe("2027-03-31");
  });

  it("says before the click that the lead is closed", async () => {
    const plan = planQualification(await bench.read(leads[1] ?? ""));

    expect(plan.checks.map((check) => check.id)).toContain("lead-closed");
  });
});
