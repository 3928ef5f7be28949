import { requirePrivilege, requireRowAccess } from "../../security/access";
import type { CallContext } from "../../server/context";
import { salesErrors } from "../../server/errors";
import type { Message, MessageCall, MessageResult } from "../../server/messages";
import type { RawRow } from "../../store/store";
import { requireRow, updateRow } from "../../write/records";
import { missing } from "../arguments";
import { createRecords, requireCreateRights, type Created } from "./create";
import { readQualifyParameters, targetState, type QualifyParameters } from "./parameters";
import { moveProcess, requireLeadStage } from "./process";
import { copyStakeholders } from "./stakeholders";

/**
 * QualifyLead, bound to a lead (facts/sales-qualification.md §1): creates and links what is asked for from the maps, points the
 * lead to it, closes the lead, moves the process. One transaction; a second call is refused, not repeated.
 */
export const qualifyLead: Message = {
  name: "QualifyLead",
  kind: "action",
  bound: { table: "lead", to: "row" },
  parameters: {
    CreateAccount: "Edm.Boolean",
    CreateContact: "Edm.Boolean",
    CreateOpportunity: "Edm.Boolean",
    OpportunityCurrencyId: "transactioncurrency?",
    OpportunityCustomerId: "crmbaseentity?",
    SourceCampaignId: "campaign?",
    Status: "Edm.Int32",
    ProcessInstanceId: "crmbaseentity?",
  },
  returns: "Collection(crmbaseentity)",
  handle,
};

function handle(call: MessageCall): MessageResult {
  if (!call.target) throw missing("LeadId");
  const { id } = call.target;
  const parameters = readQualifyParameters(call);
  const context = innerContext(call.context, parameters);
  const { catalog, settings } = context.env;
  const table = catalog.requireTable("lead");
  const lead = requireRow(context, table, id);

  if (lead.statecode !== 0) throw salesErrors.leadAlreadyClosed();
  const state = targetState(table, id, parameters.status, settings.qualifyAcceptsDisqualifiedStatus);
  requireRowAccess(context, table, "Write", id, lead);
  requireCreateRights(context, parameters);
  for (const name of ["entitymap", "attributemap"]) requirePrivilege(context, catalog.requireTable(name), "Read");

  if (settings.qualifyNeedsLeadStage && parameters.createOpportunity) requireLeadStage(context, id);
  const created = createRecords(context, id, lead, parameters);
  updateRow(context, "lead", id, closing(created, state, settings.qualifyFillsQualifyingOpportunity));
  if (created.opportunity !== null) {
    moveProcess(context, id, created.opportunity, parameters.processInstance);
    if (settings.qualifyCopiesStakeholders) copyStakeholders(context, id, created.opportunity);
  }
  return answer(context, created);
}

/** Everything inside runs one level deeper, with duplicate detection as this message was asked to have it (§9 b). */
function innerContext(context: CallContext, { suppressDuplicates }: QualifyParameters): CallContext {
  const choice = context.env.settings.qualifyDuplicateSwitch;
  const byHeader = choice === "parameter" ? true : context.suppressDuplicates;
  const byParameter = choice === "header" ? null : suppressDuplicates;
  return { ...context, depth: context.depth + 1, suppressDuplicates: byParameter ?? byHeader };
}

function closing(created: Created, state: { state: number; status: number }, fillsOpportunity: boolean): RawRow {
  return {
    ...(created.account === null ? {} : { parentaccountid: created.account }),
    ...(created.contact === null ? {} : { parentcontactid: created.contact }),
    ...(created.opportunity === null || !fillsOpportunity ? {} : { qualifyingopportunityid: created.opportunity }),
    statecode: state.state,
    statuscode: state.status,
  };
}

/** Only created rows are listed: account, contact, opportunity, each with its type and key (§1.1). */
function answer(context: CallContext, created: Created): MessageResult {
  const { catalog, store, settings } = context.env;
  const items = (["account", "contact", "opportunity"] as const).flatMap((name) => {
    const id = created[name];
    if (id === null) return [];
    const table = catalog.requireTable(name);
    const row = settings.qualifyAnswersWholeRows ? plain(store.get(name, id) ?? {}) : {};
    return [{ "@odata.type": `#Microsoft.Dynamics.CRM.${name}`, ...row, [table.primaryId]: id }];
  });
  return { kind: "json", context: "Collection(Microsoft.Dynamics.CRM.crmbaseentity)", value: { value: items } };
}

/** Values as JSON has them, without lookups (whose names differ on the wire) and internal columns. */
function plain(row: RawRow): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).filter(([name, value]) => value !== null && !/__type$|id$|by$/.test(name)),
  );
}
