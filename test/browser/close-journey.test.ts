import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../support/browser";
import { command, leadColumns, openLead, readApi, type LeadRow } from "../support/hub";
import { startSandbox, type TestSandbox } from "../support/sandbox";

describe("a seller closes and reopens leads, and takes several at once", () => {
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

  afterEach(() => page.close());

  const dialog = () => page.getByRole("dialog");
  const readLead = (id: string): Promise<LeadRow> => readApi<LeadRow>(sandbox.url, `leads(${id})?${leadColumns}`);

  /** Selects the first rows of the seller's open leads and gives their ids, as the links of the rows name them. */
  async function selectLeads(count: number): Promise<string[]> {
    await page.goto(sandbox.url);
    const links = page.getByRole("gridcell").getByRole("link");
    await links.first().waitFor();
    const ids: string[] = [];
    for (let index = 1; index <= count; index++) {
      const row = page.getByRole("row").nth(index);
      const address = (await row.getByRole("link").first().getAttribute("href")) ?? "";
      ids.push(new URL(address, sandbox.url).searchParams.get("id") ?? "");
      await row.getByRole("checkbox").click();
    }
    return ids;
  }

  test("disqualifies two leads with one reason, and reactivates one of them from its form", async () => {
    const ids = await selectLeads(2);
    await command(page, "Disqualify").click();
    await dialog()
      .getByRole("radio", { name: /No Longer Interested/ })
      .check();
    await dialog().getByLabel("Comment").fill("Budget went elsewhere");
    await dialog()
      .getByRole("button", { name: /^Disqualify as No Longer Interested/ })
      .click();
    await dialog()
      .getByText(/is disqualified/)
      .first()
      .waitFor();
    for (const id of ids) expect(await readLead(id)).toMatchObject({ statecode: 2, statuscode: 6 });

    const [first = ""] = ids;
    await page.goto(`${sandbox.url}/main.aspx?pagetype=entityrecord&etn=lead&id=${first}`);
    await command(page, "Reactivate Lead").click();
    await dialog()
      .getByRole("button", { name: /^Reactivate/ })
      .click();
    await dialog()
      .getByText(/is open again/)
      .first()
      .waitFor();
    expect(await readLead(first)).toMatchObject({ statecode: 0, statuscode: 1 });
  }, 90_000);

  test("qualifies, and takes it back: the records are gone and the lead is open", async () => {
    const filter =
      "statecode eq 0 and companyname ne null and _parentaccountid_value eq null and _parentcontactid_value eq null";
    const found = await readApi<{ value: LeadRow[] }>(
      sandbox.url,
      `leads?${leadColumns}&$filter=${encodeURIComponent(filter)}&$top=1`,
    );
    const lead = found.value[0];
    if (!lead) throw new Error("The demo data has no open lead.");
    await openLead(page, sandbox.url, lead.leadid);
    await command(page, "Qualify").click();
    await dialog()
      .getByRole("button", { name: /^(Create|Link)/ })
      .last()
      .click();
    await dialog().getByText(`${lead.fullname} is qualified`).waitFor();
    await dialog().getByRole("button", { name: "Undo" }).click();
    await dialog()
      .getByText(/open again|taken back|undone/i)
      .first()
      .waitFor();
    expect(await readLead(lead.leadid)).toMatchObject({ statecode: lead.statecode, statuscode: lead.statuscode });
    const left = await readApi<{ value: unknown[] }>(
      sandbox.url,
      `opportunities?$filter=_originatingleadid_value eq ${lead.leadid}`,
    );
    expect(left.value).toEqual([]);
  }, 90_000);

  test("several leads: steps through them and lists what became of each", async () => {
    const ids = await selectLeads(3);
    await command(page, "Qualify").click();
    await dialog().getByText("Qualify 3 leads").waitFor();
    await dialog().getByRole("button", { name: "One by one" }).click();
    for (let step = 1; step <= 3; step++) {
      await dialog().getByText(`Lead ${step} of 3`).waitFor();
      await dialog().getByRole("button", { name: "Skip" }).click();
    }
    await dialog().getByText("was left as it is.").first().waitFor();
    expect(await dialog().getByText("was left as it is.").count()).toBe(3);
    for (const id of ids) expect((await readLead(id)).statecode).toBe(0);
  }, 90_000);
});
