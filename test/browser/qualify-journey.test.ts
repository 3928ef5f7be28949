import { mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import AxeSource from "axe-core";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../support/browser";
import { command, countBatches, leadColumns, openLead, readApi, type LeadRow } from "../support/hub";
import { startSandbox, type TestSandbox } from "../support/sandbox";

/** The picture of the README is drawn anew only on demand: PICTURES=1 npm test -- test/browser/qualify-journey */
const picture = resolve(
  __dirname,
  "../..",
  process.env["PICTURES"] ? "docs/pictures/qualify.png" : "out/pictures/qualify.png",
);

interface Stored {
  readonly value: readonly Record<string, unknown>[];
}

/** People and companies that have no like in the demo data, nor among each other. */
const strangers: [firstname: string, lastname: string, companyname: string][] = [
  ["Ottoline", "Quillfeather", "Quillfeather Optics"],
  ["Bartholomew", "Brambleknot", "Brambleknot Foundry"],
  ["Zephyrine", "Lockhart", "Velvet Anvil Works"],
  ["Ignatius", "Ostrakon", "Ostrakon Ceramics"],
  ["Philippa", "Thistledown", "Thistledown Pumps"],
  ["Leopold", "Marrowgate", "Marrowgate Dyes"],
  ["Wilhelmina", "Copperlark", "Copperlark Instruments"],
  ["Erasmus", "Saltmarsh", "Saltmarsh Turbines"],
  ["Cordelia", "Fenwhistle", "Fenwhistle Orchards"],
  ["Thaddeus", "Grimbolt", "Grimbolt Locks"],
];

describe("a seller qualifies a lead in Sales Hub", () => {
  let sandbox: TestSandbox;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    sandbox = await startSandbox({ world: "demo" });
    browser = await launchBrowser();
  }, 120_000);

  afterAll(async () => {
    await browser.close();
    await sandbox.close();
  });

  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  });

  afterEach(async () => {
    await fetch(`${sandbox.url}/sandbox/faults`, { method: "DELETE" });
    await page.close();
  });

  /** A lead of the seller that resembles nothing in the data, so that everything about it is to be created. */
  async function freshLead(): Promise<LeadRow> {
    const [firstname, lastname, companyname] = strangers.shift() ?? [];
    const answer = await fetch(`${sandbox.url}/api/data/v9.2/leads?${leadColumns}`, {
      method: "POST",
      headers: { "content-type": "application/json", prefer: "return=representation" },
      body: JSON.stringify({ firstname, lastname, companyname, subject: `${companyname}: first order` }),
    });
    return (await answer.json()) as LeadRow;
  }

  /** The demo lead of that name. */
  async function demoLead(fullname: string): Promise<LeadRow> {
    const filter = encodeURIComponent(`statecode eq 0 and fullname eq '${fullname}'`);
    const found = await readApi<{ value: LeadRow[] }>(sandbox.url, `leads?${leadColumns}&$filter=${filter}&$top=1`);
    const lead = found.value[0];
    if (!lead) throw new Error(`The demo data has no open lead ${fullname}.`);
    return lead;
  }

  const readLead = (id: string): Promise<LeadRow> => readApi<LeadRow>(sandbox.url, `leads(${id})?${leadColumns}`);

  async function madeFrom(leadId: string): Promise<Record<"accounts" | "contacts" | "opportunities", Stored["value"]>> {
    const made = async (set: string): Promise<Stored["value"]> =>
      (await readApi<Stored>(sandbox.url, `${set}?$filter=_originatingleadid_value eq ${leadId}`)).value;
    return {
      accounts: await made("accounts"),
      contacts: await made("contacts"),
      opportunities: await made("opportunities"),
    };
  }

  async function nothingWritten(leadId: string): Promise<void> {
    expect((await readLead(leadId)).statecode).toBe(0);
    expect(await madeFrom(leadId)).toEqual({ accounts: [], contacts: [], opportunities: [] });
  }

  const dialog = () => page.getByRole("dialog");
  const primary = () =>
    dialog()
      .getByRole("button", { name: /^(Create|Link)/ })
      .last();
  const arm = (rule: Record<string, unknown>): Promise<Response> =>
    fetch(`${sandbox.url}/sandbox/faults`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(rule),
    });

  async function openDialog(lead: LeadRow): Promise<void> {
    await openLead(page, sandbox.url, lead.leadid);
    await command(page, "Qualify").click();
    await dialog().getByText(`Qualify ${lead.fullname}`).waitFor();
  }

  test("by mouse: sees three records, edits one value, confirms, and is on the opportunity", async () => {
    const lead = await freshLead();
    await openLead(page, sandbox.url, lead.leadid);
    const { bodies } = countBatches(page);
    await command(page, "Qualify").click();
    await dialog().getByText(`Qualify ${lead.fullname}`).waitFor();
    await primary().waitFor();
    // What draws the dialog is read at once; looking for matches comes after, and nothing on screen but the button waits for it.
    const toDraw = bodies.filter((body) => body.includes("InitializeFrom")).length;
    await dialog().getByLabel("Topic").fill("Engine no. 2");
    await primary().click();
    await dialog().getByText(`${lead.fullname} is qualified`).waitFor();
    const toCommit = bodies.filter((body) => body.includes("changeset_")).length;
    expect({ toDraw, toCommit }).toEqual({ toDraw: 1, toCommit: 2 });
    expect(bodies.length - toDraw - toCommit).toBeLessThanOrEqual(2);

    const stored = await readLead(lead.leadid);
    const made = await madeFrom(lead.leadid);
    expect(stored).toMatchObject({ statecode: 1, statuscode: 3 });
    expect(made.accounts).toMatchObject([{ name: lead.companyname, accountid: stored._parentaccountid_value }]);
    expect(made.contacts).toMatchObject([
      { contactid: stored._parentcontactid_value, _parentcustomerid_value: stored._parentaccountid_value },
    ]);
    expect(made.opportunities).toMatchObject([
      { name: "Engine no. 2", _parentaccountid_value: stored._parentaccountid_value },
    ]);

    await dialog().getByRole("button", { name: "Open opportunity" }).click();
    await page.getByRole("heading", { name: "Engine no. 2" }).first().waitFor();
    expect(page.url()).toContain("etn=opportunity");
  }, 60_000);

  test("links the company and the person that are there already, and makes no second ones", async () => {
    const lead = await demoLead("Concepción Castaño");
    await openDialog(lead);
    await dialog()
      .getByRole("radio", { name: /^Link Sierra Conservas/, checked: true })
      .waitFor();
    mkdirSync(dirname(picture), { recursive: true });
    await page.screenshot({ path: picture, animations: "disabled" });
    await primary().click();
    await dialog().getByText(`${lead.fullname} is qualified`).waitFor();
    const made = await madeFrom(lead.leadid);
    expect([made.accounts.length, made.contacts.length, made.opportunities.length]).toEqual([0, 0, 1]);
    const stored = await readLead(lead.leadid);
    expect(made.opportunities).toMatchObject([
      { _parentaccountid_value: stored._parentaccountid_value, _parentcontactid_value: stored._parentcontactid_value },
    ]);
  }, 60_000);

  test("not this one: by keyboard, written with the run only, and taken back with it", async () => {
    const contacts = await readApi<{ value: Record<string, string>[] }>(
      sandbox.url,
      "contacts?$select=firstname,lastname,emailaddress1&$filter=emailaddress1 ne null and firstname ne null&$top=1",
    );
    const { firstname, lastname, emailaddress1, contactid } = contacts.value[0] ?? {};
    const answer = await fetch(`${sandbox.url}/api/data/v9.2/leads?${leadColumns}`, {
      method: "POST",
      headers: { "content-type": "application/json", prefer: "return=representation" },
      body: JSON.stringify({ firstname, lastname, emailaddress1, subject: "Somebody else of that name" }),
    });
    const lead = (await answer.json()) as LeadRow;
    const rejections = async () => {
      const filter = `enq_rejections?$filter=_enq_leadid_value eq ${lead.leadid}`;
      return (await readApi<Stored>(sandbox.url, filter)).value;
    };
    await openDialog(lead);
    const refuse = dialog()
      .getByRole("region", { name: "Contact" })
      .getByRole("button", { name: /^Not this one/ });
    await refuse.first().focus();
    await page.keyboard.press("Enter");
    const undo = dialog().getByRole("button", { name: /^Undo: / });
    await undo.waitFor();
    await dialog()
      .getByText(/Does not suggest .* for this lead again/)
      .waitFor();
    await page.keyboard.press("Escape");
    await dialog().getByRole("button", { name: "Keep editing" }).click();
    expect(await rejections()).toEqual([]);
    await primary().click();
    await dialog().getByText(`${lead.fullname} is qualified`).waitFor();
    expect(await rejections()).toMatchObject([{ enq_table: "contact", enq_record: contactid }]);
    await dialog().getByRole("button", { name: "Undo" }).click();
    await dialog().getByText("was taken back").waitFor();
    expect(await rejections()).toEqual([]);
    await nothingWritten(lead.leadid);
  }, 60_000);

  test("by keyboard alone", async () => {
    const lead = await freshLead();
    await openLead(page, sandbox.url, lead.leadid);
    await command(page, "Qualify").focus();
    await page.keyboard.press("Enter");
    await primary().waitFor();
    for (
      let presses = 0;
      presses < 60 && !(await primary().evaluate((button) => button === document.activeElement));
      presses++
    ) {
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Enter");
    await dialog().getByText(`${lead.fullname} is qualified`).waitFor();
    expect((await readLead(lead.leadid)).statecode).toBe(1);
  }, 60_000);

  test("switches records off: only a contact is made, and the process stays", async () => {
    const lead = await freshLead();
    await openDialog(lead);
    await primary().waitFor();
    await dialog()
      .getByRole("group", { name: "Account" })
      .or(dialog().getByRole("region", { name: "Account" }))
      .getByRole("radio", { name: /^None/ })
      .check();
    await dialog()
      .getByRole("group", { name: "Opportunity" })
      .or(dialog().getByRole("region", { name: "Opportunity" }))
      .getByRole("radio", { name: /^None/ })
      .check();
    await primary().click();
    await dialog().getByText(`${lead.fullname} is qualified`).waitFor();
    const made = await madeFrom(lead.leadid);
    expect([made.accounts.length, made.contacts.length, made.opportunities.length]).toEqual([0, 1, 0]);
  }, 60_000);

  test("closes before confirming: nothing is written", async () => {
    const lead = await freshLead();
    await openDialog(lead);
    await primary().waitFor();
    await page.keyboard.press("Escape");
    await dialog().waitFor({ state: "detached" });
    await nothingWritten(lead.leadid);
  }, 60_000);

  test("a lead that somebody closed meanwhile: says so and offers nothing to write", async () => {
    const lead = await freshLead();
    await openLead(page, sandbox.url, lead.leadid);
    await fetch(`${sandbox.url}/api/data/v9.2/leads(${lead.leadid})`, {
      method: "PATCH",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ statecode: 2, statuscode: 5 }),
    });
    await command(page, "Qualify").click();
    await dialog()
      .getByText(/closed|already|disqualified/i)
      .first()
      .waitFor();
    await expect(
      primary()
        .isEnabled()
        .catch(() => false),
    ).resolves.toBe(false);
    expect((await readLead(lead.leadid)).statecode).toBe(2);
  }, 60_000);

  test("a lost connection: the input stays, and trying again writes once", async () => {
    const lead = await freshLead();
    await openDialog(lead);
    await primary().waitFor();
    await dialog().getByLabel("Topic").fill("Kept through the storm");
    await page.context().setOffline(true);
    await primary().click();
    await dialog().getByRole("button", { name: "Try again" }).waitFor({ timeout: 20_000 });
    await page.context().setOffline(false);
    expect(await dialog().getByLabel("Topic").inputValue()).toBe("Kept through the storm");
    await nothingWritten(lead.leadid);
    await dialog().getByRole("button", { name: "Try again" }).click();
    await dialog().getByText(`${lead.fullname} is qualified`).waitFor();
    const made = await madeFrom(lead.leadid);
    expect(made.opportunities).toMatchObject([{ name: "Kept through the storm" }]);
    expect([made.accounts.length, made.contacts.length]).toEqual([1, 1]);
  }, 90_000);

  test("a server error: says what happened, and the input stays", async () => {
    const lead = await freshLead();
    await openDialog(lead);
    await primary().waitFor();
    await dialog().getByLabel("Topic").fill("Kept through the error");
    await arm({
      kind: "status",
      status: 400,
      code: "0x80040265",
      message: "The lock on the vault is stuck.",
      url: "\\$batch",
      body: "QualifyLead",
      times: 1,
    });
    await primary().click();
    await dialog()
      .getByText(/The lock on the vault is stuck/)
      .waitFor({ timeout: 20_000 });
    expect(await dialog().getByLabel("Topic").inputValue()).toBe("Kept through the error");
    await nothingWritten(lead.leadid);
  }, 60_000);

  test("an answer that cannot be read: the journal tells that all was done, and nothing is done twice", async () => {
    const lead = await freshLead();
    await openDialog(lead);
    await primary().waitFor();
    await arm({ kind: "malformed", url: "\\$batch", body: "QualifyLead", times: 1 });
    await primary().click();
    await dialog().getByText(`${lead.fullname} is qualified`).waitFor({ timeout: 20_000 });
    const made = await madeFrom(lead.leadid);
    expect([made.accounts.length, made.contacts.length, made.opportunities.length]).toEqual([1, 1, 1]);
  }, 60_000);

  test("the dialog keeps nobody out: axe finds nothing serious", async () => {
    await openDialog(await freshLead());
    await primary().waitFor();
    await page.evaluate(AxeSource.source);
    const serious = await page.evaluate(async () => {
      const { axe } = window as unknown as {
        axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> };
      };
      const { violations } = await axe.run();
      return violations
        .filter((one) => one.impact === "serious" || one.impact === "critical")
        .map((one) => `${one.id}: ${one.nodes[0]?.html ?? ""}`);
    });
    expect(serious).toEqual([]);
  }, 60_000);

  test("a seller without the right to create accounts is told before writing", async () => {
    const users = await readApi<{ value: { systemuserid: string }[] }>(
      sandbox.url,
      "systemusers?$select=systemuserid&$filter=fullname eq 'Kenji Sato'",
    );
    const user = users.value[0]?.systemuserid ?? "";
    const lead = await freshLead();
    await fetch(`${sandbox.url}/api/data/v9.2/leads(${lead.leadid})`, {
      method: "PATCH",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ "ownerid@odata.bind": `/systemusers(${user})` }),
    });
    await page.goto(sandbox.url);
    await page.evaluate((id) => sessionStorage.setItem("hub.persona", id), user);
    await openDialog(lead);
    await dialog()
      .getByText(/right|permission|not allowed|may not/i)
      .first()
      .waitFor();
    expect((await madeFrom(lead.leadid)).accounts).toEqual([]);
  }, 60_000);
});
