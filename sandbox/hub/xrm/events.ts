/** Execution contexts: what a handler gets as its first argument. */
import type { FormModel } from "../form-model";
import { formContextOf } from "./form-context";
import { globalContext } from "./global-context";

export type Handler = (context: never) => unknown;

export interface EventSetup {
  readonly form: FormModel;
  /** The attribute, control, tab or entity that the event came from, as the client API shows it. */
  readonly source: unknown;
  readonly args?: unknown;
  readonly depth?: number;
  readonly shared?: Map<string, unknown>;
}

/** All handlers of one event share variables; `depth` counts events that set off each other. */
export function createContext(setup: EventSetup): Xrm.Events.EventContext {
  const shared = setup.shared ?? new Map<string, unknown>();
  const context = {
    getContext: () => globalContext(),
    getDepth: () => setup.depth ?? 1,
    getEventArgs: () => setup.args ?? null,
    getEventSource: () => setup.source,
    getFormContext: () => formContextOf(setup.form),
    getSharedVariable: (key: string) => shared.get(key),
    setSharedVariable: (key: string, value: unknown) => {
      shared.set(key, value);
    },
  };
  return context as unknown as Xrm.Events.EventContext;
}

/** Calls a handler; a mistake in a script is reported as the product does, and stops nothing else. */
export function callHandler(handler: Handler, context: unknown, reportError: (error: unknown) => void): unknown {
  try {
    return (handler as (context: unknown) => unknown)(context);
  } catch (error) {
    reportError(error);
    return undefined;
  }
}

/** Handlers that a script added, and the subscriptions that keep them alive. */
export class HandlerList {
  private readonly entries: { handler: Handler; stop: () => void }[] = [];

  add(handler: Handler, subscribe: () => () => void): void {
    // The platform runs a handler once, however often it was added.
    if (this.entries.some((entry) => entry.handler === handler)) return;
    this.entries.push({ handler, stop: subscribe() });
  }

  remove(handler: Handler): void {
    const index = this.entries.findIndex((entry) => entry.handler === handler);
    if (index < 0) return;
    const [entry] = this.entries.splice(index, 1);
    entry?.stop();
  }
}

/** Where errors of scripts go; the dialogs set it to show the product's script error dialog. */
export const scriptErrors = {
  report: (error: unknown): void => {
    console.error("A script of this solution failed:", error);
  },
};

/** Adds a listener to a set and returns how to take it away. */
export function listen<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
