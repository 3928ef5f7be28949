import { Button, Link, MessageBar, MessageBarBody, MessageBarTitle, Text } from "@fluentui/react-components";
import * as React from "react";
import type { Obstacle, UndoPlan } from "../../core/plan/undo";
import { useHost } from "../ui/Shell";
import type { FinishedRun } from "./state";
import type { DialogStyles } from "../ui/dialog-styles";

interface UndoViewProps {
  readonly run: FinishedRun;
  readonly undo: UndoPlan;
  readonly styles: DialogStyles;
  onUndoRest(): void;
  onClose(): void;
}

/** What stands in the way of an undo, with what to do about it, and the offer to take back the rest. */
export function UndoView({ run, undo, styles, onUndoRest, onClose }: UndoViewProps): React.ReactElement {
  const { strings, openRow } = useHost();

  return (
    <div className={styles.page}>
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>
            {strings(undo.refused ? "undo_refused" : "undo_partly", run.plan.lead.name)}
          </MessageBarTitle>
        </MessageBarBody>
      </MessageBar>
      <ul className={`${styles.links} ${styles.centre}`}>
        {undo.obstacles.map((obstacle, index) => (
          <li key={index}>
            <Text>{describeObstacle(obstacle, run, strings)}</Text>
            {(obstacle.dependents ?? []).map((dependent) => (
              <div key={dependent.id}>
                <Link onClick={() => openRow(dependent.table, dependent.id)}>{dependent.name || dependent.table}</Link>
              </div>
            ))}
          </li>
        ))}
      </ul>
      <div className={styles.foot}>
        <Text size={200} className={styles.summary}>
          {strings("nothing_yet")}
        </Text>
        <div className={styles.buttons}>
          <Button onClick={onClose}>{strings("undo_keep")}</Button>
          {!undo.refused && (
            <Button appearance="primary" onClick={onUndoRest}>
              {strings("undo_rest")}
            </Button>
          )}
        </div>
      </div>
    </div>
  );
}

function describeObstacle(
  obstacle: Obstacle,
  run: FinishedRun,
  strings: ReturnType<typeof useHost>["strings"],
): string {
  const { kind, table = "lead", name = "", column = "" } = obstacle;
  const label = run.context.metadata[table]?.columns[column]?.displayName ?? column;
  const noun = strings(`noun_${table}`);

  return strings(`undo_${kind.replace(/-/g, "_")}`, noun, name, label);
}
