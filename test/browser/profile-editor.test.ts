import { mkdirSync } from "node:fs";
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

test("undo and redo go back and forth; yesterday's version comes back", async () => {
  await openProfile();
  await page.getByRole("tab", { name: "Undo period" }).click();
  const days = page.getByRole("textbox", { name: "Days" });
  await days.fill("7");
  await publish("A week");
  await days.fill("3");
  await publish("Three days");
  await days.fill("9");
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  expect(await days.inputValue()).toBe("3");
  await page.getByRole("button", { name: "Redo", exact: true }).click();
  expect(await days.inputValue()).toBe("9");

  await page.getByRole("tab", { name: "History" }).click();
  await page.getByRole("button", { name: "Show difference" }).last().click();
  await page.getByText("9 → 7").waitFor();
  await picture("history");
  await page.getByRole("button", { name: "Restore version 1" }).click();
  await page.getByRole("tab", { name: "Undo period" }).click();
  expect(await page.getByRole("textbox", { name: "Days" }).inputValue()).toBe("7");
  await publish("Back to a week");
  expect(JSON.parse((await stored())?.enq_published ?? "{}")).toMatchObject({ undo: { days: 7 } });
}, 120_000);

test("a broken file is explained and changes nothing; a good one is compared and taken over", async () => {
  await openProfile();
  const importFile = async (text: string): Promise<void> => {
    await page.getByRole("button", { name: "More" }).click();
    const [chooser] = await Promise.all([
      page.waitForEvent("filechooser"),
      page.getByRole("menuitem", { name: "Import JSON…" }).click(),
    ]);
    await chooser.setFiles({ name: "profile.json", mimeType: "application/json", buffer: Buffer.from(text) });
  };
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

  await importFile(writeProfile({ ...defaultProfile, undo: { days: 12 } }));
  await page.getByText("30 → 12").waitFor();
  await page.getByRole("button", { name: "Take over into the draft" }).click();
  expect(await page.getByRole("textbox", { name: "Days" }).inputValue()).toBe("12");
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
  await page.getByText(/of \d+ leads would get other values/).waitFor();
  await picture("what-if");
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
    await page.setViewportSize({ width: 800, height: 1000 });
    await picture("narrow");
    const isWider = await page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    );
    expect(isWider).toBe(false);
  } finally {
    await speak(1033);
  }
}, 120_000);
