import { stockLibraries, type CrmParameter, type StockButton, type StockCommand, type StockRibbon } from "./parts";
import { mergeButton, mergeCommand, mergeRules } from "./customers";

const form: readonly CrmParameter[] = ["PrimaryControl"];
const grid: readonly CrmParameter[] = [
  "SelectedControl",
  "SelectedControlSelectedItemReferences",
  "SelectedEntityTypeCode",
];
const item: readonly CrmParameter[] = ["CommandProperties"];
const write = ["Mscrm.CanWriteLead"];
const qualify = [
  ...write,
  "Mscrm.CanCreateContact",
  "Mscrm.CanCreateAccount",
  "Mscrm.DynamicMenu.NewRecord.opportunity",
];
const open = "Mscrm.LeadIsOpen";
const some = "Mscrm.SelectionCountAtLeastOne";

type ButtonRow = [StockButton["location"], string, number, string, string, string, string?];
type CommandRow = [string, string, readonly CrmParameter[], readonly string[], readonly string[]];

/** Location, name, sequence, command, label, icon, command that fills the menu. */
const buttons: ButtonRow[] = [
  ["Form", "ConvertLeadQuick", 7, "Mscrm.Form.lead.ConvertQuick", "qualify", "Qualify"],
  [
    "Form",
    "ConvertLeadAs",
    8,
    "Mscrm.Form.Lead.QualifyFlyout",
    "qualify",
    "Qualify",
    "Mscrm.DynamicMenu.Form.QualifyAs",
  ],
  ["Form", "ConvertLeadDisqualifyQuick", 10, "Mscrm.Form.lead.DisqualifyQuick", "disqualify", "Disqualify"],
  [
    "Form",
    "DisqualifyLeadAs",
    11,
    "Mscrm.Form.Lead.DisqualifyFlyout",
    "disqualify",
    "Disqualify",
    "Mscrm.DynamicMenu.Form.DisqualifyAs",
  ],
  [
    "Form",
    "DisqualifyLeadAs.UCI",
    11,
    "Mscrm.Form.Lead.DisqualifyFlyout.UCI",
    "disqualify",
    "Disqualify",
    "Mscrm.DynamicMenu.Form.DisqualifyAs",
  ],
  ["Form", "ReactivateLead", 11, "Mscrm.Form.lead.Reactivate", "reactivate", "ReactivateLead"],
  ["HomepageGrid", "ConvertLeadQuick", 6, "Mscrm.HomepageGrid.lead.ConvertQuick", "qualify", "Qualify"],
  [
    "HomepageGrid",
    "ConvertLeadAs",
    7,
    "Mscrm.Lead.QualifyFlyout",
    "qualify",
    "Qualify",
    "Mscrm.DynamicMenu.Grid.QualifyAs",
  ],
  [
    "HomepageGrid",
    "ConvertLeadDisqualifyQuick",
    8,
    "Mscrm.HomepageGrid.lead.ConvertDisqualifyQuick",
    "disqualify",
    "Disqualify",
  ],
  [
    "HomepageGrid",
    "DisqualifyLeadAs",
    9,
    "Mscrm.Lead.DisqualifyFlyout",
    "disqualify",
    "Disqualify",
    "Mscrm.DynamicMenu.Grid.DisqualifyAs",
  ],
  [
    "HomepageGrid",
    "DisqualifyLeadAs.UCI",
    9,
    "Mscrm.Lead.DisqualifyFlyout.UCI",
    "disqualify",
    "Disqualify",
    "Mscrm.DynamicMenu.Grid.DisqualifyAs",
  ],
];

/** Id, function, parameters, display rules, enable rules. */
const commands: CommandRow[] = [
  [
    "Mscrm.Form.lead.ConvertQuick",
    "Mscrm.LeadCommandActions.qualifyLeadQuick",
    form,
    qualify,
    [open, "Mscrm.SingleQualifyStatusCode"],
  ],
  [
    "Mscrm.Form.Lead.QualifyFlyout",
    "Mscrm.LeadCommandActions.qualifyLeadQuick",
    form,
    qualify,
    [open, "Mscrm.MultipleQualifyStatusCodes"],
  ],
  ["Mscrm.Form.lead.QualifyAs", "Mscrm.LeadCommandActions.qualifyLeadAs", [...item, ...form], qualify, [open]],
  [
    "Mscrm.Form.lead.DisqualifyQuick",
    "Mscrm.LeadCommandActions.disqualifyLeadQuick",
    form,
    write,
    [open, "Mscrm.SingleDisqualifyStatusCode"],
  ],
  [
    "Mscrm.Form.Lead.DisqualifyFlyout",
    "Mscrm.LeadCommandActions.disqualifyLeadQuick",
    form,
    write,
    [open, "Mscrm.MultipleDisqualifyStatusCodes", "Mscrm.Form.lead.IsNotUCI"],
  ],
  [
    "Mscrm.Form.Lead.DisqualifyFlyout.UCI",
    "Mscrm.LeadCommandActions.disqualifyLeadQuick",
    form,
    write,
    [open, "Mscrm.MultipleDisqualifyStatusCodes", "Mscrm.Form.lead.IsUCI"],
  ],
  ["Mscrm.Form.lead.DisqualifyAs", "Mscrm.LeadCommandActions.disqualifyLeadAs", [...item, ...form], write, [open]],
  ["Mscrm.Form.lead.Reactivate", "Mscrm.LeadCommandActions.reactivateLead", form, write, ["Mscrm.LeadIsClosed"]],
  ["Mscrm.DynamicMenu.Form.QualifyAs", "PopulateDynamicMenu.getQualifyMenu", item, [], []],
  ["Mscrm.DynamicMenu.Form.DisqualifyAs", "PopulateDynamicMenu.getDisqualifyMenu", item, [], []],
  [
    "Mscrm.HomepageGrid.lead.ConvertQuick",
    "Mscrm.LeadGridCommandActions.qualifyLeadQuick",
    grid,
    qualify,
    [some, "Mscrm.SingleQualifyStatusCode"],
  ],
  [
    "Mscrm.Lead.QualifyFlyout",
    "Mscrm.LeadGridCommandActions.qualifyLeadQuick",
    grid,
    qualify,
    [some, "Mscrm.MultipleQualifyStatusCodes"],
  ],
  ["Mscrm.Grid.lead.QualifyAs", "Mscrm.LeadGridCommandActions.qualifyLeadAs", [...item, ...grid], qualify, [some]],
  [
    "Mscrm.HomepageGrid.lead.ConvertDisqualifyQuick",
    "Mscrm.LeadGridCommandActions.disqualifyLeadQuick",
    grid,
    write,
    [some, "Mscrm.SingleDisqualifyStatusCode"],
  ],
  [
    "Mscrm.Lead.DisqualifyFlyout",
    "Mscrm.LeadGridCommandActions.disqualifyLeadQuick",
    grid,
    write,
    [some, "Mscrm.MultipleDisqualifyStatusCodes", "Mscrm.Form.lead.IsNotUCI"],
  ],
  [
    "Mscrm.Lead.DisqualifyFlyout.UCI",
    "Mscrm.LeadGridCommandActions.disqualifyLeadQuick",
    grid,
    write,
    [some, "Mscrm.MultipleDisqualifyStatusCodes", "Mscrm.Form.lead.IsUCI"],
  ],
  ["Mscrm.Grid.lead.DisqualifyAs", "Mscrm.LeadGridCommandActions.disqualifyLeadAs", [...item, ...grid], write, [some]],
  ["Mscrm.DynamicMenu.Grid.QualifyAs", "PopulateDynamicMenu.getQualifyMenuGrid", item, [], []],
  ["Mscrm.DynamicMenu.Grid.DisqualifyAs", "PopulateDynamicMenu.getDisqualifyMenuGrid", item, [], []],
];

const isUci = (invert: boolean) =>
  `<CustomRule FunctionName="ClientUtility.ClientUtil.isUCI" Library="${stockLibraries.lead}" Default="true"${invert ? ` InvertResult="true"` : ""} />`;
const statusRule = (state: 1 | 2, invert: boolean) =>
  `<OptionSetRule OptionSet="lead_statuscode" StateCode="${state}" ObjectTypeCode="4"${invert ? ` InvertResult="true"` : ""} />`;
const privilege = (table: string, verb: string) =>
  `<EntityPrivilegeRule EntityName="${table}" PrivilegeType="${verb}" PrivilegeDepth="Basic" />`;
const leadState = {
  "Mscrm.LeadIsOpen": `<FormStateRule State="Existing" />`,
  "Mscrm.LeadIsClosed": `<FormStateRule State="Disabled" />`,
};

/**
 * Qualify, Disqualify and Reactivate of lead with the ids, sequences and rules of facts/solution-package.md §3.1: quick buttons
 * show when the state has one status, flyouts when it has several, and the `.UCI` twins in the unified client.
 * An OptionSetRule holds when the state has exactly one status reason.
 */
export const leadRibbon: StockRibbon = {
  without: ["Activate", "Deactivate"],
  buttons: [...buttons.map(toButton), mergeButton],
  commands: [...commands.map(toCommand), mergeCommand],
  enableRules: {
    ...mergeRules.enable,
    ...leadState,
    "Mscrm.SingleQualifyStatusCode": statusRule(1, false),
    "Mscrm.MultipleQualifyStatusCodes": statusRule(1, true),
    "Mscrm.SingleDisqualifyStatusCode": statusRule(2, false),
    "Mscrm.MultipleDisqualifyStatusCodes": statusRule(2, true),
    "Mscrm.Form.lead.IsUCI": isUci(false),
    "Mscrm.Form.lead.IsNotUCI": isUci(true),
  },
  displayRules: {
    ...mergeRules.display,
    ...leadState,
    "Mscrm.CanWriteLead": privilege("lead", "Write"),
    "Mscrm.CanCreateContact": privilege("contact", "Create"),
    "Mscrm.CanCreateAccount": privilege("account", "Create"),
    "Mscrm.DynamicMenu.NewRecord.opportunity": `${privilege("opportunity", "Create")}${privilege("opportunity", "Append")}<OrRule><Or>${privilege("account", "AppendTo")}</Or><Or>${privilege("contact", "AppendTo")}</Or></OrRule>`,
    "Mscrm.HideOnOutlookClient": `<CommandClientTypeRule Type="Modern" />`,
  },
};

function toButton([location, name, sequence, command, label, icon, populate]: ButtonRow): StockButton {
  return { location, group: "Actions", name, sequence, command, label, icon, populate };
}

function toCommand([id, functionName, parameters, display, enable]: CommandRow): StockCommand {
  return { id, functionName, library: stockLibraries.lead, parameters, display, enable };
}
