import type { ColumnMetadata } from "../dataverse/metadata";
import type { ColumnValue } from "../dataverse/row";
import type { ExistingDecision, MappingRule } from "./rule";
import { sameValue } from "./show";
import { isBlank } from "./value";

/**
 * Whether a column says how a person may be contacted. In `donot…` columns yes is the stricter value, in `follow…` no is.
 * @returns the stricter value, or undefined for any other column.
 */
export function stricterConsent(column: string, own: readonly string[] = []): boolean | undefined {
  if (/(^|_)donot/.test(column) || own.includes(column)) return true;
  return /^(followemail|msdyn_.*optin.*)$/.test(column) ? false : undefined;
}

/**
 * What to do with one column of a record that exists, given what is there and what the rule wants.
 * A refusal to be contacted is carried over even where a value is there, because a stored "allowed" is a default nobody stated;
 * it is never taken back without a person saying so (facts/peers.md §3 row 119).
 * @param consent Further columns of the profile that hold a refusal as yes.
 */
export function decideExisting(
  rule: Pick<MappingRule, "onExisting" | "separator">,
  column: ColumnMetadata,
  current: ColumnValue | undefined,
  proposed: ColumnValue,
  consent: readonly string[] = [],
): ExistingDecision {
  if (isBlank(proposed)) return { action: "keep", reason: "noValue" };
  if (sameValue(current, proposed)) return { action: "keep", reason: "same" };
  if (rule.onExisting === "keep") return { action: "keep", reason: "kept" };
  const stricter = stricterConsent(column.logicalName, consent);
  if (stricter !== undefined && typeof proposed === "boolean")
    return decideConsent(rule.onExisting, current, proposed, stricter);
  if (rule.onExisting === "overwrite") return { action: "write", value: proposed, reason: "overwritten" };
  if (isBlank(current)) return { action: "write", value: proposed, reason: "filledBlank" };
  if (rule.onExisting === "fillBlank") return { action: "keep", reason: "hasValue" };
  if (rule.onExisting === "ask") return { action: "ask", proposed, reason: "differs" };
  return append(rule, column, current ?? null, proposed);
}

function decideConsent(
  mode: MappingRule["onExisting"],
  current: ColumnValue | undefined,
  proposed: boolean,
  stricter: boolean,
): ExistingDecision {
  if (mode === "ask") return { action: "ask", proposed, reason: proposed === stricter ? "differs" : "loosensConsent" };
  if (proposed === stricter) return { action: "write", value: proposed, reason: "consentTightened" };
  if (isBlank(current)) return { action: "write", value: proposed, reason: "filledBlank" };
  return mode === "overwrite"
    ? { action: "ask", proposed, reason: "loosensConsent" }
    : { action: "keep", reason: "consentNotLoosened" };
}

/** Text is added at the end unless it is already in there; choices are united; anything else has no end to add to. */
function append(
  rule: Pick<MappingRule, "separator">,
  column: ColumnMetadata,
  current: ColumnValue,
  proposed: ColumnValue,
): ExistingDecision {
  if (Array.isArray(current) && Array.isArray(proposed)) {
    const united = [...new Set<number>([...current, ...proposed])].sort((left, right) => left - right);
    return sameValue(current, united)
      ? { action: "keep", reason: "same" }
      : { action: "write", value: united, reason: "appended" };
  }
  if (
    typeof current !== "string" ||
    typeof proposed !== "string" ||
    (column.kind !== "String" && column.kind !== "Memo")
  ) {
    return { action: "keep", reason: "hasValue" };
  }
  if (current.toLowerCase().includes(proposed.trim().toLowerCase())) return { action: "keep", reason: "same" };
  const value = current + (rule.separator ?? (column.kind === "Memo" ? "\n" : "; ")) + proposed;
  if (column.maxLength !== undefined && value.length > column.maxLength)
    return { action: "keep", reason: "doesNotFit" };
  return { action: "write", value, reason: "appended" };
}
