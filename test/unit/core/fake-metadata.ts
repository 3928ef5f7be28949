/** The sample metadata as the Web API words it, for the made Dataverse of tests. */
import { describeFailure } from "../../../core/dataverse/failure";
import type { ColumnMetadata } from "../../../core/dataverse/metadata";
import type { Answer, Json } from "../../../core/dataverse/port";
import { failed, succeeded } from "../../../core/dataverse/port";
import { sampleMetadata } from "./sample-metadata";

/** A table with its columns and lookups, as EntityDefinitions answers it. */
export function defineTable(name: string): Answer {
  const table = sampleMetadata[name];
  if (!table) return failed(describeFailure(404, "", name));
  const columns = Object.values(table.columns);

  return succeeded({
    LogicalName: name,
    EntitySetName: table.entitySetName,
    PrimaryIdAttribute: table.primaryId,
    PrimaryNameAttribute: table.primaryName,
    DisplayName: label(table.displayName),
    Attributes: columns.map((column) => ({
      LogicalName: column.logicalName,
      DisplayName: label(column.displayName),
      AttributeType: column.kind,
      RequiredLevel: { Value: column.required },
      IsValidForCreate: column.canCreate,
      IsValidForUpdate: column.canUpdate,
      IsValidForRead: column.canRead,
    })),
    ManyToOneRelationships: columns.flatMap((column) =>
      (column.targets ?? []).map((target) => ({
        ReferencingAttribute: column.logicalName,
        ReferencedEntity: target.table,
        ReferencingEntityNavigationPropertyName: target.navigationProperty,
      })),
    ),
  });
}

/** What is known of its columns of one kind. */
export function defineAttributes(name: string, cast: string): Answer {
  const kind = cast.replace("Microsoft.Dynamics.CRM.", "").replace("AttributeMetadata", "");
  const matches = (column: ColumnMetadata) =>
    column.kind === kind || (kind === "Lookup" && column.targets !== undefined);

  return succeeded({
    value: Object.values(sampleMetadata[name]?.columns ?? {})
      .filter(matches)
      .map(detail),
  });
}

function label(text: string): Json {
  return { UserLocalizedLabel: { Label: text } };
}

function detail(column: ColumnMetadata): Json {
  return {
    LogicalName: column.logicalName,
    MaxLength: column.maxLength,
    FormatName: { Value: column.format },
    Format: column.format,
    MinValue: column.min,
    MaxValue: column.max,
    Precision: column.precision,
    Targets: column.targets?.map((target) => target.table),
    ...(column.options
      ? {
          OptionSet: {
            Options: column.options.map((option) => ({
              Value: option.value,
              Label: label(option.label),
              State: option.state,
            })),
          },
        }
      : {}),
  };
}
