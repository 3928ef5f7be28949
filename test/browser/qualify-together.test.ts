import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../support/browser";
import { command, openLead, readApi } from "../support/hub";
import { callApi, personId } from "../support/hub-page";
import { startSandbox, type TestSandbox } from "../support/sandbox";

/** A few in every run; the whole proof is TWO_BROWSERS=50. */
const rounds = Number(process.env["TWO_BROWSERS"] ?? 2);

describe("two sellers qualify the same lead at once", () => {
  let sandbox: TestSandbox;
  let browser: Browser;
  let pages: readonly Page[];
  let manager: string;

  beforeAll(async () => {
    sandbox = await startSandbox({ world: "demo" });
    browser = await launchBrowser();
    manager = await personId(sandbox, "Sales manager");
    pages = [await openPage(""), await openPage(manager)];
  }, 120_000);

  afterAll(async () => {
    await browser.close();
    await sandbox.close();
  });

  /** A browser of one's own: no cookie, storage or cache in common. */
  async function openPage(persona: string): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" });
    const page = await context.newPage();
    await page.addInitScript((id) => id && sessionStorage.setItem("hub.persona", id), persona);

    return page;
  }

  /** Reads the lead in a dialog until it could be confirmed. */
  async function prepare(page: Page, leadId: string): Promise<() => Promise<void>> {
    await openLead(page, sandbox.url, leadId);
    await command(page, "Qualify").click();
    const primary = page
      .getByRole("dialog")
      .getByRole("button", { name: /^(Create|Link)/ })
      .last();
    await primary.click({ trial: true });

    return () => primary.click({ force: true, noWaitAfter: true });
  }

  const result = (page: Page) =>
    page
      .getByRole("dialog")
      .getByText(/(is|already) qualified|was qualified/i)
      .first();

  const cases = Array.from({ length: rounds }, (_, round) => round + 1);
  test.each(cases)(
    "round %d: one set of records, and the other one is told who was first",
    async (round) => {
      const values = {
        subject: "Pumps",
        firstname: `Uwe ${round}`,
        lastname: `Quist ${round}`,
        companyname: `Quist ${round} Ltd`,
      };
      const lead = await callApi<{ leadid: string }>(sandbox, "POST", "leads", values);
      const id = lead?.leadid ?? "";
      const confirm = await Promise.all(pages.map((page) => prepare(page, id)));
      await Promise.all(confirm.map((press) => press()));
      await Promise.all(pages.map((page) => result(page).waitFor({ timeout: 30_000 })));
      const told = await Promise.all(pages.map((page) => result(page).innerText()));

      for (const set of ["accounts", "contacts", "opportunities"]) {
        const made = await readApi<{ value: unknown[] }>(
          sandbox.url,
          `${set}?$filter=_originatingleadid_value eq ${id}`,
          manager,
        );
        expect({ set, made: made.value.length }).toEqual({ set, made: 1 });
      }
      const runs = await readApi<{ value: unknown[] }>(
        sandbox.url,
        `enq_qualifications?$filter=_enq_leadid_value eq ${id}`,
        manager,
      );
      expect(runs.value).toHaveLength(1);
      expect(told.filter((text) => /already/i.test(text))).toHaveLength(1);
    },
    90_000,
  );
});
