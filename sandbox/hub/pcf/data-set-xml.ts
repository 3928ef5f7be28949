/** Wishes of a data set control as FetchXML. */
import type { DataSetFilter, DataSetLink } from "../form-model";

/** ConditionOperator of the control's typings, as FetchXML calls it. */
const operators: Readonly<Record<number, string>> = {
  0: "eq",
  1: "ne",
  2: "gt",
  3: "lt",
  4: "ge",
  5: "le",
  6: "like",
  8: "in",
  12: "null",
  14: "yesterday",
  15: "today",
  16: "tomorrow",
  17: "last-seven-days",
  18: "next-seven-days",
  19: "last-week",
  20: "this-week",
  22: "last-month",
  23: "this-month",
  25: "on",
  26: "on-or-before",
  27: "on-or-after",
  28: "last-year",
  29: "this-year",
  33: "last-x-hours",
  34: "next-x-hours",
  37: "last-x-weeks",
  38: "next-x-weeks",
  49: "contain-values",
  70: "not-null",
  75: "above",
  76: "under",
  77: "not-under",
  78: "eq-or-above",
  79: "eq-or-under",
  87: "contain-values",
};

/** @throws when a condition has an operator that the typings do not name */
export function filterXmlOf(filter: DataSetFilter): string {
  const parts = [...filter.conditions.map(conditionXml), ...(filter.filters ?? []).map((inner) => filterXmlOf(inner))];

  return `<filter type="${filter.filterOperator === 1 ? "or" : "and"}">${parts.join("")}</filter>`;
}

function conditionXml({
  attributeName,
  conditionOperator,
  value,
  entityAliasName,
}: DataSetFilter["conditions"][number]): string {
  const operator = operators[conditionOperator];
  if (!operator) throw new Error(`A data set filter has no condition operator ${conditionOperator}.`);
  const alias = entityAliasName ? ` entityname="${escape(entityAliasName)}"` : "";
  const head = `<condition${alias} attribute="${escape(attributeName)}" operator="${operator}"`;
  if (Array.isArray(value)) {
    return `${head}>${value.map((one) => `<value>${escape(String(one))}</value>`).join("")}</condition>`;
  }

  return value === undefined || value === null || value === ""
    ? `${head} />`
    : `${head} value="${escape(String(value))}" />`;
}

export function linkXmlOf({ name, from, to, linkType, alias }: DataSetLink): string {
  const attributes = Object.entries({ name, from, to, "link-type": linkType || "inner", alias });

  return `<link-entity ${attributes.map(([key, value]) => `${key}="${escape(value)}"`).join(" ")} />`;
}

function escape(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");
}
