import type { QualifyContext } from "../../../core/plan/context";
import { isPlain } from "../../../core/plan/plain";
import { planQualification } from "../../../core/plan/qualify";
import { readQualifyContext } from "../../../core/plan/read-context";
import { defaultProfile } from "../../../core/profile/defaults";
import type { FakeDataverse, FakeOptions } from "./fake-dataverse";
import { adaLead, withAda } from "./fake-dataverse";

const contactId = "30000000-0000-4000-8000-000000000002";

async function read(dataverse: FakeDataverse): Promise<QualifyContext> {
  const reader = { userId: "u", userName: "Seller", now: "2026-11-23T10:00:00Z" };
  const result = await readQualifyContext(dataverse, adaLead, reader);
  if (!result.ok) throw new Error(result.failure.message);

  return result.value;
}

function withStage(clientdata: unknown, options: FakeOptions = {}): FakeDataverse {
  const dataverse = withAda(options);
  const stage = { primaryentitytypecode: "lead", stagename: "Qualify", processstageid: "s1", _processid_value: "p" };
  dataverse.put("processstages", "s1", { ...stage, clientdata });
  const instance = { _leadid_value: adaLead, _processid_value: "p", _activestageid_value: "s1", traversedpath: "s1" };
  dataverse.put("leadtoopportunitysalesprocesses", "i", { businessprocessflowinstanceid: "i", ...instance });

  return dataverse;
}

describe("what a stage wants", () => {
  const shapes: readonly (readonly [string, unknown, readonly string[]])[] = [
    [
      "steps with a field each",
      [
        { DisplayName: "Budget", Type: "Field", Field: { AttributeName: "estimatedamount", IsRequired: true } },
        { DisplayName: "Summary", Type: "Field", Field: { AttributeName: "description", IsRequired: false } },
      ],
      ["estimatedamount"],
    ],
    [
      "steps whose mark stands above the control",
      {
        steps: {
          list: [
            { isProcessRequired: true, steps: { list: [{ dataFieldName: "estimatedamount", classId: "{}" }] } },
            { isProcessRequired: false, steps: { list: [{ dataFieldName: "description" }] } },
          ],
        },
      },
      ["estimatedamount"],
    ],
    ["flat steps", [{ attributeName: "description", required: true }], ["description"]],
    ["no steps", [], []],
  ];

  it.each(shapes)("is read from %s", async (_name, data, columns) => {
    const context = await read(withStage(JSON.stringify(data)));

    expect(context.process?.required).toEqual(columns);
    expect(planQualification(context).checks.map((check) => check.key)).toEqual(
      columns.map((column) => `stage-missing:${column}`),
    );
  });

  it.each(["", "no JSON", null, 7])("is nothing where the stage says %j", async (data) => {
    expect((await read(withStage(data))).process?.required).toEqual([]);
  });

  it("is not asked for when the stage stays, for want of an opportunity", async () => {
    const context = await read(withStage(JSON.stringify([{ attributeName: "description", required: true }])));

    expect(planQualification(context, { opportunities: [] }).checks).toEqual([]);
  });
});

describe("overruling", () => {
  const condition = { test: { op: "column", column: "donotemail" }, is: "equals", value: true } as const;
  const item = { id: "demo", label: "Demo", level: "block", condition } as const;
  const strict = (context: QualifyContext, overrule: boolean): QualifyContext => ({
    ...context,
    profile: { ...context.profile, document: { ...defaultProfile, checklist: [{ ...item, overrule }] } },
  });

  it("makes another plan of another reason, and none of none", async () => {
    const context = strict(await read(withAda()), true);
    const plans = [undefined, "  ", "Known customer", "Told so by Bo"].map((reason) =>
      planQualification(context, reason === undefined ? {} : { overruled: { "checklist:demo": reason } }),
    );

    expect(plans.map((plan) => plan.checks[0]?.overruled)).toEqual([
      undefined,
      undefined,
      "Known customer",
      "Told so by Bo",
    ]);
    expect(new Set(plans.map((plan) => plan.hash)).size).toBe(3);
  });

  it("is not taken where the profile does not allow it, nor for what the platform would refuse", async () => {
    const context = strict(await read(withAda({ missingRights: ["prvCreateAccount"] })), false);
    const overruled = { "checklist:demo": "because", "right-missing:prvCreateAccount": "because" };

    expect(planQualification(context, { overruled }).checks.map((check) => check.overruled)).toEqual([
      undefined,
      undefined,
    ]);
  });
});

describe("rights on single records", () => {
  it("of a contact that may not be written leave it as it is, linked all the same", async () => {
    const dataverse = withAda({}, { _parentcontactid_value: contactId });
    dataverse.put("contacts", contactId, { fullname: "Ada Lovelace", lastname: "Lovelace" });
    const context = await read(dataverse);
    const may = planQualification(context);
    const mayNot = planQualification({
      ...context,
      access: { [`contact ${contactId}`]: "ReadAccess, AppendToAccess" },
    });

    expect(may.records[1]?.columns.map(({ column }) => column)).toContain("firstname");
    expect(mayNot.records[1]).toMatchObject({ action: "link", columns: [], conflicts: [] });
    expect(mayNot.checks).toMatchObject([{ key: "row-right:contact.Write", severity: "warn" }]);
    expect(isPlain(context, mayNot)).toBe(false);
  });

  it("are not said twice when the privilege is missing altogether", async () => {
    const dataverse = withAda({ missingRights: ["prvAppendToContact"] }, { _parentcontactid_value: contactId });
    dataverse.put("contacts", contactId, { fullname: "Ada Lovelace", lastname: "Lovelace" });
    const context = { ...(await read(dataverse)), access: { [`contact ${contactId}`]: "ReadAccess, WriteAccess" } };

    expect(planQualification(context).checks.map((check) => check.key)).toEqual(["right-missing:prvAppendToContact"]);
  });

  it("of a deal that is joined are looked at, too", async () => {
    const deal = { id: "d", name: "Engine no. 1", owner: "Bo", parties: [] };
    const context = { ...(await read(withAda())), deals: [deal], access: { "opportunity d": "ReadAccess" } };
    const opportunities = [{ slot: "opportunity", action: "join", id: "d", connectionId: "c" }] as const;

    expect(planQualification(context, { opportunities }).checks).toMatchObject([
      { key: "row-right:opportunity.AppendTo", severity: "block", details: { record: "Engine no. 1", owner: "Bo" } },
    ]);
  });
});

describe("the company of a contact that is linked", () => {
  const accountId = "30000000-0000-4000-8000-000000000001";
  const parent = { table: "account", id: accountId, name: "Analytical Engines" };
  const contact = {
    table: "contact" as const,
    verdict: "certain" as const,
    name: "Ada Lovelace",
    row: { table: "contact", id: contactId, values: { statecode: 0, parentcustomerid: parent } },
  };
  const account = (verdict: "probable" | "possible") => ({
    table: "account" as const,
    verdict,
    name: "Analytical Engines",
    row: { table: "account", id: accountId, values: { statecode: 0 } },
  });

  it.each([
    ["is proposed when it probably is the lead's", account("probable"), "", "link"],
    ["is not, when it may be another one", account("possible"), "", "create"],
    ["is not made a second time when it cannot be seen", undefined, "None", "none"],
  ])("%s", async (_name, company, rights, action) => {
    const context = {
      ...(await read(withAda())),
      candidates: [contact, ...(company ? [company] : [])],
      ...(rights ? { access: { [`account ${accountId}`]: rights } } : {}),
    };

    expect(planQualification(context).records[0]?.action).toBe(action);
  });
});
