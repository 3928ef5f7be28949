import { DynamicsWebApi } from "dynamics-web-api";
import * as xrm from "xrm-webapi/dist/webapi";
import { startSandbox, type TestSandbox } from "../support/sandbox";
import { Api, people } from "./support/api";
import { xrmConfig, xrmSend } from "./support/xrm-client";

// One table of filters, asked by two clients of the field: both must read the same rows.

const wire = "dataverse-web-api.md §2.3";
const functions = "dataverse-web-api.md §2.3 query functions";
const wild = "dataverse-web-api.md §2.3 wildcards";
const crm = "Microsoft.Dynamics.CRM";

/** Subjects S1 to S8 in this order. */
const leads: readonly Record<string, unknown>[] = [
  {
    firstname: "Ada",
    lastname: "Lovelace",
    companyname: "Analytical Engines Ltd",
    numberofemployees: 10,
    leadsourcecode: 8,
    donotemail: true,
    estimatedclosedate: "2026-12-31",
    emailaddress1: "ada@analytical.example",
    revenue: 1000,
  },
  {
    firstname: "Charles",
    lastname: "Babbage",
    companyname: "Analytical Engines Ltd",
    numberofemployees: 25,
    leadsourcecode: 4,
    donotemail: false,
    estimatedclosedate: "2027-01-15",
    emailaddress1: "charles@analytical.example",
    revenue: 250000.5,
  },
  {
    firstname: "Grace",
    lastname: "Hopper",
    companyname: "Compiler & Sons",
    numberofemployees: 100,
    leadsourcecode: 8,
    donotemail: false,
    estimatedclosedate: "2027-02-01",
    emailaddress1: "grace@compiler.example",
  },
  {
    firstname: "Alan",
    lastname: "Turing",
    companyname: "Bletchley Machines",
    numberofemployees: 100,
    leadsourcecode: 10,
    donotemail: false,
    revenue: 0,
  },
  {
    firstname: "Seán",
    lastname: "O'Brien",
    companyname: "O'Brien 100% Wool",
    numberofemployees: 5,
    leadsourcecode: 7,
    donotemail: true,
    estimatedclosedate: "2026-11-30",
    emailaddress1: "sean@wool.example",
    revenue: 99.99,
  },
  { firstname: "Emmy", lastname: "Noether", donotemail: false },
  {
    firstname: "Mary",
    lastname: "Jackson",
    companyname: "North_West Tools",
    numberofemployees: 250,
    leadsourcecode: 1,
    donotemail: false,
    estimatedclosedate: "2027-06-30",
    emailaddress1: "mary@north.example",
    revenue: 7000,
  },
  {
    firstname: "Katherine",
    lastname: "Johnson",
    companyname: "North West Tools",
    numberofemployees: 1000,
    leadsourcecode: 1,
    donotemail: true,
    estimatedclosedate: "2025-01-01",
    emailaddress1: "katherine@north.example",
    revenue: 8000,
  },
];

const all = [1, 2, 3, 4, 5, 6, 7, 8];

/** Filter, the numbers of the leads that answer to it, the fact. */
const cases: readonly (readonly [filter: string, expected: readonly number[], fact: string])[] = [
  ["firstname eq 'Ada'", [1], wire],
  ["firstname eq 'ada'", [1], `${wire} case-insensitive`],
  ["firstname ne 'Ada'", [2, 3, 4, 5, 6, 7, 8], wire],
  ["fullname eq 'Ada Lovelace'", [1], wire],
  ["lastname eq 'O''Brien'", [5], `${wire} quotes double`],
  ["numberofemployees gt 100", [7, 8], wire],
  ["numberofemployees ge 100", [3, 4, 7, 8], wire],
  ["numberofemployees lt 10", [5], wire],
  ["numberofemployees le 10", [1, 5], wire],
  ["numberofemployees eq 100", [3, 4], wire],
  ["numberofemployees eq null", [6], wire],
  ["numberofemployees ne null", [1, 2, 3, 4, 5, 7, 8], wire],
  ["companyname eq null", [6], wire],
  ["emailaddress1 eq null", [4, 6], wire],
  ["startswith(companyname,'north')", [7, 8], wire],
  ["endswith(companyname,'ltd')", [1, 2], wire],
  ["contains(companyname,'machines')", [4], wire],
  ["contains(companyname,'O''Brien')", [5], wire],
  ["contains(companyname,'&')", [3], wire],
  ["startswith(emailaddress1,'ada@')", [1], wire],
  ["companyname ne null and not contains(companyname,'tools')", [1, 2, 3, 4, 5], wire],
  ["firstname eq 'Ada' or firstname eq 'Alan'", [1, 4], wire],
  ["firstname eq 'Ada' and donotemail eq true", [1], wire],
  ["firstname eq 'Ada' and donotemail eq false", [], wire],
  ["(firstname eq 'Ada' or firstname eq 'Alan') and leadsourcecode eq 10", [4], wire],
  ["firstname eq 'Ada' or firstname eq 'Alan' and leadsourcecode eq 10", [1, 4], `${wire} and binds before or`],
  ["not (firstname eq 'Ada')", [2, 3, 4, 5, 6, 7, 8], wire],
  ["donotemail eq true", [1, 5, 8], wire],
  ["donotemail eq false", [2, 3, 4, 6, 7], wire],
  ["leadsourcecode eq 8", [1, 3], wire],
  ["leadsourcecode ne 8 and leadsourcecode ne null", [2, 4, 5, 7, 8], wire],
  ["estimatedclosedate eq 2026-12-31", [1], wire],
  ["estimatedclosedate gt 2027-01-15", [3, 7], wire],
  ["estimatedclosedate ge 2027-01-15", [2, 3, 7], wire],
  ["estimatedclosedate lt 2026-01-01", [8], wire],
  ["estimatedclosedate eq null", [4, 6], wire],
  ["revenue gt 99.99", [1, 2, 7, 8], wire],
  ["revenue ge 99.99", [1, 2, 5, 7, 8], wire],
  ["revenue eq 250000.5", [2], wire],
  ["revenue eq 0", [4], wire],
  ["revenue eq null", [3, 6], wire],
  ["contains(companyname,'north_west')", [7, 8], wild],
  ["startswith(companyname,'north[_]west')", [7], wild],
  ["contains(companyname,'100[%]')", [5], wild],
  ["companyname eq 'north%'", [7, 8], wild],
  ["startswith(firstname,'[a-c]')", [1, 2, 4], wild],
  ["startswith(firstname,'[^a-c]')", [3, 5, 6, 7, 8], wild],
  [`${crm}.In(PropertyName='leadsourcecode',PropertyValues=['1','8'])`, [1, 3, 7, 8], functions],
  [`leadsourcecode ne null and ${crm}.NotIn(PropertyName='leadsourcecode',PropertyValues=['1','8'])`, [2, 4, 5], functions],
  [`${crm}.Between(PropertyName='numberofemployees',PropertyValues=["10","100"])`, [1, 2, 3, 4], functions],
  [`numberofemployees ne null and ${crm}.NotBetween(PropertyName='numberofemployees',PropertyValues=["10","100"])`, [5, 7, 8], functions],
  [`${crm}.Null(PropertyName='companyname')`, [6], functions],
  [`${crm}.NotNull(PropertyName='companyname')`, [1, 2, 3, 4, 5, 7, 8], functions],
  [`${crm}.EqualUserId(PropertyName='ownerid')`, all, functions],
  [`${crm}.NotEqualUserId(PropertyName='ownerid')`, [], functions],
  [`${crm}.EqualBusinessId(PropertyName='owningbusinessunit')`, all, functions],
  [`${crm}.Today(PropertyName='createdon')`, all, functions],
  [`${crm}.Yesterday(PropertyName='createdon')`, [], functions],
  [`${crm}.ThisMonth(PropertyName='createdon')`, all, functions],
  [`${crm}.ThisYear(PropertyName='createdon')`, all, functions],
  [`${crm}.LastXHours(PropertyName='createdon',PropertyValue=2)`, all, functions],
  [`${crm}.LastXDays(PropertyName='createdon',PropertyValue=2)`, all, functions],
  [`${crm}.NextXDays(PropertyName='overriddencreatedon',PropertyValue=2)`, [], functions],
  [`${crm}.OlderThanXMonths(PropertyName='createdon',PropertyValue=1)`, [], functions],
  [`${crm}.On(PropertyName='estimatedclosedate',PropertyValue='2026-12-31')`, [1], functions],
  [`${crm}.OnOrAfter(PropertyName='estimatedclosedate',PropertyValue='2027-01-15')`, [2, 3, 7], functions],
  [`${crm}.OnOrBefore(PropertyName='estimatedclosedate',PropertyValue='2026-11-30')`, [5, 8], functions],
  ["statecode eq 0", all, wire],
  ["statuscode eq 1", all, wire],
  ["statecode eq 1", [], wire],
  ["firstname eq companyname", [], `${wire} column to column`],
  ["firstname lt lastname", [1, 3, 4, 6], `${wire} column to column`],
  ["numberofemployees gt leadsourcecode", [1, 2, 3, 4, 7, 8], `${wire} column to column`],
  [`_ownerid_value eq ${people.seller}`, all, wire],
  [`_ownerid_value ne ${people.seller}`, [], wire],
  [`_ownerid_value eq '${people.seller}'`, all, `${wire} quoted guid`],
  ["leadid eq 00000000-0000-0000-0000-000000000001", [], wire],
  ["parentaccountid/name eq 'Engines Group'", [1, 2], `${wire} nav path`],
  ["startswith(parentaccountid/name,'engines')", [1, 2], `${wire} nav path`],
  ["createdby/fullname eq 'Alex Rivera'", all, `${wire} nav path`],
  ["_parentaccountid_value ne null", [1, 2], wire],
  ["_parentaccountid_value eq null", [3, 4, 5, 6, 7, 8], wire],
  ["Lead_Tasks/any(t:t/subject eq 'call')", [1], `${wire} lambda`],
  ["Lead_Tasks/any()", [1, 2], `${wire} lambda`],
  ["Lead_Tasks/any(t:contains(t/subject,'a'))", [1, 2], `${wire} lambda`],
  ["not Lead_Tasks/any()", [3, 4, 5, 6, 7, 8], `${wire} lambda`],
  ["Lead_Tasks/all(t:t/subject eq 'call')", [1, 3, 4, 5, 6, 7, 8], `${wire} lambda`],
]; // prettier-ignore

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ solution: false });
  const seller = new Api(sandbox.url, "seller");
  const account = await seller.create("accounts", { name: "Engines Group" });
  for (const [index, columns] of leads.entries()) {
    const parent = index < 2 ? { "parentaccountid@odata.bind": `/accounts(${account})` } : {};
    const id = await seller.create("leads", { subject: `S${index + 1}`, ...columns, ...parent });
    if (index < 2) {
      const subject = ["call", "mail"][index];
      await seller.create("tasks", { subject, "regardingobjectid_lead_task@odata.bind": `/leads(${id})` });
    }
  }
}, 60_000);
afterAll(() => sandbox.close());

interface Subject {
  readonly subject: string;
}
const numbers = (rows: readonly Subject[]): number[] => rows.map((row) => Number(row.subject.slice(1)));

describe.each([
  [
    "dynamics-web-api",
    async (filter: string): Promise<readonly Subject[]> => {
      const client = new DynamicsWebApi({ serverUrl: sandbox.url, dataApi: { version: "9.2" } });
      const orderBy = ["subject asc"];
      return (await client.retrieveMultiple<Subject>({ collection: "leads", select: ["subject"], filter, orderBy }))
        .value;
    },
  ],
  [
    "xrm-webapi",
    async (filter: string): Promise<readonly Subject[]> => {
      const query = `$select=subject&$filter=${encodeURIComponent(filter)}&$orderby=subject`;
      const answer = await xrm.retrieveMultiple(xrmConfig(sandbox.url), "leads", xrmSend, query);
      return answer.value as unknown as Subject[];
    },
  ],
] as const)("filters by %s", (_client, read) => {
  test.each(cases)("%s reads %j [%s]", async (filter, expected) => {
    expect(numbers(await read(filter))).toEqual(expected);
  });
});
