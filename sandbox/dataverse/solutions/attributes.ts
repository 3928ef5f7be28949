import type { Column, ColumnType, Label, Option, OptionSet, RequiredLevel } from "../metadata/model";
import { SolutionProblem } from "./problems";
import { attribute, child, children, childFlag, childNumber, childText, type Element } from "./xml";

/** `Type` of customizations.xml -> the platform's attribute type (facts/solution-package.md §1.6). */
const types: Readonly<Record<string, ColumnType>> = {
  primarykey: "Uniqueidentifier",
  uniqueidentifier: "Uniqueidentifier",
  nvarchar: "String",
  ntext: "Memo",
  int: "Integer",
  bigint: "BigInt",
  timestamp: "BigInt",
  decimal: "Decimal",
  float: "Double",
  money: "Money",
  bit: "Boolean",
  datetime: "DateTime",
  picklist: "Picklist",
  multiselectpicklist: "MultiSelectPicklist",
  state: "State",
  status: "Status",
  lookup: "Lookup",
  customer: "Customer",
  owner: "Owner",
  partylist: "PartyList",
  image: "Image",
  file: "File",
  entityname: "EntityName",
  virtual: "Virtual",
};

const requiredLevels: Readonly<Record<string, RequiredLevel>> = {
  none: "None",
  recommended: "Recommended",
  required: "ApplicationRequired",
  systemrequired: "SystemRequired",
};

const dateBehaviors = { 1: "UserLocal", 2: "DateOnly", 3: "TimeZoneIndependent" } as const;

/** Texts by language from `displaynames/displayname@description@languagecode` and the like. */
export function labelsOf(parent: Element | undefined, otherwise: string): Label {
  const found = children(parent)
    .map((element) => [Number(attribute(element, "languagecode")), attribute(element, "description") ?? ""] as const)
    .filter(([code, text]) => Number.isFinite(code) && text !== "");
  const label = Object.fromEntries(found);
  return label[1033] === undefined ? { ...label, 1033: found[0]?.[1] ?? otherwise } : label;
}

/** Reads one `attribute` of a table. `targets` are the tables that relationships connect a lookup with. */
export function readColumn(
  table: string,
  element: Element,
  targets: readonly string[],
  globalOptionSets: ReadonlyMap<string, OptionSet>,
): Column {
  const logicalName = (childText(element, "LogicalName") ?? childText(element, "Name") ?? "").toLowerCase();
  const typeName = (childText(element, "Type") ?? "").toLowerCase();
  const type = types[typeName];
  if (!type)
    throw new SolutionProblem(
      "customizations.xml",
      `${table}.${logicalName}`,
      `The column type '${typeName}' is not known.`,
      "Use a type of the platform's schema.",
    );
  const schemaName = attribute(element, "PhysicalName") ?? logicalName;
  const isLookup = type === "Lookup" || type === "Customer" || type === "Owner";

  return {
    logicalName,
    schemaName,
    type,
    label: labelsOf(child(element, "displaynames"), schemaName),
    description: labelsOf(child(element, "Descriptions"), ""),
    required: requiredLevels[(childText(element, "RequiredLevel") ?? "none").toLowerCase()] ?? "None",
    canCreate: childFlag(element, "ValidForCreateApi", true),
    canUpdate: childFlag(element, "ValidForUpdateApi", true),
    canRead: childFlag(element, "ValidForReadApi", true),
    isCustom: childFlag(element, "IsCustomField", true),
    stored: type !== "PartyList" && type !== "Virtual",
    isSecured: childFlag(element, "IsSecured"),
    ...lengthOf(element, type),
    ...rangeOf(element, type),
    ...dateOf(element, type),
    ...choiceOf(table, logicalName, element, type, globalOptionSets),
    ...(isLookup ? { targets: lookupTargets(type, targets) } : {}),
    ...(childText(element, "AutoNumberFormat") ? { autoNumberFormat: childText(element, "AutoNumberFormat") } : {}),
  };
}

function lookupTargets(type: ColumnType, targets: readonly string[]): readonly string[] {
  if (type === "Owner") return ["systemuser", "team"];
  return type === "Customer" ? ["account", "contact"] : targets;
}

function lengthOf(element: Element, type: ColumnType): Partial<Column> {
  if (type !== "String" && type !== "Memo") return {};
  const formats: Readonly<Record<string, string>> = {
    email: "Email",
    url: "Url",
    phone: "Phone",
    textarea: "TextArea",
    text: "Text",
  };
  return {
    maxLength: childNumber(element, "MaxLength") ?? (type === "Memo" ? 2000 : 100),
    format: formats[(childText(element, "Format") ?? "text").toLowerCase()] ?? "Text",
  };
}

function rangeOf(element: Element, type: ColumnType): Partial<Column> {
  if (!["Integer", "BigInt", "Decimal", "Double", "Money"].includes(type)) return {};
  return {
    min: childNumber(element, "MinValue"),
    max: childNumber(element, "MaxValue"),
    ...(type === "Integer" || type === "BigInt"
      ? { format: "None" }
      : { precision: childNumber(element, "Accuracy") ?? 2 }),
    ...(type === "Money" ? { precisionSource: childNumber(element, "AccuracySource") ?? 2 } : {}),
  };
}

function dateOf(element: Element, type: ColumnType): Partial<Column> {
  if (type !== "DateTime") return {};
  const behavior = childNumber(element, "Behavior") ?? 1;
  return {
    format: (childText(element, "Format") ?? "date").toLowerCase() === "datetime" ? "DateAndTime" : "DateOnly",
    dateBehavior: dateBehaviors[behavior as 1 | 2 | 3] ?? "UserLocal",
  };
}

function choiceOf(
  table: string,
  column: string,
  element: Element,
  type: ColumnType,
  globalOptionSets: ReadonlyMap<string, OptionSet>,
): Partial<Column> {
  if (!["Boolean", "Picklist", "MultiSelectPicklist", "State", "Status"].includes(type)) return {};
  const globalName = childText(element, "OptionSetName");
  const own = child(element, "optionset");
  const optionSet = own ? readOptionSet(own, `${table}_${column}`, false) : globalOptionSets.get(globalName ?? "");
  if (!optionSet)
    throw new SolutionProblem(
      "customizations.xml",
      `${table}.${column}`,
      `The choice '${globalName ?? ""}' is neither in the solution nor in the environment.`,
      "Add the <optionset>.",
    );
  const standard = childNumber(element, "AppDefaultValue");
  const hasDefault = standard !== undefined && optionSet.options.some((option) => option.value === standard);

  return { optionSet, ...(hasDefault ? { defaultValue: type === "Boolean" ? standard === 1 : standard } : {}) };
}

/** Reads an `optionset`: options, states with their default status, statuses with their state. */
export function readOptionSet(element: Element, fallbackName: string, isGlobal: boolean): OptionSet {
  const options = [
    ...children(child(element, "options"), "option"),
    ...children(child(element, "states"), "state"),
    ...children(child(element, "statuses"), "status"),
  ].map(readOption);

  return {
    name: attribute(element, "Name") ?? fallbackName,
    isGlobal,
    label: labelsOf(child(element, "displaynames"), fallbackName),
    options,
  };
}

function readOption(element: Element): Option {
  const state = attribute(element, "state");
  const standard = attribute(element, "defaultstatus");
  const invariantName = attribute(element, "invariantname");
  const color = attribute(element, "Color");
  return {
    value: Number(attribute(element, "value")),
    label: labelsOf(child(element, "labels"), invariantName ?? attribute(element, "value") ?? ""),
    ...(color ? { color } : {}),
    ...(state === undefined ? {} : { state: Number(state) }),
    ...(standard === undefined ? {} : { defaultStatus: Number(standard) }),
    ...(invariantName === undefined ? {} : { invariantName }),
  };
}
