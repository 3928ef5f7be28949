import type { ColumnMetadata, TableMetadata } from "../../dataverse/metadata";
import { targetTables, type MappingRule, type TargetTable } from "..";
import { note, toFinding, type Finding, type LintOptions } from "./finding";
import type { CheckedRule } from "./lint";

/**
 * Rules on columns that a map of the platform fills too. Stock maps of opportunities cannot be removed since March 2024
 * (facts/sales-qualification.md §6), so the rule's value has to be written over theirs, and where its condition does not hold theirs stays.
 */
export function checkPlatformMaps(checked: readonly CheckedRule[], options: LintOptions): readonly Finding[] {
  return checked.flatMap(({ rule, index, column }): readonly Finding[] => {
    const map = options.platformMaps?.find(
      (one) => one.table === rule.target.table && one.target === rule.target.column,
    );
    if (!map) return [];
    const names = [
      column?.displayName ?? rule.target.column,
      options.metadata.lead?.columns[map.source]?.displayName ?? map.source,
    ];
    const isSame =
      rule.value.op === "column" && rule.value.through === undefined && rule.value.column === map.source && !rule.when;
    if (isSame && rule.onExisting === "keep") {
      return [
        {
          ...toFinding(note("redundantMap", "warning", ".target", names), rule, index),
          fix: { kind: "removeRule", label: "removeRule", id: rule.id } as const,
        },
      ];
    }
    if (isSame || rule.replacesPlatformMap) return [];
    const fix = { kind: "replaceRule", label: "replaceMap", rule: { ...rule, replacesPlatformMap: true } } as const;
    return [
      {
        ...toFinding(note("platformMap", "warning", ".target", [...names, rule.when ? "when" : ""]), rule, index),
        fix,
      },
    ];
  });
}

/** Columns that forms insist on and that neither a rule nor a map fills, or fills only sometimes. */
export function checkRequired(checked: readonly CheckedRule[], options: LintOptions): readonly Finding[] {
  const { platformMaps, metadata } = options;
  if (!platformMaps) return [];
  return targetTables.flatMap((name) => {
    const table = metadata[name];
    return table
      ? Object.values(table.columns).flatMap((column) =>
          isAskedFor(column, table) ? checkColumn(name, column, checked, options) : [],
        )
      : [];
  });
}

/** Required and to be filled by somebody: keys, owners, states and what the platform fills by itself are not. */
function isAskedFor(column: ColumnMetadata, table: TableMetadata): boolean {
  const isFilled =
    /^(ownerid|owningbusinessunit|transactioncurrencyid|exchangerate|createdon|modifiedon|createdby|modifiedby|statecode|statuscode)$/.test(
      column.logicalName,
    );
  const isKind =
    column.kind === "Uniqueidentifier" ||
    column.kind === "Owner" ||
    column.kind === "State" ||
    column.kind === "Status" ||
    column.kind === "Boolean";
  const isRequired = column.required === "ApplicationRequired" || column.required === "SystemRequired";
  return isRequired && column.canCreate && !isFilled && !isKind && column.logicalName !== table.primaryId;
}

function checkColumn(
  table: TargetTable,
  column: ColumnMetadata,
  checked: readonly CheckedRule[],
  options: LintOptions,
): readonly Finding[] {
  const isMapped = options.platformMaps?.some((map) => map.table === table && map.target === column.logicalName);
  if (isMapped) return [];
  const rules = checked.filter(({ rule }) => rule.target.table === table && rule.target.column === column.logicalName);
  if (rules.some(({ rule, inferred }) => !rule.when && !inferred.canBeBlank)) return [];
  const last = rules[rules.length - 1];
  if (last) {
    const of = [last.rule.value, { op: "constant", value: "–" }] as const;
    const fix =
      column.kind === "String"
        ? { label: "addDefault" as const, value: { op: "firstNonBlank" as const, of } }
        : undefined;
    return [
      toFinding({ ...note("requiredMayBeBlank", "info", ".value", [column.displayName]), fix }, last.rule, last.index),
    ];
  }
  const twin = options.metadata.lead?.columns[column.logicalName];
  const rule: MappingRule | undefined = twin && {
    id: `${table}-${column.logicalName}`,
    target: { table, column: column.logicalName },
    value: { op: "column", column: twin.logicalName },
    onExisting: "fillBlank",
  };
  return [
    {
      code: "requiredEmpty",
      severity: "warning",
      table,
      column: column.logicalName,
      place: "",
      args: [column.displayName, options.metadata[table]?.displayName ?? table],
      ...(rule ? { fix: { kind: "addRule", label: "addRule", rule } as const } : {}),
    },
  ];
}
