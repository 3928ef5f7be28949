import { typeColumn } from "../metadata/model";
import { requirePrivilege } from "../security/access";
import { rowErrors, salesErrors } from "../server/errors";
import type { Message, MessageCall, MessageResult } from "../server/messages";
import type { RawRow } from "../store/store";
import { createFromPayload } from "../write/deep";
import { readPayload } from "../write/payload";
import { requireRow, updateRow } from "../write/records";
import { integerOf, missing, objectOf, requireKnown } from "./arguments";

/** WinOpportunity and LoseOpportunity: closes with an opportunityclose activity (facts/dataverse-web-api.md §2.6). */

const parameters = { Status: "Edm.Int32", OpportunityClose: "opportunityclose" };

export const winOpportunity: Message = {
  name: "WinOpportunity",
  kind: "action",
  parameters,
  handle: (call) => close(call, "WinOpportunity", 1),
};

export const loseOpportunity: Message = {
  name: "LoseOpportunity",
  kind: "action",
  parameters,
  handle: (call) => close(call, "LoseOpportunity", 2),
};

function close(call: MessageCall, name: string, state: 1 | 2): MessageResult {
  requireKnown(call, name, ["Status", "OpportunityClose"]);
  const { context } = call;
  const { catalog } = context.env;
  const given = objectOf(call, "OpportunityClose");
  const status = integerOf(call, "Status");
  if (!given) throw missing("OpportunityClose");
  if (status === null) throw missing("Status");

  const table = catalog.requireTable("opportunityclose");
  const payload = readPayload(context, table, given, "create");
  const id = payload.values.opportunityid;
  if (typeof id !== "string") throw rowErrors.invalidArgument("OpportunityClose must name its opportunity.");
  const opportunity = requireRow(context, catalog.requireTable("opportunity"), id);
  if (opportunity.statecode !== 0) throw salesErrors.opportunityAlreadyClosed();
  requirePrivilege(context, table, "Create");

  const regarding: RawRow = table.columns.get("regardingobjectid")?.stored
    ? { regardingobjectid: id, [typeColumn("regardingobjectid")]: "opportunity" }
    : {};
  createFromPayload(context, { ...payload, values: { subject: null, ...payload.values, ...regarding } });
  const revenue = payload.values.actualrevenue;
  updateRow(context, "opportunity", id, {
    statecode: state,
    statuscode: status,
    actualclosedate:
      typeof payload.values.actualend === "string"
        ? payload.values.actualend.slice(0, 10)
        : context.timestamp.slice(0, 10),
    ...(revenue === undefined ? {} : { actualvalue: revenue }),
  });
  return { kind: "none" };
}
