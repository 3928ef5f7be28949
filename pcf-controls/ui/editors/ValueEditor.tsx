import { Dropdown, Input, Option, Switch, Textarea } from "@fluentui/react-components";
import * as React from "react";
import type { ColumnMetadata } from "../../../core/dataverse/metadata";
import type { ColumnValue } from "../../../core/dataverse/row";
import { DateEditor } from "./DateEditor";
import { LookupEditor } from "./LookupEditor";
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
    case "MultiSelectPicklist":
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
      return <LookupEditor {...props} />;
    default:
      return <TextEditor {...props} />;
  }
}

/** What every text field of an editor has. */
export function inputProps({ id, disabled, describedBy, invalid }: EditorProps) {
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

/** One choice, or several. */
function ChoiceEditor(props: EditorProps): React.ReactElement {
  const { column, value, onChange } = props;
  const options = column.options ?? [];
  const several = column.kind === "MultiSelectPicklist";
  const chosen = value === null ? [] : Array.isArray(value) ? (value as readonly number[]) : [value as number];
  const words = chosen.map((one) => options.find((option) => option.value === one)?.label ?? String(one));

  return (
    <Dropdown
      {...inputProps(props)}
      style={{ minWidth: 0 }}
      multiselect={several}
      value={words.join(", ")}
      selectedOptions={chosen.map(String)}
      onOptionSelect={(_event, { optionValue, selectedOptions }) =>
        onChange(several ? selectedOptions.map(Number) : optionValue ? Number(optionValue) : null)
      }
    >
      {!several && (
        <Option value="" text=" ">
          {"\u2013"}
        </Option>
      )}
      {options.map((option) => (
        <Option key={option.value} value={String(option.value)}>
          {option.label}
        </Option>
      ))}
    </Dropdown>
  );
}
