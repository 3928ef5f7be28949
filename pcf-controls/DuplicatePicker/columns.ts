import type { ColumnValue, StoredRow } from "../../core/dataverse/row";
import { isLookup } from "../../core";

/** Columns of the lead that the control is bound to: read for matching, filled from the chosen record where they are empty. */
export const LEAD_COLUMNS = [
  "firstname",
  "lastname",
  "companyname",
  "emailaddress1",
  "telephone1",
  "mobilephone",
  "jobtitle",
  "websiteurl",
  "address1_line1",
  "address1_city",
  "address1_postalcode",
  "address1_country",
] as const;

export type LeadColumn = (typeof LEAD_COLUMNS)[number];
export type LeadValues = Readonly<Partial<Record<LeadColumn, string>>>;

/** The lead as it stands on the form, saved or not. */
export function leadRow(id: string, values: LeadValues): StoredRow {
  return { table: "lead", id, values };
}

const PERSONAL: readonly LeadColumn[] = ["firstname", "lastname", "mobilephone", "jobtitle"];

/** What the chosen record can add to the lead: only columns that are empty, never one that holds something. */
export function fillBlanks(values: LeadValues, row: StoredRow): LeadValues {
  const filled: Partial<Record<LeadColumn, string>> = {};
  for (const column of LEAD_COLUMNS) {
    if (values[column]?.trim()) continue;
    const text = textOf(sourceOf(column, row));
    if (text) filled[column] = text;
  }

  return filled;
}

function sourceOf(column: LeadColumn, row: StoredRow): ColumnValue | undefined {
  if (row.table === "account")
    return column === "companyname" ? row.values["name"] : PERSONAL.includes(column) ? undefined : row.values[column];

  return column === "companyname" ? row.values["parentcustomerid"] : row.values[column];
}

function textOf(value: ColumnValue | undefined): string {
  if (typeof value === "string") return value.trim();

  return isLookup(value) && value.table === "account" ? (value.name ?? "") : "";
}
