/**
 * Metadata in the same `$batch` as the data: for each table its definition, and per kind of column what that kind
 * alone has. Source: facts/dataverse-web-api.md §2.6 "Metadata" (casts; EnumAttributeMetadata cannot be cast to).
 */
import type { ChoiceOption, ColumnKind, ColumnMetadata, LookupTarget, Metadata, TableMetadata } from "./metadata";
import type { Answer, Json, Query, Result } from "./port";
import { failed, rowsOf, succeeded } from "./port";

const namespace = "Microsoft.Dynamics.CRM.";

/** What each cast adds. Kinds without an entry need nothing more than the common properties. */
const casts: readonly { readonly cast: string; readonly select: readonly string[]; readonly options?: true }[] = [
  { cast: "StringAttributeMetadata", select: ["MaxLength", "FormatName"] },
  { cast: "MemoAttributeMetadata", select: ["MaxLength"] },
  { cast: "IntegerAttributeMetadata", select: ["MinValue", "MaxValue"] },
  { cast: "MoneyAttributeMetadata", select: ["MinValue", "MaxValue", "Precision"] },
  { cast: "DecimalAttributeMetadata", select: ["MinValue", "MaxValue", "Precision"] },
  { cast: "DoubleAttributeMetadata", select: ["MinValue", "MaxValue", "Precision"] },
  { cast: "DateTimeAttributeMetadata", select: ["Format", "DateTimeBehavior"] },
  { cast: "PicklistAttributeMetadata", select: [], options: true },
  { cast: "MultiSelectPicklistAttributeMetadata", select: [], options: true },
  { cast: "StateAttributeMetadata", select: [], options: true },
  { cast: "StatusAttributeMetadata", select: [], options: true },
  { cast: "BooleanAttributeMetadata", select: [], options: true },
  { cast: "LookupAttributeMetadata", select: ["Targets"] },
];

/** How many queries {@link tableQueries} makes for a table. */
export const queriesPerTable = casts.length + 1;

/** The queries that together tell all about a table. */
export function tableQueries(table: string): readonly Query[] {
  return [
    {
      kind: "definition",
      table,
      select: ["LogicalName", "EntitySetName", "PrimaryIdAttribute", "PrimaryNameAttribute", "DisplayName"],
      expand: [
        {
          property: "Attributes",
          select: [
            "LogicalName",
            "DisplayName",
            "AttributeType",
            "AttributeTypeName",
            "RequiredLevel",
            "IsValidForCreate",
            "IsValidForUpdate",
            "IsValidForRead",
            "AttributeOf",
            "IsSecured",
          ],
        },
        {
          property: "ManyToOneRelationships",
          select: ["ReferencingAttribute", "ReferencedEntity", "ReferencingEntityNavigationPropertyName"],
        },
      ],
    },
    ...casts.map(({ cast, select, options }): Query => ({
      kind: "attributes",
      table,
      cast: namespace + cast,
      select: ["LogicalName", ...select],
      ...(options ? { expand: [{ property: "OptionSet" }] } : {}),
    })),
  ];
}

/** Puts the answers to {@link tableQueries} together. */
export function readTable(answers: readonly Answer[]): Result<TableMetadata> {
  const [definition, ...details] = answers;
  if (!definition?.ok) return failed(definition?.failure ?? missing);

  const table = definition.value;
  const byColumn = new Map<string, Json>();
  for (const row of details.flatMap(rowsOf)) byColumn.set(text(row["LogicalName"]), row);
  const relationships = list(table["ManyToOneRelationships"]);
  const columns: Record<string, ColumnMetadata> = {};
  for (const attribute of list(table["Attributes"])) {
    const column = readColumn(attribute, byColumn.get(text(attribute["LogicalName"])), relationships);
    if (column) columns[column.logicalName] = column;
  }

  return succeeded({
    logicalName: text(table["LogicalName"]),
    displayName: label(table["DisplayName"]) ?? text(table["LogicalName"]),
    entitySetName: text(table["EntitySetName"]),
    primaryId: text(table["PrimaryIdAttribute"]),
    primaryName: text(table["PrimaryNameAttribute"]),
    columns,
  });
}

const missing = { kind: "malformed", code: "", status: 200, message: "No metadata came.", lost: false } as const;

const kinds = new Set<string>([
  "String",
  "Memo",
  "Integer",
  "BigInt",
  "Decimal",
  "Double",
  "Money",
  "Boolean",
  "DateTime",
  "Picklist",
  "State",
  "Status",
  "Lookup",
  "Customer",
  "Owner",
  "Uniqueidentifier",
]);

/** Multi-select choices have the type Virtual and say what they are in AttributeTypeName. */
function kindOf(attribute: Json): ColumnKind | undefined {
  const name = (attribute["AttributeTypeName"] as Json | null)?.["Value"];
  if (name === "MultiSelectPicklistType") return "MultiSelectPicklist";
  const type = text(attribute["AttributeType"]);

  return kinds.has(type) ? (type as ColumnKind) : undefined;
}

function readColumn(attribute: Json, detail: Json = {}, relationships: readonly Json[]): ColumnMetadata | undefined {
  const kind = kindOf(attribute);
  // Shadow columns (the name of a lookup, the base currency's twin) hold no value of their own.
  if (!kind || attribute["AttributeOf"]) return undefined;

  const logicalName = text(attribute["LogicalName"]);
  const options = readOptions(detail["OptionSet"]);
  const targets =
    kind === "Lookup" || kind === "Customer" || kind === "Owner"
      ? readTargets(logicalName, kind, detail, relationships)
      : undefined;
  const format = valueOf(detail["FormatName"]) ?? valueOf(detail["DateTimeBehavior"]) ?? detail["Format"];

  return {
    logicalName,
    displayName: label(attribute["DisplayName"]) ?? logicalName,
    kind,
    required: (text((attribute["RequiredLevel"] as Json | null)?.["Value"]) || "None") as ColumnMetadata["required"],
    canCreate: attribute["IsValidForCreate"] === true,
    canUpdate: attribute["IsValidForUpdate"] === true,
    canRead: attribute["IsValidForRead"] === true,
    ...(attribute["IsSecured"] === true ? { securedId: text(attribute["MetadataId"]).toLowerCase() } : {}),
    ...(typeof detail["MaxLength"] === "number" ? { maxLength: detail["MaxLength"] } : {}),
    ...(typeof format === "string" ? { format } : {}),
    ...(typeof detail["MinValue"] === "number" ? { min: detail["MinValue"] } : {}),
    ...(typeof detail["MaxValue"] === "number" ? { max: detail["MaxValue"] } : {}),
    ...(typeof detail["Precision"] === "number" ? { precision: detail["Precision"] } : {}),
    ...(options ? { options } : {}),
    ...(targets ? { targets } : {}),
  };
}

function readOptions(optionSet: unknown): readonly ChoiceOption[] | undefined {
  if (typeof optionSet !== "object" || optionSet === null) return undefined;
  const set = optionSet as Json;
  const truth = [set["FalseOption"], set["TrueOption"]].filter(Boolean) as Json[];

  return (truth.length > 0 ? truth : list(set["Options"])).map((option) => ({
    value: Number(option["Value"]),
    label: label(option["Label"]) ?? String(option["Value"]),
    ...(typeof option["State"] === "number" ? { state: option["State"] } : {}),
  }));
}

/** Owner columns have no relationship per target: both users and teams are bound through the column's own name. */
function readTargets(
  column: string,
  kind: ColumnKind,
  detail: Json,
  relationships: readonly Json[],
): readonly LookupTarget[] {
  const navigation = relationships
    .filter((relationship) => relationship["ReferencingAttribute"] === column)
    .map((relationship) => ({
      table: text(relationship["ReferencedEntity"]),
      navigationProperty: text(relationship["ReferencingEntityNavigationPropertyName"]),
    }));
  const named = Array.isArray(detail["Targets"]) ? (detail["Targets"] as readonly string[]) : [];
  const tables = named.length > 0 ? named : kind === "Owner" ? ["systemuser", "team"] : [];
  if (tables.length === 0) return navigation;

  return tables.map(
    (table) => navigation.find((target) => target.table === table) ?? { table, navigationProperty: column },
  );
}

function valueOf(value: unknown): unknown {
  return (value as Json | null | undefined)?.["Value"];
}

function label(value: unknown): string | undefined {
  const user = (value as Json | null | undefined)?.["UserLocalizedLabel"] as Json | null | undefined;
  const words = user?.["Label"];

  return typeof words === "string" && words !== "" ? words : undefined;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function list(value: unknown): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/**
 * Metadata as it is for a user under column security: what he may not write counts as not writable. `answer` is that of
 * RetrievePrincipalAttributePrivileges, in which 4 allows; without it nobody is kept from trying.
 */
export function restrictColumns(metadata: Metadata, answer: Answer | undefined): Metadata {
  if (!answer?.ok) return metadata;
  const rights = new Map(
    list(answer.value["AttributePrivileges"]).map((row) => [text(row["AttributeId"]).toLowerCase(), row]),
  );
  const restrict = (column: ColumnMetadata): ColumnMetadata => {
    if (!column.securedId) return column;
    const own = rights.get(column.securedId);
    const may = (right: string) => own?.[right] === 4;

    return {
      ...column,
      canCreate: column.canCreate && may("CanCreate"),
      canUpdate: column.canUpdate && may("CanUpdate"),
      canRead: column.canRead && may("CanRead"),
    };
  };
  const each = <T>(all: Readonly<Record<string, T>>, change: (one: T) => T) =>
    Object.fromEntries(Object.entries(all).map(([name, one]) => [name, change(one)]));

  return each(metadata, (table) => ({ ...table, columns: each(table.columns, restrict) }));
}
