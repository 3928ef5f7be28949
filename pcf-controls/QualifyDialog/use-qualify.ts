import * as React from "react";
import { commitOptions, commitPlan, completeContext, findRun, leadName, readQualifyContext } from "../../core";
import { commitUndo, planUndo, readUndoContext } from "../../core/later";
import type { Metadata } from "../../core/dataverse/metadata";
import type { Clock, Dataverse, Result } from "../../core/dataverse/port";
import type { SearchPort } from "../../core/matching";
import type { Choices, QualifyContext } from "../../core/plan/context";
import type { Reader } from "../../core/plan/read-context";
import type { Named } from "../../core/profile/choose";
import type { Drafts } from "../ui/drafts";
import type { Host } from "../ui/host";
import { useHost } from "../ui/Shell";
import { parkedChoices } from "./parking";
import type { DialogEvent, DialogState, Draft, FinishedRun } from "./state";
import { reduceDialog } from "./state";
import { useLaterFindings } from "./use-later-findings";

interface Known {
  readonly metadata: Metadata;
  readonly at: number;
}

/** Metadata rarely changes: the next dialog reads rows only, also of another page on another day. */
let known: Known | undefined;
/** After this it is read again beside the dialog, for the next one; what is older than a day is not used. */
const fresh = 10 * 60_000;
const longest = 24 * 60 * 60_000;
/** Bears the number of its format. */
const slot = "metadata 1";

const ruled = "rules 1";

function remember(next: Known, memory: Drafts | undefined): void {
  known = next;
  memory?.write(slot, next);
}

/** Forgets the metadata that earlier dialogs read. For tests. */
export function forgetMetadata(): void {
  known = undefined;
}

export interface Tools {
  readonly dataverse: Dataverse;
  readonly clock: Clock;
  readonly drafts: Drafts;
  /** Where metadata outlives the page; nowhere when absent. */
  readonly memory?: Drafts;
  /** Dataverse Search; undefined where there is none. */
  readonly search?: SearchPort;
}

/** Runs the dialog: the reducer's state, and the effects that loading, committing and undoing are. */
export function useQualify(
  leadId: string,
  app: Named | undefined,
  { dataverse, clock, drafts, memory, search }: Tools,
): { readonly state: DialogState; readonly send: (event: DialogEvent) => void } {
  const { user, loadLater } = useHost();
  const { id: userId, name: userName } = user;
  const { id: appId, name: appName } = app ?? {};
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
    if (!loading) return;
    const reader = {
      userId,
      userName,
      loadRules: loadLater,
      ...(appId ? { app: { id: appId, name: appName ?? "" } } : {}),
    };
    void load(leadId, reader, { dataverse, clock, drafts, ...(memory ? { memory } : {}) }).then(tell);
  }, [loading, leadId, appId, appName, userId, userName, loadLater, dataverse, clock, drafts, memory, tell]);

  const latest = React.useRef<Draft | undefined>(undefined);
  latest.current = state.state === "planned" ? state.draft : undefined;
  const incomplete = latest.current?.matching === "running";
  React.useEffect(() => {
    const { context, choices } = latest.current ?? {};
    if (!incomplete || !context || !choices) return;
    void completeContext(context, choices, dataverse, search).then((found) => {
      // Tables that a profile reaches are described once, too.
      const more = found.ok && found.value.metadata !== context.metadata ? found.value.metadata : undefined;
      if (more && known) remember({ ...known, metadata: more }, memory);
      tell(found.ok ? { type: "matched", context: found.value } : { type: "matchFailed" });
    });
  }, [incomplete, dataverse, search, memory, tell]);

  useLaterFindings(state, dataverse, clock, tell);

  const kept = state.state === "planned" || state.state === "committing" ? state.draft : undefined;
  React.useEffect(() => {
    if (kept && Object.keys(kept.choices).length > 0) drafts.write(leadId, { choices: kept.choices, key: kept.key });
  }, [kept, leadId, drafts]);

  const draft = state.state === "committing" ? state.draft : undefined;
  React.useEffect(() => {
    if (!draft) return;
    const { context, plan, key } = draft;
    // The key outlives a reload, so that a run whose answer never came is recognised.
    drafts.write(leadId, { choices: draft.choices, key });
    void commitPlan(dataverse, clock, plan, commitOptions(context, key)).then((outcome) => {
      if (outcome.state === "done" || outcome.state === "already") drafts.forget(leadId);
      tell({ type: "committed", outcome });
    });
  }, [draft, leadId, dataverse, clock, drafts, tell]);

  const checked = state.state === "checkingUndo" ? state.run : undefined;
  React.useEffect(() => {
    if (checked) void checkUndo(checked, dataverse, clock, loadLater).then(tell);
  }, [checked, dataverse, clock, loadLater, tell]);

  const undoing = state.state === "undoing" ? state : undefined;
  React.useEffect(() => {
    if (!undoing) return;
    void commitUndo(dataverse, clock, undoing.undo, undoing.key, undoing.run.context.metadata).then((outcome) =>
      tell({ type: "undoWritten", outcome }),
    );
  }, [undoing, dataverse, clock, tell]);

  return { state, send: tell };
}

/** Who reads, and in which app. */
export function readerOf({ user, loadLater }: Pick<Host, "user" | "loadLater">, app?: Named): Omit<Reader, "now"> {
  return { userId: user.id, userName: user.name, loadRules: loadLater, ...(app ? { app } : {}) };
}

/** Reads that began before anything was drawn, by lead; each is used once. */
const begun = new Map<string, Promise<Result<QualifyContext>>>();

export function beginReading(leadId: string, reader: Omit<Reader, "now">, tools: Tools): void {
  begun.set(leadId, readLead(leadId, reader, tools));
}

/** Reads a lead, with the metadata only when nobody here knows it yet. */
export async function readLead(
  leadId: string,
  reader: Omit<Reader, "now">,
  { dataverse, clock, memory }: Pick<Tools, "dataverse" | "clock" | "memory">,
): Promise<Result<QualifyContext>> {
  const now = clock.now();
  const given = known ?? (memory?.read(slot) as Known | undefined);
  const age = now.getTime() - (given?.at ?? 0);
  const usable = age < longest ? given : undefined;
  // Where rules were needed the last time, their code comes beside the rows.
  const load = reader.loadRules;
  if (load && memory?.read(ruled)) void load();
  const loadRules = load && (() => (memory?.write(ruled, true), load()));
  const ask = (by?: Metadata) =>
    readQualifyContext(dataverse, leadId, { ...reader, now: now.toISOString(), loadRules }, by);
  const keep = (read: Result<QualifyContext>) => {
    if (read.ok) remember({ metadata: read.value.metadata, at: now.getTime() }, memory);
  };
  const read = await ask(usable?.metadata);
  if (!usable) keep(read);
  else {
    known = usable;
    if (age > fresh) void ask().then(keep);
  }

  return read;
}

async function load(leadId: string, reader: Omit<Reader, "now">, tools: Tools): Promise<DialogEvent> {
  const early = begun.get(leadId);
  begun.delete(leadId);
  const read = await (early ?? readLead(leadId, reader, tools));
  if (!read.ok) return { type: "loadFailed", failure: read.failure };

  const context = read.value;
  const found = foundState(context);
  if (found) return { type: "found", state: found };
  const draft = tools.drafts.read(leadId) as { readonly choices?: Choices; readonly key?: string } | undefined;
  const choices = draft?.choices ?? parkedChoices(context);

  return {
    type: "loaded",
    context,
    key: draft?.key ?? tools.clock.newKey(),
    choices,
  };
}

/** A run that is there already: to be finished when it stopped half way, else to be shown. */
function foundState(context: QualifyContext): DialogState | undefined {
  const found = findRun(context);
  if (!found) return undefined;
  if (found.state === "unfinished") {
    const { key, plan } = found;
    const failure = { kind: "offline" as const, code: "", status: 0, message: "", lost: true };
    return { state: "unfinished", draft: { context, choices: {}, plan, key, matching: "done" }, failure };
  }
  const { entry, plan, result } = found;
  const run: FinishedRun | undefined = plan && result ? { key: entry.id, plan, result, context } : undefined;

  return {
    state: "already",
    by: entry.by,
    at: entry.createdOn,
    result,
    name: leadName(context),
    ...(run ? { run } : {}),
  };
}

async function checkUndo(
  run: FinishedRun,
  dataverse: Dataverse,
  clock: Clock,
  loadLater: Host["loadLater"],
): Promise<DialogEvent> {
  const loaded = await loadLater?.();
  if (loaded && !loaded.ok) return { type: "undoFailed", failure: loaded.failure };

  const options = { days: run.context.profile.document.undo.days, now: clock.now().toISOString() };
  const read = await readUndoContext(
    dataverse,
    { id: run.key, plan: run.plan, result: run.result },
    run.context.metadata,
    options,
  );
  if (!read.ok) return { type: "undoFailed", failure: read.failure };

  return { type: "undoChecked", undo: planUndo(read.value), key: clock.newKey() };
}
