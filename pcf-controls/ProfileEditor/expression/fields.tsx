import { Button, Combobox, Field, Input, Option, Select, Switch, Textarea } from "@fluentui/react-components";
import * as React from "react";
import type { ColumnMetadata, TableMetadata } from "../../../core/dataverse/metadata";
import type { ColumnValue } from "../../../core/dataverse/row";
import { useEditor } from "../context";
import { describeColumn } from "../sentence";
import { useEditorStyles } from "../styles";

interface FieldProps<T> {
  readonly label: string;
  readonly value: T;
  onChange(value: T): void;
}

export function TextField({
  label,
  value,
  onChange,
  long,
  hint,
}: FieldProps<string> & { readonly long?: boolean; readonly hint?: string }): React.ReactElement {
  const { readOnly } = useEditor();
  const styles = useEditorStyles();
  return (
    <Field label={label} hint={hint} size="small" className={long ? styles.grow : undefined}>
      {long ? (
        <Textarea
          size="small"
          resize="vertical"
          rows={2}
          value={value}
          disabled={readOnly}
          onChange={(_event, data) => onChange(data.value)}
        />
      ) : (
        <Input
          className={styles.small}
          size="small"
          value={value}
          disabled={readOnly}
          onChange={(_event, data) => onChange(data.value)}
        />
      )}
    </Field>
  );
}

/** A whole or decimal number; what is typed stays until it is one. */
export function NumberField({ label, value, onChange }: FieldProps<number | undefined>): React.ReactElement {
  const { readOnly } = useEditor();
  const styles = useEditorStyles();
  const [typed, setTyped] = React.useState(String(value ?? ""));
  React.useEffect(() => setTyped((old) => (toNumber(old) === value ? old : String(value ?? ""))), [value]);
  return (
    <Field
      label={label}
      size="small"
      validationState={typed.trim() !== "" && toNumber(typed) === undefined ? "error" : "none"}
    >
      <Input
        className={styles.small}
        size="small"
        inputMode="decimal"
        disabled={readOnly}
        value={typed}
        onChange={(_event, data) => {
          setTyped(data.value);
          if (data.value.trim() === "" || toNumber(data.value) !== undefined) onChange(toNumber(data.value));
        }}
      />
    </Field>
  );
}

function toNumber(text: string): number | undefined {
  const value = Number(text.replace(",", "."));
  return text.trim() === "" || !Number.isFinite(value) ? undefined : value;
}

export function SwitchField({ label, value, onChange }: FieldProps<boolean>): React.ReactElement {
  const { readOnly } = useEditor();
  return (
    <Switch label={label} checked={value} disabled={readOnly} onChange={(_event, data) => onChange(data.checked)} />
  );
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export function ChoiceField({
  label,
  value,
  onChange,
  choices,
}: FieldProps<string> & { readonly choices: readonly Choice[] }): React.ReactElement {
  const { readOnly } = useEditor();
  const styles = useEditorStyles();
  return (
    <Field label={label} size="small">
      <Select
        className={styles.small}
        size="small"
        value={value}
        disabled={readOnly}
        onChange={(_event, data) => onChange(data.value)}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </Select>
    </Field>
  );
}

/** Words, one a line. */
export function WordsField({
  label,
  value,
  onChange,
  hint,
}: FieldProps<readonly string[]> & { readonly hint?: string }): React.ReactElement {
  const { strings } = useEditor();
  const [typed, setTyped] = React.useState(value.join("\n"));
  const read = (text: string): readonly string[] =>
    text
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "");
  React.useEffect(
    () => setTyped((old) => (read(old).join("\n") === value.join("\n") ? old : value.join("\n"))),
    [value],
  );
  return (
    <TextField
      label={label}
      hint={hint ?? strings("one_a_line")}
      long
      value={typed}
      onChange={(text) => {
        setTyped(text);
        onChange(read(text));
      }}
    />
  );
}

/** A value for a column: an option by its label, yes or no, a number, or text. */
export function ConstantField({
  label,
  value,
  onChange,
  column,
}: FieldProps<ColumnValue> & { readonly column?: ColumnMetadata }): React.ReactElement {
  const { strings } = useEditor();
  if (column?.options && column.kind !== "MultiSelectPicklist") {
    const isYesNo = column.kind === "Boolean";
    const choices = [
      { value: "", label: strings("blank") },
      ...column.options.map((option) => ({ value: String(option.value), label: option.label })),
    ];
    const read = (text: string): ColumnValue => (text === "" ? null : isYesNo ? text === "1" : Number(text));
    return (
      <ChoiceField
        label={label}
        choices={choices}
        value={value === null ? "" : String(Number(value))}
        onChange={(text) => onChange(read(text))}
      />
    );
  }
  const isNumber =
    typeof value === "number" || (column !== undefined && column.precision !== undefined) || column?.kind === "Integer";
  if (isNumber)
    return (
      <NumberField
        label={label}
        value={typeof value === "number" ? value : undefined}
        onChange={(number) => onChange(number ?? null)}
      />
    );
  const text = Array.isArray(value)
    ? value.join("; ")
    : typeof value === "object" && value !== null
      ? JSON.stringify(value)
      : String(value ?? "");
  return <TextField label={label} value={text} onChange={(typed) => onChange(readConstant(typed, column))} />;
}

function readConstant(text: string, column: ColumnMetadata | undefined): ColumnValue {
  if (column?.kind === "MultiSelectPicklist" && /^[\d;\s]*$/.test(text))
    return text
      .split(";")
      .filter((part) => part.trim() !== "")
      .map(Number);
  if (!column?.targets) return text;
  try {
    const value = JSON.parse(text) as ColumnValue;
    return typeof value === "object" ? value : text;
  } catch {
    return text;
  }
}

export interface PickedColumn {
  readonly column: string;
  readonly through?: string;
}

/** Columns of a table by display and logical name; for the lead also those behind its lookups. At most 50 at once: type to narrow. */
export function ColumnPicker({
  label,
  value,
  onChange,
  table,
  isOffered = (column) => column.canRead,
}: FieldProps<PickedColumn> & {
  readonly table: TableMetadata | undefined;
  isOffered?(column: ColumnMetadata): boolean;
}): React.ReactElement {
  const editor = useEditor();
  const styles = useEditorStyles();
  const isLead = table?.logicalName === "lead";
  const name = isLead
    ? describeColumn(value.column, value.through, editor)
    : (table?.columns[value.column]?.displayName ?? value.column);
  const [typed, setTyped] = React.useState<string>();
  const wanted = (typed ?? "").trim().toLowerCase();
  const findMatches = () => {
    if (typed === undefined) return [];
    const own = Object.values(table?.columns ?? {}).filter(isOffered);
    const all = own.map((column) => ({ key: column.logicalName, label: column.displayName }));
    const behind = isLead ? editorColumns(editor) : [];
    return [...all, ...behind]
      .filter((one) => one.label.toLowerCase().includes(wanted) || one.key.includes(wanted))
      .sort(
        (left, right) =>
          Number(left.key.includes(".")) - Number(right.key.includes(".")) || (left.label < right.label ? -1 : 1),
      )
      .slice(0, 50);
  };
  const matches = findMatches();
  return (
    <Field label={label} size="small" hint={value.through ? `${value.through}.${value.column}` : value.column}>
      <Combobox
        className={styles.small}
        size="small"
        freeform
        disabled={editor.readOnly}
        value={typed ?? name}
        selectedOptions={[value.through ? `${value.through}.${value.column}` : value.column]}
        onFocus={() => setTyped("")}
        onBlur={() => setTyped(undefined)}
        onChange={(event) => setTyped(event.target.value)}
        placeholder={name}
        onOptionSelect={(_event, data) => {
          const key = data.optionValue ?? "";
          const dot = key.indexOf(".");
          if (key !== "")
            onChange(dot < 0 ? { column: key } : { through: key.slice(0, dot), column: key.slice(dot + 1) });
          setTyped(undefined);
        }}
      >
        {matches.map((one) => (
          <Option key={one.key} value={one.key} text={one.label}>
            {`${one.label} (${one.key})`}
          </Option>
        ))}
      </Combobox>
    </Field>
  );
}

/** Columns behind the lead's lookups, as far as the tables were read, and of the records that the seller links to. */
function editorColumns(
  editor: ReturnType<typeof useEditor>,
): readonly { readonly key: string; readonly label: string }[] {
  const { metadata } = editor;
  const lookups = Object.values(metadata["lead"]?.columns ?? {}).flatMap((column) =>
    (column.targets ?? []).map((target) => [column.logicalName, target.table] as const),
  );
  const throughs = [...lookups, ["$account", "account"] as const, ["$contact", "contact"] as const];
  return throughs.flatMap(([through, table]) =>
    /^(created|modified|owning|master|.*onbehalf)/.test(through)
      ? []
      : Object.values(metadata[table]?.columns ?? {})
          .filter((column) => column.canRead)
          .map((column) => ({
            key: `${through}.${column.logicalName}`,
            label: describeColumn(column.logicalName, through, editor),
          })),
  );
}

export function SmallButton({
  label,
  onClick,
  disabled,
}: {
  readonly label: string;
  onClick(): void;
  readonly disabled?: boolean;
}): React.ReactElement {
  const { readOnly } = useEditor();
  return (
    <Button size="small" appearance="subtle" disabled={readOnly || disabled} onClick={onClick}>
      {label}
    </Button>
  );
}
