import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../support/browser";
import { callApi, findAxeIssues, openHub, personId, type HubPage } from "../support/hub-page";
import { startSandbox, type TestSandbox } from "../support/sandbox";

jest.setTimeout(60_000);

let browser: Browser;
let sandbox: TestSandbox;
let hub: HubPage;
let page: Page;
let leadId: string;

beforeAll(async () => {
  [browser, sandbox] = await Promise.all([launchBrowser(), startSandbox({ solution: false })]);
  // Sellers may not make competitors.
  const administrator = await personId(sandbox, "System administrator");
  for (const name of ["Difference Works", "Loom & Sons"]) {
    await callApi(sandbox, "POST", "competitors", { name }, administrator);
  }
  const lead = await callApi<{ leadid: string }>(sandbox, "POST", "leads", {
    subject: "Engine no. 2",
    firstname: "Ada",
    lastname: "Lovelace",
  });
  leadId = lead?.leadid ?? "";
  hub = await openHub(browser, sandbox, { persona: administrator });
  page = hub.page;
  await hub.open(`/main.aspx?pagetype=entityrecord&etn=lead&id=${leadId}`);
  await page.getByRole("heading", { level: 1, name: /Ada Lovelace/ }).waitFor();
});
afterAll(async () => {
  await browser?.close();
  await sandbox?.close();
});
afterEach(() => {
  expect(hub.problems.splice(0)).toEqual([]);
});

async function competitorsOfLead(): Promise<string[]> {
  const lead = await callApi<{ leadcompetitors_association: { name: string }[] }>(
    sandbox,
    "GET",
    `leads(${leadId})?$select=subject&$expand=leadcompetitors_association($select=name)`,
  );

  return (lead?.leadcompetitors_association ?? []).map(({ name }) => name).sort();
}

test("a lookup makes a new record with the quick create form and takes it", async () => {
  await page.getByRole("tab", { name: "Details" }).click();
  const lookup = page.getByRole("combobox", { name: "Parent Account for lead" });
  await lookup.click();
  await page.getByRole("option", { name: "New Account" }).click();
  const dialog = page.getByRole("dialog", { name: "Quick Create: Account" });
  await dialog.getByRole("textbox", { name: "Account Name" }).waitFor();
  expect(await findAxeIssues(page)).toEqual([]);

  await dialog.getByRole("button", { name: "Save and Close" }).click();
  await dialog
    .getByText(/must be filled in/)
    .first()
    .waitFor();
  await dialog.getByRole("textbox", { name: "Account Name" }).fill("Analytical Engines Ltd");
  await dialog.getByRole("button", { name: "Save and Close" }).click();
  await dialog.waitFor({ state: "detached" });
  await page.getByRole("link", { name: "Analytical Engines Ltd" }).first().waitFor();

  await page.keyboard.press("Control+s");
  await page.getByText("- Saved").waitFor();
  const lead = await callApi<{ _parentaccountid_value: string | null }>(
    sandbox,
    "GET",
    `leads(${leadId})?$select=_parentaccountid_value`,
  );
  expect(lead?._parentaccountid_value).toMatch(/^[0-9a-f-]{36}$/);
});

test("Cancel leaves a quick create form, and asks when something was typed", async () => {
  const done = page.evaluate(() => Xrm.Navigation.openForm({ entityName: "contact", useQuickCreateForm: true }));
  const dialog = page.getByRole("dialog", { name: "Quick Create: Contact" });
  await dialog.getByRole("textbox", { name: "Last Name" }).fill("Babbage");
  await page.keyboard.press("Tab");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Discard changes" }).click();
  await dialog.waitFor({ state: "detached" });
  expect(await done).toBeFalsy();
});

test("rows between many and many: existing ones are added, new ones are made and tied, and they are removed without being deleted", async () => {
  await page.getByRole("button", { name: "Related" }).click();
  await page.getByRole("menuitem", { name: "Competitors" }).click();
  const related = page.getByRole("tabpanel", { name: "Competitors" });
  await related.getByText("There is nothing in this view.").waitFor();

  await related.getByRole("button", { name: "Add Existing" }).click();
  const choice = page.getByRole("dialog", { name: "Look up records" });
  await choice.getByRole("checkbox", { name: /Difference Works/ }).click();
  await choice.getByRole("checkbox", { name: /Loom & Sons/ }).click();
  await choice.getByRole("button", { name: "Add", exact: true }).click();
  await related.getByRole("link", { name: "Loom & Sons" }).waitFor();
  expect(await competitorsOfLead()).toEqual(["Difference Works", "Loom & Sons"]);

  await related.getByRole("checkbox", { name: "Select Loom & Sons" }).click();
  expect(await related.getByRole("button", { name: "Delete" }).count()).toBe(0);
  await related.getByRole("button", { name: "Remove", exact: true }).click();
  await related.getByRole("link", { name: "Loom & Sons" }).waitFor({ state: "detached" });
  expect(await competitorsOfLead()).toEqual(["Difference Works"]);

  await related.getByRole("button", { name: "New", exact: true }).click();
  const form = page.getByRole("dialog").filter({ has: page.getByRole("textbox", { name: "Name" }) });
  await form.getByRole("textbox", { name: "Name" }).first().fill("Jacquard Ltd");
  await page.keyboard.press("Control+s");
  await form.getByRole("button", { name: "Close", exact: true }).click();
  await related.getByRole("link", { name: "Jacquard Ltd" }).waitFor();
  expect(await competitorsOfLead()).toEqual(["Difference Works", "Jacquard Ltd"]);
});
