import { mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../support/browser";
import { command, leadColumns, openLead, readApi, type LeadRow } from "../support/hub";
import { callApi, findAxeIssues, openHub, personId, type HubPage } from "../support/hub-page";
import { startSandbox, type TestSandbox } from "../support/sandbox";

/** Pictures for the docs, drawn anew only on demand: PICTURES=1 npm test -- test/browser/qualify-looks */
const wanted = process.env["PICTURES"] ? ["dark", "narrow", "arabic"] : [];

/** A lead of the seller with a company and a person who are there already, notes to carry, and values that differ. */
const known = "Concepción Castaño";

describe("the Qualify dialog in every look", () => {
  let sandbox: TestSandbox;
  let browser: Browser;
  let lead: LeadRow;

  beforeAll(async () => {
    sandbox = await startSandbox({ world: "demo" });
    browser = await launchBrowser();
    const filter = encodeURIComponent(`statecode eq 0 and fullname eq '${known}'`);
    const found = await readApi<{ value: LeadRow[] }>(sandbox.url, `leads?${leadColumns}&$filter=${filter}`);
    if (!found.value[0]) throw new Error(`The demo data has no open lead ${known}.`);
    lead = found.value[0];
  }, 120_000);

  afterAll(async () => {
    await browser.close();
    await sandbox.close();
  });

  const dialog = (page: Page) => page.getByRole("dialog");

  /** Opens the dialog and waits until the seller could press its button: the first that submits the form. */
  async function openDialog({ page }: HubPage, qualify = "Qualify"): Promise<void> {
    if (qualify === "Qualify") await openLead(page, sandbox.url, lead.leadid);
    else await page.goto(`${sandbox.url}/main.aspx?pagetype=entityrecord&etn=lead&id=${lead.leadid}`);
    await command(page, qualify).click();
    await dialog(page).locator("button[type=submit]").last().click({ trial: true });
    // What is shown at the pointer would cover what is looked at.
    await page.mouse.move(0, 0);
  }

  async function look({ page, problems }: HubPage, name: string): Promise<void> {
    const folder = wanted.includes(name) ? "docs/pictures" : "out/pictures";
    const path = resolve(__dirname, "../..", folder, `qualify-${name}.png`);
    mkdirSync(dirname(path), { recursive: true });
    await page.screenshot({ path, animations: "disabled" });

    expect({ name, issues: await findAxeIssues(page) }).toEqual({ name, issues: [] });
    expect({ name, problems }).toEqual({ name, problems: [] });
  }

  /** The stored truth, as soon as it is there. */
  async function expectQualified(): Promise<void> {
    const read = () => readApi<LeadRow>(sandbox.url, `leads(${lead.leadid})?${leadColumns}`);
    for (let tries = 0; tries < 100 && (await read()).statecode !== 1; tries++) {
      await new Promise((done) => setTimeout(done, 100));
    }
    expect((await read()).statecode).toBe(1);
  }

  test.each(["light", "dark", "contrast"] as const)(
    "%s",
    async (theme) => {
      const hub = await openHub(browser, sandbox, { theme, width: 1280, height: 800 });
      await openDialog(hub);
      await look(hub, theme);
      await hub.page.context().close();
    },
    90_000,
  );

  test("colours that the system forces", async () => {
    const hub = await openHub(browser, sandbox, { width: 1280, height: 800 });
    await hub.page.emulateMedia({ forcedColors: "active", colorScheme: "dark" });
    await openDialog(hub);
    await look(hub, "forced-colors");
    await hub.page.context().close();
  }, 90_000);

  test("a phone, 390 px wide: the cards stack, nothing is cut off, summary and button stay in sight", async () => {
    const hub = await openHub(browser, sandbox, { width: 1280, height: 844 });
    await openDialog(hub);
    await hub.page.setViewportSize({ width: 390, height: 844 });
    const [account, contact] = await Promise.all(
      ["Account", "Contact"].map((name) => dialog(hub.page).getByRole("region", { name }).boundingBox()),
    );
    expect(contact?.y ?? 0).toBeGreaterThanOrEqual((account?.y ?? 0) + (account?.height ?? 0));
    const widths = await hub.page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
    expect(widths[0]).toBeLessThanOrEqual(widths[1] ?? 0);
    const button = await dialog(hub.page).locator("button[type=submit]").last().boundingBox();
    expect((button?.y ?? 0) + (button?.height ?? 0)).toBeLessThanOrEqual(844);
    await look(hub, "narrow");
    // 400 % zoom of such a screen leaves little more than the buttons; all the rest can be reached by scrolling.
    await hub.page.setViewportSize({ width: 320, height: 256 });
    await dialog(hub.page).getByLabel("Topic").click({ trial: true });
    await dialog(hub.page).locator("button[type=submit]").last().click({ trial: true });
    await hub.page.context().close();
  }, 90_000);

  test("Arabic: right to left, in Arabic words, and done by the keyboard alone", async () => {
    const persona = await personId(sandbox, "Sales manager");
    await callApi(
      sandbox,
      "PATCH",
      `usersettingscollection(${persona})`,
      { uilanguageid: 1025, localeid: 1025 },
      persona,
    );
    const hub = await openHub(browser, sandbox, { persona, width: 1280, height: 800 });
    await openDialog(hub, "تأهيل");
    const surface = dialog(hub.page).locator("form").first();
    expect(await surface.evaluate((element) => getComputedStyle(element).direction)).toBe("rtl");
    const [account, contact] = await Promise.all(
      [0, 1].map((at) => dialog(hub.page).getByRole("region").nth(at).boundingBox()),
    );
    expect(contact?.x ?? 0).toBeLessThan(account?.x ?? 0);
    await look(hub, "arabic");
    await hub.page.keyboard.press("Enter");
    await dialog(hub.page).getByText(lead.fullname).first().waitFor();
    await expectQualified();
    await hub.page.context().close();
  }, 90_000);
});
