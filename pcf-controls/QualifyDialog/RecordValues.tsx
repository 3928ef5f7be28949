import { Button } from "@fluentui/react-components";
import * as React from "react";
import type { PlannedRecord } from "../../core/plan/types";
import { describeCheck } from "../ui/describe";
import { useHost } from "../ui/Shell";
import { cardColumns } from "./columns";
import type { DialogEvent, Draft } from "./state";
import type { DialogStyles } from "../ui/dialog-styles";
import { ValueRow } from "./ValueRow";

interface RecordValuesProps {
  readonly record: PlannedRecord;
  readonly draft: Draft;
  readonly disabled: boolean;
  readonly styles: DialogStyles;
  send(event: DialogEvent): void;
}

/** The values of a record that will be made, editable in place; the less important ones unfold. */
export function RecordValues({ record, draft, disabled, styles, send }: RecordValuesProps): React.ReactElement | null {
  const { strings } = useHost();
  const [open, setOpen] = React.useState(false);
  const { metadata, currencies } = draft.context;
  const table = metadata[record.table];
  if (!table) return null;

  const { main, more } = cardColumns(record, table);
  const currency = record.columns.find((column) => column.column === "transactioncurrencyid")?.value;
  const currencyId = currency && typeof currency === "object" && "id" in currency ? currency.id : undefined;
  const symbol = currencies.find((one) => one.id === currencyId)?.symbol ?? "";
  // What is wrong with a value is never folded away.
  const wrong = draft.plan.checks.filter((check) => check.slot === record.slot).map((check) => check.column);
  const shown = [...main, ...more.filter((column) => open || wrong.includes(column.logicalName))];

  return (
    <div className={styles.values}>
      {shown.map((column) => {
        const check = draft.plan.checks.find(
          (one) => one.slot === record.slot && one.column === column.logicalName && one.overruled === undefined,
        );
        return (
          <ValueRow
            key={column.logicalName}
            id={`${record.slot.replace(":", "-")}-${column.logicalName}`}
            column={column}
            planned={record.columns.find((planned) => planned.column === column.logicalName)}
            lead={metadata["lead"]}
            check={check}
            checkText={check ? describeCheck(check, metadata, strings) : undefined}
            symbol={symbol}
            disabled={disabled}
            styles={styles}
            onChange={(value) => send({ type: "edit", slot: record.slot, column: column.logicalName, value })}
          />
        );
      })}
      {more.length > 0 && (
        <Button
          className={styles.start}
          appearance="transparent"
          size="small"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {open ? strings("fewer_values") : strings(more.length === 1 ? "more_value" : "more_values", more.length)}
        </Button>
      )}
    </div>
  );
}
