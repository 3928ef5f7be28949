import { startSandbox, type TestSandbox } from "../support/sandbox";
import { Api, type Json } from "./support/api";

let sandbox: TestSandbox;
let api: Api;
const check = { "mscrm.suppressduplicatedetection": "false" };

beforeAll(async () => {
  sandbox = await startSandbox({ world: "empty", solution: false });
  api = new Api(sandbox.url, "administrator");
});
afterAll(() => sandbox.close());

let made = 0;
const unique = () => `${(made += 1)}${"abcdefghij"[made % 10] ?? ""}`;

async function create(set: string, body: object, headers: Record<string, string> = {}, as = api): Promise<string> {
  const answer = await as.send("POST", set, body, headers);
  expect(answer.status).toBe(204);
  return /\(([^)]+)\)$/.exec(answer.headers.get("odata-entityid") ?? "")?.[1] ?? "";
}

async function retrieve(
  entity: object,
  table: string,
  as = api,
  paging = "{'PageNumber':1,'Count':50}",
): Promise<Json[]> {
  const p1 = encodeURIComponent(JSON.stringify(entity));
  const answer = await as.send(
    "GET",
    `RetrieveDuplicates(BusinessEntity=@p1,MatchingEntityName=@p2,PagingInfo=@p3)?@p1=${p1}&@p2='${table}'&@p3=${paging}`,
  );
  expect(answer.status).toBe(200);
  return answer.json["value"] as unknown as Json[];
}

/** A published rule with the given conditions: base column, matching column, operator, parameter, ignore blanks. */
async function publish(
  base: string,
  matching: string,
  conditions: readonly (readonly [string, string, number, number?, boolean?])[],
  more: object = {},
): Promise<string> {
  const id = await create("duplicaterules", {
    name: `Rule ${unique()}`,
    baseentityname: base,
    matchingentityname: matching,
    ...more,
  });
  for (const [from, to, operatorcode, operatorparam, ignoreblankvalues = true] of conditions)
    await create("duplicaterulecondition".concat("s"), {
      baseattributename: from,
      matchingattributename: to,
      operatorcode,
      operatorparam,
      ignoreblankvalues,
      "regardingobjectid@odata.bind": `/duplicaterules(${id})`,
    });
  const answer = await api.send("POST", `duplicaterules(${id})/Microsoft.Dynamics.CRM.PublishDuplicateRule`, {});
  expect(answer.status).toBe(200);
  expect(answer.json["asyncoperationid"]).toBeTruthy();
  return id;
}

async function unpublish(id: string): Promise<void> {
  expect((await api.send("POST", "UnpublishDuplicateRule", { DuplicateRuleId: id })).status).toBe(204);
}

const candidate = (table: string, values: object) => ({ "@odata.type": `Microsoft.Dynamics.CRM.${table}`, ...values });

describe("the header MSCRM.SuppressDuplicateDetection (sales-qualification.md §3)", () => {
  it("absent writes a duplicate, false refuses it with 412 and 0x80040333, true writes it", async () => {
    const mail = `ada${unique()}@example.org`;
    await create("contacts", { lastname: "Lovelace", emailaddress1: mail });
    await create("contacts", { lastname: "Byron", emailaddress1: mail });
    await create(
      "contacts",
      { lastname: "Byron", emailaddress1: mail },
      { "mscrm.suppressduplicatedetection": "true" },
    );
    const refused = await api.send("POST", "contacts", { lastname: "King", emailaddress1: mail.toUpperCase() }, check);
    expect(refused.status).toBe(412);
    expect(refused.code).toBe("0x80040333");
    const count = await api.send("GET", `contacts?$select=contactid&$filter=emailaddress1 eq '${mail}'`);
    expect(count.json["value"]).toHaveLength(3);
  });

  it("checks an update by the rules whose columns it changes", async () => {
    const mail = `grace${unique()}@example.org`;
    await create("leads", { subject: "A", lastname: "Hopper", emailaddress1: mail });
    const id = await create("leads", { subject: "B", lastname: "Hopper" });
    expect((await api.send("PATCH", `leads(${id})`, { emailaddress1: mail }, check)).status).toBe(412);
    expect((await api.send("PATCH", `leads(${id})`, { emailaddress1: mail })).status).toBe(204);
    expect((await api.send("PATCH", `leads(${id})`, { subject: "C" }, check)).status).toBe(204);
  });

  it("answers 500 when the setting says so", async () => {
    const name = `Analytical Engines ${unique()}`;
    await create("accounts", { name });
    await api.send("PATCH", `${sandbox.url}/sandbox/settings`, { duplicateStatus: 500 });
    const refused = await api.send("POST", "accounts", { name }, check);
    await api.send("PATCH", `${sandbox.url}/sandbox/settings`, { duplicateStatus: 412 });
    expect([refused.status, refused.code]).toEqual([500, "0x80040333"]);
  });

  it("does nothing when the organisation's switch is off", async () => {
    const name = `Difference Engines ${unique()}`;
    await create("accounts", { name });
    const [organization] = (await api.send("GET", "organizations?$select=organizationid")).json[
      "value"
    ] as unknown as Json[];
    const path = `organizations(${String(organization?.["organizationid"])})`;
    await api.send("PATCH", path, { isduplicatedetectionenabledforonlinecreateupdate: false });
    const answer = await api.send("POST", "accounts", { name }, check);
    await api.send("PATCH", path, { isduplicatedetectionenabledforonlinecreateupdate: true });
    expect(answer.status).toBe(204);
  });
});

describe("RetrieveDuplicates", () => {
  it("takes a stored row by its key and by @odata.id, and leaves the row itself out", async () => {
    const name = `Menabrea ${unique()}`;
    const one = await create("accounts", { name });
    const two = await create("accounts", { name: name.toLowerCase() });
    const found = await retrieve(candidate("account", { accountid: one }), "account");
    expect(found.map((row) => row["accountid"])).toEqual([two]);
    expect((await retrieve({ "@odata.id": `accounts(${one})` }, "account")).map((row) => row["accountid"])).toEqual([
      two,
    ]);
    expect(found[0]?.["name"]).toBe(name.toLowerCase());
  });

  it("takes values that are not stored yet, and two conditions have to hold together", async () => {
    const lastname = `Somerville${unique()}`;
    await create("contacts", { firstname: "Mary", lastname });
    expect(await retrieve(candidate("contact", { firstname: "Mary", lastname }), "contact")).toHaveLength(1);
    expect(await retrieve(candidate("contact", { firstname: "Martha", lastname }), "contact")).toHaveLength(0);
    expect(await retrieve(candidate("contact", { lastname }), "contact")).toHaveLength(0);
  });

  it("pages, and refuses a call without PagingInfo", async () => {
    const name = `Babbage ${unique()}`;
    for (let at = 0; at < 5; at += 1) await create("accounts", { name });
    const entity = candidate("account", { name });
    expect(await retrieve(entity, "account", api, "{'PageNumber':1,'Count':2}")).toHaveLength(2);
    expect(await retrieve(entity, "account", api, "{'PageNumber':3,'Count':2}")).toHaveLength(1);
    const p1 = encodeURIComponent(JSON.stringify(entity));
    const without = await api.send(
      "GET",
      `RetrieveDuplicates(BusinessEntity=@p1,MatchingEntityName=@p2)?@p1=${p1}&@p2='account'`,
    );
    expect(without.status).toBe(400);
  });

  it("shows only rows that the caller may read", async () => {
    const emailaddress1 = `hidden${unique()}@example.org`;
    await create("leads", { subject: "Hidden", lastname: "Hidden", emailaddress1 }, {}, api.as("americas"));
    const entity = candidate("lead", { emailaddress1 });
    expect(await retrieve(entity, "lead")).toHaveLength(1);
    expect(await retrieve(entity, "lead", api.as("seller"))).toHaveLength(0);
  });

  it("finds across tables once such a rule is published", async () => {
    const mail = `cross${unique()}@example.org`;
    await create("contacts", { lastname: "De Morgan", emailaddress1: mail });
    const entity = candidate("lead", { emailaddress1: mail });
    expect(await retrieve(entity, "contact")).toHaveLength(0);
    const id = await publish("lead", "contact", [["emailaddress1", "emailaddress1", 0]]);
    expect(await retrieve(entity, "contact")).toHaveLength(1);
    expect((await api.send("POST", "leads", { subject: "X", lastname: "Y", emailaddress1: mail }, check)).status).toBe(
      412,
    );
    await unpublish(id);
    expect(await retrieve(entity, "contact")).toHaveLength(0);
  });
});

describe("operators", () => {
  /** Stored value, candidate that matches, candidate that does not. */
  it.each([
    ["same first characters", 1, 5, "pager", "12345-000", "12345-999", "1234"],
    ["same last characters", 2, 4, "pager", "0000-5678", "+1 5678", "5679"],
    ["exact match", 0, undefined, "pager", "abc-1", "ABC-1", "abc-2"],
    ["same date", 3, undefined, "anniversary", "2020-02-03", "2020-02-03", "2020-02-04"],
    [
      "same date and time",
      4,
      undefined,
      "lastusedincampaign",
      "2020-02-03T10:00:00Z",
      "2020-02-03T10:00:00Z",
      "2020-02-03T11:00:00Z",
    ],
    ["exact match of a choice's value", 6, undefined, "accountrolecode", 2, 2, 3],
  ])("%s", async (_name, operator, parameter, column, stored, same, other) => {
    const id = await publish("contact", "contact", [[column, column, operator, parameter]]);
    const tag = await create("contacts", { lastname: `Op${unique()}`, [column]: stored });
    const keys = async (value: unknown) =>
      (await retrieve(candidate("contact", { [column]: value }), "contact")).map((row) => row["contactid"]);
    expect(await keys(same)).toContain(tag);
    expect(await keys(other)).not.toContain(tag);
    await unpublish(id);
  });

  it("exact match of a choice's label holds between choices with other numbers", async () => {
    const id = await publish("lead", "contact", [["preferredcontactmethodcode", "preferredcontactmethodcode", 5]]);
    const contact = await create("contacts", { lastname: `Label${unique()}`, preferredcontactmethodcode: 4 });
    const found = await retrieve(candidate("lead", { preferredcontactmethodcode: 4 }), "contact");
    expect(found.map((row) => row["contactid"])).toContain(contact);
    await unpublish(id);
  });

  it("blanks are equal only when a condition among several does not ignore them", async () => {
    const lastname = `Blank${unique()}`;
    await create("contacts", { lastname });
    const entity = candidate("contact", { lastname });
    const ignoring = await publish("contact", "contact", [
      ["lastname", "lastname", 0],
      ["jobtitle", "jobtitle", 0, undefined, true],
    ]);
    expect(await retrieve(entity, "contact")).toHaveLength(0);
    await unpublish(ignoring);
    const counting = await publish("contact", "contact", [
      ["lastname", "lastname", 0],
      ["jobtitle", "jobtitle", 0, undefined, false],
    ]);
    expect(await retrieve(entity, "contact")).toHaveLength(1);
    await unpublish(counting);
  });

  it("excludes inactive rows and respects case when the rule says so", async () => {
    const name = `Royal ${unique()}`;
    const id = await create("accounts", { name, sic: name });
    const rule = await publish("account", "account", [["sic", "sic", 0]], {
      excludeinactiverecords: true,
      iscasesensitive: true,
    });
    expect(await retrieve(candidate("account", { sic: name }), "account")).toHaveLength(1);
    expect(await retrieve(candidate("account", { sic: name.toLowerCase() }), "account")).toHaveLength(0);
    await api.send("PATCH", `accounts(${id})`, { statecode: 1, statuscode: 2 });
    expect(await retrieve(candidate("account", { sic: name }), "account")).toHaveLength(0);
    await unpublish(rule);
  });
});

describe("publishing", () => {
  it("refuses a rule without conditions, and people without the right", async () => {
    const id = await create("duplicaterules", { name: "Empty", baseentityname: "lead", matchingentityname: "lead" });
    const path = `duplicaterules(${id})/Microsoft.Dynamics.CRM.PublishDuplicateRule`;
    const empty = await api.send("POST", path, {});
    expect([empty.status, empty.code]).toEqual([400, "0x80048414"]);
    expect((await api.as("seller").send("POST", path, {})).status).toBe(403);
  });

  it("has the stock rules published from the start, for account, contact and lead only", async () => {
    const rules = (await api.send("GET", "duplicaterules?$select=baseentityname,statuscode&$filter=ismanaged eq true"))
      .json["value"] as unknown as Json[];
    expect(rules.every((rule) => rule["statuscode"] === 2)).toBe(true);
    expect(new Set(rules.map((rule) => String(rule["baseentityname"])))).toEqual(
      new Set(["account", "contact", "lead"]),
    );
  });
});

describe("during qualification (sales-qualification.md §3)", () => {
  it("a duplicate of the account rolls everything back when detection is on", async () => {
    const company = `Engine Works ${unique()}`;
    await create("accounts", { name: company });
    const lead = await create("leads", { subject: "Dup", lastname: `Qualify${unique()}`, companyname: company });
    const body = { CreateAccount: true, CreateContact: true, CreateOpportunity: true, Status: 3 };
    const refused = await api.send("POST", `leads(${lead})/Microsoft.Dynamics.CRM.QualifyLead`, body, check);
    expect(refused.code).toBe("0x80040333");
    expect((await api.send("GET", `leads(${lead})?$select=statecode`)).json["statecode"]).toBe(0);
    expect((await api.send("GET", `accounts?$filter=name eq '${company}'`)).json["value"]).toHaveLength(1);
    expect((await api.send("POST", `leads(${lead})/Microsoft.Dynamics.CRM.QualifyLead`, body)).status).toBe(200);
  });
});
