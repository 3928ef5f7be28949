import * as React from "react";
import type { ColumnValue } from "../../../core/dataverse/row";
import type { Comparison, Condition } from "../../../core/mapping";
import { useEditor } from "../context";
import { testedColumn, valuesOf } from "../sentence";
import { useEditorStyles } from "../styles";
import { ExpressionEditor } from "./ExpressionEditor";
import { ChoiceField, ColumnPicker, ConstantField, SmallButton } from "./fields";

const kinds = "notBlank blank equals notEquals in contains startsWith endsWith above atLeast below atMost".split(" ");
const fresh: Comparison = { test: { op: "column", column: "companyname" }, is: "notBlank" };

interface Props {
  readonly value: Condition | undefined;
  /** Undefined: the condition is taken away. */
  onChange(value: Condition | undefined): void;
}

/** A condition as a list of comparisons of which all or any must hold; a group may hold groups. */
export function ConditionEditor({ value, onChange }: Props): React.ReactElement {
  const { strings } = useEditor();
  const styles = useEditorStyles();
  if (!value)
    return (
      <div className={styles.row}>
        <SmallButton label={strings("add_condition")} onClick={() => onChange(fresh)} />
      </div>
    );
  if ("not" in value) {
    return (
      <fieldset className={styles.card}>
        <legend>{strings("not")}</legend>
        <ConditionEditor value={value.not} onChange={(next) => onChange(next && { not: next })} />
        <SmallButton label={strings("without_not")} onClick={() => onChange(value.not)} />
      </fieldset>
    );
  }
  if ("test" in value) {
    return (
      <div className={styles.pane}>
        <ComparisonEditor value={value} onChange={onChange} />
        <div className={styles.row}>
          <SmallButton label={strings("add_condition")} onClick={() => onChange({ all: [value, fresh] })} />
          <SmallButton label={strings("negate")} onClick={() => onChange({ not: value })} />
          <SmallButton label={strings("remove_condition")} onClick={() => onChange(undefined)} />
        </div>
      </div>
    );
  }
  const isAll = "all" in value;
  const parts = "all" in value ? value.all : value.any;
  const group = (next: readonly Condition[], all = isAll): Condition => (all ? { all: next } : { any: next });
  const replace = (index: number, next: Condition | undefined): void =>
    onChange(group(parts.flatMap((part, place) => (place === index ? (next ? [next] : []) : [part]))));
  return (
    <fieldset className={styles.card}>
      <legend>{strings("conditions")}</legend>
      <ChoiceField
        label={strings("holds_when")}
        value={isAll ? "all" : "any"}
        choices={["all", "any"].map((one) => ({ value: one, label: strings(`group_${one}`) }))}
        onChange={(kind) => onChange(group(parts, kind === "all"))}
      />
      {parts.map((part, index) => (
        <ConditionEditor key={index} value={part} onChange={(next) => replace(index, next)} />
      ))}
      <div className={styles.row}>
        <SmallButton label={strings("add_condition")} onClick={() => onChange(group([...parts, fresh]))} />
        <SmallButton label={strings("remove_condition")} onClick={() => onChange(undefined)} />
      </div>
    </fieldset>
  );
}

function ComparisonEditor({
  value,
  onChange,
}: {
  readonly value: Comparison;
  onChange(value: Comparison): void;
}): React.ReactElement {
  const { strings, metadata } = useEditor();
  const styles = useEditorStyles();
  const column = testedColumn(value.test, metadata);
  const values = valuesOf(value);
  const make = (is: string, next: readonly ColumnValue[]): Comparison => {
    if (is === "blank" || is === "notBlank") return { test: value.test, is };
    if (is === "in") return { test: value.test, is, values: next };
    return { test: value.test, is: is as "equals", value: next[0] ?? null };
  };
  return (
    <div className={styles.row}>
      {value.test.op === "column" ? (
        <ColumnPicker
          label={strings("column")}
          table={metadata["lead"]}
          value={value.test}
          onChange={(picked) => onChange({ ...value, test: { op: "column", ...picked } })}
        />
      ) : (
        <ExpressionEditor value={value.test} target={undefined} onChange={(test) => onChange({ ...value, test })} />
      )}
      <ChoiceField
        label={strings("comparison")}
        value={value.is}
        choices={kinds.map((one) => ({ value: one, label: strings(`is_${one}`) }))}
        onChange={(is) => onChange(make(is, values))}
      />
      {"value" in value && (
        <ConstantField
          label={strings("value")}
          column={column}
          value={value.value}
          onChange={(next) => onChange(make(value.is, [next]))}
        />
      )}
      {"values" in value && (
        <>
          {[...values, null].map((one, index) => (
            <ConstantField
              key={index}
              label={`${strings("value")} ${index + 1}`}
              column={column}
              value={one}
              onChange={(next) =>
                onChange(
                  make(
                    "in",
                    [...values.slice(0, index), next, ...values.slice(index + 1)].filter(
                      (item) => item !== null && item !== "",
                    ),
                  ),
                )
              }
            />
          ))}
        </>
      )}
    </div>
  );
}
