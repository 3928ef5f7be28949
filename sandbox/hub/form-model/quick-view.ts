/** Quick view forms: a form of the row that a lookup points to, shown on the form that has the lookup. */
import { plainId, type LookupItem } from "./attribute";
import type { ControlModel } from "./control";
import { FormModel } from "./form";
import { parseForm, type FormRow } from "./formxml";
import { getJson } from "./http";
import { loadTable } from "./metadata";
import { readRow } from "./wire";

const readOnly = { canWrite: false, canDelete: false, canAppend: false };

/**
 * The form for each table that the lookup may point to. FormXml holds the list as XML inside its XML, as a text or as elements:
 * `<QuickForms><QuickFormIds><QuickFormId entityname="contact">…`.
 */
export function quickFormsOf({ definition }: ControlModel): ReadonlyMap<string, string> {
  const text = definition.parameters.QuickForms ?? "";
  const ids = new DOMParser().parseFromString(`<list>${text}</list>`, "text/xml").getElementsByTagName("QuickFormId");

  return new Map([...ids].map((id) => [id.getAttribute("entityname") ?? "", plainId(id.textContent ?? "")]));
}

/** The row that the control's lookup points to, as far as there is a form for its table. */
export function quickViewTarget(control: ControlModel): (LookupItem & { readonly formId: string }) | undefined {
  const value = control.attribute?.value;
  const [item] = Array.isArray(value) ? (value as readonly LookupItem[]) : [];
  const formId = item && quickFormsOf(control).get(item.entityType);

  return item && formId ? { ...item, formId } : undefined;
}

/** Reads form and row; nothing on it can be changed. */
export async function openQuickView(
  { entityType, id, formId }: LookupItem & { readonly formId: string },
  languageId: number,
): Promise<FormModel> {
  const [table, form, row] = await Promise.all([
    loadTable(entityType),
    getJson(`systemforms(${formId})?$select=formid,name,objecttypecode,type,formxml`),
    loadTable(entityType).then((info) => readRow(info, plainId(id))),
  ]);
  const definition = parseForm(form as unknown as FormRow, languageId);
  const request = { entityName: entityType, entityId: id, formId };

  return new FormModel({ request, definition, table, row, rights: readOnly, forms: [] });
}
