import { resolve } from "node:path";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../support/browser";
import { callApi, findAxeIssues, openHub, personId, type HubPage } from "../support/hub-page";
import { startSandbox, type TestSandbox } from "../support/sandbox";

jest.setTimeout(60_000);

// The hub without our solution: what is seen here is the platform's own, and what scripts can do with it.
let browser: Browser;
let sandbox: TestSandbox;
let hub: HubPage;
let page: Page;
let leadId: string;

beforeAll(async () => {
  [browser, sandbox] = await Promise.all([launchBrowser(), startSandbox({ solution: false })]);
  hub = await openHub(browser, sandbox);
  page = hub.page;
});
afterAll(async () => {
  await browser?.close();
  await sandbox?.close();
});
beforeEach(async () => {
  const lead = await callApi<{ leadid: string }>(sandbox, "POST", "leads", {
    subject: "Engine no. 2",
    firstname: "Ada",
    lastname: "Lovelace",
    companyname: "Analytical Engines",
  });
  leadId = lead?.leadid ?? "";
});
afterEach(async () => {
  await page.setViewportSize({ width: 1440, height: 900 });
  expect(hub.problems.splice(0)).toEqual([]);
});

const command = (id: string) => page.locator(`[data-command="${id}"]`);

async function openLead(): Promise<void> {
  await hub.open(`/main.aspx?pagetype=entityrecord&etn=lead&id=${leadId}`);
  await command("Mscrm.Form.lead.Save").waitFor();
}

function readLead(): Promise<{ statecode: number; statuscode: number; subject: string } | undefined> {
  return callApi(sandbox, "GET", `leads(${leadId})?$select=statecode,statuscode,subject`);
}

describe("the product's own commands", () => {
  test("Disqualify is a menu of the reasons, Reactivate opens the lead again", async () => {
    await openLead();
    expect(await command("Mscrm.Form.lead.ReactivateLead").count()).toBe(0);
    await command("Mscrm.Form.lead.DisqualifyLeadAs.UCI").click();
    await page.getByRole("menuitem", { name: "Cannot Contact" }).click();
    await command("Mscrm.Form.lead.ReactivateLead").waitFor();
    expect(await readLead()).toMatchObject({ statecode: 2, statuscode: 5 });
    expect(await command("Mscrm.Form.lead.ConvertLeadQuick").count()).toBe(0);

    await command("Mscrm.Form.lead.ReactivateLead").click();
    await command("Mscrm.Form.lead.ConvertLeadQuick").waitFor();
    expect(await readLead()).toMatchObject({ statecode: 0, statuscode: 1 });
  });

  test("Qualify asks about matches that the duplicate rules find, and opens the opportunity", async () => {
    await callApi(sandbox, "POST", "contacts", {
      firstname: "Ada",
      lastname: "Lovelace",
      emailaddress1: "ada@analytical.example",
    });
    await callApi(sandbox, "PATCH", `leads(${leadId})`, { emailaddress1: "ada@analytical.example" });
    await openLead();
    await command("Mscrm.Form.lead.ConvertLeadQuick").click();
    await page
      .getByRole("dialog")
      .getByRole("radio", { name: /ada@analytical.example/ })
      .click();
    await page.getByRole("button", { name: "Continue" }).click();
    await page.waitForURL(/etn=opportunity/);
    const lead = await callApi<{ _parentcontactid_value: string }>(
      sandbox,
      "GET",
      `leads(${leadId})?$select=_parentcontactid_value`,
    );
    const made = await callApi<{ value: unknown[] }>(
      sandbox,
      "GET",
      "contacts?$select=contactid&$filter=lastname eq 'Lovelace'",
    );
    expect(lead?._parentcontactid_value).toBeTruthy();
    expect(made?.value).toHaveLength(1);
  });

  test("the bar can be used by keyboard alone, and what does not fit is in the menu", async () => {
    await page.setViewportSize({ width: 640, height: 900 });
    await openLead();
    await page.getByRole("button", { name: "More commands" }).first().click();
    await page.getByRole("menuitem", { name: "Share" }).waitFor();
    await page.keyboard.press("Escape");
    await page.setViewportSize({ width: 1440, height: 900 });
    await command("Mscrm.Form.lead.Save").focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("data-command"))).toBe(
      "Mscrm.Form.lead.NewRecord",
    );
  });
});

describe("scripts", () => {
  test("a form opens as a dialog, at the side, and resolves with the record made in it", async () => {
    await openLead();
    const done = page.evaluate(() =>
      Xrm.Navigation.navigateTo(
        { pageType: "entityrecord", entityName: "account", data: { name: "From script" } },
        { target: 2, position: 2, width: 500, title: "Make an account" },
      ),
    );
    const dialog = page.getByRole("dialog", { name: "Make an account" });
    await dialog.getByRole("textbox", { name: "Account Name" }).waitFor();
    expect((await dialog.boundingBox())?.x).toBe(1440 - 500);
    await dialog.locator('[data-command="Mscrm.Form.account.SaveAndClose"]').click();
    const result = (await done) as { savedEntityReference: { entityType: string; name: string }[] };
    expect(result.savedEntityReference[0]).toMatchObject({ entityType: "account", name: "From script" });
    await dialog.waitFor({ state: "detached" });
  });

  test("a dialog with entries asks before it is closed by Esc", async () => {
    await openLead();
    await page.evaluate(
      () =>
        void Xrm.Navigation.navigateTo(
          { pageType: "entityrecord", entityName: "account" },
          { target: 2, title: "New one" },
        ),
    );
    await page.getByRole("dialog").getByRole("textbox", { name: "Account Name" }).fill("Half");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Continue editing" }).click();
    // The keyboard is back in the dialog.
    await page.waitForFunction(() => document.activeElement?.closest("[role=dialog]"));
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Discard changes" }).click();
    await page.getByRole("dialog", { name: "New one" }).waitFor({ state: "detached" });
  });

  test("alert, confirm, progress, app notifications and side panes", async () => {
    await openLead();
    const answer = page.evaluate(() =>
      Xrm.Navigation.openConfirmDialog({ title: "Sure?", text: "Really?", confirmButtonLabel: "Yes" }),
    );
    await page.getByRole("button", { name: "Yes" }).click();
    expect(await answer).toEqual({ confirmed: true });

    await page.evaluate(() => Xrm.Utility.showProgressIndicator("Working on it"));
    await page.getByRole("alertdialog", { name: "Working on it" }).waitFor();
    await page.evaluate(() => Xrm.Utility.closeProgressIndicator());

    await page.evaluate(() =>
      Xrm.App.addGlobalNotification({ type: 2, level: 4, message: "Heard", showCloseButton: true } as never),
    );
    await page.getByText("Heard").waitFor();
    await page.getByRole("region", { name: "App notifications" }).getByRole("button", { name: "Close" }).click();

    await page.evaluate(async () => {
      const pane = await Xrm.App.sidePanes.createPane({ title: "Beside", paneId: "beside", width: 420 });
      await pane.navigate({ pageType: "entityrecord", entityName: "account" });
    });
    const pane = page.getByRole("region", { name: "Beside" });
    await pane.getByRole("textbox", { name: "Account Name" }).waitFor();
    await pane.getByRole("button", { name: "Close Beside" }).click();
    await pane.waitFor({ state: "detached" });
  });

  test("change columns, requests and notices of the open form", async () => {
    await openLead();
    const told = await page.evaluate(async () => {
      const form = Xrm.Page;
      form.getAttribute("subject")?.setValue("By script");
      form.ui.setFormNotification("Careful", "WARNING", "n1");
      form.getControl<Xrm.Controls.StandardControl>("companyname")?.setDisabled(true);
      await form.data.save();
      const who = await Xrm.WebApi.online.execute({
        getMetadata: () => ({ boundParameter: null, operationType: 1, operationName: "WhoAmI", parameterTypes: {} }),
      });
      const privileges = await Xrm.Utility.getGlobalContext().userSettings.getSecurityRolePrivilegesInfo();
      return { user: ((await who.json()) as { UserId: string }).UserId, privileges: Object.keys(privileges).length };
    });
    expect(told.user).toMatch(/^[0-9a-f-]{36}$/);
    expect(told.privileges).toBeGreaterThan(10);
    expect((await readLead())?.subject).toBe("By script");
    await page.getByText("Careful").waitFor();
    expect(await page.getByRole("textbox", { name: "Company Name" }).isEditable()).toBe(false);
  });

  test("several requests travel in one batch, a change set all or nothing", async () => {
    await openLead();
    const statuses = await page.evaluate(async (id) => {
      const create = {
        etn: "account",
        payload: { name: "Batch" },
        getMetadata: () => ({ operationType: 2, operationName: "Create", parameterTypes: {} }),
      };
      const update = {
        etn: "lead",
        id,
        payload: { subject: "Batch" },
        getMetadata: () => ({ operationType: 2, operationName: "Update", parameterTypes: {} }),
      };
      const answers = await Xrm.WebApi.online.executeMultiple([[create, update]]);
      return answers.map(({ status }) => status);
    }, leadId);
    expect(statuses).toEqual([204, 204]);
    expect((await readLead())?.subject).toBe("Batch");
  });

  test("a member that is not there says so by its name", async () => {
    await openLead();
    const message = await page.evaluate(() =>
      Promise.resolve(Xrm.Device.getBarcodeValue()).then(String, (error: Error) => error.message),
    );
    expect(message).toMatch(/^Xrm.Device.getBarcodeValue is not available/);
  });
});

describe("solutions page", () => {
  test("a zip is imported with its log, shows its components, works at once, and can be uninstalled", async () => {
    const admin = await openHub(browser, sandbox, { persona: await personId(sandbox, "System administrator") });
    await admin.open("/main.aspx?pagetype=solutions");
    await admin.page
      .locator("input[type=file]")
      .setInputFiles(resolve(__dirname, "../../dist/EnhancedQualify_managed.zip"));
    await admin.page.getByText(/EnhancedQualify .* is installed/).waitFor();
    expect(await admin.page.getByRole("listitem").count()).toBeGreaterThan(10);
    await admin.page.getByRole("button", { name: "Enhanced Qualify for Dynamics 365 Sales" }).click();
    await admin.page.getByRole("button", { name: /^Custom controls/ }).click();
    await admin.page.getByText("enq_Enhanced.QualifyDialog", { exact: true }).waitFor();
    expect(await findAxeIssues(admin.page)).toEqual([]);

    await admin.page.getByRole("button", { name: "Uninstall", exact: true }).click();
    await admin.page.getByRole("dialog").getByRole("button", { name: "Uninstall" }).click();
    await admin.page.getByText(/is uninstalled/).waitFor();
    const left = await callApi<{ value: unknown[] }>(sandbox, "GET", "customcontrols?$select=name");
    expect(left?.value).toEqual([]);
    expect(admin.problems).toEqual([]);
    await admin.page.context().close();
  });
});
