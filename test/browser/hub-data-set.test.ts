import { strToU8, zipSync } from "fflate";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../support/browser";
import { callApi, openHub, personId, type HubPage } from "../support/hub-page";
import { startSandbox, type TestSandbox } from "../support/sandbox";

jest.setTimeout(60_000);

const controlId = "7c6f0a52-2f0b-4f6e-9a51-0a3f6f2b6d11";

/** A standard control that lists its rows and has a button for each thing that a data set can do. */
const bundle = `
class Rows {
  init(context, changed, state, container) { this.container = container; context.parameters.rows.paging.setPageSize(2); }
  updateView(context) {
    const set = context.parameters.rows;
    const button = (text, run) => { const b = document.createElement("button"); b.textContent = text; b.onclick = run; return b; };
    const ids = set.sortedRecordIds;
    this.container.replaceChildren(
      button("sort", () => { set.sorting.splice(0, set.sorting.length, { name: "fullname", sortDirection: 1 }); set.refresh(); }),
      button("filter", () => { set.filtering.setFilter({ filterOperator: 0, conditions: [{ attributeName: "jobtitle", conditionOperator: 0, value: "Clerk" }] }); set.refresh(); }),
      button("clear", () => { set.filtering.clearFilter(); set.refresh(); }),
      button("link", () => { set.linking.addLinkedEntity({ name: "account", from: "accountid", to: "parentcustomerid", linkType: "outer", alias: "employer" }); set.addColumn("name", "employer"); set.refresh(); }),
      button("more", () => set.paging.loadNextPage()),
      button("page 2", () => set.paging.loadExactPage(2)),
      button("choose", () => set.setSelectedRecordIds([ids[0]])),
      button("open", () => set.openDatasetItem(set.records[ids[0]].getNamedReference())),
    );
    const text = document.createElement("p");
    text.dataset.testid = "rows";
    text.textContent = JSON.stringify({
      names: ids.map((id) => set.records[id].getFormattedValue("fullname")),
      columns: set.columns.map((column) => column.name + ":" + column.dataType),
      employers: ids.map((id) => set.records[id].getFormattedValue("employer.name")),
      next: set.paging.hasNextPage, total: set.paging.totalResultCount, table: set.getTargetEntityType(),
      chosen: set.getSelectedRecordIds().length, loading: set.loading,
    });
    this.container.append(text);
  }
  getOutputs() { return {}; }
  destroy() {}
}
ComponentFramework.registerControl("Trial.Rows", Rows);`;

const solution = (): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries({
        "[Content_Types].xml": `<?xml version="1.0" encoding="utf-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="text/xml" /><Default Extension="js" ContentType="application/octet-stream" /></Types>`,
        "solution.xml": `<ImportExportXml version="9.2.0.0" SolutionPackageVersion="9.2" languagecode="1033"><SolutionManifest><UniqueName>TrialRows</UniqueName><LocalizedNames><LocalizedName description="Trial rows" languagecode="1033" /></LocalizedNames><Descriptions /><Version>1.0.0.0</Version><Managed>0</Managed><Publisher><UniqueName>trial</UniqueName><LocalizedNames><LocalizedName description="Trial" languagecode="1033" /></LocalizedNames><Descriptions /><CustomizationPrefix>tri</CustomizationPrefix><CustomizationOptionValuePrefix>10000</CustomizationOptionValuePrefix></Publisher><RootComponents><RootComponent type="66" schemaName="tri_Trial.Rows" behavior="0" /></RootComponents><MissingDependencies /></SolutionManifest></ImportExportXml>`,
        "customizations.xml": `<ImportExportXml><Entities /><Roles /><Workflows /><FieldSecurityProfiles /><Templates /><EntityMaps /><EntityRelationships /><OrganizationSettings /><optionsets /><CustomControls><CustomControl><Name>tri_Trial.Rows</Name><FileName>/Controls/tri_Trial.Rows/ControlManifest.xml</FileName></CustomControl></CustomControls><Languages><Language>1033</Language></Languages></ImportExportXml>`,
        "Controls/tri_Trial.Rows/ControlManifest.xml": `<?xml version="1.0" encoding="utf-8"?><manifest><control namespace="Trial" constructor="Rows" version="1.0.0" display-name-key="Rows" control-type="standard"><data-set name="rows" display-name-key="Rows" /><resources><code path="bundle.js" order="1" /></resources></control></manifest>`,
        "Controls/tri_Trial.Rows/bundle.js": bundle,
      }).map(([name, text]) => [name, strToU8(text)]),
    ),
  );

let browser: Browser;
let sandbox: TestSandbox;
let hub: HubPage;
let page: Page;

beforeAll(async () => {
  [browser, sandbox] = await Promise.all([launchBrowser(), startSandbox({ solution: false })]);
  const log = await sandbox.dataverse.importSolution(solution());
  expect(log.lines.filter(({ result }) => result === "failure")).toEqual([]);
  const administrator = await personId(sandbox, "System administrator");
  await putControlOnAccounts(administrator);
  const account = await callApi<{ accountid: string }>(sandbox, "POST", "accounts", {
    name: "Analytical Engines Ltd",
    contact_customer_accounts: ["Ada", "Bella", "Cora", "Dora", "Emma"].map((firstname, index) => ({
      firstname,
      lastname: "Lovelace",
      jobtitle: index % 2 === 0 ? "Clerk" : "Engineer",
    })),
  });
  await callApi(sandbox, "POST", "contacts", { firstname: "Zoe", lastname: "Elsewhere" });
  hub = await openHub(browser, sandbox);
  page = hub.page;
  await hub.open(`/main.aspx?pagetype=entityrecord&etn=account&id=${account?.accountid}`);
  await page.getByTestId("rows").waitFor();
});
afterAll(async () => {
  await browser?.close();
  await sandbox?.close();
});
afterEach(() => {
  expect(hub.problems.splice(0)).toEqual([]);
});

/** As a maker does it in the form designer: the sub-grid of contacts gets the control. */
async function putControlOnAccounts(administrator: string): Promise<void> {
  const forms = await callApi<{ value: { formid: string; formxml: string }[] }>(
    sandbox,
    "GET",
    "systemforms?$select=formid,formxml&$filter=objecttypecode eq 'account' and type eq 2",
  );
  const [form] = forms?.value ?? [];
  const description = `<controlDescriptions><controlDescription forControl="{${controlId}}"><customControl formFactor="2" name="tri_Trial.Rows"><parameters><data-set name="rows" /></parameters></customControl></controlDescription></controlDescriptions>`;
  const formxml = (form?.formxml ?? "")
    .replace(
      /<control id="Contacts"([^>]*?)( uniqueid="[^"]*")?([^>]*)>/,
      `<control id="Contacts" uniqueid="{${controlId}}"$1$3>`,
    )
    .replace("</form>", `${description}</form>`);
  await callApi(sandbox, "PATCH", `systemforms(${form?.formid})`, { formxml }, administrator);
}

interface Shown {
  readonly names: readonly string[];
  readonly next: boolean;
  readonly chosen: number;
}

async function expectRows(
  names: readonly string[],
  more: Partial<Shown & Record<string, unknown>> = {},
): Promise<void> {
  await page.waitForFunction((wanted) => {
    const text = document.querySelector("[data-testid=rows]")?.textContent;

    return text && JSON.stringify((JSON.parse(text) as { names: string[] }).names) === wanted;
  }, JSON.stringify(names));
  expect(JSON.parse((await page.getByTestId("rows").textContent()) ?? "{}")).toMatchObject({ names, ...more });
}

const press = (name: string): Promise<void> =>
  page.getByTestId("rows").locator("..").getByText(name, { exact: true }).click();

test("a control in the place of a sub-grid gets the record's rows by pages, with columns and their types", async () => {
  await expectRows(["Ada Lovelace", "Bella Lovelace"], { next: true, total: 5, table: "contact", loading: false });
  const { columns } = JSON.parse((await page.getByTestId("rows").textContent()) ?? "{}") as { columns: string[] };
  expect(columns[0]).toBe("fullname:SingleLine.Text");
  await press("more");
  await expectRows(["Ada Lovelace", "Bella Lovelace", "Cora Lovelace", "Dora Lovelace"], { next: true });
  await press("page 2");
  await expectRows(["Cora Lovelace", "Dora Lovelace"], { next: true });
});

test("it sorts and filters them, and takes the filter back", async () => {
  await press("sort");
  await expectRows(["Emma Lovelace", "Dora Lovelace"]);
  await press("filter");
  await expectRows(["Emma Lovelace", "Cora Lovelace"], { next: true, total: 3 });
  await press("clear");
  await expectRows(["Emma Lovelace", "Dora Lovelace"], { total: 5 });
});

test("it joins the account and adds a column of it", async () => {
  await press("link");
  await page.waitForFunction(() =>
    document.querySelector("[data-testid=rows]")?.textContent?.includes("employer.name:"),
  );
  await expectRows(["Emma Lovelace", "Dora Lovelace"], {
    employers: ["Analytical Engines Ltd", "Analytical Engines Ltd"],
  });
});

test("it chooses rows and opens one", async () => {
  await press("choose");
  await page.waitForFunction(() => document.querySelector("[data-testid=rows]")?.textContent?.includes('"chosen":1'));
  await press("open");
  await page.getByRole("heading", { level: 1, name: /Emma Lovelace/ }).waitFor();
});
