import type { ColumnMetadata } from "../dataverse/metadata";
import type { ColumnValue } from "../dataverse/row";
import { isLookup } from "../dataverse/row";
import { conditionHolds } from "../mapping/evaluate";
import type { MappedValue } from "../mapping/rule";
import type { Choices, QualifyContext } from "./context";
import type { Check, PlannedColumn, PlannedRecord, QualifyPlan } from "./types";
import { isSlotReference } from "./types";
import { hasValue, mappingContext } from "./values";

type Draft = Omit<QualifyPlan, "checks" | "hash">;

/**
 * Finds before the click what Dataverse would refuse after it, and what the profile asks for. Each check names the
 * place where it is settled.
 */
export function checkPlan(
  plan: Draft,
  context: QualifyContext,
  choices: Choices,
  failedRules: readonly MappedValue[],
): readonly Check[] {
  const checks = [
    ...checkLead(context),
    ...checkList(context, choices),
    ...failedRules.map(describeFailedRule),
    ...checkRights(plan, context),
    ...plan.records.flatMap((record) => checkRecord(record, context)),
    ...checkChanges("lead", "lead", plan.lead.columns, context),
  ];

  return checks.map((check) => {
    const reason = choices.overruled?.[check.key];

    return reason !== undefined && (check.mayOverrule ?? check.severity === "warn")
      ? { ...check, overruled: reason }
      : check;
  });
}

/** What the profile asks for before a lead is qualified. */
function checkList(context: QualifyContext, choices: Choices): readonly Check[] {
  const lead = { ...context.lead.values, ...choices.lead };
  const world = mappingContext(context, choices, lead);

  return context.profile.document.checklist
    .filter((item) => !item.when || conditionHolds(item.when, world))
    .filter((item) =>
      item.condition ? !conditionHolds(item.condition, world) : item.column ? !hasValue(lead[item.column]) : false,
    )
    .map((item) => ({
      id: "checklist",
      key: `checklist:${item.id}`,
      severity: item.level,
      slot: "lead",
      ...(item.column ? { column: item.column } : {}),
      text: item.label,
      ...(item.help ? { help: item.help } : {}),
      mayOverrule: item.overrule,
    }));
}

/** A rule without a result leaves its column as it would be without the rule; the seller should know. */
function describeFailedRule({ rule, column, result }: MappedValue): Check {
  return {
    id: "rule-failed",
    key: `rule-failed:${rule.id}`,
    severity: "warn",
    slot: rule.target.table,
    details: {
      rule: rule.note ?? rule.id,
      column,
      reason: "error" in result ? result.error.code : "",
      detail: "error" in result ? result.error.detail : "",
    },
  };
}

function checkLead(context: QualifyContext): readonly Check[] {
  const state = context.lead.values["statecode"];

  return state === undefined || state === 0
    ? []
    : [{ id: "lead-closed", key: "lead-closed", severity: "block", slot: "lead", details: { state: Number(state) } }];
}

/** The privileges that each part of the plan needs (facts/sales-qualification.md §1.2). */
function checkRights(plan: Draft, context: QualifyContext): readonly Check[] {
  const missing = context.missingRights ?? [];
  const needed = new Set(["prvReadLead", "prvWriteLead", "prvAppendLead", "prvAppendToLead"]);
  for (const record of plan.records) {
    const name = record.table.charAt(0).toUpperCase() + record.table.slice(1);
    if (record.action === "create")
      for (const verb of ["Create", "Append", "AppendTo"]) needed.add(`prv${verb}${name}`);
    if (record.action === "link" && record.columns.length > 0) needed.add(`prvWrite${name}`);
  }
  // Without Read on the maps QualifyLead itself fails (facts §1.2).
  for (const table of ["AttributeMap", "EntityMap"]) needed.add(`prvRead${table}`);

  return missing
    .filter((right) => needed.has(right))
    .map((right): Check => {
      const slot = plan.records.find((record) => right.toLowerCase().endsWith(record.table))?.slot;
      return {
        id: "right-missing",
        key: `right-missing:${right}`,
        severity: "block",
        ...(slot ? { slot } : {}),
        details: { right },
      };
    });
}

function checkRecord(record: PlannedRecord, context: QualifyContext): readonly Check[] {
  if (record.action === "none" || record.action === "join") return [];

  return [
    ...(record.action === "create" ? checkRequired(record, context) : checkActive(record, context)),
    ...checkChanges(record.slot, record.table, record.columns, context),
  ];
}

function checkActive(record: PlannedRecord, context: QualifyContext): readonly Check[] {
  const candidate = context.candidates.find((one) => one.table === record.table && one.row.id === record.id);
  const state = candidate?.row.values["statecode"];

  return state === undefined || state === 0
    ? []
    : [{ id: "inactive-record", key: `inactive-record:${record.slot}`, severity: "block", slot: record.slot }];
}

/** Forms enforce required columns, the Web API does not (facts §2): who qualifies here gets the form's promise. */
function checkRequired(record: PlannedRecord, context: QualifyContext): readonly Check[] {
  const columns = Object.values(context.metadata[record.table]?.columns ?? {});
  const lacks = (column: ColumnMetadata) => {
    const planned = record.columns.find((candidate) => candidate.column === column.logicalName);
    if (planned && isSlotReference(planned.value)) return false;

    return !hasValue(planned?.value as ColumnValue | undefined);
  };

  return columns
    .filter((column) => column.required === "ApplicationRequired" && column.canCreate && !hasDefault(column))
    .filter(lacks)
    .map((column) => ({
      id: "required-missing",
      key: `required-missing:${record.slot}.${column.logicalName}`,
      severity: "block",
      slot: record.slot,
      column: column.logicalName,
    }));
}

/** Columns that the platform fills itself when nothing is given. */
function hasDefault(column: ColumnMetadata): boolean {
  return (
    ["State", "Status", "Owner", "Boolean", "Uniqueidentifier"].includes(column.kind) ||
    ["transactioncurrencyid", "customerid", "pricelevelid", "fullname"].includes(column.logicalName)
  );
}

/** Length, range and options of every value that is going to be written. */
function checkChanges(
  slot: string,
  table: string,
  columns: readonly PlannedColumn[],
  context: QualifyContext,
): readonly Check[] {
  return columns.flatMap((planned): Check[] => {
    const column = context.metadata[table]?.columns[planned.column];
    const value = planned.value;
    if (!column || value === null || isSlotReference(value) || isLookup(value)) return [];
    const place = { slot, column: planned.column, severity: "block" as const };
    const key = `${slot}.${planned.column}`;
    if (typeof value === "string" && column.maxLength !== undefined && value.length > column.maxLength) {
      const details = { length: value.length, limit: column.maxLength };
      return [{ id: "too-long", key: `too-long:${key}`, ...place, details }];
    }
    if (typeof value === "number" && column.options && !column.options.some((option) => option.value === value)) {
      const id = planned.column === "statuscode" ? "status-not-in-target" : "not-an-option";
      return [{ id, key: `${id}:${key}`, ...place, details: { value } }];
    }
    if (typeof value === "number" && !column.options && outside(value, column)) {
      const details = { min: column.min ?? "", max: column.max ?? "" };
      return [{ id: "out-of-range", key: `out-of-range:${key}`, ...place, details }];
    }

    return [];
  });
}

function outside(value: number, column: ColumnMetadata): boolean {
  return (column.min !== undefined && value < column.min) || (column.max !== undefined && value > column.max);
}
