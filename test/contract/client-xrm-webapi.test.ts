import * as xrm from "xrm-webapi/dist/webapi";
import type { WebApiConfig } from "xrm-webapi/dist/models";
import { startSandbox, type TestSandbox } from "../support/sandbox";
import { Api, people } from "./support/api";
import { declareCases, type Case } from "./support/cases";
import { xrmConfig, xrmSend as send } from "./support/xrm-client";

let sandbox: TestSandbox;
let api: Api;
let config: WebApiConfig;

beforeAll(async () => {
  sandbox = await startSandbox({ solution: false });
  api = new Api(sandbox.url, "seller");
  config = xrmConfig(sandbox.url);
}, 60_000);
afterAll(() => sandbox.close());

interface Row {
  readonly [name: string]: string | number | boolean | null | Row[];
}
const wire = "dataverse-web-api.md";
const created = (set: string, entity: object, id: string): Promise<Row> =>
  xrm.createWithReturnData(config, set, entity, `$select=${id}`, send) as Promise<Row>;

const cases: readonly Case[] = [
  {
    name: "creates with and without the row in return",
    fact: `${wire} §2.4`,
    run: async () => {
      await xrm.create(config, "leads", { subject: "X1" }, send);
      expect((await created("leads", { subject: "X2" }, "subject")).subject).toBe("X2");
    },
  },
  {
    name: "retrieves one row with formatted values",
    fact: `${wire} §2.3`,
    run: async () => {
      const { leadid } = await created("leads", { subject: "A" }, "leadid");
      const row = (await xrm.retrieve(config, "leads", String(leadid), send, "$select=subject,statuscode", {
        includeFormattedValues: true,
      })) as Row;
      expect(row["statuscode@OData.Community.Display.V1.FormattedValue"]).toBe("New");
      expect(row["_ownerid_value@Microsoft.Dynamics.CRM.lookuplogicalname"]).toBeUndefined();
    },
  },
  {
    name: "retrieves all annotations",
    fact: `${wire} §2.3`,
    run: async () => {
      const { leadid } = await created("leads", { subject: "A" }, "leadid");
      const row = (await xrm.retrieve(config, "leads", String(leadid), send, "$select=_ownerid_value", {
        includeFormattedValues: true,
        includeLookupLogicalNames: true,
        includeAssociatedNavigationProperties: true,
      })) as Row;
      expect(row["_ownerid_value@Microsoft.Dynamics.CRM.lookuplogicalname"]).toBe("systemuser");
      expect(row["_ownerid_value@Microsoft.Dynamics.CRM.associatednavigationproperty"]).toBe("ownerid");
    },
  },
  {
    name: "retrieves pages by the next link",
    fact: `${wire} §2.3`,
    run: async () => {
      for (const subject of ["x page 1", "x page 2", "x page 3"]) await xrm.create(config, "leads", { subject }, send);
      const first = await xrm.retrieveMultiple(
        config,
        "leads",
        send,
        "$select=subject&$filter=startswith(subject,'x page')&$orderby=subject",
        { maxPageSize: 2 },
      );
      expect(first.value).toHaveLength(2);
      const next = (first as unknown as Row)["@odata.nextLink"];
      const second = await xrm.retrieveMultipleNextPage(xrmConfig(sandbox.url), String(next), send, { maxPageSize: 2 });
      expect(second.value.map((row) => (row as Row).subject)).toEqual(["x page 3"]);
    },
  },
  {
    name: "updates, with the row in return, one property, and takes a property away",
    fact: `${wire} §2.4`,
    run: async () => {
      const { leadid } = await created("leads", { subject: "A", description: "d" }, "leadid");
      const id = String(leadid);
      await xrm.update(config, "leads", id, { subject: "B" }, send);
      expect(
        ((await xrm.updateWithReturnData(config, "leads", id, { jobtitle: "J" }, "$select=subject", send)) as Row)
          .subject,
      ).toBe("B");
      await xrm.updateProperty(config, "leads", id, "jobtitle", "K", send);
      await xrm.deleteProperty(config, "leads", id, "description", send);
      const row = await api.row(`leads(${id})`);
      expect([row.subject, row.jobtitle, row.description]).toEqual(["B", "K", null]);
    },
  },
  {
    name: "deletes",
    fact: `${wire} §2.4`,
    run: async () => {
      const { leadid } = await created("leads", { subject: "A" }, "leadid");
      await xrm.deleteRecord(config, "leads", String(leadid), send);
      expect((await api.get(`leads(${leadid})`)).status).toBe(404);
    },
  },
  {
    name: "associates and disassociates",
    fact: `${wire} §2.4`,
    run: async () => {
      const { accountid } = await created("accounts", { name: "A" }, "accountid");
      const { contactid } = await created("contacts", { lastname: "L" }, "contactid");
      const [account, contact] = [String(accountid), String(contactid)];
      await xrm.associate(config, "accounts", account, "contact_customer_accounts", "contacts", contact, send);
      expect((await api.row(`contacts(${contact})`))._parentcustomerid_value).toBe(account);
      await xrm.disassociate(config, "accounts", account, "contact_customer_accounts", send, contact);
      expect((await api.row(`contacts(${contact})`))._parentcustomerid_value).toBeNull();
    },
  },
  {
    name: "runs bound and unbound actions",
    fact: "sales-qualification.md §1, dataverse-web-api.md §2.6",
    run: async () => {
      const { leadid } = await created("leads", { subject: "A", lastname: "L" }, "leadid");
      const made = (await xrm.boundAction(config, "leads", String(leadid), "QualifyLead", send, {
        CreateContact: true,
        CreateOpportunity: true,
        Status: -1,
      })) as { value: Row[] };
      expect(made.value).toHaveLength(2);
      const opportunity = String(made.value[1]?.opportunityid);
      await xrm.unboundAction(config, "WinOpportunity", send, {
        Status: 3,
        OpportunityClose: { subject: "Won", "opportunityid@odata.bind": `/opportunities(${opportunity})` },
      });
      const row = await api.row(`opportunities(${opportunity})`);
      expect([row.statecode, row.statuscode]).toEqual([1, 3]);
    },
  },
  {
    name: "runs bound and unbound functions, with aliases",
    fact: `${wire} §2.6`,
    run: async () => {
      expect(((await xrm.unboundFunction(config, "WhoAmI", send)) as Row).UserId).toBe(people.seller);
      const { leadid } = await created("leads", { subject: "A" }, "leadid");
      const access = (await xrm.boundFunction(config, "systemusers", people.seller, "RetrievePrincipalAccess", send, [
        { name: "Target", alias: "t", value: `{'@odata.id':'leads(${leadid})'}` },
      ])) as Row;
      expect(access.AccessRights).toContain("WriteAccess");
    },
  },
  {
    name: "batches a change set and reads",
    fact: `${wire} §2.5`,
    run: async () => {
      const text = (await xrm.batchOperation(
        config,
        "b1",
        "c1",
        [
          { queryString: "accounts", entity: { name: "X batch" }, method: "POST" },
          {
            queryString: "contacts",
            entity: { lastname: "X", "parentcustomerid_account@odata.bind": "$1" },
            method: "POST",
          },
        ],
        ["accounts?$select=name&$filter=name eq 'X batch'"],
        send,
      )) as string;
      expect(text).toContain("changesetresponse_");
      expect(text).toContain('"name":"X batch"');
    },
  },
  {
    name: "impersonates by MSCRMCallerID",
    fact: `${wire} §2.4 impersonation`,
    run: async () => {
      const answer = (await xrm.unboundFunction(config, "WhoAmI", send, undefined, {
        impersonateUserId: people.manager,
      })) as Row;
      expect(answer.UserId).toBe(people.manager);
    },
  },
  {
    name: "rejects with the platform's error object",
    fact: `${wire} §2.2`,
    run: async () => {
      await expect(xrm.retrieve(config, "leads", "11111111-1111-1111-1111-111111111111", send)).rejects.toMatchObject({
        code: "0x80040217",
      });
      await expect(xrm.create(config, "accounts", { foo_bar: 1 }, send)).rejects.toMatchObject({ code: "0x80048d19" });
    },
  },
];

declareCases("xrm-webapi", cases);
