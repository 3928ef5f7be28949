/** `getEntityMetadata` of the client API and of controls: one shape for both (facts/pcf.md §B). */
import { loadTable, type AttributeInfo, type Json, type TableInfo } from "../form-model";

/** XrmEnum.AttributeTypeCode */
const typeCodes: Readonly<Record<string, number>> = {
  Boolean: 0,
  Customer: 1,
  DateTime: 2,
  Decimal: 3,
  Double: 4,
  Integer: 5,
  Lookup: 6,
  Memo: 7,
  Money: 8,
  Owner: 9,
  PartyList: 10,
  Picklist: 11,
  State: 12,
  Status: 13,
  String: 14,
  Uniqueidentifier: 15,
  Virtual: 17,
  BigInt: 18,
  EntityName: 20,
  MultiSelectPicklist: 17,
};

export async function entityMetadata(table: string, attributes: readonly string[] = []): Promise<Json> {
  const info = await loadTable(table);
  return {
    ...withTextLabels(info),
    LogicalName: info.logicalName,
    EntitySetName: info.entitySetName,
    ObjectTypeCode: info.objectTypeCode,
    PrimaryIdAttribute: info.primaryId,
    PrimaryNameAttribute: info.primaryName,
    Attributes: attributeCollection(info, attributes),
  };
}

/** The client's object has plain texts where the Web API has label objects. */
function withTextLabels(info: TableInfo): Json {
  return { ...info.raw, DisplayName: info.displayName, DisplayCollectionName: info.collectionName };
}

/** A collection that can be asked by name, walked, and indexed; it holds the attributes that were asked for, and the two key ones. */
function attributeCollection(info: TableInfo, names: readonly string[]): object {
  const wanted = [...new Set([info.primaryId, info.primaryName, ...names])];
  const items = wanted.flatMap((name) => {
    const attribute = info.attributes.get(name);
    return attribute ? [attributeMetadata(info, attribute)] : [];
  });
  const find = (key: string | number): Json | null =>
    (typeof key === "number" ? items[key] : items.find((item) => item.LogicalName === key)) ?? null;
  return {
    ...Object.fromEntries(items.map((item) => [String(item.LogicalName), item])),
    get: (key?: string | number | ((item: Json, index: number) => boolean)) => {
      if (key === undefined) return items;
      return typeof key === "function" ? items.filter(key) : find(key);
    },
    getAll: () => items,
    getByName: find,
    getByIndex: find,
    getByFilter: (filter: (item: Json) => boolean) => items.filter(filter),
    getFirst: (filter: (item: Json) => boolean) => items.find(filter) ?? null,
    getLength: () => items.length,
    forEach: (delegate: (item: Json, index: number) => void) => items.forEach(delegate),
  };
}

function attributeMetadata(table: TableInfo, attribute: AttributeInfo): Json {
  const options = (attribute.options ?? []).map(({ value, label, color, state }) => ({
    Value: value,
    Label: label,
    text: label,
    value,
    Color: color ?? "",
    ...(state !== undefined && { State: state }),
  }));
  const optionMap = Object.fromEntries(options.map((option) => [option.Value, option]));
  return {
    LogicalName: attribute.logicalName,
    SchemaName: attribute.schemaName,
    DisplayName: attribute.displayName,
    Description: attribute.description,
    AttributeType: typeCodes[attribute.type] ?? 17,
    AttributeTypeName: attribute.type.toLowerCase(),
    EntityLogicalName: table.logicalName,
    RequiredLevel: requiredLevels[attribute.required],
    IsSecured: attribute.isSecured,
    DefaultFormValue:
      typeof attribute.defaultValue === "boolean" ? Number(attribute.defaultValue) : (attribute.defaultValue ?? -1),
    MaxLength: attribute.maxLength,
    MinValue: attribute.min,
    MaxValue: attribute.max,
    Precision: attribute.precision,
    Format: attribute.format,
    Behavior: behaviors[attribute.dateBehavior ?? "UserLocal"],
    Targets: attribute.targets,
    OptionSet: attribute.options ? optionMap : undefined,
    attributeDescriptor: {
      AttributeOf: null,
      DisplayName: attribute.displayName,
      EntityLogicalName: table.logicalName,
      Format: attribute.format,
      LogicalName: attribute.logicalName,
      MaxLength: attribute.maxLength,
      OptionSet: options,
      RequiredLevel: requiredLevels[attribute.required],
      Targets: attribute.targets,
      Type: attribute.type.toLowerCase(),
    },
  };
}

/** XrmEnum.AttributeRequiredLevel */
const requiredLevels = { None: 0, SystemRequired: 1, ApplicationRequired: 2, Recommended: 3 } as const;
const behaviors = { UserLocal: 1, DateOnly: 2, TimeZoneIndependent: 3 } as const;
