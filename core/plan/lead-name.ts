import type { ColumnValue, StoredRow } from "../dataverse/row";

/** How the lead is called: the person, else the company, else the topic. */
export function leadName(context: { readonly lead: StoredRow }): string {
  const { fullname, firstname, lastname, companyname, subject } = context.lead.values;
  const parts = [firstname, lastname].filter((part) => typeof part === "string" && part !== "").join(" ");

  return [fullname, parts, companyname, subject].map(textOf).find((text) => text !== "") ?? "";
}

/** Text without blanks around it; empty for anything else. */
export function textOf(value: ColumnValue | undefined): string {
  return typeof value === "string" ? value.trim() : "";
}
