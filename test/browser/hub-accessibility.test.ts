import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../support/browser";
import { callApi, findAxeIssues, openHub, type HubPage } from "../support/hub-page";
import { startSandbox, type TestSandbox } from "../support/sandbox";

jest.setTimeout(60_000);

let browser: Browser;
let sandbox: TestSandbox;
let hub: HubPage;
let page: Page;
let lead: string;

beforeAll(async () => {
  [browser, sandbox] = await Promise.all([launchBrowser(), startSandbox()]);
  const row = await callApi<{ leadid: string }>(sandbox, "POST", "leads", {
    subject: "Engine no. 2",
    firstname: "Ada",
    lastname: "Lovelace",
    companyname: "Analytical Engines Ltd",
  });
  lead = `/main.aspx?pagetype=entityrecord&etn=lead&id=${row?.leadid}`;
  hub = await openHub(browser, sandbox);
  page = hub.page;
});
afterAll(async () => {
  await browser?.close();
  await sandbox?.close();
});

/** Axe in light; in the other themes only colours can differ. */
async function expectNoIssues(): Promise<void> {
  const issues = await findAxeIssues(page);
  for (const theme of ["Dark", "High contrast"]) {
    await chooseTheme(theme);
    issues.push(...(await findAxeIssues(page, ["color-contrast"])).map((issue) => `${theme}: ${issue}`));
  }
  await chooseTheme("Light");
  expect(issues).toEqual([]);
}

/** Without the menu, so that what is open on the page stays open. */
async function chooseTheme(name: string): Promise<void> {
  const theme = { Light: "light", Dark: "dark", "High contrast": "contrast" }[name] ?? "light";
  await page.evaluate((chosen) => {
    localStorage.setItem("hub.theme", chosen);
    window.dispatchEvent(new StorageEvent("storage", { key: "hub.theme", newValue: chosen }));
  }, theme);
  // Buttons fade to their new colours.
  await page.waitForTimeout(250);
}

test("a view", async () => {
  await hub.open("/main.aspx?pagetype=entitylist&etn=lead");
  await page.getByRole("link", { name: "Ada Lovelace" }).waitFor();
  await expectNoIssues();
});

test("a form", async () => {
  await hub.open(lead);
  await page.getByRole("heading", { level: 1, name: /Ada Lovelace/ }).waitFor();
  await page.getByText("Get started").waitFor();
  await expectNoIssues();
});

test("the steps of a stage", async () => {
  await page.getByRole("button", { name: /Stage Qualify/ }).click();
  await page.getByRole("button", { name: "Next Stage" }).waitFor();
  await expectNoIssues();
  await page.keyboard.press("Escape");
});

test("the calendar of a date", async () => {
  await page.getByRole("button", { name: "Date of Est. Close Date" }).click();
  await page.getByRole("grid", { name: /\d{4}/ }).waitFor();
  await page.keyboard.press("PageDown");
  await expectNoIssues();
  await page.keyboard.press("Enter");
  await page.getByText("- Unsaved").waitFor();
});

test("the question about unsaved changes", async () => {
  await page.getByRole("navigation").getByRole("link", { name: "Accounts" }).click();
  await page.getByRole("alertdialog").waitFor();
  await expectNoIssues();
  await page.getByRole("button", { name: "Discard changes" }).click();
  await page.getByRole("grid").waitFor();
});

test("the menus of the header", async () => {
  await page.getByRole("button", { name: /Account of/ }).click();
  await page.getByRole("menuitemradio").first().waitFor();
  await expectNoIssues();
  await page.keyboard.press("Escape");
});

test("a new record and its messages", async () => {
  await hub.open("/main.aspx?pagetype=entityrecord&etn=contact");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page
    .getByText(/must be filled in/)
    .first()
    .waitFor();
  await expectNoIssues();
});

test("a search, and a page that is not there", async () => {
  await hub.open("/main.aspx?pagetype=search&searchText=Lovelace");
  await page.getByRole("link", { name: "Ada Lovelace" }).waitFor();
  await expectNoIssues();
});

test("a quick create form, and rows between many and many", async () => {
  await hub.open(lead);
  await page.getByRole("heading", { level: 1, name: /Ada Lovelace/ }).waitFor();
  await page.getByRole("button", { name: "Related" }).click();
  await page.getByRole("menuitem", { name: "Competitors" }).click();
  await page.getByRole("tabpanel", { name: "Competitors" }).getByRole("grid").waitFor();
  await expectNoIssues();
  await page.evaluate(() => void Xrm.Navigation.openForm({ entityName: "account", useQuickCreateForm: true }));
  await page.getByRole("dialog").getByRole("textbox", { name: "Account Name" }).waitFor();
  await expectNoIssues();
  await page.keyboard.press("Escape");
});

test("the Solutions page with the parts of a solution", async () => {
  await hub.open("/main.aspx?pagetype=solutions");
  await page.getByRole("button", { name: /^Enhanced Qualify/ }).click();
  await page.getByRole("button", { name: /^Custom controls/ }).waitFor();
  await expectNoIssues();
});

test("a note and an activity of the timeline while they are written", async () => {
  await hub.open(lead);
  await page.getByRole("textbox", { name: "Enter a note…" }).focus();
  await page.getByRole("button", { name: "Add note" }).waitFor();
  await expectNoIssues();
  await page.getByRole("button", { name: "Create a timeline record" }).click();
  await page.getByRole("menuitem", { name: "Task" }).click();
  await page.getByRole("textbox", { name: "Subject" }).waitFor();
  await expectNoIssues();
});

test("a quick view form, the dialog of a lookup, and a form in a pane at the side", async () => {
  const account = await callApi<{ accountid: string }>(sandbox, "POST", "accounts", {
    name: "Analytical Engines Ltd",
    primarycontactid: { firstname: "Ada", lastname: "Lovelace", jobtitle: "Countess" },
  });
  await hub.open(`/main.aspx?pagetype=entityrecord&etn=account&id=${account?.accountid}`);
  await page.getByRole("group", { name: "Primary Contact" }).getByRole("textbox", { name: "Job Title" }).waitFor();
  await expectNoIssues();
  await page.evaluate(() => void Xrm.Utility.lookupObjects({ entityTypes: ["contact"], allowMultiSelect: true }));
  await page.getByRole("dialog").getByRole("checkbox").first().waitFor();
  await expectNoIssues();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  await page.evaluate(async () => {
    const pane = await Xrm.App.sidePanes.createPane({ title: "Beside", paneId: "beside", width: 420 });
    await pane.navigate({ pageType: "entityrecord", entityName: "account" });
  });
  await page.getByRole("region", { name: "Beside" }).getByRole("textbox", { name: "Account Name" }).waitFor();
  await expectNoIssues();
});

test("a record that is gone, and the site map of a phone", async () => {
  await hub.open("/main.aspx?pagetype=entityrecord&etn=lead&id=00000000-0000-4000-8000-000000000000");
  await page.getByText("This record is not available").waitFor();
  await expectNoIssues();
  await page.setViewportSize({ width: 390, height: 844 });
  await hub.open("/main.aspx?pagetype=entitylist&etn=lead");
  await page.getByRole("button", { name: "Expand or collapse the site map" }).click();
  await page.getByRole("navigation").getByRole("link", { name: "Accounts" }).waitFor();
  await expectNoIssues();
  await page.setViewportSize({ width: 1440, height: 900 });
});

test("every stop of the keyboard on a form can be seen", async () => {
  await hub.open(lead);
  await page.getByRole("heading", { level: 1, name: /Ada Lovelace/ }).waitFor();
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Skip to content");
  const hidden: string[] = [];
  for (let stop = 0; stop < 60; stop += 1) {
    await page.keyboard.press("Tab");
    const state = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null;
      if (!element || element === document.body || element.hasAttribute("data-tabster-dummy")) return undefined;
      const box = element.getBoundingClientRect();
      const seen =
        box.width > 0 &&
        box.height > 0 &&
        box.right > 0 &&
        box.left < innerWidth &&
        box.bottom > 0 &&
        box.top < innerHeight;

      return { seen, html: element.outerHTML.slice(0, 160) };
    });
    if (state && !state.seen) hidden.push(state.html);
  }
  expect(hidden).toEqual([]);
});
