/** Rules about the record, the form and the selection. */
import { loadTable, loadTableNames, type FormModel } from "../form-model";
import type { Verdict } from "./rules";
import type { CommandSource } from "./source";

const formStates: Readonly<Record<string, readonly number[]>> = {
  Create: [1],
  Existing: [2],
  ReadOnly: [3],
  Disabled: [4],
  BulkEdit: [6],
};

export async function checkData(rule: Element, source: CommandSource): Promise<Verdict> {
  const form = source.kind === "grid" ? undefined : source.form;
  switch (rule.nodeName) {
    case "FormStateRule":
      return form && (formStates[rule.getAttribute("State") ?? ""] ?? []).includes(form.formType);
    case "FormTypeRule":
      return form && rule.getAttribute("Type") === "Main";
    case "FormEntityContextRule":
      return form && form.table.logicalName === rule.getAttribute("EntityName");
    case "ValueRule":
      return form && matches(form, rule.getAttribute("Field") ?? "", rule.getAttribute("Value") ?? "");
    case "SelectionCountRule":
      return countFits(rule, source);
    case "EntityRule":
      return entityFits(rule, source);
    case "OptionSetRule":
      return hasOneStatus(rule);
    case "EntityPropertyRule":
      return propertyFits(rule, source);
    case "ReferencingAttributeRequiredRule":
    case "RelationshipTypeRule":
      return rule.nodeName === "RelationshipTypeRule" && source.kind === "subgrid"
        ? relationshipFits(rule.getAttribute("RelationshipType"), source)
        : undefined;
    default:
      return undefined;
  }
}

/** A column that no control shows is compared as it is stored. */
function matches(form: FormModel, field: string, wanted: string): boolean {
  const attribute = form.attributes.get(field);
  const value = attribute ? attribute.value : (form.row?.[field] ?? null);
  if (value === null || value === undefined) return wanted === "" || wanted === "null";
  if (typeof value === "boolean") return (wanted === "1" || wanted.toLowerCase() === "true") === value;
  return String(value).toLowerCase() === wanted.toLowerCase();
}

function countFits(rule: Element, source: CommandSource): Verdict {
  const count = source.kind === "form" ? (source.form.entityId ? 1 : 0) : source.grid.selectedIds.length;
  const minimum = Number(rule.getAttribute("Minimum") ?? 0);
  const maximum = rule.getAttribute("Maximum");
  return count >= minimum && (maximum === null || count <= Number(maximum));
}

/** `Context` and `AppliesTo` say where the command stands. */
function entityFits(rule: Element, source: CommandSource): Verdict {
  const name = rule.getAttribute("EntityName");
  const context = rule.getAttribute("Context");
  const table =
    rule.getAttribute("AppliesTo") === "PrimaryEntity" && source.kind === "subgrid"
      ? source.form.table.logicalName
      : source.table;
  if (name && name !== table) return false;
  if (!context) return true;
  if (context === "Form") return source.kind === "form";
  if (context === "HomepageGrid") return source.kind === "grid";
  return source.kind === "subgrid" && context.startsWith("SubGrid");
}

/** Holds when the state has exactly one status reason (facts/solution-package.md §3.1). */
async function hasOneStatus(rule: Element): Promise<Verdict> {
  const code = Number(rule.getAttribute("ObjectTypeCode"));
  const state = Number(rule.getAttribute("StateCode"));
  const names = await loadTableNames();
  const table = [...names.values()].find(({ objectTypeCode }) => objectTypeCode === code)?.logicalName;
  if (!table) return undefined;
  const info = await loadTable(table);
  const options = info.attributes.get("statuscode")?.options ?? [];
  return options.filter((option) => option.state === state).length === 1;
}

function relationshipFits(wanted: string | null, { grid }: CommandSource & { kind: "subgrid" }): boolean {
  const { relationship } = grid;
  const kind = relationship ? (relationship.isManyToMany ? "ManyToMany" : "OneToMany") : "NoRelationship";
  return wanted === null || wanted === kind;
}

/** Names of EntityPropertyRule and where the metadata has them. */
const properties: Readonly<Record<string, string>> = {
  DuplicateDetectionEnabled: "IsDuplicateDetectionEnabled",
  GridFiltersEnabled: "IsValidForAdvancedFind",
  HasStateCode: "IsStateModelAware",
  IsConnectionsEnabled: "IsConnectionsEnabled",
  MailMergeEnabled: "IsMailMergeEnabled",
  WorksWithQueue: "IsValidForQueue",
  HasActivities: "HasActivities",
  IsActivity: "IsActivity",
  HasNotes: "HasNotes",
};

async function propertyFits(rule: Element, source: CommandSource): Promise<Verdict> {
  const name = rule.getAttribute("PropertyName") ?? "";
  const info = await loadTable(rule.getAttribute("EntityName") ?? source.table);
  const wanted = rule.getAttribute("PropertyValue") !== "false";
  if (name === "HasStateCode") return info.attributes.has("statecode") === wanted;
  const raw = info.raw[properties[name] ?? name];
  const value = typeof raw === "object" && raw !== null ? (raw as { Value?: unknown }).Value : raw;
  return typeof value === "boolean" ? value === wanted : undefined;
}
