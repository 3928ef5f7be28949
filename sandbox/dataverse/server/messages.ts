import type { RawRow } from "../store/store";
import type { CallContext, RowReference } from "./context";

/** What a message's handler is given. */
export interface MessageCall {
  readonly context: CallContext;
  /**
   * Arguments by name as JSON: of an action the body, of a function the parsed arguments with aliases resolved (enum members
   * are their names, guids text). Use `server/arguments.ts` to read them with the right errors.
   */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The row that a bound message was called on. It exists, and the caller may read it. */
  readonly target?: RowReference;
  /** The table of a message bound to a collection (`accounts/Microsoft.Dynamics.CRM.CreateMultiple`). */
  readonly table?: string;
}

/** What a message answers. */
export type MessageResult =
  /** 204 No Content. */
  | { readonly kind: "none" }
  /** A response type: `@odata.context` names `Microsoft.Dynamics.CRM.<type>`. */
  | { readonly kind: "complex"; readonly type: string; readonly value: Readonly<Record<string, unknown>> }
  /** Whole rows of one table: `@odata.context` is the entity set, serialised as a query's answer. */
  | { readonly kind: "rows"; readonly table: string; readonly rows: readonly RawRow[] }
  /** One row of a table. */
  | { readonly kind: "row"; readonly table: string; readonly row: RawRow }
  /** A body of its own: `context` is what stands behind `$metadata#`. */
  | { readonly kind: "json"; readonly context: string; readonly value: Readonly<Record<string, unknown>> };

export interface Message {
  readonly name: string;
  /** Actions are POSTed and may write; functions are GET and must not (a change set refuses them). */
  readonly kind: "action" | "function";
  /** Absent: unbound. `table` may be `*` for every table. */
  readonly bound?: { readonly table: string; readonly to: "row" | "collection" };
  /** Types by parameter name for `$metadata`: `Edm.Boolean`, `transactioncurrency?` (may be null), `Collection(Edm.String)`. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** The type of the answer, for `$metadata`. */
  readonly returns?: string;
  /** Runs inside a transaction: a throw undoes what it wrote. */
  readonly handle: (call: MessageCall) => MessageResult;
}

/**
 * The table of functions and actions. Register when the environment opens:
 *
 *     env.messages.register({ name: "RetrieveDuplicates", kind: "function", handle: ({ context, parameters }) => … });
 *
 * Custom APIs of an imported solution register at run time in the same way; a second registration replaces the first.
 */
export class Messages {
  private readonly all = new Map<string, Message>();

  register(...messages: readonly Message[]): void {
    for (const message of messages) this.all.set(keyOf(message.name, message.bound?.table, message.bound?.to), message);
  }

  unregister(message: Message): void {
    this.all.delete(keyOf(message.name, message.bound?.table, message.bound?.to));
  }

  findUnbound(name: string): Message | undefined {
    return this.all.get(keyOf(name));
  }

  findBound(name: string, table: string, to: "row" | "collection"): Message | undefined {
    return this.all.get(keyOf(name, table, to)) ?? this.all.get(keyOf(name, "*", to));
  }

  list(): Message[] {
    return [...this.all.values()];
  }
}

function keyOf(name: string, table?: string, to?: string): string {
  return table === undefined ? name : `${table}/${to}/${name}`;
}
