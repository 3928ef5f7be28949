import { Input } from "@fluentui/react-components";
import * as React from "react";
import { useHost } from "../Shell";
import { parseNumber } from "./parse-number";
import type { EditorProps } from "./ValueEditor";

/**
 * Numbers and money: shown in the user's format while nobody types, taken as typed in that format, and passed on when
 * the text is a number. What is no number stays visible until the field is left.
 */
export function NumberEditor(props: EditorProps): React.ReactElement {
  const { column, value, symbol, onChange, id, disabled, describedBy, invalid } = props;
  const { format } = useHost();
  const [typed, setTyped] = React.useState<string | undefined>(undefined);
  const precision = column.precision ?? (column.kind === "Integer" || column.kind === "BigInt" ? 0 : 2);
  const shown = typeof value === "number" ? format.number(value, precision) : "";

  return (
    <Input
      id={id}
      disabled={disabled}
      size="small"
      aria-describedby={describedBy}
      aria-invalid={invalid || undefined}
      inputMode="decimal"
      contentAfter={symbol ? <span>{symbol}</span> : undefined}
      value={typed ?? shown}
      onFocus={() => setTyped(shown)}
      onBlur={() => setTyped(undefined)}
      onChange={(_event, data) => {
        setTyped(data.value);
        const parsed = parseNumber(data.value, format.number(1.5, 1), precision);
        if (parsed !== undefined) onChange(parsed);
      }}
    />
  );
}
