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
async function none(ids: readonly string[], filter: string): Promise<boolean> {
  if (ids.length === 0) return false;
  const anyOf = ids.map((id) => `leadid eq ${withoutBraces(id)}`).join(" or ");
  try {
    const query = `?$select=leadid&$filter=${filter} and (${anyOf})&$top=1`;
    return (await Xrm.WebApi.retrieveMultipleRecords("lead", query)).entities.length === 0;
  } catch {
    return true;
  }
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
