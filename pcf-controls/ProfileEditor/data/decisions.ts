import type { StoredRow } from "../../../core/dataverse/row";
import { isLookup } from "../../../core";
import type { TargetTable } from "../../../core/mapping";
import { matchLead } from "../../../core/matching";
import type { ProfileDocument } from "../../../core/profile";
import { matchPolicyOf } from "../../../core/profile/match-policy";

/** What becomes of a record of a lead before a seller says anything. `name`: the record that is linked or asked about. */
export interface Decision {
  readonly action: "link" | "ask" | "create" | "none";
  readonly name?: string;
  readonly id?: string;
}

export type Decisions = Readonly<Record<TargetTable, Decision>>;

/** What a document decides for a lead, among the rows that may already be the same person or company. */
export function decideRecords(document: ProfileDocument, lead: StoredRow, rows: readonly StoredRow[]): Decisions {
  const { matching, records } = document;
  // What this lead itself was made into is no match: before it was qualified, it was not there.
  const others = rows.filter(
    ({ values: { originatingleadid } }) => !isLookup(originatingleadid) || originatingleadid.id !== lead.id,
  );
  const matches = matchLead(lead, others, matchPolicyOf(document));
  const { companyname, firstname, lastname } = lead.values;
  const ofParty = (table: "account" | "contact", isSought: boolean, canCreate: unknown): Decision => {
    const { decide, preselect } = records[table];
    if (decide === "never" || (preselect === "none" && decide === "seller")) return { action: "none" };
    const {
      decision,
      candidates: [best],
    } = matches[table];
    if (!best || !isSought || preselect !== "recommended" || decision === "create")
      return { action: canCreate ? "create" : "none" };
    const { id, values } = best.row;
    return { action: decision, id, name: String(values["name"] ?? values["fullname"] ?? values["lastname"] ?? "") };
  };
  const { decide, preselect } = records.opportunity;
  return {
    account: ofParty("account", matching.accounts, companyname),
    contact: ofParty("contact", matching.contacts, firstname ?? lastname),
    opportunity: { action: decide === "never" || (preselect === "none" && decide === "seller") ? "none" : "create" },
  };
}

/** Whether two documents may decide differently at all: if not, nobody has to be looked for. */
export function mayDecideDifferently(before: ProfileDocument, after: ProfileDocument): boolean {
  const about = ({ matching, records, mapping }: ProfileDocument): string =>
    JSON.stringify([matching, records, mapping.country]);
  return about(before) !== about(after);
}

export function sameDecision(left: Decision, right: Decision): boolean {
  return left.action === right.action && left.id === right.id;
}
