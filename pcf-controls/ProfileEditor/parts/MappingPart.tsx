import { Badge, Button, Input, Subtitle2 } from "@fluentui/react-components";
import * as React from "react";
import { targetTables, type MappingRule, type TargetTable } from "../../../core/mapping";
import { useEditor } from "../context";
import { SmallButton } from "../expression/fields";
import { describeRule } from "../sentence";
import { useEditorStyles } from "../styles";
import { kindSign } from "../kinds";
import { RuleEditor } from "./RuleEditor";
import { RuleExchange } from "./RuleExchange";
import { freeId } from "./ListParts";
import { FormFields } from "./FormFields";

/** All rules, grouped by the record they write, each a sentence; the chosen one unfolds. */
export function MappingPart(): React.ReactElement {
  const editor = useEditor();
  const styles = useEditorStyles();
  const [search, setSearch] = React.useState("");
  const { strings, document, editRules, openRule } = editor;
  const { rules } = document.mapping;
  const wanted = search.trim().toLowerCase();
  const isShown = (rule: MappingRule): boolean =>
    rule.id === editor.state.ruleId ||
    `${describeRule(rule, editor)} ${rule.target.column} ${JSON.stringify(rule.value)}`.toLowerCase().includes(wanted);
  const add = (table: TargetTable): void => {
    const column = table === "contact" ? "jobtitle" : table === "account" ? "description" : "description";
    const id = freeId(
      `${table}-rule`,
      rules.map((rule) => rule.id),
    );
    editRules([...rules, { id, target: { table, column }, value: { op: "column", column }, onExisting: "fillBlank" }]);
    openRule(id);
  };
  return (
    <>
      <div className={styles.row}>
        <Input
          size="small"
          className={styles.grow}
          aria-label={strings("search_rules")}
          placeholder={strings("search_rules")}
          value={search}
          onChange={(_event, data) => setSearch(data.value)}
        />
        <RuleExchange />
      </div>
      {targetTables.map((table) => (
        <section key={table} className={styles.card} aria-label={strings(`table_${table}`)}>
          <div className={styles.row}>
            <Subtitle2 as="h3" className={styles.headingRow}>
              {strings(`table_${table}`)}
            </Subtitle2>
            <SmallButton label={strings(`add_rule_${table}`)} onClick={() => add(table)} />
          </div>
          <ul className={styles.list}>
            {rules
              .filter((rule) => rule.target.table === table && isShown(rule))
              .map((rule) => (
                <li key={rule.id}>
                  <RuleLine rule={rule} />
                  {rule.id === editor.state.ruleId && <RuleEditor rule={rule} />}
                </li>
              ))}
          </ul>
        </section>
      ))}
      <FormFields
        fields={[
          { path: "country", kind: "text", optional: true },
          { path: "consentColumns", kind: "columns", table: "contact" },
        ]}
        part="mapping"
        values={document.mapping}
        onChange={(mapping, path) => editor.edit({ ...document, mapping }, `mapping.${path}`)}
      />
    </>
  );
}

function RuleLine({ rule }: { readonly rule: MappingRule }): React.ReactElement {
  const editor = useEditor();
  const styles = useEditorStyles();
  const { state, openRule, findings, metadata } = editor;
  const own = findings.filter((finding) => finding.ruleId === rule.id);
  const isOpen = state.ruleId === rule.id;
  const worst = own[0]?.severity;
  return (
    <Button
      appearance={isOpen ? "secondary" : "subtle"}
      size="small"
      className={styles.rule}
      aria-expanded={isOpen}
      onClick={() => openRule(isOpen ? undefined : rule.id)}
    >
      <span>
        <span aria-hidden>{kindSign(metadata[rule.target.table]?.columns[rule.target.column]?.kind)} </span>
        <span className={rule.disabled ? styles.ruleOff : undefined}>{describeRule(rule, editor)}</span>{" "}
        {worst && (
          <Badge
            appearance="tint"
            color={worst === "error" ? "danger" : worst === "warning" ? "warning" : "informative"}
          >
            {editor.strings(`severity_${worst}`, own.length)}
          </Badge>
        )}
      </span>
    </Button>
  );
}
