import type { Metadata } from "../../dataverse/metadata";
import type { Expression, MappingRule, TargetTable } from "..";

/** `error`: the rule cannot work. `warning`: it will fail or lose something for some leads. `info`: worth knowing, nothing is wrong. */
export type Severity = "error" | "warning" | "info";

export type FindingCode =
  | "unknownColumn"
  | "unreadable"
  | "unknownTable"
  | "unknownTarget"
  | "notWritable"
  | "systemColumn"
  | "badTemplate"
  | "wrongType"
  | "impossible"
  | "wrongTable"
  | "mayBeWrongTable"
  | "unknownOption"
  | "missingOption"
  | "unknownSourceOption"
  | "labelsDiffer"
  | "mayBeTooLong"
  | "tooLong"
  | "mayBeOutOfRange"
  | "outOfRange"
  | "losesDecimals"
  | "losesTime"
  | "format"
  | "mayFail"
  | "divideByZero"
  | "alwaysBlank"
  | "sameTarget"
  | "platformMap"
  | "redundantMap"
  | "requiredEmpty"
  | "requiredMayBeBlank"
  | "cannotAppend"
  | "loosensConsent"
  | "loop"
  | "tooDeep";

/** What the editor does on click. */
export type Fix =
  | { readonly kind: "replaceRule"; readonly label: FixLabel; readonly rule: MappingRule }
  | { readonly kind: "removeRule"; readonly label: FixLabel; readonly id: string }
  | { readonly kind: "addRule"; readonly label: FixLabel; readonly rule: MappingRule };

export type FixLabel =
  | "blankInstead"
  | "truncate"
  | "clamp"
  | "round"
  | "asEmail"
  | "tableByLabel"
  | "useColumn"
  | "removeRule"
  | "addRule"
  | "addDefault"
  | "replaceMap"
  | "fillBlank"
  | "ask"
  | "dropRows"
  | "enableSeparator";

/** One thing that is wrong or worth knowing. `place` is a JSON path inside the list of rules; `args` fill the message of the code. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly ruleId?: string;
  readonly table: TargetTable;
  readonly column: string;
  readonly place: string;
  readonly args: readonly string[];
  readonly fix?: Fix;
}

/** A map of the platform from the lead to a record (`attributemap`). */
export interface PlatformMap {
  readonly table: TargetTable;
  readonly source: string;
  readonly target: string;
}

export interface LintOptions {
  readonly metadata: Metadata;
  /** Absent: not known, so nothing is said about maps and about required columns. */
  readonly platformMaps?: readonly PlatformMap[];
  /** `table.column` of columns that the sellers' roles may not write, beside what the metadata says. */
  readonly unwritable?: readonly string[];
  readonly consentColumns?: readonly string[];
}

/** A finding under way, before rule and target are known. */
export interface Remark {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly path: string;
  readonly args: readonly string[];
  readonly fix?: { readonly label: FixLabel; readonly value: Expression };
}

/** The rules after a fix. */
export function applyFix(rules: readonly MappingRule[], fix: Fix): readonly MappingRule[] {
  switch (fix.kind) {
    case "replaceRule":
      return rules.map((rule) => (rule.id === fix.rule.id ? fix.rule : rule));
    case "removeRule":
      return rules.filter((rule) => rule.id !== fix.id);
    case "addRule":
      return [...rules, fix.rule];
  }
}

/** A remark without a fix. */
export function note(code: FindingCode, severity: Severity, path: string, args: readonly string[] = []): Remark {
  return { code, severity, path, args };
}

/** A remark as a finding of its rule. */
export function toFinding(remark: Remark, rule: MappingRule, index: number): Finding {
  const { code, severity, args, fix } = remark;
  return {
    code,
    severity,
    args,
    ruleId: rule.id,
    ...rule.target,
    place: `[${index}]${remark.path}`,
    ...(fix ? { fix: { kind: "replaceRule", label: fix.label, rule: { ...rule, value: fix.value } } } : {}),
  };
}
