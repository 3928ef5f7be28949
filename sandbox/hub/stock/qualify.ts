/** The platform's own qualification, as its command does it (facts/solution-package.md §3.2, facts/sales-qualification.md §1). */
import { plainId, type LookupItem } from "../form-model";
import { webApi } from "../xrm/web-api";

export interface CreateFlags {
  readonly account: boolean;
  readonly contact: boolean;
  readonly opportunity: boolean;
}

export const qualifiedStatus = 3;

/** Creates what is asked for and closes the lead; resolves with what was created. */
export async function qualifyLead(
  leadId: string,
  create: CreateFlags,
  status = qualifiedStatus,
): Promise<LookupItem[]> {
  const boolean = { typeName: "Edm.Boolean", structuralProperty: 1 };
  const response = await webApi.execute({
    entity: { entityType: "lead", id: plainId(leadId) },
    CreateAccount: create.account,
    CreateContact: create.contact,
    CreateOpportunity: create.opportunity,
    Status: status,
    getMetadata: () => ({
      boundParameter: "entity",
      operationName: "QualifyLead",
      operationType: 0,
      parameterTypes: {
        entity: { typeName: "mscrm.lead", structuralProperty: 5 },
        CreateAccount: boolean,
        CreateContact: boolean,
        CreateOpportunity: boolean,
        Status: { typeName: "Edm.Int32", structuralProperty: 1 },
      },
    }),
  });
  const { value } = (await response.json()) as { value: Record<string, unknown>[] };
  return value.map(referenceOf);
}

/** The table is the last part of the type; its key is the column named after it. */
function referenceOf(row: Record<string, unknown>): LookupItem {
  const entityType =
    String(row["@odata.type"] ?? "")
      .split(".")
      .pop() ?? "";
  return { entityType, id: plainId(String(row[`${entityType}id`] ?? "")) };
}

export interface LeadFacts {
  readonly companyname?: string | null;
  readonly _parentaccountid_value?: string | null;
  readonly _parentcontactid_value?: string | null;
}

/** Classic rule: an account only for a lead with a company and without one, a contact unless it has one, an opportunity always. */
export function classicFlags(lead: LeadFacts): CreateFlags {
  return {
    account: Boolean(lead.companyname) && !lead._parentaccountid_value,
    contact: !lead._parentcontactid_value,
    opportunity: true,
  };
}
