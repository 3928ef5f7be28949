import type { ColumnMetadata } from "../dataverse/metadata";
import type { ColumnValue, Row } from "../dataverse/row";
import { isLookup } from "../dataverse/row";
import type { MappedValue } from "../mapping/rule";
import { checkLead } from "./check-lead";
import { checkPrivileges, checkRows } from "./check-rights";
import type { Choices, QualifyContext } from "./context";
import type { Check, PlannedColumn, PlannedRecord, QualifyPlan } from "./types";
import { isSlotReference } from "./types";
import { hasValue, platformValues } from "./values";

type Draft = Omit<QualifyPlan, "checks" | "hash">;

/**
 * Finds before the click what Dataverse would refuse after it, and what the profile asks for. Each check names the
 * place where it is settled. `spared`: linked records as they would be filled if the user might write them.
 */
export function checkPlan(
  plan: Draft,
  context: QualifyContext,
  choices: Choices,
  failedRules: readonly MappedValue[],
  spared: readonly PlannedRecord[],
): readonly Check[] {
  const lead: Row = { ...context.lead.values, ...choices.lead };
  const checks = [
    ...checkLead(plan, context, choices),
    ...failedRules.map(describeFailedRule),
    ...checkPrivileges(plan, context),
    ...checkRows(plan, context, choices, spared),
    ...plan.records.flatMap((record) => checkRecord(record, context, choices, lead)),
    ...checkCurrency(plan, context),
    ...checkChanges("lead", "lead", plan.lead.columns, context),
  ];

  return checks.map((check) => {
    const reason = choices.overruled?.[check.key]?.trim();

    return reason && (check.mayOverrule ?? check.severity === "warn") ? { ...check, overruled: reason } : check;
  });
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

/** A currency that was deactivated or deleted since the lead was written; the lead's field offers those there are. */
function checkCurrency({ call, records }: Draft, { currencies }: QualifyContext): readonly Check[] {
  const known = currencies.find((currency) => currency.id === call.currencyId);
  if (!call.createOpportunity || !call.currencyId || currencies.length === 0 || (known && !known.inactive)) return [];
  const planned = records.flatMap((record) => record.columns).find(({ column }) => column === "transactioncurrencyid");
  const name = known?.name ?? (planned?.value as { readonly name?: string } | undefined)?.name ?? "";
  const place = { slot: "lead", column: "transactioncurrencyid" };

  return [{ id: "currency-missing", key: "currency-missing", severity: "block", ...place, details: { value: name } }];
}

function checkRecord(record: PlannedRecord, context: QualifyContext, choices: Choices, lead: Row): readonly Check[] {
  const { action, slot, table, columns } = record;
  if (action === "none" || action === "join") return [];
  if (action === "link") return [...checkActive(record, context), ...checkChanges(slot, table, columns, context)];
  const check = (planned: readonly PlannedColumn[]) => checkChanges(slot, table, planned, context, "canCreate");
  if (record.by !== "platform") return [...checkRequired(record, context), ...check(columns)];
  // The platform's maps fill the record before what is typed here gets there: what does not fit is changed on the lead.
  const mapped = platformValues(table, context, lead, choices.lead ?? {});
  const ours = columns.filter(({ source }) => source.kind !== "map");

  return [
    ...checkRequired(record, context),
    ...check(mapped).map((found) => {
      const { source } = mapped.find((one) => one.column === found.column) ?? {};
      const column = source?.kind === "map" ? source.column : undefined;

      return column ? { ...found, slot: "lead", column } : found;
    }),
    ...check(ours),
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

/** Column security, length, range and options of every value that is going to be written. */
function checkChanges(
  slot: string,
  table: string,
  columns: readonly PlannedColumn[],
  context: QualifyContext,
  right: "canCreate" | "canUpdate" = "canUpdate",
): readonly Check[] {
  return columns.flatMap((planned): Check[] => {
    const column = context.metadata[table]?.columns[planned.column];
    const value = planned.value;
    if (!column || value === null) return [];
    const place = { slot, column: planned.column, severity: "block" as const };
    const key = `${slot}.${planned.column}`;
    if (column.securedId && !column[right]) {
      const details = { column: column.displayName };
      return [{ id: "column-right", key: `column-right:${key}`, slot, severity: "block", details }];
    }
    if (isSlotReference(value) || isLookup(value)) return [];
    if (typeof value === "string" && column.maxLength !== undefined && value.length > column.maxLength) {
      const details = { length: value.length, limit: column.maxLength };
      return [{ id: "too-long", key: `too-long:${key}`, ...place, details }];
    }
    const option = column.options?.find((one) => one.value === value);
    if (column.kind === "Status" && slot !== "lead" && (option?.state ?? -1) !== 0) {
      const id = "status-not-in-target";
      return [{ id, key: `${id}:${key}`, slot, severity: "block", details: { value: value as number } }];
    }
    if (typeof value === "number" && column.options && !option) {
      return [{ id: "not-an-option", key: `not-an-option:${key}`, ...place, details: { value } }];
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
