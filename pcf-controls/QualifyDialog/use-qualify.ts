import * as React from "react";
import { commitPlan } from "../../core/commit/commit";
import type { Metadata } from "../../core/dataverse/metadata";
import type { Clock, Dataverse } from "../../core/dataverse/port";
import type { Reader } from "../../core/plan/read-context";
import { readQualifyContext } from "../../core/plan/read-context";
import { useHost } from "../ui/Shell";
import type { DialogEvent, DialogState } from "./state";
import { reduceDialog } from "./state";

/** Metadata rarely changes while a page is open; the second dialog of a page reads rows only. */
let knownMetadata: { readonly metadata: Metadata; readonly until: number } | undefined;
const metadataLife = 10 * 60_000;

/** Forgets the metadata that earlier dialogs read. For tests. */
export function forgetMetadata(): void {
  knownMetadata = undefined;
}

/** Runs the dialog: the reducer's state, and the effects that loading and committing are. */
export function useQualify(
  leadId: string,
  dataverse: Dataverse,
  clock: Clock,
): { readonly state: DialogState; readonly send: (event: DialogEvent) => void } {
  const {
    user: { id: userId, name: userName },
  } = useHost();
  const [state, send] = React.useReducer(reduceDialog, { state: "loading" } as DialogState);
  // A control that was removed must not be told about answers that come later.
  const alive = React.useRef(true);
  React.useEffect(() => {
    alive.current = true;
    return () => {
      alive.current = false;
    };
  }, []);
  const tell = React.useCallback((event: DialogEvent) => {
    if (alive.current) send(event);
  }, []);

  const loading = state.state === "loading";
  React.useEffect(() => {
    if (loading) void load(leadId, { userId, userName }, dataverse, clock).then(tell);
  }, [loading, leadId, userId, userName, dataverse, clock, tell]);

  const draft = state.state === "committing" ? state.draft : undefined;
  React.useEffect(() => {
    if (!draft) return;
    const { context, plan, key } = draft;
    const options = {
      key,
      metadata: context.metadata,
      subject: context.lead.values["subject"] ?? null,
      earlier: context.earlier,
    };
    void commitPlan(dataverse, clock, plan, options).then((outcome) => tell({ type: "committed", outcome }));
  }, [draft, dataverse, clock, tell]);

  return { state, send: tell };
}

async function load(
  leadId: string,
  reader: Omit<Reader, "now">,
  dataverse: Dataverse,
  clock: Clock,
): Promise<DialogEvent> {
  const now = clock.now().getTime();
  const known = knownMetadata && knownMetadata.until > now ? knownMetadata.metadata : undefined;
  const read = await readQualifyContext(dataverse, leadId, { ...reader, now: clock.now().toISOString() }, known);
  if (!read.ok) return { type: "loadFailed", failure: read.failure };
  knownMetadata = { metadata: read.value.metadata, until: now + metadataLife };

  return { type: "loaded", context: read.value, key: clock.newKey() };
}
