import type { Browser, Page } from "playwright-core";
import leadForm from "../../solution/forms/lead.main.json";
import { launchBrowser } from "../support/browser";
import { callApi, openHub, type HubPage } from "../support/hub-page";
import { startSandbox, type TestSandbox } from "../support/sandbox";

jest.setTimeout(60_000);

let browser: Browser;
let sandbox: TestSandbox;
let hub: HubPage;
let page: Page;
let contactId: string;

beforeAll(async () => {
  [browser, sandbox] = await Promise.all([launchBrowser(), startSandbox()]);
  await callApi(sandbox, "POST", "accounts", { name: "Analytical Engines Ltd", websiteurl: "https://engines.example" });
  const contact = await callApi<{ contactid: string }>(sandbox, "POST", "contacts", {
    firstname: "Ada",
    lastname: "King-Lovelace",
    emailaddress1: "ada@engines.example",
    jobtitle: "Analyst",
  });
  contactId = contact?.contactid ?? "";
  await callApi(sandbox, "POST", "contacts", { firstname: "Zoe", lastname: "Zimmer" });
  hub = await openHub(browser, sandbox);
  page = hub.page;
});
afterAll(async () => {
  await browser?.close();
  await sandbox?.close();
});

async function openLead(values: Record<string, string>): Promise<string> {
  const lead = await callApi<{ leadid: string }>(sandbox, "POST", "leads", { subject: "Engine no. 2", ...values });
  const id = lead?.leadid ?? "";
  await hub.open(`/main.aspx?pagetype=entityrecord&etn=lead&id=${id}&formid=${leadForm.id}`);
  return id;
}

const person = { firstname: "Ada", lastname: "Lovelace", emailaddress1: "ada@engines.example" };

test("a seller picks the existing contact on the lead form; empty columns are filled, full ones stay", async () => {
  const id = await openLead(person);
  await page.getByRole("radio", { name: /Ada King-Lovelace/ }).click();
  await page.getByText("- Unsaved").waitFor();
  await page.keyboard.press("Control+s");
  await page.getByText("- Saved").waitFor();
  const stored = await callApi(sandbox, "GET", `leads(${id})?$select=lastname,jobtitle,_parentcontactid_value`);
  expect(stored).toMatchObject({ lastname: "Lovelace", jobtitle: "Analyst", _parentcontactid_value: contactId });
});

test("who was refused by one seller is not offered again, to nobody", async () => {
  const id = await openLead(person);
  const stored = page.waitForResponse(
    (answer) =>
      /\$batch|enq_rejections/.test(answer.url()) &&
      /enq_rejections/.test(answer.request().postData() ?? answer.url()) &&
      /POST/.test(answer.request().postData() ?? ""),
  );
  await page.getByRole("button", { name: /Not this one: Ada King-Lovelace/ }).click();
  await stored;
  const rows = await callApi<{ value: unknown[] }>(sandbox, "GET", `enq_rejections?$filter=_enq_leadid_value eq ${id}`);
  expect(rows?.value).toMatchObject([{ enq_table: "contact", enq_record: contactId }]);
  await page.evaluate(() => window.localStorage.clear());
  await page.reload();
  await page
    .getByRole("searchbox", { name: /Search for another record/ })
    .first()
    .waitFor();
  await page
    .getByText(/^No match/)
    .first()
    .waitFor();
  expect(await page.getByRole("radio", { name: /Ada King-Lovelace/ }).count()).toBe(0);
});
