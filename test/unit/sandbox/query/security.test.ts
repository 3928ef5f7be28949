import type { JsonObject, ReadScope } from "../../../../sandbox/dataverse/query";
import { countRows, readCollection, readRow } from "../../../../sandbox/dataverse/query";
import { fragment } from "../../../../sandbox/dataverse/query/scope";
import type { Store } from "../../../../sandbox/dataverse/store/store";
import { key, openSmallWorld, rowsOf, scopeOf } from "./support";

let store: Store;
beforeAll(() => {
  store = openSmallWorld();
});
afterAll(() => store.close());

/** A reader who may see the leads A and D and the contact Bob, and no revenue. */
function narrow(): ReadScope {
  const allowed: Record<string, readonly string[]> = { lead: [key(100), key(103)], contact: [key(12)] };
  const scope = scopeOf(store, "*");
  const reader: ReadScope["reader"] = {
    ...scope.reader,
    rowFilter: (table, alias) => {
      const ids = allowed[table.logicalName];

      return ids && fragment(`${alias}."${table.primaryId}" IN (${ids.map(() => "?").join(", ")})`, ...ids);
    },
    hiddenColumns: (table) => new Set(table.logicalName === "lead" ? ["revenue"] : []),
  };

  return { ...scope, reader };
}

function list(table: string, options: Record<string, string>): JsonObject[] {
  const definition = store.catalog.requireTable(table);
  const request = {
    table: definition,
    options: new Map(Object.entries(options)),
    maxPageSize: null,
    path: definition.entitySetName,
  };

  return rowsOf(readCollection(narrow(), request));
}

describe("a reader with limits", () => {
  test("lists, counts and reads only rows that he may see", () => {
    const lead = store.catalog.requireTable("lead");
    expect(list("lead", { $orderby: "subject" }).map((row) => row["subject"])).toEqual(["A", "D"]);
    expect(countRows(narrow(), { table: lead, options: new Map() })).toBe(2);
    expect(readRow(narrow(), lead, key(101), new Map())).toBeUndefined();
  });

  test("gets hidden columns empty and cannot find out about them", () => {
    expect(list("lead", { $select: "revenue" }).map((row) => row["revenue"])).toEqual([null, null]);
    expect(list("lead", { $filter: "revenue eq 20000" })).toEqual([]);
    expect(list("lead", { $apply: "aggregate(revenue with sum as s)" })).toEqual([{ s: null }]);
    const order = list("lead", { $orderby: "revenue,subject desc" }).map((row) => row["subject"]);
    expect(order).toEqual(["D", "A"]);
  });

  test("does not see other rows through expands, paths and any", () => {
    const [contoso] = list("account", {
      $filter: "name eq 'Contoso'",
      $expand: "primarycontactid,contact_customer_accounts",
    });
    expect(contoso?.["primarycontactid"]).toBeNull();
    expect((contoso?.["contact_customer_accounts"] as JsonObject[]).map((row) => row["fullname"])).toEqual(["Bob"]);
    expect(list("account", { $filter: "primarycontactid/fullname eq 'Ann Ölmann'" })).toEqual([]);
    expect(list("account", { $filter: "contact_customer_accounts/any(c:c/fullname eq 'Ann Ölmann')" })).toEqual([]);
    expect(list("account", { $filter: "contact_customer_accounts/any(c:c/fullname eq 'Bob')" })).toHaveLength(1);
    // The name that a lookup shows is visible all the same, as on the platform.
    expect(contoso?.["_primarycontactid_value@OData.Community.Display.V1.FormattedValue"]).toBe("Ann Ölmann");
  });

  test("does not see them by FetchXML either", () => {
    const link = `<link-entity name="contact" from="parentcustomerid" to="accountid" alias="c"><attribute name="fullname"/></link-entity>`;
    const fetchXml = `<fetch><entity name="account"><attribute name="name"/>${link}</entity></fetch>`;
    expect(list("account", { fetchXml }).map((row) => row["c.fullname"])).toEqual(["Bob"]);
    const leads = `<fetch><entity name="lead"><attribute name="revenue"/><filter><condition attribute="revenue" operator="not-null"/></filter></entity></fetch>`;
    expect(list("lead", { fetchXml: leads })).toEqual([]);
  });
});
