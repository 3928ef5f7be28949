import { openDialog } from "./open-dialog";
import type { DialogKind } from "./request";

/** A row as the ribbon hands it over for SelectedControlSelectedItemReferences. Source: facts/solution-package.md §3.3. */
interface ItemReference {
  readonly Id: string;
}

interface Grid {
  refresh(): void;
}

function withoutBraces(id: string): string {
  return id.replace(/[{}]/g, "").toLowerCase();
}

/** Unsaved changes are saved first, as Microsoft's command does, for the plan is made from what is stored. False: not saved. */
async function saveIfChanged(form: Xrm.FormContext): Promise<boolean> {
  if (!form.data.entity.getIsDirty()) return true;
  try {
    await form.data.save();
    return true;
  } catch {
    // The form itself has told the person what is wrong with the values.
    return false;
  }
}

/** The page may be gone already when the person went on to the new record; then there is nothing to refresh. */
async function refreshForm(form: Xrm.FormContext): Promise<void> {
  try {
    await form.data.refresh(false);
  } catch {
    return;
  }
}

async function openFromForm(kind: DialogKind, form: Xrm.FormContext): Promise<void> {
  if (!(await saveIfChanged(form))) return;
  await openDialog({ kind, leadIds: [withoutBraces(form.data.entity.getId())] });
  await refreshForm(form);
}

async function openFromGrid(kind: DialogKind, grid: Grid, selected: readonly ItemReference[]): Promise<void> {
  await openDialog({ kind, leadIds: selected.map((item) => withoutBraces(item.Id)) });
  grid.refresh();
}

/** Command of the lead form: Qualify. */
export function qualifyFromForm(form: Xrm.FormContext): Promise<void> {
  return openFromForm("qualify", form);
}

/** Command of the lead views: Qualify the selected leads. */
export function qualifyFromGrid(grid: Grid, selected: readonly ItemReference[]): Promise<void> {
  return openFromGrid("qualify", grid, selected);
}

/** Command of the lead form: Disqualify. */
export function disqualifyFromForm(form: Xrm.FormContext): Promise<void> {
  return openFromForm("disqualify", form);
}

/** Command of the lead views: Disqualify the selected leads. */
export function disqualifyFromGrid(grid: Grid, selected: readonly ItemReference[]): Promise<void> {
  return openFromGrid("disqualify", grid, selected);
}

/** Command of the lead form: Reactivate Lead. A closed lead's form is read-only, so there is nothing to save. */
export function reactivateFromForm(form: Xrm.FormContext): Promise<void> {
  return openFromForm("reactivate", form);
}

/** Command of the lead views: Reactivate the selected leads. */
export function reactivateFromGrid(grid: Grid, selected: readonly ItemReference[]): Promise<void> {
  return openFromGrid("reactivate", grid, selected);
}

/**
 * Whether none of the leads answers to a filter. The platform waits ten seconds at most for a rule and then takes it for no
 * (facts/solution-package.md §3.3); when the question cannot be answered the dialog will say what is wrong.
 */
async function none(ids: readonly string[], filter: string, table = "lead"): Promise<boolean> {
  if (ids.length === 0) return false;
  const key = `${table}id`;
  try {
    const query = `?$select=${key}&$filter=(${filter}) and (${anyOf(key, ids)})&$top=1`;
    return (await Xrm.WebApi.retrieveMultipleRecords(table, query)).entities.length === 0;
  } catch {
    return true;
  }
}

function anyOf(key: string, ids: readonly string[]): string {
  return ids.map((id) => `${key} eq ${withoutBraces(id)}`).join(" or ");
}

/** Rule of the lead views: every selected lead is open. */
export function areAllOpen(ids: readonly string[]): Promise<boolean> {
  return none(ids, "statecode ne 0");
}

/** Rule of the lead views: every selected lead is qualified or disqualified. */
export function areAllClosed(ids: readonly string[]): Promise<boolean> {
  return none(ids, "statecode eq 0");
}

/** Rule of the stock menus that our own buttons replace: they never show while the solution is installed. */
export function never(): boolean {
  return false;
}

/** Rows of the journal that wait for a decision. */
const journal = "enq_qualification";
const parkedStage = 719400003;

/** Rule of the journal's views: every selected row is a lead that waits in the queue. */
export function areAllParked(ids: readonly string[]): Promise<boolean> {
  return none(ids, `enq_stage ne ${parkedStage} or statecode ne 0`, journal);
}

/** Rule of the journal's form: the row is a lead that waits in the queue. A row that is closed has a read-only form. */
export function isParked(form: Xrm.FormContext): boolean {
  const { entity } = form.data;
  // 2: update (facts/solution-package.md §4.2).
  return form.ui.getFormType() === 2 && Number(entity.attributes.get("enq_stage")?.getValue()) === parkedStage;
}

/** Event of the journal's form: who opens a lead that waits sees the pickers first. */
export function onParkedLoad(event: Xrm.Events.EventContext): void {
  const form = event.getFormContext();
  const tab = form.ui.tabs.get("parked");
  if (!tab || Number(form.getAttribute("enq_stage")?.getValue()) !== parkedStage) return;
  tab.setVisible(true);
  tab.setFocus();
}

/** Command of the journal's form: Qualify, with what was decided on it. */
export async function qualifyFromParkedForm(form: Xrm.FormContext): Promise<void> {
  if (!(await saveIfChanged(form))) return;
  const [lead] = (form.getAttribute("enq_leadid")?.getValue() ?? []) as readonly { readonly id: string }[];
  if (!lead) return;
  await openDialog({ kind: "qualify", leadIds: [withoutBraces(lead.id)] });
  await refreshForm(form);
}

/** Command of the view of parked leads: Qualify the selected ones. A lead that was deleted is left out. */
export async function qualifyFromParkedGrid(grid: Grid, selected: readonly ItemReference[]): Promise<void> {
  const ids = selected.map((item) => item.Id);
  const query = `?$select=_enq_leadid_value&$filter=${anyOf(`${journal}id`, ids)}&$orderby=createdon`;
  const { entities } = await Xrm.WebApi.retrieveMultipleRecords(journal, query);
  const leads = entities.map((row) => row["_enq_leadid_value"] as string | null).filter((id) => id !== null);
  const leadIds = [...new Set(leads.map(withoutBraces))];
  if (leadIds.length > 0) await openDialog({ kind: "qualify", leadIds });
  grid.refresh();
}
