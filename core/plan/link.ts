import type { TableMetadata } from "../dataverse/metadata";
import type { ColumnValue, Row, StoredRow } from "../dataverse/row";
import type { Conflict, ConflictDecision, PlannedColumn } from "./types";
import { equalValues, hasValue, isConsent } from "./values";

/**
 * What linking to an existing record changes on it: blanks are filled, what differs stays unless the seller decides
 * otherwise column by column, consent only becomes stricter, and nothing else is touched.
 */
export function planLinkedColumns(
  row: StoredRow,
  table: TableMetadata,
  offered: readonly PlannedColumn[],
  typed: Row,
  decisions: Readonly<Record<string, ConflictDecision>>,
): { readonly columns: readonly PlannedColumn[]; readonly conflicts: readonly Conflict[] } {
  const columns: PlannedColumn[] = [];
  const conflicts: Conflict[] = [];
  for (const offer of offered) {
    const column = table.columns[offer.column];
    const theirs = row.values[offer.column] ?? null;
    const ours = offer.value as ColumnValue;
    if (!column?.canUpdate || offer.column in typed || !hasValue(ours) || equalValues(ours, theirs)) continue;
    if (column.kind === "State" || column.kind === "Status" || column.kind === "Owner") continue;

    if (isConsent(column)) {
      if (ours === true) columns.push({ ...offer, old: theirs, source: { kind: "consent" } });
    } else if (!hasValue(theirs)) {
      columns.push({ ...offer, old: theirs });
    } else if (column.kind !== "Boolean") {
      const decision = decisions[offer.column] ?? "keep";
      conflicts.push({ column: offer.column, theirs, ours, source: offer.source, decision });
      if (decision !== "keep") columns.push({ ...offer, old: theirs, value: decide(decision, theirs, ours) });
    }
  }
  for (const [column, value] of Object.entries(typed)) {
    const old = row.values[column] ?? null;
    if (value !== undefined && !equalValues(value, old)) {
      columns.push({ column, old, value, source: { kind: "you" } });
    }
  }

  return { columns, conflicts };
}

function decide(decision: ConflictDecision, theirs: ColumnValue, ours: ColumnValue): ColumnValue {
  return decision === "append" && typeof theirs === "string" && typeof ours === "string" ? `${theirs}\n${ours}` : ours;
}
