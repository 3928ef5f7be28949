import { stockLibraries, type StockButton, type StockCommand, type StockRibbon } from "./parts";

/** Merge exists for account, contact and lead alone (facts/sales-qualification.md §3 "Merge"). */
export const mergeButton: StockButton = {
  location: "HomepageGrid",
  group: "Actions",
  name: "MergeRecords",
  sequence: 25,
  command: "Mscrm.HomepageGrid.Merge",
  label: "merge",
  icon: "MergeRecords",
};

export const mergeCommand: StockCommand = {
  id: "Mscrm.HomepageGrid.Merge",
  functionName: "Mscrm.GridCommandActions.merge",
  library: stockLibraries.main,
  parameters: ["SelectedControl", "SelectedControlSelectedItemReferences", "SelectedEntityTypeName"],
  display: ["Mscrm.CanMerge", "Mscrm.WriteSelectedEntityPermission"],
  enable: ["Mscrm.SelectionCountOneOrTwo"],
};

/** Rules that Merge needs, wherever it is shown. */
export const mergeRules = {
  enable: {
    "Mscrm.SelectionCountOneOrTwo": `<SelectionCountRule AppliesTo="SelectedEntity" Minimum="1" Maximum="2" />`,
  },
  display: { "Mscrm.CanMerge": `<MiscellaneousPrivilegeRule PrivilegeName="Merge" />` },
};

/** Account and contact: what every table has, and Merge. */
export const customerRibbon: StockRibbon = {
  buttons: [mergeButton],
  commands: [mergeCommand],
  enableRules: mergeRules.enable,
  displayRules: mergeRules.display,
};

const opportunity = (id: string, functionName: string, enable: string): StockCommand => ({
  id,
  functionName,
  library: stockLibraries.opportunity,
  parameters: ["PrimaryControl"],
  display: ["Mscrm.WritePrimaryEntityPermission"],
  enable: [enable],
});

const opportunityButton = (name: string, sequence: number, label: string, icon: string): StockButton => ({
  location: "Form",
  group: "Actions",
  name,
  sequence,
  command: `Mscrm.Form.opportunity.${name}`,
  label,
  icon,
});

/** Close as won, close as lost, reopen. */
export const opportunityRibbon: StockRibbon = {
  without: ["Activate", "Deactivate"],
  buttons: [
    opportunityButton("MarkAsWon", 5, "closeAsWon", "CloseAsWon"),
    opportunityButton("MarkAsLost", 6, "closeAsLost", "CloseAsLost"),
    opportunityButton("ReopenOpportunity", 7, "reopen", "ReOpenOpportunity"),
  ],
  commands: [
    opportunity(
      "Mscrm.Form.opportunity.MarkAsWon",
      "Mscrm.OpportunityCommandActions.opportunityClose_markAsWon",
      "Mscrm.FormIsActive",
    ),
    opportunity(
      "Mscrm.Form.opportunity.MarkAsLost",
      "Mscrm.OpportunityCommandActions.opportunityClose_markAsLost",
      "Mscrm.FormIsActive",
    ),
    opportunity(
      "Mscrm.Form.opportunity.ReopenOpportunity",
      "Mscrm.OpportunityCommandActions.reopenOpportunity",
      "Mscrm.FormIsInactive",
    ),
  ],
  enableRules: {},
  displayRules: {},
};
