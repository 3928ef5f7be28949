import * as React from "react";
import type { ControlModel, FormModel } from "../../form-model";

/** What the control of each kind gets. */
export interface ValueControlProps {
  readonly form: FormModel;
  readonly control: ControlModel;
  /** Rows of its cell. */
  readonly rows: number;
}

/** The ids and ARIA attributes that join a control with its label and messages. */
export interface FieldAria {
  readonly id?: string;
  readonly "aria-labelledby"?: string;
  readonly "aria-label"?: string;
  readonly "aria-describedby"?: string;
  readonly "aria-invalid"?: boolean | "true" | "false" | "grammar" | "spelling";
  readonly "aria-required"?: boolean | "true" | "false";
}

export const FieldAriaContext = React.createContext<FieldAria>({});

/** The attributes for the one focusable element of a control. */
export function useFieldAria(): FieldAria {
  return React.useContext(FieldAriaContext);
}
