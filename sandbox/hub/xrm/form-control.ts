/** `Xrm.Controls.*` of columns over the form model; grids, frames and quick forms add their own members. */
import type { AutoComplete, ControlModel, FormModel, OptionInfo } from "../form-model";
import { callHandler, createContext, HandlerList, listen, scriptErrors, type Handler } from "./events";
import { attributeOf } from "./form-attribute";
import { gridControlOf } from "./grid-control";
import { frameMembers } from "./frame-control";
import { quickFormMembers } from "./quick-form";
import { sectionOf } from "./form-layout";

const typeNames: Readonly<Record<string, string>> = {
  choice: "optionset",
  status: "optionset",
  choices: "multiselectoptionset",
  boolean: "standard",
  lookup: "lookup",
  regarding: "lookup",
  partylist: "lookup",
  subgrid: "subgrid",
  timeline: "timelinewall",
  quickform: "quickform",
  webresource: "webresource",
  iframe: "iframe",
  notes: "notes",
  timer: "timercontrol",
};

export class FormControl {
  private readonly preSearch = new HandlerList();
  private readonly outputs = new HandlerList();
  private readonly tagClicks = new HandlerList();
  private readonly keyPresses = new HandlerList();

  constructor(
    readonly form: FormModel,
    readonly model: ControlModel,
  ) {}

  getControlType(): string {
    return this.model.custom?.name ?? typeNames[this.model.kind] ?? typeOfColumn(this.model);
  }

  getName(): string {
    return this.model.name;
  }

  getParent(): Xrm.Controls.Section {
    return sectionOf(this.form, this.model.section);
  }

  getLabel(): string {
    return this.model.label;
  }

  setLabel(label: string): void {
    this.model.label = label;
  }

  getVisible(): boolean {
    return this.model.visible;
  }

  setVisible(visible: boolean): void {
    this.model.visible = visible;
  }

  getDisabled(): boolean {
    return this.model.isReadOnly;
  }

  setDisabled(disabled: boolean): void {
    this.model.disabled = disabled;
  }

  setFocus(): void {
    this.model.focus();
  }

  getAttribute(): unknown {
    return this.model.attribute ? attributeOf(this.form, this.model.attribute) : null;
  }

  setNotification(message: string, uniqueId = ""): boolean {
    this.model.notify({ id: uniqueId, level: "ERROR", messages: [String(message)], actions: [] });
    return true;
  }

  addNotification(notification: Xrm.Controls.AddControlNotificationOptions): boolean {
    this.model.notify({
      id: notification.uniqueId,
      level: notification.notificationLevel ?? "ERROR",
      messages: notification.messages.map(String),
      actions: (notification.actions ?? []).map(({ message = "", actions }) => ({ message, actions })),
    });
    return true;
  }

  clearNotification(uniqueId?: string): boolean {
    return this.model.clearNotification(uniqueId);
  }

  addOnOutputChange(handler: Handler): void {
    this.outputs.add(handler, () => listen(this.model.outputListeners, () => this.call(handler)));
  }

  removeOnOutputChange(handler: Handler): void {
    this.outputs.remove(handler);
  }

  getOutputs(): Record<string, { value: unknown }> {
    const entries = Object.entries(this.model.outputs).map(
      ([name, value]) => [`${this.model.name}.${name}`, { value }] as const,
    );
    return Object.fromEntries(entries);
  }

  // Choices

  getOptions(): Xrm.OptionSetValue[] {
    return this.model.options.map(({ value, label }) => ({ value, text: label }));
  }

  addOption(option: Xrm.OptionSetValue, index?: number): void {
    const known = this.model.attribute?.info.options?.find(({ value }) => value === option.value);
    const added: OptionInfo = { ...known, value: option.value, label: option.text };
    const options = this.model.options.filter(({ value }) => value !== option.value);
    options.splice(index ?? options.length, 0, added);
    this.model.options = options;
  }

  clearOptions(): void {
    this.model.options = [];
  }

  removeOption(value: number): void {
    this.model.options = this.model.options.filter((option) => option.value !== value);
  }

  // Dates

  getShowTime(): boolean {
    return this.model.showTime;
  }

  setShowTime(show: boolean): void {
    this.model.showTime = show;
    this.model.changed();
  }

  // Lookups

  addPreSearch(handler: Handler): void {
    this.preSearch.add(handler, () => listen(this.model.lookup.preSearch, () => this.call(handler)));
  }

  removePreSearch(handler: Handler): void {
    this.preSearch.remove(handler);
  }

  addCustomFilter(filter: string, entityName = ""): void {
    this.model.lookup.filters.push({ entityName, xml: filter });
  }

  addCustomView(
    id: string,
    entityName: string,
    name: string,
    fetchXml: string,
    layoutXml: string,
    isDefault: boolean,
  ): void {
    this.model.lookup.customViews.push({ id, entityName, name, fetchXml, layoutXml, isDefault });
  }

  getDefaultView(): string | undefined {
    return this.model.lookup.defaultViewId;
  }

  setDefaultView(viewId: string): void {
    this.model.lookup.defaultViewId = viewId;
  }

  getEntityTypes(): string[] {
    return [...this.model.lookup.entityTypes];
  }

  setEntityTypes(names: string[]): void {
    this.model.lookup.entityTypes = names;
    this.model.changed();
  }

  addOnLookupTagClick(handler: Handler): void {
    this.tagClicks.add(handler, () => listen(this.model.lookup.tagClicks, (event) => this.call(handler, event)));
  }

  removeOnLookupTagClick(handler: Handler): void {
    this.tagClicks.remove(handler);
  }

  /** Text as it is typed. */
  getValue(): string {
    if (this.model.typed !== undefined) return this.model.typed;
    const value = this.model.attribute?.value ?? null;
    return value === null ? "" : String(value);
  }

  addOnKeyPress(handler: Handler): void {
    this.keyPresses.add(handler, () => listen(this.model.keyPressListeners, () => this.call(handler)));
  }

  removeOnKeyPress(handler: Handler): void {
    this.keyPresses.remove(handler);
  }

  fireOnKeyPress(): void {
    for (const listener of [...this.model.keyPressListeners]) listener();
  }

  showAutoComplete(offer: AutoComplete): void {
    this.model.autoComplete = offer;
    this.model.changed();
  }

  hideAutoComplete(): void {
    this.model.autoComplete = undefined;
    this.model.changed();
  }

  private call(handler: Handler, args?: unknown): void {
    callHandler(handler, createContext({ form: this.form, source: this, args }), scriptErrors.report);
  }
}

/** A custom-control host has no kind of its own: the column says which members count. */
function typeOfColumn(model: ControlModel): string {
  const type = model.attribute?.info.type;
  if (type === "Picklist" || type === "State" || type === "Status") return "optionset";
  if (type === "MultiSelectPicklist") return "multiselectoptionset";
  return type === "Lookup" || type === "Customer" || type === "Owner" ? "lookup" : "standard";
}

const wrappers = new WeakMap<ControlModel, object>();

/** The client API's object for a control: always the same one. */
export function controlOf(form: FormModel, model: ControlModel): Xrm.Controls.Control {
  let wrapper = wrappers.get(model);
  if (!wrapper) {
    wrapper = createControl(form, model);
    wrappers.set(model, wrapper);
  }
  return wrapper as Xrm.Controls.Control;
}

function createControl(form: FormModel, model: ControlModel): object {
  const control = new FormControl(form, model);
  if (model.kind === "subgrid") return Object.assign(control, gridControlOf(form, model));
  if (model.kind === "webresource" || model.kind === "iframe") return Object.assign(control, frameMembers(model));
  if (model.kind === "quickform") return Object.assign(control, quickFormMembers(model));
  if (model.kind === "timeline") return Object.assign(control, { refresh: () => model.refresh() });
  return control;
}
