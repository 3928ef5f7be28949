import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../support/browser";
import { callApi, findAxeIssues, openHub, personId, type HubPage } from "../support/hub-page";
import { startSandbox, type TestSandbox } from "../support/sandbox";

jest.setTimeout(60_000);

let browser: Browser;
let sandbox: TestSandbox;
let hub: HubPage;
let page: Page;
let leadId: string;

beforeAll(async () => {
  [browser, sandbox] = await Promise.all([launchBrowser(), startSandbox()]);
  await callApi(sandbox, "POST", "accounts", { name: "Analytical Engines Ltd" });
  await callApi(sandbox, "POST", "accounts", { name: "Northwind Traders" });
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
    budgetamount: 1200,
  });
  leadId = lead?.leadid ?? "";
});
afterEach(() => {
  expect(hub.problems.splice(0)).toEqual([]);
});

async function openLead(): Promise<void> {
  await hub.open(`/main.aspx?pagetype=entityrecord&etn=lead&id=${leadId}`);
  await page.getByRole("heading", { level: 1, name: /Ada Lovelace/ }).waitFor();
}

function readLead<T>(select: string): Promise<T | undefined> {
  return callApi<T>(sandbox, "GET", `leads(${leadId})?$select=${select}`);
}

test("every kind of field can be filled and is stored as entered", async () => {
  await openLead();
  await page.getByRole("textbox", { name: "Topic" }).fill("Engine no. 3");
  await page.getByRole("combobox", { name: "Purchase Timeframe" }).click();
  await page.getByRole("option", { name: "Next Quarter" }).click();
  await page.getByRole("textbox", { name: "Budget Amount" }).fill("1,500.5");
  await page.getByRole("switch", { name: /Decision Maker/ }).click();
  await page.getByRole("textbox", { name: "Est. Close Date" }).fill("31/3/2027");
  await page.getByRole("textbox", { name: "Est. Close Date" }).press("Enter");
  await page.getByText("- Unsaved").waitFor();
  await page.keyboard.press("Control+s");
  await page.getByText("- Saved").waitFor();

  expect(await readLead("subject,purchasetimeframe,budgetamount,decisionmaker,estimatedclosedate")).toMatchObject({
    subject: "Engine no. 3",
    purchasetimeframe: 2,
    budgetamount: 1500.5,
    decisionmaker: true,
    estimatedclosedate: "2027-03-31",
  });
});

test("an entry that means nothing stays, says why, and keeps the form from being saved", async () => {
  await openLead();
  const budget = page.getByRole("textbox", { name: "Budget Amount" });
  await budget.fill("plenty");
  await budget.press("Tab");
  await page.getByText("Enter a number.").waitFor();
  await page.getByRole("textbox", { name: "Topic" }).fill("Changed");
  await page.keyboard.press("Control+s");
  await page
    .getByRole("group")
    .getByText(/Enter a number/)
    .first()
    .waitFor();
  expect(await readLead("subject")).toMatchObject({ subject: "Engine no. 2" });
  await budget.fill("5");
  await page.keyboard.press("Control+s");
  await page.getByText("- Saved").waitFor();
  expect(await readLead("budgetamount")).toMatchObject({ budgetamount: 5 });
});

test("a lookup finds records, takes one, and gives it back; the steps of the process share it", async () => {
  await openLead();
  await page.getByRole("button", { name: /Stage Qualify, active/ }).click();
  const lookup = page.getByRole("combobox", { name: "Existing Account?" });
  await lookup.fill("Analytical");
  await page.getByRole("option", { name: /Analytical Engines Ltd/ }).click();
  await page.getByRole("button", { name: "Remove Analytical Engines Ltd" }).first().waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+s");
  await page.getByText("- Saved").waitFor();
  const lead = await readLead<Record<string, string>>("_parentaccountid_value");
  expect(lead?._parentaccountid_value).toMatch(/^[0-9a-f-]{36}$/);
});

test("the next stage needs an opportunity, and says so", async () => {
  await openLead();
  await page.getByRole("button", { name: /Stage Qualify, active/ }).click();
  await page.getByRole("button", { name: "Next Stage" }).click();
  await page.getByText("Qualify the lead to go on to this stage.").waitFor();
});

test("an active stage that is not on the lead is put back with Set Active", async () => {
  const develop = "bfc9108c-8389-406b-9166-2c3298a2e41f";
  const qualify = "f99b4d48-7aad-456e-864a-8e7d543f7495";
  const readStage = async () =>
    (
      await callApi<{ value: Record<string, string>[] }>(
        sandbox,
        "GET",
        `leadtoopportunitysalesprocesses?$filter=_leadid_value eq ${leadId}&$select=_activestageid_value`,
      )
    )?.value.map((instance) => instance._activestageid_value);
  const opportunity = await callApi<{ opportunityid: string }>(sandbox, "POST", "opportunities", {
    name: "Engine no. 2",
    "originatingleadid@odata.bind": `/leads(${leadId})`,
  });
  await callApi(sandbox, "POST", "leadtoopportunitysalesprocesses", {
    name: "Lead to Opportunity Sales Process",
    "leadId@odata.bind": `/leads(${leadId})`,
    "opportunityId@odata.bind": `/opportunities(${opportunity?.opportunityid})`,
    "processid@odata.bind": "/workflows(919e14d1-6489-4852-abd0-a63a6ecaac5d)",
    "activestageid@odata.bind": `/processstages(${develop})`,
    traversedpath: `${qualify},${develop}`,
  });
  await openLead();
  await page.getByRole("button", { name: /Stage Develop, active/ }).waitFor();
  await page.getByRole("button", { name: /Stage Qualify, completed/ }).click();
  await page.getByRole("button", { name: "Set Active" }).click();
  await page.getByRole("button", { name: /Stage Qualify, active/ }).waitFor();
  expect(await readStage()).toEqual([qualify]);
});

test("leaving with unsaved changes asks: stay, discard or save", async () => {
  await hub.open("/main.aspx?pagetype=entitylist&etn=lead");
  await page.getByRole("link", { name: "Ada Lovelace" }).first().click();
  await page.getByRole("heading", { level: 1, name: /Ada Lovelace/ }).waitFor();
  leadId = new URL(page.url()).searchParams.get("id") ?? "";
  const topic = page.getByRole("textbox", { name: "Topic" });
  const leave = () => page.getByRole("navigation").getByRole("link", { name: "Contacts" }).click();
  await topic.fill("Half typed");
  await leave();
  await page.getByRole("alertdialog", { name: "Unsaved changes" }).getByRole("button", { name: "Cancel" }).click();
  expect(page.url()).toContain(leadId);
  expect(await topic.inputValue()).toBe("Half typed");

  await page.goBack();
  await page.getByRole("alertdialog").getByRole("button", { name: "Cancel" }).click();
  expect(page.url()).toContain(leadId);

  await leave();
  await page.getByRole("alertdialog").getByRole("button", { name: "Save and continue" }).click();
  await page.getByRole("grid").waitFor();
  expect(await readLead("subject")).toMatchObject({ subject: "Half typed" });

  await openLead();
  await topic.fill("Thrown away");
  await leave();
  await page.getByRole("alertdialog").getByRole("button", { name: "Discard changes" }).click();
  await page.getByRole("grid").waitFor();
  expect(await readLead("subject")).toMatchObject({ subject: "Half typed" });
});

test("a new record asks for what is required, is created once, and gets its address", async () => {
  await hub.open("/main.aspx?pagetype=entityrecord&etn=lead");
  await page.getByRole("heading", { level: 1, name: /New Lead/ }).waitFor();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page
    .getByText(/required fields must be filled in/)
    .first()
    .waitFor();
  await page.getByRole("textbox", { name: "Topic" }).fill("Looms");
  await page.getByRole("textbox", { name: "Last Name" }).fill("Jacquard");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.waitForURL(/[?&]id=/);
  await page.getByText("- Saved").waitFor();
  const found = await callApi<{ value: unknown[] }>(sandbox, "GET", "leads?$filter=lastname eq 'Jacquard'");
  expect(found?.value).toHaveLength(1);
});

test("a save that would make a duplicate shows what is there already; ignoring it saves all the same", async () => {
  const emailaddress1 = "ada@analytical.example";
  await callApi(sandbox, "POST", "leads", { subject: "First", lastname: "Byron-King", emailaddress1 });
  await hub.open("/main.aspx?pagetype=entityrecord&etn=lead");
  await page.getByRole("textbox", { name: "Topic" }).fill("Second");
  await page.getByRole("textbox", { name: "Last Name" }).fill("Byron-King");
  await page.getByRole("textbox", { name: "Email" }).fill(emailaddress1);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  const dialog = page.getByRole("alertdialog", { name: "Duplicate records found" });
  await dialog.getByRole("link", { name: "Byron-King" }).waitFor();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  const count = async () =>
    (await callApi<{ value: unknown[] }>(sandbox, "GET", "leads?$filter=lastname eq 'Byron-King'"))?.value.length;
  expect(await count()).toBe(1);

  await page.getByRole("button", { name: "Save", exact: true }).click();
  await dialog.getByRole("button", { name: "Ignore and save" }).click();
  await page.getByText("- Saved").waitFor();
  expect(await count()).toBe(2);
});

test("the timeline shows notes and activities, and takes new ones with a file", async () => {
  await openLead();
  await page.getByRole("textbox", { name: "Enter a note…" }).focus();
  await page.getByRole("textbox", { name: "Title", exact: true }).fill("Called");
  await page.getByRole("textbox", { name: "Note", exact: true }).fill("Wants an offer.");
  await page.locator('input[type="file"]').setInputFiles({
    name: "offer.txt",
    mimeType: "text/plain",
    buffer: Buffer.from("Two engines"),
  });
  await page.getByRole("button", { name: "Add note" }).click();
  await page.getByRole("button", { name: "Download offer.txt" }).waitFor();

  await page.getByRole("button", { name: "Create a timeline record" }).click();
  await page.getByRole("menuitem", { name: "Task" }).click();
  await page.getByRole("textbox", { name: "Subject" }).fill("Send offer");
  await page.getByRole("button", { name: /^Add Task/ }).click();
  await page.getByRole("listitem").filter({ hasText: "Send offer" }).waitFor();

  const notes = await callApi<{ value: { documentbody: string }[] }>(
    sandbox,
    "GET",
    `annotations?$select=documentbody,filename&$filter=_objectid_value eq ${leadId}`,
  );
  expect(Buffer.from(notes?.value[0]?.documentbody ?? "", "base64").toString()).toBe("Two engines");
});

test("related rows open from the Related menu and are those of this record only", async () => {
  await callApi(sandbox, "POST", "tasks", {
    subject: "Mine",
    "regardingobjectid_lead_task@odata.bind": `/leads(${leadId})`,
  });
  await callApi(sandbox, "POST", "tasks", { subject: "Not mine" });
  await openLead();
  await page.getByRole("button", { name: "Related" }).click();
  await page.getByRole("menuitem", { name: "Tasks" }).click();
  const grid = page.getByRole("grid", { name: /Task/ });
  await grid.getByRole("link", { name: "Mine", exact: true }).waitFor();
  expect(await grid.getByRole("link", { name: "Not mine" }).count()).toBe(0);
});

test("a record that may not be changed shows its values locked and says why", async () => {
  const reader = await personId(sandbox, "Read-only seller");
  const other = await openHub(browser, sandbox, { persona: reader });
  await other.open(`/main.aspx?pagetype=entityrecord&etn=lead&id=${leadId}`);
  await other.page.getByText("You do not have permission to change this record.").waitFor();
  expect(await other.page.getByRole("textbox", { name: "Topic" }).getAttribute("readonly")).not.toBeNull();
  expect(await other.page.getByRole("button", { name: "Save", exact: true }).count()).toBe(0);
  expect(other.problems).toEqual([]);
  await other.page.context().close();
});

test("a script hears what is typed and offers completions, taken by keyboard", async () => {
  await openLead();
  await page.evaluate(() => {
    const control = Xrm.Page.getControl("companyname") as unknown as Xrm.Controls.AutoLookupControl;
    control.addOnKeyPress(() => {
      const typed = control.getValue();
      const found = ["Analytical Engines Ltd", "Anchor Works"].filter((name) => name.startsWith(typed));
      control.showAutoComplete({
        results: found.map((name, index) => ({ id: index, fields: [name, "Known company"] })),
      } as unknown as Xrm.Controls.AutoCompleteResultSet);
    });
  });
  const field = page
    .getByRole("textbox", { name: "Company Name" })
    .or(page.getByRole("combobox", { name: "Company Name" }));
  await field.fill("An");
  const list = page.getByRole("listbox", { name: "Company Name" });
  await list.getByRole("option", { name: /Anchor Works/ }).waitFor();
  expect(await list.getByRole("option").count()).toBe(2);
  expect(await findAxeIssues(page)).toEqual([]);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await list.waitFor({ state: "detached" });
  expect(await field.inputValue()).toBe("Anchor Works");
  await page.keyboard.press("Control+s");
  await page.getByText("- Saved").waitFor();
  expect((await readLead<{ companyname: string }>("companyname"))?.companyname).toBe("Anchor Works");
});

test("another form of the table is chosen in the header and keeps its address", async () => {
  const administrator = await personId(sandbox, "System administrator");
  await callApi(
    sandbox,
    "POST",
    "systemforms",
    {
      name: "Short",
      objecttypecode: "lead",
      type: 2,
      formactivationstate: 1,
      formxml: `<form><tabs><tab name="t" id="{0d6e5c1e-58c4-4a10-8a87-0f0f3a5b7c10}"><labels><label description="Only the topic" languagecode="1033" /></labels><columns><column width="100%"><sections><section name="s" id="{0d6e5c1e-58c4-4a10-8a87-0f0f3a5b7c11}"><labels><label description="Topic" languagecode="1033" /></labels><rows><row><cell id="{0d6e5c1e-58c4-4a10-8a87-0f0f3a5b7c12}"><labels><label description="Topic" languagecode="1033" /></labels><control id="subject" classid="{4273EDBD-AC1D-40D3-9FB2-095C621B552D}" datafieldname="subject" /></cell></row></rows></section></sections></column></columns></tab></tabs></form>`,
    },
    administrator,
  );
  await openLead();
  await page.getByRole("button", { name: "Form: Lead" }).click();
  await page.getByRole("menuitemradio", { name: "Short" }).click();
  await page.getByRole("tab", { name: "Only the topic" }).waitFor();
  expect(await page.getByRole("textbox", { name: "Last Name" }).count()).toBe(0);
  expect(new URL(page.url()).searchParams.get("formid")).toMatch(/^[0-9a-f-]{36}$/);
  await page.reload();
  await page.getByRole("tab", { name: "Only the topic" }).waitFor();
});
