import {
  Button,
  Link,
  mergeClasses,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  Spinner,
  Text,
} from "@fluentui/react-components";
import * as React from "react";
import type { Failure } from "../../core/dataverse/failure";
import type { Clock, Dataverse } from "../../core/dataverse/port";
import type { CloseCheck } from "../../core/plan/close-lead";
import { describeFailure } from "../ui/describe";
import type { DialogStyles } from "../ui/dialog-styles";
import { useDialogStyles } from "../ui/dialog-styles";
import { Frame } from "../ui/Frame";
import type { DialogOutcome, DialogRequest } from "../ui/request";
import { useHost } from "../ui/Shell";
import { ReasonForm } from "./ReasonForm";
import type { CloseDraft, CloseEvent, CloseItem } from "./state";
import { isBlocked, ready } from "./state";
import { useClose } from "./use-close";

interface DisqualifyDialogProps {
  readonly request: DialogRequest | undefined;
  readonly dataverse: Dataverse;
  readonly clock: Clock;
  onOutcome(outcome: DialogOutcome): void;
}

/** The dialog that disqualifies or reactivates leads. Nothing is written before its primary button. */
export function DisqualifyDialog(props: DisqualifyDialogProps): React.ReactElement {
  const all = useDialogStyles();
  const styles = { ...all, page: mergeClasses(all.page, all.low) };
  const { request } = props;

  return request ? <Leads {...props} request={request} styles={styles} /> : <Waiting styles={styles} />;
}

function Waiting({ styles }: { readonly styles: DialogStyles }): React.ReactElement {
  const { strings } = useHost();

  return (
    <div className={styles.page} aria-busy="true" role="status">
      <Spinner label={strings("loading")} />
    </div>
  );
}

interface LeadsProps extends DisqualifyDialogProps {
  readonly request: DialogRequest;
  readonly styles: DialogStyles;
}

function Leads({ request, dataverse, clock, styles, onOutcome }: LeadsProps): React.ReactElement {
  const { strings } = useHost();
  const { state, send } = useClose(request, dataverse, clock);
  const changed = state.state === "done" || state.state === "undone";
  const close = () => {
    if (state.state !== "writing" && state.state !== "undoing") onOutcome({ kind: "close", changed });
  };

  return (
    <Frame className={styles.frame} onEnter={() => send({ type: "confirm" })} onEscape={close}>
      {state.state === "loading" && <Waiting styles={styles} />}
      {state.state === "unreadable" && (
        <div className={styles.page}>
          <FailureBar failure={state.failure} />
          <div className={styles.centre} />
          <Foot styles={styles} onClose={close}>
            <Button appearance="primary" type="button" onClick={() => send({ type: "reload" })}>
              {strings("try_again")}
            </Button>
          </Foot>
        </div>
      )}
      {(state.state === "planned" || state.state === "writing") && (
        <Planned
          draft={state.draft}
          busy={state.state === "writing"}
          failure={state.state === "planned" ? state.failure : undefined}
          styles={styles}
          send={send}
          onClose={close}
        />
      )}
      {(state.state === "done" || state.state === "undoing" || state.state === "undone") && (
        <Done
          draft={state.draft}
          undone={state.state === "undone"}
          busy={state.state === "undoing"}
          failure={state.state === "done" ? state.failure : undefined}
          styles={styles}
          send={send}
          onClose={close}
        />
      )}
    </Frame>
  );
}

interface ViewProps {
  readonly draft: CloseDraft;
  readonly busy: boolean;
  readonly failure: Failure | undefined;
  readonly styles: DialogStyles;
  send(event: CloseEvent): void;
  onClose(): void;
}

function Planned({ draft, busy, failure, styles, send, onClose }: ViewProps): React.ReactElement {
  const { strings } = useHost();
  const { kind, items, choices } = draft;
  const { damagedProfiles } = draft.reading;
  const names = items.length === 1 ? (items[0]?.context.name ?? "") : strings("leads", items.length);
  const reason = items[0]?.context.status?.options?.find((option) => option.value === choices.status)?.label;
  const action =
    kind === "reactivate" ? strings("reactivate") : reason ? strings("disqualify_as", reason) : strings("disqualify");

  return (
    <form
      className={styles.page}
      aria-busy={busy}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) send({ type: "confirm" });
      }}
    >
      <Text as="h2" size={500} weight="semibold" style={{ margin: 0, overflowWrap: "anywhere" }}>
        {strings(`title_${kind}`, names)}
      </Text>
      {failure && <FailureBar failure={failure} />}
      {damagedProfiles.length > 0 && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{strings("check_profile_damaged", "", "", damagedProfiles.join(", "))}</MessageBarBody>
        </MessageBar>
      )}
      {items.flatMap((item) =>
        item.plan.checks.map((check) => <CheckBar key={`${item.key}${check.id}`} check={check} item={item} />),
      )}
      {kind === "disqualify" && <ReasonForm draft={draft} busy={busy} send={send} />}
      <div className={styles.centre} />
      <Foot styles={styles} busy={busy} onClose={onClose} text={busy ? strings("working") : strings("nothing_yet")}>
        <Button appearance="primary" type="submit" disabled={busy || isBlocked(draft)}>
          {failure
            ? strings("try_again")
            : ready(draft).length > 1
              ? strings("for_leads", action, ready(draft).length)
              : action}
        </Button>
      </Foot>
    </form>
  );
}

/** What stands in the way, or is good to know. A missing reason or comment is seen in the form. */
function CheckBar({
  check,
  item,
}: {
  readonly check: CloseCheck;
  readonly item: CloseItem;
}): React.ReactElement | null {
  const { strings, openRow } = useHost();
  if (check.id === "reason-missing" || check.id === "comment-missing") return null;

  return (
    <MessageBar intent={check.severity === "block" ? "error" : "warning"} layout="multiline">
      <MessageBarBody>
        {strings(`check_${check.id.replace(/-/g, "_")}`, item.context.name)}{" "}
        {("records" in check ? check.records : []).map((record) => (
          <React.Fragment key={record.id}>
            <Link as="button" type="button" onClick={() => openRow(record.table, record.id)}>
              {record.name}
            </Link>{" "}
          </React.Fragment>
        ))}
      </MessageBarBody>
    </MessageBar>
  );
}

function Done(props: ViewProps & { readonly undone: boolean }): React.ReactElement {
  const { draft, undone, busy, failure, styles, send, onClose } = props;
  const { strings } = useHost();
  const days = draft.items[0]?.context.profile.undo.days ?? 0;
  const only = draft.items.length === 1 ? draft.items[0] : undefined;
  const button = React.useRef<HTMLButtonElement>(null);
  React.useEffect(() => button.current?.focus(), []);

  return (
    <div className={styles.page}>
      {failure && <FailureBar failure={failure} />}
      {only?.outcome?.state === "done" && !failure && (
        <MessageBar intent="success" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>{describeItem(only, undone, draft.kind, strings)}</MessageBarTitle>
          </MessageBarBody>
        </MessageBar>
      )}
      <ul className={`${styles.links} ${styles.centre}`}>
        {draft.items.length > 1 &&
          draft.items.map((item) => <li key={item.key}>{describeItem(item, undone, draft.kind, strings)}</li>)}
      </ul>
      <div className={styles.foot}>
        <div className={styles.summary}>
          {!undone && draft.kind === "disqualify" && days > 0 && (
            <>
              <Button type="button" appearance="subtle" disabled={busy} onClick={() => send({ type: "undo" })}>
                {strings("undo")}
              </Button>
              {strings("undo_days", days)}
            </>
          )}
        </div>
        <Button appearance="primary" type="button" ref={button} disabled={busy} onClick={onClose}>
          {strings("close")}
        </Button>
      </div>
    </div>
  );
}

function describeItem(
  item: CloseItem,
  undone: boolean,
  kind: CloseDraft["kind"],
  strings: ReturnType<typeof useHost>["strings"],
): string {
  const { name } = item.context;
  if (!item.outcome) return strings("skipped", name);
  if (item.outcome.state !== "done") return `${name}: ${describeFailure(item.outcome.failure, strings).title}`;

  return strings(undone ? "undone_item" : `done_${kind}`, name);
}

function FailureBar({ failure }: { readonly failure: Failure }): React.ReactElement {
  const { strings } = useHost();
  const { title, text } = describeFailure(failure, strings);

  return (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{title}</MessageBarTitle>
        {text}
      </MessageBarBody>
    </MessageBar>
  );
}

interface FootProps {
  readonly styles: DialogStyles;
  readonly busy?: boolean;
  readonly text?: string;
  readonly children: React.ReactNode;
  onClose(): void;
}

function Foot({ styles, busy, text, children, onClose }: FootProps): React.ReactElement {
  const { strings } = useHost();

  return (
    <div className={styles.foot}>
      <Text size={200} className={styles.summary} aria-live="polite">
        {text}
      </Text>
      <div className={styles.buttons}>
        <Button type="button" disabled={busy} onClick={onClose}>
          {strings("cancel")}
        </Button>
        {children}
      </div>
    </div>
  );
}
