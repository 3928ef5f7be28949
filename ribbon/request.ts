/** The dialogs that the commands open. */
export type DialogKind = "qualify" | "disqualify" | "reactivate";

/** What a dialog is asked to do: travels as JSON in the column enq_request of its form. */
export interface DialogRequest {
  readonly kind: DialogKind;
  readonly leadIds: readonly string[];
  /** The app in which the command was chosen, by id and unique name: profiles may hold for some apps only. */
  readonly app?: { readonly id: string; readonly name: string };
}

/** How a dialog ended: travels as JSON in the column enq_outcome. `changed` says whether anything was written. */
export type DialogOutcome =
  | { readonly kind: "close"; readonly changed: boolean }
  | { readonly kind: "open"; readonly table: string; readonly id: string };

/** The main forms of enq_dialog that host the dialogs; the ids are those of solution/forms. One control closes and reopens. */
export const dialogForms: Readonly<Record<DialogKind, string>> = {
  qualify: "5b0b7f0a-6f0e-4f55-9d0c-7d3a1e5b2c01",
  disqualify: "5b0b7f0a-6f0e-4f55-9d0c-7d3a1e5b2c02",
  reactivate: "5b0b7f0a-6f0e-4f55-9d0c-7d3a1e5b2c02",
};
