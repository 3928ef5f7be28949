import { startSandbox, type TestSandbox } from "../support/sandbox";
import { Api, people } from "./support/api";
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

const refusing: readonly Case[] = [
  refused(
    "to create an activity without a type",
    `${wire} §1 activities`,
    () => api.post("activitypointers", { subject: "A" }),
    405,
    "0x80040800",
  ),
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

declareCases("refusing", refusing);
