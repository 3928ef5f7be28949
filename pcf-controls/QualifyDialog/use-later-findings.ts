import * as React from "react";
import type { Clock, Dataverse, Query } from "../../core/dataverse/port";
import { accessQuery, entitySetOf, readAccess, unknownAccess } from "../../core";
import type { DialogEvent, DialogState, Draft } from "./state";

/** Somebody who comes back to the dialog sooner than this saw what is there. */
const settledFor = 30_000;

/**
 * What is found out while the plan is on screen: what the seller may do to a record that was not among those matching asked
 * for, and, whenever the seller comes back to this window, whether a record of the plan was changed meanwhile.
 */
export function useLaterFindings(
  state: DialogState,
  dataverse: Dataverse,
  clock: Clock,
  tell: (event: DialogEvent) => void,
): void {
  const draft = state.state === "planned" && state.draft.matching !== "running" ? state.draft : undefined;
  const asked = React.useRef(new Set<string>());
  React.useEffect(() => {
    if (draft) void findAccess(draft, dataverse, asked.current, tell);
  }, [draft, dataverse, tell]);

  React.useEffect(() => {
    if (!draft) return undefined;
    const look = () => {
      if (clock.now().getTime() - Date.parse(draft.context.now) > settledFor) void findChange(draft, dataverse, tell);
    };
    window.addEventListener("focus", look);

    return () => window.removeEventListener("focus", look);
  }, [draft, dataverse, clock, tell]);
}

async function findAccess(
  { plan, context }: Draft,
  dataverse: Dataverse,
  asked: Set<string>,
  tell: (event: DialogEvent) => void,
): Promise<void> {
  const rows = unknownAccess(plan, context).filter(({ id }) => !asked.has(id));
  if (rows.length === 0) return;
  for (const { id } of rows) asked.add(id);
  const read = await dataverse.read(
    rows.map(({ table, id }) => accessQuery(context.user.id, entitySetOf(table, context.metadata), id)),
  );
  if (!read.ok) return;
  const access = readAccess(rows.map((row, index) => ({ ...row, answer: read.value[index] })));
  tell({ type: "learned", context: { access: { ...context.access, ...access } } });
}

/** Compares the versions of the lead and of linked records with those that the plan was made from. */
async function findChange(
  { plan, context }: Draft,
  dataverse: Dataverse,
  tell: (event: DialogEvent) => void,
): Promise<void> {
  const rows = [{ table: "lead", ...plan.lead }, ...plan.records.filter((record) => record.action === "link")];
  const read = await dataverse.read(
    rows.map(({ table, id = "" }): Query => ({
      kind: "row",
      set: entitySetOf(table, context.metadata),
      id,
      select: [`${table}id`],
    })),
  );
  if (!read.ok) return;
  const changed = rows.find((row, index) => {
    const answer = read.value[index];

    return answer?.ok && row.etag !== undefined && answer.value["@odata.etag"] !== row.etag;
  });
  if (changed) tell({ type: "learned", context: { changed: changed.name } });
}
