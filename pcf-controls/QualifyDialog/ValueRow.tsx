import { Tooltip } from "@fluentui/react-components";
import * as React from "react";
import type { ColumnMetadata, TableMetadata } from "../../core/dataverse/metadata";
import type { ColumnValue } from "../../core/dataverse/row";
import type { Check, PlannedColumn } from "../../core/plan/types";
import { isSlotReference } from "../../core";
import { describeSource } from "../ui/describe";
import { ValueEditor } from "../ui/editors/ValueEditor";
import { useHost } from "../ui/Shell";
import type { DialogStyles } from "../ui/dialog-styles";

interface ValueRowProps {
  readonly id: string;
  readonly column: ColumnMetadata;
  readonly planned: PlannedColumn | undefined;
  readonly lead: TableMetadata | undefined;
  readonly check: Check | undefined;
  readonly checkText: string | undefined;
  readonly symbol: string;
  readonly disabled: boolean;
  readonly styles: DialogStyles;
  onChange(value: ColumnValue): void;
}

/** One value: label, where it comes from, editor in place, and what is wrong with it. */
export function ValueRow(props: ValueRowProps): React.ReactElement {
  const { id, column, planned, lead, check, checkText, symbol, disabled, styles, onChange } = props;
  const { strings } = useHost();
  const value = planned && !isSlotReference(planned.value) ? planned.value : null;
  const source =
    planned && planned.value !== null ? describeSource(planned.source, lead, strings) : strings("source_none");
  const required = column.required === "ApplicationRequired" || column.required === "SystemRequired";
  return (
    <div className={styles.value}>
      <label className={styles.label} htmlFor={id}>
        {column.displayName}
        {required && <span aria-hidden="true">*</span>}
        {planned?.source.kind === "you" && <span className={styles.mark}>{`\u270e ${strings("mark_you")}`}</span>}
        {(planned?.source.kind === "rule" || planned?.source.kind === "policy") && (
          <span className={styles.mark}>{`\u25c6 ${strings("mark_rule")}`}</span>
        )}
      </label>
      <Tooltip content={source} relationship="description" positioning="after">
        <div className={styles.value}>
          <ValueEditor
            id={id}
            column={column}
            value={value}
            symbol={column.kind === "Money" ? symbol : undefined}
            disabled={disabled}
            invalid={check !== undefined}
            describedBy={checkText ? `${id}-check` : undefined}
            onChange={onChange}
          />
        </div>
      </Tooltip>
      {checkText && (
        <span id={`${id}-check`} role="alert" className={styles.subtle}>
          {`\u26a0 ${checkText}`}
        </span>
      )}
    </div>
  );
}
