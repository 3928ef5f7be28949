import * as React from "react";
import type { Clock, Dataverse } from "../../core/dataverse/port";
import type { SearchPort } from "../../core/matching/candidates/search";
import { isPlain } from "../../core";
import type { Drafts } from "../ui/drafts";
import { noDrafts } from "../ui/drafts";
import { Frame } from "../ui/Frame";
import { Later } from "../ui/Later";
import type { DialogOutcome, DialogRequest } from "../ui/request";
import { Done, nextRecord } from "./EndViews";
import { FailureView } from "./FailureView";
import type { QueuePlace } from "./LeadQueue";
import { Already, LeadQueue, Undone, UndoView } from "./later-views";
import { LoadingView } from "./LoadingView";
import { useParking } from "./parking";
import { PlanView } from "./PlanView";
import type { LeadResult } from "./queue";
import type { DialogEvent, DialogState } from "./state";
import { isTouched } from "./choices";
import type { Named } from "../../core/profile/choose";
import type { DialogStyles } from "../ui/dialog-styles";
import { useDialogStyles } from "../ui/dialog-styles";
import type { Tools } from "./use-qualify";
import { useQualify } from "./use-qualify";

interface QualifyDialogProps {
  readonly request: DialogRequest | undefined;
  readonly dataverse: Dataverse;
  readonly clock: Clock;
  /** Where typed input survives a reload; nowhere when absent. */
  readonly drafts?: Drafts;
  /** Where metadata outlives the page; nowhere when absent. */
  readonly memory?: Drafts;
  readonly search?: SearchPort;
  onOutcome(outcome: DialogOutcome): void;
}

/** The dialog that qualifies leads, one or several. Nothing is written before a primary button. */
export function QualifyDialog(props: QualifyDialogProps): React.ReactElement {
  const styles = useDialogStyles();
  const { request, dataverse, clock, drafts = noDrafts, memory, search, onOutcome } = props;
  const tools = React.useMemo(
    () => ({ dataverse, clock, drafts, ...(memory ? { memory } : {}), ...(search ? { search } : {}) }),
    [dataverse, clock, drafts, memory, search],
  );
  const [only, ...more] = request?.leadIds ?? [];
  if (!request || !only) return <LoadingView styles={styles} />;
  const shared = { app: request.app, tools, styles };
  if (more.length === 0) return <OneLead key={only} {...shared} leadId={only} onOutcome={onOutcome} />;

  return (
    <Later>
      {() => (
        <LeadQueue
          {...shared}
          leadIds={request.leadIds}
          onOutcome={onOutcome}
          drawLead={(leadId, place) => (
            <OneLead key={leadId} {...shared} leadId={leadId} place={place} onOutcome={onOutcome} />
          )}
        />
      )}
    </Later>
  );
}

interface OneLeadProps {
  readonly leadId: string;
  readonly app: Named | undefined;
  readonly tools: Tools;
  readonly styles: DialogStyles;
  /** Among several leads: closing goes on to the next one. */
  readonly place?: QueuePlace;
  onOutcome(outcome: DialogOutcome): void;
}

function OneLead({ leadId, app, tools, styles, place, onOutcome }: OneLeadProps): React.ReactElement {
  const { state, send } = useQualify(leadId, app, tools);
  const { clock, drafts } = tools;
  const parking = useParking(tools, place);
  useProfileShortcuts(state, send, place ? undefined : onOutcome);
  const finish = (outcome: DialogOutcome) => (place ? place.next(resultOf(state)) : onOutcome(outcome));
  const leave = () => {
    if (state.state === "committing" || state.state === "undoing") return;
    if (state.state === "planned" && isTouched(state.draft.choices) && !state.leaving) {
      send({ type: "leave" });
      return;
    }
    drafts.forget(leadId);
    finish({ kind: "close", changed: wasWritten(state) });
  };

  return (
    <Frame className={styles.frame} onEnter={() => send({ type: "confirm" })} onEscape={leave}>
      {drawState(state)}
    </Frame>
  );

  function undo(): void {
    send({ type: "undo" });
  }

  function drawState(now: DialogState): React.ReactElement {
    switch (now.state) {
      case "loading":
      case "closed":
        return <LoadingView styles={styles} />;
      case "unreadable":
        return (
          <FailureView failure={now.failure} styles={styles} onRetry={() => send({ type: "reload" })} onClose={leave} />
        );
      case "planned":
      case "committing":
        return (
          <PlanView
            draft={now.draft}
            busy={parking.busy || now.state === "committing"}
            failure={now.state === "planned" ? now.failure : undefined}
            leaving={now.state === "planned" && now.leaving === true}
            styles={styles}
            place={place}
            dataverse={tools.dataverse}
            newKey={() => clock.newKey()}
            send={send}
            onPark={parking.park}
            onCancel={leave}
          />
        );
      case "done":
        return <Done state={now} styles={styles} place={place} onOutcome={finish} onUndo={undo} />;
      case "already":
        return (
          <Later>{() => <Already state={now} styles={styles} place={place} onOutcome={finish} onUndo={undo} />}</Later>
        );
      case "checkingUndo":
      case "undoing":
        return <LoadingView styles={styles} />;
      case "undoPlanned":
        return (
          <UndoView
            run={now.run}
            undo={now.undo}
            styles={styles}
            onUndoRest={() => send({ type: "undoRest", key: clock.newKey() })}
            onClose={leave}
          />
        );
      case "undone":
        return <Undone state={now} styles={styles} place={place} onOutcome={finish} />;
      case "unfinished":
        return (
          <FailureView
            failure={now.failure}
            unfinished
            styles={styles}
            onRetry={() => send({ type: "confirm" })}
            onClose={leave}
          />
        );
    }
  }
}

/** Whether the page behind the dialog shows something old by now. */
function wasWritten(state: DialogState): boolean {
  return !["loading", "unreadable", "planned", "committing", "closed"].includes(state.state);
}

/**
 * What the profile spares the seller: a plain lead needs no second click, and who does not want to see the result goes
 * straight to the record.
 */
function useProfileShortcuts(
  state: DialogState,
  send: (event: DialogEvent) => void,
  onOutcome: ((outcome: DialogOutcome) => void) | undefined,
): void {
  const plain =
    state.state === "planned" &&
    state.failure === undefined &&
    state.draft.matching === "done" &&
    state.draft.context.profile.document.records.oneClick &&
    !isTouched(state.draft.choices) &&
    isPlain(state.draft.context, state.draft.plan);
  React.useEffect(() => {
    if (plain) send({ type: "confirm" });
  }, [plain, send]);

  const run = state.state === "done" && state.failure === undefined ? state.run : undefined;
  React.useEffect(() => {
    if (!run || run.context.profile.document.afterwards.showResult) return;
    const next = nextRecord(run);
    onOutcome?.(next ? { kind: "open", table: next.table, id: next.id } : { kind: "close", changed: true });
    // The outcome is told once; a host that draws anew hands in another function.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [run]);
}

/** What the list of several leads says about this one. */
function resultOf(state: DialogState): Omit<LeadResult, "leadId"> {
  switch (state.state) {
    case "done":
      return { name: state.run.plan.lead.name, state: "qualified", records: state.run.result.records };
    case "already":
      return { name: state.name, state: "already", records: state.result?.records ?? [] };
    case "planned":
      return { name: state.draft.plan.lead.name, state: state.failure ? "failed" : "skipped", records: [] };
    default:
      return { name: "run" in state ? state.run.plan.lead.name : "", state: "skipped", records: [] };
  }
}
