import type { Browser } from "playwright-core";
import { launchBrowser } from "../support/browser";
import { callApi, openHub, personId, type HubPage } from "../support/hub-page";
import { startSandbox, type TestSandbox } from "../support/sandbox";

jest.setTimeout(60_000);

let browser: Browser;
let sandbox: TestSandbox;
let hub: HubPage;

beforeAll(async () => {
  [browser, sandbox] = await Promise.all([launchBrowser(), startSandbox({ world: "demo" })]);
});
afterAll(async () => {
  await browser?.close();
  await sandbox?.close();
});
afterEach(async () => {
  expect(hub.problems).toEqual([]);
  await hub.page.context().close();
});

test("the site map leads through the app; back, forward and refresh keep the place", async () => {
  hub = await openHub(browser, sandbox);
  const { page } = hub;
  await hub.open("/");
  await page.getByRole("grid").waitFor();
  expect(page.url()).toContain("etn=lead");

  await page.getByRole("navigation").getByRole("link", { name: "Accounts" }).click();
  await page.getByRole("grid", { name: /Accounts/ }).waitFor();
  await page.getByRole("navigation").getByRole("link", { name: "Contacts" }).click();
  await page.getByRole("grid", { name: /Contacts/ }).waitFor();

  await page.goBack();
  await page.getByRole("grid", { name: /Accounts/ }).waitFor();
  await page.goForward();
  await page.getByRole("grid", { name: /Contacts/ }).waitFor();
  await page.reload();
  await page.getByRole("grid", { name: /Contacts/ }).waitFor();
  expect(await page.getByRole("link", { name: "Contacts" }).getAttribute("aria-current")).toBe("page");
});

test("the area switcher leads to App Settings and its Solutions page", async () => {
  hub = await openHub(browser, sandbox);
  const { page } = hub;
  await hub.open("/");
  await page.getByRole("button", { name: /Change area/ }).click();
  await page.getByRole("menuitemradio", { name: "App Settings" }).click();
  await page.getByRole("navigation").getByRole("link", { name: "Solutions" }).click();
  await page.waitForURL(/pagetype=solutions/);
});

test("a persona is chosen for this tab, and the environment sees him from then on", async () => {
  hub = await openHub(browser, sandbox);
  const { page } = hub;
  await hub.open("/");
  await page.getByRole("button", { name: /Account of Alex Rivera/ }).click();
  const people = page.getByRole("menuitemradio");
  await people.first().waitFor();
  const texts = (await people.allTextContents()).join(" ");
  for (const title of [
    "Seller",
    "Sales manager",
    "System administrator",
    "Read-only seller",
    "Seller without account rights",
  ]) {
    expect(texts).toContain(title);
  }
  await people.filter({ hasText: "Sales manager" }).click();
  await page.getByRole("button", { name: /Account of Priya Nair/ }).waitFor();

  const who = await page.evaluate(() => fetch("/api/data/v9.2/WhoAmI").then((answer) => answer.json()));
  expect((who as { UserId: string }).UserId).toBe(await personId(sandbox, "Sales manager"));
});

test("theme, language and formats are settings of the user and hold after a refresh", async () => {
  hub = await openHub(browser, sandbox, { persona: await personId(sandbox, "Read-only seller") });
  const { page } = hub;
  const settings = await callApi<{ value: { systemuserid: string }[] }>(
    sandbox,
    "GET",
    `usersettingscollection?$select=systemuserid&$filter=systemuserid eq ${await personId(sandbox, "Read-only seller")}`,
  );
  expect(settings?.value).toHaveLength(1);
  await hub.open("/");
  const background = () =>
    page.evaluate(() => getComputedStyle(document.querySelector("nav") as Element).backgroundColor);
  const light = await background();
  await page.locator("header button").nth(-2).click();
  await page.getByRole("menuitemradio").nth(1).click();
  await page.keyboard.press("Escape");
  expect(await background()).not.toBe(light);
  await page.reload();
  await page.locator("nav").waitFor();
  expect(await background()).not.toBe(light);
});

test("German, and Arabic from right to left", async () => {
  const seller = await personId(sandbox, "Seller without account rights");
  const use = (uilanguageid: number) =>
    callApi(sandbox, "PATCH", `usersettingscollection(${seller})`, { uilanguageid }, seller);
  hub = await openHub(browser, sandbox, { persona: seller });
  const { page } = hub;
  await use(1031);
  await hub.open("/main.aspx?pagetype=entitylist&etn=lead");
  await page.getByPlaceholder("Nach Stichwort filtern").waitFor();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe("de-DE");

  await use(1025);
  await page.reload();
  await page.getByRole("grid").waitFor();
  expect(await page.evaluate(() => getComputedStyle(document.querySelector("main") as Element).direction)).toBe("rtl");
  const nav = await page.locator("nav").boundingBox();
  const main = await page.locator("main").boundingBox();
  expect(nav && main && nav.x > main.x).toBe(true);
});

test("search finds records of every table of the app", async () => {
  hub = await openHub(browser, sandbox);
  const { page } = hub;
  const lead = await callApi<{ leadid: string }>(sandbox, "POST", "leads", {
    subject: "Looms",
    lastname: "Jacquard-Search",
  });
  await hub.open("/");
  await page.getByRole("searchbox", { name: "Search this environment" }).fill("Jacquard-Search");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: /Jacquard-Search/ }).click();
  await page.waitForURL(new RegExp(`id=${lead?.leadid}`));
  await page.getByRole("heading", { level: 1, name: /Jacquard-Search/ }).waitFor();
});

test("on a phone the site map lies over the page and goes when a page was chosen", async () => {
  hub = await openHub(browser, sandbox, { width: 390, height: 844 });
  const { page } = hub;
  await hub.open("/main.aspx?pagetype=entitylist&etn=lead");
  await page.getByRole("grid").waitFor();
  expect(await page.getByRole("navigation").count()).toBe(0);
  await page.getByRole("button", { name: /site map/i }).click();
  await page.getByRole("link", { name: "Accounts" }).click();
  await page.getByRole("grid", { name: /Accounts/ }).waitFor();
  expect(await page.getByRole("navigation").count()).toBe(0);
});

test("time zone, number format and language are chosen in the settings menu, stored, and used", async () => {
  const person = await personId(sandbox, "Sales manager");
  const created = await callApi<{ leadid: string }>(sandbox, "POST", "leads", {
    subject: "In time",
    firstname: "Tess",
    lastname: "Clock",
    budgetamount: 1234.5,
    estimatedclosedate: "2027-03-31",
  });
  hub = await openHub(browser, sandbox, { persona: person });
  const { page } = hub;
  const address = `/main.aspx?pagetype=entityrecord&etn=lead&id=${created?.leadid}`;
  await hub.open(address);
  const closeDate = page.getByRole("textbox", { name: "Est. Close Date" });
  await closeDate.waitFor();
  expect(await closeDate.inputValue()).toBe("3/31/2027");

  const choose = async (menu: string, item: string): Promise<void> => {
    await page.locator("header button").nth(-2).click();
    await page.getByRole("menuitem", { name: menu }).click();
    await Promise.all([
      page.waitForEvent("load"),
      page.getByRole("menuitemradio", { name: item, exact: true }).click(),
    ]);
    await closeDate
      .or(page.getByRole("textbox", { name: "Topic" }))
      .first()
      .waitFor();
  };
  await choose("Number and date format", "German (Germany)");
  expect(await closeDate.inputValue()).toBe("31.3.2027");
  await choose("Time zone", "Asia/Tokyo");
  await choose("Language", "Deutsch");
  await page.getByRole("navigation", { name: "Siteübersicht" }).waitFor();

  const settings = await callApi<{ uilanguageid: number; localeid: number; timezonecode: number }>(
    sandbox,
    "GET",
    `usersettingscollection(${person})?$select=uilanguageid,localeid,timezonecode`,
  );
  expect(settings).toMatchObject({ uilanguageid: 1031, localeid: 1031, timezonecode: 235 });
});
