import { Dropdown, Option, Text, Tooltip } from "@fluentui/react-components";
import * as React from "react";
import type { Conflict, ConflictDecision, PlannedRecord, PlannedValue } from "../../core/plan/types";
import { describeSource, describeValue } from "../ui/describe";
import { useHost } from "../ui/Shell";
import type { DialogEvent, Draft } from "./state";
import type { DialogStyles } from "../ui/dialog-styles";

interface LinkedRecordProps {
  readonly record: PlannedRecord;
  readonly draft: Draft;
  readonly disabled: boolean;
  readonly styles: DialogStyles;
  send(event: DialogEvent): void;
}

/** What linking changes on the record that is there: blanks that are filled, and each value that differs with its choice. */
export function LinkedRecord({ record, draft, disabled, styles, send }: LinkedRecordProps): React.ReactElement | null {
  const { strings, format } = useHost();
  const table = draft.context.metadata[record.table];
  if (!table) return null;
  const asked = record.conflicts.map(({ column }) => column);
  const changed = record.columns.filter(({ column, source }) => source.kind !== "you" && !asked.includes(column));
  const filled = changed.filter(({ old }) => old === null);
  const show = (name: string, value: PlannedValue) => describeValue(value, table.columns[name], strings, format);

  return (
    <div className={styles.values}>
      <Text size={200} className={styles.subtle}>
        {filled.length === 0
          ? record.columns.length === 0 && strings("fills_nothing")
          : strings(filled.length === 1 ? "fills_one" : "fills", filled.length)}
      </Text>
      {changed.map((planned) => (
        <div key={planned.column} className={styles.value}>
          <span className={styles.label}>{table.columns[planned.column]?.displayName}</span>
          <Tooltip
            content={describeSource(planned.source, draft.context.metadata["lead"], strings)}
            relationship="description"
            positioning="after"
          >
            <span className={styles.row} tabIndex={0}>
              <span aria-hidden="true" className={styles.mark}>
                {planned.old === null ? "+" : "✎"}
              </span>
              {planned.old !== null && <del>{show(planned.column, planned.old)}</del>}
              <span className={styles.name}>{show(planned.column, planned.value)}</span>
            </span>
          </Tooltip>
        </div>
      ))}
      {record.conflicts.map((conflict) => (
        <ConflictRow
          key={conflict.column}
          conflict={conflict}
          record={record}
          draft={draft}
          disabled={disabled}
          styles={styles}
          send={send}
        />
      ))}
    </div>
  );
}

function ConflictRow(props: LinkedRecordProps & { readonly conflict: Conflict }): React.ReactElement {
  const { conflict, record, draft, disabled, styles, send } = props;
  const { strings, format } = useHost();
  const column = draft.context.metadata[record.table]?.columns[conflict.column];
  const show = (value: Conflict["ours"]) => describeValue(value, column, strings, format);
  const options: readonly ConflictDecision[] = column?.kind === "Memo" ? ["keep", "take", "append"] : ["keep", "take"];
  const words: Readonly<Record<ConflictDecision, string>> = {
    keep: strings("decide_keep", show(conflict.theirs)),
    take: strings("decide_take", show(conflict.ours)),
    append: strings("decide_append"),
  };
  const id = `${record.slot}-${conflict.column}-conflict`;

  return (
    <div className={styles.value}>
      <label className={styles.label} id={id}>
        {column?.displayName}
        <span className={styles.mark}>{`\u2260 ${strings("mark_differs")}`}</span>
        {describeSource(conflict.source, draft.context.metadata["lead"], strings)}
      </label>
      <Dropdown
        size="small"
        style={{ minWidth: 0 }}
        aria-labelledby={id}
        disabled={disabled}
        value={words[conflict.decision]}
        selectedOptions={[conflict.decision]}
        onOptionSelect={(_event, data) =>
          send({
            type: "decide",
            slot: record.slot,
            column: conflict.column,
            decision: (data.optionValue ?? "keep") as ConflictDecision,
          })
        }
      >
        {options.map((option) => (
          <Option key={option} value={option}>
            {words[option]}
          </Option>
        ))}
      </Dropdown>
    </div>
  );
}
