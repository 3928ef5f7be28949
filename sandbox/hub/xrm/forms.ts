import { openForm, type FormModel, type FormRequest } from "../form-model";
import { loadControl } from "../pcf/registry";
import { fetchLibrary, startFormScripts } from "./scripts";
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
  const form = await openForm(request, {
    userId: user.id,
    userName: user.name,
    languageId: user.languageId,
    onDefinition: ({ libraries, customControls }) => {
      const names = new Set([...customControls.values()].flat().flatMap(({ name }) => name ?? []));
      // Whoever draws them asks again, and hears of failures.
      for (const name of names) void loadControl(name, user.languageId).catch(() => undefined);
      for (const name of libraries) fetchLibrary(name);
    },
  });
  form.port = portOf(form);
  await startFormScripts(form);
  return form;
}
