import type { Column } from "../metadata/model";
import { labelText } from "../metadata/model";
import type { RawRow, RawValue, Store } from "../store/store";
import type { Formats } from "./formats";

interface Currency {
  readonly symbol: string;
  readonly precision: number;
}

/** Turns stored values into the texts that people see: the FormattedValue annotation. One per read, it remembers currencies. */
export class ValueFormatter {
  private readonly currencies = new Map<string, Currency | undefined>();
  private readonly numbers = new Map<number, Intl.NumberFormat>();
  private dates?: Intl.DateTimeFormat;
  private times?: Intl.DateTimeFormat;
  private days?: Intl.DateTimeFormat;
  private base?: string | null;

  constructor(
    private readonly store: Store,
    private readonly formats: Formats,
  ) {}

  /** The text of a value, or undefined when the value itself is its text. Lookups are not for here: they show a name. */
  format(column: Column, value: RawValue, row: RawRow): string | undefined {
    if (value === null) return undefined;
    switch (column.type) {
      case "Picklist":
      case "State":
      case "Status":
        return this.option(column, Number(value));
      case "Boolean":
        return this.option(column, value === true ? 1 : 0);
      case "MultiSelectPicklist":
        return String(value)
          .split(",")
          .map((each) => this.option(column, Number(each)) ?? each)
          .join("; ");
      case "Money":
        return this.money(column, Number(value), row);
      case "Integer":
      case "BigInt":
        return column.logicalName === "versionnumber" || column.type === "Integer"
          ? this.number(Number(value), 0)
          : undefined;
      case "Decimal":
      case "Double":
        return this.number(Number(value), column.precision ?? 2);
      case "DateTime":
        return this.date(column, String(value));
      default:
        return undefined;
    }
  }

  /** The label of an option in the person's language. */
  option(column: Column, value: number): string | undefined {
    const option = column.optionSet?.options.find((each) => each.value === value);

    return option === undefined ? undefined : labelText(option.label, this.formats.language);
  }

  /** A number with its places, grouped as the person's culture groups. */
  number(value: number, places: number): string {
    const format =
      this.numbers.get(places) ??
      new Intl.NumberFormat(this.formats.culture, { minimumFractionDigits: places, maximumFractionDigits: places });
    this.numbers.set(places, format);

    return format.format(value);
  }

  /** The symbol stands where the person's culture puts it: `$20,000.00`, `20.000,00 €`. */
  private money(column: Column, value: number, row: RawRow): string {
    const id =
      column.attributeOf === undefined ? (row["transactioncurrencyid"] ?? this.baseCurrency()) : this.baseCurrency();
    const currency = typeof id === "string" ? this.currency(id) : undefined;
    const precision =
      column.precisionSource === 2 ? (currency?.precision ?? this.formats.currencyPrecision) : (column.precision ?? 2);
    const text = this.number(value, precision);
    if (currency === undefined) return text;
    const sample = new Intl.NumberFormat(this.formats.culture, { style: "currency", currency: "USD" }).formatToParts(1);
    const symbolFirst =
      sample.findIndex((part) => part.type === "currency") < sample.findIndex((part) => part.type === "integer");
    const spaced = sample.some((part) => part.type === "literal");
    const space = spaced ? "\u00A0" : "";
    const sign = value < 0 ? "-" : "";
    const digits = value < 0 ? this.number(-value, precision) : text;

    return symbolFirst ? `${sign}${currency.symbol}${space}${digits}` : `${sign}${digits}${space}${currency.symbol}`;
  }

  private baseCurrency(): string | null {
    if (this.base === undefined) {
      const id = this.store.find("organization", {}, { columns: ["basecurrencyid"], limit: 1 })[0]?.["basecurrencyid"];
      this.base = typeof id === "string" ? id : null;
    }

    return this.base;
  }

  private currency(id: string): Currency | undefined {
    if (!this.currencies.has(id)) {
      const row = this.store.get("transactioncurrency", id, ["currencysymbol", "currencyprecision"]);
      const precision = row?.["currencyprecision"];
      const found = {
        symbol: String(row?.["currencysymbol"] ?? ""),
        precision: typeof precision === "number" ? precision : 2,
      };
      this.currencies.set(id, row === undefined ? undefined : found);
    }

    return this.currencies.get(id);
  }

  private date(column: Column, value: string): string | undefined {
    const moment = new Date(value);
    if (Number.isNaN(moment.getTime())) return undefined;
    const { culture, timeZone } = this.formats;
    const day = { year: "numeric", month: "numeric", day: "numeric" } as const;
    if (column.dateBehavior === "DateOnly") {
      this.days ??= new Intl.DateTimeFormat(culture, { ...day, timeZone: "UTC" });

      return this.days.format(moment);
    }
    const zone = column.dateBehavior === "TimeZoneIndependent" ? "UTC" : timeZone;
    if (column.format === "DateOnly")
      return new Intl.DateTimeFormat(culture, { ...day, timeZone: zone }).format(moment);
    this.dates ??= new Intl.DateTimeFormat(culture, { ...day, timeZone: zone });
    this.times ??= new Intl.DateTimeFormat(culture, { hour: "numeric", minute: "2-digit", timeZone: zone });
    // The engine puts a narrow space before AM and PM; Dynamics an ordinary one, and no comma after the day.
    return `${this.dates.format(moment)} ${this.times.format(moment)}`.replaceAll("\u202F", " ");
  }
}
