import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../support/browser";
import { command } from "../support/hub";
import { callApi, findAxeIssues, openHub, type HubPage } from "../support/hub-page";
import { startSandbox, type TestSandbox } from "../support/sandbox";

jest.setTimeout(90_000);

let browser: Browser;
let sandbox: TestSandbox;
let hub: HubPage;
let page: Page;

beforeAll(async () => {
  [browser, sandbox] = await Promise.all([launchBrowser(), startSandbox()]);
  hub = await openHub(browser, sandbox);
  page = hub.page;
});
afterAll(async () => {
  await browser?.close();
  await sandbox?.close();
});

const dialog = () => page.getByRole("dialog");
const make = async (set: string, key: string, values: Record<string, unknown>): Promise<string> =>
  (await callApi<Record<string, string>>(sandbox, "POST", set, values))?.[key] ?? "";
const lead = (firstname: string, lastname: string, companyname: string): Promise<string> =>
  make("leads", "leadid", { firstname, lastname, companyname, subject: `${companyname}: first order` });
const link = (name: string | RegExp) => page.getByRole("gridcell").getByRole("link", { name });
const rowOf = (name: string) => page.getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) });

/** The view of the journal by its name, in the app of the solution. */
async function openQueue(): Promise<void> {
  const apps = await callApi<{ value: { appmoduleid: string }[] }>(
    sandbox,
    "GET",
    "appmodules?$select=appmoduleid&$filter=uniquename eq 'enq_EnhancedQualify'",
  );
  await hub.open(`/main.aspx?appid=${apps?.value[0]?.appmoduleid ?? ""}&pagetype=entitylist&etn=enq_qualification`);
  await page.getByRole("button", { name: /Select a view/ }).click();
  await page.getByRole("menuitemradio", { name: "Parked leads" }).click();
}

test("a seller parks two doubtful leads, decides about one in the queue by keyboard, and both leave it", async () => {
  const company = { name: "Quernmill Instruments Ltd", websiteurl: "https://quernmill.example" };
  const accountid = await make("accounts", "accountid", company);
  const contact = {
    firstname: "Ottoline",
    lastname: "Quern",
    "parentcustomerid_account@odata.bind": `/accounts(${accountid})`,
  };
  const contactid = await make("contacts", "contactid", contact);
  await make("contacts", "contactid", { firstname: "Ottoline", lastname: "Quern", address1_city: "Leeds" });
  const plain = await lead("Erasmus", "Saltmarsh", "Saltmarsh Turbines");
  const second = await lead("O.", "Quern", "Quernmill");
  const first = await lead("Ottoline", "Quern", "Quernmill Instrument");

  await hub.open("/main.aspx?pagetype=entitylist&etn=lead");
  for (const name of ["Ottoline Quern", "O. Quern", "Erasmus Saltmarsh"])
    await rowOf(name).getByRole("checkbox").click();
  await command(page, "Qualify").click();
  await dialog().getByRole("button", { name: "Qualify the plain ones" }).click();
  for (const step of [2, 3]) {
    await dialog().getByText(`Lead ${step} of 3`).waitFor();
    await dialog().getByRole("button", { name: "Decide later" }).click();
  }
  await dialog().getByText("is qualified:").waitFor();
  expect(await dialog().getByText("waits in the queue of parked leads.").count()).toBe(2);
  await dialog().getByRole("button", { name: "Close" }).last().click();

  // The journal's app is the seller's, too; the reason is there in words.
  await openQueue();
  await rowOf("Ottoline Quern")
    .getByText(/^Contact: Ottoline Quern|^Account: Quernmill/)
    .waitFor();
  expect(await findAxeIssues(page)).toEqual([]);

  // In the row: who it is, by keyboard alone.
  await link("Ottoline Quern").first().focus();
  await page.keyboard.press("Enter");
  const account = page.locator(`[data-match="${accountid}"]`);
  await account.waitFor();
  await account.focus();
  await page.keyboard.press("Space");
  // What is chosen is marked as a radio marks it, by a dot and not by colour alone.
  const dot = account.locator("span span").first();
  await page.waitForFunction(
    (mark) => mark !== null && getComputedStyle(mark, "::after").content !== "none",
    await dot.elementHandle(),
  );
  const known = page.locator(`[data-match="${contactid}"]`);
  await known.focus();
  await page.keyboard.press("Space");
  await page.getByText("- Unsaved").waitFor();
  expect(await findAxeIssues(page)).toEqual([]);
  await command(page, "Qualify").click();
  await dialog()
    .getByText(/^Parked by/)
    .waitFor();
  await dialog()
    .getByRole("button", { name: /^Link to Quernmill Instruments Ltd and Ottoline Quern/ })
    .waitFor();
  await page.keyboard.press("Enter");
  await dialog().getByText("Ottoline Quern is qualified.").waitFor();
  await dialog().getByRole("button", { name: "Close" }).last().click();
  const done = await callApi(
    sandbox,
    "GET",
    `leads(${first})?$select=statecode,_parentaccountid_value,_parentcontactid_value`,
  );
  expect(done).toMatchObject({ statecode: 1, _parentaccountid_value: accountid, _parentcontactid_value: contactid });

  // The queue knows one lead less; the other one is qualified by Microsoft's own command, and leaves it as well.
  await openQueue();
  await link(/Quern/).first().waitFor();
  expect([...new Set(await link(/Quern/).allTextContents())]).toEqual(["O. Quern"]);
  await rowOf("O. Quern").first().getByRole("checkbox").click();
  await command(page, "Qualify").click();
  await dialog().getByText("Qualify O. Quern", { exact: true }).waitFor();
  await dialog()
    .getByText(/^Parked by/)
    .waitFor();
  await page.keyboard.press("Escape");
  await dialog().waitFor({ state: "detached" });
  await callApi(sandbox, "POST", `leads(${second})/Microsoft.Dynamics.CRM.QualifyLead`, {
    CreateAccount: false,
    CreateContact: true,
    CreateOpportunity: false,
    Status: 3,
  });
  await link("O. Quern").first().waitFor();
  await link("O. Quern").first().click();
  await page.getByText("This lead is closed meanwhile (Qualified).").first().waitFor();
  await openQueue();
  await page
    .getByText(/no data|nothing|No rows/i)
    .first()
    .waitFor();
  expect(await callApi(sandbox, "GET", `leads(${plain})?$select=statecode`)).toMatchObject({ statecode: 1 });
  expect(hub.problems).toEqual([]);
});
