import { parseSiteMap } from "../../../sandbox/hub/app/site-map";
import type { TableInfo } from "../../../sandbox/hub/form-model";
import {
  quickFindColumns,
  quickFindPattern,
  readSort,
  tableOfColumn,
  withColumns,
  withFilter,
  withPage,
  withSort,
} from "../../../sandbox/hub/views/fetch-xml";
import { RowSource } from "../../../sandbox/hub/views/row-source";
import { parseLayout } from "../../../sandbox/hub/views/saved-queries";

const VIEW = `<fetch version="1.0"><entity name="lead"><attribute name="fullname"/><order attribute="createdon" descending="true"/>
<filter type="and"><condition attribute="statecode" operator="eq" value="0"/></filter>
<link-entity name="account" alias="acc" from="accountid" to="parentaccountid" link-type="outer"><attribute name="name"/></link-entity></entity></fetch>`;

describe("what a person adds to a view", () => {
  test("another sort order replaces the view's own, also by a linked column", () => {
    expect(readSort(VIEW)).toEqual([{ column: "createdon", descending: true }]);
    const sorted = withSort(VIEW, [{ column: "acc.name", descending: false }]);
    expect(readSort(sorted)).toEqual([{ column: "acc.name", descending: false }]);
    expect(tableOfColumn(VIEW, "acc.name")).toEqual({ table: "account", name: "name" });
  });

  test("columns that the drawing needs are asked for once", () => {
    const xml = withColumns(VIEW, ["fullname", "leadid"]);
    expect(xml.match(/<attribute name="fullname"/g)).toHaveLength(1);
    expect(xml).toContain('<attribute name="leadid"');
  });

  test("a quick find narrows the view and leaves its own filter", () => {
    const xml = withFilter(VIEW, "or", [{ column: "fullname", operator: "like", value: "%a&b%" }]);
    expect(xml).toContain('value="%a&amp;b%"');
    expect(xml).toContain('attribute="statecode"');
  });

  test("what a person types is text, and * stands for anything", () => {
    expect(quickFindPattern(" 50% [x]*y ")).toBe("%50[%] [[]x]%y%");
  });

  test("the columns of quick find are those of its view", () => {
    const xml =
      '<fetch><entity name="lead"><filter type="or" isquickfindfields="1"><condition attribute="fullname" operator="like" value="{0}"/></filter></entity></fetch>';
    expect(quickFindColumns(xml)).toEqual(["fullname"]);
  });

  test("pages are asked for by number, the count with the first", () => {
    expect(withPage(VIEW, 1, 100)).toContain("returntotalrecordcount");
    expect(withPage(VIEW, 3, 100)).toMatch(/page="3" count="100"/);
    expect(withPage(VIEW, 3, 100)).not.toContain("returntotalrecordcount");
  });

  test("hidden columns of a layout are left out", () => {
    const xml = '<grid><row><cell name="fullname" width="200"/><cell name="x" width="1" ishidden="1"/></row></grid>';
    expect(parseLayout(xml)).toEqual([{ name: "fullname", width: 200 }]);
  });
});

describe("the rows of a long list", () => {
  const table = {
    logicalName: "lead",
    entitySetName: "leads",
    primaryId: "leadid",
    primaryName: "fullname",
  } as TableInfo;
  const asked: number[] = [];

  /** Answers FetchXML pages of a table with so many rows, counting as the platform does: 5000 at most. */
  function serveRows(total: number): void {
    asked.length = 0;
    globalThis.fetch = ((address: string) => {
      const xml = decodeURIComponent(address.split("fetchXml=")[1] ?? "");
      const page = Number(/page="(\d+)"/.exec(xml)?.[1]);
      const count = Number(/count="(\d+)"/.exec(xml)?.[1]);
      asked.push(page);
      const first = (page - 1) * count;
      const size = Math.max(0, Math.min(count, total - first));

      return Promise.resolve({
        ok: true,
        status: 200,
        json: () =>
          Promise.resolve({
            "@Microsoft.Dynamics.CRM.totalrecordcount": page === 1 ? Math.min(total, 5000) : -1,
            "@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded": total > 5000,
            "@Microsoft.Dynamics.CRM.morerecords": first + size < total,
            value: Array.from({ length: size }, (_unused, index) => ({ leadid: `id-${first + index}` })),
          }),
      });
    }) as unknown as typeof fetch;
  }

  async function settle(): Promise<void> {
    for (let round = 0; round < 20; round += 1) {
      await Promise.resolve();
      await new Promise((done) => setTimeout(done, 0));
    }
  }

  test("a short list has its exact length after the first page", async () => {
    serveRows(230);
    const source = new RowSource(table, VIEW);
    source.ensure(0, 20);
    await settle();

    expect(source.length).toBe(230);
    expect(source.isExact).toBe(true);
    expect(source.row(3)).toEqual({ leadid: "id-3" });
    expect(source.row(150)).toBeUndefined();
  });

  test("any row of 100,000 is two requests away, and the end moves on until it is found", async () => {
    serveRows(100_000);
    const source = new RowSource(table, VIEW);
    source.ensure(0, 20);
    await settle();
    expect(source.isExact).toBe(false);

    while (!source.isExact) {
      source.ensure(source.length - 1, source.length - 1);
      await settle();
    }

    expect(source.length).toBe(100_000);
    expect(source.row(99_999)).toEqual({ leadid: "id-99999" });
    expect(asked.length).toBeLessThan(30);
  });

  test("wishes that have scrolled out of sight are not served", async () => {
    serveRows(4000);
    const source = new RowSource(table, VIEW);
    source.ensure(0, 20);
    await settle();
    for (let row = 0; row < 4000; row += 100) {
      source.ensure(row, row + 20);
    }
    await settle();

    expect(asked.length).toBeLessThan(8);
    expect(asked).toContain(40);
  });
});

describe("the site map", () => {
  const xml = `<SiteMap><Area Id="sales" Title="Sales"><Titles><Title LCID="1031" Title="Vertrieb"/></Titles>
    <Group Id="g" Title="Customers"><SubArea Id="leads" Entity="lead"/><SubArea Id="about" Title="About" Url="$webresource:enq_/about.html"/>
    <SubArea Id="odd" Url="https://example.org/"/></Group></Area></SiteMap>`;

  test("titles are in the user's language, else as they stand, else the table's name", () => {
    const [area] = parseSiteMap(xml, 1031, () => "Leads");
    expect(area?.title).toBe("Vertrieb");
    expect(area?.groups[0]?.title).toBe("Customers");
    expect(area?.groups[0]?.entries[0]?.title).toBe("Leads");
  });

  test("entries lead to pages of the hub; what it cannot show is left out", () => {
    const entries = parseSiteMap(xml, 1033, () => "Leads")[0]?.groups[0]?.entries ?? [];
    expect(entries.map((entry) => entry.route)).toEqual([
      { page: "entitylist", table: "lead" },
      { page: "webresource", name: "enq_/about.html", data: undefined },
    ]);
  });
});
