import AxeSource from "axe-core";
import type { Browser, Page } from "playwright-core";
import { writeProfile } from "../../core/profile";
import { defaultProfile } from "../../core/profile/defaults";
import { launchBrowser } from "../support/browser";
import { command, openLead, readApi } from "../support/hub";
import { startSandbox, type TestSandbox } from "../support/sandbox";

const qualifyStage = "f99b4d48-7aad-456e-864a-8e7d543f7495";

describe("what is open is settled on top of the dialog, in an app that has a profile of its own", () => {
  let sandbox: TestSandbox;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    sandbox = await startSandbox({ world: "demo" });
    browser = await launchBrowser();
    const { store } = sandbox.dataverse.env;
    const step = (name: string) => ({
      DisplayName: name,
      Type: "Field",
      Field: { AttributeName: name, IsRequired: true },
    });
    store.update("processstage", qualifyStage, {
      clientdata: JSON.stringify([step("purchasetimeframe"), step("budgetamount")]),
    });
    const condition = { test: { op: "column", column: "description" }, is: "contains", value: "demo" } as const;
    const checklist = [{ id: "demo", label: "A demo was given", level: "block", overrule: true, condition }] as const;
    const scope = { ...defaultProfile.scope, apps: ["msdynce_saleshub"] };
    store.insert("enq_profile", {
      enq_profileid: "70000000-0000-4000-8000-000000000001",
      enq_name: "Sales Hub",
      enq_priority: 1,
      enq_version: 1,
      enq_published: writeProfile({ ...defaultProfile, checklist, scope }),
      statecode: 0,
      statuscode: 1,
    });
  }, 120_000);

  afterAll(async () => {
    await browser.close();
    await sandbox.close();
  });

  async function newLead(firstname: string, lastname: string): Promise<string> {
    const { store } = sandbox.dataverse.env;
    const send = async (set: string, values: unknown) => {
      const headers = { "content-type": "application/json", prefer: "return=representation" };
      const url = `${sandbox.url}/api/data/v9.2/${set}`;
      return (await (await fetch(url, { method: "POST", headers, body: JSON.stringify(values) })).json()) as {
        leadid: string;
      };
    };
    const person = { firstname, lastname, companyname: `${lastname} Works` };
    const { leadid } = await send("leads", { ...person, subject: "First order" });
    await send("leadtoopportunitysalesprocesses", { "leadId@odata.bind": `/leads(${leadid})` });
    expect(store.count("leadtoopportunitysalesprocess", { leadid })).toBe(1);

    return leadid;
  }

  test.each([
    ["at a desk", 1440, "Ottoline", "Quillfeather"],
    ["on a phone", 390, "Zephyrine", "Ostrakon"],
  ] as const)("%s: a choice, an amount and a reason, all by keyboard", async (_where, width, firstname, lastname) => {
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const leadid = await newLead(firstname, lastname);
    await openLead(page, sandbox.url, leadid);
    await command(page, "Qualify").click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Budget Amount must be filled before the process can go on.").waitFor();
    await page.setViewportSize({ width, height: 844 });
    const primary = dialog.getByRole("button", { name: "Create account, contact and opportunity" });
    expect(await primary.isEnabled()).toBe(false);

    await dialog.getByRole("textbox", { name: "Reason for going on all the same" }).focus();
    await page.keyboard.type("Known customer");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.type("5000");
    await page.keyboard.press("Tab");
    await dialog.getByText("Budget Amount is settled.").waitFor();
    await page.evaluate(AxeSource.source);
    const broken = await page.evaluate(
      `axe.run(document.querySelector("[role=dialog]")).then((found) => found.violations.map((one) => one.id))`,
    );
    expect(broken).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).toBe(true);
    await page.waitForFunction(
      (name) => [...document.querySelectorAll("button")].some((one) => one.textContent === name && !one.disabled),
      "Create account, contact and opportunity",
    );
    await primary.click();
    await dialog.getByText(`${firstname} ${lastname} is qualified.`).waitFor();

    const lead = await readApi<Record<string, unknown>>(
      sandbox.url,
      `leads(${leadid})?$select=budgetamount,purchasetimeframe`,
    );
    expect(lead["budgetamount"]).toBe(5000);
    expect(lead["purchasetimeframe"]).not.toBeNull();
    const journal = sandbox.dataverse.env.store.find("enq_qualification", { enq_leadid: leadid });
    const plan = JSON.parse(String(journal[0]?.["enq_plan"])) as { profile: unknown; checks: unknown };
    expect(plan).toMatchObject({
      profile: { name: "Sales Hub" },
      checks: [{ key: "checklist:demo", overruled: "Known customer" }],
    });
    await page.close();
  });
});
