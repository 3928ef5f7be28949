import { hasRowAccess, requirePrivilege } from "../security/access";
import { accessErrors, DataverseError, requestErrors, rowErrors } from "../server/errors";
import type { CallContext } from "../server/context";
import type { Message, MessageCall, MessageResult } from "../server/messages";
import type { RawRow } from "../store/store";
import { missing, objectOf, rowOf, textOf, guidOf, typeName } from "../messages/arguments";
import { computeColumns } from "../write/computed";
import { newId } from "../write/ids";
import { readPayload } from "../write/payload";
import { readRow } from "../write/records";
import { type CandidateValues, findDuplicates } from "./detect";
import { readConditions } from "./rules";

/** RetrieveDuplicates and publishing of rules (facts/sales-qualification.md §3). */
export const duplicateMessages: readonly Message[] = [
  {
    name: "RetrieveDuplicates",
    kind: "function",
    parameters: { BusinessEntity: "crmbaseentity", MatchingEntityName: "Edm.String", PagingInfo: "PagingInfo" },
    returns: "Collection(crmbaseentity)",
    handle: retrieveDuplicates,
  },
  {
    name: "PublishDuplicateRule",
    kind: "action",
    bound: { table: "duplicaterule", to: "row" },
    returns: "asyncoperation",
    handle: publishRule,
  },
  {
    name: "UnpublishDuplicateRule",
    kind: "action",
    parameters: { DuplicateRuleId: "Edm.Guid" },
    handle: unpublishRule,
  },
];

const maximumRules = 5;

function retrieveDuplicates(call: MessageCall): MessageResult {
  const { context } = call;
  const { catalog, store } = context.env;
  const entity = objectOf(call, "BusinessEntity");
  if (!entity) throw missing("BusinessEntity");
  const matchingName = (textOf(call, "MatchingEntityName") ?? "").toLowerCase();
  const matching = catalog.table(matchingName);
  if (!matching)
    throw requestErrors.badQuery(`The entity with a name = '${matchingName}' was not found in the MetadataCache.`);
  const { page, count } = readPaging(call);
  requirePrivilege(context, matching, "Read");

  const { table, candidate } = readCandidate(call, entity);
  const ids = findDuplicates(context, table, matchingName, candidate);
  const rows = ids
    .flatMap((id): RawRow[] => {
      const row = store.get(matchingName, id);
      return row ? [row] : [];
    })
    .filter((row) => hasRowAccess(context, matching, "Read", String(row[matching.primaryId]), row));

  return { kind: "rows", table: matchingName, rows: rows.slice((page - 1) * count, page * count) };
}

/** PagingInfo is mandatory: `{'PageNumber':1,'Count':50}`. */
function readPaging(call: MessageCall): { page: number; count: number } {
  const info = objectOf(call, "PagingInfo");
  if (!info) throw missing("PagingInfo");
  const number = (name: string, otherwise: number) =>
    typeof info[name] === "number" && info[name] > 0 ? Math.trunc(info[name]) : otherwise;

  return { page: number("PageNumber", 1), count: Math.min(5000, number("Count", 5000)) };
}

/** A stored row by key or `@odata.id`, or the values of one that is not stored yet; given values win over stored ones. */
function readCandidate(
  call: MessageCall,
  entity: Readonly<Record<string, unknown>>,
): { table: string; candidate: CandidateValues } {
  const { context } = call;
  const name = typeName(entity);
  const table = name === undefined ? undefined : context.env.catalog.table(name);
  const isStored = "@odata.id" in entity || (table !== undefined && typeof entity[table.primaryId] === "string");
  if (isStored) {
    const reference = rowOf(call, "BusinessEntity");
    if (!reference) throw missing("BusinessEntity");
    const stored = context.env.store.get(reference.table, reference.id)
      ? readRow(context, reference.table, reference.id)
      : undefined;
    if (!stored && Object.keys(entity).length <= 2) throw rowErrors.notFound(reference.table, reference.id);
    const given = readValues(context, reference.table, entity);
    return { table: reference.table, candidate: { values: { ...stored, ...given }, id: reference.id } };
  }
  if (!table) throw missing("BusinessEntity.@odata.type");

  return { table: table.logicalName, candidate: { values: readValues(context, table.logicalName, entity) } };
}

function readValues(context: CallContext, tableName: string, entity: Readonly<Record<string, unknown>>): RawRow {
  const table = context.env.catalog.requireTable(tableName);
  const { values } = readPayload(context, table, entity, "create");
  computeColumns(context, table, values);
  return values;
}

/** Publishing is a job on the platform; here it is finished when it is answered. */
function publishRule(call: MessageCall): MessageResult {
  const { context, target } = call;
  const { store } = context.env;
  if (!target) throw missing("entity");
  requirePublish(context);
  const rule = readRow(context, "duplicaterule", target.id);
  const conditions = readConditions(store, target.id);
  if (conditions.length === 0)
    throw new DataverseError(
      400,
      "0x80048414",
      "The duplicate detection rule has no conditions and cannot be published.",
    );
  const others = store
    .find("duplicaterule", { baseentityname: String(rule.baseentityname), statuscode: 2 })
    .filter((row) => row.duplicateruleid !== target.id);
  if (others.length >= maximumRules)
    throw new DataverseError(400, "0x80048416", `At most ${maximumRules} rules of a table can be published.`);
  store.update("duplicaterule", target.id, { statecode: 1, statuscode: 2, modifiedon: context.timestamp });
  const id = newId();
  store.insert("asyncoperation", {
    asyncoperationid: id,
    name: `Publish ${String(rule.name)}`,
    statecode: 3,
    statuscode: 30,
    ownerid: context.caller.userId,
    ownerid__type: "systemuser",
    createdon: context.timestamp,
  });
  const row = store.get("asyncoperation", id);
  return row ? { kind: "row", table: "asyncoperation", row } : { kind: "none" };
}

function unpublishRule(call: MessageCall): MessageResult {
  const { context } = call;
  const id = guidOf(call, "DuplicateRuleId");
  if (!id) throw missing("DuplicateRuleId");
  requirePublish(context);
  readRow(context, "duplicaterule", id);
  context.env.store.update("duplicaterule", id, { statecode: 0, statuscode: 0, modifiedon: context.timestamp });
  return { kind: "none" };
}

function requirePublish({ caller }: CallContext): void {
  if (!caller.isSystem && !caller.privileges.has("prvPublishDuplicateRule"))
    throw accessErrors.missingPrivilege(caller.userId, "prvPublishDuplicateRule");
}
