/** Loads web resources of scripts, finds their functions, and runs the handlers of a form (facts/solution-package.md §4.1). */
import type { EventDefinition, FormModel, HandlerDefinition, SaveInfo } from "../form-model";
import { callHandler, createContext, scriptErrors } from "./events";
import { attributeOf } from "./form-attribute";
import { formContextOf } from "./form-context";
import { entityOf, runSaveHandler } from "./form-data";
import { controlOf } from "./form-control";
import { tabOf } from "./form-layout";

const loading = new Map<string, Promise<void>>();

const addressOf = (name: string): string => `/WebResources/${name.replace(/^\$webresource:/, "")}`;

/** Lets the browser fetch a web resource that will be run. */
export function fetchLibrary(name: string): void {
  const address = addressOf(name);
  if (!loading.has(address)) preload(address);
}

/** Runs a web resource once on the page. `$webresource:` may stand before the name. */
export function loadLibrary(name: string): Promise<void> {
  const plain = addressOf(name);
  let script = loading.get(plain);
  if (!script) {
    script = addScript(plain);
    loading.set(plain, script);
    script.catch(() => loading.delete(plain));
  }
  return script;
}

/** After an import the same name may hold another script. */
export function forgetLibraries(): void {
  loading.clear();
}

/** Lets the browser fetch while what has to run before is still on its way. */
export function preload(address: string): void {
  const link = document.createElement("link");
  link.rel = "preload";
  link.as = "script";
  link.href = address;
  document.head.append(link);
}

export function addScript(address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.async = false;
    script.onload = () => resolve();
    script.onerror = () => reject(new Error(`The script ${address} cannot be loaded.`));
    document.head.append(script);
  });
}

/** `Enq.Lead.qualify` on the page, with the object that it belongs to. */
export function findFunction(path: string): ((...args: unknown[]) => unknown) | undefined {
  let owner: unknown = window;
  let value: unknown = window;
  for (const part of path.split(".")) {
    if (typeof value !== "object" && typeof value !== "function") return undefined;
    if (value === null) return undefined;
    owner = value;
    value = (value as Record<string, unknown>)[part];
  }
  return typeof value === "function" ? (value.bind(owner) as (...args: unknown[]) => unknown) : undefined;
}

/** Loads the form's libraries in order, registers its handlers and fires onload. */
export async function startFormScripts(form: FormModel): Promise<void> {
  const handlers = form.definition.events.flatMap((event) => event.handlers.map((handler) => ({ event, handler })));
  const libraries = new Set([...form.definition.libraries, ...handlers.map(({ handler }) => handler.libraryName)]);
  for (const library of libraries) {
    // Libraries of the product itself are not part of this environment; a form may still name them.
    if (library) await loadLibrary(library).catch(scriptErrors.report);
  }
  for (const { event, handler } of handlers) if (handler.enabled) register(form, event, handler);
  await form.fire("load", undefined);
}

function register(form: FormModel, event: EventDefinition, handler: HandlerDefinition): void {
  switch (event.name) {
    case "onload":
      form.listeners.load.add(() => runLoad(form, handler));
      return;
    case "onsave":
      form.listeners.save.add((save) =>
        runSaveHandler(form, entityOf(form), handlerFunction(handler), save as SaveInfo),
      );
      return;
    case "onchange": {
      const attribute = form.attributes.get(event.attribute ?? "");
      attribute?.onChange(() => run(form, handler, attributeOf(form, attribute)));
      return;
    }
    case "tabstatechange": {
      const tab = form.tabs.find(
        ({ definition }) => definition.name === event.control || definition.id === event.control,
      );
      tab?.stateListeners.add(() => run(form, handler, tabOf(form, tab)));
      return;
    }
    default: {
      const control = form.controls.get(event.control ?? "");
      control?.gridLoadListeners.add(() => run(form, handler, controlOf(form, control)));
    }
  }
}

async function runLoad(form: FormModel, handler: HandlerDefinition): Promise<void> {
  const args = { getDataLoadState: () => 1, disableAsyncTimeout: () => undefined };
  try {
    await run(form, handler, formContextOf(form).ui, args);
  } catch (error) {
    scriptErrors.report(error);
  }
}

/** A handler of FormXml as one of the client API: it may want the context first, then its fixed arguments. */
function handlerFunction(handler: HandlerDefinition): (context: never) => unknown {
  return (context) => {
    const work = findFunction(handler.functionName);
    if (!work)
      throw new Error(`The function ${handler.functionName} is not in the web resource ${handler.libraryName}.`);
    return handler.passExecutionContext ? work(context, ...handler.parameters) : work(...handler.parameters);
  };
}

function run(form: FormModel, handler: HandlerDefinition, source: unknown, args?: unknown): unknown {
  return callHandler(handlerFunction(handler), createContext({ form, source, args }), scriptErrors.report);
}
