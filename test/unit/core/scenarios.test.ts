/**
 * What peers' tests, code and documents promise of a conversion, as far as it makes sense for leads in Dynamics 365 (the
 * numbers are those of the project's list of peer behaviours). What makes no sense here is listed in scenarios-left-out.test.ts.
 */
import { commitPlan } from "../../../core/commit/commit";
import type { TableMetadata } from "../../../core/dataverse/metadata";
import type { Row } from "../../../core/dataverse/row";
import type { Candidate, Choices, QualifyContext } from "../../../core/plan/context";
import { canCreate, joinableDeals, planQualification, recommendParty } from "../../../core/plan/qualify";
import { planDisqualify } from "../../../core/plan/close-lead";
import { planLinkedColumns } from "../../../core/plan/link";
import { readQualifyContext } from "../../../core/plan/read-context";
import type { PlannedRecord, QualifyPlan } from "../../../core/plan/types";
import { blockers, isSlotReference } from "../../../core/plan/types";
import { defaultProfile } from "../../../core/profile/defaults";
import type { FakeDataverse, FakeOptions } from "./fake-dataverse";
import { adaLead, testClock, withAda } from "./fake-dataverse";
import { sampleMetadata } from "./sample-metadata";

const accountId = "30000000-0000-4000-8000-000000000001";
const contactId = "30000000-0000-4000-8000-000000000002";

interface Given {
  readonly lead?: Record<string, unknown>;
  readonly options?: FakeOptions;
  readonly account?: Row;
  readonly contact?: Row;
  readonly verdict?: Candidate["verdict"];
}

/** A lead as given, and an account or a contact that matching found. */
async function given({ lead = {}, options = {}, account, contact, verdict = "certain" }: Given = {}) {
  const dataverse = withAda(options, lead);
  if (account) dataverse.put("accounts", accountId, account);
  if (contact) dataverse.put("contacts", contactId, contact);
  const context = await read(dataverse);
  const find = (table: "account" | "contact", id: string, values: Row | undefined): readonly Candidate[] =>
    values
      ? [
          {
            table,
            verdict,
            name: String(values["name"] ?? values["fullname"] ?? ""),
            row: { table, id, values: { ...values, statecode: values["statecode"] ?? 0 } },
          },
        ]
      : [];
  const candidates = [
    ...context.candidates,
    ...find("account", accountId, account),
    ...find("contact", contactId, contact),
  ];

  return { dataverse, context: { ...context, candidates } };
}

async function read(dataverse: FakeDataverse): Promise<QualifyContext> {
  const reader = { userId: "u", userName: "Seller", now: "2026-11-23T10:00:00Z" };
  const result = await readQualifyContext(dataverse, adaLead, reader);
  if (!result.ok) throw new Error(result.failure.message);

  return result.value;
}

async function commit(dataverse: FakeDataverse, context: QualifyContext, choices: Choices = {}, key = "k") {
  const plan = planQualification(context, choices);
  const subject = context.lead.values["subject"] ?? null;

  return commitPlan(dataverse, testClock(), plan, { key, metadata: context.metadata, subject });
}

const record = (plan: QualifyPlan, slot: string): PlannedRecord | undefined =>
  plan.records.find((one) => one.slot === slot);
const valueOf = (plan: QualifyPlan, slot: string, column: string) =>
  record(plan, slot)?.columns.find((one) => one.column === column)?.value;
const checks = (plan: QualifyPlan) => plan.checks.map((check) => check.id);

describe("one lead", () => {
  it("1 a certain match is preselected, action link", async () => {
    const { context } = await given({ contact: { fullname: "Ada Lovelace" } });
    expect(recommendParty("contact", context)).toEqual({ action: "link", id: contactId });
  });
  it("3 a choice of the seller survives later matches", async () => {
    const { context } = await given({ contact: { fullname: "Ada Lovelace" } });
    expect(record(planQualification(context, { contact: { action: "create" } }), "contact")?.action).toBe("create");
  });
  it("4 without a match the default is a new record", async () => {
    const { context } = await given();
    expect(planQualification(context).records.map((one) => one.action)).toEqual(["create", "create", "create"]);
  });
  it("5 a lead that points to a contact links it, whatever matching finds", async () => {
    const dataverse = withAda({}, { _parentcontactid_value: contactId });
    dataverse.put("contacts", contactId, { fullname: "Augusta King" });
    const context = await read(dataverse);
    expect(recommendParty("contact", context)).toEqual({ action: "link", id: contactId });
  });
  it("7 a new contact has the lead's name, e-mail and job title", async () => {
    const plan = planQualification((await given()).context);
    expect(
      ["firstname", "lastname", "emailaddress1", "jobtitle"].map((column) => valueOf(plan, "contact", column)),
    ).toEqual(["Ada", "Lovelace", "ada@analytical.example", "Analyst"]);
  });
  it("9 linking keeps the record's e-mail and fills its blank phone", async () => {
    const lead = { mobilephone: "123" };
    const { context } = await given({
      lead,
      contact: { fullname: "A", emailaddress1: "other@x.example", mobilephone: null },
    });
    const plan = planQualification(context);
    expect(record(plan, "contact")?.columns.map((one) => one.column)).toContain("mobilephone");
    expect(record(plan, "contact")?.columns.map((one) => one.column)).not.toContain("emailaddress1");
  });
  it("10 linking to an equal record changes nothing on it", async () => {
    const same = {
      name: "Analytical Engines Ltd",
      telephone1: "+44 20 7946 0000",
      websiteurl: "https://analytical.example",
    };
    const { context } = await given({ account: { ...same, donotemail: false } });
    expect(record(planQualification(context), "account")?.columns).toEqual([]);
  });
  it.each([1, 2])("11, 12, 109 a lead in state %s is refused before the click", async (statecode) => {
    const { context } = await given({ lead: { statecode } });
    expect(blockers(planQualification(context)).map((check) => check.id)).toContain("lead-closed");
  });
  it.each(
    [true, false].flatMap((company) =>
      [true, false].flatMap((account) =>
        [true, false].flatMap((contact) =>
          ["create", "none"].map((choice) => [company, account, contact, choice] as const),
        ),
      ),
    ),
  )("20 company name %s, account chosen %s, contact chosen %s, else %s", async (company, account, contact, choice) => {
    const { context } = await given({
      lead: company ? {} : { companyname: null },
      account: { name: "Chosen Ltd" },
      contact: { fullname: "Chosen Person" },
      verdict: "possible",
    });
    const plan = planQualification(context, {
      account: account ? { action: "link", id: accountId } : { action: choice as "create" },
      contact: contact ? { action: "link", id: contactId } : { action: choice as "create" },
    });
    const customer = valueOf(plan, "opportunity", "customerid");
    if (account) expect(customer).toMatchObject({ id: accountId });
    else if (choice === "create") expect(isSlotReference(customer) && customer.slot).toBe("account");
    else if (contact) expect(customer).toMatchObject({ id: contactId });
    else expect(customer).toBeUndefined();
    // A contact that is there keeps its company.
    if (contact) expect(record(plan, "contact")?.columns.some((one) => one.column === "parentcustomerid")).toBe(false);
  });
  it("91 a chosen record beats the lead's text", async () => {
    const { context } = await given({ account: { name: "Chosen Ltd" } });
    expect(valueOf(planQualification(context), "opportunity", "customerid")).toMatchObject({ id: accountId });
  });
  it("101 a new account does not take an existing contact away from its company", async () => {
    const { context } = await given({
      contact: { fullname: "Ada", parentcustomerid: { table: "account", id: accountId } },
    });
    const plan = planQualification(context, { account: { action: "create" } });
    expect(record(plan, "contact")?.columns.map((one) => one.column)).not.toContain("parentcustomerid");
  });
  it("105 neither account nor contact nor opportunity: the lead is qualified and nothing is made", async () => {
    const { dataverse, context } = await given();
    const none = { action: "none" } as const;
    const outcome = await commit(dataverse, context, { account: none, contact: none, opportunities: [] });
    expect(outcome.state).toBe("done");
    expect(dataverse.all("accounts")).toEqual([]);
  });
  it("108 without a company name a new account cannot be chosen", async () => {
    const { context } = await given({ lead: { companyname: null } });
    expect(canCreate("account", context)).toBe(false);
    expect(record(planQualification(context), "account")?.action).toBe("none");
  });
  it("111 without an opportunity the call makes none, so that the process stays", async () => {
    const { context } = await given();
    expect(planQualification(context, { opportunities: [] }).call.createOpportunity).toBe(false);
  });
  it("113 closing writes nothing: planning alone sends no request that writes", async () => {
    const { dataverse, context } = await given();
    planQualification(context);
    expect(dataverse.written).toEqual([]);
  });
  it("114 up to five opportunities, each with its own values", async () => {
    const { dataverse, context } = await given();
    const slots = [2, 3, 4, 5].map((n) => ({
      slot: `opportunity:${n}`,
      action: "create" as const,
      id: `5000000${n}-0000-4000-8000-000000000001`,
    }));
    const values = Object.fromEntries(slots.map(({ slot }) => [slot, { name: slot }]));
    await commit(dataverse, context, { opportunities: [{ slot: "opportunity", action: "create" }, ...slots], values });
    expect(
      dataverse
        .all("opportunities")
        .map((one) => one["name"])
        .sort(),
    ).toEqual(["Engine no. 2", ...slots.map(({ slot }) => slot)].sort());
    expect(defaultProfile.records.opportunity.max).toBe(5);
  });
});

describe("values", () => {
  it("56, 115 linking fills blanks only; what differs asks", async () => {
    const { context } = await given({ account: { name: "Other", telephone1: null } });
    const account = record(planQualification(context), "account");
    expect(account?.columns.map((one) => one.column)).toContain("telephone1");
    expect(account?.conflicts.map((one) => [one.column, one.decision])).toContainEqual(["name", "keep"]);
  });
  it("115 an overwrite happens only where the seller says so", async () => {
    const { context } = await given({ account: { name: "Other" } });
    const plan = planQualification(context, { conflicts: { account: { name: "take" } } });
    expect(valueOf(plan, "account", "name")).toBe("Analytical Engines Ltd");
  });
  it("54 texts are joined, not lost, when both are kept", async () => {
    const { context } = await given({ account: { name: "Other" } });
    const plan = planQualification(context, { conflicts: { account: { name: "append" } } });
    expect(valueOf(plan, "account", "name")).toBe("Other; Analytical Engines Ltd");
  });
  it("54 two days do not make a third: the lead's is taken", () => {
    const date = { kind: "DateTime", format: "DateOnly", displayName: "Birthday", required: "None" } as const;
    const birthdate = { ...date, logicalName: "birthdate", canCreate: true, canUpdate: true, canRead: true };
    const table = { ...sampleMetadata["contact"], columns: { birthdate } } as TableMetadata;
    const row = { table: "contact", id: "c", values: { birthdate: "1990-02-28" } };
    const offer = { column: "birthdate", old: null, value: "2030-12-13", source: { kind: "map" } } as const;
    const { columns } = planLinkedColumns(row, table, [offer], {}, { birthdate: "append" }, { rules: [], consent: [] });
    expect(columns).toMatchObject([{ column: "birthdate", old: "1990-02-28", value: "2030-12-13" }]);
  });
  it.each([
    [true, false, true],
    [false, true, undefined],
    [true, true, undefined],
    [false, false, undefined],
  ])("119 consent: lead %s, record %s, written %s", async (lead, stored, written) => {
    const { context } = await given({ lead: { donotemail: lead }, account: { name: "Other", donotemail: stored } });
    expect(valueOf(planQualification(context), "account", "donotemail")).toBe(written);
  });
  it("116 a text that is too long is said before the click, not cut", async () => {
    const { context } = await given();
    const plan = planQualification(context, { values: { opportunity: { name: "x".repeat(301) } } });
    expect(plan.checks.find((check) => check.id === "too-long")).toMatchObject({
      column: "name",
      details: { length: 301, limit: 300 },
    });
  });
  it("110 a value that is no option there is said before the click", async () => {
    const { context } = await given();
    expect(checks(planQualification(context, { values: { account: { statecode: 99 } } }))).toContain("not-an-option");
  });
  it("a number out of range is said before the click", async () => {
    const { context } = await given();
    expect(checks(planQualification(context, { values: { opportunity: { estimatedvalue: -1 } } }))).toContain(
      "out-of-range",
    );
  });
  it("78 a missing required value is named with its column", async () => {
    const { context } = await given({ lead: { subject: "" } });
    expect(planQualification(context).checks).toContainEqual(
      expect.objectContaining({ id: "required-missing", column: "name" }),
    );
  });
  it("92 web site and topic are carried", async () => {
    const plan = planQualification((await given()).context);
    expect([valueOf(plan, "account", "websiteurl"), valueOf(plan, "opportunity", "name")]).toEqual([
      "https://analytical.example",
      "Engine no. 2",
    ]);
  });
  it("99 every new record knows its lead", async () => {
    const plan = planQualification((await given()).context);
    for (const slot of ["account", "contact", "opportunity"])
      expect(valueOf(plan, slot, "originatingleadid")).toMatchObject({ id: adaLead });
  });
  it("every value says where it comes from", async () => {
    const plan = planQualification((await given()).context, { values: { contact: { firstname: "Augusta" } } });
    expect(record(plan, "contact")?.columns.find((one) => one.column === "firstname")?.source).toEqual({ kind: "you" });
    expect(record(plan, "contact")?.columns.find((one) => one.column === "lastname")?.source).toEqual({
      kind: "map",
      column: "lastname",
    });
  });
});

describe("rights, once, never half", () => {
  it.each(["Account", "Contact", "Opportunity"])(
    "76 without the right to create %s it is said before the click",
    async (table) => {
      const { context } = await given({ options: { missingRights: [`prvCreate${table}`] } });
      expect(checks(planQualification(context))).toContain("right-missing");
    },
  );
  it("76 what is not created needs no right", async () => {
    const { context } = await given({ options: { missingRights: ["prvCreateAccount"] } });
    expect(checks(planQualification(context, { account: { action: "none" } }))).not.toContain("right-missing");
  });
  it("77, 96 without write on the lead it is refused before the click", async () => {
    const { context } = await given({ options: { missingRights: ["prvWriteLead"] } });
    expect(blockers(planQualification(context)).map((check) => check.id)).toContain("right-missing");
  });
  it("120 a matched record that may not be written is said before the click", async () => {
    const { context } = await given({ options: { missingRights: ["prvWriteAccount"] }, account: { name: "Other" } });
    expect(checks(planQualification(context))).toContain("right-missing");
  });
  it("84, 104 a second conversion makes no second set", async () => {
    const { dataverse, context } = await given();
    await commit(dataverse, context, {}, "a");
    expect((await commit(dataverse, context, {}, "b")).state).toBe("already");
    expect(dataverse.all("accounts")).toHaveLength(1);
  });
  it("75, 106 a refusal leaves nothing behind and touches no record that was there", async () => {
    const { dataverse, context } = await given({ options: { missingRights: ["prvCreateAccount"] } });
    dataverse.put("accounts", accountId, { name: "There before" });
    expect((await commit(dataverse, context)).state).toBe("refused");
    expect(dataverse.all("accounts")).toHaveLength(1);
    expect([dataverse.all("contacts"), dataverse.all("enq_qualifications")]).toEqual([[], []]);
  });
  it("an inactive record is not linked", async () => {
    const { context } = await given({ account: { name: "Gone Ltd", statecode: 1 } });
    expect(checks(planQualification(context))).toContain("inactive-record");
  });
  it("a plan is refused when the lead changed since", async () => {
    const { dataverse, context } = await given();
    dataverse.put("leads", adaLead, { subject: "Other" });
    expect(await commit(dataverse, context)).toMatchObject({ state: "refused", failure: { kind: "stale" } });
  });
});

describe("deals and reasons", () => {
  it("an open deal of the linked account can be joined instead of a second one", async () => {
    const { context } = await given({ account: { name: "Other" } });
    const deal = { id: "d", name: "Engine no. 1", owner: "Babbage", parties: [accountId] };
    const with1 = { ...context, deals: [deal] };
    expect(joinableDeals(with1, {})).toEqual([deal]);
    const plan = planQualification(with1, {
      opportunities: [{ slot: "opportunity", action: "join", id: "d", connectionId: "c" }],
    });
    expect(plan.call.createOpportunity).toBe(false);
    expect(plan.extras[0]).toMatchObject({ id: "c", table: "connection" });
  });
  it("a deal of another company is not offered", async () => {
    const { context } = await given({ account: { name: "Other" } });
    const deal = { id: "d", name: "Engine no. 1", owner: "", parties: ["somebody else"] };
    expect(joinableDeals({ ...context, deals: [deal] }, {})).toEqual([]);
  });

  const closing = {
    name: "Ada",
    profile: defaultProfile,
    opportunities: [],
    made: [],
    openActivities: [],
  };
  const key = (part: string) => part;
  it("66 a blank comment leaves no note", async () => {
    const { context } = await given();
    const status = context.metadata["lead"]?.columns["statuscode"];
    const plan = planDisqualify({ ...closing, lead: context.lead, status }, { status: 4, comment: "  " }, key);
    expect(plan.extras).toEqual([]);
    expect(plan.checks).toEqual([]);
  });
  it("95 a comment that the profile requires is required", async () => {
    const { context } = await given();
    const status = context.metadata["lead"]?.columns["statuscode"];
    const reasons = [{ status: 4, comment: "required" as const }];
    const profile = { ...defaultProfile, disqualify: { ...defaultProfile.disqualify, reasons } };
    const plan = planDisqualify({ ...closing, profile, lead: context.lead, status }, { status: 4 }, key);
    expect(plan.checks.map((check) => check.id)).toEqual(["comment-missing"]);
  });
  it("95 without a reason nothing is disqualified", async () => {
    const { context } = await given();
    const status = context.metadata["lead"]?.columns["statuscode"];
    expect(planDisqualify({ ...closing, lead: context.lead, status }, {}, key).checks.map((check) => check.id)).toEqual(
      ["reason-missing"],
    );
  });
  it("112 a lead with an opportunity is not disqualified", async () => {
    const { context } = await given();
    const status = context.metadata["lead"]?.columns["statuscode"];
    const opportunities = [{ table: "opportunity", id: "o", name: "Engine" }];
    const plan = planDisqualify({ ...closing, opportunities, lead: context.lead, status }, { status: 4 }, key);
    expect(plan.checks.map((check) => check.id)).toContain("has-opportunity");
  });
});
