/** `Mscrm.GridCommandActions`: the commands that every view and sub-grid has. */
import { apiBase, entitySetOf, loadTable, plainId, send, sendJson, type LookupItem } from "../form-model";
import { formModelOf } from "../xrm/form-context";
import { navigation } from "../xrm/navigation";
import { utility } from "../xrm/utility";
import { webApi } from "../xrm/web-api";
import { mergeRecords } from "./merge";
import { askForOwner, assignRecord, confirm, forEachRecord, showError, type ItemReference } from "./records";
import { say } from "./strings";

interface GridControl {
  refresh(): unknown;
}

type Selected = readonly ItemReference[];

async function newRecord(_grid: GridControl, _selected: Selected, table: string): Promise<void> {
  await navigation.openForm({ entityName: table });
}

/** A new row of a sub-grid takes over the values that the relationship maps. */
async function newRelatedRecord(
  table: string,
  primaryTable: string,
  primaryId: string,
  context: unknown,
  grid: RelatedGrid,
): Promise<void> {
  const form = formModelOf(context);
  const createFromEntity = { entityType: primaryTable, id: plainId(primaryId), name: form?.primaryName };
  const made = await navigation.openForm({ entityName: table, createFromEntity, useQuickCreateForm: true });
  const [record] = made?.savedEntityReference ?? [];
  const { relationshipType, navigationPropertyName } = grid.getRelationship();
  if (record && relationshipType === manyToMany) {
    await link(primaryTable, primaryId, navigationPropertyName, record).catch(showError);
  }
  grid.refresh();
}

const manyToMany = 1;

interface RelatedGrid extends GridControl {
  getRelationship(): { readonly relationshipType: number; readonly navigationPropertyName: string };
}

async function collectionOf(table: string, id: string, navigationProperty: string): Promise<string> {
  return `${await entitySetOf(table)}(${plainId(id)})/${navigationProperty}`;
}

async function link(table: string, id: string, navigationProperty: string, other: LookupItem): Promise<void> {
  const address = `${window.location.origin}${apiBase}${await entitySetOf(other.entityType)}(${plainId(other.id)})`;
  await sendJson("POST", `${await collectionOf(table, id, navigationProperty)}/$ref`, { "@odata.id": address });
}

/** Ties rows that exist already to the form's record. */
async function addExisting(table: string, primaryTable: string, primaryId: string, grid: RelatedGrid): Promise<void> {
  const chosen = await utility.lookupObjects({ entityTypes: [table], allowMultiSelect: true });
  const { navigationPropertyName } = grid.getRelationship();
  const items = chosen.map(({ id, name }) => ({ Id: id, Name: name }));
  await forEachRecord(items, say("working"), ({ Id, Name = "" }) =>
    link(primaryTable, primaryId, navigationPropertyName, { id: Id, name: Name, entityType: table }),
  );
  if (items.length > 0) grid.refresh();
}

/** Unties the selected rows; they stay. */
async function removeFromRelationship(
  selected: Selected,
  primaryTable: string,
  primaryId: string,
  grid: RelatedGrid,
): Promise<void> {
  const collection = await collectionOf(primaryTable, primaryId, grid.getRelationship().navigationPropertyName);
  await forEachRecord(selected, say("working"), (item) =>
    send(`${collection}(${plainId(item.Id)})/$ref`, { method: "DELETE" }),
  );
  grid.refresh();
}

async function edit(_grid: GridControl, selected: Selected, table: string): Promise<void> {
  const [item] = selected;
  if (item) await navigation.openForm({ entityName: item.TypeName ?? table, entityId: plainId(item.Id) });
}

async function deleteSelected(grid: GridControl, selected: Selected, table: string): Promise<void> {
  const question = selected.length === 1 ? say("deleteSelected") : say("deleteMany", selected.length);
  if (!(await confirm(say("confirmDeletion"), question, say("delete")))) return;
  await forEachRecord(selected, say("deleting"), (item) => webApi.deleteRecord(item.TypeName ?? table, item.Id));
  grid.refresh();
}

async function changeStates(grid: GridControl, selected: Selected, table: string, state: number): Promise<void> {
  const info = await loadTable(table);
  const status = info.attributes.get("statuscode")?.options?.find((option) => option.state === state)?.value;
  await forEachRecord(selected, say("working"), (item) =>
    webApi.updateRecord(table, item.Id, { statecode: state, statuscode: status }),
  );
  grid.refresh();
}

async function activateSelected(grid: GridControl, selected: Selected, table: string): Promise<void> {
  if (!(await confirm(say("confirmActivation"), say("activateMany", selected.length), say("activate")))) return;
  await changeStates(grid, selected, table, 0);
}

async function deactivateSelected(grid: GridControl, selected: Selected, table: string): Promise<void> {
  if (!(await confirm(say("confirmDeactivation"), say("deactivateMany", selected.length), say("deactivate")))) return;
  await changeStates(grid, selected, table, 1);
}

async function assignSelected(grid: GridControl, selected: Selected, table: string): Promise<void> {
  const owner = await askForOwner();
  if (!owner) return;
  await forEachRecord(selected, say("assigning"), (item) => assignRecord(table, item.Id, owner));
  grid.refresh();
}

async function merge(grid: GridControl, selected: Selected, table: string): Promise<void> {
  if (await mergeRecords(selected, table)) grid.refresh();
}

function refresh(grid: GridControl): void {
  grid.refresh();
}

export const gridCommands = {
  newRecord,
  newRelatedRecord,
  addExisting,
  removeFromRelationship,
  edit,
  deleteSelected,
  activateSelected,
  deactivateSelected,
  assignSelected,
  merge,
  refresh,
};
