import { isLookupType } from "../metadata/model";
import { requirePrivilege } from "../security/access";
import { requestErrors, salesErrors } from "../server/errors";
import { relativeAddress } from "../server/operation";
import type { Message, MessageCall, MessageResult } from "../server/messages";
import { lookupTarget } from "../write/lookups";
import { readRow } from "../write/records";
import { missing, rowOf, textOf } from "./arguments";
import { mapValues, originRelationship, type FieldType } from "./mapping";

const fieldTypes: readonly FieldType[] = ["All", "ValidForCreate", "ValidForUpdate", "ValidForRead"];

/**
 * InitializeFrom: an unsaved row of the target table, filled by the maps, the origin as a bind; ready to be POSTed
 * (facts/dataverse-web-api.md §2.6, facts/sales-qualification.md §6). Writes nothing.
 */
export const initializeFrom: Message = {
  name: "InitializeFrom",
  kind: "function",
  parameters: { EntityMoniker: "crmbaseentity", TargetEntityName: "Edm.String", TargetFieldType: "TargetFieldType" },
  returns: "crmbaseentity",
  handle,
};

function handle(call: MessageCall): MessageResult {
  const { context } = call;
  const { catalog } = context.env;
  const moniker = rowOf(call, "EntityMoniker");
  if (!moniker) throw missing("EntityMoniker");
  const targetName = textOf(call, "TargetEntityName");
  if (targetName === null) throw missing("TargetEntityName");
  const target = catalog.table(targetName);
  if (!target)
    throw requestErrors.badQuery(`The entity with a name = '${targetName}' was not found in the MetadataCache.`);

  const source = catalog.requireTable(moniker.table);
  for (const name of ["entitymap", "attributemap"]) requirePrivilege(context, catalog.requireTable(name), "Read");
  const row = readRow(context, moniker.table, moniker.id);
  const values = mapValues(context, source, row, target, fieldTypeOf(call));
  if (!values) throw salesErrors.noMapping(source.logicalName, target.logicalName);

  const result: Record<string, unknown> = { "@odata.type": `#Microsoft.Dynamics.CRM.${target.logicalName}` };
  for (const [name, value] of Object.entries(values)) {
    const column = target.columns.get(name);
    if (!column || value === null) continue;
    if (!isLookupType(column.type)) result[name] = value;
    else {
      const table = lookupTarget(target, name, values) ?? "";
      const navigation = catalog.lookupNavigation(target.logicalName, name, table);
      if (navigation !== undefined)
        result[`${navigation}@odata.bind`] = relativeAddress(context, { table, id: String(value) });
    }
  }
  const origin = originRelationship(context, source, target);
  if (origin) result[`${origin.lookupNavigation}@odata.bind`] = relativeAddress(context, moniker);
  return { kind: "json", context: `${target.entitySetName}/$entity`, value: result };
}

/** The enum member by name or number; absent is All. */
function fieldTypeOf(call: MessageCall): FieldType {
  const value = call.parameters.TargetFieldType ?? "All";
  const found =
    typeof value === "number"
      ? fieldTypes[value]
      : fieldTypes.find((each) => each === value || String(fieldTypes.indexOf(each)) === value);
  if (!found)
    throw requestErrors.badQuery(`The string '${String(value).slice(0, 50)}' is not a valid TargetFieldType.`);
  return found;
}
