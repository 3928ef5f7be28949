/** `context.parameters`: what a control's properties are bound to, with raw and formatted value, metadata and security. */
import {
  formattedValue,
  type AttributeInfo,
  type AttributeModel,
  type ControlModel,
  type FormModel,
  type FormValue,
  type LookupItem,
} from "../form-model";
import { knownCurrencies, type Currency } from "../api/currencies";
import { createFormatter } from "../api/format";
import { host } from "../xrm/state";
import { userCurrency } from "../xrm/user-currency";
import { dataSetOf } from "./data-set";
import type { ControlManifest, PropertyInfo } from "./manifest";

export type Parameters = Record<string, unknown>;

/** The parameters as they stand now. */
export function buildParameters(form: FormModel, control: ControlModel, manifest: ControlManifest): Parameters {
  const parameters: Parameters = {};
  for (const property of manifest.properties) parameters[property.name] = parameterOf(form, control, property);
  for (const dataSet of manifest.dataSets) parameters[dataSet.name] = dataSetOf(form, control, dataSet.name);
  return parameters;
}

/** The attribute that a property is bound to. */
export function boundAttribute(
  form: FormModel,
  control: ControlModel,
  property: PropertyInfo,
): AttributeModel | undefined {
  const setting = control.custom?.parameters.find(({ name }) => name === property.name);
  if (setting) return setting.isStatic ? undefined : form.attributes.get(setting.value);
  // A form written by the old designer names no parameter for the first bound property.
  return property.usage === "bound" && property.required ? control.attribute : undefined;
}

function parameterOf(form: FormModel, control: ControlModel, property: PropertyInfo): unknown {
  const attribute = boundAttribute(form, control, property);
  if (attribute) return boundParameter(form, control, attribute);

  const setting = control.custom?.parameters.find(({ name, isStatic }) => name === property.name && isStatic);
  return staticParameter(property, setting?.value ?? property.defaultValue);
}

function boundParameter(form: FormModel, control: ControlModel, attribute: AttributeModel): unknown {
  const { info, privilege } = attribute;
  const validity = attribute.validate();
  const notification = control.notifications.find(({ level }) => level === "ERROR");
  const parameter = {
    raw: privilege.canRead ? rawOf(info, attribute.value) : null,
    formatted: privilege.canRead ? formatted(form, attribute) : "*****",
    type: propertyType(info),
    error: notification !== undefined || !validity.valid,
    errorMessage: notification?.messages.join(" ") ?? (validity.valid ? "" : validity.message),
    security: { editable: privilege.canUpdate, readable: privilege.canRead, secured: info.isSecured },
    attributes: attributeMetadata(info),
  };
  if (!info.targets) return parameter;
  return {
    ...parameter,
    getTargetEntityType: () => lookupItems(attribute.value)[0]?.entityType ?? control.lookup.entityTypes[0] ?? "",
    getViewId: () => control.lookup.defaultViewId ?? "",
  };
}

/** Choices and yes/no have plain values, lookups always a list. */
function rawOf(info: AttributeInfo, value: FormValue): unknown {
  if (info.targets) return lookupItems(value).map((item) => ({ ...item }));
  if (info.type === "Boolean") return value ?? false;
  return value;
}

function lookupItems(value: FormValue): LookupItem[] {
  return Array.isArray(value) ? (value as LookupItem[]) : [];
}

function formatted(form: FormModel, attribute: AttributeModel): string {
  const { info, value } = attribute;
  if (value === null) return "";
  const stored = attribute.isDirty ? undefined : formattedValue(form.row, info);
  return stored ?? formatNow(info, value, currencyOf(form));
}

/** The record's currency, else the user's. */
function currencyOf({ row }: FormModel): Currency | undefined {
  return knownCurrencies()?.get(String(row?._transactioncurrencyid_value ?? "")) ?? userCurrency();
}

function formatNow(info: AttributeInfo, value: FormValue, currency: Currency | undefined): string {
  const format = createFormatter(host().user);
  if (value instanceof Date)
    return info.format === "DateOnly" ? format.date(value.toISOString()) : format.dateTime(value.toISOString());
  if (Array.isArray(value)) {
    return value.map((item) => (typeof item === "number" ? labelOf(info, item) : (item.name ?? ""))).join("; ");
  }
  if (info.options) return labelOf(info, Number(value));
  if (typeof value !== "number") return String(value);
  if (info.type === "Integer") return format.integer(value);
  return info.type === "Money" ? format.money(value, currency) : format.decimal(value, info.precision);
}

function labelOf(info: AttributeInfo, value: number): string {
  return info.options?.find((option) => option.value === value)?.label ?? String(value);
}

/** Formats that manifests spell otherwise than metadata do (facts/pcf.md §A2). */
const manifestFormats: Readonly<Record<string, string>> = { Url: "URL", TickerSymbol: "Ticker" };

/** The name of the property type that the manifest would use for the column. */
function propertyType(info: AttributeInfo): string {
  switch (info.type) {
    case "String":
      return `SingleLine.${manifestFormats[info.format ?? ""] ?? info.format ?? "Text"}`;
    case "Memo":
      return "Multiple";
    case "Integer":
    case "BigInt":
      return "Whole.None";
    case "Decimal":
      return "Decimal";
    case "Double":
      return "FP";
    case "Money":
      return "Currency";
    case "Boolean":
      return "TwoOptions";
    case "DateTime":
      return info.format === "DateOnly" ? "DateAndTime.DateOnly" : "DateAndTime.DateAndTime";
    case "MultiSelectPicklist":
      return "MultiSelectOptionSet";
    case "Picklist":
    case "State":
    case "Status":
      return "OptionSet";
    case "Lookup":
      return "Lookup.Simple";
    case "Customer":
      return "Lookup.Customer";
    case "Owner":
      return "Lookup.Owner";
    default:
      return "SingleLine.Text";
  }
}

const requiredLevels = { None: 0, SystemRequired: 1, ApplicationRequired: 2, Recommended: 3 } as const;
const behaviors = { UserLocal: 1, DateOnly: 2, TimeZoneIndependent: 3 } as const;

function attributeMetadata(info: AttributeInfo): object {
  const common = {
    DisplayName: info.displayName,
    LogicalName: info.logicalName,
    Description: info.description,
    RequiredLevel: requiredLevels[info.required],
    IsSecured: info.isSecured,
    SourceType: Number(info.raw.SourceType ?? 0),
    ImeMode: 0,
    Type: info.type.toLowerCase(),
    Format: info.format,
  };
  if (info.options) {
    const Options = info.options.map(({ value, label, color }) => ({ Value: value, Label: label, Color: color ?? "" }));
    return { ...common, Options, DefaultValue: info.defaultValue ?? (info.type === "Boolean" ? false : -1) };
  }
  if (info.targets) return { ...common, Targets: info.targets };
  if (info.type === "DateTime") return { ...common, Behavior: behaviors[info.dateBehavior ?? "UserLocal"] };
  if (info.maxLength !== undefined) return { ...common, MaxLength: info.maxLength };
  return { ...common, MinValue: info.min, MaxValue: info.max, Precision: info.precision };
}

/** A static value is text in FormXml; the manifest says what it means. */
function staticParameter(property: PropertyInfo, text: string | undefined): object {
  const [type = "SingleLine.Text"] = property.types;
  const raw = staticValue(type, text, property);
  return { raw, formatted: raw === null ? "" : String(raw), type, error: false, errorMessage: "" };
}

function staticValue(type: string, text: string | undefined, property: PropertyInfo): unknown {
  if (type === "TwoOptions") return text === "true" || text === "1";
  if (text === undefined || text === "") return type.startsWith("Lookup") ? [] : null;
  if (/^(Whole|Decimal|FP|Currency|OptionSet)/.test(type)) return Number(text);
  if (type.startsWith("DateAndTime")) return new Date(text);
  if (type === "Enum") return property.values.get(text) ?? text;
  return text;
}
