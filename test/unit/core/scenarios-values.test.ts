/**
 * What peers' tests promise of values, requests and reasons (the numbers are those of the project's list of peer behaviours).
 * What has no counterpart here is listed in scenarios-left-out.test.ts with the reason.
 */
import type { Row } from "../../../core/dataverse/row";
import { planDisqualify } from "../../../core/plan/close-lead";
import type { Candidate, Choices, QualifyContext } from "../../../core/plan/context";
import { planQualification } from "../../../core/plan/qualify";
import { readQualifyContext } from "../../../core/plan/read-context";
import { blockers } from "../../../core/plan/types";
import type { MappingRule } from "../../../core/mapping/rule";
import { defaultProfile } from "../../../core/profile/defaults";
import { readRequest } from "../../../pcf-controls/ui/request";
import { adaLead, withAda } from "./fake-dataverse";

const accountId = "30000000-0000-4000-8000-000000000001";

async function read(lead: Record<string, unknown> = {}, account?: Row): Promise<QualifyContext> {
  const reader = { userId: "u", userName: "Seller", now: "2026-11-23T10:00:00Z" };
  const result = await readQualifyContext(withAda({}, lead), adaLead, reader);
  if (!result.ok) throw new Error(result.failure.message);
  const candidate: Candidate | undefined = account && {
    table: "account",
    verdict: "certain",
    name: String(account["name"]),
    row: { table: "account", id: accountId, values: { statecode: 0, ...account } },
  };

  return candidate ? { ...result.value, candidates: [candidate] } : result.value;
}

function withRules(context: QualifyContext, ...rules: readonly MappingRule[]): QualifyContext {
  const document = { ...context.profile.document, mapping: { rules, consentColumns: [] } };

  return { ...context, profile: { ...context.profile, document } };
}

const rule = (table: MappingRule["target"]["table"], column: string, source: string): MappingRule => ({
  id: `${table}-${column}`,
  target: { table, column },
  value: { op: "column", column: source },
  onExisting: "fillBlank",
});
const columnsOf = (context: QualifyContext, slot: string, choices: Choices = {}) =>
  planQualification(context, choices).records.find((one) => one.slot === slot)?.columns ?? [];

describe("an address is one value", () => {
  const lead = { address1_line1: "1 Main Street", address1_city: "London" };

  it("57 an account at another address keeps its own whole, with its blanks", async () => {
    const context = await read(lead, { name: "Other", address1_city: "Paris", address1_line1: null });
    const plan = planQualification(context);
    const account = plan.records.find((one) => one.slot === "account");
    expect(account?.columns.map((one) => one.column).filter((name) => name.startsWith("address1_"))).toEqual([]);
  });
  it("58 an account without an address gets the lead's whole", async () => {
    const context = await read(lead, { name: "Other", address1_city: null, address1_line1: null });
    const filled = columnsOf(context, "account").filter(({ column }) => column.startsWith("address1_"));
    expect(filled.map(({ value }) => value).sort()).toEqual(["1 Main Street", "London"]);
  });
  it("57 an account at the same address gets what it lacks of it", async () => {
    const context = await read(lead, { name: "Other", address1_city: "London", address1_line1: null });
    expect(columnsOf(context, "account").map(({ column }) => column)).toContain("address1_line1");
  });
});

describe("what fits", () => {
  it("79 a value that does not fit the type of its column is said and not copied", async () => {
    const context = withRules(await read(), rule("account", "numberofemployees", "companyname"));
    const plan = planQualification(context);
    expect(plan.checks.map(({ id }) => id)).toContain("rule-failed");
    expect(columnsOf(context, "account").map(({ column }) => column)).not.toContain("numberofemployees");
  });
  it("93 a column that neither a map nor a rule names is not copied", async () => {
    const context = await read({ jobtitle: "Analyst" });
    expect(columnsOf(context, "account").map(({ column }) => column)).not.toContain("jobtitle");
  });
  it("93 a rule carries a column to one of another name", async () => {
    const context = withRules(await read({ jobtitle: "Analyst" }), rule("opportunity", "description", "jobtitle"));
    const found = columnsOf(context, "opportunity").find(({ column }) => column === "description");
    expect(found).toMatchObject({ value: "Analyst", source: { kind: "rule" } });
  });
  it("81 the job title goes to the contact, not to the company", async () => {
    const context = await read({ jobtitle: "Analyst" });
    expect(columnsOf(context, "contact").find(({ column }) => column === "jobtitle")?.value).toBe("Analyst");
  });
});

describe("what is asked for", () => {
  it("6 the leads of the request count, written with braces or in capitals", () => {
    const text = JSON.stringify({ kind: "qualify", leadIds: [`{${adaLead.toUpperCase()}}`] });
    expect(readRequest(text)?.leadIds).toEqual([adaLead]);
  });
  it("64 a request without leads asks for nothing", () => {
    expect(readRequest(JSON.stringify({ kind: "qualify", leadIds: [] }))).toBeUndefined();
  });
  it("2 another lead that a published rule takes for the same is named before the click, and may be overruled", async () => {
    const context = { ...(await read()), twins: [{ id: "t", name: "Ada Lovelace" }] };
    const found = planQualification(context).checks.find(({ id }) => id === "duplicate-rule");
    expect(found?.severity).toBeDefined();
    expect(blockers(planQualification(context, { overruled: { [found?.key ?? ""]: "Two deals" } }))).toEqual([]);
  });
  it("68 a reason that the organization does not have cannot be chosen", async () => {
    const { lead, metadata } = await read();
    const closing = { name: "Ada", profile: defaultProfile, opportunities: [], made: [], openActivities: [] };
    const status = metadata["lead"]?.columns["statuscode"];
    const plan = planDisqualify({ ...closing, lead, status }, { status: 4711 }, (part) => part);
    expect(plan.checks.map(({ id }) => id)).toEqual(["reason-missing"]);
  });
  it("30 a low probability does not hide an open deal, and a closed one is not offered", async () => {
    const context = await read({}, { name: "Other" });
    const deal = { id: "d", name: "Engine", owner: "", parties: [accountId] };
    const plan = planQualification(
      { ...context, deals: [deal] },
      { opportunities: [{ slot: "opportunity", action: "join", id: "d", connectionId: "c" }] },
    );
    expect(plan.records.find(({ slot }) => slot === "opportunity")).toMatchObject({ action: "join", id: "d" });
  });
});
