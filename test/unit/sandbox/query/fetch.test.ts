import type { JsonObject } from "../../../../sandbox/dataverse/query";
import type { Store } from "../../../../sandbox/dataverse/store/store";
import { key, list, openSmallWorld, rowsOf, seller } from "./support";

let store: Store;
beforeAll(() => {
  store = openSmallWorld();
});
afterAll(() => store.close());

function fetchRows(xml: string, table = "lead", annotations: string | null = null): JsonObject {
  return list(store, `fetchXml=${encodeURIComponent(xml)}`, annotations, null, table);
}

function subjects(inner: string, attributes = ""): unknown[] {
  const xml = `<fetch${attributes}><entity name="lead"><attribute name="subject"/><order attribute="subject"/>${inner}</entity></fetch>`;

  return rowsOf(fetchRows(xml)).map((row) => row["subject"]);
}

const where = (condition: string): string => `<filter>${condition}</filter>`;

describe("conditions", () => {
  test.each([
    [`<condition attribute="lastname" operator="eq" value="müller"/>`, ["A", "B"]],
    [`<condition attribute="lastname" operator="like" value="m%"/>`, ["A", "B"]],
    [`<condition attribute="lastname" operator="not-like" value="m%"/>`, ["C", "D"]],
    [`<condition attribute="lastname" operator="begins-with" value="o'"/>`, ["C"]],
    [`<condition attribute="statuscode" operator="in"><value>1</value><value>4</value></condition>`, ["A", "D"]],
    [`<condition attribute="statuscode" operator="not-in"><value>1</value><value>4</value></condition>`, ["B", "C"]],
    [`<condition attribute="revenue" operator="between"><value>1</value><value>10</value></condition>`, ["B"]],
    [`<condition attribute="revenue" operator="null"/>`, ["C"]],
    [`<condition attribute="ownerid" operator="eq-userid"/>`, ["A", "B", "C", "D"]],
    [`<condition attribute="ownerid" operator="eq-useroruserteams"/>`, ["A", "B", "C", "D"]],
    [`<condition attribute="ownerid" operator="eq" value="{${seller.toUpperCase()}}"/>`, ["A", "B", "C", "D"]],
    [`<condition attribute="owneridname" operator="like" value="sam%"/>`, ["A", "B", "C", "D"]],
    [`<condition attribute="statuscodename" operator="eq" value="new"/>`, ["A"]],
    [`<condition attribute="createdon" operator="yesterday"/>`, ["A"]],
    [`<condition attribute="createdon" operator="last-x-days" value="2"/>`, ["A"]],
    [`<condition attribute="createdon" operator="on" value="2026-11-01"/>`, ["B"]],
    [`<condition attribute="createdon" operator="olderthan-x-weeks" value="1"/>`, ["B"]],
    [`<condition attribute="createdon" operator="in-fiscal-year" value="2026"/>`, ["A", "B"]],
    [`<condition attribute="donotemail" operator="eq" value="1"/>`, ["A"]],
    [`<condition attribute="revenue" operator="ge" valueof="revenue"/>`, ["A", "B", "D"]],
  ])("%s", (condition, expected) => {
    expect(subjects(where(condition))).toEqual(expected);
  });

  test("nest with and/or", () => {
    const filter = `<filter type="or"><condition attribute="subject" operator="eq" value="D"/><filter><condition attribute="statecode" operator="eq" value="0"/><condition attribute="statuscode" operator="eq" value="2"/></filter></filter>`;
    expect(subjects(filter)).toEqual(["C", "D"]);
  });
});

describe("link-entity", () => {
  test("inner, with its own filter and attributes under the alias", () => {
    const link = `<link-entity name="account" from="accountid" to="parentaccountid" alias="a"><attribute name="name"/><attribute name="primarycontactid"/><attribute name="revenue"/><filter><condition attribute="name" operator="eq" value="contoso"/></filter></link-entity>`;
    const xml = `<fetch><entity name="lead"><attribute name="subject"/>${link}</entity></fetch>`;
    expect(rowsOf(fetchRows(xml, "lead", "*"))).toEqual([
      expect.objectContaining({
        subject: "B",
        "a.name@OData.Community.Display.V1.AttributeName": "name",
        "a.name": "Contoso",
        "a.primarycontactid": key(11),
        "a.primarycontactid@OData.Community.Display.V1.FormattedValue": "Ann Ölmann",
        "a.primarycontactid@Microsoft.Dynamics.CRM.lookuplogicalname": "contact",
        "a.revenue@OData.Community.Display.V1.FormattedValue": "€77.00",
      }),
    ]);
  });

  test("outer keeps rows without a partner", () => {
    expect(
      subjects(`<link-entity name="account" from="accountid" to="parentaccountid" link-type="outer"/>`),
    ).toHaveLength(4);
    const none = `<link-entity name="account" from="accountid" to="parentaccountid" link-type="outer" alias="a"/>${where(`<condition entityname="a" attribute="accountid" operator="null"/>`)}`;
    expect(subjects(none)).toEqual(["A", "C", "D"]);
  });

  test("through an intersect table, and by existence", () => {
    const nn = (type: string): string =>
      `<link-entity name="leadcompetitors" from="leadid" to="leadid" intersect="true" link-type="${type}"><link-entity name="competitor" from="competitorid" to="competitorid"><filter><condition attribute="name" operator="eq" value="Other"/></filter></link-entity></link-entity>`;
    expect(subjects(nn("inner"))).toEqual(["A"]);
    expect(subjects(nn("exists"))).toEqual(["A"]);
    expect(subjects(`<filter>${nn("not any")}</filter>`)).toEqual(["B", "C", "D"]);
  });

  test("the first match only", () => {
    const xml = `<fetch><entity name="account"><attribute name="name"/><link-entity name="contact" from="parentcustomerid" to="accountid" link-type="matchfirstrowusingcrossapply" alias="c"><attribute name="fullname"/></link-entity></entity></fetch>`;
    expect(rowsOf(fetchRows(xml, "account"))).toHaveLength(1);
  });

  test("each row once with distinct", () => {
    const xml = (distinct: string): string =>
      `<fetch${distinct}><entity name="account"><attribute name="name"/><link-entity name="contact" from="parentcustomerid" to="accountid"/></entity></fetch>`;
    expect(rowsOf(fetchRows(xml(""), "account"))).toHaveLength(2);
    expect(rowsOf(fetchRows(xml(' distinct="true"'), "account"))).toHaveLength(1);
  });
});

describe("paging", () => {
  test.each([
    "",
    `<order attribute="revenue" descending="true"/>`,
    `<order attribute="statuscode"/>`,
    `<order attribute="ownerid"/>`,
  ])("by cookie with %s gives every row once", (order) => {
    const seen: unknown[] = [];
    let cookie = "";
    for (let page = 1; page < 10; page += 1) {
      const attributes =
        cookie === ""
          ? ""
          : ` paging-cookie="${cookie.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;")}"`;
      const body = fetchRows(
        `<fetch count="1" page="${page}"${attributes}><entity name="lead"><attribute name="subject"/>${order}</entity></fetch>`,
        "lead",
        "*",
      );
      seen.push(...rowsOf(body).map((row) => row["subject"]));
      if (body["@Microsoft.Dynamics.CRM.morerecords"] !== true) break;
      const outer = String(body["@Microsoft.Dynamics.CRM.fetchxmlpagingcookie"]);
      expect(outer).toMatch(/^<cookie pagenumber="\d" pagingcookie="%253Ccookie%2520page/i);
      cookie = decodeURIComponent(decodeURIComponent(/pagingcookie="([^"]*)"/.exec(outer)?.[1] ?? ""));
    }
    expect([...seen].sort()).toEqual(["A", "B", "C", "D"]);
  });

  test("counts when asked", () => {
    const xml = `<fetch count="1" returntotalrecordcount="true"><entity name="lead"><attribute name="subject"/></entity></fetch>`;
    expect(fetchRows(xml, "lead", "*")["@Microsoft.Dynamics.CRM.totalrecordcount"]).toBe(4);
  });
});

describe("aggregates", () => {
  test("group and count under aliases, ordered by alias", () => {
    const xml = `<fetch aggregate="true"><entity name="lead"><attribute name="statecode" alias="s" groupby="true"/><attribute name="leadid" alias="n" aggregate="count"/><attribute name="revenue" alias="sum" aggregate="sum"/><order alias="n" descending="true"/></entity></fetch>`;
    expect(rowsOf(fetchRows(xml, "lead", "*"))[0]).toMatchObject({
      s: 0,
      "s@OData.Community.Display.V1.FormattedValue": "Open",
      n: 2,
      sum: expect.objectContaining({ value: 20000 }) as object,
    });
  });

  test("group by owner and by month", () => {
    const owner = `<fetch aggregate="true"><entity name="lead"><attribute name="ownerid" alias="o" groupby="true"/><attribute name="leadid" alias="n" aggregate="countcolumn" distinct="true"/></entity></fetch>`;
    expect(rowsOf(fetchRows(owner, "lead", "*"))).toEqual([
      expect.objectContaining({ o: seller, "o@OData.Community.Display.V1.FormattedValue": "Sam Seller", n: 4 }),
    ]);
    const month = `<fetch aggregate="true"><entity name="lead"><attribute name="createdon" alias="m" groupby="true" dategrouping="month"/><attribute name="leadid" alias="n" aggregate="count"/><filter><condition attribute="createdon" operator="not-null"/></filter></entity></fetch>`;
    expect(rowsOf(fetchRows(month))).toEqual([{ m: 11, n: 2 }]);
  });
});

test("a stored view is run by its key, with a next link", () => {
  const id = key(400);
  const fetchxml = `<fetch><entity name="lead"><attribute name="subject"/><order attribute="subject"/></entity></fetch>`;
  store.insert("savedquery", { savedqueryid: id, name: "All", fetchxml, returnedtypecode: "lead" });
  const first = list(store, `savedQuery=${id}`, null, 3);
  expect(rowsOf(first).map((row) => row["subject"])).toEqual(["A", "B", "C"]);
  const next = String(first["@odata.nextLink"]);
  const second = list(store, next.slice(next.indexOf("?") + 1), null, 3);
  expect(rowsOf(second).map((row) => row["subject"])).toEqual(["D"]);
});

test("tables may be named by number where a column holds a table", () => {
  const xml = `<fetch><entity name="savedquery"><attribute name="name"/><filter><condition attribute="returnedtypecode" operator="eq" value="4"/></filter></entity></fetch>`;
  expect(rowsOf(fetchRows(xml, "savedquery"))).toHaveLength(1);
});

describe("mistakes", () => {
  const one = (inner: string): string => `<fetch><entity name="lead">${inner}</entity></fetch>`;
  test.each([
    ["<fetch><entity name='account'/></fetch>", "is not the one of the address"],
    ["<fetch><entity name='nothing'/></fetch>", "The entity with a name = 'nothing' with namemapping = 'Logical'"],
    [
      one("<attribute name='nothing'/>"),
      "'lead' entity doesn't contain attribute with Name = 'nothing' and NameMapping = 'Logical'.",
    ],
    [
      one("<link-entity name='nothing' from='a' to='b'/>"),
      "The entity with a name = 'nothing' with namemapping = 'Logical' was not found in the MetadataCache.",
    ],
    [
      one("<filter><condition attribute='subject' operator='is-nice'/></filter>"),
      "is not valid for the attribute 'subject'",
    ],
    [
      one("<filter><condition attribute='createdon' operator='is-nice'/></filter>"),
      "The condition operator 'is-nice' is not supported.",
    ],
    [
      one("<filter><condition attribute='revenue' operator='eq' value='much'/></filter>"),
      "The value 'much' does not fit the attribute 'revenue' of type Money.",
    ],
    ["<fetch><entity name='lead'>", "Invalid XML or query"],
    ["<!DOCTYPE x [<!ENTITY a 'b'>]><fetch/>", "a document type is not allowed"],
    ["nonsense", "Invalid XML or query"],
  ])("%s", (xml, message) => {
    expect(() => fetchRows(xml)).toThrow(message);
  });
});
