import { Button, MessageBar, MessageBarBody, MessageBarTitle } from "@fluentui/react-components";
import * as React from "react";
import type { Failure } from "../../core/dataverse/failure";
import type { Clock, Dataverse } from "../../core/dataverse/port";
import { describeFailure } from "../ui/describe";
import type { DialogOutcome, DialogRequest } from "../ui/request";
import { useHost } from "../ui/Shell";
import { LoadingView } from "./LoadingView";
import { PlanView } from "./PlanView";
import { ResultView } from "./ResultView";
import type { DialogState } from "./state";
import { isTouched } from "./state";
import type { DialogStyles } from "./styles";
import { useDialogStyles } from "./styles";
import { useQualify } from "./use-qualify";

interface QualifyDialogProps {
  readonly request: DialogRequest | undefined;
  readonly dataverse: Dataverse;
  readonly clock: Clock;
  onOutcome(outcome: DialogOutcome): void;
}

/** The dialog that qualifies a lead. Nothing is written before its primary button. */
export function QualifyDialog(props: QualifyDialogProps): React.ReactElement {
  const styles = useDialogStyles();
  const leadId = props.request?.leadIds[0];

  return leadId ? <OneLead key={leadId} {...props} leadId={leadId} styles={styles} /> : <LoadingView styles={styles} />;
}

interface OneLeadProps extends QualifyDialogProps {
  readonly leadId: string;
  readonly styles: DialogStyles;
}

function OneLead({ leadId, dataverse, clock, styles, onOutcome }: OneLeadProps): React.ReactElement {
  const { state, send } = useQualify(leadId, dataverse, clock);
  const leave = () => {
    if (state.state === "committing") return;
    if (state.state === "planned" && isTouched(state.draft.choices) && !state.leaving) send({ type: "leave" });
    else onOutcome({ kind: "close", changed: wasWritten(state) });
  };

  return (
    <div
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.preventDefault();
        leave();
      }}
    >
      {drawState(state)}
    </div>
  );

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
            busy={now.state === "committing"}
            failure={now.state === "planned" ? now.failure : undefined}
            leaving={now.state === "planned" && now.leaving === true}
            styles={styles}
            newKey={() => clock.newKey()}
            send={send}
            onCancel={leave}
          />
        );
      case "done":
        return <Done name={now.draft.plan.lead.name} state={now} styles={styles} onOutcome={onOutcome} />;
      case "already":
        return <Already state={now} styles={styles} onOutcome={onOutcome} />;
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

function wasWritten(state: DialogState): boolean {
  return state.state === "done" || state.state === "unfinished" || state.state === "already";
}

interface DoneProps<S extends DialogState["state"]> {
  readonly state: Extract<DialogState, { readonly state: S }>;
  readonly styles: DialogStyles;
  onOutcome(outcome: DialogOutcome): void;
}

function Done({ name, state, ...rest }: DoneProps<"done"> & { readonly name: string }): React.ReactElement {
  const { strings } = useHost();

  return <ResultView {...rest} intent="success" title={strings("done_title", name)} result={state.result} changed />;
}

function Already({ state, ...rest }: DoneProps<"already">): React.ReactElement {
  const { strings, format } = useHost();
  const at = state.at ? format.dateTime(state.at) : "";

  return (
    <ResultView
      {...rest}
      intent="info"
      title={strings("already_title", state.name)}
      text={strings("already_text", state.by, at)}
      result={state.result}
      changed
    />
  );
}

interface FailureViewProps {
  readonly failure: Failure;
  readonly unfinished?: boolean;
  readonly styles: DialogStyles;
  onRetry(): void;
  onClose(): void;
}

function FailureView({ failure, unfinished, styles, onRetry, onClose }: FailureViewProps): React.ReactElement {
  const { strings } = useHost();
  const { title, text } = describeFailure(failure, strings);

  return (
    <div className={styles.page}>
      <MessageBar intent="error" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>{unfinished ? strings("unfinished_title") : title}</MessageBarTitle>
          {unfinished ? `${strings("unfinished_text")} ${title} ${text}` : text}
        </MessageBarBody>
      </MessageBar>
      <div className={styles.centre} />
      <div className={styles.foot}>
        <div className={styles.summary} />
        <div className={styles.buttons}>
          <Button type="button" onClick={onClose}>
            {strings("close")}
          </Button>
          <Button appearance="primary" type="button" onClick={onRetry}>
            {strings(unfinished ? "finish" : "try_again")}
          </Button>
        </div>
      </div>
    </div>
  );
}
