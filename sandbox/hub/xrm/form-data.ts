/** `formContext.data` and `formContext.data.entity`. */
import type { FormModel, PostSaveInfo, SaveInfo } from "../form-model";
import { callHandler, createContext, HandlerList, listen, scriptErrors, type Handler } from "./events";
import { processManagerOf } from "./form-process";
import { saveAndReport } from "./form-save";
import { formContextOf } from "./form-context";

type Attributes = Xrm.Collection.ItemCollection<Xrm.Attributes.Attribute>;

export function createData(form: FormModel, attributes: Attributes): Xrm.Data {
  const loads = new HandlerList();
  const data = {
    attributes,
    entity: createEntity(form, attributes),
    process: processManagerOf(form),
    getIsDirty: () => form.isDirty,
    isValid: () => isValid(form),
    addOnLoad: (handler: Handler) =>
      loads.add(handler, () =>
        listen(form.listeners.dataload, () => {
          const args = { getDataLoadState: () => 3 };
          callHandler(handler, createContext({ form, source: data, args }), scriptErrors.report);
        }),
      ),
    removeOnLoad: (handler: Handler) => loads.remove(handler),
    refresh: async (save = false) => {
      if (save && form.isDirty) await saveAndReport(form, {});
      await form.refresh(false);
    },
    save: (options?: Xrm.SaveOptions) => saveAndReport(form, { saveMode: options?.saveMode }),
  };
  return data as unknown as Xrm.Data;
}

function isValid(form: FormModel): boolean {
  return [...form.attributes.values()].every((attribute) => attribute.validate().valid);
}

/** XrmEnum.SaveMode by the old names of `entity.save`. */
const saveModes: Readonly<Record<string, number>> = { saveandclose: 2, saveandnew: 59 };

function createEntity(form: FormModel, attributes: Attributes): Xrm.Entity {
  const saves = new HandlerList();
  const postSaves = new HandlerList();
  const entity = {
    attributes,
    addOnSave: (handler: Handler) =>
      saves.add(handler, () =>
        listen(form.listeners.save, (event) => runSaveHandler(form, entity, handler, event as SaveInfo)),
      ),
    removeOnSave: (handler: Handler) => saves.remove(handler),
    addOnPostSave: (handler: Handler) =>
      postSaves.add(handler, () =>
        listen(form.listeners.postsave, (event) => runPostSaveHandler(form, entity, handler, event as PostSaveInfo)),
      ),
    removeOnPostSave: (handler: Handler) => postSaves.remove(handler),
    getDataXml: () => dataXml(form),
    getEntityName: () => form.table.logicalName,
    getEntityReference: () => ({
      id: braced(form.entityId),
      entityType: form.table.logicalName,
      name: form.primaryName,
    }),
    getId: () => braced(form.entityId),
    getIsDirty: () => form.isDirty,
    getPrimaryAttributeValue: () => form.primaryName,
    isValid: () => isValid(form),
    save: (mode?: string) => {
      saveAndReport(form, { saveMode: mode ? saveModes[mode] : 1 }).catch(() => undefined);
    },
  };
  return entity as unknown as Xrm.Entity;
}

/** Ids of the client API's form objects are in braces and upper case; the Web API has neither. */
export function braced(id: string | undefined): string {
  return id ? `{${id.toUpperCase()}}` : "";
}

/** The asynchronous save event: a handler may return a promise, and a rejection stops the save when it asked for that. */
export async function runSaveHandler(
  form: FormModel,
  source: unknown,
  handler: Handler,
  event: SaveInfo,
): Promise<void> {
  let stopOnError = false;
  const args = {
    getSaveMode: () => event.saveMode,
    isDefaultPrevented: () => event.prevented,
    preventDefault: () => {
      event.prevented = true;
    },
    preventDefaultOnError: () => {
      stopOnError = true;
    },
    disableAsyncTimeout: () => undefined,
  };
  const report = (error: unknown): void => {
    if (stopOnError) event.prevented = true;
    scriptErrors.report(error);
  };
  const returned = callHandler(handler, createContext({ form, source, args }), report);
  try {
    await returned;
  } catch (error) {
    report(error);
  }
}

async function runPostSaveHandler(
  form: FormModel,
  source: unknown,
  handler: Handler,
  event: PostSaveInfo,
): Promise<void> {
  const args = {
    getEntityReference: () => event.reference ?? null,
    getIsSaveSuccess: () => event.saved,
    getSaveErrorInfo: () => event.error ?? null,
  };
  await callHandler(handler, createContext({ form, source, args }), scriptErrors.report);
}

/** What would be sent, in the old XML form. */
function dataXml(form: FormModel): string {
  const dirty = [...form.attributes.values()].filter(({ isDirty }) => isDirty);
  const columns = dirty.map(({ name, value }) => {
    const element = document.createElement("column");
    element.textContent = Array.isArray(value)
      ? value.map((item) => (typeof item === "object" ? item.id : item)).join()
      : String(value ?? "");
    return `<${name}>${element.innerHTML}</${name}>`;
  });
  return `<${form.table.logicalName}>${columns.join("")}</${form.table.logicalName}>`;
}

/** Shared with the events of FormXml. */
export function entityOf(form: FormModel): Xrm.Entity {
  return formContextOf(form).data.entity;
}
