import { Button, Field, ProgressBar, Subtitle2 } from "@fluentui/react-components";
import * as React from "react";
import { defaultProfile } from "../../../core/profile";
import { useEditor } from "../context";
import {
  compareOnLeads,
  findLostColumns,
  type ChangedDecision,
  type LostColumn,
  type WhatIfResult,
} from "../data/what-if";
import { readRecentLeads } from "../data/test-lead";
import { NumberField, SwitchField } from "../expression/fields";
import { describeResult } from "../sentence";
import { useEditorStyles } from "../styles";

type Run =
  | { readonly state: "idle" }
  | { readonly state: "running"; readonly done: number; readonly total: number }
  | { readonly state: "done"; readonly result: WhatIfResult; readonly lost: readonly LostColumn[] }
  | { readonly state: "failed"; readonly reason: string };

/** The draft over the last leads: what would differ from the published document, and what people typed that goes nowhere. */
export function WhatIfPart(): React.ReactElement {
  const editor = useEditor();
  const styles = useEditorStyles();
  const [count, setCount] = React.useState(200);
  const [qualifiedOnly, setQualifiedOnly] = React.useState(true);
  const [run, setRun] = React.useState<Run>({ state: "idle" });
  const cancelled = React.useRef(false);
  React.useEffect(() => () => void (cancelled.current = true), []);
  const { strings, environment, document, dataverse, clock } = editor;
  const start = async (): Promise<void> => {
    cancelled.current = false;
    const total = Math.max(1, Math.min(1000, Math.trunc(count)));
    setRun({ state: "running", done: 0, total });
    const read = await readRecentLeads(dataverse, environment, total, qualifiedOnly);
    if (cancelled.current) return;
    if (!read.ok) return setRun({ state: "failed", reason: read.failure.message });
    const leads = read.value;
    const before = environment.profile?.published ?? defaultProfile;
    const progress = (done: number): void => setRun({ state: "running", done, total: Math.max(leads.length, 1) });
    const result = await compareOnLeads(
      before,
      document,
      leads,
      environment,
      dataverse,
      clock.now().toISOString(),
      progress,
      () => cancelled.current,
    );
    if (result) setRun({ state: "done", result, lost: findLostColumns(document, leads, environment) });
  };
  const cancel = (): void => {
    cancelled.current = true;
    setRun({ state: "idle" });
  };
  return (
    <>
      <div className={styles.row}>
        <NumberField label={strings("how_many")} value={count} onChange={(value) => setCount(value ?? 1)} />
        <SwitchField label={strings("qualified_only")} value={qualifiedOnly} onChange={setQualifiedOnly} />
        {run.state === "running" ? (
          <Button size="small" onClick={cancel}>
            {strings("cancel")}
          </Button>
        ) : (
          <Button size="small" appearance="primary" onClick={() => void start()}>
            {strings("run_what_if")}
          </Button>
        )}
      </div>
      <div role="status">
        {run.state === "running" && (
          <Field validationMessage={strings("progress", run.done, run.total)} validationState="none">
            <ProgressBar value={run.done} max={run.total} aria-label={strings("run_what_if")} />
          </Field>
        )}
        {run.state === "failed" && <span className={styles.bad}>{run.reason}</span>}
        {run.state === "done" && <span>{strings("what_if_summary", run.result.changed, run.result.leads)}</span>}
      </div>
      {run.state === "done" && <Outcome result={run.result} lost={run.lost} />}
    </>
  );
}

function Outcome({
  result,
  lost,
}: {
  readonly result: WhatIfResult;
  readonly lost: readonly LostColumn[];
}): React.ReactElement {
  const editor = useEditor();
  const { strings, metadata } = editor;
  const styles = useEditorStyles();
  return (
    <>
      <section className={styles.card}>
        <Subtitle2 as="h3" className={styles.heading}>
          {strings("decisions")}
        </Subtitle2>
        <span>{strings("scope_differs", result.scope)}</span>
        <span>{strings("blocked_leads", result.blocked.before, result.blocked.after)}</span>
        {result.decisions.map((decision, index) => (
          <DecisionLine key={index} {...decision} />
        ))}
        {result.decisions.length === 0 && <span>{strings("same_decisions")}</span>}
        {result.unread > 0 && <span className={styles.bad}>{strings("unread_leads", result.unread)}</span>}
      </section>
      <section className={styles.card}>
        <Subtitle2 as="h3" className={styles.heading}>
          {strings("values_differ")}
        </Subtitle2>
        {result.columns.length === 0 && <span className={styles.subtle}>{strings("no_difference")}</span>}
        {result.columns.map(({ table, column, count, failing, examples }) => {
          const definition = metadata[table]?.columns[column];
          return (
            <div key={`${table}.${column}`}>
              <span className={styles.changed}>
                {strings("column_differs", strings(`table_${table}`), definition?.displayName ?? column, count)}
              </span>
              {failing > 0 && <span className={styles.bad}> {strings("column_fails", failing)}</span>}
              {examples.map((example, index) => (
                <div key={index} className={styles.subtle}>
                  {`${example.lead}: ${describeResult(example.before, definition, editor)} → ${describeResult(example.after, definition, editor)}`}
                </div>
              ))}
            </div>
          );
        })}
      </section>
      <section className={styles.card}>
        <Subtitle2 as="h3" className={styles.heading}>
          {strings("data_loss")}
        </Subtitle2>
        {lost.length === 0 && <span className={styles.subtle}>{strings("nothing_lost")}</span>}
        {lost.slice(0, 30).map(({ column, share }) => (
          <Field
            key={column}
            size="small"
            label={strings(
              "lost_column",
              metadata["lead"]?.columns[column]?.displayName ?? column,
              Math.round(share * 100),
            )}
          >
            <ProgressBar value={share} thickness="large" />
          </Field>
        ))}
      </section>
    </>
  );
}

/** One way in which leads would be decided differently, with the names of the records where there are some. */
function DecisionLine({ table, count, examples }: ChangedDecision): React.ReactElement {
  const { strings } = useEditor();
  const styles = useEditorStyles();
  const words = (side: "before" | "after"): string => strings(`decision_${examples[0]?.[side].action ?? "none"}`);
  return (
    <div>
      <span className={styles.changed}>
        {strings("column_differs", strings(`table_${table}`), `${words("before")} → ${words("after")}`, count)}
      </span>
      {examples.map(({ lead, before, after }, index) => (
        <div key={index} className={styles.subtle}>
          {[lead, [...new Set([before.name, after.name])].filter(Boolean).join(" → ")].filter(Boolean).join(": ")}
        </div>
      ))}
    </div>
  );
}
