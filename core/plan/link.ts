import type { ColumnMetadata, TableMetadata } from "../dataverse/metadata";
import type { ColumnValue, Row, StoredRow } from "../dataverse/row";
import { decideExisting, stricterConsent } from "../mapping/existing";
import type { ExistingDecision, MappingRule } from "../mapping/rule";
import type { Conflict, ConflictDecision, PlannedColumn } from "./types";
import { equalValues, hasValue } from "./values";

export interface LinkPolicy {
  readonly rules: readonly MappingRule[];
  /** Further columns in which yes is a refusal. */
  readonly consent: readonly string[];
}

/**
 * What linking to an existing record changes on it: blanks are filled, what differs stays unless the rule or the
 * seller decides otherwise column by column, consent only becomes stricter, and nothing else is touched.
 */
export function planLinkedColumns(
  row: StoredRow,
  table: TableMetadata,
  offered: readonly PlannedColumn[],
  typed: Row,
  decisions: Readonly<Record<string, ConflictDecision>>,
  policy: LinkPolicy,
): { readonly columns: readonly PlannedColumn[]; readonly conflicts: readonly Conflict[] } {
  const columns: PlannedColumn[] = [];
  const conflicts: Conflict[] = [];
  // Half of one address and half of another is none: where a part differs, its blank parts are asked for, too.
  const isOtherAddress = (name: string) => {
    const block = /^address\d_/.exec(name)?.[0];
    const differs = ({ column, value }: PlannedColumn) =>
      hasValue(row.values[column]) && !equalValues(row.values[column], value as ColumnValue);

    return block !== undefined && offered.some((one) => one.column.startsWith(block) && differs(one));
  };
  for (const offer of offered) {
    const column = table.columns[offer.column];
    if (!column?.canUpdate || offer.column in typed || column.kind === "State" || column.kind === "Status") continue;
    const theirs = row.values[offer.column] ?? null;
    let decided = decideColumn(offer, column, theirs, policy);
    if (decided.action === "write" && offer.source.kind === "map" && isOtherAddress(offer.column)) {
      decided = { action: "ask", proposed: decided.value, reason: "differs" };
    }
    if (decided.action === "write") {
      const source = decided.reason === "consentTightened" ? { kind: "consent" as const } : offer.source;
      columns.push({ ...offer, old: theirs, value: decided.value, source });
    } else if (decided.action === "ask") {
      const decision = decisions[offer.column] ?? "keep";
      conflicts.push({ column: offer.column, theirs, ours: decided.proposed, source: offer.source, decision });
      if (decision !== "keep") {
        columns.push({ ...offer, old: theirs, value: settleConflict(decision, column, theirs, decided.proposed) });
      }
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

/** A rule says itself what it does to a record that is there; a map of the platform fills blanks and asks. */
function decideColumn(
  offer: PlannedColumn,
  column: ColumnMetadata,
  theirs: ColumnValue,
  policy: LinkPolicy,
): ExistingDecision {
  const { source } = offer;
  const proposed = offer.value as ColumnValue;
  if (source.kind === "policy") return { action: "keep", reason: "kept" };
  const rule = source.kind === "rule" ? policy.rules.find((one) => one.id === source.rule) : undefined;
  if (rule) return decideExisting(rule, column, theirs, proposed, policy.consent);

  const consent = stricterConsent(column.logicalName, policy.consent) !== undefined;
  // A yes or no that is no consent is a default more often than a statement: what is there stays.
  if (column.kind === "Boolean" && !consent && hasValue(theirs)) return { action: "keep", reason: "hasValue" };

  return decideExisting({ onExisting: consent ? "fillBlank" : "ask" }, column, theirs, proposed, policy.consent);
}

function settleConflict(
  decision: ConflictDecision,
  { kind }: ColumnMetadata,
  theirs: ColumnValue,
  ours: ColumnValue,
): ColumnValue {
  // Two texts make one; two days do not.
  const texts = (kind === "Memo" || kind === "String") && typeof theirs === "string" && typeof ours === "string";

  return decision === "append" && texts ? theirs + (kind === "Memo" ? "\n" : "; ") + ours : ours;
}
