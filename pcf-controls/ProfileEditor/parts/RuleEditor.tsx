import { Button, MessageBar, MessageBarActions, MessageBarBody } from "@fluentui/react-components";
import * as React from "react";
import { onExistingModes, type MappingRule, type OnExisting } from "../../../core/mapping";
import { applyFix, type Finding } from "../../../core/mapping/lint";
import { useEditor } from "../context";
import { ConditionEditor } from "../expression/ConditionEditor";
import { ExpressionEditor } from "../expression/ExpressionEditor";
import { ChoiceField, ColumnPicker, SmallButton, SwitchField, TextField } from "../expression/fields";
import { useEditorStyles } from "../styles";

/** One rule: what it writes, what is wrong with it, where the value comes from, when, and what about records that exist. */
export function RuleEditor({ rule }: { readonly rule: MappingRule }): React.ReactElement {
  const { strings, metadata, document, editRules, findings, openRule } = useEditor();
  const styles = useEditorStyles();
  const { rules } = document.mapping;
  const target = metadata[rule.target.table]?.columns[rule.target.column];
  const set = (change: Partial<MappingRule>): void => {
    const [name = ""] = Object.keys(change);
    const next = Object.fromEntries(
      Object.entries({ ...rule, ...change }).filter(([, value]) => value !== undefined),
    ) as unknown as MappingRule;
    editRules(
      rules.map((one) => (one.id === rule.id ? next : one)),
      `rule.${rule.id}.${name}`,
    );
  };
  return (
    <div className={styles.card} role="group" aria-label={strings("rule_editor")}>
      {findings
        .filter((finding) => finding.ruleId === rule.id)
        .map((finding, index) => (
          <FindingBar key={`${finding.code}${index}`} finding={finding} />
        ))}
      <ColumnPicker
        label={strings("target_column")}
        table={metadata[rule.target.table]}
        value={{ column: rule.target.column }}
        isOffered={(column) =>
          column.canUpdate && column.kind !== "State" && column.kind !== "Status" && column.kind !== "Uniqueidentifier"
        }
        onChange={({ column }) => set({ target: { ...rule.target, column } })}
      />
      <ExpressionEditor value={rule.value} target={target} onChange={(value) => set({ value })} />
      <fieldset className={styles.card}>
        <legend>{strings("when")}</legend>
        <ConditionEditor value={rule.when} onChange={(when) => set({ when })} />
      </fieldset>
      <div className={styles.fields}>
        <ChoiceField
          label={strings("on_existing")}
          value={rule.onExisting}
          choices={onExistingModes.map((mode) => ({ value: mode, label: strings(`existing_${mode}`) }))}
          onChange={(mode) => set({ onExisting: mode as OnExisting })}
        />
        {rule.onExisting === "append" && (
          <TextField
            label={strings("separator")}
            value={rule.separator ?? ""}
            onChange={(text) => set({ separator: text === "" ? undefined : text })}
          />
        )}
        <TextField
          label={strings("note")}
          value={rule.note ?? ""}
          onChange={(text) => set({ note: text === "" ? undefined : text })}
        />
        <SwitchField
          label={strings("rule_on")}
          value={!rule.disabled}
          onChange={(on) => set({ disabled: on ? undefined : true })}
        />
      </div>
      <div className={styles.row}>
        <SmallButton
          label={strings("remove_rule")}
          onClick={() => {
            editRules(rules.filter((one) => one.id !== rule.id));
            openRule(undefined);
          }}
        />
      </div>
    </div>
  );
}

const intents = { error: "error", warning: "warning", info: "info" } as const;

/** A finding in words, with the button that mends it. */
export function FindingBar({ finding }: { readonly finding: Finding }): React.ReactElement {
  const { strings, document, editRules, openRule, readOnly } = useEditor();
  const { fix, code, args, severity } = finding;
  const [first = "", ...rest] = args;
  const words = code === "mayFail" ? [strings(`error_${first}`, "…"), ...rest] : args;
  return (
    <MessageBar intent={intents[severity]} layout="multiline">
      <MessageBarBody>{strings(`finding_${code}`, ...words)}</MessageBarBody>
      {fix && !readOnly && (
        <MessageBarActions>
          <Button
            size="small"
            onClick={() => {
              editRules(applyFix(document.mapping.rules, fix));
              if (fix.kind === "addRule") openRule(fix.rule.id);
            }}
          >
            {strings(`fix_${fix.label}`)}
          </Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}
