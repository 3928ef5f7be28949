import { Button, Link, MessageBar, MessageBarBody, MessageBarTitle, Text } from "@fluentui/react-components";
import * as React from "react";
import type { CommitResult, CommittedRecord } from "../../core/commit/journal";
import type { DialogOutcome } from "../ui/request";
import { useHost } from "../ui/Shell";
import type { QueuePlace } from "./LeadQueue";
import type { DialogStyles } from "../ui/dialog-styles";

interface ResultViewProps {
  readonly title: string;
  readonly text?: string;
  readonly intent: "success" | "info";
  readonly result: CommitResult | undefined;
  readonly changed: boolean;
  /** The record that is opened next; without one, closing is the way on. */
  readonly next?: CommittedRecord | undefined;
  /** Among several leads the next one is the way on. */
  readonly place?: QueuePlace | undefined;
  readonly styles: DialogStyles;
  readonly children?: React.ReactNode;
  onOutcome(outcome: DialogOutcome): void;
}

/** What was made, as links, in the place where it was planned; the opportunity is one key away. */
export function ResultView(props: ResultViewProps): React.ReactElement {
  const { title, text, intent, result, changed, next: wanted, place, styles, children, onOutcome } = props;
  const { strings, openRow } = useHost();
  const records = result?.records ?? [];
  const next = place ? undefined : wanted;
  const primary = React.useRef<HTMLButtonElement>(null);
  React.useEffect(() => primary.current?.focus(), []);

  return (
    <div className={styles.page}>
      <MessageBar intent={intent} layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>{title}</MessageBarTitle>
          {text}
        </MessageBarBody>
      </MessageBar>
      <div className={`${styles.links} ${styles.centre}`}>
        {records.map((record) => (
          <div key={record.slot} className={styles.row}>
            <Text size={200} className={styles.subtle}>
              {strings(`made_${record.action}`, strings(`noun_${record.table}`))}
            </Text>
            <Link onClick={() => openRow(record.table, record.id)}>
              {record.name || strings(`noun_${record.table}`)}
            </Link>
          </div>
        ))}
        {result?.left !== undefined && <Text role="status">{strings("carry_refused", result.left)}</Text>}
      </div>
      <div className={styles.foot}>
        <div className={styles.summary}>{children}</div>
        <div className={styles.buttons}>
          <Button
            appearance={next ? "secondary" : "primary"}
            ref={next ? undefined : primary}
            onClick={() => onOutcome({ kind: "close", changed })}
          >
            {place ? strings(place.position < place.total ? "queue_next" : "queue_end") : strings("close")}
          </Button>
          {next && (
            <Button
              appearance="primary"
              ref={primary}
              onClick={() => onOutcome({ kind: "open", table: next.table, id: next.id })}
            >
              {strings(`open_${next.table}`)}
            </Button>
          )}
        </div>
      </div>
    </div>
  );
}
