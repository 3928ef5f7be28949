import type { Json } from "../../dataverse/port";
import type { ColumnValue, StoredRow } from "../../dataverse/row";
import type { MatchTable } from "../types";

export type FoundTable = MatchTable;

interface TableColumns {
  readonly set: string;
  readonly key: string;
  /** As they are asked for: lookups as `_x_value`. */
  readonly columns: readonly string[];
}

const COMMON =
  " emailaddress1 telephone1 statecode _ownerid_value address1_line1 address1_city address1_postalcode address1_stateorprovince address1_country";
const PERSON = "firstname middlename lastname fullname jobtitle mobilephone ";
const of = (table: string, columns: string, set = `${table}s`): TableColumns => ({
  set,
  key: `${table}id`,
  columns: columns.split(" "),
});

/** What comparing and showing need, by table. */
export const COLUMNS: Readonly<Record<FoundTable, TableColumns>> = {
  account: of("account", `name websiteurl telephone2${COMMON}`),
  contact: of("contact", `${PERSON}suffix emailaddress2 emailaddress3 telephone2 _parentcustomerid_value${COMMON}`),
  lead: of("lead", `${PERSON}subject companyname websiteurl${COMMON}`),
  opportunity: of(
    "opportunity",
    "name statecode _customerid_value _parentaccountid_value _parentcontactid_value _ownerid_value estimatedvalue estimatedclosedate",
    "opportunities",
  ),
};

/** A row as the Web API sent it, lookups by the column's name. RetrieveDuplicates sends whole rows, lookups without their table. */
export function readFoundRow(table: FoundTable, json: Json): StoredRow | undefined {
  const id = json[COLUMNS[table].key];
  if (typeof id !== "string") return undefined;
  const values: Record<string, ColumnValue> = {};
  const text = (name: string): string | undefined => (typeof json[name] === "string" ? String(json[name]) : undefined);
  for (const [name, value] of Object.entries(json)) {
    const column = /^_(.+)_value$/.exec(name)?.[1];
    if (name.includes("@")) continue;
    if (column)
      values[column] = value
        ? {
            table:
              text(`${name}@Microsoft.Dynamics.CRM.lookuplogicalname`) ??
              (column === "parentcontactid" ? "contact" : "account"),
            id: String(value).toLowerCase(),
            name: text(`${name}@OData.Community.Display.V1.FormattedValue`),
          }
        : null;
    else if (value instanceof Date) values[name] = value.toISOString();
    else if (value === null || typeof value !== "object") values[name] = value as ColumnValue;
  }
  return { table, id: id.toLowerCase(), etag: text("@odata.etag"), values };
}
