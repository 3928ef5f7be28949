import type { JsonObject } from "../../query/json";
import type { Column, ColumnType, Table } from "../model";
import { managed, metadataId, wireLabel } from "./wire";

interface WireType {
  readonly code: string;
  readonly name: string;
  readonly odata: string;
}

const plain = (type: string, odata = type): WireType => ({
  code: type,
  name: `${type}Type`,
  odata: `${odata}AttributeMetadata`,
});
/** What the Web API calls "Virtual" and tells apart by the type name only. */
const hidden = (type: string): WireType => ({
  code: "Virtual",
  name: `${type}Type`,
  odata: `${type}AttributeMetadata`,
});

const wireTypes: Readonly<Record<ColumnType, WireType>> = {
  String: plain("String"),
  Memo: plain("Memo"),
  Integer: plain("Integer"),
  BigInt: plain("BigInt"),
  Decimal: plain("Decimal"),
  Double: plain("Double"),
  Money: plain("Money"),
  Boolean: plain("Boolean"),
  DateTime: plain("DateTime"),
  Picklist: plain("Picklist"),
  MultiSelectPicklist: hidden("MultiSelectPicklist"),
  State: plain("State"),
  Status: plain("Status"),
  Lookup: plain("Lookup"),
  Customer: plain("Customer", "Lookup"),
  Owner: plain("Owner", "Lookup"),
  PartyList: plain("PartyList", "Lookup"),
  Uniqueidentifier: {
    code: "Uniqueidentifier",
    name: "UniqueidentifierType",
    odata: "UniqueIdentifierAttributeMetadata",
  },
  EntityName: plain("EntityName"),
  Image: hidden("Image"),
  File: hidden("File"),
  Virtual: { code: "Virtual", name: "VirtualType", odata: "AttributeMetadata" },
};

/** The metadata type of a column: `PicklistAttributeMetadata`. */
export function attributeTypeName(column: Column): string {
  return wireTypes[column.type].odata;
}

/** All that the Web API says of a column, without its option sets (those come by `$expand`). */
export function wireAttribute(table: Table, column: Column, position: number, language: number): JsonObject {
  return {
    "@odata.type": `#Microsoft.Dynamics.CRM.${attributeTypeName(column)}`,
    ...base(table, column, position, language),
    ...special(column),
  };
}

function base(table: Table, column: Column, position: number, language: number): JsonObject {
  const type = wireTypes[column.type];
  const isKey = column.logicalName === table.primaryId;

  return {
    MetadataId: attributeId(table, column),
    HasChanged: null,
    AttributeOf: column.attributeOf ?? null,
    AttributeType: type.code,
    ColumnNumber: position + 1,
    DeprecatedVersion: null,
    IntroducedVersion: "5.0.0.0",
    EntityLogicalName: table.logicalName,
    IsCustomAttribute: column.isCustom,
    IsPrimaryId: isKey,
    IsValidODataAttribute: column.stored,
    IsPrimaryName: column.logicalName === table.primaryName,
    IsValidForCreate: column.canCreate,
    IsValidForRead: column.canRead,
    IsValidForUpdate: column.canUpdate,
    CanBeSecuredForRead: !isKey,
    CanBeSecuredForCreate: !isKey && column.canCreate,
    CanBeSecuredForUpdate: !isKey && column.canUpdate,
    IsSecured: column.isSecured === true,
    IsRetrievable: true,
    IsFilterable: false,
    IsSearchable: column.type === "String",
    IsManaged: true,
    LinkedAttributeId: null,
    LogicalName: column.logicalName,
    IsValidForForm: true,
    IsRequiredForForm: false,
    IsValidForGrid: true,
    SchemaName: column.schemaName,
    ExternalName: null,
    IsLogical: column.attributeOf !== undefined && !column.stored,
    IsDataSourceSecret: false,
    InheritsFrom: null,
    SourceType: 0,
    AutoNumberFormat: column.autoNumberFormat ?? "",
    Description: wireLabel(column.description, language),
    DisplayName: wireLabel(column.label, language),
    AttributeTypeName: { Value: type.name },
    IsAuditEnabled: managed(true, "canmodifyauditsettings"),
    IsGlobalFilterEnabled: managed(false, "canmodifyglobalfiltersettings"),
    IsSortableEnabled: managed(false, "canmodifyissortablesettings"),
    IsCustomizable: managed(true, "iscustomizable"),
    IsRenameable: managed(true, "isrenameable"),
    IsValidForAdvancedFind: managed(true, "canmodifysearchsettings"),
    RequiredLevel: managed(column.required, "canmodifyrequirementlevelsettings", column.required !== "SystemRequired"),
    CanModifyAdditionalSettings: managed(true, "canmodifyadditionalsettings"),
  };
}

function special(column: Column): JsonObject {
  const { min, max } = column;
  const range: JsonObject = { MinValue: min ?? null, MaxValue: max ?? null };
  switch (column.type) {
    case "String":
      return {
        Format: column.format ?? "Text",
        FormatName: { Value: column.format ?? "Text" },
        ImeMode: "Auto",
        MaxLength: column.maxLength ?? 100,
        DatabaseLength: (column.maxLength ?? 100) * 2,
        YomiOf: null,
        IsLocalizable: false,
        FormulaDefinition: "",
        SourceTypeMask: 0,
      };
    case "Memo":
      return {
        Format: "TextArea",
        FormatName: { Value: "TextArea" },
        ImeMode: "Auto",
        MaxLength: column.maxLength ?? 2000,
        IsLocalizable: false,
      };
    case "Integer":
      return { ...range, Format: column.format ?? "None", FormulaDefinition: "", SourceTypeMask: 0 };
    case "BigInt":
      return { ...range };
    case "Decimal":
    case "Double":
      return { ...range, Precision: column.precision ?? 2, ImeMode: "Auto", FormulaDefinition: "", SourceTypeMask: 0 };
    case "Money":
      return {
        ...range,
        Precision: column.precision ?? 2,
        PrecisionSource: column.precisionSource ?? 2,
        CalculationOf: column.attributeOf ?? null,
        IsBaseCurrency: column.attributeOf !== undefined,
        ImeMode: "Disabled",
        FormulaDefinition: "",
        SourceTypeMask: 0,
      };
    case "DateTime":
      return {
        Format: column.format ?? "DateAndTime",
        DateTimeBehavior: { Value: column.dateBehavior ?? "UserLocal" },
        CanChangeDateTimeBehavior: managed(true, "canchangedatetimebehavior"),
        ImeMode: "Inactive",
        MinSupportedValue: "1753-01-01T00:00:00Z",
        MaxSupportedValue: "9999-12-30T23:59:59Z",
        FormulaDefinition: "",
        SourceTypeMask: 0,
      };
    case "Boolean":
      return { DefaultValue: column.defaultValue === true, FormulaDefinition: "", SourceTypeMask: 0 };
    case "Picklist":
    case "MultiSelectPicklist":
      return {
        DefaultFormValue: typeof column.defaultValue === "number" ? column.defaultValue : -1,
        FormulaDefinition: "",
        SourceTypeMask: 0,
        ParentPicklistLogicalName: null,
        ChildPicklistLogicalNames: [],
      };
    case "State":
    case "Status":
      return { DefaultFormValue: null, ParentPicklistLogicalName: null, ChildPicklistLogicalNames: [] };
    case "Lookup":
    case "Customer":
    case "Owner":
    case "PartyList":
      return { Targets: [...(column.targets ?? [])], Format: "None" };
    case "EntityName":
      return { IsEntityReferenceStored: false, DefaultFormValue: null };
    case "Image":
      return {
        IsPrimaryImage: column.logicalName === "entityimage",
        MaxHeight: 144,
        MaxWidth: 144,
        MaxSizeInKB: 10240,
        CanStoreFullImage: false,
      };
    case "File":
      return { MaxSizeInKB: 32768 };
    default:
      return {};
  }
}

export function attributeId(table: Table, column: Column): string {
  return column.metadataId ?? metadataId("attribute", table.logicalName, column.logicalName);
}
