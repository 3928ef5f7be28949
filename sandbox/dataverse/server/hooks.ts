import type { RawRow } from "../store/store";
import type { CallContext } from "./context";

export type RowMessage = "create" | "update" | "delete";

/**
 * When a hook runs, named after the platform's pipeline stages:
 * `validate` before anything is looked at (stage 10), `before` with the final values just before they are stored (20),
 * `after` when the row is stored (40). All three are inside the transaction: a throw undoes the whole operation.
 */
export type RowStage = "validate" | "before" | "after";

/** What a hook is told. `values` may be changed in `validate` and `before`; it is what will be (or was) written. */
export interface RowEvent {
  readonly context: CallContext;
  readonly message: RowMessage;
  readonly table: string;
  readonly id: string;
  /** Columns given (create, update) or none (delete). */
  readonly values: RawRow;
  /** The stored row before an update or delete. */
  readonly previous?: RawRow;
}

export interface RowHook {
  readonly message: RowMessage;
  readonly stage: RowStage;
  /** One table, or every table when absent. */
  readonly table?: string;
  readonly run: (event: RowEvent) => void;
}

/**
 * Steps that run on row operations: duplicate detection, stock rules of one table, plug-ins. Register once when the
 * environment opens: `env.hooks.add({message: "create", stage: "validate", table: "lead", run: (event) => …})`.
 */
export class Hooks {
  private readonly all: RowHook[] = [];

  /** Adds a hook; hooks of a stage run in the order they were added. Returns the function that removes it. */
  add(hook: RowHook): () => void {
    this.all.push(hook);
    return () => {
      const at = this.all.indexOf(hook);
      if (at >= 0) this.all.splice(at, 1);
    };
  }

  run(stage: RowStage, event: RowEvent): void {
    for (const hook of [...this.all]) {
      if (hook.stage !== stage || hook.message !== event.message) continue;
      if (hook.table === undefined || hook.table === event.table) hook.run(event);
    }
  }
}
