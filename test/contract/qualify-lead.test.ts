import { startSandbox, type TestSandbox } from "../support/sandbox";
import { Api, changeSet, part } from "./support/api";
import { declareCases, type Case } from "./support/cases";

let sandbox: TestSandbox;
let api: Api;
let seller: Api;

beforeAll(async () => {
  sandbox = await startSandbox({ solution: false });
  api = new Api(sandbox.url, "administrator");
  seller = api.as("seller");
}, 60_000);
afterAll(() => sandbox.close());

const qualify = (id: string) => `leads(${id})/Microsoft.Dynamics.CRM.QualifyLead`;
const all = { CreateAccount: true, CreateContact: true, CreateOpportunity: true, Status: 3 };
const none = { CreateAccount: false, CreateContact: false, CreateOpportunity: false, Status: 3 };
const nobody = "11111111-1111-1111-1111-111111111111";
const stages = { qualify: "f99b4d48-7aad-456e-864a-8e7d543f7495", develop: "bfc9108c-8389-406b-9166-2c3298a2e41f" };

function newLead(values: Record<string, unknown> = {}): Promise<string> {
  const person = { firstname: "Ada", lastname: "Byron", emailaddress1: "ada@fabrikam.example" };
  return seller.create("leads", {
    subject: "Ten pumps",
    companyname: "Fabrikam",
    ...person,
    budgetamount: 5000,
    ...values,
  });
}

interface Made {
  readonly account?: string;
  readonly contact?: string;
  readonly opportunity?: string;
}

async function qualified(id: string, body: unknown = all): Promise<Made> {
  const answer = await seller.post(qualify(id), body);
  if (answer.status !== 200) throw new Error(answer.text);
  const items = answer.json.value as Record<string, string>[];
  const made: Record<string, string> = {};
  for (const item of items) {
    const table = (item["@odata.type"] ?? "").replace("#Microsoft.Dynamics.CRM.", "");
    made[table] = item[`${table}id`] ?? "";
  }
  return made;
}

const entity = (table: string, id: string, key = `${table}id`) => ({
  "@odata.type": `Microsoft.Dynamics.CRM.${table}`,
  [key]: id,
});

const effects: readonly Case[] = [
  {
    name: "answers the created rows, each with type and key, in the order account, contact, opportunity",
    fact: "sales-qualification.md §1.1",
    run: async () => {
      const answer = await seller.post(qualify(await newLead()), all);
      expect(answer.json["@odata.context"]).toMatch(
        /\$metadata#Collection\(Microsoft\.Dynamics\.CRM\.crmbaseentity\)$/,
      );
      expect((answer.json.value as Record<string, string>[]).map((item) => item["@odata.type"])).toEqual([
        "#Microsoft.Dynamics.CRM.account",
        "#Microsoft.Dynamics.CRM.contact",
        "#Microsoft.Dynamics.CRM.opportunity",
      ]);
    },
  },
  {
    name: "creates all three from the maps",
    fact: "sales-qualification.md §1.6 (1), §6",
    run: async () => {
      const made = await qualified(await newLead());
      expect((await api.row(`accounts(${made.account})?$select=name`)).name).toBe("Fabrikam");
      const contact = await api.row(`contacts(${made.contact})?$select=fullname,emailaddress1`);
      expect([contact.fullname, contact.emailaddress1]).toEqual(["Ada Byron", "ada@fabrikam.example"]);
      const opportunity = await api.row(`opportunities(${made.opportunity})?$select=name,budgetamount`);
      expect([opportunity.name, opportunity.budgetamount]).toEqual(["Ten pumps", 5000]);
    },
  },
  {
    name: "puts the contact under the account and makes it primary",
    fact: "sales-qualification.md §1.2",
    run: async () => {
      const made = await qualified(await newLead());
      expect((await api.row(`contacts(${made.contact})`))._parentcustomerid_value).toBe(made.account);
      expect((await api.row(`accounts(${made.account})`))._primarycontactid_value).toBe(made.contact);
    },
  },
  {
    name: "links everything to the originating lead, and the lead to what was made",
    fact: "sales-qualification.md §1.2",
    run: async () => {
      const id = await newLead();
      const made = await qualified(id);
      const rows = [`accounts(${made.account})`, `contacts(${made.contact})`, `opportunities(${made.opportunity})`];
      for (const path of rows) expect((await api.row(path))._originatingleadid_value).toBe(id);
      const lead = await api.row(`leads(${id})`);
      expect([lead._parentaccountid_value, lead._parentcontactid_value]).toEqual([made.account, made.contact]);
      expect([lead._qualifyingopportunityid_value, lead.statecode, lead.statuscode]).toEqual([made.opportunity, 1, 3]);
    },
  },
  {
    name: "gives the opportunity the account as customer, else the contact",
    fact: "sales-qualification.md §1.3 [KNOW]",
    run: async () => {
      const first = await qualified(await newLead());
      const row = await api.row(`opportunities(${first.opportunity})`);
      expect([row._customerid_value, row._parentaccountid_value]).toEqual([first.account, first.account]);
      expect(row._parentcontactid_value).toBe(first.contact);
      const second = await qualified(await newLead(), { ...all, CreateAccount: false });
      expect((await api.row(`opportunities(${second.opportunity})`))._customerid_value).toBe(second.contact);
    },
  },
  {
    name: "only closes the lead when nothing is to be created",
    fact: "sales-qualification.md §1.3, §1.6 (2)",
    run: async () => {
      const id = await newLead();
      expect(await qualified(id, none)).toEqual({});
      const lead = await api.row(`leads(${id})`);
      expect([lead.statecode, lead.statuscode, lead._parentaccountid_value]).toEqual([1, 3, null]);
    },
  },
  {
    name: "creates the account alone",
    fact: "sales-qualification.md §1.6 (3)",
    run: async () => {
      expect(Object.keys(await qualified(await newLead(), { ...none, CreateAccount: true }))).toEqual(["account"]);
    },
  },
  {
    name: "lets switches that are not wanted be left out",
    fact: "sales-qualification.md §1.1 (Microsoft's sample)",
    run: async () => {
      expect(Object.keys(await qualified(await newLead(), { CreateContact: true, Status: 3 }))).toEqual(["contact"]);
    },
  },
  {
    name: "takes status -1 as the default of the state",
    fact: "sales-qualification.md §1.1",
    run: async () => {
      const id = await newLead();
      await qualified(id, { ...none, Status: -1 });
      expect((await api.row(`leads(${id})`)).statuscode).toBe(3);
    },
  },
  {
    name: "takes customer, currency and campaign",
    fact: "sales-qualification.md §1.1, §1.6 (5)",
    run: async () => {
      const account = await seller.create("accounts", { name: "Given" });
      const list = await api.row("transactioncurrencies?$select=isocurrencycode");
      const currencies = list.value as Record<string, string>[];
      const currency = currencies.find((row) => row.isocurrencycode !== "EUR")?.transactioncurrencyid ?? "";
      const campaign = await api.create("campaigns", { name: "Spring" });
      const made = await qualified(await newLead(), {
        ...none,
        CreateOpportunity: true,
        OpportunityCustomerId: entity("account", account),
        OpportunityCurrencyId: entity("transactioncurrency", currency),
        SourceCampaignId: entity("campaign", campaign),
      });
      const row = await api.row(`opportunities(${made.opportunity})`);
      expect([row._customerid_value, row._transactioncurrencyid_value, row._campaignid_value]).toEqual([
        account,
        currency,
        campaign,
      ]);
    },
  },
  {
    name: "takes a contact as customer",
    fact: "sales-qualification.md §1.1",
    run: async () => {
      const contact = await seller.create("contacts", { lastname: "Given" });
      const made = await qualified(await newLead(), {
        ...none,
        CreateOpportunity: true,
        OpportunityCustomerId: entity("contact", contact),
      });
      const row = await api.row(`opportunities(${made.opportunity})`);
      expect([row._customerid_value, row._parentcontactid_value]).toEqual([contact, contact]);
    },
  },
  {
    name: "carries the lead's own account and contact to an opportunity made alone",
    fact: "sales-qualification.md §1.3, §6",
    run: async () => {
      const account = await seller.create("accounts", { name: "Known" });
      const id = await newLead({ "parentaccountid@odata.bind": `/accounts(${account})` });
      const made = await qualified(id, { ...none, CreateOpportunity: true });
      const row = await api.row(`opportunities(${made.opportunity})`);
      expect([row._parentaccountid_value, row._customerid_value]).toEqual([account, account]);
    },
  },
  {
    name: "moves the running process to Develop with the opportunity, and only when there is one",
    fact: "sales-qualification.md §1.5",
    run: async () => {
      for (const makes of [true, false]) {
        const id = await newLead();
        const instance = await seller.create("leadtoopportunitysalesprocesses", {
          "leadId@odata.bind": `/leads(${id})`,
        });
        const made = await qualified(id, { ...none, CreateOpportunity: makes });
        const row = await api.row(`leadtoopportunitysalesprocesses(${instance})`);
        expect(row._opportunityid_value).toBe(made.opportunity ?? null);
        expect(row._activestageid_value).toBe(makes ? stages.develop : stages.qualify);
        if (makes) expect(row.traversedpath).toBe(`${stages.qualify},${stages.develop}`);
      }
    },
  },
  {
    name: "takes the process instance that the caller names",
    fact: "sales-qualification.md §1.1",
    run: async () => {
      const id = await newLead();
      const table = "leadtoopportunitysalesprocess";
      const instance = await seller.create("leadtoopportunitysalesprocesses", { "leadId@odata.bind": `/leads(${id})` });
      const made = await qualified(id, {
        ...all,
        ProcessInstanceId: entity(table, instance, "businessprocessflowinstanceid"),
      });
      const row = await api.row(`leadtoopportunitysalesprocesses(${instance})`);
      expect(row._opportunityid_value).toBe(made.opportunity);
    },
  },
  {
    name: "runs inside a change set, with values of the same change set, or not at all",
    fact: "dataverse-web-api.md §2.5",
    run: async () => {
      const id = await newLead();
      const base = "/api/data/v9.2/";
      const parts = [
        part(1, "PATCH", `${base}leads(${id})`, { companyname: "Renamed" }),
        part(2, "POST", base + qualify(id), all),
      ];
      const spoiler = part(3, "PATCH", `${base}leads(${id})`, { subject: "x".repeat(400) });
      expect((await seller.batch(changeSet(...parts, spoiler))).status).toBe(400);
      expect((await api.row(`leads(${id})`)).statecode).toBe(0);
      expect((await seller.batch(changeSet(...parts))).status).toBe(200);
      const lead = await api.row(`leads(${id})?$expand=parentaccountid($select=name)`);
      expect((lead.parentaccountid as { name: string }).name).toBe("Renamed");
    },
  },
  {
    name: "can be run again after the lead was reopened, and creates again",
    fact: "sales-qualification.md §4 Reactivate, §1.2 not idempotent",
    run: async () => {
      const id = await newLead();
      const first = await qualified(id);
      await seller.patch(`leads(${id})`, { statecode: 0, statuscode: 1 });
      const second = await qualified(id);
      expect(second.account).not.toBe(first.account);
      expect((await api.get(`accounts(${first.account})`)).status).toBe(200);
    },
  },
  {
    name: "leaves nothing behind when it is refused halfway",
    fact: "sales-qualification.md §1.2 (one transaction)",
    run: async () => {
      const id = await newLead({ companyname: "Halfway", subject: "S" });
      const currency = entity("transactioncurrency", nobody);
      expect((await seller.post(qualify(id), { ...all, OpportunityCurrencyId: currency })).status).toBe(404);
      expect((await api.row("accounts?$filter=name eq 'Halfway'")).value).toEqual([]);
    },
  },
];

function refusal(
  what: string,
  fact: string,
  status: number,
  code: string,
  message: RegExp,
  send: () => ReturnType<Api["post"]>,
): Case {
  return {
    name: `refuses ${what}`,
    fact,
    run: async () => {
      const answer = await send();
      expect({ status: answer.status, code: answer.code }).toEqual({ status, code });
      expect(answer.message).toMatch(message);
    },
  };
}

const facts = "sales-qualification.md";
const refusals: readonly Case[] = [
  refusal("a lead that is closed already", `${facts} §1.6 (10), §2`, 400, "0x80040519", /already closed/, async () => {
    const id = await newLead();
    await qualified(id);
    return seller.post(qualify(id), all);
  }),
  refusal(
    "a disqualified lead",
    `${facts} §1.6 (any non-open state)`,
    400,
    "0x80040519",
    /already closed/,
    async () => {
      const id = await newLead();
      await seller.patch(`leads(${id})`, { statecode: 2 });
      return seller.post(qualify(id), all);
    },
  ),
  refusal("a lead that is not there", `${facts} §1.6 (7)`, 404, "0x80040217", /Does Not Exist/, () =>
    seller.post(qualify(nobody), all),
  ),
  refusal("a missing status", `${facts} §1.6 (8)`, 400, "0x80040203", /Required field 'Status' is missing/, async () =>
    seller.post(qualify(await newLead()), { CreateAccount: true }),
  ),
  refusal("an unknown status", `${facts} §1.6 (9)`, 400, "0x80048408", /999999 is not a valid status code/, async () =>
    seller.post(qualify(await newLead()), { ...all, Status: 999999 }),
  ),
  refusal(
    "a status of an open lead",
    `${facts} §2`,
    400,
    "0x80048408",
    /1 is not a valid status code for state code LeadState/,
    async () => seller.post(qualify(await newLead()), { ...all, Status: 1 }),
  ),
  refusal(
    "a status of a disqualified lead",
    `${facts} §9 (g)`,
    400,
    "0x80048408",
    /4 is not a valid status code/,
    async () => seller.post(qualify(await newLead()), { ...all, Status: 4 }),
  ),
  refusal("a currency of another table", `${facts} §1.6 (11)`, 400, "0x80040203", /transactioncurrency/, async () =>
    seller.post(qualify(await newLead()), { ...all, OpportunityCurrencyId: entity("account", nobody) }),
  ),
  refusal("a currency that is not there", `${facts} §1.6 (12)`, 404, "0x80040217", /Does Not Exist/, async () =>
    seller.post(qualify(await newLead()), { ...all, OpportunityCurrencyId: entity("transactioncurrency", nobody) }),
  ),
  refusal(
    "a customer that is neither account nor contact",
    `${facts} §1.6 (13)`,
    400,
    "0x8004022d",
    /CustomerIdType/,
    async () => seller.post(qualify(await newLead()), { ...all, OpportunityCustomerId: entity("systemuser", nobody) }),
  ),
  refusal(
    "a parameter that it does not have",
    "dataverse-web-api.md §2.2",
    400,
    "0x80048d19",
    /not a valid parameter/,
    async () => seller.post(qualify(await newLead()), { ...all, SourceProcessCode: 1 }),
  ),
  refusal("a text where a yes/no belongs", "dataverse-web-api.md §2.2", 400, "0x80048d19", /Edm\.Boolean/, async () =>
    seller.post(qualify(await newLead()), { ...all, CreateAccount: "true" }),
  ),
  refusal(
    "to be called without its namespace",
    "dataverse-web-api.md §2.6",
    404,
    "0x80060888",
    /Resource not found/,
    async () => seller.post(`leads(${await newLead()})/QualifyLead`, all),
  ),
  refusal(
    "somebody who may not create accounts",
    `${facts} §2 CannotQualifyLead`,
    403,
    "0x80081018",
    /permission to create accounts/,
    async () => {
      const who = api.as("noaccounts");
      return who.post(qualify(await who.create("leads", { subject: "S", lastname: "L" })), all);
    },
  ),
  refusal(
    "somebody who may only read",
    `${facts} §1.2 privileges`,
    403,
    "0x80040220",
    /missing prvWriteLead/,
    async () => api.as("reader").post(qualify(await newLead()), none),
  ),
];

declareCases("QualifyLead", effects);
declareCases("QualifyLead refuses", refusals);
