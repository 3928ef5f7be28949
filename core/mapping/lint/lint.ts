import type { ColumnMetadata } from "../../dataverse/metadata";
import { columnOf, type MappingRule, stricterConsent } from "..";
import { note, toFinding, type Finding, type LintOptions, type Remark, type Severity } from "./finding";
import { checkFit } from "./fit";
import { Inference } from "./infer";
import { findLoops } from "./loops";
import { checkPlatformMaps, checkRequired } from "./tables";
import type { Inferred } from "./shape";

/** What a rule yields, kept for the checks that look at several rules. */
export interface CheckedRule {
  readonly rule: MappingRule;
  readonly index: number;
  readonly column: ColumnMetadata | undefined;
  readonly inferred: Inferred;
}

/** Everything that is wrong with the rules or worth knowing, in the order of the rules, errors first within one. Never throws. */
export function lintMapping(rules: readonly MappingRule[], options: LintOptions): readonly Finding[] {
  const checked: CheckedRule[] = [];
  const findings = rules.flatMap((rule, index) => (rule.disabled ? [] : checkRule(rule, index, options, checked)));
  const all = [
    ...findings,
    ...findShadowed(checked),
    ...findLoops(checked, options.metadata),
    ...checkPlatformMaps(checked, options),
    ...checkRequired(checked, options),
  ];
  const rank: Record<Severity, number> = { error: 0, warning: 1, info: 2 };
  const place = (finding: Finding): number => {
    const index = rules.findIndex((rule) => rule.id === finding.ruleId);
    return index < 0 ? rules.length : index;
  };
  return [...all].sort((left, right) => place(left) - place(right) || rank[left.severity] - rank[right.severity]);
}

/** Whether rules with these findings always evaluate: no error, no warning. */
export function isClean(findings: readonly Finding[]): boolean {
  return findings.every((finding) => finding.severity === "info");
}

function checkRule(rule: MappingRule, index: number, options: LintOptions, checked: CheckedRule[]): readonly Finding[] {
  const inference = new Inference(options.metadata);
  const inferred = inference.infer(rule.value, ".value");
  if (rule.when) inference.checkCondition(rule.when, ".when");
  const column = columnOf(options.metadata, rule.target.table, rule.target.column);
  checked.push({ rule, index, column, inferred });
  const remarks = [
    ...inference.remarks,
    ...(column ? [...checkTarget(rule, column, options), ...checkFit(rule, column, inferred, options.metadata)] : []),
  ];
  if (!column) remarks.push(note("unknownTarget", "error", ".target.column", [rule.target.column, rule.target.table]));
  remarks.push(...checkRisks(rule, inferred), ...checkBlank(inferred, remarks));
  return remarks.map((remark) => toFinding(remark, rule, index));
}

function checkTarget(rule: MappingRule, column: ColumnMetadata, options: LintOptions): readonly Remark[] {
  const remarks: Remark[] = [];
  const table = options.metadata[rule.target.table];
  const isKey = column.logicalName === table?.primaryId;
  const isState =
    column.kind === "State" ||
    column.kind === "Status" ||
    /^(originatingleadid|stageid|processid|traversedpath)$/.test(column.logicalName);
  const isSecured = options.unwritable?.includes(`${rule.target.table}.${column.logicalName}`) ?? false;
  if (isKey || isState) remarks.push(note("systemColumn", "error", ".target.column", [column.displayName]));
  else if (!column.canUpdate || isSecured)
    remarks.push(note("notWritable", "error", ".target.column", [column.displayName]));
  const canAppend = column.kind === "String" || column.kind === "Memo" || column.kind === "MultiSelectPicklist";
  if (rule.onExisting === "append" && !canAppend)
    remarks.push(note("cannotAppend", "warning", ".onExisting", [column.displayName]));
  if (rule.onExisting === "overwrite" && stricterConsent(column.logicalName, options.consentColumns) !== undefined) {
    remarks.push(note("loosensConsent", "info", ".onExisting", [column.displayName]));
  }
  return remarks;
}

/** One finding for the first thing that may go wrong; the fix takes care of all of them. */
function checkRisks(rule: MappingRule, inferred: Inferred): readonly Remark[] {
  const [risk] = inferred.risks;
  if (!risk) return [];
  const codes = [...new Set(inferred.risks.map((one) => one.code))];
  return [
    {
      code: "mayFail",
      severity: "warning",
      path: risk.path,
      args: codes,
      fix: { label: "blankInstead", value: { op: "ifError", of: rule.value } },
    },
  ];
}

function checkBlank(inferred: Inferred, remarks: readonly Remark[]): readonly Remark[] {
  const isKnown = remarks.every((remark) => remark.severity !== "error" && remark.code !== "unknownTable");
  return isKnown && inferred.shapes.length === 0 ? [note("alwaysBlank", "warning", ".value")] : [];
}

/** Of several rules for one column those after the first unconditional one never run. */
function findShadowed(checked: readonly CheckedRule[]): readonly Finding[] {
  const decided = new Map<string, CheckedRule>();
  return checked.flatMap(({ rule, index, column, inferred }) => {
    const key = `${rule.target.table}.${rule.target.column}`;
    const first = decided.get(key);
    if (!first && !rule.when) decided.set(key, { rule, index, column, inferred });
    if (!first) return [];
    const finding = toFinding(
      note("sameTarget", "error", ".target", [column?.displayName ?? rule.target.column, String(first.index + 1)]),
      rule,
      index,
    );
    return [{ ...finding, fix: { kind: "removeRule", label: "removeRule", id: rule.id } as const }];
  });
}
