import type { Change, Query } from "../../dataverse/port";
import type { Answer } from "../../dataverse/port";
import { rowsOf } from "../../dataverse/port";
import type { MatchTable, RejectedPair } from "../types";

const SET = "enq_rejections";

/** Asks for the pairs that anybody has refused for a lead; in the same batch as the filters. */
export const rejectedQuery = (leadId: string): Query => ({
  kind: "rows",
  set: SET,
  select: ["enq_table", "enq_record"],
  filter: `_enq_leadid_value eq ${leadId} and statecode eq 0`,
});

/** What the table of refused pairs answered; nothing where it may not be read. */
export const readRejected = (answer: Answer | undefined): readonly RejectedPair[] =>
  rowsOf(answer).map((row) => ({ table: String(row["enq_table"]) as MatchTable, id: String(row["enq_record"]) }));

/** Remembers for everybody that a record is not the lead. `name` is what a person reads in the list of refused pairs. */
export const rejection = (leadId: string, { table, id }: RejectedPair, name: string): Change => ({
  kind: "create",
  set: SET,
  values: {
    enq_name: name.slice(0, 300),
    enq_table: table,
    enq_record: id,
    "enq_LeadId@odata.bind": `/leads(${leadId})`,
  },
});
