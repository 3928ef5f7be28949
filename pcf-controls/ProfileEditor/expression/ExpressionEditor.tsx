import { Menu, MenuItem, MenuList, MenuPopover, MenuTrigger, Button } from "@fluentui/react-components";
import * as React from "react";
import type { ColumnMetadata } from "../../../core/dataverse/metadata";
import {
  evaluateExpression,
  type Condition,
  type Expression,
  type MapExpression,
  type Operation,
} from "../../../core/mapping";
import { isFailed } from "../../../core/mapping";
import { useEditor } from "../context";
import { describeOutcome, testedColumn } from "../sentence";
import { useEditorStyles } from "../styles";
import { fromChain, isStep, newSource, newStep, settings, sources, steps, toChain, type Setting } from "./chain";
import { ConditionEditor } from "./ConditionEditor";
import {
  ChoiceField,
  ColumnPicker,
  ConstantField,
  NumberField,
  SmallButton,
  SwitchField,
  TextField,
  WordsField,
} from "./fields";

interface Props {
  readonly value: Expression;
  readonly target: ColumnMetadata | undefined;
  onChange(value: Expression): void;
}

/** A chain: the source, then each step with the value that the test lead has after it. */
export function ExpressionEditor({ value, target, onChange }: Props): React.ReactElement {
  const { strings, readOnly } = useEditor();
  const styles = useEditorStyles();
  const chain = toChain(value);
  const replace = (index: number, ...parts: readonly Expression[]): void =>
    onChange(fromChain([...chain.slice(0, index), ...parts, ...chain.slice(index + 1)]));
  return (
    <div className={styles.pane}>
      {chain.map((part, index) => (
        <div key={index} className={styles.step}>
          <div className={styles.row}>
            <OperationField
              value={part.op}
              isSource={index === 0}
              onChange={(op) => replace(index, index === 0 ? newSource(op) : newStep(op as never, part, target))}
            />
            {index > 0 && <SmallButton label={strings("remove_step")} onClick={() => replace(index)} />}
          </div>
          <OperationSettings value={part} target={target} onChange={(next) => replace(index, next)} />
          <StepValue value={part} />
        </div>
      ))}
      {!readOnly && (
        <div className={styles.row}>
          <Menu>
            <MenuTrigger>
              <Button size="small">{strings("add_step")}</Button>
            </MenuTrigger>
            <MenuPopover>
              <MenuList className={styles.preview}>
                {steps.map((op) => (
                  <MenuItem key={op} onClick={() => onChange(newStep(op, value, target))}>
                    {strings(`op_${op}`)}
                  </MenuItem>
                ))}
              </MenuList>
            </MenuPopover>
          </Menu>
        </div>
      )}
    </div>
  );
}

function OperationField({
  value,
  isSource,
  onChange,
}: {
  readonly value: Operation;
  readonly isSource: boolean;
  onChange(op: Operation): void;
}): React.ReactElement {
  const { strings } = useEditor();
  const choices = (isSource ? sources : steps).map((op) => ({ value: op, label: strings(`op_${op}`) }));
  return (
    <ChoiceField
      label={strings(isSource ? "source" : "step")}
      value={value}
      choices={choices}
      onChange={(op) => onChange(op as Operation)}
    />
  );
}

function StepValue({ value }: { readonly value: Expression }): React.ReactElement | null {
  const editor = useEditor();
  const styles = useEditorStyles();
  if (!editor.test) return null;
  const outcome = evaluateExpression(value, editor.test);
  return (
    <output className={isFailed(outcome) ? styles.bad : styles.value}>{`= ${describeOutcome(outcome, editor)}`}</output>
  );
}

function OperationSettings({ value, target, onChange }: Props): React.ReactElement {
  const editor = useEditor();
  const styles = useEditorStyles();
  const fields = value as unknown as Readonly<Record<string, unknown>>;
  const set = (name: string, next: unknown): void => {
    const { [name]: _old, ...rest } = fields;
    onChange((next === undefined ? rest : { ...rest, [name]: next }) as unknown as Expression);
  };
  return (
    <>
      {value.op === "column" && (
        <ColumnPicker
          label={editor.strings("column")}
          table={editor.metadata["lead"]}
          value={value}
          onChange={(picked) => onChange({ op: "column", ...picked })}
        />
      )}
      {value.op === "constant" && (
        <ConstantField
          label={editor.strings("value")}
          column={target}
          value={value.value}
          onChange={(next) => onChange({ op: "constant", value: next })}
        />
      )}
      {value.op === "firstNonBlank" && (
        <Alternatives value={value.of} target={target} onChange={(of) => set("of", of)} />
      )}
      {value.op === "if" && (
        <ConditionEditor value={value.when} onChange={(when?: Condition) => set("when", when ?? { all: [] })} />
      )}
      {value.op === "map" && <MapRows value={value} target={target} onChange={onChange} />}
      {value.op === "template" && <TemplateColumns onPick={(place) => set("text", value.text + place)} />}
      {settings[value.op] && (
        <div className={styles.fields}>
          {settings[value.op]?.map((setting) => (
            <SettingField
              key={setting.name}
              setting={setting}
              value={fields[setting.name]}
              target={target}
              onChange={(next) => set(setting.name, next)}
            />
          ))}
        </div>
      )}
    </>
  );
}

function SettingField({
  setting,
  value,
  target,
  onChange,
}: {
  readonly setting: Setting;
  readonly value: unknown;
  readonly target: ColumnMetadata | undefined;
  onChange(value: unknown): void;
}): React.ReactElement {
  const { strings } = useEditor();
  const label = strings(`param_${setting.name}`);
  switch (setting.kind) {
    case "text":
      return (
        <TextField
          label={label}
          long={setting.name === "text"}
          value={String(value ?? "")}
          onChange={(text) => onChange(text === "" && setting.optional ? undefined : text)}
        />
      );
    case "number":
      return (
        <NumberField
          label={label}
          value={value as number | undefined}
          onChange={(number) => onChange(number ?? (setting.optional ? undefined : 0))}
        />
      );
    case "switch":
      return (
        <SwitchField
          label={label}
          value={value === true}
          onChange={(checked) => onChange(checked ? true : undefined)}
        />
      );
    case "words":
      return (
        <WordsField
          label={label}
          value={(value as readonly string[] | undefined) ?? []}
          onChange={(words) => onChange(words.length > 0 ? words : undefined)}
        />
      );
    case "choice": {
      const choices = setting.values.map((one) => ({ value: one, label: strings(`value_${one}`) }));
      const all = setting.optional ? [{ value: "", label: strings("automatic") }, ...choices] : choices;
      return (
        <ChoiceField
          label={label}
          choices={all}
          value={String(value ?? "")}
          onChange={(text) => onChange(text === "" ? undefined : text)}
        />
      );
    }
    case "expression":
      return (
        <InnerExpression
          label={label}
          value={value as Expression | undefined}
          target={target}
          isOptional={setting.optional ?? false}
          onChange={onChange}
        />
      );
  }
}

function InnerExpression({
  label,
  value,
  target,
  isOptional,
  onChange,
}: {
  readonly label: string;
  readonly value: Expression | undefined;
  readonly target: ColumnMetadata | undefined;
  readonly isOptional: boolean;
  onChange(value: Expression | undefined): void;
}): React.ReactElement {
  const { strings } = useEditor();
  const styles = useEditorStyles();
  return (
    <fieldset className={styles.card}>
      <legend>{label}</legend>
      {value ? (
        <ExpressionEditor value={value} target={target} onChange={onChange} />
      ) : (
        <span className={styles.subtle}>{strings("blank")}</span>
      )}
      {isOptional && (
        <SmallButton
          label={strings(value ? "remove" : "add")}
          onClick={() => onChange(value ? undefined : newSource("constant"))}
        />
      )}
    </fieldset>
  );
}

function Alternatives({
  value,
  target,
  onChange,
}: {
  readonly value: readonly Expression[];
  readonly target: ColumnMetadata | undefined;
  onChange(value: readonly Expression[]): void;
}): React.ReactElement {
  const { strings } = useEditor();
  return (
    <>
      {value.map((part, index) => (
        <InnerExpression
          key={index}
          label={`${index + 1}`}
          value={part}
          target={target}
          isOptional={value.length > 1}
          onChange={(next) =>
            onChange(
              next
                ? value.map((one, place) => (place === index ? next : one))
                : value.filter((_one, place) => place !== index),
            )
          }
        />
      ))}
      <SmallButton label={strings("add_alternative")} onClick={() => onChange([...value, newSource("column")])} />
    </>
  );
}

function TemplateColumns({ onPick }: { onPick(place: string): void }): React.ReactElement {
  const { strings, metadata } = useEditor();
  return (
    <ColumnPicker
      label={strings("insert_column")}
      table={metadata["lead"]}
      value={{ column: "" }}
      onChange={({ column, through }) => onPick(`{${through ? `${through}.` : ""}${column}}`)}
    />
  );
}

/** A table of values: from the source's options (or typed text) to the target's. */
function MapRows({
  value,
  target,
  onChange,
}: {
  readonly value: MapExpression;
  readonly target: ColumnMetadata | undefined;
  onChange(value: Expression): void;
}): React.ReactElement {
  const { strings, metadata } = useEditor();
  const styles = useEditorStyles();
  const source = isStep(value.of) ? undefined : testedColumn(value.of, metadata);
  const from = source?.options ? source : undefined;
  const edit = (rows: MapExpression["rows"]): void => onChange({ ...value, rows });
  return (
    <div className={styles.pane}>
      {value.rows.map((row, index) => (
        <div key={index} className={styles.row}>
          <ConstantField
            label={strings("param_from")}
            column={from}
            value={row.from}
            onChange={(next) =>
              edit(value.rows.map((one, place) => (place === index ? { ...one, from: (next ?? "") as string } : one)))
            }
          />
          <ConstantField
            label={strings("param_to")}
            column={target}
            value={row.to}
            onChange={(next) => edit(value.rows.map((one, place) => (place === index ? { ...one, to: next } : one)))}
          />
          <SmallButton
            label={strings("remove")}
            onClick={() => edit(value.rows.filter((_one, place) => place !== index))}
          />
        </div>
      ))}
      <div className={styles.row}>
        <SmallButton
          label={strings("add_row")}
          onClick={() => edit([...value.rows, { from: from?.options?.[0]?.value ?? "", to: null }])}
        />
        <SwitchField
          label={strings("param_rest")}
          value={value.otherwise !== undefined}
          onChange={(on) =>
            onChange(on ? { ...value, otherwise: { value: null } } : { op: "map", of: value.of, rows: value.rows })
          }
        />
        {value.otherwise && (
          <ConstantField
            label={strings("value")}
            column={target}
            value={value.otherwise.value}
            onChange={(next) => onChange({ ...value, otherwise: { value: next } })}
          />
        )}
      </div>
    </div>
  );
}
