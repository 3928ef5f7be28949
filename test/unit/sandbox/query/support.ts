import { standardCatalog } from "../../../../sandbox/dataverse/metadata/standard";
import type { JsonObject, ReadScope } from "../../../../sandbox/dataverse/query";
import { defaultFormats, readCollection } from "../../../../sandbox/dataverse/query";
import { openStore } from "../../../../sandbox/dataverse/store/open";
import type { RawRow, Store } from "../../../../sandbox/dataverse/store/store";

/** A readable key. */
export const key = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
export const base = "http://127.0.0.1/api/data/v9.2/";
export const euro = key(900);
export const seller = key(901);

/** Four leads, two accounts, two contacts and what hangs on them. */
export function openSmallWorld(): Store {
  const store = openStore(":memory:", standardCatalog());
  const euroRow = { currencyname: "Euro", currencysymbol: "€", currencyprecision: 2 };
  store.insert("transactioncurrency", { transactioncurrencyid: euro, ...euroRow });
  store.insert("systemuser", { systemuserid: seller, fullname: "Sam Seller" });
  store.insert("account", {
    accountid: key(1),
    name: "Contoso",
    primarycontactid: key(11),
    createdon: "2026-01-05T10:00:00Z",
    revenue: 77,
    transactioncurrencyid: euro,
  });
  store.insert("account", { accountid: key(2), name: "Fabrikam", parentaccountid: key(1) });
  const under = { parentcustomerid: key(1), parentcustomerid__type: "account" };
  store.insert("contact", { contactid: key(11), fullname: "Ann Ölmann", ...under });
  store.insert("contact", { contactid: key(12), fullname: "Bob", ...under });
  const leads: RawRow[] = [
    {
      subject: "A",
      lastname: "Müller",
      revenue: 20000,
      statecode: 0,
      statuscode: 1,
      createdon: "2026-11-22T23:30:00Z",
      donotemail: true,
    },
    {
      subject: "B",
      lastname: "MÜLLER",
      revenue: 5,
      statecode: 1,
      statuscode: 3,
      parentaccountid: key(1),
      createdon: "2026-11-01T00:00:00Z",
    },
    {
      subject: "C",
      lastname: "O'Bryan",
      statecode: 0,
      statuscode: 2,
      customerid: key(11),
      customerid__type: "contact",
      estimatedclosedate: "2026-12-24",
    },
    { subject: "D", companyname: "100% Wool_", numberofemployees: 12, statecode: 2, statuscode: 4, revenue: 20000 },
  ];
  leads.forEach((lead, index) =>
    store.insert("lead", {
      leadid: key(100 + index),
      ownerid: seller,
      ownerid__type: "systemuser",
      transactioncurrencyid: euro,
      ...lead,
    }),
  );
  store.insert("task", {
    activityid: key(200),
    subject: "Call",
    regardingobjectid: key(1),
    regardingobjectid__type: "account",
  });
  store.insert("competitor", { competitorid: key(300), name: "Other" });
  store.insert("leadcompetitors", { leadcompetitorid: key(301), leadid: key(100), competitorid: key(300) });

  return store;
}

/** A read by the seller at a fixed time. */
export function scopeOf(store: Store, includeAnnotations: string | null = null): ReadScope {
  const reader = {
    userId: seller,
    businessUnitId: key(902),
    teamIds: [],
    rowFilter: () => undefined,
    hiddenColumns: () => new Set<string>(),
  };

  return {
    store,
    catalog: store.catalog,
    reader,
    formats: defaultFormats,
    baseUrl: base,
    includeAnnotations,
    now: new Date("2026-11-23T12:00:00Z"),
  };
}

/** Lists rows by a query string as it stands in an address. */
export function list(
  store: Store,
  query: string,
  annotations: string | null = null,
  maxPageSize: number | null = null,
  table = "lead",
): JsonObject {
  const options = new Map([...new URLSearchParams(query)]);
  const definition = store.catalog.requireTable(table);

  return readCollection(scopeOf(store, annotations), {
    table: definition,
    options,
    maxPageSize,
    path: definition.entitySetName,
  });
}

export function rowsOf(body: JsonObject): JsonObject[] {
  return body["value"] as JsonObject[];
}
