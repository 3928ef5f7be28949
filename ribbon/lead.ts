import { openDialog } from "./open-dialog";

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

/** Command of the lead form: Qualify. */
export async function qualifyFromForm(form: Xrm.FormContext): Promise<void> {
  if (!(await saveIfChanged(form))) return;
  await openDialog({ kind: "qualify", leadIds: [withoutBraces(form.data.entity.getId())] });
  await refreshForm(form);
}

/** Command of the lead views: Qualify the selected leads. */
export async function qualifyFromGrid(grid: Grid, selected: readonly ItemReference[]): Promise<void> {
  await openDialog({ kind: "qualify", leadIds: selected.map((item) => withoutBraces(item.Id)) });
  grid.refresh();
}

/**
 * Rule of the lead views: every selected lead is open. The platform waits ten seconds at most and then takes it for no
 * (facts/solution-package.md §3.3); when the question cannot be answered the dialog will say what is wrong.
 */
export async function areAllOpen(ids: readonly string[]): Promise<boolean> {
  if (ids.length === 0) return false;
  const anyOf = ids.map((id) => `leadid eq ${withoutBraces(id)}`).join(" or ");
  try {
    const closed = await Xrm.WebApi.retrieveMultipleRecords(
      "lead",
      `?$select=leadid&$filter=statecode ne 0 and (${anyOf})&$top=1`,
    );
    return closed.entities.length === 0;
  } catch {
    return true;
  }
}
