import type { JsonObject } from "../../query/json";
import type { Column, Option, OptionSet } from "../model";
import { managed, metadataId, wireLabel } from "./wire";

type Kind = "Picklist" | "State" | "Status" | "Boolean";

/** An option set as the Web API describes it; of a Boolean with TrueOption and FalseOption. */
export function wireOptionSet(set: OptionSet, kind: Kind, language: number): JsonObject {
  const [no, yes] = set.options;
  const options =
    kind === "Boolean"
      ? {
          TrueOption: yes === undefined ? null : wireOption(set, yes, kind, language),
          FalseOption: no === undefined ? null : wireOption(set, no, kind, language),
        }
      : { Options: set.options.map((option) => wireOption(set, option, kind, language)) };

  return {
    "@odata.type": `#Microsoft.Dynamics.CRM.${kind === "Boolean" ? "BooleanOptionSetMetadata" : "OptionSetMetadata"}`,
    ...options,
    MetadataId: metadataId("optionset", set.name),
    HasChanged: null,
    IsCustomOptionSet: false,
    IsGlobal: set.isGlobal,
    IsManaged: true,
    Name: set.name,
    ExternalTypeName: null,
    OptionSetType: kind,
    IntroducedVersion: "5.0.0.0",
    ParentOptionSetName: null,
    Description: wireLabel(undefined, language),
    DisplayName: wireLabel(set.label, language),
    IsCustomizable: managed(true, "iscustomizable"),
  };
}

/** The option set of a choice column. */
export function columnOptionSet(column: Column, language: number): JsonObject | undefined {
  if (column.optionSet === undefined) return undefined;
  const { type } = column;
  const kind = type === "Boolean" || type === "State" || type === "Status" ? type : "Picklist";

  return wireOptionSet(column.optionSet, kind, language);
}

function wireOption(set: OptionSet, option: Option, kind: Kind, language: number): JsonObject {
  const special: JsonObject =
    kind === "Status"
      ? {
          "@odata.type": "#Microsoft.Dynamics.CRM.StatusOptionMetadata",
          State: option.state ?? 0,
          TransitionData: null,
        }
      : kind === "State"
        ? {
            "@odata.type": "#Microsoft.Dynamics.CRM.StateOptionMetadata",
            DefaultStatus: option.defaultStatus ?? null,
            InvariantName: option.invariantName ?? null,
          }
        : {};

  return {
    ...special,
    Value: option.value,
    Color: option.color ?? null,
    IsManaged: true,
    ExternalValue: null,
    ParentValues: [],
    Tag: null,
    IsHidden: false,
    MetadataId: metadataId("option", set.name, String(option.value)),
    HasChanged: null,
    Label: wireLabel(option.label, language),
    Description: wireLabel(undefined, language),
  };
}
