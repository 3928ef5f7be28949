import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  Spinner,
  Text,
} from "@fluentui/react-components";
import * as React from "react";
import type { Dataverse } from "../../core/dataverse/port";
import type { Failure } from "../../core/dataverse/failure";
import { blockers } from "../../core";
import { describeFailure } from "../ui/describe";
import { Later } from "../ui/Later";
import { useHost } from "../ui/Shell";
import { CarryLine } from "./CarryLine";
import type { QueuePlace } from "./LeadQueue";
import { OpenItems } from "./later-views";
import { OpportunityCard } from "./OpportunityCard";
import { PartyCard } from "./PartyCard";
import type { DialogEvent, Draft } from "./state";
import type { DialogStyles } from "../ui/dialog-styles";
import { nameButton, summarize } from "./summary";

interface PlanViewProps {
  readonly draft: Draft;
  readonly busy: boolean;
  readonly failure?: Failure;
  readonly leaving: boolean;
  readonly place: QueuePlace | undefined;
  readonly styles: DialogStyles;
  readonly dataverse: Dataverse;
  newKey(): string;
  send(event: DialogEvent): void;
  onPark: ((draft: Draft) => void) | undefined;
  onCancel(): void;
}

/** The plan as three cards, what is to be settled on top, and one button that executes it. */
export function PlanView(props: PlanViewProps): React.ReactElement {
  const { draft, busy, failure, leaving, place, styles, dataverse, newKey, send, onPark, onCancel } = props;
  const { strings } = useHost();
  const { plan } = draft;
  const matching = draft.matching === "running";
  const blocked = blockers(plan).length > 0 || matching;
  const words = failure ? describeFailure(failure, strings) : undefined;
  const onLead = plan.checks.flatMap(({ slot, column, key }) => (column ? (slot === "lead" ? column : []) : key));
  const open = new Set([...onLead, ...Object.keys(draft.choices.lead ?? {})]).size;
  const card = { draft, disabled: busy, styles, dataverse, newKey, send };
  const waits = draft.context.journal.some((entry) => entry.parked);
  const stale = failure?.kind === "stale" || failure?.kind === "closed";

  return (
    <form
      className={styles.page}
      aria-busy={busy}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy && !blocked) send({ type: "confirm" });
      }}
    >
      {place && (
        <Text size={200} className={styles.subtle}>
          {strings("queue_place", place.position, place.total)}
        </Text>
      )}
      <Header draft={draft} styles={styles} />
      {words && (
        <MessageBar className={styles.item} intent="error" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>{words.title}</MessageBarTitle>
            {words.text}
          </MessageBarBody>
          {stale && (
            <MessageBarActions>
              <Button onClick={() => send({ type: "reload" })}>{strings("read_again")}</Button>
            </MessageBarActions>
          )}
        </MessageBar>
      )}
      {leaving && (
        <MessageBar className={styles.item} intent="warning" layout="multiline">
          <MessageBarBody>{strings("leave_text")}</MessageBarBody>
          <MessageBarActions>
            <Button onClick={() => send({ type: "stay" })}>{strings("leave_stay")}</Button>
            <Button onClick={onCancel}>{strings("leave_go")}</Button>
          </MessageBarActions>
        </MessageBar>
      )}
      {open > 0 && (
        // One line for each, and the gap below it.
        <Later height={open * 64 - 12}>
          {() => <OpenItems draft={draft} disabled={busy} styles={styles} send={send} />}
        </Later>
      )}
      <div className={styles.cards}>
        <PartyCard slot="account" {...card} />
        <PartyCard slot="contact" {...card} />
        <OpportunityCard {...card} />
      </div>
      <CarryLine draft={draft} disabled={busy} styles={styles} send={send} />
      <div className={styles.foot}>
        <Text size={200} className={styles.summary} aria-live="polite">
          {busy
            ? strings("working")
            : matching
              ? strings("matching")
              : `${summarize(plan, strings)} ${strings("nothing_yet")}`}
        </Text>
        <div className={styles.buttons}>
          <Button disabled={busy} onClick={onCancel}>
            {strings(place ? "queue_skip" : "cancel")}
          </Button>
          {onPark && !waits && (
            <Button disabled={busy || matching} onClick={() => onPark(draft)}>
              {strings("queue_park")}
            </Button>
          )}
          <Button
            appearance="primary"
            type="submit"
            disabled={busy || blocked}
            icon={busy ? <Spinner size="tiny" /> : undefined}
          >
            {failure ? strings("try_again") : nameButton(plan, strings)}
          </Button>
        </div>
      </div>
    </form>
  );
}

/** Who is qualified, and where the lead stands. */
export function Header({
  draft,
  styles,
}: {
  readonly draft: Draft;
  readonly styles: DialogStyles;
}): React.ReactElement {
  const { strings, format } = useHost();
  const { context, plan } = draft;
  const company = context.lead.values["companyname"];
  const waiting = context.journal.find((entry) => entry.parked);
  const stage = context.process?.active ? strings("stage", context.process.stage) : "";
  const state = [context.labels["statecode"], context.labels["statuscode"]].filter(Boolean).join(", ");

  return (
    <div className={styles.head}>
      <Text as="h2" size={500} weight="semibold" className={styles.title} style={{ margin: 0 }}>
        {strings("title", plan.lead.name)}
      </Text>
      <Text size={200} className={styles.subtle}>
        {[typeof company === "string" ? company : "", state, stage].filter(Boolean).join(" \u00b7 ")}
      </Text>
      {waiting?.parked && (
        <Text size={200} className={styles.subtle}>
          {strings("parked_note", waiting.parked.by, format.dateTime(waiting.createdOn), waiting.parked.reason)}
        </Text>
      )}
    </div>
  );
}
