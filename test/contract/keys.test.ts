import { startSandbox, type TestSandbox } from "../support/sandbox";
import { Api, keyOf } from "./support/api";
import { declareCases, type Case } from "./support/cases";

let sandbox: TestSandbox;
let api: Api;

beforeAll(async () => {
  sandbox = await startSandbox({ solution: false });
  api = new Api(sandbox.url, "administrator");
  const label = { 1033: "Key" };
  const { catalog } = sandbox.dataverse.env;
  catalog.putKey("account", { logicalName: "new_number", schemaName: "new_Number", label, columns: ["accountnumber"] });
  catalog.putKey("contact", {
    logicalName: "new_name",
    schemaName: "new_Name",
    label,
    columns: ["lastname", "parentcustomerid"],
  });
}, 60_000);
afterAll(() => sandbox.close());

const wire = "dataverse-web-api.md §2.4 alternate keys";

const cases: readonly Case[] = [
  {
    name: "reads, updates and deletes by an alternate key",
    fact: wire,
    run: async () => {
      const id = await api.create("accounts", { name: "A", accountnumber: "A 1/2'3" });
      const path = `accounts(accountnumber='${encodeURIComponent("A 1/2''3")}')`;
      expect((await api.row(path)).accountid).toBe(id);
      expect((await api.row(`${path}/name`)).value).toBe("A");
      expect((await api.patch(path, { name: "B" })).status).toBe(204);
      expect((await api.delete(path)).status).toBe(204);
      expect((await api.get(path)).status).toBe(404);
    },
  },
  {
    name: "creates by PATCH on a key that no row has, with the key's values",
    fact: wire,
    run: async () => {
      const answer = await api.patch("accounts(accountnumber='U-1')", { name: "Upserted" });
      expect(answer.status).toBe(204);
      expect((await api.row(`accounts(${keyOf(answer)})`)).accountnumber).toBe("U-1");
      expect((await api.patch("accounts(accountnumber='U-2')", { name: "No" }, { "if-match": "*" })).status).toBe(404);
    },
  },
  {
    name: "binds by an alternate key",
    fact: wire,
    run: async () => {
      const id = await api.create("accounts", { name: "Bound", accountnumber: "B-1" });
      const contact = await api.create("contacts", {
        lastname: "L",
        "parentcustomerid_account@odata.bind": "accounts(accountnumber='B-1')",
      });
      expect((await api.row(`contacts(${contact})`))._parentcustomerid_value).toBe(id);
      const missing = await api.post("contacts", {
        lastname: "L",
        "parentcustomerid_account@odata.bind": "accounts(accountnumber='B-9')",
      });
      expect(missing.status).toBe(404);
    },
  },
  {
    name: "names lookups of a composite key _x_value, and nothing else",
    fact: `${wire} [R]`,
    run: async () => {
      const account = await api.create("accounts", { name: "A" });
      const id = await api.create("contacts", {
        lastname: "Key",
        "parentcustomerid_account@odata.bind": `/accounts(${account})`,
      });
      expect((await api.row(`contacts(lastname='Key',_parentcustomerid_value=${account})`)).contactid).toBe(id);
      for (const name of ["parentcustomerid", "parentcustomerid_account"])
        expect((await api.get(`contacts(lastname='Key',${name}=${account})`)).status).toBe(400);
      expect((await api.get("contacts(lastname='Key')")).status).toBe(400);
    },
  },
  {
    name: "refuses a second row with the same alternate key",
    fact: "dataverse-web-api.md §2.2 alternate key clash",
    run: async () => {
      await api.create("accounts", { name: "A", accountnumber: "C-1" });
      const clash = await api.post("accounts", { name: "B", accountnumber: "C-1" });
      expect([clash.status, clash.code]).toEqual([412, "0x80060892"]);
      expect(clash.message).toContain("Entity Key");
      await api.create("accounts", { name: "empty keys do not clash" });
      await api.create("accounts", { name: "empty keys do not clash" });
    },
  },
  {
    name: "upserts many by alternate key",
    fact: `${wire}; bulk`,
    run: async () => {
      const target = (number: string, name: string) => ({
        "@odata.type": "Microsoft.Dynamics.CRM.account",
        accountnumber: number,
        name,
      });
      await api.create("accounts", { name: "Old", accountnumber: "D-1" });
      const answer = await api.post("accounts/Microsoft.Dynamics.CRM.UpsertMultiple", {
        Targets: [target("D-1", "New"), target("D-2", "Other")],
      });
      expect((answer.json.Results as { RecordCreated: boolean }[]).map((each) => each.RecordCreated)).toEqual([
        false,
        true,
      ]);
      expect((await api.row("accounts(accountnumber='D-1')")).name).toBe("New");
    },
  },
  {
    name: "has no alternate keys unless somebody defines them",
    fact: wire,
    run: async () => {
      expect((await api.row("EntityDefinitions(LogicalName='lead')/Keys")).value).toEqual([]);
      expect((await api.row("EntityDefinitions(LogicalName='account')/Keys")).value).toHaveLength(1);
    },
  },
];

const activities: readonly Case[] = [
  {
    name: "keeps the parties of an e-mail, on create and by PUT",
    fact: wire.replace("alternate keys", "activity parties"),
    run: async () => {
      const contact = await api.create("contacts", { lastname: "To" });
      const party = (mask: number, id: string) => ({
        participationtypemask: mask,
        "partyid_contact@odata.bind": `/contacts(${id})`,
      });
      const id = await api.create("emails", { subject: "Hello", email_activity_parties: [party(2, contact)] });
      const parties = async () =>
        (await api.get(`emails(${id})/email_activity_parties?$select=participationtypemask,_partyid_value`)).rows;
      expect((await parties()).map((each) => [each.participationtypemask, each._partyid_value])).toEqual([
        [2, contact],
      ]);
      const other = await api.create("contacts", { lastname: "Cc" });
      expect((await api.put(`emails(${id})/email_activity_parties`, { value: [party(3, other)] })).status).toBe(204);
      expect((await parties()).map((each) => [each.participationtypemask, each._partyid_value])).toEqual([[3, other]]);
    },
  },
];

declareCases("alternate keys", cases);
declareCases("activity parties", activities);
