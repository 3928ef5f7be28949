import { DynamicsWebApi } from "dynamics-web-api";
import { startSandbox, type TestSandbox } from "../support/sandbox";
import { Api, people } from "./support/api";
import { declareCases, type Case } from "./support/cases";

let sandbox: TestSandbox;
let api: Api;
let client: DynamicsWebApi;

beforeAll(async () => {
  sandbox = await startSandbox({ solution: false });
  api = new Api(sandbox.url, "administrator");
  client = clientAs(people.administrator);
}, 60_000);
afterAll(() => sandbox.close());

function clientAs(impersonateAAD: string): DynamicsWebApi {
  return new DynamicsWebApi({ serverUrl: sandbox.url, dataApi: { version: "9.2" }, impersonateAAD });
}

type Row = Record<string, unknown>;
const client_ = "the client that the product ships";
const wire = "dataverse-web-api.md";
const lead = (data: Row) => client.create<Row, string>({ collection: "leads", data });
const failure = async (work: Promise<unknown>): Promise<{ status: number; code: string; message: string }> => {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error as { status: number; code: string; message: string };
};

const cases: readonly Case[] = [
  {
    name: "creates, and resolves to the key of OData-EntityId",
    fact: `${client_}; ${wire} §2.4`,
    run: async () => expect(await lead({ subject: "A" })).toMatch(/^[0-9a-f-]{36}$/i),
  },
  {
    name: "creates and returns the representation",
    fact: `${client_}; ${wire} §2.4`,
    run: async () => {
      const row = await client.create<Row>({
        collection: "leads",
        data: { subject: "A" },
        returnRepresentation: true,
        select: ["subject"],
      });
      expect(row.subject).toBe("A");
    },
  },
  {
    name: "retrieves with select and expand",
    fact: `${wire} §2.3`,
    run: async () => {
      const key = await lead({ subject: "A" });
      const row = await client.retrieve<Row>({
        collection: "leads",
        key,
        select: ["subject"],
        expand: [{ property: "owninguser", select: ["fullname"] }],
      });
      expect(row.subject).toBe("A");
      expect((row.owninguser as Row).fullname).toBe("Jonas Weber");
    },
  },
  {
    name: "reads formatted values, lookup names and navigation properties as extra keys",
    fact: `${wire} §2.3`,
    run: async () => {
      const key = await lead({ subject: "A" });
      const row = await client.retrieve<Row>({
        collection: "leads",
        key,
        select: ["statuscode", "_ownerid_value"],
        includeAnnotations: "*",
      });
      expect(row.statuscode_Formatted).toBe("New");
      expect(row._ownerid_value_Formatted).toBe("Jonas Weber");
      expect(row._ownerid_value_LogicalName).toBe("systemuser");
    },
  },
  {
    name: "retrieves many with filter, order, top and count",
    fact: `${wire} §2.3`,
    run: async () => {
      for (const subject of ["many 1", "many 2", "many 3"]) await lead({ subject });
      const answer = await client.retrieveMultiple<Row>({
        collection: "leads",
        select: ["subject"],
        filter: "startswith(subject,'many')",
        orderBy: ["subject desc"],
        top: 2,
        count: true,
      });
      expect(answer.value.map((row) => row.subject)).toEqual(["many 3", "many 2"]);
      expect(answer.oDataCount).toBe(3);
    },
  },
  {
    name: "follows next links page by page to the end",
    fact: `${wire} §2.3`,
    run: async () => {
      for (let i = 0; i < 5; i++) await lead({ subject: `page ${i}` });
      const all = await client.retrieveAll<Row>({
        collection: "leads",
        select: ["subject"],
        filter: "startswith(subject,'page ')",
        maxPageSize: 2,
      });
      expect(all.value).toHaveLength(5);
    },
  },
  {
    name: "counts",
    fact: `${wire} §2.3`,
    run: async () => {
      await lead({ subject: "counted" });
      expect(await client.count({ collection: "leads", filter: "subject eq 'counted'" })).toBe(1);
    },
  },
  {
    name: "updates, single property too, and deletes",
    fact: `${wire} §2.4`,
    run: async () => {
      const key = await lead({ subject: "A" });
      await client.update({ collection: "leads", key, data: { subject: "B" } });
      await client.updateSingleProperty({ collection: "leads", key, fieldValuePair: { jobtitle: "CEO" } });
      const row = await client.retrieve<Row>({ collection: "leads", key, select: ["subject", "jobtitle"] });
      expect([row.subject, row.jobtitle]).toEqual(["B", "CEO"]);
      await client.deleteRecord({ collection: "leads", key });
      expect(await failure(client.retrieve({ collection: "leads", key }))).toMatchObject({
        status: 404,
        code: "0x80040217",
      });
    },
  },
  {
    name: "upserts",
    fact: `${wire} §2.4`,
    run: async () => {
      const key = "a1000000-0000-0000-0000-000000000001";
      await client.upsert({ collection: "leads", key, data: { subject: "A" } });
      await client.upsert({ collection: "leads", key, data: { subject: "B" } });
      expect((await client.retrieve<Row>({ collection: "leads", key, select: ["subject"] })).subject).toBe("B");
    },
  },
  {
    name: "does not update over a stale version",
    fact: `${wire} §2.2`,
    run: async () => {
      const key = await lead({ subject: "A" });
      const row = await client.retrieve<Row>({ collection: "leads", key, select: ["subject"] });
      await client.update({ collection: "leads", key, data: { subject: "B" } });
      const ifmatch = String(row["@odata.etag"]);
      // The client answers 412 of a conditional update with false.
      expect(await client.update({ collection: "leads", key, data: { subject: "C" }, ifmatch })).toBe(false);
      expect((await client.retrieve<Row>({ collection: "leads", key, select: ["subject"] })).subject).toBe("B");
    },
  },
  {
    name: "associates and disassociates, collection and single",
    fact: `${wire} §2.4`,
    run: async () => {
      const account = await client.create<Row, string>({ collection: "accounts", data: { name: "A" } });
      const contact = await client.create<Row, string>({ collection: "contacts", data: { lastname: "L" } });
      const parent = async () => (await api.row(`contacts(${contact})`))._parentcustomerid_value;
      const pair = {
        collection: "accounts",
        primaryKey: account,
        relationshipName: "contact_customer_accounts",
        relatedKey: contact,
      };
      await client.associate({ ...pair, relatedCollection: "contacts" });
      expect(await parent()).toBe(account);
      await client.disassociate(pair);
      expect(await parent()).toBeNull();
      const single = { collection: "contacts", primaryKey: contact, navigationProperty: "parentcustomerid_account" };
      await client.associateSingleValued({ ...single, relatedCollection: "accounts", relatedKey: account });
      expect(await parent()).toBe(account);
      await client.disassociateSingleValued(single);
      expect(await parent()).toBeNull();
    },
  },
  {
    name: "calls functions, unbound and bound",
    fact: `${wire} §2.6`,
    run: async () => {
      expect((await client.callFunction<Row>({ name: "WhoAmI" })).UserId).toBe(people.administrator);
      const privileges = await client.callFunction<{ RolePrivileges: unknown[] }>({
        collection: "systemusers",
        key: people.seller,
        name: "Microsoft.Dynamics.CRM.RetrieveUserPrivileges",
      });
      expect(privileges.RolePrivileges.length).toBeGreaterThan(20);
    },
  },
  {
    name: "calls InitializeFrom with aliases, and posts what it answers",
    fact: `${wire} §2.6, sales-qualification.md §6`,
    run: async () => {
      const key = await lead({ subject: "Init", companyname: "Init AG", budgetamount: 12 });
      const values = await client.callFunction<Row>({
        name: "InitializeFrom",
        parameters: {
          EntityMoniker: { "@odata.id": `leads(${key})` },
          TargetEntityName: "opportunity",
          TargetFieldType: "Microsoft.Dynamics.CRM.TargetFieldType'ValidForCreate'",
        },
      });
      expect(values).toMatchObject({
        name: "Init",
        "originatingleadid@odata.bind": `leads(${key})`,
        "@odata.type": "#Microsoft.Dynamics.CRM.opportunity",
      });
      const created = await client.create<Row, string>({ collection: "opportunities", data: values });
      expect((await api.row(`opportunities(${created})`))._originatingleadid_value).toBe(key.toLowerCase());
    },
  },
  {
    name: "qualifies through callAction",
    fact: "sales-qualification.md §1",
    run: async () => {
      const key = await lead({ subject: "Q", companyname: "Q AG", lastname: "L" });
      const answer = await client.callAction<{ value: Row[] }>({
        collection: "leads",
        key,
        actionName: "Microsoft.Dynamics.CRM.QualifyLead",
        action: { CreateAccount: true, CreateContact: true, CreateOpportunity: true, Status: 3 },
      });
      expect(answer.value).toHaveLength(3);
    },
  },
  {
    name: "batches reads and change sets, and parses each part",
    fact: `${wire} §2.5`,
    run: async () => {
      const key = await lead({ subject: "in batch" });
      client.startBatch();
      void client.retrieve({ collection: "leads", key, select: ["subject"] });
      void client.create({ collection: "accounts", data: { name: "Batch" }, contentId: "1" });
      void client.create({
        collection: "contacts",
        data: { lastname: "B", "parentcustomerid_account@odata.bind": "$1" },
        contentId: "2",
      });
      void client.count({ collection: "leads" });
      const [row, account, contact, count] = (await client.executeBatch()) as [Row, string, string, number];
      expect(row.subject).toBe("in batch");
      expect(count).toBeGreaterThan(0);
      expect((await api.row(`contacts(${contact})`))._parentcustomerid_value).toBe(account.toLowerCase());
    },
  },
  {
    name: "refers to an earlier row by its Content-ID in the address",
    fact: `${wire} §2.5 [R DynamicsWebApi#190]`,
    run: async () => {
      client.startBatch();
      void client.create({ collection: "accounts", data: { name: "Content" }, contentId: "1" });
      void client.update({ collection: "$1", data: { name: "Changed" } } as never);
      const result = await client.executeBatch();
      expect((await api.row(`accounts(${String(result[0])})`)).name).toBe("Changed");
    },
  },
  {
    name: "rejects a batch whose change set failed with the error of the part",
    fact: `${wire} §2.5`,
    run: async () => {
      client.startBatch();
      void client.create({ collection: "leads", data: { subject: "batch fails" } });
      void client.create({ collection: "leads", data: { subject: "x".repeat(400) } });
      const error = await failure(client.executeBatch());
      expect(JSON.stringify(error)).toContain("0x80044331");
      expect((await api.row("leads?$filter=subject eq 'batch fails'")).value).toEqual([]);
    },
  },
  {
    name: "sends text of every language, also in a batch",
    fact: `${wire} §2.1`,
    run: async () => {
      const subject = "Ærø 株式会社 🚀";
      client.startBatch();
      void client.create({ collection: "leads", data: { subject } });
      const result = await client.executeBatch();
      expect((await api.row(`leads(${String(result[0])})`)).subject).toBe(subject);
    },
  },
  {
    name: "reads definitions of tables, attributes and option sets",
    fact: `${wire} §2.6 metadata`,
    run: async () => {
      const table = await client.retrieveEntity<Row>({
        key: "LogicalName='lead'",
        select: ["LogicalName", "EntitySetName"],
      } as never);
      expect(table.EntitySetName).toBe("leads");
      const attributes = await client.retrieveAttributes<Row>({
        entityKey: "LogicalName='lead'",
        castType: "Microsoft.Dynamics.CRM.PicklistAttributeMetadata",
        expand: [{ property: "OptionSet", select: ["Options"] }],
      } as never);
      expect(attributes.value.map((row) => row.LogicalName)).toContain("leadsourcecode");
    },
  },
  {
    name: "fetches by FetchXML",
    fact: `${wire} §2.3 FetchXML`,
    run: async () => {
      await lead({ subject: "fetched" });
      const answer = await client.fetch<Row>({
        collection: "leads",
        fetchXml:
          '<fetch><entity name="lead"><attribute name="subject"/><filter><condition attribute="subject" operator="eq" value="fetched"/></filter></entity></fetch>',
      });
      expect(answer.value.map((row) => row.subject)).toEqual(["fetched"]);
    },
  },
  {
    name: "impersonates per client",
    fact: `${wire} §2.4 impersonation`,
    run: async () =>
      expect((await clientAs(people.reader).callFunction<Row>({ name: "WhoAmI" })).UserId).toBe(people.reader),
  },
  {
    name: "passes status, code and message of an error on",
    fact: `${wire} §2.2`,
    run: async () => {
      const error = await failure(clientAs(people.reader).create({ collection: "leads", data: { subject: "A" } }));
      expect(error).toMatchObject({ status: 403, code: "0x80040220" });
      expect(error.message).toContain("missing prvCreateLead");
    },
  },
];

declareCases("dynamics-web-api", cases);
