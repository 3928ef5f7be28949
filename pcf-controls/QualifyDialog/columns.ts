import type { ColumnMetadata, TableMetadata } from "../../core/dataverse/metadata";
import type { PlannedRecord } from "../../core/plan/types";
import { isSlotReference } from "../../core";

/** The columns that a card always shows, in this order. */
const always: Readonly<Record<string, readonly string[]>> = {
  account: ["name", "telephone1", "websiteurl"],
  contact: ["firstname", "lastname", "jobtitle", "emailaddress1", "mobilephone"],
  opportunity: ["name", "estimatedvalue", "estimatedclosedate"],
};

/** The columns of a card: those that are always there, and the others that will get a value. */
export function cardColumns(
  record: PlannedRecord,
  table: TableMetadata,
): { readonly main: readonly ColumnMetadata[]; readonly more: readonly ColumnMetadata[] } {
  const known = (name: string): readonly ColumnMetadata[] => {
    const column = table.columns[name];
    return column && (column.canCreate || column.canUpdate) ? [column] : [];
  };
  const required = Object.values(table.columns)
    .filter((column) => column.required === "ApplicationRequired" && column.canCreate)
    .map((column) => column.logicalName)
    .filter((name) => record.columns.some((planned) => planned.column === name && !isSlotReference(planned.value)));
  const first = [...new Set([...(always[record.table] ?? []), ...required])].filter((name) => name !== "fullname");
  const others = record.columns
    .filter(({ column, source }) => !first.includes(column) && source.kind !== "link")
    .map((planned) => planned.column);

  return { main: first.flatMap(known), more: [...new Set(others)].flatMap(known) };
}
