import type { ControlModel, FormModel } from "../form-model";

export interface PcfControlProps {
  readonly form: FormModel;
  readonly control: ControlModel;
}
