/** Failures, checks and sources in the seller's words. */
import type { Failure } from "../../core/dataverse/failure";
import type { ColumnMetadata, Metadata } from "../../core/dataverse/metadata";
import type { ColumnValue } from "../../core/dataverse/row";
import { isLookup, isSlotReference } from "../../core";
import type { Check, PlannedValue, Source } from "../../core/plan/types";
import type { Format } from "./host";
import type { Strings } from "./strings";

export interface Words {
  readonly title: string;
  readonly text: string;
}

/** What happened and what to do. The platform's own words follow where they say more than ours. */
export function describeFailure(failure: Failure, strings: Strings): Words {
  const own = ["invalid", "refused", "denied", "server", "duplicate"].includes(failure.kind) ? failure.message : "";

  return {
    title: strings(`failure_${failure.kind}`),
    text: [strings(`failure_${failure.kind}_do`, failure.message), own].filter(Boolean).join(" "),
  };
}

/** A check, naming the column by its label. */
export function describeCheck(check: Check, metadata: Metadata, strings: Strings): string {
  if (check.text) return [check.text, check.help].filter(Boolean).join(" \u2013 ");
  const table = check.slot === "lead" ? "lead" : (check.slot ?? "").split(":")[0];
  const column = metadata[table ?? ""]?.columns[check.column ?? ""]?.displayName ?? check.column ?? "";
  const noun = table ? strings(`noun_${table}`) : "";
  const { details = {}, id } = check;
  const warns = check.severity === "warn" && ["row-right", "process-not-on-lead"].includes(id);
  const party = id === "stage-missing" && !column;
  const key = `check_${id.replace(/-/g, "_")}${warns ? "_warn" : party ? "_party" : ""}`;
  if (id === "rule-failed") return strings(key, details["rule"] ?? "", details["detail"] ?? "");
  if (id === "right-missing") return strings(key, describeRight(String(details["right"]), strings));
  if (id === "row-right") {
    const right = strings(`right_${String(details["right"]).toLowerCase()}`, details["record"] || noun);

    return strings(key, right, details["owner"] || strings("its_owner"));
  }

  return strings(key, column, noun, ...Object.values(details));
}

/** prvCreateAccount -> "create account". */
function describeRight(right: string, strings: Strings): string {
  const match = /^prv(Create|Read|Write|AppendTo|Append)(.+)$/.exec(right);
  const table = (match?.[2] ?? right).toLowerCase();
  const nouns = ["lead", "account", "contact", "opportunity"];
  const noun = nouns.includes(table) ? strings(`noun_${table}`) : (match?.[2] ?? right);

  return strings(`right_${(match?.[1] ?? "Read").toLowerCase()}`, noun);
}

export function describeSource(source: Source, lead: Metadata[string] | undefined, strings: Strings): string {
  switch (source.kind) {
    case "map": {
      const column = source.column ? (lead?.columns[source.column]?.displayName ?? source.column) : undefined;
      return column ? strings("source_map", column) : strings("source_map_unknown");
    }
    case "rule":
      return strings("source_rule", source.text ?? source.rule);
    default:
      return strings(`source_${source.kind}`);
  }
}

/** A value as the user is used to read it. */
export function describeValue(
  value: PlannedValue | undefined,
  column: ColumnMetadata | undefined,
  strings: Strings,
  format: Format,
  symbol = "",
): string {
  if (value === undefined || value === null || value === "") return strings("value_empty");
  if (isSlotReference(value)) return strings("value_new", strings(`noun_${value.table}`));
  if (isLookup(value as ColumnValue)) return (value as { name?: string }).name ?? "\u2026";
  if (Array.isArray(value)) return value.map((one: number) => optionLabel(column, one)).join(", ");
  if (typeof value === "boolean") return optionLabel(column, value ? 1 : 0);
  if (typeof value === "number") {
    if (column?.options) return optionLabel(column, value);
    return column?.kind === "Money"
      ? format.money(value, column.precision ?? 2, symbol)
      : format.number(value, column?.precision ?? 0);
  }
  if (typeof value === "string" && column?.kind === "DateTime") {
    return column.format === "DateOnly" ? format.date(value) : format.dateTime(value);
  }

  return String(value);
}

function optionLabel(column: ColumnMetadata | undefined, value: number): string {
  return column?.options?.find((option) => option.value === value)?.label ?? String(value);
}
