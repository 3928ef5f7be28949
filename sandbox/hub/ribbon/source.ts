import type { FormModel, GridPort } from "../form-model";

/** Where a command bar stands, and what its commands act on. */
export type CommandSource =
  | { readonly kind: "form"; readonly table: string; readonly form: FormModel }
  | { readonly kind: "grid"; readonly table: string; readonly grid: GridPort }
  /** `form` is the form that the sub-grid stands on: PrimaryControl of its commands (facts/solution-package.md §3.3). */
  | {
      readonly kind: "subgrid";
      readonly table: string;
      readonly grid: GridPort;
      readonly form: FormModel;
      readonly controlName: string;
    };

export interface CommandBarProps {
  readonly source: CommandSource;
  /** Grows when something changed that rules look at, such as the selection of a grid. Forms are listened to anyway. */
  readonly version?: number;
}
