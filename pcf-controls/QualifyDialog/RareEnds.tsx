import * as React from "react";
import { useHost } from "../ui/Shell";
import type { EndProps, UndoableProps } from "./EndViews";
import { nextRecord, UndoOffer } from "./EndViews";
import { ResultView } from "./ResultView";

/** Somebody was faster: who, when, and what was made. */
export function Already({ state, onUndo, ...rest }: UndoableProps<"already">): React.ReactElement {
  const { strings, format } = useHost();
  const at = state.at ? format.dateTime(state.at) : "";

  return (
    <ResultView
      {...rest}
      intent="info"
      title={strings("already_title", state.name)}
      text={strings("already_text", state.by, at)}
      result={state.result}
      next={state.run ? nextRecord(state.run) : state.result?.records.find((record) => record.table === "opportunity")}
      changed
    >
      <UndoOffer run={state.run} failure={state.failure} onUndo={onUndo} />
    </ResultView>
  );
}

/** What is left after an undo. */
export function Undone({ state, styles, place, onOutcome }: EndProps<"undone">): React.ReactElement {
  const { strings } = useHost();
  const { undo, run } = state;
  const kept = run.result.records.filter(
    (record) => record.action === "created" && !undo.deletes.some((one) => one.id === record.id),
  );

  return (
    <ResultView
      intent="success"
      title={strings("undone_title", run.plan.lead.name)}
      text={strings(kept.length === 0 ? "undone_text" : "undone_partly")}
      result={{ records: kept }}
      changed
      styles={styles}
      place={place}
      onOutcome={onOutcome}
    />
  );
}
