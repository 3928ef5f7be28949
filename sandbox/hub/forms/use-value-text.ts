import { useHub } from "../app/context";
import type { Currency } from "../api/currencies";
import type { Formatter } from "../api/format";
import type { ControlModel, FormModel, FormValue, LookupItem } from "../form-model";
import { useCurrencies } from "../views/use-currencies";

/** The value of a control as text, in the user's formats. */
export function useValueText(form: FormModel, control: ControlModel): string {
  const { format } = useHub();
  const currencies = useCurrencies();

  return control.attribute ? textOfValue(form, control, control.attribute.value, format, currencies) : "";
}

/** The currency of a form's record. */
export function currencyOf(form: FormModel, currencies: ReadonlyMap<string, Currency>): Currency | undefined {
  const chosen = form.attributes.get("transactioncurrencyid")?.value;
  const id =
    Array.isArray(chosen) && typeof chosen[0] === "object"
      ? (chosen[0] as LookupItem).id
      : String(form.row?._transactioncurrencyid_value ?? "");

  return currencies.get(id);
}

function textOfValue(
  form: FormModel,
  control: ControlModel,
  value: FormValue,
  format: Formatter,
  currencies: ReadonlyMap<string, Currency>,
): string {
  if (value === null) {
    return "";
  }
  if (value instanceof Date) {
    return textOfDate(control, value, format);
  }
  if (Array.isArray(value)) {
    return value
      .map((item) => (typeof item === "number" ? labelOfOption(control, item) : (item.name ?? "")))
      .join("; ");
  }
  if (typeof value === "boolean") {
    return labelOfOption(control, Number(value));
  }
  if (typeof value === "number") {
    return textOfNumber(form, control, value, format, currencies);
  }

  return value;
}

function textOfNumber(
  form: FormModel,
  control: ControlModel,
  value: number,
  format: Formatter,
  currencies: ReadonlyMap<string, Currency>,
): string {
  switch (control.attribute?.info.type) {
    case "Money":
      return format.money(value, currencyOf(form, currencies));
    case "Decimal":
    case "Double":
      return format.decimal(value, control.attribute.precision);
    case "Integer":
    case "BigInt":
      return format.integer(value);
    default:
      return labelOfOption(control, value);
  }
}

function textOfDate(control: ControlModel, value: Date, format: Formatter): string {
  if (control.attribute?.info.format === "DateOnly") {
    return format.date(dayOf(value));
  }

  return format.dateTime(value.toISOString());
}

/** The day that a date-only value means: its local day (the form model keeps such values at local midnight). */
export function dayOf(value: Date): string {
  const pad = (part: number): string => String(part).padStart(2, "0");

  return `${value.getFullYear()}-${pad(value.getMonth() + 1)}-${pad(value.getDate())}`;
}

function labelOfOption(control: ControlModel, value: number): string {
  const options = control.attribute?.info.options ?? control.options;

  return options.find((option) => option.value === value)?.label ?? String(value);
}
