import type * as React from "react";
import type { ControlModel, FormModel, FormValue, LookupItem } from "../form-model";
import { buildContext, type ControlContext, type Surroundings } from "./context";
import { boundAttribute } from "./parameters";
import type { LoadedControl } from "./registry";

/** Session state that a control left behind, by form and control. */
const states = new Map<string, Record<string, unknown>>();

/**
 * The life of one control on a form: init, updateView for every change, getOutputs when it says so, destroy at the end
 * (facts/pcf.md §A9). Knows nothing of how it is drawn.
 */
export class ControlInstance {
  private readonly control: ComponentFramework.ReactControl<unknown, unknown>;
  private lastValues = new Map<string, string>();
  private isAlive = true;

  constructor(
    private readonly form: FormModel,
    private readonly model: ControlModel,
    readonly loaded: LoadedControl,
    private readonly around: Omit<Surroundings, "setState" | "fireEvent">,
  ) {
    this.control = new loaded.create();
  }

  /** A standard control gets its container; a virtual one none. */
  start(container?: HTMLDivElement): void {
    const context = this.context(this.changedNames());
    const state = states.get(this.stateKey) ?? {};
    this.control.init(context, this.notifyOutputChanged, state, container as HTMLDivElement);
  }

  /** What is to be drawn now; nothing for a standard control, which draws itself. */
  update(also: readonly string[] = []): React.ReactElement | undefined {
    const context = this.context([...this.changedNames(), ...also]);
    return (this.control.updateView(context) as React.ReactElement | undefined) ?? undefined;
  }

  destroy(): void {
    this.isAlive = false;
    this.control.destroy();
  }

  /** Changes whenever a control must be asked to draw again. */
  snapshot(): string {
    const { isReadOnly, isShown, label, notifications, attribute } = this.model;
    return JSON.stringify([
      [...this.values()],
      isReadOnly,
      isShown,
      label,
      notifications.length,
      attribute?.requiredLevel,
      this.model.grid?.rows.length,
      this.model.grid?.dataSet?.version,
    ]);
  }

  private readonly notifyOutputChanged = (): void => {
    // The platform asks for the outputs after the control's own code has returned.
    queueMicrotask(() => {
      if (this.isAlive) this.takeOutputs();
    });
  };

  private takeOutputs(): void {
    const outputs = (this.control.getOutputs?.() ?? {}) as Record<string, unknown>;
    this.model.outputs = { ...outputs };
    const before = JSON.stringify([...this.values()]);
    for (const property of this.loaded.manifest.properties) {
      if (property.usage === "input" || !(property.name in outputs)) continue;
      const value = outputs[property.name];
      if (value !== undefined) boundAttribute(this.form, this.model, property)?.enter(formValue(value));
    }
    for (const listener of [...this.model.outputListeners]) listener();
    // A changed column draws the control anyway.
    if (JSON.stringify([...this.values()]) === before) this.around.requestRender();
  }

  private context(updated: readonly string[]): ControlContext {
    const around: Surroundings = {
      ...this.around,
      get width() {
        return surroundings.width;
      },
      get height() {
        return surroundings.height;
      },
      setState: (state) => {
        states.set(this.stateKey, { ...states.get(this.stateKey), ...state });
        return true;
      },
      fireEvent: () => {
        for (const listener of [...this.model.gridLoadListeners]) listener();
      },
    };
    const surroundings = this.around;
    return buildContext(this.form, this.model, this.loaded, around, updated);
  }

  private get stateKey(): string {
    return `${this.form.definition.id} ${this.form.entityId ?? "new"} ${this.model.name}`;
  }

  private *values(): Iterable<[string, string]> {
    for (const property of this.loaded.manifest.properties) {
      const attribute = boundAttribute(this.form, this.model, property);
      if (attribute) yield [property.name, JSON.stringify(attribute.value)];
    }
  }

  /** Names of the properties whose value differs from the last time. */
  private changedNames(): string[] {
    const now = new Map(this.values());
    const changed = [...now].filter(([name, value]) => this.lastValues.get(name) !== value).map(([name]) => name);
    this.lastValues = now;
    return changed;
  }
}

/** Controls hand back lookups as lists or single objects, in either of two shapes. */
function formValue(value: unknown): FormValue {
  if (value === null || value instanceof Date || typeof value !== "object") return value as FormValue;
  if (Array.isArray(value))
    return value.map((item) => (typeof item === "number" ? item : lookupItem(item))) as FormValue;
  return [lookupItem(value)];
}

function lookupItem(value: unknown): LookupItem {
  const item = value as { id: string | { guid: string }; entityType?: string; etn?: string; name?: string };
  const id = typeof item.id === "string" ? item.id : item.id.guid;
  return { id, entityType: item.entityType ?? item.etn ?? "", name: item.name };
}
