/** `Mscrm.LeadCommandActions`: Qualify, Disqualify and Reactivate on the lead form, as in the product. */
import type { FormModel } from "../form-model";
import { commandBars } from "../xrm/command-bars";
import { formModelOf } from "../xrm/form-context";
import { saveAndReport } from "../xrm/form-save";
import { navigation } from "../xrm/navigation";
import { webApi } from "../xrm/web-api";
import type { CommandProperties } from "../ribbon/parameters";
import { changeState } from "./form-commands";
import { settleDuplicates } from "./lead-duplicates";
import { statusOf } from "./menus";
import { classicFlags, qualifiedStatus, qualifyLead, type LeadFacts } from "./qualify";
import { showError, whileBusy } from "./records";
import { say } from "./strings";

const saveModes = { disqualify: 15, qualify: 16, reactivate: 6 };
/** Default status reasons (facts/sales-qualification.md §4). */
const newStatus = 1;
const canceledStatus = 7;

function leadForm(context: unknown): FormModel & { entityId: string } {
  const form = formModelOf(context);
  if (!form?.entityId) throw new Error("This command needs the form of a saved lead.");
  return form as FormModel & { entityId: string };
}

async function qualify(context: unknown, status: number): Promise<void> {
  const form = leadForm(context);
  if (!(await saved(form, saveModes.qualify))) return;
  try {
    const lead = (await webApi.retrieveRecord(
      "lead",
      form.entityId,
      "?$select=companyname,_parentaccountid_value,_parentcontactid_value",
    )) as LeadFacts;
    const create = await settleDuplicates(form.entityId, classicFlags(lead));
    if (!create) return;
    const created = await whileBusy(say("qualifying"), () => qualifyLead(form.entityId, create, status));
    const opportunity = created.find(({ entityType }) => entityType === "opportunity");
    await form.refresh(false);
    commandBars.refresh();
    if (opportunity) await navigation.openForm({ entityName: "opportunity", entityId: opportunity.id });
  } catch (error) {
    await showError(error);
  }
}

/** An invalid form shows its own notice; nothing else happens then. */
async function saved(form: FormModel, saveMode: number): Promise<boolean> {
  try {
    await saveAndReport(form, { saveMode });
    return true;
  } catch {
    return false;
  }
}

async function disqualify(context: unknown, status: number): Promise<void> {
  const form = leadForm(context);
  if (!(await saved(form, saveModes.disqualify))) return;
  await changeState(context, saveModes.disqualify, { statecode: 2, statuscode: status });
}

export const leadFormCommands = {
  qualifyLeadQuick: (context: unknown) => qualify(context, qualifiedStatus),
  qualifyLeadAs: (properties: CommandProperties, context: unknown) =>
    qualify(context, statusOf(properties) ?? qualifiedStatus),
  disqualifyLeadQuick: (context: unknown) => disqualify(context, canceledStatus),
  disqualifyLeadAs: (properties: CommandProperties, context: unknown) =>
    disqualify(context, statusOf(properties) ?? canceledStatus),
  reactivateLead: (context: unknown) =>
    changeState(context, saveModes.reactivate, { statecode: 0, statuscode: newStatus }),
};
