import { openForm, type FormModel, type FormRequest } from "../form-model";
import { startFormScripts } from "./scripts";
import { host } from "./state";

/**
 * Opens a form with everything that belongs to it: record, metadata, scripts, onload. The page that shows it gives its port, so
 * that a script may close the form as early as in onload. Used by the shell's form page and by form dialogs alike.
 */
export async function openScriptedForm(
  request: FormRequest,
  portOf: (form: FormModel) => FormModel["port"],
): Promise<FormModel> {
  const { user } = host();
  const form = await openForm(request, { userId: user.id, userName: user.name, languageId: user.languageId });
  form.port = portOf(form);
  await startFormScripts(form);
  return form;
}
