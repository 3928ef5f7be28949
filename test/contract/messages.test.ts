import { startSandbox, type TestSandbox } from "../support/sandbox";
import { Api, type Json } from "./support/api";
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
const typed = (table: string, id: string, more: object = {}) => ({
  "@odata.type": `Microsoft.Dynamics.CRM.${table}`,
  [`${table}id`]: id,
  ...more,
});
const initialize = (
  id: string,
  target: string,
  fields = "Microsoft.Dynamics.CRM.TargetFieldType'ValidForCreate'",
  set = "leads",
) =>
  api.get(
    `InitializeFrom(EntityMoniker=@p1,TargetEntityName=@p2,TargetFieldType=@p3)?@p1={'@odata.id':'${set}(${id})'}&@p2='${target}'&@p3=${fields}`,
  );

const platform: readonly Case[] = [
  {
    name: "WhoAmI with and without parentheses",
    fact: `${wire} §2.6`,
    run: async () => {
      for (const path of ["WhoAmI", "WhoAmI()"]) {
        const row = await api.row(path);
        expect(row["@odata.context"]).toMatch(/\$metadata#Microsoft\.Dynamics\.CRM\.WhoAmIResponse$/);
        expect(Object.keys(row).sort()).toEqual(["@odata.context", "BusinessUnitId", "OrganizationId", "UserId"]);
      }
    },
  },
  {
    name: "RetrieveVersion and RetrieveCurrentOrganization",
    fact: `issue 3 part 3`,
    run: async () => {
      expect((await api.row("RetrieveVersion()")).Version).toMatch(/^9\.2\./);
      const answer = await api.row(
        "RetrieveCurrentOrganization(AccessType=Microsoft.Dynamics.CRM.EndpointAccessType'Default')",
      );
      expect((answer.Detail as { UniqueName: string }).UniqueName).toBe("sandbox");
    },
  },
  {
    name: "RetrieveTotalRecordCount",
    fact: `issue 3 part 3`,
    run: async () => {
      const count = async () => {
        const answer = await api.row(`RetrieveTotalRecordCount(EntityNames=@p)?@p=["competitor"]`);
        return answer.EntityRecordCountCollection as { Keys: string[]; Values: number[] };
      };
      const before = await count();
      expect(before.Keys).toEqual(["competitor"]);
      await api.create("competitors", { name: "C" });
      expect((await count()).Values).toEqual([(before.Values[0] ?? 0) + 1]);
      expect((await api.get(`RetrieveTotalRecordCount(EntityNames=@p)?@p=["nothing"]`)).status).toBe(400);
    },
  },
  {
    name: "FormatAddress",
    fact: `issue 3 part 3`,
    run: async () => {
      const query = "@a='1 Rd'&@b='Leeds'&@c='LS1'&@d='UK'";
      const answer = await api.row(`FormatAddress(Line1=@a,City=@b,PostalCode=@c,Country=@d)?${query}`);
      expect(answer.Address).toBe("1 Rd\r\nLeeds, LS1\r\nUK");
    },
  },
];

const changes = (query: object, more = "") =>
  api.row(`RetrieveMetadataChanges(Query=@q${more})?@q=${encodeURIComponent(JSON.stringify(query))}`);
const named = (name: string, value: string, type = "System.String", operator = "Equals") => ({
  PropertyName: name,
  ConditionOperator: operator,
  Value: { Type: type, Value: value },
});
const properties = (...names: string[]) => ({ AllProperties: false, PropertyNames: names });

const definitions: readonly Case[] = [
  {
    name: "RetrieveMetadataChanges answers one composed query with derived columns and their choices",
    fact: "query-schema-definitions of the developer guide",
    run: async () => {
      const answer = await changes({
        Criteria: { FilterOperator: "Or", Conditions: [named("LogicalName", "lead"), named("LogicalName", "account")] },
        Properties: properties("SchemaName", "Attributes"),
        AttributeQuery: {
          Criteria: {
            FilterOperator: "And",
            Conditions: [
              named("IsValidForCreate", "True", "System.Boolean"),
              named("AttributeTypeName", "PicklistType"),
            ],
          },
          Properties: properties("OptionSet"),
        },
      });
      const tables = answer.EntityMetadata as { LogicalName: string; SchemaName: string; Attributes: Json[] }[];
      expect(tables.map((table) => table.LogicalName).sort()).toEqual(["account", "lead"]);
      const columns = tables.find((table) => table.LogicalName === "lead")?.Attributes ?? [];
      const quality = columns.find((column) => column.LogicalName === "leadqualitycode");
      expect(Object.keys(quality ?? {}).sort()).toEqual([
        "@odata.type",
        "HasChanged",
        "LogicalName",
        "MetadataId",
        "OptionSet",
      ]);
      expect((quality?.OptionSet as { Options: Json[] }).Options.map((option) => option.Value)).toEqual([1, 2, 3]);
      expect(columns.some((column) => column.LogicalName === "subject")).toBe(false);
    },
  },
  {
    name: "RetrieveMetadataChanges: nothing when the client's stamp is that of the answer, a refusal of unknown properties",
    fact: "cache-schema-data of the developer guide",
    run: async () => {
      const query = {
        Criteria: { Conditions: [named("LogicalName", "['lead','contact']", "System.String[]", "In")] },
        Properties: properties("DisplayName"),
        LabelQuery: { FilterLanguages: [1033], MissingLabelBehavior: 0 },
      };
      const first = await changes(query);
      expect((first.EntityMetadata as unknown[]).length).toBe(2);
      const again = await changes(query, `,ClientVersionStamp='${String(first.ServerVersionStamp)}'`);
      expect(again.EntityMetadata).toEqual([]);
      const bad = { Criteria: { Conditions: [named("Nonsense", "x")] } };
      const path = `RetrieveMetadataChanges(Query=@q)?@q=${encodeURIComponent(JSON.stringify(bad))}`;
      expect((await api.get(path)).status).toBe(400);
    },
  },
];

const mapping: readonly Case[] = [
  {
    name: "InitializeFrom gives mapped values, the origin as bind, and lookups as binds",
    fact: `${wire} §2.6, ${sales} §6`,
    run: async () => {
      const account = await api.create("accounts", { name: "A" });
      const id = await api.create("leads", {
        subject: "S",
        companyname: "C",
        "parentaccountid@odata.bind": `/accounts(${account})`,
      });
      const answer = await initialize(id, "opportunity");
      expect(answer.status).toBe(200);
      expect(answer.json["@odata.context"]).toMatch(/#opportunities\/\$entity$/);
      expect(answer.json).toMatchObject({
        "@odata.type": "#Microsoft.Dynamics.CRM.opportunity",
        name: "S",
        "originatingleadid@odata.bind": `leads(${id})`,
        "parentaccountid@odata.bind": `accounts(${account})`,
      });
    },
  },
  {
    name: "InitializeFrom follows rows of attributemap that are added and removed",
    fact: `${sales} §6, §9 n`,
    run: async () => {
      const maps = (await api.row("entitymaps?$filter=sourceentityname eq 'lead' and targetentityname eq 'account'"))
        .value as { entitymapid: string }[];
      const body = {
        "entitymapid@odata.bind": `/entitymaps(${maps[0]?.entitymapid})`,
        sourceattributename: "jobtitle",
        targetattributename: "tickersymbol",
      };
      const lead = await api.create("leads", { subject: "S", jobtitle: "CEO" });
      const id = await api.create("attributemaps", body);
      expect((await initialize(lead, "account")).json.tickersymbol).toBe("CEO");
      expect((await api.post("attributemaps", body)).code).toBe("0x80046203");
      await api.delete(`attributemaps(${id})`);
      expect((await initialize(lead, "account")).json.tickersymbol).toBeUndefined();
    },
  },
  {
    name: "system maps cannot be deleted",
    fact: `${sales} §6`,
    run: async () => {
      const maps = (await api.row("attributemaps?$filter=issystem eq true&$top=1")).value as {
        attributemapid: string;
      }[];
      const answer = await api.delete(`attributemaps(${maps[0]?.attributemapid})`);
      expect([answer.status, answer.code]).toEqual([400, "0x80046205"]);
      expect(answer.message).toContain("Cannot create or delete system attribute map having id");
    },
  },
  {
    name: "without a map between the tables there is MetadataNoMapping",
    fact: `${sales} §2 Mapping`,
    run: async () => {
      const id = await api.create("leads", { subject: "S" });
      expect((await initialize(id, "task")).code).toBe("0x80040e01");
    },
  },
  {
    name: "InitializeFrom refuses an unknown field type, an unknown table and a missing row",
    fact: `${wire} §2.6`,
    run: async () => {
      const id = await api.create("leads", { subject: "S" });
      expect((await initialize(id, "account", "'Nonsense'")).status).toBe(400);
      expect((await initialize(id, "nothing")).status).toBe(400);
      expect((await initialize("11111111-1111-1111-1111-111111111111", "account")).status).toBe(404);
    },
  },
  {
    name: "InitializeFrom maps an account to a contact under it",
    fact: `${sales} §6`,
    run: async () => {
      const id = await api.create("accounts", { name: "A", telephone1: "1" });
      const answer = await initialize(
        id,
        "contact",
        "Microsoft.Dynamics.CRM.TargetFieldType'ValidForCreate'",
        "accounts",
      );
      expect(answer.json).toMatchObject({ "parentcustomerid_account@odata.bind": `accounts(${id})`, telephone1: "1" });
    },
  },
];

const opportunities: readonly Case[] = [
  {
    name: "WinOpportunity and LoseOpportunity close with an activity",
    fact: `${wire} §2.6, ${sales} §4`,
    run: async () => {
      for (const [name, status, state] of [
        ["WinOpportunity", 3, 1],
        ["LoseOpportunity", 5, 2],
      ]) {
        const id = await api.create("opportunities", { name: "O" });
        const close = { subject: "Done", actualrevenue: 10, "opportunityid@odata.bind": `/opportunities(${id})` };
        expect((await api.post(String(name), { Status: status, OpportunityClose: close })).status).toBe(204);
        const row = await api.row(`opportunities(${id})`);
        expect([row.statecode, row.statuscode, row.actualvalue]).toEqual([state, status, 10]);
        const closes = await api.row(`opportunitycloses?$filter=_opportunityid_value eq ${id}`);
        expect((closes.value as { subject: string }[]).map((each) => each.subject)).toEqual(["Done"]);
        expect((await api.post(String(name), { Status: status, OpportunityClose: close })).code).toBe("0x80040515");
      }
    },
  },
  {
    name: "WinOpportunity refuses a status of another state",
    fact: `${sales} §2`,
    run: async () => {
      const id = await api.create("opportunities", { name: "O" });
      const answer = await api.post("WinOpportunity", {
        Status: 4,
        OpportunityClose: { subject: "S", "opportunityid@odata.bind": `/opportunities(${id})` },
      });
      expect([answer.status, answer.code]).toEqual([400, "0x80048408"]);
      expect((await api.row(`opportunitycloses?$filter=_opportunityid_value eq ${id}`)).value).toEqual([]);
    },
  },
];

const merging: readonly Case[] = [
  {
    name: "Merge keeps the target, moves what hangs on the subordinate, closes it and points it to its master",
    fact: `${sales} §3 Merge`,
    run: async () => {
      const target = await api.create("accounts", { name: "Kept" });
      const other = await api.create("accounts", {
        name: "Given",
        telephone1: "5",
        Account_Tasks: [{ subject: "T" }],
        contact_customer_accounts: [{ lastname: "L" }],
      });
      const answer = await api.post("Merge", {
        Target: typed("account", target),
        Subordinate: typed("account", other),
        UpdateContent: { "@odata.type": "Microsoft.Dynamics.CRM.account", telephone1: "5" },
        PerformParentingChecks: false,
      });
      expect([answer.status, answer.text]).toEqual([204, ""]);
      const [kept, given] = [await api.row(`accounts(${target})`), await api.row(`accounts(${other})`)];
      expect([kept.name, kept.telephone1, kept.statecode]).toEqual(["Kept", "5", 0]);
      expect([given.statecode, given._masterid_value, given.merged]).toEqual([1, target, true]);
      expect(((await api.row(`accounts(${target})/contact_customer_accounts`)).value as unknown[]).length).toBe(1);
      expect(((await api.row(`accounts(${target})/Account_Tasks`)).value as unknown[]).length).toBe(1);
    },
  },
  {
    name: "Merge refuses the same row, other tables, inactive rows and people without the right",
    fact: `${sales} §2 Merge codes`,
    run: async () => {
      const [one, two] = [await api.create("leads", { subject: "1" }), await api.create("leads", { subject: "2" })];
      const merge = (target: object, subordinate: object, who = api) =>
        who.post("Merge", { Target: target, Subordinate: subordinate, PerformParentingChecks: false });
      expect((await merge(typed("lead", one), typed("lead", one))).code).toBe("0x80045305");
      const task = await api.create("tasks", { subject: "T" });
      const activity = { "@odata.type": "Microsoft.Dynamics.CRM.task", activityid: task };
      expect((await merge(activity, activity)).status).toBe(405);
      expect((await merge(typed("lead", one), typed("lead", two), api.as("noaccounts"))).status).toBe(403);
      await api.patch(`leads(${two})`, { statecode: 2 });
      expect((await merge(typed("lead", one), typed("lead", two))).code).toBe("0x80045304");
    },
  },
  {
    name: "Merge minds different parents when asked to",
    fact: `${sales} §2 MergeDifferentlyParentedWarning`,
    run: async () => {
      const parent = await api.create("accounts", { name: "P" });
      const [one, two] = [
        await api.create("accounts", { name: "1", "parentaccountid@odata.bind": `/accounts(${parent})` }),
        await api.create("accounts", { name: "2" }),
      ];
      const answer = await api.post("Merge", {
        Target: typed("account", one),
        Subordinate: typed("account", two),
        PerformParentingChecks: true,
      });
      expect(answer.code).toBe("0x80045316");
    },
  },
];

const processes: readonly Case[] = [
  {
    name: "RetrieveProcessInstances, RetrieveActivePath and SetProcess",
    fact: `issue 3 part 3; ${sales} §1.5`,
    run: async () => {
      const lead = await api.create("leads", { subject: "P" });
      const set = await api.post("SetProcess", {
        Target: typed("lead", lead),
        NewProcess: typed("workflow", "919e14d1-6489-4852-abd0-a63a6ecaac5d"),
      });
      expect(set.status).toBe(204);
      const answer = await api.row(`RetrieveProcessInstances(EntityId=${lead},EntityLogicalName='lead')`);
      const [instance] = answer.Processes as {
        businessprocessflowinstanceid: string;
        processstageid: string;
      }[];
      expect(instance?.processstageid).toBe("f99b4d48-7aad-456e-864a-8e7d543f7495");
      const path = await api.row(`RetrieveActivePath(ProcessInstanceId=${instance?.businessprocessflowinstanceid})`);
      expect((path.value as { stagename: string }[]).map((each) => each.stagename)).toEqual([
        "Qualify",
        "Develop",
        "Propose",
        "Close",
      ]);
    },
  },
  {
    name: "a finished instance has a date, cannot move, and can be opened again",
    fact: `${wire} §1, §2.2 0x80060375`,
    run: async () => {
      const lead = await api.create("leads", { subject: "P" });
      const id = await api.create("leadtoopportunitysalesprocesses", { "leadId@odata.bind": `/leads(${lead})` });
      const path = `leadtoopportunitysalesprocesses(${id})`;
      await api.patch(path, { statecode: 1, statuscode: 2 });
      expect((await api.row(path)).completedon).not.toBeNull();
      const moved = await api.patch(path, {
        "activestageid@odata.bind": "/processstages(f99b4d48-7aad-456e-864a-8e7d543f7495)",
      });
      expect(moved.code).toBe("0x80060375");
      await api.patch(path, { statecode: 0, statuscode: 1 });
      const row = await api.row(path);
      expect([row.statecode, row.completedon]).toEqual([0, null]);
    },
  },
];

declareCases("messages of the platform", platform);
declareCases("definitions", definitions);
declareCases("maps", mapping);
declareCases("closing opportunities", opportunities);
declareCases("merging", merging);
declareCases("processes", processes);
