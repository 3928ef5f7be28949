/** What a quick view form has beyond other controls: the controls of its own, once its row is read. */
import type { ControlModel } from "../form-model";
import { controlOf } from "./form-control";

export function quickFormMembers(model: ControlModel): object {
  const controls = (): Xrm.Controls.Control[] => {
    const { quickView } = model;
    return quickView ? [...quickView.controls.values()].map((control) => controlOf(quickView, control)) : [];
  };
  return {
    refresh: () => model.refresh(),
    isLoaded: () => model.quickView !== undefined,
    /** All controls; the one of a name or of a number; those that a function chooses. */
    getControl: (wanted?: string | number | ((control: Xrm.Controls.Control, index: number) => boolean)) => {
      if (typeof wanted === "string") return controls().find((control) => control.getName() === wanted) ?? null;
      if (typeof wanted === "number") return controls()[wanted] ?? null;
      return wanted ? controls().filter(wanted) : controls();
    },
  };
}
