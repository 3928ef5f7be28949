import * as React from "react";
import { commitClose, readCloseContext, undoClose } from "../../core/later";
import type { Failure } from "../../core/dataverse/failure";
import type { Clock, Dataverse } from "../../core/dataverse/port";
import type { DialogRequest } from "../ui/request";
import { useHost } from "../ui/Shell";
import type { CloseDraft, CloseEvent, CloseItem, CloseState } from "./state";
import { openDraft, ready, reduceClose } from "./state";

/** Runs the dialog: the reducer's state, and reading, writing and undoing as its effects. */
export function useClose(
  request: DialogRequest,
  dataverse: Dataverse,
  clock: Clock,
): { readonly state: CloseState; readonly send: (event: CloseEvent) => void } {
  const { user } = useHost();
  const { id: userId, name: userName } = user;
  const [state, dispatch] = React.useReducer(reduceClose, { state: "loading" } as CloseState);
  const alive = React.useRef(true);
  React.useEffect(
    () => () => {
      alive.current = false;
    },
    [],
  );
  const send = React.useCallback((event: CloseEvent) => {
    if (alive.current) dispatch(event);
  }, []);

  const ids = request.leadIds.join(" ");
  const { id: appId, name: appName } = request.app ?? {};
  const kind = request.kind === "reactivate" ? "reactivate" : "disqualify";
  const loading = state.state === "loading";
  React.useEffect(() => {
    if (!loading) return;
    const app = appId ? { app: { id: appId, name: appName ?? "" } } : {};
    const reader = { userId, userName, ...app, now: clock.now().toISOString() };
    void readCloseContext(dataverse, ids.split(" "), reader).then((read) => {
      if (!read.ok) return send({ type: "loadFailed", failure: read.failure });
      const draft = openDraft(kind, read.value, clock);
      const first = read.value.leads.find((lead) => !lead.ok);
      if (draft.items.length === 0 && first && !first.ok) return send({ type: "loadFailed", failure: first.failure });
      send({ type: "loaded", draft });
    });
  }, [loading, ids, kind, appId, appName, userId, userName, dataverse, clock, send]);

  const writing = state.state === "writing" ? state.draft : undefined;
  React.useEffect(() => {
    if (writing) void writeAll(writing, dataverse, clock).then((items) => send({ type: "written", items }));
  }, [writing, dataverse, clock, send]);

  const undoing = state.state === "undoing" ? state.draft : undefined;
  React.useEffect(() => {
    if (!undoing) return;
    void undoAll(undoing, dataverse, clock).then((failure) =>
      send({ type: "undone", ...(failure ? { failure } : {}) }),
    );
  }, [undoing, dataverse, clock, send]);

  return { state, send };
}

/** One change set for each lead, one after the other: a lead that fails does not hold up the next. */
async function writeAll(draft: CloseDraft, dataverse: Dataverse, clock: Clock): Promise<readonly CloseItem[]> {
  const possible = ready(draft);
  const items: CloseItem[] = [];
  for (const item of draft.items) {
    const due = possible.includes(item) && item.outcome?.state !== "done";
    const outcome = due
      ? await commitClose(dataverse, clock, item.plan, item.key, draft.reading.metadata)
      : item.outcome;
    items.push(outcome ? { ...item, outcome } : item);
  }

  return items;
}

async function undoAll(draft: CloseDraft, dataverse: Dataverse, clock: Clock): Promise<Failure | undefined> {
  for (const item of draft.items) {
    if (item.outcome?.state !== "done") continue;
    const outcome = await undoClose(dataverse, clock, item.plan, clock.newKey(), draft.reading.metadata);
    if (outcome.state !== "done") return outcome.failure;
  }

  return undefined;
}
