import { startSandbox, type TestSandbox } from "../support/sandbox";
import { Api, keyOf, people } from "./support/api";
import { declareCases, type Case } from "./support/cases";

let sandbox: TestSandbox;
let api: Api;

beforeAll(async () => {
  sandbox = await startSandbox({ solution: false });
  api = new Api(sandbox.url, "administrator");
}, 60_000);
afterAll(() => sandbox.close());

const wire = "dataverse-web-api.md";
const sales = "sales-qualification.md";
const guid = (digit: number): string => `${digit}${digit}000000-0000-0000-0000-000000000001`;
const bind = (set: string, id: string): string => `/${set}(${id})`;

/** A case that sends one request and looks at status, code and text of the refusal. */
function refused(
  name: string,
  fact: string,
  send: () => ReturnType<Api["post"]>,
  status: number,
  code: string,
  message?: RegExp,
): Case {
  return {
    name: `refuses ${name}`,
    fact,
    run: async () => {
      const answer = await send();
      expect({ status: answer.status, code: answer.code }).toEqual({ status, code });
      if (message) expect(answer.message).toMatch(message);
    },
  };
}

const creating: readonly Case[] = [
  {
    name: "answers POST with 204, Location and OData-EntityId",
    fact: `${wire} §2.4`,
    run: async () => {
      const answer = await api.post("leads", { subject: "A" });
      expect([answer.status, answer.text]).toEqual([204, ""]);
      expect(answer.headers.get("odata-entityid")).toMatch(/^http.*\/api\/data\/v9\.2\/leads\([0-9a-f-]{36}\)$/);
      expect(answer.headers.get("location")).toBe(answer.headers.get("odata-entityid"));
      expect(answer.headers.get("odata-version")).toBe("4.0");
    },
  },
  {
    name: "answers 201 with the row when the representation is asked for, without OData-EntityId",
    fact: `${wire} §2.4`,
    run: async () => {
      const answer = await api.post("leads?$select=subject", { subject: "A" }, { prefer: "return=representation" });
      expect([answer.status, answer.json.subject]).toEqual([201, "A"]);
      expect(answer.headers.get("preference-applied")).toContain("return=representation");
      expect(answer.headers.get("odata-entityid")).toBeNull();
      expect(answer.json["@odata.etag"]).toMatch(/^W\/"[0-9a-fA-F]+"$/);
    },
  },
  {
    name: "takes the client's own key",
    fact: `${wire} §2.4`,
    run: async () => {
      expect(await api.create("leads", { leadid: guid(1), subject: "A" })).toBe(guid(1));
      const again = await api.post("leads", { leadid: guid(1), subject: "B" });
      expect([again.status, again.code]).toEqual([412, "0x80040237"]);
      expect(again.message).toBe("A record with matching key values already exists.");
    },
  },
  {
    name: "fills state, status, defaults, owner, business unit and authorship",
    fact: `${sales} §4, ${wire} §1`,
    run: async () => {
      const row = await api.row(`leads(${await api.as("seller").create("leads", { subject: "A" })})`);
      expect([row.statecode, row.statuscode, row.leadqualitycode]).toEqual([0, 1, 2]);
      expect([row._ownerid_value, row._owninguser_value, row._createdby_value, row._modifiedby_value]).toEqual(
        Array(4).fill(people.seller),
      );
      expect(row._owningteam_value).toBeNull();
      expect(row.createdon).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    },
  },
  {
    name: "computes the full name and the composite address, and again on update",
    fact: `${sales} §7`,
    run: async () => {
      const id = await api.create("leads", {
        firstname: "Ada",
        lastname: "Byron",
        address1_line1: "1 Rd",
        address1_city: "Leeds",
        address1_postalcode: "LS1",
      });
      const row = await api.row(`leads(${id})?$select=fullname,address1_composite`);
      expect([row.fullname, row.address1_composite]).toEqual(["Ada Byron", "1 Rd\r\nLeeds, LS1"]);
      await api.patch(`leads(${id})`, { lastname: "King" });
      expect((await api.row(`leads(${id})?$select=fullname`)).fullname).toBe("Ada King");
    },
  },
  {
    name: "computes amounts in the base currency, with the currency and rate of the row",
    fact: `${sales} §7, ${wire} §2.3`,
    run: async () => {
      const currencies = (await api.row("transactioncurrencies?$select=isocurrencycode,exchangerate")).value as {
        transactioncurrencyid: string;
        isocurrencycode: string;
        exchangerate: number;
      }[];
      const other = currencies.find((row) => row.exchangerate !== 1);
      const id = await api.create("leads", {
        subject: "A",
        budgetamount: 1000,
        "transactioncurrencyid@odata.bind": bind("transactioncurrencies", other?.transactioncurrencyid ?? ""),
      });
      const row = await api.row(`leads(${id})?$select=budgetamount,budgetamount_base,exchangerate`);
      expect(Number(row.budgetamount_base)).toBeCloseTo(1000 / (other?.exchangerate ?? 1), 3);
      const plain = await api.row(`leads(${await api.create("leads", { subject: "A", budgetamount: 7 })})`);
      expect(plain.budgetamount_base).toBe(7);
      expect(plain._transactioncurrencyid_value).not.toBeNull();
    },
  },
  {
    name: "passes over annotations and read-only columns that clients send back",
    fact: `${wire} §2.4 [R]`,
    run: async () => {
      const id = await api.create("leads", {
        "@odata.etag": 'W/"1"',
        subject: "A",
        "ownerid@odata.bind": bind("systemusers", people.seller),
        "ownerid@OData.Community.Display.V1.FormattedValue": "Alex",
        "statuscode@OData.Community.Display.V1.FormattedValue": "New",
        createdon: "2001-01-01T00:00:00Z",
        processid: "00000000-0000-0000-0000-000000000000",
        statecode: 0,
        statuscode: 1,
      });
      const row = await api.row(`leads(${id})`);
      expect(row._ownerid_value).toBe(people.seller);
      expect(String(row.createdon)).not.toMatch(/^2001/);
    },
  },
  {
    name: "binds lookups with or without a leading slash, absolute, and by @odata.id",
    fact: `${wire} §2.4 [X]`,
    run: async () => {
      const account = await api.create("accounts", { name: "A" });
      for (const uri of [`/accounts(${account})`, `accounts(${account})`, `${api.root}accounts(${account})`]) {
        const id = await api.create("contacts", { lastname: "L", "parentcustomerid_account@odata.bind": uri });
        expect((await api.row(`contacts(${id})`))._parentcustomerid_value).toBe(account);
      }
      const id = await api.create("contacts", {
        lastname: "L",
        parentcustomerid_account: { "@odata.id": `accounts(${account})` },
      });
      expect((await api.row(`contacts(${id})`))._parentcustomerid_value).toBe(account);
    },
  },
  {
    name: "binds the capital navigation names of the process table",
    fact: `${wire} §1`,
    run: async () => {
      const lead = await api.create("leads", { subject: "A" });
      const id = await api.create("leadtoopportunitysalesprocesses", { "leadId@odata.bind": bind("leads", lead) });
      expect((await api.row(`leadtoopportunitysalesprocesses(${id})`))._leadid_value).toBe(lead);
      const wrong = await api.post("leadtoopportunitysalesprocesses", { "leadid@odata.bind": bind("leads", lead) });
      expect([wrong.status, wrong.code]).toEqual([400, "0x80048d19"]);
    },
  },
  {
    name: "creates nested rows of lookups and collections in one request",
    fact: `${wire} §2.4`,
    run: async () => {
      const id = await api.create("accounts", {
        name: "Deep",
        primarycontactid: { lastname: "Parent" },
        contact_customer_accounts: [{ lastname: "Child 1" }, { lastname: "Child 2" }],
        Account_Tasks: [{ subject: "Call" }],
      });
      const row = await api.row(
        `accounts(${id})?$expand=primarycontactid($select=lastname),contact_customer_accounts($select=lastname)`,
      );
      expect((row.primarycontactid as { lastname: string }).lastname).toBe("Parent");
      expect((row.contact_customer_accounts as unknown[]).length).toBe(2);
      expect(((await api.row(`accounts(${id})/Account_Tasks`)).value as unknown[]).length).toBe(1);
    },
  },
  {
    name: "links existing rows of a collection on create",
    fact: `${wire} §2.4`,
    run: async () => {
      const contact = await api.create("contacts", { lastname: "L" });
      const id = await api.create("accounts", {
        name: "A",
        "contact_customer_accounts@odata.bind": [bind("contacts", contact)],
      });
      expect((await api.row(`contacts(${contact})`))._parentcustomerid_value).toBe(id);
    },
  },
  {
    name: "sets customerid and the parent columns of an opportunity from each other",
    fact: `${sales} §1.3 [KNOW]`,
    run: async () => {
      const account = await api.create("accounts", { name: "A" });
      const first = await api.row(
        `opportunities(${await api.create("opportunities", { name: "O", "customerid_account@odata.bind": bind("accounts", account) })})`,
      );
      expect(first._parentaccountid_value).toBe(account);
      const second = await api.row(
        `opportunities(${await api.create("opportunities", { name: "O", "parentaccountid@odata.bind": bind("accounts", account) })})`,
      );
      expect(second._customerid_value).toBe(account);
    },
  },
  {
    name: "creates many rows at once, or none",
    fact: `${wire} §2.4 bulk`,
    run: async () => {
      const target = (subject: string) => ({ "@odata.type": "Microsoft.Dynamics.CRM.lead", subject });
      const made = await api.post("leads/Microsoft.Dynamics.CRM.CreateMultiple", {
        Targets: [target("M1"), target("M2")],
      });
      expect(made.status).toBe(200);
      expect(made.json["@odata.context"]).toMatch(/#Microsoft\.Dynamics\.CRM\.CreateMultipleResponse$/);
      expect((made.json.Ids as string[]).length).toBe(2);
      const failed = await api.post("leads/Microsoft.Dynamics.CRM.CreateMultiple", {
        Targets: [target("M3"), target("x".repeat(301))],
      });
      expect(failed.status).toBe(400);
      expect((await api.row("leads?$filter=subject eq 'M3'")).value).toEqual([]);
    },
  },
  {
    name: "updates and upserts many rows at once",
    fact: `${wire} §2.4 bulk`,
    run: async () => {
      const id = await api.create("leads", { subject: "Before" });
      const type = "Microsoft.Dynamics.CRM.lead";
      expect(
        (
          await api.post("leads/Microsoft.Dynamics.CRM.UpdateMultiple", {
            Targets: [{ "@odata.type": type, leadid: id, subject: "After" }],
          })
        ).status,
      ).toBe(204);
      const both = await api.post("leads/Microsoft.Dynamics.CRM.UpsertMultiple", {
        Targets: [
          { "@odata.type": type, leadid: id, subject: "Again" },
          { "@odata.type": type, leadid: guid(2), subject: "New" },
        ],
      });
      expect((both.json.Results as { RecordCreated: boolean }[]).map((each) => each.RecordCreated)).toEqual([
        false,
        true,
      ]);
      expect((await api.row(`leads(${id})`)).subject).toBe("Again");
    },
  },
  {
    name: "mirrors a connection",
    fact: `${sales} §1.4`,
    run: async () => {
      const [lead, contact] = [
        await api.create("leads", { subject: "A" }),
        await api.create("contacts", { lastname: "L" }),
      ];
      await api.create("connections", {
        "record1id_lead@odata.bind": bind("leads", lead),
        "record2id_contact@odata.bind": bind("contacts", contact),
      });
      const rows = (await api.row(`connections?$filter=_record1id_value eq ${contact}`)).value as {
        _record2id_value: string;
      }[];
      expect(rows.map((row) => row._record2id_value)).toEqual([lead]);
    },
  },
];

const updating: readonly Case[] = [
  {
    name: "updates with PATCH, 204 and OData-EntityId",
    fact: `${wire} §2.4 [R]`,
    run: async () => {
      const id = await api.create("leads", { subject: "A" });
      const answer = await api.patch(`leads(${id})`, { subject: "B" });
      expect([answer.status, keyOf(answer)]).toEqual([204, id]);
      expect((await api.row(`leads(${id})`)).subject).toBe("B");
    },
  },
  {
    name: "creates with PATCH on an unused key, unless If-Match is *",
    fact: `${wire} §2.4`,
    run: async () => {
      const refusedUpdate = await api.patch(`leads(${guid(3)})`, { subject: "A" }, { "if-match": "*" });
      expect([refusedUpdate.status, refusedUpdate.code]).toEqual([404, "0x80040217"]);
      expect((await api.patch(`leads(${guid(3)})`, { subject: "A" })).status).toBe(204);
      expect((await api.row(`leads(${guid(3)})`)).subject).toBe("A");
    },
  },
  {
    name: "creates but does not update with If-None-Match *",
    fact: `${wire} §2.4`,
    run: async () => {
      expect((await api.patch(`leads(${guid(4)})`, { subject: "A" }, { "if-none-match": "*" })).status).toBe(204);
      const again = await api.patch(`leads(${guid(4)})`, { subject: "B" }, { "if-none-match": "*" });
      expect([again.status, again.code]).toEqual([412, "0x80040237"]);
    },
  },
  {
    name: "takes If-None-Match: null as no condition",
    fact: `${wire} §2.1`,
    run: async () => {
      const id = await api.create("leads", { subject: "A" });
      expect((await api.patch(`leads(${id})`, { subject: "B" }, { "if-none-match": "null" })).status).toBe(204);
    },
  },
  {
    name: "refuses a stale version, and takes the current one",
    fact: `${wire} §2.2`,
    run: async () => {
      const id = await api.create("leads", { subject: "A" });
      const etag = String((await api.row(`leads(${id})?$select=subject`))["@odata.etag"]);
      expect((await api.patch(`leads(${id})`, { subject: "B" }, { "if-match": etag })).status).toBe(204);
      const stale = await api.patch(`leads(${id})`, { subject: "C" }, { "if-match": etag });
      expect([stale.status, stale.code]).toEqual([412, "0x80060882"]);
      expect(stale.message).toBe("The version of the existing record doesn't match the RowVersion property provided.");
      expect((await api.delete(`leads(${id})`, { "if-match": etag })).status).toBe(412);
    },
  },
  {
    name: "empties a lookup by bind null, by the navigation property, and by DELETE $ref",
    fact: `${wire} §2.4`,
    run: async () => {
      const account = await api.create("accounts", { name: "A" });
      for (const clear of [
        (id: string) => api.patch(`leads(${id})`, { "parentaccountid@odata.bind": null }),
        (id: string) => api.patch(`leads(${id})`, { parentaccountid: null }),
        (id: string) => api.delete(`leads(${id})/parentaccountid/$ref`),
      ]) {
        const id = await api.create("leads", { subject: "A", "parentaccountid@odata.bind": bind("accounts", account) });
        expect((await clear(id)).status).toBe(204);
        expect((await api.row(`leads(${id})`))._parentaccountid_value).toBeNull();
      }
    },
  },
  {
    name: "writes and empties a single property",
    fact: `${wire} §2.4`,
    run: async () => {
      const id = await api.create("leads", { subject: "A", description: "d" });
      expect((await api.put(`leads(${id})/subject`, { value: "B" })).status).toBe(204);
      expect((await api.delete(`leads(${id})/description`)).status).toBe(204);
      const row = await api.row(`leads(${id})`);
      expect([row.subject, row.description]).toEqual(["B", null]);
    },
  },
  {
    name: "links by POST and PUT $ref and unlinks by $id and by key",
    fact: `${wire} §2.4`,
    run: async () => {
      const [account, contact] = [
        await api.create("accounts", { name: "A" }),
        await api.create("contacts", { lastname: "L" }),
      ];
      const parent = async () => (await api.row(`contacts(${contact})`))._parentcustomerid_value;
      expect(
        (
          await api.post(`accounts(${account})/contact_customer_accounts/$ref`, {
            "@odata.id": `${api.root}contacts(${contact})`,
          })
        ).status,
      ).toBe(204);
      expect(await parent()).toBe(account);
      expect((await api.delete(`accounts(${account})/contact_customer_accounts(${contact})/$ref`)).status).toBe(204);
      expect(await parent()).toBeNull();
      expect(
        (await api.put(`contacts(${contact})/parentcustomerid_account/$ref`, { "@odata.id": `accounts(${account})` }))
          .status,
      ).toBe(204);
      expect(await parent()).toBe(account);
      expect(
        (await api.delete(`accounts(${account})/contact_customer_accounts/$ref?$id=${api.root}contacts(${contact})`))
          .status,
      ).toBe(204);
      expect(await parent()).toBeNull();
    },
  },
  {
    name: "associates many to many, and refuses to do it twice",
    fact: `${wire} §2.2`,
    run: async () => {
      const lead = await api.create("leads", { subject: "A" });
      const competitor = await api.create("competitors", { name: "C" });
      const link = () =>
        api.post(`leads(${lead})/leadcompetitors_association/$ref`, { "@odata.id": `competitors(${competitor})` });
      expect((await link()).status).toBe(204);
      const again = await link();
      expect([again.status, again.code]).toEqual([412, "0x80040237"]);
      expect((await api.delete(`leads(${lead})/leadcompetitors_association(${competitor})/$ref`)).status).toBe(204);
      expect((await link()).status).toBe(204);
    },
  },
  {
    name: "sets the default status of a state, and takes a fitting status",
    fact: `${sales} §4`,
    run: async () => {
      const id = await api.create("leads", { subject: "A" });
      await api.patch(`leads(${id})`, { statecode: 2 });
      expect((await api.row(`leads(${id})`)).statuscode).toBe(7);
      await api.patch(`leads(${id})`, { statecode: 0, statuscode: 2 });
      expect((await api.row(`leads(${id})`)).statuscode).toBe(2);
      await api.patch(`leads(${id})`, { statuscode: 1 });
      expect((await api.row(`leads(${id})`)).statuscode).toBe(1);
    },
  },
  {
    name: "gives a row to somebody else with its owner columns",
    fact: `${wire} §1 ownerid`,
    run: async () => {
      const id = await api.create("leads", { subject: "A" });
      await api.patch(`leads(${id})`, { "ownerid@odata.bind": bind("systemusers", people.americas) });
      const row = await api.row(`leads(${id})`);
      expect([row._ownerid_value, row._owninguser_value]).toEqual([people.americas, people.americas]);
      const user = await api.row(`systemusers(${people.americas})?$select=_businessunitid_value`);
      expect(row._owningbusinessunit_value).toBe(user._businessunitid_value);
    },
  },
  {
    name: "moves a process instance only to stages of its process that have a row",
    fact: `${wire} §2.2 (0x80100002, 0x80060452)`,
    run: async () => {
      const lead = await api.create("leads", { subject: "A" });
      const id = await api.create("leadtoopportunitysalesprocesses", { "leadId@odata.bind": bind("leads", lead) });
      const move = (stage: string) =>
        api.patch(`leadtoopportunitysalesprocesses(${id})`, {
          "activestageid@odata.bind": bind("processstages", stage),
        });
      expect((await move("bfc9108c-8389-406b-9166-2c3298a2e41f")).code).toBe("0x80100002");
      expect((await api.patch(`leadtoopportunitysalesprocesses(${id})`, { traversedpath: guid(9) })).code).toBe(
        "0x80060455",
      );
    },
  },
];

const deleting: readonly Case[] = [
  {
    name: "deletes with 204, and then there is nothing",
    fact: `${wire} §2.1`,
    run: async () => {
      const id = await api.create("leads", { subject: "A" });
      expect((await api.delete(`leads(${id})`)).status).toBe(204);
      const gone = await api.get(`leads(${id})`);
      expect([gone.status, gone.code]).toEqual([404, "0x80040217"]);
      expect(gone.message).toBe(`lead With Id = ${id} Does Not Exist`);
      expect((await api.delete(`leads(${id})`)).status).toBe(404);
    },
  },
  {
    name: "takes notes, activities, connections and the process of a lead along, and unlinks what came out of it",
    fact: `${sales} §7 cascades`,
    run: async () => {
      const id = await api.create("leads", {
        subject: "A",
        Lead_Annotation: [{ subject: "N" }],
        Lead_Tasks: [{ subject: "T" }],
      });
      const account = await api.create("accounts", { name: "A", "originatingleadid@odata.bind": bind("leads", id) });
      const process = await api.create("leadtoopportunitysalesprocesses", { "leadId@odata.bind": bind("leads", id) });
      expect((await api.delete(`leads(${id})`)).status).toBe(204);
      expect((await api.row(`annotations?$filter=_objectid_value eq ${id}`)).value).toEqual([]);
      expect((await api.row(`tasks?$filter=_regardingobjectid_value eq ${id}`)).value).toEqual([]);
      expect((await api.get(`leadtoopportunitysalesprocesses(${process})`)).status).toBe(404);
      expect((await api.row(`accounts(${account})`))._originatingleadid_value).toBeNull();
    },
  },
  refused(
    "to delete a currency that is in use",
    `${sales} §7 (Restrict)`,
    async () => {
      const id = await api.create("leads", { subject: "A", budgetamount: 1 });
      return api.delete(`transactioncurrencies(${(await api.row(`leads(${id})`))._transactioncurrencyid_value})`);
    },
    405,
    "0x80040227",
  ),
];

const refusing: readonly Case[] = [
  refused(
    "text beyond the length",
    `${wire} §2.2`,
    () => api.post("tasks", { subject: "x".repeat(201) }),
    400,
    "0x80044331",
    /^A validation error occurred. {2}The length of the 'subject' attribute of the 'task' entity exceeded the maximum allowed length of '200'\.$/,
  ),
  refused(
    "an amount above the maximum",
    `${wire} §2.2`,
    () => api.post("leads", { budgetamount: 1e13 }),
    400,
    "0x8004432f",
  ),
  refused(
    "an amount below the minimum",
    `${wire} §2.2`,
    () => api.post("leads", { budgetamount: -1 }),
    400,
    "0x80044330",
  ),
  refused(
    "a whole number beyond the range",
    `${wire} §2.2`,
    () => api.post("leads", { numberofemployees: 2000000 }),
    400,
    "0x8004432f",
  ),
  refused(
    "a number beyond Edm.Int32",
    `${wire} §2.2`,
    () => api.post("leads", { numberofemployees: 3e9 }),
    400,
    "0x80048d19",
    /Edm\.Int32/,
  ),
  refused(
    "an option that is not in the set",
    `${wire} §2.2`,
    () => api.post("leads", { leadsourcecode: 4711 }),
    400,
    "0x8004431a",
  ),
  refused(
    "a status of another state",
    `${sales} §2`,
    async () => api.patch(`leads(${await api.create("leads", { subject: "A" })})`, { statuscode: 3 }),
    400,
    "0x80048408",
    /^3 is not a valid status code for state code LeadState\.Open on lead with Id /,
  ),
  refused(
    "a state and a status that do not fit",
    `${sales} §2`,
    async () => api.patch(`leads(${await api.create("leads", { subject: "A" })})`, { statecode: 2, statuscode: 3 }),
    400,
    "0x80048408",
    /LeadState\.Disqualified/,
  ),
  refused(
    "an unknown state",
    `${sales} §2`,
    async () => api.patch(`leads(${await api.create("leads", { subject: "A" })})`, { statecode: 9 }),
    400,
    "0x80048408",
  ),
  refused(
    "to create a closed lead",
    `${sales} §4`,
    () => api.post("leads", { subject: "A", statecode: 1, statuscode: 3 }),
    400,
    "0x80048408",
  ),
  refused(
    "an unknown property",
    `${wire} §2.2`,
    () => api.post("accounts", { foo_bar: 1 }),
    400,
    "0x80048d19",
    /Invalid property 'foo_bar' was found in entity 'Microsoft\.Dynamics\.CRM\.account'\..*does not exist on type/,
  ),
  refused(
    "an unknown navigation property in a bind",
    `${wire} §2.2`,
    () => api.post("contacts", { "parentcustomerid@odata.bind": "/accounts(1)" }),
    400,
    "0x80048d19",
    /An undeclared property 'parentcustomerid' which only has property annotations/,
  ),
  refused(
    "to write _x_value",
    `${wire} §2.4`,
    () => api.post("leads", { _parentaccountid_value: guid(5) }),
    400,
    "0x80048d19",
    /Navigation properties instead/,
  ),
  refused(
    "a bind to a row that is not there",
    `${wire} §2.2`,
    () => api.post("leads", { "parentaccountid@odata.bind": bind("accounts", guid(5)) }),
    404,
    "0x80040217",
    /Does Not Exist/,
  ),
  refused(
    "a bind to a row of another table",
    `${wire} §1`,
    () => api.post("contacts", { "parentcustomerid_account@odata.bind": bind("contacts", guid(5)) }),
    400,
    "0x80048d19",
  ),
  refused(
    "a bind to an unknown set",
    `${wire} §2.2`,
    () => api.post("leads", { "parentaccountid@odata.bind": "/account(1)" }),
    404,
    "0x80060888",
    /Resource not found for the segment 'account'/,
  ),
  refused("a number as text", `${wire} §2.2`, () => api.post("leads", { numberofemployees: "5" }), 400, "0x80048d19"),
  refused(
    "text as a number",
    `${wire} §2.2`,
    () => api.post("leads", { subject: 5 }),
    400,
    "0x80048d19",
    /Edm\.String/,
  ),
  refused(
    "a date without time zone",
    `${wire} §2.3`,
    () => api.post("tasks", { subject: "A", scheduledend: "2026-01-01T10:00:00" }),
    400,
    "0x80048d19",
    /time zone/,
  ),
  refused(
    "a key that is no guid",
    `${wire} §2.2`,
    () => api.post("leads", { leadid: "x" }),
    400,
    "0x80048d19",
    /Edm\.Guid/,
  ),
  refused(
    "an object for a collection",
    `${wire} §2.4`,
    () => api.post("accounts", { contact_customer_accounts: {} }),
    400,
    "0x80048d19",
  ),
  refused(
    "a body that is no JSON",
    `${wire} §2.1`,
    () => api.send("POST", "leads", "{", { "content-type": "application/json" }),
    400,
    "0x80048d19",
  ),
  refused("a body that is a list", `${wire} §2.1`, () => api.post("leads", []), 400, "0x80048d19"),
  refused(
    "a named key of systemusers",
    `${wire} §1`,
    () => api.get(`systemusers(systemuserid=${people.seller})`),
    400,
    "0x80060888",
    /The key in the request URI is not valid/,
  ),
  refused(
    "an alternate key that is not defined",
    `${wire} §2.2`,
    () => api.get("accounts(accountnumber='1')"),
    400,
    "0x80060888",
    /The key in the request URI is not valid/,
  ),
  refused(
    "an unknown set",
    `${wire} §2.2`,
    () => api.get("Account"),
    404,
    "0x80060888",
    /^Resource not found for the segment 'Account'\.$/,
  ),
  refused("a verb that a set does not have", `${wire} §2.1`, () => api.send("PUT", "leads", {}), 405, "0x80060888"),
  refused(
    "a function by POST",
    `${wire} §2.2`,
    () => api.post("WhoAmI"),
    404,
    "",
    /^No HTTP resource was found that matches the request URI /,
  ),
  refused(
    "a bound function without its namespace",
    `${wire} §2.6`,
    () => api.post("Microsoft.Dynamics.CRM.WhoAmI"),
    400,
    "0x80060888",
    /unresolved parameters/,
  ),
];

declareCases("creating", creating);
declareCases("updating", updating);
declareCases("deleting", deleting);
declareCases("refusing", refusing);
