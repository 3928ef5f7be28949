import * as React from "react";
import { any, beginsWith, COLUMNS, readFoundRow } from "../../../core/matching";
import type { Dataverse } from "../../../core/dataverse/port";
import { rowsOf } from "../../../core";
import type { StoredRow } from "../../../core/dataverse/row";

const SEARCHED = {
  account: ["name", "emailaddress1", "telephone1"],
  contact: ["fullname", "lastname", "emailaddress1", "telephone1"],
  opportunity: ["name", "parentaccountid/name", "parentcontactid/fullname"],
} as const;

/**
 * Records of a table that begin with what was typed; without a text the ones that were changed last. What is inactive comes
 * last, a closed deal not at all. Undefined: no answer. `more`: further columns to read.
 */
export async function searchRecords(
  dataverse: Pick<Dataverse, "read">,
  table: keyof typeof SEARCHED,
  text: string,
  more: readonly string[] = [],
): Promise<readonly StoredRow[] | undefined> {
  const { set, columns } = COLUMNS[table];
  const typed = text.trim();
  const wanted = typed ? any(...SEARCHED[table].map((column) => beginsWith(column, typed))) : undefined;
  const open = table === "opportunity" || !typed ? "statecode eq 0" : undefined;
  const filter = [open, wanted].filter(Boolean).join(" and ");
  const select = [...new Set([...columns, ...more])];
  const read = await dataverse.read([
    { kind: "rows", set, select, filter, orderBy: ["statecode", "modifiedon desc"], top: 20 },
  ]);
  const answer = read.ok ? read.value[0] : undefined;
  if (!answer?.ok) return undefined;

  return rowsOf(answer).flatMap((json) => readFoundRow(table, json) ?? []);
}

/** The same as a function that stays the same while its table does. */
export function useRecordSearch(
  dataverse: Pick<Dataverse, "read">,
  table: keyof typeof SEARCHED,
  more?: readonly string[],
): (text: string) => Promise<readonly StoredRow[] | undefined> {
  const columns = React.useRef(more);
  columns.current = more;

  return React.useCallback((text) => searchRecords(dataverse, table, text, columns.current), [dataverse, table]);
}
