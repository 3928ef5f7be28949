/** formContext: `data`, `ui` and the two short cuts, over the form model. */
import type { FormModel } from "../form-model";
import { itemCollection } from "./collection";
import { attributeOf } from "./form-attribute";
import { controlOf } from "./form-control";
import { createData } from "./form-data";
import { createUi } from "./form-ui";

const contexts = new WeakMap<FormModel, Xrm.FormContext>();

/** The client API's object for a form: always the same one. */
export function formContextOf(form: FormModel): Xrm.FormContext {
  let context = contexts.get(form);
  if (!context) {
    context = createFormContext(form);
    contexts.set(form, context);
  }
  return context;
}

const forms = new WeakMap<object, FormModel>();

/** The model behind a formContext; undefined when it is none of ours. */
export function formModelOf(context: unknown): FormModel | undefined {
  return typeof context === "object" && context !== null ? forms.get(context) : undefined;
}

function createFormContext(form: FormModel): Xrm.FormContext {
  const attributes = itemCollection(
    () => [...form.attributes.values()].map((model) => attributeOf(form, model) as unknown as Xrm.Attributes.Attribute),
    (attribute) => attribute.getName(),
  );
  const controls = itemCollection(
    () => [...form.controls.values()].map((model) => controlOf(form, model)),
    (control) => control.getName(),
  );
  const context = {
    data: createData(form, attributes),
    ui: createUi(form, controls),
    getAttribute: (key?: string) => attributes.get(key as string),
    getControl: (key?: string) => controls.get(key as string),
  };
  forms.set(context, form);
  return context as unknown as Xrm.FormContext;
}
