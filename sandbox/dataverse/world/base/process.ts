import type { SeedRow } from "../rows";
import { worldIdentity } from "../identity";

/** The stock process and its stages: keys of the platform (facts/dataverse-web-api.md §2.8). */
export const leadProcess = {
  processId: "919e14d1-6489-4852-abd0-a63a6ecaac5d",
  qualify: "f99b4d48-7aad-456e-864a-8e7d543f7495",
  develop: "bfc9108c-8389-406b-9166-2c3298a2e41f",
  propose: "3a275c22-fc45-4e89-97fc-41e5ec578743",
  close: "7f5247fe-cfc3-42bc-aa77-b1d836d9b7c0",
} as const;

/** Stage, table, category (0 Qualify, 1 Develop, 2 Propose, 3 Close), steps as label and column; `!` marks a required one. */
const stages: readonly (readonly [keyof typeof leadProcess, string, string, number, string])[] = [
  [
    "qualify",
    "Qualify",
    "lead",
    0,
    "Existing Contact?:parentcontactid, Existing Account?:parentaccountid, Purchase Timeframe:purchasetimeframe, Estimated Budget:budgetamount, Purchase Process:purchaseprocess, Identify Decision Maker:decisionmaker, Capture Summary:description",
  ],
  [
    "develop",
    "Develop",
    "opportunity",
    1,
    "Customer Need:customerneed, Proposed Solution:proposedsolution, Identify Stakeholders:identifycustomercontacts, Identify Competitors:identifycompetitors",
  ],
  [
    "propose",
    "Propose",
    "opportunity",
    2,
    "Identify Sales Team:identifypursuitteam, Develop Proposal:developproposal, Complete Internal Review:completeinternalreview, Present Proposal:presentproposal",
  ],
  [
    "close",
    "Close",
    "opportunity",
    3,
    "Complete Final Proposal:completefinalproposal, Present Final Proposal:presentfinalproposal, Confirm Decision Date:finaldecisiondate, Send Thank You:sendthankyounote, File De-brief:filedebrief",
  ],
];

/** The Lead to Opportunity Sales Process, active, with its four stages. */
export function processRows(): SeedRow[] {
  return [
    {
      table: "workflow",
      values: {
        workflowid: leadProcess.processId,
        name: "Lead to Opportunity Sales Process",
        uniquename: "leadtoopportunitysalesprocess",
        category: 4,
        type: 1,
        businessprocesstype: 0,
        primaryentity: "lead",
        statecode: 1,
        statuscode: 2,
        processorder: 1,
        ismanaged: true,
        ownerid: worldIdentity.systemUserId,
        ownerid__type: "systemuser",
      },
    },
    ...stages.map(([key, name, table, category, steps]): SeedRow => ({
      table: "processstage",
      values: {
        processstageid: leadProcess[key],
        processid: leadProcess.processId,
        stagename: name,
        primaryentitytypecode: table,
        stagecategory: category,
        clientdata: JSON.stringify(steps.split(", ").map(toStep)),
      },
    })),
  ];
}

/** The step as the platform describes it, with the column also under the name that form designers use. */
function toStep(text: string): unknown {
  const [name = "", column = ""] = text.split(":");
  const attribute = column.replace("!", "");
  const required = column.endsWith("!");

  return {
    DisplayName: name,
    Type: "Field",
    Field: { AttributeName: attribute, IsRequired: required },
    DataFieldName: attribute,
    required,
  };
}
