/** Saving as scripts and commands see it: a promise that rejects with what the product rejects with. */
import type { FormModel, SaveRequest } from "../form-model";
import { commandBars } from "./command-bars";
import { clientError } from "./web-api";

const notificationId = "hub-save";

const saveAndClose = 2;
const saveAndNew = 59;

/** Saves, tells the person what is wrong on the form itself, and follows the save mode afterwards. */
export async function saveAndReport(
  form: FormModel,
  request: SaveRequest,
): Promise<{ savedEntityReference?: Xrm.LookupValue }> {
  form.clearNotification(notificationId);
  const outcome = await form.save(request);
  commandBars.refresh();
  switch (outcome.state) {
    case "prevented":
      throw { errorCode: 2416770134, message: "The save was prevented." } satisfies Xrm.ErrorResponse;
    case "invalid": {
      const message = outcome.messages.join(" ");
      form.notify({ id: notificationId, level: "ERROR", message });
      throw { errorCode: 2200000001, message } satisfies Xrm.ErrorResponse;
    }
    case "failed": {
      form.notify({ id: notificationId, level: "ERROR", message: outcome.error.message });
      throw clientError(outcome.error);
    }
    case "saved":
      followMode(form, request.saveMode);
      return { savedEntityReference: outcome.reference };
    case "unchanged":
      followMode(form, request.saveMode);
      return {
        savedEntityReference: { id: form.entityId ?? "", entityType: form.table.logicalName, name: form.primaryName },
      };
  }
}

function followMode(form: FormModel, mode: number | undefined): void {
  if (mode === saveAndClose) form.port.close();
  if (mode === saveAndNew) form.port.openForm({ entityName: form.table.logicalName, formId: form.definition.id });
}
