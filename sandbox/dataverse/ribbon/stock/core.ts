import { stockLibraries, type CrmParameter, type StockButton, type StockCommand, type StockRibbon } from "./parts";

const form: readonly CrmParameter[] = ["PrimaryControl"];
const grid: readonly CrmParameter[] = [
  "SelectedControl",
  "SelectedControlSelectedItemReferences",
  "SelectedEntityTypeName",
];

function command(
  id: string,
  functionName: string,
  parameters: readonly CrmParameter[],
  display: readonly string[],
  enable: readonly string[],
): StockCommand {
  return { id, functionName, library: stockLibraries.main, parameters, display, enable };
}

const formButtons: StockButton[] = [
  ["Save", "Save", 10, "Mscrm.SavePrimary", "save", "Save"],
  ["Save", "SaveAndClose", 20, "Mscrm.SaveAndClosePrimary", "saveAndClose", "SaveAndClose"],
  ["Save", "NewRecord", 30, "Mscrm.NewRecordFromForm", "new", "New"],
  ["Actions", "Activate", 20, "Mscrm.Form.Activate", "activate", "Activate"],
  ["Actions", "Deactivate", 21, "Mscrm.Form.Deactivate", "deactivate", "DeActivate"],
  ["Management", "Delete", 40, "Mscrm.DeletePrimaryRecord", "delete", "Remove"],
  ["Management", "Refresh", 50, "Mscrm.Modern.refreshCommand", "refresh", "Refresh"],
  ["Collaborate", "Assign", 60, "Mscrm.AssignPrimaryRecord", "assign", "Assign"],
  ["Collaborate", "Share", 70, "Mscrm.SharePrimaryRecord", "share", "Share"],
].map((row) => toButton("Form", row));

const gridButtons: StockButton[] = [
  ["Management", "NewRecord", 10, "Mscrm.NewRecordFromGrid", "new", "New"],
  ["Management", "Edit", 20, "Mscrm.EditSelectedRecord", "edit", "Edit"],
  ["Actions", "Activate", 30, "Mscrm.HomepageGrid.Activate", "activate", "Activate"],
  ["Actions", "Deactivate", 31, "Mscrm.HomepageGrid.Deactivate", "deactivate", "DeActivate"],
  ["Management", "Delete", 40, "Mscrm.HomepageGrid.DeleteSelectedRecord", "delete", "Remove"],
  ["Management", "Refresh", 50, "Mscrm.Modern.refreshGridCommand", "refresh", "Refresh"],
  ["Collaborate", "Assign", 60, "Mscrm.AssignSelectedRecord", "assign", "Assign"],
].map((row) => toButton("HomepageGrid", row));

const subGridButtons: StockButton[] = [
  ["Management", "AddNewStandard", 10, "Mscrm.AddNewRecordFromSubGridStandard", "new", "New"],
  ["Management", "AddExisting", 15, "Mscrm.AddExistingRecordFromSubGridAssociated", "addExisting", "AddExisting"],
  ["Management", "Edit", 20, "Mscrm.EditSelectedRecord", "edit", "Edit"],
  ["Management", "RemoveLink", 39, "Mscrm.SubGrid.RemoveSelectedRecord", "removeLink", "Remove"],
  ["Management", "Delete", 40, "Mscrm.SubGrid.DeleteSelectedRecord", "delete", "Remove"],
  ["Management", "Refresh", 50, "Mscrm.Modern.refreshGridCommand", "refresh", "Refresh"],
].map((row) => toButton("SubGrid", row));

function toButton(location: StockButton["location"], row: (string | number)[]): StockButton {
  const [group, name, sequence, id, label, icon] = row as [
    StockButton["group"],
    string,
    number,
    string,
    string,
    string,
  ];
  return { location, group, name, sequence, command: id, label, icon };
}

/** Commands of every table: new, save, delete, activate, assign, share, refresh. */
export const coreRibbon: StockRibbon = {
  buttons: [...formButtons, ...gridButtons, ...subGridButtons],
  commands: [
    command(
      "Mscrm.SavePrimary",
      "Mscrm.FormCommandActions.save",
      form,
      ["Mscrm.CanSavePrimary"],
      ["Mscrm.FormIsEditable"],
    ),
    command(
      "Mscrm.SaveAndClosePrimary",
      "Mscrm.FormCommandActions.saveAndClose",
      form,
      ["Mscrm.CanSavePrimary"],
      ["Mscrm.FormIsEditable"],
    ),
    command(
      "Mscrm.NewRecordFromForm",
      "Mscrm.FormCommandActions.newRecord",
      form,
      ["Mscrm.CreatePrimaryEntityPermission"],
      ["Mscrm.FormIsSaved"],
    ),
    command(
      "Mscrm.DeletePrimaryRecord",
      "Mscrm.FormCommandActions.deleteRecord",
      form,
      ["Mscrm.DeletePrimaryEntityPermission"],
      ["Mscrm.FormIsSaved", "Mscrm.CanDeletePrimary"],
    ),
    command("Mscrm.Modern.refreshCommand", "Mscrm.FormCommandActions.refresh", form, [], ["Mscrm.FormIsSaved"]),
    command(
      "Mscrm.AssignPrimaryRecord",
      "Mscrm.FormCommandActions.assign",
      form,
      ["Mscrm.AssignPrimaryEntityPermission"],
      ["Mscrm.FormIsSaved", "Mscrm.CanAssignPrimary"],
    ),
    command(
      "Mscrm.SharePrimaryRecord",
      "Mscrm.FormCommandActions.share",
      form,
      ["Mscrm.SharePrimaryEntityPermission"],
      ["Mscrm.FormIsSaved", "Mscrm.CanSharePrimary"],
    ),
    command(
      "Mscrm.Form.Activate",
      "Mscrm.FormCommandActions.activate",
      form,
      ["Mscrm.WritePrimaryEntityPermission"],
      ["Mscrm.FormIsInactive"],
    ),
    command(
      "Mscrm.Form.Deactivate",
      "Mscrm.FormCommandActions.deactivate",
      form,
      ["Mscrm.WritePrimaryEntityPermission"],
      ["Mscrm.FormIsActive"],
    ),
    command(
      "Mscrm.NewRecordFromGrid",
      "Mscrm.GridCommandActions.newRecord",
      grid,
      ["Mscrm.CreateSelectedEntityPermission"],
      [],
    ),
    command(
      "Mscrm.AddNewRecordFromSubGridStandard",
      "Mscrm.GridCommandActions.newRelatedRecord",
      ["SelectedEntityTypeName", "PrimaryEntityTypeName", "FirstPrimaryItemId", "PrimaryControl", "SelectedControl"],
      ["Mscrm.CreateSelectedEntityPermission"],
      ["Mscrm.FormIsSaved"],
    ),
    command(
      "Mscrm.AddExistingRecordFromSubGridAssociated",
      "Mscrm.GridCommandActions.addExisting",
      ["SelectedEntityTypeName", "PrimaryEntityTypeName", "FirstPrimaryItemId", "SelectedControl"],
      ["Mscrm.AppendPrimaryEntityPermission"],
      ["Mscrm.FormIsSaved", "Mscrm.NothingSelected", "Mscrm.RelationshipIsManyToMany"],
    ),
    command(
      "Mscrm.SubGrid.RemoveSelectedRecord",
      "Mscrm.GridCommandActions.removeFromRelationship",
      ["SelectedControlSelectedItemReferences", "PrimaryEntityTypeName", "FirstPrimaryItemId", "SelectedControl"],
      ["Mscrm.AppendPrimaryEntityPermission"],
      ["Mscrm.SelectionCountAtLeastOne", "Mscrm.RelationshipIsManyToMany"],
    ),
    command(
      "Mscrm.EditSelectedRecord",
      "Mscrm.GridCommandActions.edit",
      grid,
      ["Mscrm.ReadSelectedEntityPermission"],
      ["Mscrm.SelectionCountExactlyOne"],
    ),
    command(
      "Mscrm.HomepageGrid.DeleteSelectedRecord",
      "Mscrm.GridCommandActions.deleteSelected",
      grid,
      ["Mscrm.DeleteSelectedEntityPermission"],
      ["Mscrm.SelectionCountAtLeastOne"],
    ),
    command(
      "Mscrm.SubGrid.DeleteSelectedRecord",
      "Mscrm.GridCommandActions.deleteSelected",
      grid,
      ["Mscrm.DeleteSelectedEntityPermission"],
      ["Mscrm.SelectionCountAtLeastOne", "Mscrm.RelationshipIsOneToMany"],
    ),
    command(
      "Mscrm.HomepageGrid.Activate",
      "Mscrm.GridCommandActions.activateSelected",
      grid,
      ["Mscrm.WriteSelectedEntityPermission"],
      ["Mscrm.SelectionCountAtLeastOne"],
    ),
    command(
      "Mscrm.HomepageGrid.Deactivate",
      "Mscrm.GridCommandActions.deactivateSelected",
      grid,
      ["Mscrm.WriteSelectedEntityPermission"],
      ["Mscrm.SelectionCountAtLeastOne"],
    ),
    command(
      "Mscrm.AssignSelectedRecord",
      "Mscrm.GridCommandActions.assignSelected",
      grid,
      ["Mscrm.AssignSelectedEntityPermission"],
      ["Mscrm.SelectionCountAtLeastOne"],
    ),
    command("Mscrm.Modern.refreshGridCommand", "Mscrm.GridCommandActions.refresh", grid, [], ["Mscrm.NothingSelected"]),
  ],
  enableRules: {
    "Mscrm.FormIsEditable": `<OrRule><Or><FormStateRule State="Create" /></Or><Or><FormStateRule State="Existing" /></Or></OrRule>`,
    "Mscrm.FormIsSaved": `<FormStateRule State="Create" InvertResult="true" />`,
    "Mscrm.RelationshipIsManyToMany": `<RelationshipTypeRule RelationshipType="ManyToMany" AppliesTo="SelectedEntity" />`,
    "Mscrm.RelationshipIsOneToMany": `<RelationshipTypeRule RelationshipType="ManyToMany" AppliesTo="SelectedEntity" InvertResult="true" />`,
    "Mscrm.FormIsActive": `<FormStateRule State="Existing" />`,
    "Mscrm.FormIsInactive": `<FormStateRule State="Disabled" />`,
    "Mscrm.CanDeletePrimary": `<RecordPrivilegeRule PrivilegeType="Delete" AppliesTo="PrimaryEntity" />`,
    "Mscrm.CanAssignPrimary": `<RecordPrivilegeRule PrivilegeType="Assign" AppliesTo="PrimaryEntity" />`,
    "Mscrm.CanSharePrimary": `<RecordPrivilegeRule PrivilegeType="Share" AppliesTo="PrimaryEntity" />`,
    "Mscrm.SelectionCountExactlyOne": `<SelectionCountRule AppliesTo="SelectedEntity" Minimum="1" Maximum="1" />`,
    "Mscrm.SelectionCountAtLeastOne": `<SelectionCountRule AppliesTo="SelectedEntity" Minimum="1" />`,
    "Mscrm.NothingSelected": `<SelectionCountRule AppliesTo="SelectedEntity" Minimum="0" Maximum="0" />`,
  },
  displayRules: {
    "Mscrm.CanSavePrimary": `<OrRule><Or><EntityPrivilegeRule AppliesTo="PrimaryEntity" PrivilegeType="Write" PrivilegeDepth="Basic" /></Or><Or><EntityPrivilegeRule AppliesTo="PrimaryEntity" PrivilegeType="Create" PrivilegeDepth="Basic" /></Or></OrRule>`,
    ...privilegeRules("Primary", ["Create", "Write", "Delete", "Append", "Assign", "Share"]),
    ...privilegeRules("Selected", ["Create", "Read", "Write", "Delete", "Assign"]),
  },
};

function privilegeRules(which: "Primary" | "Selected", verbs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    verbs.map((verb) => [
      `Mscrm.${verb}${which}EntityPermission`,
      `<EntityPrivilegeRule AppliesTo="${which}Entity" PrivilegeType="${verb}" PrivilegeDepth="Basic" />`,
    ]),
  );
}
