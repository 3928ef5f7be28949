import { getAll } from "./client";

/** One option of a choice, a status reason or a yes/no column. */
export interface HubOption {
  readonly value: number;
  readonly label: string;
  /** The state that a status reason belongs to. */
  readonly state?: number;
  readonly color?: string;
}

/** A table that a lookup may point to, and the navigation property that binds it. */
export interface HubTarget {
  readonly table: string;
  readonly navigation: string;
}

/** A column as EntityDefinitions describes it. `type` is Dataverse's AttributeType. */
export interface HubColumn {
  readonly logicalName: string;
  readonly schemaName: string;
  readonly label: string;
  readonly description: string;
  readonly type: string;
  readonly required: "None" | "Recommended" | "ApplicationRequired" | "SystemRequired";
  readonly canCreate: boolean;
  readonly canUpdate: boolean;
  readonly canRead: boolean;
  readonly maxLength?: number;
  /** Text, Email, Phone, Url, TextArea; DateOnly, DateAndTime. */
  readonly format?: string;
  /** UserLocal, DateOnly, TimeZoneIndependent. */
  readonly behavior?: string;
  readonly min?: number;
  readonly max?: number;
  readonly precision?: number;
  readonly options: readonly HubOption[];
  readonly targets: readonly HubTarget[];
}

/** A one-to-many relationship, seen from the table that is pointed to. */
export interface HubRelationship {
  readonly name: string;
  readonly table: string;
  readonly column: string;
  readonly collection: string;
}

/** A table as EntityDefinitions describes it. */
export interface HubTable {
  readonly logicalName: string;
  readonly label: string;
  readonly pluralLabel: string;
  readonly entitySet: string;
  readonly typeCode: number;
  readonly primaryId: string;
  readonly primaryName: string;
  readonly isActivity: boolean;
  readonly columns: Readonly<Record<string, HubColumn>>;
  readonly oneToMany: readonly HubRelationship[];
}

interface Label {
  UserLocalizedLabel?: { Label?: string } | null;
  LocalizedLabels?: { Label: string }[];
}
interface RawOption {
  Value: number;
  Label: Label;
  State?: number;
  Color?: string | null;
}
interface RawOptionSet {
  Options?: RawOption[];
  TrueOption?: RawOption;
  FalseOption?: RawOption;
}
interface RawAttribute {
  LogicalName: string;
  SchemaName: string;
  AttributeType: string;
  AttributeTypeName?: { Value: string };
  DisplayName?: Label;
  Description?: Label;
  RequiredLevel?: { Value: HubColumn["required"] };
  IsValidForCreate?: boolean;
  IsValidForUpdate?: boolean;
  IsValidForRead?: boolean;
  MaxLength?: number;
  Format?: string;
  FormatName?: { Value: string };
  DateTimeBehavior?: { Value: string };
  MinValue?: number;
  MaxValue?: number;
  Precision?: number;
  Targets?: string[];
  OptionSet?: RawOptionSet | null;
  GlobalOptionSet?: RawOptionSet | null;
}
interface RawRelationship {
  SchemaName: string;
  ReferencedEntity: string;
  ReferencingEntity: string;
  ReferencingAttribute: string;
  ReferencingEntityNavigationPropertyName: string;
  ReferencedEntityNavigationPropertyName: string;
}
interface RawTable {
  LogicalName: string;
  DisplayName?: Label;
  DisplayCollectionName?: Label;
  EntitySetName: string;
  ObjectTypeCode: number;
  PrimaryIdAttribute: string;
  PrimaryNameAttribute: string;
  IsActivity?: boolean;
}

/** The casts that carry what the plain attribute list leaves out, with what to read of each. */
const CASTS: Readonly<Record<string, string>> = {
  StringAttributeMetadata: "$select=LogicalName,MaxLength,FormatName",
  MemoAttributeMetadata: "$select=LogicalName,MaxLength",
  IntegerAttributeMetadata: "$select=LogicalName,MinValue,MaxValue",
  DecimalAttributeMetadata: "$select=LogicalName,MinValue,MaxValue,Precision",
  DoubleAttributeMetadata: "$select=LogicalName,MinValue,MaxValue,Precision",
  MoneyAttributeMetadata: "$select=LogicalName,MinValue,MaxValue,Precision",
  DateTimeAttributeMetadata: "$select=LogicalName,Format,DateTimeBehavior",
  LookupAttributeMetadata: "$select=LogicalName,Targets",
  PicklistAttributeMetadata: "$select=LogicalName&$expand=OptionSet,GlobalOptionSet",
  MultiSelectPicklistAttributeMetadata: "$select=LogicalName&$expand=OptionSet,GlobalOptionSet",
  StateAttributeMetadata: "$select=LogicalName&$expand=OptionSet",
  StatusAttributeMetadata: "$select=LogicalName&$expand=OptionSet",
  BooleanAttributeMetadata: "$select=LogicalName&$expand=OptionSet",
};

const cache = new Map<string, Promise<HubTable>>();

/** A table's metadata, read once per page load in one request. */
export function getTable(logicalName: string): Promise<HubTable> {
  const known = cache.get(logicalName);
  if (known) {
    return known;
  }

  const reading = readTable(logicalName);
  cache.set(logicalName, reading);
  reading.catch(() => cache.delete(logicalName));

  return reading;
}

/** Forgets all metadata: labels change with the language, tables with a solution. */
export function forgetMetadata(): void {
  cache.clear();
}

async function readTable(logicalName: string): Promise<HubTable> {
  const root = `EntityDefinitions(LogicalName='${logicalName}')`;
  const answers = await getAll([
    `${root}?$select=LogicalName,DisplayName,DisplayCollectionName,EntitySetName,ObjectTypeCode,PrimaryIdAttribute,PrimaryNameAttribute,IsActivity`,
    `${root}/Attributes?$select=LogicalName,SchemaName,AttributeType,AttributeTypeName,DisplayName,Description,RequiredLevel,IsValidForCreate,IsValidForUpdate,IsValidForRead`,
    `${root}/ManyToOneRelationships?$select=SchemaName,ReferencedEntity,ReferencingEntity,ReferencingAttribute,ReferencingEntityNavigationPropertyName`,
    `${root}/OneToManyRelationships?$select=SchemaName,ReferencedEntity,ReferencingEntity,ReferencingAttribute,ReferencedEntityNavigationPropertyName`,
    ...Object.entries(CASTS).map(([cast, query]) => `${root}/Attributes/Microsoft.Dynamics.CRM.${cast}?${query}`),
  ]);
  const [table, attributes, manyToOne, oneToMany, ...casts] = answers as [
    RawTable,
    { value: RawAttribute[] },
    { value: RawRelationship[] },
    { value: RawRelationship[] },
    ...{ value: RawAttribute[] }[],
  ];
  const details = new Map<string, Partial<RawAttribute>>();
  for (const attribute of casts.flatMap((cast) => cast.value)) {
    details.set(attribute.LogicalName, attribute);
  }

  return {
    logicalName: table.LogicalName,
    label: textOf(table.DisplayName, table.LogicalName),
    pluralLabel: textOf(table.DisplayCollectionName, table.LogicalName),
    entitySet: table.EntitySetName,
    typeCode: table.ObjectTypeCode,
    primaryId: table.PrimaryIdAttribute,
    primaryName: table.PrimaryNameAttribute,
    isActivity: table.IsActivity ?? false,
    columns: Object.fromEntries(
      attributes.value.map((attribute) => [
        attribute.LogicalName,
        toColumn({ ...attribute, ...details.get(attribute.LogicalName) } as RawAttribute, manyToOne.value),
      ]),
    ),
    oneToMany: oneToMany.value.map((relationship) => ({
      name: relationship.SchemaName,
      table: relationship.ReferencingEntity,
      column: relationship.ReferencingAttribute,
      collection: relationship.ReferencedEntityNavigationPropertyName,
    })),
  };
}

function toColumn(raw: RawAttribute, manyToOne: readonly RawRelationship[]): HubColumn {
  const type = raw.AttributeTypeName?.Value === "MultiSelectPicklistType" ? "MultiSelectPicklist" : raw.AttributeType;
  const relationships = manyToOne.filter((relationship) => relationship.ReferencingAttribute === raw.LogicalName);

  return {
    logicalName: raw.LogicalName,
    schemaName: raw.SchemaName,
    label: textOf(raw.DisplayName, raw.LogicalName),
    description: textOf(raw.Description, ""),
    type,
    required: raw.RequiredLevel?.Value ?? "None",
    canCreate: raw.IsValidForCreate ?? true,
    canUpdate: raw.IsValidForUpdate ?? true,
    canRead: raw.IsValidForRead ?? true,
    maxLength: raw.MaxLength,
    format: raw.FormatName?.Value ?? raw.Format,
    behavior: raw.DateTimeBehavior?.Value,
    min: raw.MinValue,
    max: raw.MaxValue,
    precision: raw.Precision,
    options: toOptions(raw.OptionSet ?? raw.GlobalOptionSet),
    targets: (raw.Targets ?? []).map((table) => ({
      table,
      navigation: navigationOf(raw.LogicalName, table, relationships),
    })),
  };
}

/** The owner column binds by `ownerid` whatever it points to; the others by the relationship to the very table. */
function navigationOf(column: string, table: string, relationships: readonly RawRelationship[]): string {
  return (
    relationships.find((relationship) => relationship.ReferencedEntity === table)
      ?.ReferencingEntityNavigationPropertyName ??
    relationships[0]?.ReferencingEntityNavigationPropertyName ??
    column
  );
}

function toOptions(set: RawOptionSet | null | undefined): readonly HubOption[] {
  const raw = set?.Options ?? [set?.FalseOption, set?.TrueOption].filter((option): option is RawOption => !!option);

  return raw.map((option) => ({
    value: option.Value,
    label: textOf(option.Label, String(option.Value)),
    state: option.State,
    color: option.Color ?? undefined,
  }));
}

function textOf(label: Label | undefined | null, fallback: string): string {
  return label?.UserLocalizedLabel?.Label ?? label?.LocalizedLabels?.[0]?.Label ?? fallback;
}
