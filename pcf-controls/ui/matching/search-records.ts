import { any, beginsWith, COLUMNS, readFoundRow } from "../../../core/matching";
import type { Dataverse } from "../../../core/dataverse/port";
import { rowsOf } from "../../../core/dataverse/port";
import type { StoredRow } from "../../../core/dataverse/row";

const SEARCHED = {
  account: ["name", "emailaddress1", "telephone1"],
  contact: ["fullname", "lastname", "emailaddress1", "telephone1"],
} as const;

/** Records of a table that begin with what was typed; without a text the ones that were changed last. Undefined: no answer. */
export async function searchRecords(
  dataverse: Pick<Dataverse, "read">,
  table: "account" | "contact",
  text: string,
): Promise<readonly StoredRow[] | undefined> {
  const { set, columns } = COLUMNS[table];
  const typed = text.trim();
  const filter = typed ? any(...SEARCHED[table].map((column) => beginsWith(column, typed))) : undefined;
  const read = await dataverse.read([
    {
      kind: "rows",
      set,
      select: columns,
      filter: filter ? `statecode eq 0 and ${filter}` : "statecode eq 0",
      orderBy: ["modifiedon desc"],
      top: 20,
    },
  ]);
  const answer = read.ok ? read.value[0] : undefined;
  if (!answer?.ok) return undefined;

  return rowsOf(answer).flatMap((json) => readFoundRow(table, json) ?? []);
}
