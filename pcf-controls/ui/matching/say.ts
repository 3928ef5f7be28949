import type { Agreement, RankedCandidate, Reason } from "../../../core/matching/types";
import type { StoredRow } from "../../../core/dataverse/row";
import { isLookup } from "../../../core";
import type { Strings } from "../strings";

/** A reason of the matcher in the user's words. */
export function sayReason(reason: Reason, strings: Strings): string {
  return strings(`match_${reason.key}`, ...reason.values);
}

export function sayVerdict(candidate: RankedCandidate, strings: Strings): string {
  return strings(`match_verdict.${candidate.verdict}`);
}

/** Signs beside the word, so that neither colour nor sign stands alone (ux.md "Rules"). */
export const SIGNS: Readonly<Record<Agreement, string>> = { agrees: "=", near: "~", differs: "×", missing: "–" };

/** The primary name of a row of any table. */
export function nameOfRow(row: StoredRow): string {
  const text = (column: string): string => {
    const value = row.values[column];
    return typeof value === "string" ? value : "";
  };
  const whole = row.table === "account" || row.table === "opportunity" ? text("name") : text("fullname");

  return whole || [text("firstname"), text("lastname")].filter(Boolean).join(" ");
}

/** The line by which a person recognises a record: company, city, owner. */
export function lineOfRow(row: StoredRow): string {
  const { parentcustomerid, customerid, ownerid, address1_city: city, jobtitle } = row.values;
  const label = (value: typeof ownerid): string | undefined =>
    isLookup(value ?? null) ? (value as { name?: string }).name : undefined;

  return [jobtitle, label(parentcustomerid), label(customerid), city, label(ownerid)]
    .filter((text) => typeof text === "string" && text !== "")
    .join(" · ");
}
