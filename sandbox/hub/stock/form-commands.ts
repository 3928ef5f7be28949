/** `Mscrm.FormCommandActions`: the commands that every form has. */
import { deleteRecord as deleteRow, type FormModel } from "../form-model";
import { commandBars } from "../xrm/command-bars";
import { formModelOf } from "../xrm/form-context";
import { saveAndReport } from "../xrm/form-save";
import { mayLeave, navigation } from "../xrm/navigation";
import { webApi } from "../xrm/web-api";
import { shareRecord } from "./share";
import { askForOwner, assignRecord, confirm, showError, whileBusy } from "./records";
import { say } from "./strings";

function modelOf(context: unknown): FormModel {
  const form = formModelOf(context);
  if (!form) throw new Error("This command needs a form.");
  return form;
}

/** The form itself shows why it could not be saved. */
async function saveQuietly(form: FormModel, saveMode: number): Promise<boolean> {
  try {
    await saveAndReport(form, { saveMode });
    return true;
  } catch {
    return false;
  }
}

async function save(context: unknown): Promise<void> {
  await saveQuietly(modelOf(context), 1);
}

async function saveAndClose(context: unknown): Promise<void> {
  await saveQuietly(modelOf(context), 2);
}

async function newRecord(context: unknown): Promise<void> {
  await navigation.openForm({ entityName: modelOf(context).table.logicalName });
}

async function deleteRecord(context: unknown): Promise<void> {
  const form = modelOf(context);
  const { displayName } = form.table;
  if (!(await confirm(say("confirmDeletion"), say("deleteThis", displayName), say("delete")))) return;
  try {
    await whileBusy(say("deleting"), () => deleteRow(form));
    for (const attribute of form.attributes.values()) attribute.accept();
    form.port.close();
  } catch (error) {
    await showError(error);
  }
}

async function refresh(context: unknown): Promise<void> {
  const form = modelOf(context);
  if (!(await mayLeave(form))) return;
  await form.refresh(false);
  commandBars.refresh();
}

async function assign(context: unknown): Promise<void> {
  const form = modelOf(context);
  const owner = await askForOwner();
  if (!owner || !form.entityId) return;
  try {
    await assignRecord(form.table.logicalName, form.entityId, owner);
    await form.refresh(false);
  } catch (error) {
    await showError(error);
  }
}

async function share(context: unknown): Promise<void> {
  const form = modelOf(context);
  if (form.entityId) await shareRecord(form.table.logicalName, form.entityId);
}

/** Pending entries are saved first; a state change of a form has a save mode of its own (5 deactivate, 6 reactivate). */
export async function changeState(
  context: unknown,
  saveMode: number,
  values: { statecode: number; statuscode?: number },
): Promise<void> {
  const form = modelOf(context);
  if (!form.entityId) return;
  if (form.isDirty && !(await saveQuietly(form, saveMode))) return;
  try {
    await webApi.updateRecord(form.table.logicalName, form.entityId, values);
    await form.refresh(false);
    commandBars.refresh();
  } catch (error) {
    await showError(error);
  }
}

/** The first status reason of a state: what the platform sets when none is named. */
export function defaultStatus(form: FormModel, state: number): number | undefined {
  return form.table.attributes.get("statuscode")?.options?.find((option) => option.state === state)?.value;
}

async function activate(context: unknown): Promise<void> {
  const form = modelOf(context);
  if (!(await confirm(say("confirmActivation"), say("activateThis", form.table.displayName), say("activate")))) return;
  await changeState(context, 6, { statecode: 0, statuscode: defaultStatus(form, 0) });
}

async function deactivate(context: unknown): Promise<void> {
  const form = modelOf(context);
  if (!(await confirm(say("confirmDeactivation"), say("deactivateThis", form.table.displayName), say("deactivate"))))
    return;
  await changeState(context, 5, { statecode: 1, statuscode: defaultStatus(form, 1) });
}

export const formCommands = {
  save,
  saveAndClose,
  newRecord,
  deleteRecord,
  refresh,
  assign,
  share,
  activate,
  deactivate,
};
