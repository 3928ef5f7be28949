import { Button } from "@fluentui/react-components";
import * as React from "react";
import type { CommittedRecord } from "../../core/commit/journal";
import type { Failure } from "../../core/dataverse/failure";
import { describeFailure } from "../ui/describe";
import type { DialogStyles } from "../ui/dialog-styles";
import type { DialogOutcome } from "../ui/request";
import { useHost } from "../ui/Shell";
import type { QueuePlace } from "./LeadQueue";
import { ResultView } from "./ResultView";
import type { DialogState, FinishedRun } from "./state";

export interface EndProps<S extends DialogState["state"]> {
  readonly state: Extract<DialogState, { readonly state: S }>;
  readonly styles: DialogStyles;
  readonly place: QueuePlace | undefined;
  onOutcome(outcome: DialogOutcome): void;
}

export interface UndoableProps<S extends DialogState["state"]> extends EndProps<S> {
  onUndo(): void;
}

/** What was made, and how to take it back. */
export function Done({ state, onUndo, ...rest }: UndoableProps<"done">): React.ReactElement {
  const { strings } = useHost();
  const { run, failure } = state;

  return (
    <ResultView
      {...rest}
      intent="success"
      title={strings("done_title", run.plan.lead.name)}
      result={run.result}
      next={nextRecord(run)}
      changed
    >
      <UndoOffer run={run} failure={failure} onUndo={onUndo} />
    </ResultView>
  );
}

interface UndoOfferProps {
  readonly run: FinishedRun | undefined;
  readonly failure: Failure | undefined;
  onUndo(): void;
}

/** "Undo", with how long it is possible. */
export function UndoOffer({ run, failure, onUndo }: UndoOfferProps): React.ReactElement | null {
  const { strings } = useHost();
  const days = run?.context.profile.document.undo.days ?? 0;
  if (!run || days === 0) return null;
  const words = failure ? describeFailure(failure, strings) : undefined;

  return (
    <>
      {words && <div role="alert">{`${words.title} ${words.text}`}</div>}
      <Button appearance="subtle" onClick={onUndo}>
        {strings("undo")}
      </Button>
      {strings("undo_days", days)}
    </>
  );
}

/** The record that the profile wants opened; undefined: the seller stays at the lead. */
export function nextRecord(run: FinishedRun): CommittedRecord | undefined {
  const { open } = run.context.profile.document.afterwards;
  if (open === "lead" || open === "stay") return undefined;
  const { records } = run.result;

  return (
    records.find((record) => record.table === open) ??
    records.find((record) => record.table === "opportunity") ??
    records.find((record) => record.table === "account") ??
    records[0]
  );
}
