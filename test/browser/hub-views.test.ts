import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../support/browser";
import { callApi, openHub, type HubPage } from "../support/hub-page";
import { startSandbox, type TestSandbox } from "../support/sandbox";

jest.setTimeout(60_000);

let browser: Browser;
let sandbox: TestSandbox;
let hub: HubPage;
let page: Page;

const LEADS = "/main.aspx?pagetype=entitylist&etn=lead";

beforeAll(async () => {
  [browser, sandbox] = await Promise.all([launchBrowser(), startSandbox()]);
  for (let index = 1; index <= 130; index += 1) {
    await callApi(sandbox, "POST", "leads", {
      subject: `Engine ${index % 2 === 0 ? "even" : "odd"}`,
      firstname: "Ada",
      lastname: `Lovelace ${String(index).padStart(3, "0")}`,
    });
  }
  hub = await openHub(browser, sandbox);
  page = hub.page;
});
afterAll(async () => {
  await browser?.close();
  await sandbox?.close();
});
beforeEach(async () => {
  await hub.open(LEADS);
  await page
    .getByRole("row", { name: /Lovelace/ })
    .first()
    .waitFor();
});
afterEach(() => {
  expect(hub.problems.splice(0)).toEqual([]);
});

/** The names in the drawn rows from top to bottom. */
async function names(): Promise<string[]> {
  const rows = await page.getByRole("row", { name: /Lovelace/ }).evaluateAll((elements) =>
    elements.map((element) => ({
      index: Number(element.getAttribute("aria-rowindex")),
      name: element.querySelector("a")?.textContent ?? "",
    })),
  );

  return rows.sort((left, right) => left.index - right.index).map(({ name }) => name);
}

test("the view selector lists the table's views and the address names the chosen one", async () => {
  await page.getByRole("button", { name: /Select a view/ }).click();
  const views = await page.getByRole("menuitemradio").allTextContents();
  expect(views).toEqual(expect.arrayContaining(["My Open Leads", "Open Leads", "Closed Leads", "All Leads"]));
  await page.getByRole("menuitemradio", { name: "Closed Leads" }).click();
  await page.getByText("No data available").waitFor();
  expect(page.url()).toContain("viewid=");
  await page.reload();
  await page.getByRole("grid", { name: "Closed Leads" }).waitFor();
});

test("columns sort by their menu, and tell how they are sorted", async () => {
  const head = page.getByRole("columnheader", { name: "Name", exact: true });
  await head.getByRole("button").click();
  await page.getByRole("menuitem", { name: "Sort ascending" }).click();
  await page.locator('[aria-sort="ascending"]').waitFor();
  await page.getByRole("row", { name: /Lovelace 001/ }).waitFor();
  expect((await names())[0]).toBe("Ada Lovelace 001");

  await head.getByRole("button").click();
  await page.getByRole("menuitem", { name: "Sort descending" }).click();
  await page.getByRole("row", { name: /Lovelace 130/ }).waitFor();
  expect((await names())[0]).toBe("Ada Lovelace 130");
});

test("quick find narrows the view; the address keeps it, and clearing brings all rows back", async () => {
  const find = page.getByRole("searchbox", { name: "Filter by keyword" });
  await find.fill("Lovelace 12");
  await find.press("Enter");
  await page.getByRole("status").filter({ hasText: "Rows: 10" }).waitFor();
  await page.reload();
  await page.getByRole("status").filter({ hasText: "Rows: 10" }).waitFor();
  await page.getByRole("searchbox", { name: "Filter by keyword" }).press("Escape");
  await page.getByRole("status").filter({ hasText: "Rows: 130" }).waitFor();
});

test("rows are chosen one by one, as a range, and all that are loaded", async () => {
  const boxes = page.getByRole("checkbox", { name: /^Select Ada/ });
  await boxes.nth(0).click();
  await boxes.nth(3).click({ modifiers: ["Shift"] });
  await page.getByText("4 selected").waitFor();
  await page.getByRole("checkbox", { name: "Select all rows on this page" }).click();
  await page.getByText("100 selected").waitFor();
  await page.getByRole("checkbox", { name: "Select all rows on this page" }).click();
  expect(await page.getByText(/selected$/).count()).toBe(0);
});

test("only rows in sight are drawn, and the others come as one scrolls", async () => {
  expect(await page.getByRole("row").count()).toBeLessThan(60);
  await page.getByRole("grid").evaluate((grid) => grid.scrollTo({ top: grid.scrollHeight }));
  await page.locator('[aria-rowindex="131"]').getByRole("link").first().waitFor();
  expect(await page.getByRole("row").count()).toBeLessThan(60);
});

test("the keyboard alone: move, select, sort, open, come back", async () => {
  await page.locator('[data-cell="0:1"]').focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press(" ");
  await page.getByText("1 selected").waitFor();
  await page.keyboard.press("Control+End");
  await page.waitForFunction(
    () => document.activeElement?.closest("[aria-rowindex]")?.getAttribute("aria-rowindex") === "131",
  );
  await page.keyboard.press("Control+Home");
  await page.waitForFunction(
    () => document.activeElement?.closest("[aria-rowindex]")?.getAttribute("aria-rowindex") === "2",
  );
  await page.keyboard.press("ArrowUp");
  await page.waitForFunction(() => document.activeElement?.closest('[role="columnheader"]') !== null);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(/pagetype=entityrecord/);
  await page.getByRole("heading", { level: 1, name: /Lovelace/ }).waitFor();
  await page.goBack();
  await page.getByRole("grid").waitFor();
});

test("refreshParentGrid reads the grids of a record's table again", async () => {
  await hub.open("/main.aspx?pagetype=entitylist&etn=lead");
  await page.getByRole("row").nth(1).getByRole("link").first().waitFor();
  await callApi(sandbox, "POST", "leads", { subject: "Just made", firstname: "Nina", lastname: "Newcomer" });
  await page.evaluate(() => Xrm.Utility.refreshParentGrid({ entityType: "lead", id: "", name: "" }));
  await page.getByRole("link", { name: "Nina Newcomer" }).waitFor();
});
