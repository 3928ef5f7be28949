/** The values of CrmParameters at the place where a command stands (facts/solution-package.md §3.3). */
import { knownTable, type GridPort, type GridRow } from "../form-model";
import { braced } from "../xrm/form-data";
import { formContextOf } from "../xrm/form-context";
import { controlOf } from "../xrm/form-control";
import { gridContextOf } from "../xrm/grid-control";
import { host } from "../xrm/state";
import type { ParameterDefinition } from "./definition";
import type { CommandSource } from "./source";

/** What the function gets as CommandProperties; a populating command writes `PopulationXML` into it. */
export interface CommandProperties {
  SourceControlId: string;
  CommandValueId: string;
  MenuItemId: string;
  PopulationXML?: string;
}

interface ItemReference {
  readonly Id: string;
  readonly Name: string;
  readonly TypeCode: number;
  readonly TypeName: string;
}

export function parameterValues(
  parameters: readonly ParameterDefinition[],
  source: CommandSource,
  properties: CommandProperties,
): unknown[] {
  return parameters.map((parameter) => parameterValue(parameter, source, properties));
}

export function parameterValue(
  { kind, value }: ParameterDefinition,
  source: CommandSource,
  properties: CommandProperties,
): unknown {
  switch (kind) {
    case "string":
      return value;
    case "bool":
      return value === "true" || value === "1";
    case "int":
    case "decimal":
      return Number(value);
    case "crm":
      return crmValue(value, source, properties);
  }
}

function crmValue(name: string, source: CommandSource, properties: CommandProperties): unknown {
  const form = source.kind === "grid" ? undefined : source.form;
  const grid = source.kind === "form" ? undefined : source.grid;
  const primaryTable = form?.table.logicalName ?? source.table;
  switch (name) {
    case "PrimaryEntityTypeName":
      return primaryTable;
    case "PrimaryEntityTypeCode":
      return codeOf(primaryTable);
    case "PrimaryItemIds":
      return form?.entityId ? [braced(form.entityId)] : [];
    case "FirstPrimaryItemId":
      return braced(form?.entityId);
    case "PrimaryControl":
      return form ? formContextOf(form) : grid && gridContextOf(grid);
    case "PrimaryControlId":
      return form ? "crmForm" : "entity_control";
    case "SelectedEntityTypeName":
      return source.table;
    case "SelectedEntityTypeCode":
      return codeOf(source.table);
    case "FirstSelectedItemId":
      return grid?.selectedIds[0] ?? braced(form?.entityId);
    case "SelectedControl":
      return selectedControl(source);
    case "OrgName":
      return host().organization.uniqueName;
    case "OrgLcid":
      return host().organization.languageId;
    case "UserLcid":
      return host().user.languageId;
    case "CommandProperties":
      return properties;
    default:
      return itemValue(name, grid);
  }
}

/** In a sub-grid the selected control is that of the form, so that its handlers and notifications are the same. */
function selectedControl(source: CommandSource): unknown {
  if (source.kind === "form") return formContextOf(source.form);
  if (source.kind === "grid") return gridContextOf(source.grid);
  const control = source.form.controls.get(source.controlName);
  return control ? controlOf(source.form, control) : gridContextOf(source.grid);
}

function codeOf(table: string): number {
  return knownTable(table)?.objectTypeCode ?? 0;
}

/** `SelectedControl<Which>Item<What>`, such as SelectedControlSelectedItemReferences. */
function itemValue(name: string, grid: GridPort | undefined): unknown {
  const [, which, what] = /^SelectedControl(Selected|All|Unselected)Item(Count|Ids|References)$/.exec(name) ?? [];
  if (!which) return null;
  const isSelected = (row: GridRow): boolean => grid?.selectedIds.includes(row.id) ?? false;
  const rows = (grid?.rows ?? []).filter((row) => which === "All" || isSelected(row) === (which === "Selected"));
  if (what === "Count") return which === "Selected" ? (grid?.selectedIds.length ?? 0) : rows.length;
  if (what === "Ids") return which === "Selected" ? [...(grid?.selectedIds ?? [])] : rows.map(({ id }) => id);
  return rows.map(referenceOf);
}

function referenceOf(row: GridRow): ItemReference {
  return { Id: row.id, Name: row.name, TypeCode: codeOf(row.entityName), TypeName: row.entityName };
}
