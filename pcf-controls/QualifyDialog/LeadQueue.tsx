import { Button, Link, ProgressBar, Text } from "@fluentui/react-components";
import * as React from "react";
import type { Named } from "../../core/profile/choose";
import type { DialogStyles } from "../ui/dialog-styles";
import { Frame } from "../ui/Frame";
import type { DialogOutcome } from "../ui/request";
import { useHost } from "../ui/Shell";
import type { LeadResult } from "./queue";
import { qualifyPlain } from "./queue";
import type { Tools } from "./use-qualify";
import { readerOf } from "./use-qualify";

/** Where a lead stands among several, and how to go on from it. */
export interface QueuePlace {
  readonly position: number;
  readonly total: number;
  next(result: Omit<LeadResult, "leadId">): void;
}

interface LeadQueueProps {
  readonly leadIds: readonly string[];
  readonly app: Named | undefined;
  readonly tools: Tools;
  readonly styles: DialogStyles;
  drawLead(leadId: string, place: QueuePlace): React.ReactElement;
  onOutcome(outcome: DialogOutcome): void;
}

/** Steps through several leads, or does the plain ones in one go and steps through the rest; ends with a list of all. */
export function LeadQueue(props: LeadQueueProps): React.ReactElement {
  const { leadIds, app, tools, styles, drawLead, onOutcome } = props;
  const { strings, user, loadLater } = useHost();
  const [results, setResults] = React.useState<readonly LeadResult[]>([]);
  const [mode, setMode] = React.useState<"choose" | "running" | "step">("choose");
  const [tried, setTried] = React.useState(0);
  const [passed, setPassed] = React.useState<readonly string[]>([]);
  const alive = React.useRef(true);
  React.useEffect(
    () => () => {
      alive.current = false;
    },
    [],
  );

  const runPlain = async () => {
    setMode("running");
    for (const [index, leadId] of leadIds.entries()) {
      const result = await qualifyPlain(leadId, readerOf({ user, loadLater }, app), tools);
      if (!alive.current) return;
      setTried(index + 1);
      if (result) setResults((list) => [...list, result]);
    }
    setMode("step");
  };

  const waiting = leadIds.filter((id) => !passed.includes(id) && !results.some((result) => result.leadId === id));
  const [current] = waiting;
  const done = results.filter((result) => result.state === "qualified").length;
  const changed = done > 0;
  if (mode === "step" && current) {
    return drawLead(current, {
      position: leadIds.length - waiting.length + 1,
      total: leadIds.length,
      next: (result) => {
        setPassed((list) => [...list, current]);
        setResults((list) => [...list, { ...result, leadId: current }]);
      },
    });
  }

  const close = () => mode !== "running" && onOutcome({ kind: "close", changed });
  const view = (
    <div className={styles.page}>
      <Text as="h2" size={500} weight="semibold" style={{ margin: 0 }}>
        {mode === "step" ? strings("queue_done", done, leadIds.length) : strings("queue_title", leadIds.length)}
      </Text>
      <div className={styles.centre}>
        {mode === "choose" && <Text>{strings("queue_text")}</Text>}
        {mode === "running" && (
          <>
            <ProgressBar value={tried} max={leadIds.length} aria-label={strings("working")} />
            <Text role="status">{strings("queue_progress", tried, leadIds.length)}</Text>
          </>
        )}
        {mode === "step" && <ResultList results={results} styles={styles} />}
      </div>
      <div className={styles.foot}>
        <div className={styles.summary} />
        <div className={styles.buttons}>
          {mode === "step" ? (
            <Button appearance="primary" onClick={close}>
              {strings("close")}
            </Button>
          ) : (
            <>
              <Button disabled={mode === "running"} onClick={() => setMode("step")}>
                {strings("queue_step")}
              </Button>
              <Button appearance="primary" disabled={mode === "running"} onClick={() => void runPlain()}>
                {strings("queue_plain")}
              </Button>
            </>
          )}
        </div>
      </div>
    </div>
  );

  return (
    <Frame className={styles.frame} onEnter={() => (mode === "choose" ? void runPlain() : close())} onEscape={close}>
      {view}
    </Frame>
  );
}

function ResultList({
  results,
  styles,
}: {
  readonly results: readonly LeadResult[];
  readonly styles: DialogStyles;
}): React.ReactElement {
  const { strings, openRow } = useHost();

  return (
    <ul className={styles.links}>
      {results.map((result) => (
        <li key={result.leadId}>
          <Link onClick={() => openRow("lead", result.leadId)}>{result.name || result.leadId}</Link>{" "}
          <Text>{strings(`queue_${result.state}`)}</Text>{" "}
          {result.records.map((record, index) => (
            <React.Fragment key={record.id}>
              {index > 0 && "\u00b7 "}
              <Link onClick={() => openRow(record.table, record.id)}>
                {record.name || strings(`noun_${record.table}`)}
              </Link>{" "}
            </React.Fragment>
          ))}
        </li>
      ))}
    </ul>
  );
}
