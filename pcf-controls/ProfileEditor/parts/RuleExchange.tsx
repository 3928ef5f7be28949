import { Button, MessageBar, MessageBarBody } from "@fluentui/react-components";
import * as React from "react";
import type { MappingRule } from "../../../core/mapping";
import { readRulesCsv, writeRulesCsv, type ProfileProblem } from "../../../core/profile";
import { useEditor } from "../context";
import { SmallButton } from "../expression/fields";
import { saveFile, usePickFile } from "../files";
import { describeRule } from "../sentence";
import { freeId } from "./ListParts";

/** Rules to and from a spreadsheet, and the platform's own maps as rules. */
export function RuleExchange(): React.ReactElement {
  const editor = useEditor();
  const { strings, document, editRules, environment } = editor;
  const { rules } = document.mapping;
  const [problems, setProblems] = React.useState<readonly ProfileProblem[]>([]);
  const pick = usePickFile(".csv,text/csv", (text) => {
    const reading = readRulesCsv(text);
    setProblems(reading.problems);
    const incoming = new Map(reading.rules.map((rule) => [rule.id, rule]));
    const changed = rules.map((rule) => incoming.get(rule.id) ?? rule);
    const added = reading.rules.filter((rule) => !rules.some((one) => one.id === rule.id));
    if (reading.rules.length > 0) editRules([...changed, ...added]);
  });
  const importMaps = (): void => {
    const taken = rules.map((rule) => `${rule.target.table}.${rule.target.column}`);
    const ids = rules.map((rule) => rule.id);
    const added = environment.maps
      .filter((map) => !taken.includes(`${map.table}.${map.target}`) && isMappable(map.table, map.target))
      .map((map): MappingRule => {
        const id = freeId(`${map.table}-${map.target}`.slice(0, 56), ids);
        ids.push(id);
        return {
          id,
          target: { table: map.table, column: map.target },
          value: { op: "column", column: map.source },
          onExisting: "fillBlank",
        };
      });
    editRules([...rules, ...added]);
  };
  const isMappable = (table: string, column: string): boolean => {
    const target = environment.metadata[table]?.columns[column];
    return (
      target !== undefined &&
      target.canUpdate &&
      target.kind !== "State" &&
      target.kind !== "Status" &&
      target.kind !== "Uniqueidentifier" &&
      column !== "originatingleadid"
    );
  };
  return (
    <>
      <SmallButton label={strings("import_maps")} onClick={importMaps} />
      <SmallButton label={strings("import_csv")} onClick={pick.open} />
      <Button
        size="small"
        appearance="subtle"
        onClick={() =>
          saveFile(
            "mapping.csv",
            writeRulesCsv(rules, (rule) => describeRule(rule, editor)),
            "text/csv",
          )
        }
      >
        {strings("export_csv")}
      </Button>
      {pick.input}
      {problems.slice(0, 10).map((problem) => (
        <MessageBar key={problem.path} intent="warning" layout="multiline">
          <MessageBarBody>{`${problem.path}: ${strings(`problem_${problem.code}`, problem.detail)}`}</MessageBarBody>
        </MessageBar>
      ))}
    </>
  );
}
