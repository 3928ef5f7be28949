/**
 * Table metadata as a form, a command rule and a control's context need it, read with `RetrieveMetadataChanges`
 * (what it holds: facts/dataverse-web-api.md §2.6) and kept for the life of the page.
 */
import { getJson } from "./http";

export interface OptionInfo {
  readonly value: number;
  readonly label: string;
  readonly color?: string;
  /** On options of a status reason: the state that they belong to. */
  readonly state?: number;
}

export type AttributeType =
  | "String"
  | "Memo"
  | "Integer"
  | "BigInt"
  | "Decimal"
  | "Double"
  | "Money"
  | "Boolean"
  | "DateTime"
  | "Picklist"
  | "MultiSelectPicklist"
  | "State"
  | "Status"
  | "Lookup"
  | "Customer"
  | "Owner"
  | "PartyList"
  | "Uniqueidentifier"
  | "EntityName"
  | "Image"
  | "File"
  | "Virtual";

export type RequiredInfo = "None" | "Recommended" | "ApplicationRequired" | "SystemRequired";

export interface AttributeInfo {
  readonly logicalName: string;
  readonly schemaName: string;
  readonly displayName: string;
  readonly description: string;
  readonly type: AttributeType;
  readonly required: RequiredInfo;
  readonly canRead: boolean;
  readonly canCreate: boolean;
  readonly canUpdate: boolean;
  readonly isSecured: boolean;
  readonly maxLength?: number;
  /** Text, TextArea, Email, Phone, Url; DateOnly, DateAndTime; None, Duration, … */
  readonly format?: string;
  readonly dateBehavior?: "UserLocal" | "DateOnly" | "TimeZoneIndependent";
  readonly min?: number;
  readonly max?: number;
  readonly precision?: number;
  readonly options?: readonly OptionInfo[];
  readonly defaultValue?: number | boolean;
  /** Tables that a lookup points to. */
  readonly targets?: readonly string[];
  /** What the server sent, for `getEntityMetadata`. */
  readonly raw: Readonly<Record<string, unknown>>;
}

export interface TableInfo {
  readonly logicalName: string;
  readonly schemaName: string;
  readonly displayName: string;
  readonly collectionName: string;
  readonly entitySetName: string;
  readonly objectTypeCode: number;
  readonly primaryId: string;
  readonly primaryName: string;
  readonly attributes: ReadonlyMap<string, AttributeInfo>;
  /** Navigation property to bind, by `<column>:<target table>` (a lookup with several targets has several). */
  readonly navigation: ReadonlyMap<string, string>;
  readonly raw: Readonly<Record<string, unknown>>;
}

type Json = Record<string, unknown>;

const tables = new Map<string, Promise<TableInfo>>();

/** Reads the table's definition once per page; a failed read is tried again the next time. */
export function loadTable(logicalName: string): Promise<TableInfo> {
  const known = tables.get(logicalName);
  if (known) return known;

  const reading = readTable(logicalName);
  tables.set(logicalName, reading);
  reading.catch(() => tables.delete(logicalName));
  return reading;
}

/** Forgets what was read: after a solution was imported or the user's language changed. */
export function forgetTables(): void {
  tables.clear();
}

/** What is read of a table, its columns and its lookups: what forms, grids, rules and `getEntityMetadata` show of them. */
const tableProperties = [
  ...["SchemaName", "DisplayName", "DisplayCollectionName", "EntitySetName", "ObjectTypeCode", "PrimaryIdAttribute"],
  ...["PrimaryNameAttribute", "PrimaryImageAttribute", "OwnershipType", "ActivityTypeMask", "AutoRouteToOwnerQueue"],
  ...[
    "IsActivity",
    "IsActivityParty",
    "IsAvailableOffline",
    "IsBPFEntity",
    "IsBusinessProcessEnabled",
    "IsChildEntity",
  ],
  ...[
    "IsConnectionsEnabled",
    "IsCustomEntity",
    "IsCustomizable",
    "IsDocumentManagementEnabled",
    "IsMSTeamsIntegrationEnabled",
  ],
  ...[
    "IsDocumentRecommendationsEnabled",
    "IsDuplicateDetectionEnabled",
    "IsEnabledForCharts",
    "IsImportable",
    "IsIntersect",
  ],
  ...["IsInteractionCentricEnabled", "IsKnowledgeManagementEnabled", "IsMailMergeEnabled", "IsManaged", "IsMappable"],
  ...[
    "IsOfflineInMobileClient",
    "IsOneNoteIntegrationEnabled",
    "IsOptimisticConcurrencyEnabled",
    "IsQuickCreateEnabled",
  ],
  ...["IsReadOnlyInMobileClient", "IsRenameable", "IsStateModelAware", "IsValidForAdvancedFind", "IsValidForQueue"],
  ...["IsVisibleInMobileClient", "HasActivities", "HasNotes", "HasFeedback", "EntityColor", "LogicalCollectionName"],
  ...["Privileges", "Attributes", "ManyToOneRelationships"],
];
const columnProperties = [
  ...["SchemaName", "DisplayName", "Description", "AttributeType", "AttributeTypeName", "RequiredLevel", "IsSecured"],
  ...[
    "IsValidForRead",
    "IsValidForCreate",
    "IsValidForUpdate",
    "MaxLength",
    "Format",
    "FormatName",
    "DateTimeBehavior",
  ],
  ...["MinValue", "MaxValue", "Precision", "DefaultValue", "DefaultFormValue", "Targets", "SourceType", "OptionSet"],
];
const relationProperties = ["ReferencingAttribute", "ReferencedEntity", "ReferencingEntityNavigationPropertyName"];

/** One composed query instead of one request for each kind of column. */
function queryOf(logicalName: string): Json {
  const wanted = { Type: "System.String", Value: logicalName };
  const properties = (names: readonly string[]): Json => ({ AllProperties: false, PropertyNames: names });
  return {
    Criteria: {
      FilterOperator: "And",
      Conditions: [{ PropertyName: "LogicalName", ConditionOperator: "Equals", Value: wanted }],
    },
    Properties: properties(tableProperties),
    AttributeQuery: { Properties: properties(columnProperties) },
    RelationshipQuery: { Properties: properties(relationProperties) },
  };
}

async function readTable(logicalName: string): Promise<TableInfo> {
  const query = encodeURIComponent(JSON.stringify(queryOf(logicalName)));
  const answer = await getJson(`RetrieveMetadataChanges(Query=@q)?@q=${query}`);
  const [found] = (answer.EntityMetadata as Json[] | undefined) ?? [];
  if (!found) throw new Error(`There is no table "${logicalName}" in this environment.`);
  return tableOf(found);
}

/** A table as the platform describes it. */
export function tableOf({ Attributes, ManyToOneRelationships, ...table }: Json): TableInfo {
  const logicalName = String(table.LogicalName);
  return {
    logicalName,
    schemaName: String(table.SchemaName ?? logicalName),
    displayName: labelOf(table.DisplayName) || logicalName,
    collectionName: labelOf(table.DisplayCollectionName) || logicalName,
    entitySetName: String(table.EntitySetName),
    objectTypeCode: Number(table.ObjectTypeCode ?? 0),
    primaryId: String(table.PrimaryIdAttribute),
    primaryName: String(table.PrimaryNameAttribute ?? ""),
    attributes: new Map(
      listOf(Attributes).map((wire) => {
        const info = attributeOf(wire);
        return [info.logicalName, info] as const;
      }),
    ),
    navigation: new Map(
      listOf(ManyToOneRelationships).map((relation) => [
        `${String(relation.ReferencingAttribute)}:${String(relation.ReferencedEntity)}`,
        String(relation.ReferencingEntityNavigationPropertyName),
      ]),
    ),
    raw: table,
  };
}

function attributeOf(wire: Json): AttributeInfo {
  const typeName = (wire.AttributeTypeName as Json | undefined)?.Value;
  const options = optionsOf(wire);
  return {
    logicalName: String(wire.LogicalName),
    schemaName: String(wire.SchemaName ?? wire.LogicalName),
    displayName: labelOf(wire.DisplayName) || String(wire.LogicalName),
    description: labelOf(wire.Description),
    type: attributeType(String(wire.AttributeType ?? ""), String(typeName ?? "")),
    required: ((wire.RequiredLevel as Json | undefined)?.Value as RequiredInfo | undefined) ?? "None",
    canRead: wire.IsValidForRead !== false,
    canCreate: wire.IsValidForCreate !== false,
    canUpdate: wire.IsValidForUpdate !== false,
    isSecured: wire.IsSecured === true,
    maxLength: numberOf(wire.MaxLength),
    format: textOf(wire.Format) ?? textOf((wire.FormatName as Json | undefined)?.Value),
    dateBehavior: textOf((wire.DateTimeBehavior as Json | undefined)?.Value) as AttributeInfo["dateBehavior"],
    min: numberOf(wire.MinValue),
    max: numberOf(wire.MaxValue),
    precision: numberOf(wire.Precision),
    options,
    defaultValue: defaultOf(wire),
    targets: Array.isArray(wire.Targets) ? wire.Targets.map(String) : undefined,
    raw: wire,
  };
}

/** `AttributeType` is Virtual for multi-select choices, images and files: only the type name tells them apart. */
function attributeType(type: string, typeName: string): AttributeType {
  if (type !== "Virtual" && type !== "") return type as AttributeType;
  if (typeName === "MultiSelectPicklistType") return "MultiSelectPicklist";
  if (typeName === "ImageType") return "Image";
  if (typeName === "FileType") return "File";
  return "Virtual";
}

function optionsOf(wire: Json): readonly OptionInfo[] | undefined {
  const set = wire.OptionSet as Json | null | undefined;
  if (!set) return undefined;

  if (Array.isArray(set.Options)) return (set.Options as Json[]).map(optionOf);
  // A yes/no column has two named options instead of a list.
  const pair = [set.FalseOption, set.TrueOption].filter((option): option is Json => Boolean(option));
  return pair.map(optionOf);
}

function optionOf(option: Json): OptionInfo {
  return {
    value: Number(option.Value),
    label: labelOf(option.Label) || String(option.Value),
    color: textOf(option.Color),
    state: numberOf(option.State),
  };
}

function defaultOf(wire: Json): number | boolean | undefined {
  if (typeof wire.DefaultValue === "boolean") return wire.DefaultValue;
  const value = numberOf(wire.DefaultFormValue);
  return value === undefined || value === -1 ? undefined : value;
}

/** The text of a `Label` in the user's language. */
export function labelOf(label: unknown): string {
  const text = ((label as Json | null | undefined)?.UserLocalizedLabel as Json | null | undefined)?.Label;
  return typeof text === "string" ? text : "";
}

function listOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? (value as Json[]) : [];
}

function numberOf(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
