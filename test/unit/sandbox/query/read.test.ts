import type { JsonObject } from "../../../../sandbox/dataverse/query";
import { countRows, readCollection, readRow, writeJson } from "../../../../sandbox/dataverse/query";
import type { ReadSwitches } from "../../../../sandbox/dataverse/query/scope";
import { defaultSwitches } from "../../../../sandbox/dataverse/query/scope";
import type { Store } from "../../../../sandbox/dataverse/store/store";
import { base, euro, key, list as listRows, openSmallWorld, scopeOf } from "./support";

let store: Store;
beforeAll(() => {
  store = openSmallWorld();
});
afterAll(() => store.close());

function list(
  query: string,
  annotations: string | null = null,
  pageSize: number | null = null,
  table = "lead",
): JsonObject {
  return listRows(store, query, annotations, pageSize, table);
}

function subjects(filter: string): unknown[] {
  const body = list(`$select=subject&$orderby=subject&$filter=${encodeURIComponent(filter)}`);

  return (body["value"] as JsonObject[]).map((row) => row["subject"]);
}

describe("$filter", () => {
  test.each([
    ["lastname eq 'müller'", ["A", "B"]],
    ["lastname eq 'O''Bryan'", ["C"]],
    ["contains(companyname,'[%] wool')", ["D"]],
    ["contains(companyname,'%wool')", ["D"]],
    ["startswith(companyname,'100')", ["D"]],
    ["lastname ne 'Müller'", ["C", "D"]],
    ["not contains(lastname,'LL')", ["C", "D"]],
    ["not(startswith(lastname,'mü')) and revenue ge 100", ["D"]],
    ["revenue gt 5 or revenue eq null", ["A", "C", "D"]],
    ["donotemail eq true", ["A"]],
    ["statuscode eq 1 or (statuscode eq 3 and statecode eq 1)", ["A", "B"]],
    [`_parentaccountid_value eq ${key(1)}`, ["B"]],
    [`_parentaccountid_value eq '${key(1)}'`, ["B"]],
    ["parentaccountid/name eq 'contoso'", ["B"]],
    ["parentaccountid/primarycontactid/fullname eq 'ANN ÖLMANN'", ["B"]],
    ["customerid_contact/fullname eq 'Ann Ölmann'", ["C"]],
    ["customerid_account/name ne null", []],
    ["ownerid/fullname eq 'Sam Seller' and revenue lt 6", ["B"]],
    ["createdon ge 2026-11-22T23:30:00+00:00", ["A"]],
    ["estimatedclosedate eq 2026-12-24", ["C"]],
    ["revenue eq revenue and subject lt 'C'", ["A", "B"]],
    ["leadcompetitors_association/any(c:c/name eq 'other')", ["A"]],
    ["leadcompetitors_association/all(c:c/name eq 'x')", ["B", "C", "D"]],
    ["leadcompetitors_association/any()", ["A"]],
    ["Microsoft.Dynamics.CRM.In(PropertyName='statuscode',PropertyValues=['1','4'])", ["A", "D"]],
    ['Microsoft.Dynamics.CRM.NotIn(PropertyName="subject",PropertyValues=["A","it\'s"])', ["B", "C", "D"]],
    ['Microsoft.Dynamics.CRM.Between(PropertyName=\'revenue\',PropertyValues=["5","10"])', ["B"]],
    ["Microsoft.Dynamics.CRM.Yesterday(PropertyName='createdon')", ["A"]],
    ["Microsoft.Dynamics.CRM.ThisMonth(PropertyName='createdon')", ["A", "B"]],
    ["Microsoft.Dynamics.CRM.LastXDays(PropertyName='createdon',PropertyValue=2)", ["A"]],
    ["Microsoft.Dynamics.CRM.LastXHours(PropertyName='createdon',PropertyValue=12)", []],
    ["Microsoft.Dynamics.CRM.NextXMonths(PropertyName='estimatedclosedate',PropertyValue=2)", ["C"]],
    ["Microsoft.Dynamics.CRM.On(PropertyName='createdon',PropertyValue='2026-11-01')", ["B"]],
    ["Microsoft.Dynamics.CRM.EqualUserId(PropertyName='ownerid/ownerid')", ["A", "B", "C", "D"]],
    ["Microsoft.Dynamics.CRM.NotNull(PropertyName='numberofemployees')", ["D"]],
  ])("%s", (filter, expected) => {
    expect(subjects(filter)).toEqual(expected);
  });

  test.each([
    ["Under", key(1), [key(2)]],
    ["UnderOrEqual", key(1), [key(1), key(2)]],
    ["Above", key(2), [key(1)]],
    ["AboveOrEqual", key(2), [key(1), key(2)]],
  ])("%s follows the hierarchy", (name, from, expected) => {
    const filter = `Microsoft.Dynamics.CRM.${name}(PropertyName='accountid',PropertyValue='${from}')`;
    const body = list(`$select=name&$filter=${filter}`, null, null, "account");
    expect((body["value"] as JsonObject[]).map((row) => row["accountid"])).toEqual(expected);
  });

  test("the switches for what the facts leave open", () => {
    const read = (options: [string, string][], switches: Partial<ReadSwitches>): JsonObject =>
      readCollection(
        { ...scopeOf(store), switches: { ...defaultSwitches, ...switches } },
        { table: store.catalog.requireTable("lead"), options: new Map(options), maxPageSize: null, path: "leads" },
      );
    const quoted: [string, string][] = [["$filter", `_ownerid_value eq '${key(901)}'`]];
    expect(() => read(quoted, { acceptQuotedGuids: false })).toThrow("incompatible types");
    const expand: [string, string][] = [
      ["$expand", "parentaccountid($select=name)"],
      ["$filter", "subject eq 'B'"],
    ];
    const [row] = read(expand, { etagOnExpandedRows: true })["value"] as JsonObject[];
    expect(row?.["parentaccountid"]).toHaveProperty(["@odata.etag"]);
  });

  test("takes parameter aliases", () => {
    const body = list(
      "$select=subject&$filter=Microsoft.Dynamics.CRM.LastXDays(PropertyName=@p1,PropertyValue=@p2)&@p1='createdon'&@p2=2",
    );
    expect(body["value"]).toHaveLength(1);
  });

  test.each([
    ["Subject eq 'x'", "Could not find a property named 'Subject' on type 'Microsoft.Dynamics.CRM.lead'."],
    [
      "parentaccountid eq null",
      "Could not find a property named 'parentaccountid' on type 'Microsoft.Dynamics.CRM.lead'.",
    ],
    ["subject eq 'x", "There is an unterminated string literal at position 13 in 'subject eq 'x'."],
    ["(subject eq 'x'", "')' or operator expected at position 15 in '(subject eq 'x''."],
    ["subject eq 'x' revenue", "Syntax error at position 15 in 'subject eq 'x' revenue'."],
    ["subject eq", "Expression expected at position 10 in 'subject eq'."],
    ["subject eq #", "Syntax error: character '#' is not valid at position 11 in 'subject eq #'."],
    ["length(subject) eq 3", "The function 'length' is not supported in $filter."],
    [
      "revenue eq 'x'",
      "A binary operator with incompatible types was detected. Found operand types 'Edm.Decimal' and 'Edm.String' for operator kind 'Equal'.",
    ],
    [
      "not Microsoft.Dynamics.CRM.Today(PropertyName='createdon')",
      "Not operator along with the Custom Named Condition operators is not allowed",
    ],
  ])("refuses %s", (filter, message) => {
    expect(() => subjects(filter)).toThrow(message);
  });
});

describe("rows", () => {
  test("carry etag, lookups as _x_value, money with four decimals and every annotation before its value", () => {
    const body = list(
      "$select=subject,revenue,statuscode,_ownerid_value,_customerid_value&$filter=subject eq 'C' or subject eq 'A'",
      "*",
    );
    expect(body["@odata.context"]).toBe(
      `${base}$metadata#leads(subject,revenue,statuscode,_ownerid_value,_customerid_value)`,
    );
    const [a, c] = body["value"] as JsonObject[];
    expect(a).toMatchObject({
      "@odata.etag": expect.stringMatching(/^W\/"\d+"$/) as string,
      "revenue@OData.Community.Display.V1.FormattedValue": "€20,000.00",
      "statuscode@OData.Community.Display.V1.FormattedValue": "New",
      "_ownerid_value@OData.Community.Display.V1.FormattedValue": "Sam Seller",
      "_ownerid_value@Microsoft.Dynamics.CRM.lookuplogicalname": "systemuser",
      "_ownerid_value@Microsoft.Dynamics.CRM.associatednavigationproperty": "ownerid",
      _transactioncurrencyid_value: euro,
    });
    expect(c?.["_customerid_value@Microsoft.Dynamics.CRM.associatednavigationproperty"]).toBe("customerid_contact");
    expect(writeJson(a ?? {})).toContain('"revenue":20000.0000');
    const keys = Object.keys(a ?? {});
    expect(keys.indexOf("_ownerid_value@Microsoft.Dynamics.CRM.lookuplogicalname")).toBeLessThan(
      keys.indexOf("_ownerid_value"),
    );
  });

  test("come in pages that do not overlap, in any order", () => {
    for (const order of [
      "",
      "&$orderby=revenue desc",
      "&$orderby=_parentaccountid_value,revenue",
      "&$orderby=lastname desc,createdon",
    ]) {
      const seen: unknown[] = [];
      let query = `$select=subject${order}`;
      for (let i = 0; i < 10 && query !== ""; i += 1) {
        const body = list(query, null, 1);
        seen.push(...(body["value"] as JsonObject[]).map((row) => row["subject"]));
        const next = body["@odata.nextLink"];
        query = typeof next === "string" ? next.slice(next.indexOf("?") + 1) : "";
      }
      expect(seen).toEqual((list(`$select=subject${order}`)["value"] as JsonObject[]).map((row) => row["subject"]));
    }
  });

  test("are counted, also for /$count", () => {
    const body = list("$count=true&$top=1&$filter=statecode eq 0", "*");
    expect(body).toMatchObject({ "@odata.count": 2, "@Microsoft.Dynamics.CRM.totalrecordcount": 2 });
    const options = new Map([["$filter", "statecode eq 0"]]);
    expect(countRows(scopeOf(store), { table: store.catalog.requireTable("lead"), options })).toBe(2);
  });

  test("bring expanded lookups and collections", () => {
    const options = new Map([
      ["$select", "name"],
      [
        "$expand",
        "primarycontactid($select=fullname),contact_customer_accounts($select=fullname;$orderby=fullname desc;$top=1),Account_Tasks($select=subject)",
      ],
    ]);
    const row = readRow(scopeOf(store), store.catalog.requireTable("account"), key(1), options);
    expect(row).toMatchObject({
      "@odata.context": `${base}$metadata#accounts(name,primarycontactid(fullname),contact_customer_accounts(fullname),Account_Tasks(subject))/$entity`,
      name: "Contoso",
      primarycontactid: { fullname: "Ann Ölmann", contactid: key(11) },
      contact_customer_accounts: [{ fullname: "Bob", _parentcustomerid_value: key(1) }],
      Account_Tasks: [{ subject: "Call", activityid: key(200), _regardingobjectid_value: key(1) }],
      "Account_Tasks@odata.nextLink": `${base}accounts(${key(1)})/Account_Tasks?$select=subject`,
    });
  });

  test("are paged inside nested expands", () => {
    const body = list(
      "$select=name&$expand=contact_customer_accounts($select=fullname;$expand=parentcustomerid_account($select=name))",
      null,
      1,
      "account",
    );
    const [row] = body["value"] as JsonObject[];
    expect(row?.["contact_customer_accounts"]).toHaveLength(1);
    expect(row?.["contact_customer_accounts@odata.nextLink"]).toContain("$skiptoken=");
  });

  test("are grouped by $apply", () => {
    const body = list("$apply=groupby((statecode),aggregate(revenue with sum as total,$count as n))", "*");
    expect(body["@odata.context"]).toBe(`${base}$metadata#leads`);
    expect((body["value"] as JsonObject[])[0]).toEqual({
      "statecode@OData.Community.Display.V1.FormattedValue": "Open",
      statecode: 0,
      "total@OData.Community.Display.V1.FormattedValue": "20,000.00",
      total: expect.objectContaining({ value: 20000 }) as object,
      "n@OData.Community.Display.V1.FormattedValue": "2",
      n: 2,
    });
    const through = list("$apply=groupby((parentaccountid/name),aggregate($count as n))");
    expect(through["value"]).toEqual([{ n: 3 }, { account_name: "Contoso", n: 1 }]);
    const filtered = list("$apply=filter(statecode eq 0)/aggregate(revenue with max as most)");
    expect(writeJson(filtered["value"] ?? null)).toBe('[{"most":20000.000000000}]');
  });
});
