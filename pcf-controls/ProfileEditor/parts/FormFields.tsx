import { Badge } from "@fluentui/react-components";
import * as React from "react";
import type { Condition } from "../../../core/mapping";
import { useEditor } from "../context";
import { ConditionEditor } from "../expression/ConditionEditor";
import {
  ChoiceField,
  ColumnPicker,
  NumberField,
  SmallButton,
  SwitchField,
  TextField,
  WordsField,
} from "../expression/fields";
import { useEditorStyles } from "../styles";
import { readPath, writePath, type FormField } from "./forms";

interface Props<T> {
  readonly fields: readonly FormField[];
  readonly values: T;
  /** Prefix of the words: `records` gives `field_records_decide`. */
  readonly part: string;
  onChange(values: T, path: string): void;
}

/** A form out of its description. Fields of one record stand under its name. */
export function FormFields<T>({ fields, values, part, onChange }: Props<T>): React.ReactElement {
  const { strings } = useEditor();
  const styles = useEditorStyles();
  const groups = new Map<string, FormField[]>();
  for (const field of fields) {
    const group = field.path.includes(".") ? (field.path.split(".")[0] ?? "") : "";
    groups.set(group, [...(groups.get(group) ?? []), field]);
  }
  return (
    <>
      {[...groups].map(([group, members]) => (
        <fieldset key={group} className={styles.card}>
          {group !== "" && <legend>{strings(`group_${group}`)}</legend>}
          <div className={styles.fields}>
            {members.map((field) => (
              <OneField
                key={field.path}
                field={field}
                part={part}
                value={readPath(values, field.path)}
                onChange={(value) => onChange(writePath(values, field.path, value), field.path)}
              />
            ))}
          </div>
        </fieldset>
      ))}
    </>
  );
}

function OneField({
  field,
  part,
  value,
  onChange,
}: {
  readonly field: FormField;
  readonly part: string;
  readonly value: unknown;
  onChange(value: unknown): void;
}): React.ReactElement {
  const { strings } = useEditor();
  const styles = useEditorStyles();
  const label = strings(`field_${part}_${field.path.split(".").pop() ?? ""}`);
  switch (field.kind) {
    case "switch":
      return <SwitchField label={label} value={value === true} onChange={onChange} />;
    case "number":
      return (
        <NumberField
          label={label}
          value={value as number | undefined}
          onChange={(number) => (number !== undefined || field.optional) && onChange(number)}
        />
      );
    case "text":
      return (
        <TextField
          label={label}
          value={String(value ?? "")}
          onChange={(text) => onChange(text === "" && field.optional ? undefined : text)}
        />
      );
    case "words":
      return (
        <WordsField
          label={label}
          value={(value as readonly string[] | undefined) ?? []}
          hint={strings("everybody")}
          onChange={onChange}
        />
      );
    case "choice":
      return (
        <ChoiceField
          label={label}
          value={String(value)}
          choices={field.values.split(" ").map((one) => ({ value: one, label: strings(`value_${one}`) }))}
          onChange={onChange}
        />
      );
    case "columns":
      return (
        <ColumnsField
          label={label}
          table={field.table ?? "lead"}
          value={(value as readonly string[] | undefined) ?? []}
          onChange={onChange}
        />
      );
    case "condition":
      return (
        <fieldset className={styles.card}>
          <legend>{label}</legend>
          <ConditionEditor value={value as Condition | undefined} onChange={onChange} />
        </fieldset>
      );
  }
}

function ColumnsField({
  label,
  table,
  value,
  onChange,
}: {
  readonly label: string;
  readonly table: string;
  readonly value: readonly string[];
  onChange(value: readonly string[]): void;
}): React.ReactElement {
  const { strings, metadata } = useEditor();
  const styles = useEditorStyles();
  const columns = metadata[table]?.columns ?? {};
  return (
    <div className={styles.pane}>
      <ColumnPicker
        label={label}
        table={metadata[table]}
        value={{ column: "" }}
        isOffered={(column) => column.canUpdate && !value.includes(column.logicalName)}
        onChange={({ column }) => onChange([...value, column])}
      />
      <div className={styles.row}>
        {value.map((name) => (
          <span key={name}>
            <Badge appearance="tint">{columns[name]?.displayName ?? name}</Badge>
            <SmallButton label={strings("remove")} onClick={() => onChange(value.filter((other) => other !== name))} />
          </span>
        ))}
      </div>
    </div>
  );
}
