import type { Table } from "../../metadata/model";
import type { RowReference } from "../../server/context";
import { rowErrors, salesErrors } from "../../server/errors";
import type { MessageCall } from "../../server/messages";
import { statusesOf, defaultStatus } from "../../write/state";
import { booleanOf, integerOf, missing, requireKnown, rowOf, typeName, objectOf } from "../arguments";

/** What a caller of QualifyLead asks for (facts/sales-qualification.md §1.1). */
export interface QualifyParameters {
  readonly createAccount: boolean;
  readonly createContact: boolean;
  readonly createOpportunity: boolean;
  readonly status: number;
  readonly currency: RowReference | null;
  readonly customer: RowReference | null;
  readonly campaign: RowReference | null;
  readonly processInstance: RowReference | null;
  /** Null when the parameter was not sent. */
  readonly suppressDuplicates: boolean | null;
}

const known = [
  "CreateAccount",
  "CreateContact",
  "CreateOpportunity",
  "Status",
  "OpportunityCurrencyId",
  "OpportunityCustomerId",
  "SourceCampaignId",
  "ProcessInstanceId",
  "SuppressDuplicateDetection",
];

/** Reads the body; wrong types, wrong tables and rows that are not there are refused before anything is written. */
export function readQualifyParameters(call: MessageCall): QualifyParameters {
  requireKnown(call, "QualifyLead", known);
  const status = integerOf(call, "Status");
  if (status === null) throw missing("Status");
  return {
    createAccount: booleanOf(call, "CreateAccount", false),
    createContact: booleanOf(call, "CreateContact", false),
    createOpportunity: booleanOf(call, "CreateOpportunity", false),
    status,
    currency: existing(call, "OpportunityCurrencyId", ["transactioncurrency"], "transactioncurrency"),
    customer: existing(call, "OpportunityCustomerId", ["account", "contact"]),
    campaign: existing(call, "SourceCampaignId", ["campaign"], "campaign"),
    processInstance: existing(call, "ProcessInstanceId", null),
    suppressDuplicates:
      call.parameters.SuppressDuplicateDetection === undefined
        ? null
        : booleanOf(call, "SuppressDuplicateDetection", true),
  };
}

function existing(
  call: MessageCall,
  name: string,
  tables: readonly string[] | null,
  declared?: string,
): RowReference | null {
  const given = objectOf(call, name);
  if (!given) return null;
  const type = typeName(given);
  if (type !== undefined && tables !== null && !tables.includes(type)) throw wrongTable(name, tables, type);
  const reference = rowOf(call, name, declared);
  if (!reference) return null;
  if (tables !== null && !tables.includes(reference.table)) throw wrongTable(name, tables, reference.table);
  const table = call.context.env.catalog.requireTable(reference.table);
  if (tables === null && !table.isProcess) throw wrongTable(name, ["leadtoopportunitysalesprocess"], reference.table);
  if (!call.context.env.store.get(reference.table, reference.id, [table.primaryId]))
    throw rowErrors.notFound(table.schemaName, reference.id);
  return reference;
}

function wrongTable(name: string, tables: readonly string[], actual: string): Error {
  if (name === "OpportunityCustomerId") return salesErrors.customerType(actual);
  return rowErrors.invalidArgument(`${name} must be a row of '${tables.join("' or '")}', not of '${actual}'.`);
}

/** The state and status that the lead gets, or the platform's refusal (facts/sales-qualification.md §1.6, §2). */
export function targetState(
  lead: Table,
  id: string,
  status: number,
  acceptsDisqualified: boolean,
): { readonly state: number; readonly status: number } {
  const qualified = 1;
  if (status === -1) return { state: qualified, status: defaultStatus(lead, qualified) ?? 3 };
  const option = statusesOf(lead).find((each) => each.value === status);
  const text = `${status} is not a valid status code`;
  if (!option) throw rowErrors.statusText(`${text} on lead with Id ${id}.`);
  const state = option.state ?? 0;
  if (state === qualified || (state === 2 && acceptsDisqualified)) return { state, status };
  throw rowErrors.statusText(`${text} for state code LeadState.Qualified on lead with Id ${id}.`);
}
