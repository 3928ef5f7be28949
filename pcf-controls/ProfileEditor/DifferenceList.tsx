import * as React from "react";
import type { ColumnValue } from "../../core/dataverse/row";
import type { Condition, Expression, MappingRule } from "../../core/mapping";
import type { Difference } from "../../core/profile";
import { useEditor, type Editor } from "./context";
import { describeCondition, describeConstant, describeExpression, describeRule } from "./sentence";
import { useEditorStyles } from "./styles";

/** Changes between two documents, each in one readable line. */
export function DifferenceList({ differences }: { readonly differences: readonly Difference[] }): React.ReactElement {
  const editor = useEditor();
  const styles = useEditorStyles();
  if (differences.length === 0) return <span className={styles.subtle}>{editor.strings("no_difference")}</span>;
  return (
    <ul>
      {differences.slice(0, 200).map((difference) => (
        <li key={difference.path + difference.kind}>
          <span
            className={styles.changed}
          >{`${editor.strings(`page_${difference.part}`)} · ${editor.strings(`difference_${difference.kind}`)}`}</span>{" "}
          <code className={styles.subtle}>{difference.path.replace(/^\$\.[^.[]+\.?/, "")}</code>
          <div className={styles.subtle}>{sideBySide(difference, editor)}</div>
        </li>
      ))}
    </ul>
  );
}

function sideBySide({ kind, before, after }: Difference, editor: Editor): string {
  if (kind === "moved") return "";
  return [
    kind === "added" ? undefined : describe(before, editor),
    kind === "removed" ? undefined : describe(after, editor),
  ]
    .filter((part) => part !== undefined)
    .join(" → ");
}

/** Rules, expressions and conditions as sentences, everything else as it is. */
function describe(value: unknown, editor: Editor): string {
  if (value === undefined) return "–";
  if (typeof value !== "object" || value === null) return describeConstant(value as ColumnValue, undefined, editor);
  if ("target" in value) return describeRule(value as MappingRule, editor);
  if ("op" in value) return describeExpression(value as Expression, editor);
  if ("test" in value || "all" in value || "any" in value || "not" in value)
    return describeCondition(value as Condition, editor);
  return "label" in value ? String(value.label) : JSON.stringify(value).slice(0, 200);
}
