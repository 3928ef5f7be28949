/** What a dialog is asked to do, and how it ended: JSON in two text columns of its form (docs: Dialogs). */
export interface DialogRequest {
  readonly kind: "qualify" | "disqualify" | "reactivate";
  readonly leadIds: readonly string[];
  /** The app that the command was chosen in; absent: not known. */
  readonly app?: { readonly id: string; readonly name: string };
}

export type DialogOutcome =
  | { readonly kind: "close"; readonly changed: boolean }
  | { readonly kind: "open"; readonly table: string; readonly id: string };

const kinds: readonly string[] = ["qualify", "disqualify", "reactivate"];

/** Reads the request; undefined while it has not arrived or when it is none. */
export function readRequest(text: string | null | undefined): DialogRequest | undefined {
  if (!text) return undefined;
  try {
    const { kind, leadIds, app } = JSON.parse(text) as Partial<Record<keyof DialogRequest, unknown>>;
    if (typeof kind !== "string" || !kinds.includes(kind) || !Array.isArray(leadIds) || leadIds.length === 0)
      return undefined;

    return {
      kind: kind as DialogRequest["kind"],
      leadIds: leadIds.map((id) => String(id).replace(/[{}]/g, "").toLowerCase()),
      ...(isApp(app) ? { app } : {}),
    };
  } catch {
    return undefined;
  }
}

function isApp(value: unknown): value is NonNullable<DialogRequest["app"]> {
  const { id, name } = (value ?? {}) as Readonly<Record<string, unknown>>;

  return typeof id === "string" && typeof name === "string";
}
