import { startSandbox, type TestSandbox } from "../support/sandbox";
import { Api, type Json, people } from "./support/api";
import { declareCases, type Case } from "./support/cases";
import { createFourthCoffee } from "./support/fourth-coffee";

let sandbox: TestSandbox;
let api: Api;
let account = "";
let contact = "";

beforeAll(async () => {
  sandbox = await startSandbox({ solution: false });
  api = new Api(sandbox.url, "administrator");
  ({ account, contact } = await createFourthCoffee(api));
}, 60_000);
afterAll(() => sandbox.close());

const wire = "dataverse-web-api.md §2.3";
const all = { prefer: 'odata.include-annotations="*"' };
const value = (answer: Json): Json[] => answer.value as Json[];
const list = async (path: string): Promise<Json[]> => value(await api.row(path));

const lists: readonly Case[] = [
  {
    name: "marks collections as streamed, single rows not",
    fact: "dataverse-web-api.md §2.1",
    run: async () => {
      expect((await api.get("accounts")).headers.get("content-type")).toBe(
        "application/json; odata.metadata=minimal; odata.streaming=true",
      );
      expect((await api.get(`accounts(${account})`)).headers.get("content-type")).toBe(
        "application/json; odata.metadata=minimal",
      );
    },
  },
  {
    name: "counts as text behind a byte order mark",
    fact: `${wire} [D]`,
    run: async () => {
      const response = await fetch(`${api.root}accounts(${account})/Account_Tasks/$count`, {
        headers: { callerobjectid: people.administrator },
      });
      expect(response.headers.get("content-type")).toMatch(/^text\/plain/);
      expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0xef, 0xbb, 0xbf, 0x33]);
    },
  },
  {
    name: "adds the count, and with annotations the total record count, -1 when not asked for",
    fact: wire,
    run: async () => {
      expect((await api.row(`tasks?$filter=_regardingobjectid_value eq ${account}&$count=true`))["@odata.count"]).toBe(
        3,
      );
      const { json } = await api.get("tasks?$top=1", all);
      expect(json["@Microsoft.Dynamics.CRM.totalrecordcount"]).toBe(-1);
      expect(json["@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded"]).toBe(false);
    },
  },
  {
    name: "pages with a cookie of the platform's shape, and ignores $top then",
    fact: wire,
    run: async () => {
      const path = `accounts(${account})/Account_Tasks?$select=subject&$orderby=subject`;
      const first = await api.get(`${path}&$top=1`, { prefer: "odata.maxpagesize=2" });
      expect(first.headers.get("preference-applied")).toContain("odata.maxpagesize=2");
      expect(value(first.json).map((row) => row.subject)).toEqual(["T1", "T2"]);
      const next = String(first.json["@odata.nextLink"]);
      expect(decodeURIComponent(next)).toContain('$skiptoken=<cookie pagenumber="2" pagingcookie="%253Ccookie');
      const second = await api.get(next, { prefer: "odata.maxpagesize=2" });
      expect(value(second.json).map((row) => row.subject)).toEqual(["T3"]);
      expect(second.json["@odata.nextLink"]).toBeUndefined();
    },
  },
  {
    name: "compares text without regard to case, with wildcards, doubled quotes and bare or quoted keys",
    fact: wire,
    run: async () => {
      expect(await list("accounts?$filter=name eq 'FOURTH coffee'")).toHaveLength(1);
      expect(await list("contacts?$filter=lastname eq 'O''Bryan'")).toHaveLength(1);
      expect(await list("accounts?$filter=startswith(name,'F%25ee')")).toHaveLength(1);
      expect(await list(`leads?$filter=_parentaccountid_value eq ${account}`)).toHaveLength(1);
      expect(await list(`leads?$filter=_parentaccountid_value eq '${account}'`)).toHaveLength(1);
    },
  },
  {
    name: "filters through lookups, by lambdas and by query functions",
    fact: wire,
    run: async () => {
      expect(await list("leads?$filter=parentaccountid/primarycontactid/lastname eq 'One'")).toHaveLength(1);
      expect(await list("accounts?$filter=Account_Tasks/any(t:t/subject eq 'T2')")).toHaveLength(1);
      expect(
        await list("leads?$filter=Microsoft.Dynamics.CRM.In(PropertyName='statuscode',PropertyValues=['1','2'])"),
      ).toHaveLength(1);
      expect(
        await list(
          "leads?$filter=Microsoft.Dynamics.CRM.LastXHours(PropertyName=@p1,PropertyValue=@p2)&@p1='modifiedon'&@p2=12",
        ),
      ).toHaveLength(1);
      expect(await list("leads?$filter=Microsoft.Dynamics.CRM.EqualUserId(PropertyName='ownerid')")).toHaveLength(1);
    },
  },
  {
    name: "refuses functions and options that Dataverse does not have",
    fact: `${wire} [D]`,
    run: async () => {
      for (const query of [
        "$filter=tolower(name) eq 'x'",
        "$skip=1",
        "$search=x",
        "$select=nothing",
        "$filter=name eq",
      ])
        expect((await api.get(`accounts?${query}`)).status).toBe(400);
      const not = await api.get("leads?$filter=not Microsoft.Dynamics.CRM.Today(PropertyName='createdon')");
      expect(not.message).toContain("Not operator along with the Custom Named Condition operators is not allowed");
    },
  },
  {
    name: "gives an expanded collection its own next link always, and its foreign key",
    fact: wire,
    run: async () => {
      const row = await api.row(
        `accounts(${account})?$select=name&$expand=Account_Tasks($select=subject;$orderby=subject desc;$top=2)`,
      );
      const tasks = row.Account_Tasks as Json[];
      expect(tasks.map((task) => task.subject)).toEqual(["T3", "T2"]);
      expect(tasks[0]?._regardingobjectid_value).toBe(account);
      expect(row["Account_Tasks@odata.nextLink"]).toMatch(new RegExp(`/accounts\\(${account}\\)/Account_Tasks\\?`));
    },
  },
  {
    name: "expands references of lookups only",
    fact: "dataverse-web-api.md §2.2",
    run: async () => {
      const row = await api.row(`accounts(${account})?$select=name&$expand=primarycontactid/$ref`);
      expect((row.primarycontactid as Json)["@odata.id"]).toContain(`contacts(${contact})`);
      const refused = await api.get(`accounts(${account})?$expand=Account_Tasks/$ref`);
      expect([refused.status, refused.message]).toEqual([
        400,
        "Expand with $ref is only supported on lookup type navigation property.",
      ]);
    },
  },
  {
    name: "aggregates and groups",
    fact: wire,
    run: async () => {
      const [total] = await list("accounts?$apply=aggregate(revenue with sum as total,revenue with max as highest)");
      expect(total?.total).toBe(20000);
      const groups = await list("tasks?$apply=groupby((statuscode),aggregate($count as count))");
      expect(groups.map((group) => group.count)).toEqual([3]);
    },
  },
  {
    name: "runs FetchXML with links, paging cookie and total",
    fact: wire,
    run: async () => {
      const xml = `<fetch count="1" returntotalrecordcount="true"><entity name="contact"><attribute name="lastname"/><order attribute="lastname"/><link-entity name="account" from="accountid" to="parentcustomerid" alias="a"><attribute name="name"/></link-entity></entity></fetch>`;
      const { json } = await api.get(`contacts?fetchXml=${encodeURIComponent(xml)}`, all);
      expect(value(json)[0]?.["a.name"]).toBe("Fourth Coffee");
      expect(json["@Microsoft.Dynamics.CRM.morerecords"]).toBe(true);
      expect(json["@Microsoft.Dynamics.CRM.fetchxmlpagingcookie"]).toContain("<cookie pagenumber=");
      expect(json["@Microsoft.Dynamics.CRM.totalrecordcount"]).toBe(2);
    },
  },
  {
    name: "refuses FetchXML of unknown tables and columns with codes of their own",
    fact: "dataverse-web-api.md §2.2",
    run: async () => {
      const fetchXml = (xml: string) => api.get(`leads?fetchXml=${encodeURIComponent(xml)}`);
      expect((await fetchXml('<fetch><entity name="lead"><attribute name="nothing"/></entity></fetch>')).code).toBe(
        "0x80041103",
      );
      const other = await fetchXml('<fetch><entity name="nothing"/></fetch>');
      expect([other.status, other.code]).toEqual([400, "0x80041102"]);
    },
  },
  {
    name: "runs stored views and users' own queries",
    fact: `${wire} savedQuery [D sample]`,
    run: async () => {
      const [view] = await list("savedqueries?$select=savedqueryid,name&$filter=returnedtypecode eq 'account'&$top=1");
      expect((await api.get(`accounts?savedQuery=${view?.savedqueryid}`)).status).toBe(200);
      const id = await api.create("userqueries", {
        name: "Mine",
        returnedtypecode: "account",
        querytype: 0,
        fetchxml:
          '<fetch><entity name="account"><attribute name="name"/><filter><condition attribute="name" operator="like" value="Fourth%"/></filter></entity></fetch>',
      });
      expect((await list(`accounts?userQuery=${id}`)).map((row) => row.name)).toEqual(["Fourth Coffee"]);
    },
  },
  {
    name: "sorts by the name that a lookup shows, and by several keys",
    fact: `${wire} [U]`,
    run: async () => {
      const rows = await list("contacts?$select=lastname&$orderby=_parentcustomerid_value asc,lastname desc");
      expect(rows.map((row) => row.lastname)).toEqual(["One", "O'Bryan"]);
    },
  },
  {
    name: "shows all activities in one list with their type",
    fact: "dataverse-web-api.md §1 activities",
    run: async () => {
      const rows = await list(
        `activitypointers?$select=subject,activitytypecode&$filter=_regardingobjectid_value eq ${account}`,
      );
      expect(rows.map((row) => row.activitytypecode)).toEqual(["task", "task", "task"]);
    },
  },
];

declareCases("reading lists", lists);
