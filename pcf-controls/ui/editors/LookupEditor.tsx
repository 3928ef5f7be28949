import { Combobox, Option } from "@fluentui/react-components";
import * as React from "react";
import type { LookupValue } from "../../../core/dataverse/row";
import { isLookup } from "../../../core";
import { useHost } from "../Shell";
import type { EditorProps } from "./ValueEditor";
import { inputProps } from "./ValueEditor";

/** Milliseconds after the last key. */
const pause = 250;

/** A reference to a row: the name, and while one types, the rows whose name begins so. */
export function LookupEditor(props: EditorProps): React.ReactElement {
  const { column, value, onChange } = props;
  const { lookUp, strings } = useHost();
  const [text, setText] = React.useState<string | undefined>();
  const [rows, setRows] = React.useState<readonly LookupValue[]>([]);
  const tables = (column.targets ?? []).map(({ table }) => table).join(" ");
  React.useEffect(() => {
    if (text === undefined || !lookUp) return undefined;
    let current = true;
    const timer = setTimeout(() => {
      void Promise.all(tables.split(" ").map((table) => lookUp(table, text))).then((found) => {
        if (current) setRows(found.flat());
      });
    }, pause);

    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [text, lookUp, tables]);
  const name = isLookup(value) ? (value.name ?? "…") : "";

  return (
    <Combobox
      {...inputProps(props)}
      readOnly={!lookUp}
      style={{ minWidth: 0 }}
      freeform
      clearable
      value={text ?? name}
      selectedOptions={isLookup(value) ? [value.id] : []}
      onOpenChange={(_event, { open }) => setText(open ? (text ?? "") : undefined)}
      onChange={(event: React.ChangeEvent<HTMLInputElement>) => setText(event.target.value)}
      onOptionSelect={(_event, { optionValue }) => {
        const row = rows.find(({ id }) => id === optionValue);
        setText(undefined);
        onChange(row ?? null);
      }}
    >
      {rows.map((row) => (
        <Option key={row.id} value={row.id} text={row.name ?? ""}>
          {row.name}
        </Option>
      ))}
      {rows.length === 0 && (
        <Option disabled value="" text="">
          {strings("lookup_none")}
        </Option>
      )}
    </Combobox>
  );
}
