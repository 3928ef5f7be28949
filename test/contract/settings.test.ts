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

const sales = "sales-qualification.md";
const settings = (change: unknown) => api.patch("/sandbox/settings", change);

const switches: readonly Case[] = [
  {
    name: "qualifyingopportunityid is filled or not",
    fact: `${sales} §9 h`,
    run: async () => {
      await settings({ qualifyFillsQualifyingOpportunity: false });
      const lead = await api.create("leads", { subject: "S" });
      await api.post(`leads(${lead})/Microsoft.Dynamics.CRM.QualifyLead`, { CreateOpportunity: true, Status: 3 });
      expect((await api.row(`leads(${lead})`))._qualifyingopportunityid_value).toBeNull();
      await settings({ qualifyFillsQualifyingOpportunity: true });
    },
  },
  {
    name: "the customer of the opportunity is filled or not",
    fact: `${sales} §9 c`,
    run: async () => {
      await settings({ qualifyDefaultsCustomer: false });
      const lead = await api.create("leads", { subject: "S", companyname: "C" });
      const made = await api.post(`leads(${lead})/Microsoft.Dynamics.CRM.QualifyLead`, {
        CreateAccount: true,
        CreateOpportunity: true,
        Status: 3,
      });
      const [, opportunity] = made.json.value as { opportunityid: string }[];
      expect((await api.row(`opportunities(${opportunity?.opportunityid})`))._customerid_value).toBeNull();
      await settings({ qualifyDefaultsCustomer: true });
    },
  },
  {
    name: "a status of the disqualified state disqualifies or is refused",
    fact: `${sales} §9 g`,
    run: async () => {
      await settings({ qualifyAcceptsDisqualifiedStatus: true });
      const lead = await api.create("leads", { subject: "S" });
      expect((await api.post(`leads(${lead})/Microsoft.Dynamics.CRM.QualifyLead`, { Status: 4 })).status).toBe(200);
      const row = await api.row(`leads(${lead})`);
      expect([row.statecode, row.statuscode]).toEqual([2, 4]);
      await settings({ qualifyAcceptsDisqualifiedStatus: false });
    },
  },
  {
    name: "existing parents are used again or not",
    fact: `${sales} §9 d`,
    run: async () => {
      await settings({ qualifyWithExistingParents: "reuse" });
      const account = await api.create("accounts", { name: "A" });
      const lead = await api.create("leads", { subject: "S", "parentaccountid@odata.bind": `/accounts(${account})` });
      const made = await api.post(`leads(${lead})/Microsoft.Dynamics.CRM.QualifyLead`, {
        CreateAccount: true,
        Status: 3,
      });
      expect(made.json.value).toEqual([]);
      await settings({ qualifyWithExistingParents: "create" });
    },
  },
  {
    name: "what is created belongs to the caller or to the lead's owner",
    fact: `${sales} §1.2 privileges`,
    run: async () => {
      for (const [qualifyOwner, owner] of [
        ["lead", people.americas],
        ["caller", people.administrator],
      ]) {
        await settings({ qualifyOwner });
        const lead = await api.create("leads", {
          subject: "S",
          "ownerid@odata.bind": `/systemusers(${people.americas})`,
        });
        const made = await api.post(`leads(${lead})/Microsoft.Dynamics.CRM.QualifyLead`, {
          CreateContact: true,
          Status: 3,
        });
        const [contact] = made.json.value as { contactid: string }[];
        expect((await api.row(`contacts(${contact?.contactid})`))._ownerid_value).toBe(owner);
      }
    },
  },
  {
    name: "disqualifying a lead that has an opportunity is allowed or not",
    fact: `${sales} §9 f`,
    run: async () => {
      const lead = await api.create("leads", { subject: "S" });
      await api.create("opportunities", { name: "O", "originatingleadid@odata.bind": `/leads(${lead})` });
      await settings({ disqualifyBlockedByOpportunity: true });
      expect((await api.patch(`leads(${lead})`, { statecode: 2 })).status).toBe(400);
      await settings({ disqualifyBlockedByOpportunity: false });
      expect((await api.patch(`leads(${lead})`, { statecode: 2 })).status).toBe(204);
    },
  },
  {
    name: "closed leads take updates or not, and reopen either way",
    fact: `${sales} §9 i`,
    run: async () => {
      const lead = await api.create("leads", { subject: "S" });
      await api.patch(`leads(${lead})`, { statecode: 2 });
      expect((await api.patch(`leads(${lead})`, { subject: "T" })).status).toBe(204);
      await settings({ closedLeadsAcceptUpdates: false });
      expect((await api.patch(`leads(${lead})`, { subject: "U" })).code).toBe("0x80040230");
      expect((await api.patch(`leads(${lead})`, { statecode: 0, subject: "U" })).status).toBe(204);
      await settings({ closedLeadsAcceptUpdates: true });
    },
  },
  {
    name: "a second opportunity currency comes from the lead, the user or the organisation",
    fact: `${sales} §9 c`,
    run: async () => {
      const currencies = (await api.row("transactioncurrencies?$select=isocurrencycode")).value as {
        transactioncurrencyid: string;
        isocurrencycode: string;
      }[];
      const yen = currencies.find((each) => each.isocurrencycode !== "EUR")?.transactioncurrencyid;
      const lead = await api.create("leads", {
        subject: "S",
        "transactioncurrencyid@odata.bind": `/transactioncurrencies(${yen})`,
      });
      const made = await api.post(`leads(${lead})/Microsoft.Dynamics.CRM.QualifyLead`, {
        CreateOpportunity: true,
        Status: 3,
      });
      const [first] = made.json.value as { opportunityid: string }[];
      // The stock map carries the lead's currency over.
      expect((await api.row(`opportunities(${first?.opportunityid})`))._transactioncurrencyid_value).toBe(yen);
    },
  },
];

declareCases("settings", switches);
