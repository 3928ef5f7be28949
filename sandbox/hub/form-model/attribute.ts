import type { AttributeInfo, RequiredInfo } from "./metadata";
import { Observable } from "./observable";
import type { ControlModel } from "./control";

export interface LookupItem {
  id: string;
  name?: string;
  entityType: string;
}

/**
 * The value of a column as the client API has it: text, numbers (also choices), yes/no, dates as `Date` (date only: local
 * midnight), lookups as lists, several choices as lists of numbers, null for empty.
 */
export type FormValue = string | number | boolean | Date | number[] | LookupItem[] | null;

export type SubmitMode = "always" | "never" | "dirty";
export type RequiredLevel = "none" | "recommended" | "required";

export type Validity = { readonly valid: true } | { readonly valid: false; readonly message: string };

/** One column of the form: its value, what it was, whether it must be filled and whether it is sent. */
export class AttributeModel extends Observable {
  readonly controls: ControlModel[] = [];
  submitMode: SubmitMode = "dirty";
  precision: number | undefined;
  private current: FormValue;
  private stored: FormValue;
  private level: RequiredLevel;
  private readonly changeListeners = new Set<() => void>();
  private scriptValidity: Validity = { valid: true };

  constructor(
    readonly info: AttributeInfo,
    initial: FormValue,
    /** Field security of this row; without a profile everything is allowed. */
    readonly privilege: { canRead: boolean; canUpdate: boolean; canCreate: boolean } = {
      canRead: true,
      canUpdate: true,
      canCreate: true,
    },
  ) {
    super();
    this.current = initial;
    this.stored = initial;
    this.level = levelOf(info.required);
    this.precision = info.precision;
  }

  get name(): string {
    return this.info.logicalName;
  }

  get value(): FormValue {
    return this.current;
  }

  get initialValue(): FormValue {
    return this.stored;
  }

  get isDirty(): boolean {
    return !sameValue(this.current, this.stored);
  }

  get requiredLevel(): RequiredLevel {
    return this.level;
  }

  set requiredLevel(level: RequiredLevel) {
    if (level === this.level) return;
    this.level = level;
    this.changed();
  }

  /** Changes the value without telling the handlers of onchange, as `attribute.setValue` does. */
  setValue(value: FormValue): void {
    if (sameValue(value, this.current)) return;
    this.current = value;
    this.scriptValidity = { valid: true };
    this.changed();
  }

  /** What a user's entry does: the value changes, then the handlers of onchange run. */
  enter(value: FormValue): void {
    if (sameValue(value, this.current)) return;
    this.setValue(value);
    this.fireChange();
  }

  /** Takes the value as stored: after a save, a refresh, or for the default values of a new record. */
  accept(value: FormValue = this.current): void {
    this.current = value;
    this.stored = value;
    this.changed();
  }

  fireChange(): void {
    for (const listener of [...this.changeListeners]) listener();
  }

  onChange(listener: () => void): () => void {
    this.changeListeners.add(listener);
    return () => {
      this.changeListeners.delete(listener);
    };
  }

  /** `attribute.setIsValid`: a script's own verdict, until the value changes. */
  setIsValid(valid: boolean, message = ""): void {
    this.scriptValidity = valid ? { valid: true } : { valid: false, message };
    this.changed();
  }

  /** Whether this value may be saved; required columns only count while a control shows them. */
  validate(): Validity {
    if (!this.scriptValidity.valid) return this.scriptValidity;
    if (this.level === "required" && isEmpty(this.current) && this.controls.some((control) => control.isShown)) {
      return { valid: false, message: `${this.info.displayName}: required fields must be filled in.` };
    }
    if (
      typeof this.current === "string" &&
      this.info.maxLength !== undefined &&
      this.current.length > this.info.maxLength
    ) {
      return { valid: false, message: `${this.info.displayName}: at most ${this.info.maxLength} characters.` };
    }
    return this.validateNumber();
  }

  private validateNumber(): Validity {
    const { min, max, displayName } = this.info;
    if (typeof this.current !== "number") return { valid: true };
    if ((min !== undefined && this.current < min) || (max !== undefined && this.current > max)) {
      return { valid: false, message: `${displayName}: enter a number between ${min ?? ""} and ${max ?? ""}.` };
    }
    return { valid: true };
  }

  override changed(): void {
    super.changed();
    for (const control of this.controls) control.changed();
  }
}

function levelOf(required: RequiredInfo): RequiredLevel {
  if (required === "ApplicationRequired" || required === "SystemRequired") return "required";
  return required === "Recommended" ? "recommended" : "none";
}

export function isEmpty(value: FormValue): boolean {
  return value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

/** Whether two values are the same for a person: empty text is null, dates by instant, lookups by identity. */
export function sameValue(left: FormValue, right: FormValue): boolean {
  return keyOf(left) === keyOf(right);
}

function keyOf(value: FormValue): string {
  if (isEmpty(value)) return "";
  if (value instanceof Date) return `date ${value.getTime()}`;
  if (Array.isArray(value)) {
    return value.map((item) => (typeof item === "number" ? item : `${item.entityType}:${plainId(item.id)}`)).join();
  }
  return `${typeof value} ${String(value)}`;
}

/** A key as the Web API writes it: no braces, lower case. */
export function plainId(id: string): string {
  return id.replace(/[{}]/g, "").toLowerCase();
}
