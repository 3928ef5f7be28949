import { dialogs } from "../dialogs/store";
import { entitySetOf, getJson, plainId, type Json } from "../form-model";
import { webApi } from "../xrm/web-api";
import { findDuplicates, type Duplicate } from "./duplicates";
import { drawLeadDuplicates, type DuplicateChoice } from "./LeadDuplicates";
import type { CreateFlags } from "./qualify";
import { say } from "./strings";

/**
 * The product's dialog before a lead is qualified from its form (facts/sales-qualification.md §3): rows that its duplicate rules
 * find for the account and the contact that would be made. Undefined: the person closed it. The choice is written to the lead.
 */
export async function settleDuplicates(leadId: string, create: CreateFlags): Promise<CreateFlags | undefined> {
  const [accounts, contacts] = await Promise.all([
    create.account ? duplicatesOf(leadId, "account") : [],
    create.contact ? duplicatesOf(leadId, "contact") : [],
  ]);
  if (accounts.length + contacts.length === 0) return create;

  const isImproved = await isImprovedExperience();
  const choice = await dialogs.open<DuplicateChoice>({
    kind: "custom",
    title: say(isImproved ? "mayExist" : "duplicateWarning"),
    draw: (close) => drawLeadDuplicates({ accounts, contacts, isImproved, onAnswer: close }),
  });
  if (!choice) return undefined;
  await linkToLead(leadId, choice);
  return { ...create, account: create.account && !choice.accountId, contact: create.contact && !choice.contactId };
}

/** Asked with the values that the platform's maps would give to the new row. */
async function duplicatesOf(leadId: string, table: "account" | "contact"): Promise<readonly Duplicate[]> {
  try {
    return await findDuplicates(table, await candidateOf(leadId, table), table);
  } catch {
    // Without the right to read the other table there is nothing to choose from; qualification itself decides.
    return [];
  }
}

async function candidateOf(leadId: string, table: string): Promise<Json> {
  const source = encodeURIComponent(JSON.stringify({ "@odata.id": `leads(${plainId(leadId)})` }));
  const query = `@m=${source}&@t='${table}'&@f=Microsoft.Dynamics.CRM.TargetFieldType'ValidForCreate'`;
  const mapped = await getJson(`InitializeFrom(EntityMoniker=@m,TargetEntityName=@t,TargetFieldType=@f)?${query}`);
  return Object.fromEntries(Object.entries(mapped).filter(([name]) => !name.includes("@")));
}

/** `organization.qualifyleadadditionaloptions` is JSON with this key (facts/sales-qualification.md §3). */
async function isImprovedExperience(): Promise<boolean> {
  try {
    const answer = await getJson("organizations?$select=qualifyleadadditionaloptions");
    const [organization] = answer.value as Json[];
    return (
      (JSON.parse(String(organization?.qualifyleadadditionaloptions ?? "{}")) as Json).DuplicateDetectionMerge ===
      "true"
    );
  } catch {
    return false;
  }
}

async function linkToLead(leadId: string, choice: DuplicateChoice): Promise<void> {
  const values: Json = {};
  if (choice.accountId) values["parentaccountid@odata.bind"] = `/${await entitySetOf("account")}(${choice.accountId})`;
  if (choice.contactId) values["parentcontactid@odata.bind"] = `/${await entitySetOf("contact")}(${choice.contactId})`;
  if (Object.keys(values).length > 0) await webApi.updateRecord("lead", leadId, values);
}
