import type { Column, Form, LookupSource, SolutionSource, Table, View } from "./source";
import { braced, idFor } from "./ids";
import { formXml } from "./form";
import { element, elements, labels, type Xml } from "./xml";

/** The logical name that belongs to a schema name. */
export function logicalName(schemaName: string): string {
  return schemaName.toLowerCase();
}

/** Tables of Microsoft's that the solution changes. */
export function foreignTables({ tables, ribbons }: Pick<SolutionSource, "tables" | "ribbons">): string[] {
  const own = tables.map((table) => logicalName(table.schemaName));

  return [...ribbons.keys()].filter((table) => !own.includes(table));
}

/** The entity set of one of our tables, as the platform would make it. */
export function entitySetName(table: Table): string {
  return `${logicalName(table.schemaName)}s`;
}

const typeNames: Readonly<Record<Column["type"], string>> = {
  text: "nvarchar",
  memo: "ntext",
  integer: "int",
  datetime: "datetime",
  boolean: "bit",
  choice: "picklist",
  lookup: "lookup",
};

function optionXml(value: number, label: string): Xml {
  return element(
    "option",
    { value },
    element("labels", {}, element("label", { description: label, languagecode: 1033 })),
  );
}

function optionSet(table: string, column: Column, type: string, options: readonly Xml[]): Xml {
  return element(
    "optionset",
    { Name: `${table}_${logicalName(column.schemaName)}` },
    ...elements({ OptionSetType: type, IntroducedVersion: "0.1.0.0", IsCustomizable: 1 }),
    labels("displaynames", "displayname", column.displayName),
    labels("Descriptions", "Description", ""),
    element("options", {}, ...options),
  );
}

/** What a type adds after the parts that all columns share. Source: facts/solution-package.md §1.6. */
function typeSpecifics(table: string, column: Column): Xml[] {
  switch (column.type) {
    case "text":
      return elements({ Format: "text", MaxLength: column.maxLength, Length: column.maxLength * 2 });
    case "memo":
      return elements({ Format: "text", MaxLength: column.maxLength });
    case "integer":
      return elements({ Format: "", MinValue: column.min, MaxValue: column.max });
    case "datetime":
      return elements({ Format: "datetime", CanChangeDateTimeBehavior: 1, Behavior: 1 });
    case "boolean":
      return [
        element("AppDefaultValue", {}, column.default ? 1 : 0),
        optionSet(table, column, "bit", [optionXml(1, column.yes), optionXml(0, column.no)]),
      ];
    case "choice":
      return [
        element("AppDefaultValue", {}, -1),
        optionSet(
          table,
          column,
          "picklist",
          column.options.map((option) => optionXml(option.value, option.label)),
        ),
      ];
    case "lookup":
      return [element("LookupStyle", {}, "single"), element("LookupTypes")];
  }
}

interface AttributeParts {
  readonly schemaName: string;
  readonly type: string;
  readonly requiredLevel: string;
  readonly displayMask: string;
  readonly displayName: string;
  readonly description: string;
  readonly isCustom: boolean;
  readonly specifics: readonly Xml[];
}

function attribute(parts: AttributeParts): Xml {
  return element(
    "attribute",
    { PhysicalName: parts.schemaName },
    ...elements({
      Type: parts.type,
      Name: logicalName(parts.schemaName),
      LogicalName: logicalName(parts.schemaName),
      RequiredLevel: parts.requiredLevel,
      DisplayMask: parts.displayMask,
      ImeMode: "auto",
      ValidForUpdateApi: parts.type === "primarykey" ? 0 : 1,
      ValidForReadApi: 1,
      ValidForCreateApi: 1,
      IsCustomField: parts.isCustom ? 1 : 0,
      IsAuditEnabled: 0,
      IsSecured: 0,
      IntroducedVersion: "0.1.0.0",
      IsCustomizable: 1,
      IsRenameable: 1,
      CanModifySearchSettings: 1,
      CanModifyRequirementLevelSettings: 1,
      CanModifyAdditionalSettings: 1,
      SourceType: 0,
      IsGlobalFilterEnabled: 0,
      IsSortableEnabled: 0,
      CanModifyGlobalFilterSettings: 1,
      CanModifyIsSortableSettings: 1,
      IsDataSourceSecret: 0,
    }),
    ...parts.specifics,
    labels("displaynames", "displayname", parts.displayName),
    labels("Descriptions", "Description", parts.description),
  );
}

function primaryKey(table: Table): Xml {
  return attribute({
    schemaName: `${table.schemaName}Id`,
    type: "primarykey",
    requiredLevel: "systemrequired",
    displayMask: "ValidForAdvancedFind|RequiredForGrid",
    displayName: table.displayName,
    description: "Unique identifier of the row.",
    isCustom: false,
    specifics: [],
  });
}

function columnXml(table: Table, column: Column): Xml {
  const isPrimaryName = column.type === "text" && column.primaryName === true;
  const mask = "ValidForAdvancedFind|ValidForForm|ValidForGrid";

  return attribute({
    schemaName: column.schemaName,
    type: typeNames[column.type],
    requiredLevel: column.required ? "required" : "none",
    displayMask: isPrimaryName ? `PrimaryName|${mask}` : mask,
    displayName: column.displayName,
    description: column.description ?? "",
    isCustom: true,
    specifics: typeSpecifics(logicalName(table.schemaName), column),
  });
}

function viewXml(table: Table, view: View): Xml {
  const name = logicalName(table.schemaName);
  const key = `${name}id`;
  const orders = (view.order ?? []).map(([column, direction]) =>
    element("order", { attribute: column, descending: String(direction === "desc") }),
  );
  const filterXml = (filter: View["filter"] = []): Xml | undefined =>
    filter.length > 0
      ? element(
          "filter",
          { type: "and" },
          ...filter.map(([column, operator, value]) => element("condition", { attribute: column, operator, value })),
        )
      : undefined;
  const links = (view.through ?? []).map((link) =>
    element(
      "link-entity",
      { name: link.table, from: link.key, to: link.column, "link-type": "inner" },
      filterXml(link.filter),
    ),
  );
  const columns = [key, ...view.columns.map(([column]) => column)].map((column) =>
    element("attribute", { name: column }),
  );
  const fetch = element(
    "fetch",
    { version: "1.0", "output-format": "xml-platform", mapping: "logical" },
    element("entity", { name }, ...columns, ...orders, filterXml(view.filter), ...links),
  );
  const cells = view.columns.map(([column, width]) => element("cell", { name: column, width }));
  const grid = element(
    "grid",
    { name: "resultset", jump: view.columns[0]?.[0] ?? key, select: "1", icon: "1", preview: "1" },
    element("row", { name: "result", id: key }, ...cells),
  );

  return element(
    "savedquery",
    {},
    ...elements({
      IsCustomizable: 1,
      CanBeDeleted: 1,
      isquickfindquery: 0,
      isprivate: 0,
      isdefault: view.default ? 1 : 0,
      savedqueryid: braced(idFor("view", `${name}/${view.name}`)),
    }),
    element("layoutxml", {}, grid),
    ...elements({ querytype: 0 }),
    element("fetchxml", {}, fetch),
    ...elements({ IntroducedVersion: "0.1.0.0" }),
    labels("LocalizedNames", "LocalizedName", view.name),
  );
}

/** One table of ours with its columns, forms and views, as customizations.xml has it. Source: facts/solution-package.md §1.6. */
export function tableXml(table: Table, forms: readonly Form[], ribbonDiff?: Xml): Xml {
  const info = element(
    "entity",
    { Name: table.schemaName },
    labels("LocalizedNames", "LocalizedName", table.displayName),
    labels("LocalizedCollectionNames", "LocalizedCollectionName", table.collectionName),
    labels("Descriptions", "Description", table.description),
    element("attributes", {}, primaryKey(table), ...table.columns.map((column) => columnXml(table, column))),
    ...elements({
      EntitySetName: entitySetName(table),
      OwnershipTypeMask: table.ownership,
      IntroducedVersion: "0.1.0.0",
    }),
  );
  const views = table.views ?? [];

  return element(
    "Entity",
    {},
    element("Name", { LocalizedName: table.displayName, OriginalName: table.displayName }, table.schemaName),
    element("EntityInfo", {}, info),
    element("FormXml", {}, forms.length > 0 ? element("forms", { type: "main" }, ...forms.map(formXml)) : undefined),
    element("SavedQueries", {}, element("savedqueries", {}, ...views.map((view) => viewXml(table, view)))),
    ribbonDiff,
  );
}

/** A table of Microsoft's of which the solution changes the ribbon and to which it adds forms. Source: facts/solution-package.md §1.5. */
export function shellXml(table: string, forms: readonly Form[], ribbonDiff: Xml): Xml {
  const schemaName = table.charAt(0).toUpperCase() + table.slice(1);

  return element(
    "Entity",
    {},
    element("Name", { LocalizedName: schemaName, OriginalName: schemaName }, schemaName),
    element("EntityInfo", {}, element("entity", { Name: schemaName, unmodified: "1" }, element("attributes"))),
    forms.length > 0 ? element("FormXml", {}, element("forms", { type: "main" }, ...forms.map(formXml))) : undefined,
    ribbonDiff,
  );
}

const schemaNames: Readonly<Record<string, string>> = {
  account: "Account",
  contact: "Contact",
  lead: "Lead",
  systemuser: "SystemUser",
};

function relationshipXml(table: Table, column: Column & LookupSource, tables: readonly Table[]): Xml {
  const target =
    tables.find((one) => logicalName(one.schemaName) === column.target)?.schemaName ?? schemaNames[column.target];
  if (target === undefined) {
    throw new Error(
      `${table.schemaName}.${column.schemaName} points to ${column.target}: name its schema name in schemaNames (solution/packer/table.ts)`,
    );
  }
  const role = (type: number, navigation: string, extra: Readonly<Record<string, string | number>>): Xml =>
    element(
      "EntityRelationshipRole",
      {},
      ...elements({ ...extra, NavigationPropertyName: navigation, RelationshipRoleType: type }),
    );

  return element(
    "EntityRelationship",
    { Name: column.relationship },
    ...elements({
      EntityRelationshipType: "OneToMany",
      IsCustomizable: 1,
      IntroducedVersion: "0.1.0.0",
      IsHierarchical: 0,
      ReferencingEntityName: table.schemaName,
      ReferencedEntityName: target,
      CascadeAssign: "NoCascade",
      CascadeDelete: column.onDelete,
      CascadeReparent: "NoCascade",
      CascadeShare: "NoCascade",
      CascadeUnshare: "NoCascade",
      CascadeRollupView: "NoCascade",
      IsValidForAdvancedFind: 1,
      ReferencingAttributeName: column.schemaName,
    }),
    element("RelationshipDescription", {}, labels("Descriptions", "Description", "")),
    element(
      "EntityRelationshipRoles",
      {},
      role(1, column.schemaName, {
        NavPaneDisplayOption: "UseCollectionName",
        NavPaneArea: "Details",
        NavPaneOrder: 10000,
      }),
      role(0, column.relationship, {}),
    ),
  );
}

/** The relationships behind the lookup columns of our tables. */
export function relationshipsXml(tables: readonly Table[]): Xml[] {
  return tables.flatMap((table) =>
    table.columns.flatMap((column) => (column.type === "lookup" ? [relationshipXml(table, column, tables)] : [])),
  );
}
