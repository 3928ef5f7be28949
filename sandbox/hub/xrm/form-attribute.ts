/** `Xrm.Attributes.*` over the form model: one class with the members of all kinds of columns. */
import { isEmpty, type AttributeModel, type FormModel, type FormValue, type LookupItem } from "../form-model";
import { itemCollection } from "./collection";
import { callHandler, createContext, HandlerList, scriptErrors, type Handler } from "./events";
import { controlOf } from "./form-control";
import { formContextOf } from "./form-context";

const typeNames: Readonly<Record<string, Xrm.Attributes.AttributeType>> = {
  String: "string",
  Memo: "memo",
  Integer: "integer",
  BigInt: "integer",
  Decimal: "decimal",
  Double: "double",
  Money: "money",
  Boolean: "boolean",
  DateTime: "datetime",
  Picklist: "optionset",
  State: "optionset",
  Status: "optionset",
  MultiSelectPicklist: "multiselectoptionset",
  Lookup: "lookup",
  Customer: "lookup",
  Owner: "lookup",
  PartyList: "lookup",
};

export class FormAttribute {
  readonly controls: Xrm.Collection.ItemCollection<Xrm.Controls.StandardControl>;
  private readonly handlers = new HandlerList();
  private depth = 0;

  constructor(
    private readonly form: FormModel,
    readonly model: AttributeModel,
  ) {
    this.controls = itemCollection(
      () => model.controls.map((control) => controlOf(form, control) as unknown as Xrm.Controls.StandardControl),
      (control) => control.getName(),
    );
  }

  addOnChange(handler: Handler): void {
    this.handlers.add(handler, () => this.model.onChange(() => this.call(handler)));
  }

  removeOnChange(handler: Handler): void {
    this.handlers.remove(handler);
  }

  fireOnChange(): void {
    this.model.fireChange();
  }

  getAttributeType(): string {
    return typeNames[this.model.info.type] ?? "string";
  }

  getFormat(): string | null {
    const { type, format } = this.model.info;
    if (type === "DateTime") return format === "DateOnly" ? "date" : "datetime";
    if (type === "String" || type === "Memo") return type === "Memo" ? "textarea" : (format ?? "Text").toLowerCase();
    if (type === "Integer") return format === "Duration" ? "duration" : "none";
    return null;
  }

  getIsDirty(): boolean {
    return this.model.isDirty;
  }

  getName(): string {
    return this.model.name;
  }

  getParent(): Xrm.Entity {
    return formContextOf(this.form).data.entity;
  }

  getRequiredLevel(): string {
    return this.model.requiredLevel;
  }

  setRequiredLevel(level: "none" | "recommended" | "required"): void {
    this.model.requiredLevel = level;
  }

  getSubmitMode(): string {
    return this.model.submitMode;
  }

  setSubmitMode(mode: "always" | "never" | "dirty"): void {
    this.model.submitMode = mode;
    this.form.changed();
  }

  getUserPrivilege(): Xrm.Privilege {
    return { ...this.model.privilege };
  }

  getValue(): FormValue {
    const { value } = this.model;
    if (Array.isArray(value)) return isEmpty(value) ? null : copyOf(value);
    return value instanceof Date ? new Date(value) : value;
  }

  setValue(value: unknown): void {
    this.model.setValue(this.checked(value));
  }

  setIsValid(valid: boolean, message?: string): void {
    this.model.setIsValid(valid, message);
  }

  isValid(): boolean {
    return this.model.validate().valid;
  }

  getInitialValue(): FormValue {
    const { initialValue, info } = this.model;
    return initialValue ?? (info.defaultValue === undefined ? null : info.defaultValue);
  }

  getMax(): number | undefined {
    return this.model.info.max;
  }

  getMin(): number | undefined {
    return this.model.info.min;
  }

  getPrecision(): number | undefined {
    return this.model.precision;
  }

  setPrecision(precision: number): void {
    this.model.precision = precision;
    this.model.changed();
  }

  getMaxLength(): number | undefined {
    return this.model.info.maxLength;
  }

  getOptions(): Xrm.OptionSetValue[] {
    return (this.model.info.options ?? []).map(({ value, label }) => ({ value, text: label }));
  }

  getOption(key: number | string): Xrm.OptionSetValue | null {
    return this.getOptions().find(({ value, text }) => value === Number(key) || text === key) ?? null;
  }

  getSelectedOption(): Xrm.OptionSetValue | Xrm.OptionSetValue[] | null {
    const { value } = this.model;
    if (Array.isArray(value)) return this.getOptions().filter((option) => (value as number[]).includes(option.value));
    return value === null ? null : this.getOption(Number(value));
  }

  getText(): string | string[] | null {
    const selected = this.getSelectedOption();
    return Array.isArray(selected) ? selected.map(({ text }) => text) : (selected?.text ?? null);
  }

  getIsPartyList(): boolean {
    return this.model.info.type === "PartyList";
  }

  private call(handler: Handler): void {
    this.depth += 1;
    try {
      callHandler(handler, createContext({ form: this.form, source: this, depth: this.depth }), scriptErrors.report);
    } finally {
      this.depth -= 1;
    }
  }

  /** Refuses what the product refuses: a value of the wrong kind. */
  private checked(value: unknown): FormValue {
    const { type } = this.model.info;
    if (value === null || value === undefined) return null;
    const fail = (expected: string): never => {
      throw new TypeError(`setValue of ${this.model.name}: the value must be ${expected} (got ${typeof value}).`);
    };
    switch (typeNames[type]) {
      case "lookup":
        return Array.isArray(value)
          ? (value as LookupItem[]).map((item) => ({ ...item }))
          : fail("a list of lookup values");
      case "datetime":
        return value instanceof Date ? value : fail("a Date");
      case "boolean":
        return typeof value === "boolean" || value === 0 || value === 1 ? Boolean(value) : fail("true or false");
      case "multiselectoptionset":
        return Array.isArray(value) ? value.map(Number) : fail("a list of numbers");
      case "optionset":
      case "integer":
      case "decimal":
      case "double":
      case "money":
        return typeof value === "number" || (typeof value === "string" && value !== "" && !Number.isNaN(Number(value)))
          ? Number(value)
          : fail("a number");
      default:
        return typeof value === "string" ? value : fail("text");
    }
  }
}

/** Scripts may change what they get; the form's value is changed by setValue alone. */
function copyOf(value: number[] | LookupItem[]): FormValue {
  return value.map((item) => (typeof item === "object" ? { ...item } : item)) as FormValue;
}

const wrappers = new WeakMap<AttributeModel, FormAttribute>();

/** The client API's object for an attribute: always the same one. */
export function attributeOf(form: FormModel, model: AttributeModel): FormAttribute {
  let wrapper = wrappers.get(model);
  if (!wrapper) {
    wrapper = new FormAttribute(form, model);
    wrappers.set(model, wrapper);
  }
  return wrapper;
}
