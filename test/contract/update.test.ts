import { startSandbox, type TestSandbox } from "../support/sandbox";
import { Api, keyOf, people } from "./support/api";
import { declareCases, refused, type Case } from "./support/cases";

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

const updating: readonly Case[] = [
  {
    name: "an amount that goes together with its currency leaves no base amount",
    fact: "a base amount is computed from its amount",
    run: async () => {
      const id = await api.create("contacts", { lastname: "A", creditlimit: 100 });
      expect((await api.row(`contacts(${id})`)).creditlimit_base).toEqual(expect.any(Number));
      await api.patch(`contacts(${id})`, { creditlimit: null, "transactioncurrencyid@odata.bind": null });
      expect((await api.row(`contacts(${id})`)).creditlimit_base).toBeNull();
    },
  },
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

declareCases("updating", updating);
declareCases("deleting", deleting);
