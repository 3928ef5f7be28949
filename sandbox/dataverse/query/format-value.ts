import type { Column } from "../metadata/model";
import { labelText } from "../metadata/model";
import type { RawRow, RawValue, Store } from "../store/store";
import type { Formats } from "./formats";

/** Formats are costly to make (milliseconds) and the same for everybody who shares a culture. */
const numberFormats = new Map<string, Intl.NumberFormat>();
const dateFormats = new Map<string, Intl.DateTimeFormat>();
const currencyShapes = new Map<string, { readonly symbolFirst: boolean; readonly space: string }>();

function numberFormat(culture: string, places: number): Intl.NumberFormat {
  const key = `${culture} ${places}`;
  const known = numberFormats.get(key);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat(culture, { minimumFractionDigits: places, maximumFractionDigits: places });
  numberFormats.set(key, format);

  return format;
}

function dateFormat(culture: string, timeZone: string, part: "day" | "time"): Intl.DateTimeFormat {
  const key = `${culture} ${timeZone} ${part}`;
  const known = dateFormats.get(key);
  if (known !== undefined) return known;
  const fields = part === "day" ? dayFields : timeFields;
  const format = new Intl.DateTimeFormat(culture, { ...fields, timeZone });
  dateFormats.set(key, format);

  return format;
}

/** The calendar is that of the setting `calendartype`, which is Gregorian, whatever the engine takes for a culture. */
const dayFields = { year: "numeric", month: "numeric", day: "numeric", calendar: "gregory" } as const;
const timeFields = { timeStyle: "short" } as const;

/** Where a culture puts the currency's symbol. */
function currencyShape(culture: string): { readonly symbolFirst: boolean; readonly space: string } {
  const known = currencyShapes.get(culture);
  if (known !== undefined) return known;
  const sample = new Intl.NumberFormat(culture, { style: "currency", currency: "USD" }).formatToParts(1);
  const symbol = sample.findIndex((part) => part.type === "currency");
  const digits = sample.findIndex((part) => part.type === "integer");
  const spaced = sample.some((part) => part.type === "literal");
  const shape = { symbolFirst: symbol < digits, space: spaced ? "\u00A0" : "" };
  currencyShapes.set(culture, shape);

  return shape;
}

interface Currency {
  readonly symbol: string;
  readonly precision: number;
}

/** Turns stored values into the texts that people see: the FormattedValue annotation. One per read, it remembers currencies. */
export class ValueFormatter {
  private readonly currencies = new Map<string, Currency | undefined>();
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
      case "EntityName": {
        const table = this.store.catalog.table(String(value));

        return table === undefined ? undefined : labelText(table.label, this.formats.language);
      }
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
    return numberFormat(this.formats.culture, places).format(value);
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
    const { symbolFirst, space } = currencyShape(this.formats.culture);
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
    const zone = column.dateBehavior === "UserLocal" ? timeZone : "UTC";
    const day = dateFormat(culture, zone, "day").format(moment);
    if (column.dateBehavior === "DateOnly" || column.format === "DateOnly") return day;
    // The engine puts a narrow space before AM and PM; Dynamics an ordinary one, and no comma after the day.
    return `${day} ${dateFormat(culture, zone, "time").format(moment)}`.replaceAll("\u202F", " ");
  }
}
