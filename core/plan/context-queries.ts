import type { Query } from "../dataverse/port";
import { profileQueries } from "../profile/profile-queries";
import { accessQuery } from "./access";
import { hangingQueries } from "./carry";
import type { TargetTable } from "./context";
import { targetTables } from "./context";

/** The rows that planning looks at, in the order in which `read-context.ts` takes the answers. */
export function contextQueries(leadId: string, userId: string): readonly Query[] {
  const originated = (set: string, name: string): Query => ({
    kind: "rows",
    set,
    select: [name],
    filter: `_originatingleadid_value eq ${leadId}`,
  });

  return [
    {
      kind: "row",
      set: "leads",
      id: leadId,
      expand: [{ property: "parentaccountid" }, { property: "parentcontactid" }],
    },
    ...targetTables.map((table) => initialQuery(leadId, table)),
    {
      kind: "rows",
      set: "entitymaps",
      select: ["sourceentityname", "targetentityname"],
      filter: "sourceentityname eq 'lead'",
      expand: [{ property: "entity_map_attribute_maps", select: ["sourceattributename", "targetattributename"] }],
    },
    {
      kind: "function",
      name: "Microsoft.Dynamics.CRM.RetrieveUserPrivileges",
      on: { set: "systemusers", id: userId },
    },
    {
      kind: "rows",
      set: "transactioncurrencies",
      select: ["currencyname", "isocurrencycode", "currencysymbol", "currencyprecision", "exchangerate", "statecode"],
    },
    { kind: "rows", set: "organizations", select: ["_basecurrencyid_value", "maxuploadfilesize"] },
    {
      kind: "rows",
      set: "pricelevels",
      select: ["name", "_transactioncurrencyid_value"],
      filter: "statecode eq 0",
      top: 100,
    },
    ...hangingQueries(leadId),
    {
      kind: "rows",
      set: "leadtoopportunitysalesprocesses",
      select: [
        "businessprocessflowinstanceid",
        "statecode",
        "traversedpath",
        "_activestageid_value",
        "_processid_value",
      ],
      filter: `_leadid_value eq ${leadId}`,
      expand: [{ property: "activestageid", select: ["stagename", "primaryentitytypecode"] }],
    },
    {
      kind: "rows",
      set: "processstages",
      select: ["_processid_value", "clientdata"],
      filter: "primaryentitytypecode eq 'lead'",
      orderBy: ["stagecategory"],
    },
    {
      kind: "rows",
      set: "enq_qualifications",
      select: [
        ..."enq_kind enq_stage statecode createdon _createdby_value _ownerid_value versionnumber enq_plan enq_result".split(
          " ",
        ),
        ..."enq_reason _enq_accountid_value enq_accountchoice _enq_contactid_value enq_contactchoice".split(" "),
      ],
      filter: `_enq_leadid_value eq ${leadId}`,
      orderBy: ["createdon desc"],
      top: 5,
    },
    accessQuery(userId, "leads", leadId),
    {
      kind: "function",
      name: "Microsoft.Dynamics.CRM.RetrievePrincipalAttributePrivileges",
      on: { set: "systemusers", id: userId },
    },
    {
      kind: "function",
      name: "RetrieveDuplicates",
      parameters: {
        BusinessEntity: { "@odata.type": "Microsoft.Dynamics.CRM.lead", leadid: leadId },
        MatchingEntityName: "lead",
        PagingInfo: { PageNumber: 1, Count: 5 },
      },
    },
    ...profileQueries(userId),
    { kind: "rows", set: "connectionroles", select: ["name"], filter: "name eq 'Stakeholder'", top: 1 },
    originated("accounts", "name"),
    originated("contacts", "fullname"),
    originated("opportunities", "name"),
  ];
}

function initialQuery(leadId: string, table: TargetTable): Query {
  return {
    kind: "function",
    name: "InitializeFrom",
    parameters: {
      EntityMoniker: { "@odata.id": `leads(${leadId})` },
      TargetEntityName: table,
      TargetFieldType: "Microsoft.Dynamics.CRM.TargetFieldType'ValidForCreate'",
    },
  };
}
