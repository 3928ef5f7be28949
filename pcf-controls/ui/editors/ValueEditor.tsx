import { Dropdown, Input, Option, Switch, Textarea } from "@fluentui/react-components";
import * as React from "react";
import type { ColumnMetadata } from "../../../core/dataverse/metadata";
import type { ColumnValue } from "../../../core/dataverse/row";
import { isLookup } from "../../../core/dataverse/row";
import { NumberEditor } from "./NumberEditor";

export interface EditorProps {
  readonly id: string;
  readonly column: ColumnMetadata;
  readonly value: ColumnValue;
  /** For money: the symbol of the record's currency. */
  readonly symbol?: string;
  readonly disabled?: boolean;
  readonly invalid?: boolean;
  readonly describedBy?: string;
  onChange(value: ColumnValue): void;
}

/** The right editor for a column's type. */
export function ValueEditor(props: EditorProps): React.ReactElement {
  const { column } = props;
  switch (column.kind) {
    case "Picklist":
    case "Status":
    case "State":
      return <ChoiceEditor {...props} />;
    case "Boolean":
      return <SwitchEditor {...props} />;
    case "Integer":
    case "BigInt":
    case "Decimal":
    case "Double":
    case "Money":
      return <NumberEditor {...props} />;
    case "DateTime":
      return <DateEditor {...props} />;
    case "Memo":
      return <MemoEditor {...props} />;
    case "Lookup":
    case "Customer":
    case "Owner":
      return <LookupText {...props} />;
    default:
      return <TextEditor {...props} />;
  }
}

function inputProps({ id, disabled, describedBy, invalid }: EditorProps) {
  return {
    id,
    disabled,
    size: "small" as const,
    "aria-describedby": describedBy,
    "aria-invalid": invalid || undefined,
  };
}

const inputTypes: Readonly<Record<string, "email" | "tel" | "url">> = { Email: "email", Phone: "tel", Url: "url" };

function TextEditor(props: EditorProps): React.ReactElement {
  const { column, value, onChange } = props;

  return (
    <Input
      {...inputProps(props)}
      type={inputTypes[column.format ?? ""] ?? "text"}
      // Numbers and addresses read from left to right in every language.
      dir={inputTypes[column.format ?? ""] ? "ltr" : undefined}
      value={typeof value === "string" ? value : ""}
      onChange={(_event, data) => onChange(data.value === "" ? null : data.value)}
    />
  );
}

function MemoEditor(props: EditorProps): React.ReactElement {
  return (
    <Textarea
      {...inputProps(props)}
      resize="vertical"
      value={typeof props.value === "string" ? props.value : ""}
      onChange={(_event, data) => props.onChange(data.value === "" ? null : data.value)}
    />
  );
}

function DateEditor(props: EditorProps): React.ReactElement {
  const { column, value, onChange } = props;
  const dateOnly = column.format === "DateOnly";
  const text = typeof value === "string" ? value : "";

  return (
    <Input
      {...inputProps(props)}
      type={dateOnly ? "date" : "datetime-local"}
      value={dateOnly ? text.slice(0, 10) : localTime(text)}
      onChange={(_event, data) => {
        if (data.value === "") onChange(null);
        else onChange(dateOnly ? data.value : new Date(data.value).toISOString().replace(".000Z", "Z"));
      }}
    />
  );
}

function localTime(iso: string): string {
  if (iso === "") return "";
  const date = new Date(iso);

  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function SwitchEditor(props: EditorProps): React.ReactElement {
  const { column, value, onChange, id, disabled } = props;
  const option = column.options?.find((one) => one.value === (value === true ? 1 : 0));

  return (
    <Switch
      id={id}
      disabled={disabled}
      checked={value === true}
      label={option?.label}
      onChange={(_event, data) => onChange(data.checked)}
    />
  );
}

function ChoiceEditor(props: EditorProps): React.ReactElement {
  const { column, value, onChange } = props;
  const options = column.options ?? [];
  const selected = options.find((option) => option.value === value);

  return (
    <Dropdown
      {...inputProps(props)}
      style={{ minWidth: 0 }}
      value={selected?.label ?? (value === null ? "" : String(value))}
      selectedOptions={value === null ? [] : [String(value)]}
      onOptionSelect={(_event, data) => onChange(data.optionValue ? Number(data.optionValue) : null)}
    >
      <Option value="" text=" ">
        {"\u2013"}
      </Option>
      {options.map((option) => (
        <Option key={option.value} value={String(option.value)}>
          {option.label}
        </Option>
      ))}
    </Dropdown>
  );
}

/** Lookups are shown; they are changed by choosing records, not by typing. */
function LookupText(props: EditorProps): React.ReactElement {
  const { value } = props;
  const name = isLookup(value) ? (value.name ?? "\u2026") : "";

  return <Input {...inputProps(props)} readOnly appearance="filled-lighter" value={name} />;
}
