import { startSandbox, type TestSandbox } from "../support/sandbox";
import { Api, people } from "./support/api";
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

declareCases("creating", creating);
