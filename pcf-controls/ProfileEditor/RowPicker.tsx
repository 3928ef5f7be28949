import { Combobox, Field, Option } from "@fluentui/react-components";
import * as React from "react";
import { rowsOf } from "../../core";
import type { Json, Query } from "../../core/dataverse/port";
import { useEditor } from "./context";
import type { LeadEntry } from "./data/environment";
import { useEditorStyles } from "./styles";

interface Props {
  readonly label: string;
  readonly placeholder?: string;
  /** Offered while nothing is typed. */
  readonly rows: readonly LeadEntry[];
  readonly id: string | undefined;
  query(search: string): Query;
  read(row: Json): LeadEntry;
  onPick(row: LeadEntry): void;
}

/** Finds a row by typing a part of its name. */
export function RowPicker({ label, placeholder, rows, id, query, read, onPick }: Props): React.ReactElement {
  const { dataverse } = useEditor();
  const styles = useEditorStyles();
  const [typed, setTyped] = React.useState<string>();
  const [found, setFound] = React.useState(rows);
  const [name, setName] = React.useState(() => rows.find((row) => row.id === id)?.name ?? "");
  React.useEffect(() => {
    if (typed === undefined || typed.trim() === "") return setFound(rows);
    let isCurrent = true;
    // One request for a pause in typing, not one for each letter.
    const timer = setTimeout(() => {
      void dataverse.read([query(typed)]).then((answered) => {
        if (isCurrent && answered.ok) setFound(rowsOf(answered.value[0]).map(read));
      });
    }, 300);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [typed, dataverse, rows, query, read]);
  return (
    <Field label={label} size="small">
      <Combobox
        className={styles.small}
        size="small"
        freeform
        value={typed ?? name}
        selectedOptions={id ? [id] : []}
        placeholder={placeholder}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => setTyped(undefined)}
        onOptionSelect={(_event, data) => {
          // Typing takes Fluent's selection away, which comes here too, without an option.
          const row = found.find((one) => one.id === data.optionValue);
          if (!row) return;
          setTyped(undefined);
          setName(row.name);
          onPick(row);
        }}
      >
        {found.map((row) => (
          <Option key={row.id} value={row.id}>
            {row.name}
          </Option>
        ))}
      </Combobox>
    </Field>
  );
}
