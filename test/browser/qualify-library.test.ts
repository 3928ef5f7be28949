import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../support/browser";
import { command, leadColumns, openLead, type LeadRow } from "../support/hub";
import { startSandbox, type TestSandbox } from "../support/sandbox";

/** What few qualifications need is a library that the dialog asks for; whoever cannot have it hears so and loses nothing. */
describe("the library of rarely needed code", () => {
  const library = "**/enq_Enhanced.LaterCode/bundle.js*";
  let sandbox: TestSandbox;
  let browser: Browser;
  let page: Page;
  let asked: string[];

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
    asked = [];
    page.on("request", (request) => asked.push(request.url()));
  });

  afterEach(() => page.close());

  const dialog = () => page.getByRole("dialog");
  const wasLoaded = () => asked.some((url) => url.includes("LaterCode/bundle.js"));
  const send = async <T>(path: string, body: object): Promise<T> => {
    const answer = await fetch(`${sandbox.url}/api/data/v9.2/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", prefer: "return=representation" },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(await answer.text());

    return (await answer.json()) as T;
  };

  /** Somebody who is like nobody in the data. */
  const stranger = (firstname: string, lastname: string) => {
    const row = { firstname, lastname, companyname: `${lastname} Escapements`, subject: `${lastname}: first order` };

    return send<LeadRow>(`leads?${leadColumns}`, row);
  };

  async function qualify(lead: LeadRow): Promise<void> {
    await openLead(page, sandbox.url, lead.leadid);
    await command(page, "Qualify").click();
    await dialog()
      .getByRole("button", { name: /^Create/ })
      .last()
      .click();
    await dialog().getByText("is qualified").first().waitFor();
  }

  test("a plain lead is qualified without it; undo brings it", async () => {
    await qualify(await stranger("Hesper", "Quernstone"));
    expect(wasLoaded()).toBe(false);
    await dialog().getByRole("button", { name: "Undo" }).click();
    await dialog().getByText("was taken back").first().waitFor();
    expect(wasLoaded()).toBe(true);
  });

  test("when it cannot be loaded, the seller hears its name, and another try is enough", async () => {
    await page.route(library, (route) => route.abort());
    await qualify(await stranger("Isolde", "Wexcombe"));
    await dialog().getByRole("button", { name: "Undo" }).click();
    await dialog().getByText("enq_Enhanced.LaterCode").first().waitFor();
    await page.unroute(library);
    await dialog().getByRole("button", { name: "Undo" }).click();
    await dialog().getByText("was taken back").first().waitFor();
  });

  test("a list of leads that cannot have it offers another try", async () => {
    const leads = [await stranger("Jocasta", "Vellumby"), await stranger("Kester", "Umberlane")];
    await page.route(library, (route) => route.abort());
    await openLead(page, sandbox.url, leads[0]?.leadid ?? "");
    await page.evaluate(
      (ids) => {
        const { Enq } = window as unknown as {
          Enq: { Lead: { qualifyFromGrid(grid: object, rows: readonly object[]): unknown } };
        };
        const rows = ids.map((Id) => ({ Id, TypeName: "lead", Name: Id }));
        void Enq.Lead.qualifyFromGrid({ refresh: () => undefined }, rows);
      },
      leads.map((lead) => lead.leadid),
    );
    await dialog().getByText("enq_Enhanced.LaterCode").first().waitFor();
    await page.unroute(library);
    await dialog().getByRole("button", { name: "Try again" }).click();
    await dialog().getByText("Qualify 2 leads").first().waitFor();
  });
});
