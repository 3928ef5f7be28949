import type { Json } from "../../dataverse/port";
import type { ColumnValue, StoredRow } from "../../dataverse/row";

export type FoundTable = "account" | "contact" | "lead" | "opportunity";

interface TableColumns {
  readonly set: string;
  readonly key: string;
  /** As they are asked for: lookups as `_x_value`. */
  readonly columns: readonly string[];
}

const PLACE = [
  "address1_line1",
  "address1_city",
  "address1_postalcode",
  "address1_stateorprovince",
  "address1_country",
];
const COMMON = ["emailaddress1", "telephone1", "statecode", "_ownerid_value", ...PLACE];

/** What comparing and showing need, by table. */
export const COLUMNS: Readonly<Record<FoundTable, TableColumns>> = {
  account: { set: "accounts", key: "accountid", columns: ["name", "websiteurl", "telephone2", ...COMMON] },
  contact: {
    set: "contacts",
    key: "contactid",
    columns: [
      "firstname",
      "middlename",
      "lastname",
      "suffix",
      "fullname",
      "jobtitle",
      "emailaddress2",
      "emailaddress3",
      "mobilephone",
      "telephone2",
      "_parentcustomerid_value",
      ...COMMON,
    ],
  },
  lead: {
    set: "leads",
    key: "leadid",
    columns: [
      "subject",
      "firstname",
      "middlename",
      "lastname",
      "fullname",
      "companyname",
      "jobtitle",
      "websiteurl",
      "mobilephone",
      ...COMMON,
    ],
  },
  opportunity: {
    set: "opportunities",
    key: "opportunityid",
    columns: [
      "name",
      "statecode",
      "_customerid_value",
      "_parentaccountid_value",
      "_parentcontactid_value",
      "_ownerid_value",
      "estimatedvalue",
      "estimatedclosedate",
    ],
  },
};

const LOOKUP = /^_(.+)_value$/;
const TARGET = "@Microsoft.Dynamics.CRM.lookuplogicalname";
const LABEL = "@OData.Community.Display.V1.FormattedValue";

/** A row as the Web API sent it, lookups by the column's name. RetrieveDuplicates sends whole rows, lookups without their table. */
export function readFoundRow(table: FoundTable, json: Json): StoredRow | undefined {
  const id = json[COLUMNS[table].key];
  if (typeof id !== "string") return undefined;
  const values: Record<string, ColumnValue> = {};
  for (const [name, value] of Object.entries(json)) {
    if (name.includes("@")) continue;
    const lookup = LOOKUP.exec(name)?.[1];
    if (lookup) values[lookup] = readLookup(json, name, lookup);
    else if (value instanceof Date) values[name] = value.toISOString();
    else if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean")
      values[name] = value;
  }
  const etag = json["@odata.etag"];
  return { table, id: id.toLowerCase(), ...(typeof etag === "string" ? { etag } : {}), values };
}

function readLookup(json: Json, name: string, column: string): ColumnValue {
  const id = json[name];
  if (typeof id !== "string" || !id) return null;
  const target = json[name + TARGET];
  const label = json[name + LABEL];
  const table = typeof target === "string" ? target : column === "parentcontactid" ? "contact" : "account";
  return { table, id: id.toLowerCase(), ...(typeof label === "string" ? { name: label } : {}) };
}
