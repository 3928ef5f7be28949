import { mkdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Browser, Page } from "playwright-core";
import { defaultProfile, writeProfile } from "../../core/profile";
import { launchBrowser } from "../support/browser";
import { callApi, findAxeIssues, openHub, personId, type HubPage } from "../support/hub-page";
import { command, openLead } from "../support/hub";
import { startSandbox, type TestSandbox } from "../support/sandbox";

const pictures = resolve(__dirname, "../../out/pictures");

interface StoredProfile {
  readonly enq_profileid: string;
  readonly enq_version: number | null;
  readonly enq_draft: string | null;
  readonly enq_published: string | null;
}

let sandbox: TestSandbox;
let browser: Browser;
let hub: HubPage;
let page: Page;
let admin: string;
let profileId: string;

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  sandbox = await startSandbox({ world: "demo" });
  browser = await launchBrowser();
  admin = await personId(sandbox, "System administrator");
}, 180_000);

afterAll(async () => {
  await browser.close();
  await sandbox.close();
});

beforeEach(async () => {
  const row = { enq_name: "Everybody", enq_priority: 10, enq_draft: writeProfile(defaultProfile) };
  const made = await callApi<StoredProfile>(sandbox, "POST", "enq_profiles", row, admin);
  profileId = made?.enq_profileid ?? "";
});

afterEach(async () => {
  expect(hub.problems).toEqual([]);
  await page.context().close();
  await callApi(sandbox, "DELETE", `enq_profiles(${profileId})`, undefined, admin);
});

async function openProfile(
  persona = admin,
  options: Parameters<typeof openHub>[2] = {},
  heading = "Mapping",
): Promise<void> {
  hub = await openHub(browser, sandbox, { persona, ...options });
  page = hub.page;
  page.setDefaultTimeout(40_000);
  await hub.open(`/main.aspx?pagetype=entityrecord&etn=enq_profile&id=${profileId}`);
  await page.getByRole("heading", { name: heading }).waitFor();
}

const stored = (): Promise<StoredProfile | undefined> =>
  callApi<StoredProfile>(sandbox, "GET", `enq_profiles(${profileId})`, undefined, admin);
const picture = (name: string): Promise<Buffer> => page.screenshot({ path: resolve(pictures, `profile-${name}.png`) });

async function choose(label: string, option: string): Promise<void> {
  const box = page.getByRole("combobox", { name: label, exact: true }).last();
  await box.click();
  await box.fill(option);
  await page.getByRole("option", { name: option }).first().click();
}

async function publish(note: string): Promise<void> {
  await page.getByRole("button", { name: "Publish…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill(note);
  await dialog.getByRole("button", { name: "Publish", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
}

test("a consultant maps a column with a step, mends a finding, sees it on a lead, and publishes", async () => {
  await openProfile();
  await page.getByRole("button", { name: "Add a rule for accounts" }).click();
  await choose("Writes to", "Account Number");
  await choose("Column", "Company Name");
  await page.getByText(/May have 100 characters; the column takes 20/).waitFor();
  await picture("finding");
  await page.getByRole("button", { name: "Shorten" }).click();
  await page.getByText(/May have 100 characters/).waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Add a step" }).last().click();
  await page.getByRole("menuitem", { name: "replace text" }).click();
  await picture("rule");
  expect(await findAxeIssues(page)).toEqual([]);

  await publish("Company names as account numbers");
  const row = await stored();
  expect(row?.enq_version).toBe(1);
  const document = JSON.parse(row?.enq_published ?? "{}") as typeof defaultProfile;
  expect(document.mapping.rules[0]).toMatchObject({ target: { table: "account", column: "accountnumber" } });
  const versions = await callApi<{ value: readonly { enq_note: string }[] }>(
    sandbox,
    "GET",
    `enq_profileversions?$filter=_enq_profileid_value eq ${profileId}`,
    undefined,
    admin,
  );
  expect(versions?.value.map((version) => version.enq_note)).toEqual(["Company names as account numbers"]);

  const lead = {
    subject: "Looms",
    firstname: "Wilhelmina",
    lastname: "Quarrington",
    companyname: "Quarrington Loom Works of Preston",
  };
  const made = await callApi<{ leadid: string }>(sandbox, "POST", "leads", lead, admin);
  await openLead(page, sandbox.url, made?.leadid ?? "");
  await command(page, "Qualify").click();
  const dialog = page.getByRole("dialog");
  const create = dialog.getByRole("button", { name: /^Create/ }).last();
  await create.waitFor();
  await picture("qualify");
  await create.click();
  await dialog.getByRole("button", { name: /Open opportunity/ }).waitFor();
  const accounts = await callApi<{ value: readonly { accountnumber: string }[] }>(
    sandbox,
    "GET",
    `accounts?$filter=_originatingleadid_value eq ${made?.leadid ?? ""}`,
    undefined,
    admin,
  );
  expect(accounts?.value.map((account) => account.accountnumber)).toEqual(["Quarrington Loom Wo…"]);
}, 120_000);

const days = () => page.getByRole("textbox", { name: "Days" });

test("undo and redo go back and forth; yesterday's version comes back in another session", async () => {
  await openProfile();
  await page.getByRole("tab", { name: "Undo period" }).click();
  await days().fill("7");
  await publish("A week");
  await days().fill("3");
  await publish("Three days");
  await days().fill("9");
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  expect(await days().inputValue()).toBe("3");
  await page.getByRole("button", { name: "Redo", exact: true }).click();
  expect(await days().inputValue()).toBe("9");
  expect(hub.problems).toEqual([]);
  await page.context().close();

  await openProfile();
  await page.getByText(/^Version 2 /).waitFor();
  await page.getByRole("tab", { name: "History" }).click();
  await page.getByText("Three days").waitFor();
  await page.getByRole("button", { name: "Show difference" }).last().click();
  await page.getByText("3 → 7").waitFor();
  await picture("history");
  await page.getByRole("button", { name: "Restore version 1" }).click();
  await page.getByRole("tab", { name: "Undo period" }).click();
  expect(await days().inputValue()).toBe("7");
  await publish("Back to a week");
  const row = await stored();
  expect(JSON.parse(row?.enq_published ?? "{}")).toMatchObject({ undo: { days: 7 } });

  const byHand = { enq_published: row?.enq_published?.replace('"days": 7', '"days": 700') };
  await callApi(sandbox, "PATCH", `enq_profiles(${profileId})`, byHand, admin);
  await page.context().close();
  await openProfile();
  await page.getByText(/The published document of Everybody was changed outside of this panel/).waitFor();
}, 120_000);

test("a consultant who has no mouse shortens the undo period and publishes it", async () => {
  await openProfile();
  /** Press a key until something with this name has the focus; at most once around. */
  const moveTo = async (name: string, key = "Tab"): Promise<void> => {
    for (let presses = 0; presses < 80; presses++) {
      const names = await page.evaluate(() => {
        const focused = document.activeElement as HTMLInputElement | null;
        return [focused?.ariaLabel, focused?.innerText, focused?.labels?.[0]?.innerText].map((text) => text?.trim());
      });
      if (names.includes(name)) return;
      await page.keyboard.press(key);
    }
    throw new Error(`The keyboard does not get to ${name}.`);
  };
  await moveTo("Mapping");
  await page.keyboard.press("End");
  for (let back = 0; back < 2; back++) await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Undo period" }).waitFor();
  await moveTo("Days");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("5");
  await moveTo("Publish…", "Shift+Tab");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  expect(await findAxeIssues(page)).toEqual([]);
  await moveTo("What changed and why");
  await page.keyboard.type("By keyboard");
  await moveTo("Publish");
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  expect(JSON.parse((await stored())?.enq_published ?? "{}")).toMatchObject({ undo: { days: 5 } });
}, 120_000);

async function pickFile(open: () => Promise<void>, name: string, mimeType: string, text: string): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), open()]);
  await chooser.setFiles({ name, mimeType, buffer: Buffer.from(text) });
}

test("rules go to a workshop as CSV and come back; the tenant's own maps become rules; a broken CSV loses nothing", async () => {
  await openProfile();
  const lines = page.getByRole("button", { name: /←/ });
  await page.getByRole("button", { name: "Import the platform's maps" }).click();
  await lines.first().waitFor();
  const count = await lines.count();
  expect(count).toBeGreaterThan(20);
  await page.getByText(/^Contact: Last Name ← Last Name/).waitFor();

  const exportCsv = page.getByRole("button", { name: "Export CSV" });
  const [download] = await Promise.all([page.waitForEvent("download"), exportCsv.click()]);
  const csv = await readFile((await download.path()) ?? "", "utf8");
  expect(csv).toMatch(/contact-lastname/);
  const importCsv = () => page.getByRole("button", { name: "Import CSV…" }).click();
  const edited = csv.replace(/^(.*contact-lastname.*?)fillBlank/m, "$1ask");
  expect(edited).not.toBe(csv);
  await pickFile(importCsv, "mapping.csv", "text/csv", edited);
  await page.getByText(/^Contact: Last Name ← Last Name .*on existing: ask/).waitFor();
  expect(await lines.count()).toBe(count);

  await pickFile(importCsv, "mapping.csv", "text/csv", csv.replace(/""op"":/g, '""po"":'));
  await page
    .getByText(/Not allowed|Unknown/)
    .first()
    .waitFor();
  expect(await lines.count()).toBe(count);
  await page.getByText(/^Contact: Last Name ← Last Name .*on existing: ask/).waitFor();
  await picture("csv");
}, 120_000);

test("a broken file is explained and changes nothing; a good one is compared and taken over", async () => {
  await openProfile();
  const importFile = async (text: string): Promise<void> => {
    await page.getByRole("button", { name: "More" }).click();
    const open = () => page.getByRole("menuitem", { name: "Import JSON…" }).click();
    await pickFile(open, "profile.json", "application/json", text);
  };
  await importFile("x".repeat(10_000_001));
  await page.getByText(/Too large/).waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
  await importFile(
    JSON.stringify({
      ...defaultProfile,
      undo: { days: "soon" },
      mapping: { rules: [{ id: "<b>x</b>" }], consentColumns: [] },
    }),
  );
  await page.getByText("$.undo.days").waitFor();
  await picture("broken-import");
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
  await page.getByRole("tab", { name: "Undo period" }).click();
  expect(await page.getByRole("textbox", { name: "Days" }).inputValue()).toBe("30");

  const html = '<img src="x" onerror="window.wasRun = true">';
  const item = { id: "a", label: html, help: html, column: "budgetamount", level: "warn", overrule: false } as const;
  await importFile(writeProfile({ ...defaultProfile, undo: { days: 12 }, checklist: [item] }));
  await page.getByText("30 → 12").waitFor();
  await page.getByRole("button", { name: "Take over into the draft" }).click();
  expect(await page.getByRole("textbox", { name: "Days" }).inputValue()).toBe("12");
  await page.getByRole("tab", { name: "Checklist" }).click();
  await page.getByText(html).first().waitFor();
  expect(await page.evaluate(() => "wasRun" in window)).toBe(false);
  expect((await stored())?.enq_published ?? null).toBeNull();
}, 120_000);

test("a starter lints clean here, and what-if says what it would change", async () => {
  await openProfile();
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Start from: B2B" }).click();
  await page.getByRole("button", { name: "Take over into the draft" }).click();
  await page.getByText("Findings: 0").waitFor();
  await picture("starter");
  await page.getByRole("tab", { name: "What if" }).click();
  await page.getByRole("switch", { name: "Qualified leads only" }).click();
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.getByText(/of \d+ leads would come out differently/).waitFor();
  await picture("what-if");
  expect(await findAxeIssues(page)).toEqual([]);
}, 120_000);

test("what-if says whom another threshold would ask about; why this profile, for anybody", async () => {
  const person = {
    firstname: "Philippa",
    lastname: "Quarrington",
    emailaddress1: "philippa@quarrington-looms.example",
  };
  await callApi(sandbox, "POST", "contacts", { ...person, mobilephone: "+44 7700 900456" }, admin);
  await callApi(sandbox, "POST", "leads", { ...person, mobilephone: "+44 7700 900456", subject: "Shuttles" }, admin);
  await openProfile();
  const why = page.getByRole("region", { name: "Why this profile" });
  await why.getByText("Everybody (priority 10)").waitFor();
  await why.getByText(/Holds: the first whose scope fits/).waitFor();
  await page.getByRole("tab", { name: "Scope" }).click();
  await page.getByRole("textbox", { name: "Roles" }).fill("Astronaut");
  await why.getByText("The person has none of its roles.").waitFor();
  await page.getByRole("textbox", { name: "Roles" }).fill("Sales Manager");
  const someone = why.getByRole("combobox", { name: "For" });
  await someone.click();
  await someone.fill("Priya");
  await page.getByRole("option", { name: "Priya Nair" }).click();
  await why.getByText(/^Draft · Holds: the first whose scope fits/).waitFor();
  await picture("why");
  await page.getByRole("textbox", { name: "Roles" }).fill("");

  await page.getByRole("tab", { name: "Matching" }).click();
  await page.getByRole("textbox", { name: "Certain from" }).fill("1");
  await page.getByRole("tab", { name: "What if" }).click();
  await page.getByRole("switch", { name: "Qualified leads only" }).click();
  await page.getByRole("textbox", { name: "Leads" }).fill("40");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.getByText(/^Contact: link without asking → ask the seller: \d+ leads/).waitFor();
  await page.getByText("Philippa Quarrington: Philippa Quarrington").waitFor();
  await picture("what-if-decisions");
  expect(await findAxeIssues(page)).toEqual([]);
}, 120_000);

test("somebody without the administrator's role sees everything, and why nothing can be changed", async () => {
  await openProfile(await personId(sandbox, "Read-only seller"));
  await page.getByText(/takes the role Enhanced Qualify Administrator|This form is read-only/).waitFor();
  expect(await page.getByRole("button", { name: "Publish…" }).isDisabled()).toBe(true);
  await picture("read-only");
}, 120_000);

test("it reads from right to left in Arabic and in the dark, on a narrow screen too", async () => {
  const speak = (language: number): Promise<unknown> =>
    callApi(sandbox, "PATCH", `usersettingscollection(${admin})`, { uilanguageid: language }, admin);
  await speak(1025);
  try {
    await openProfile(admin, { theme: "dark" }, "التعيين");
    await picture("arabic-dark");
    expect(await findAxeIssues(page)).toEqual([]);
    for (const [name, width] of [
      ["narrow", 800],
      ["phone", 390],
    ] as const) {
      await page.setViewportSize({ width, height: 844 });
      await picture(name);
      const isWider = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      );
      expect([name, isWider]).toEqual([name, false]);
    }
  } finally {
    await speak(1033);
  }
}, 120_000);
