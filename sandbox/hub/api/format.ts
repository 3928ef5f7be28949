/** How a user reads numbers and dates: from usersettings, in the browser's terms. */
export interface FormatSettings {
  /** The tag of the number and date format, which need not be the language of the labels. */
  readonly locale: string;
  readonly timeZone: string;
}

/** Writes and reads values as the user does. Every date that the Web API holds is UTC; DateOnly has no time zone. */
export interface Formatter {
  integer(value: number): string;
  decimal(value: number, precision?: number): string;
  money(value: number, currency?: { code?: string; symbol?: string; precision?: number }): string;
  /** A date without time (`2026-11-23`) is the same day everywhere; a point in time is that of the user's zone. */
  date(iso: string): string;
  dateTime(iso: string): string;
  time(iso: string): string;
  /** The day (`2026-11-23`) that a text means, in the order of day, month and year that the user writes; null when it is none. */
  parseDate(text: string): string | null;
  /** `14:30` from "2:30 PM", "14.30" or "1430"; null when it is no time. */
  parseTime(text: string): string | null;
  /** Null when the text is no number. */
  parseNumber(text: string): number | null;
  /** `yyyy-mm-ddThh:mm` in the user's zone, as inputs hold it. */
  toLocalInput(iso: string): string;
  /** The point in time that a local `yyyy-mm-ddThh:mm` means. */
  fromLocalInput(local: string): string;
}

/** Makes the formatter of a user. */
export function createFormatter({ locale, timeZone }: FormatSettings): Formatter {
  const cache = new Map<string, Intl.NumberFormat>();
  const numberFormat = (min: number, max: number): Intl.NumberFormat => {
    const key = `${min}/${max}`;
    const format =
      cache.get(key) ?? new Intl.NumberFormat(locale, { minimumFractionDigits: min, maximumFractionDigits: max });
    cache.set(key, format);

    return format;
  };
  const dateOptions: Intl.DateTimeFormatOptions = {
    year: "numeric",
    month: "numeric",
    day: "numeric",
    calendar: "gregory",
  };
  // Made when they are needed first: each takes the browser some milliseconds.
  const dayFormat = once(() => new Intl.DateTimeFormat(locale, { ...dateOptions, timeZone: "UTC" }));
  const dateFormat = once(() => new Intl.DateTimeFormat(locale, { ...dateOptions, timeZone }));
  const timeFormat = once(() => new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone }));
  const separator = once(
    () =>
      numberFormat(1, 1)
        .formatToParts(0.5)
        .find((part) => part.type === "decimal")?.value ?? ".",
  );

  return {
    integer: (value) => (isPlain(value, locale) ? String(value) : numberFormat(0, 0).format(value)),
    decimal: (value, precision = 2) => numberFormat(precision, precision).format(value),
    money: (value, currency) => formatMoney(value, locale, currency, numberFormat),
    date: (iso) => (isDateOnly(iso) ? dayFormat() : dateFormat()).format(new Date(iso)),
    // The platform puts a blank between the two, not the comma of the language.
    dateTime: (iso) => `${dateFormat().format(new Date(iso))} ${timeFormat().format(new Date(iso))}`,
    time: (iso) => timeFormat().format(new Date(iso)),
    parseDate: (text) => parseDate(text, orderOf(dayFormat())),
    parseTime,
    parseNumber: (text) => parseNumber(text, separator()),
    toLocalInput: (iso) => toLocal(new Date(iso), timeZone),
    fromLocalInput: (local) => fromLocal(local, timeZone),
  };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;

  return () => (made ??= make());
}

/** Nothing to group and no digits of its own: the count of a short list waits for no format. */
function isPlain(value: number, locale: string): boolean {
  return Number.isInteger(value) && value >= 0 && value < 1000 && !locale.startsWith("ar");
}

function isDateOnly(iso: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(iso);
}

function formatMoney(
  value: number,
  locale: string,
  currency: { code?: string; symbol?: string; precision?: number } | undefined,
  numberFormat: (min: number, max: number) => Intl.NumberFormat,
): string {
  const precision = currency?.precision ?? 2;

  if (currency?.code && /^[A-Z]{3}$/.test(currency.code)) {
    const parts = new Intl.NumberFormat(locale, {
      style: "currency",
      currency: currency.code,
      minimumFractionDigits: precision,
      maximumFractionDigits: precision,
    }).formatToParts(value);

    // The environment says how a currency is written; the language says where.
    return parts.map((part) => (part.type === "currency" && currency.symbol) || part.value).join("");
  }

  return `${currency?.symbol ?? ""}${numberFormat(precision, precision).format(value)}`;
}

function parseNumber(text: string, separator: string): number | null {
  const kept = westernDigits(text).replace(
    new RegExp(`[^0-9\\-${separator === "." ? "." : `\\${separator}`}]`, "g"),
    "",
  );
  const normal = kept.replace(separator, ".");

  return normal === "" || Number.isNaN(Number(normal)) ? null : Number(normal);
}

type DatePart = "day" | "month" | "year";

/** In which order a language writes day, month and year. */
function orderOf(format: Intl.DateTimeFormat): readonly DatePart[] {
  return format
    .formatToParts(new Date(0))
    .map((part) => part.type)
    .filter((type): type is DatePart => type === "day" || type === "month" || type === "year");
}

/** Arabic digits as the Western ones that numbers are computed with. */
function westernDigits(text: string): string {
  return text.replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660));
}

function parseDate(text: string, order: readonly DatePart[]): string | null {
  const numbers = westernDigits(text).match(/\d+/g)?.map(Number) ?? [];
  if (numbers.length < 2 || numbers.length > 3) {
    return null;
  }
  // Without a year the current one is meant.
  const parts = numbers.length === 3 ? order : order.filter((part) => part !== "year");
  const valueOf = (part: DatePart): number | undefined => numbers[parts.indexOf(part)];
  const year = valueOf("year") ?? new Date().getFullYear();
  const fullYear = year < 100 ? 2000 + year : year;
  const [month = 0, day = 0] = [valueOf("month"), valueOf("day")];
  const date = new Date(Date.UTC(fullYear, month - 1, day));

  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.toISOString().slice(0, 10) : null;
}

function parseTime(text: string): string | null {
  const match = /^\s*(\d{1,2})(?:\s*[:.h]?\s*(\d{2}))?\s*(.*)$/i.exec(westernDigits(text));
  if (!match) {
    return null;
  }
  const suffix = (match[3] ?? "").trim();
  const isAfternoon = /^(p|م)/i.test(suffix);
  const isMorning = /^(a|ص)/i.test(suffix);
  const written = Number(match[1]);
  const hour = isAfternoon && written < 12 ? written + 12 : isMorning && written === 12 ? 0 : written;
  const minute = Number(match[2] ?? 0);

  return hour < 24 && minute < 60 ? `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}` : null;
}

function toLocal(date: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(date);
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((item) => item.type === type)?.value ?? "00";

  return `${part("year")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}`;
}

/** The offset of a zone depends on the instant: guess with UTC, then correct once or twice across a clock change. */
function fromLocal(local: string, timeZone: string): string {
  const wanted = Date.parse(`${local}:00Z`);
  let guess = wanted;

  for (let round = 0; round < 2; round += 1) {
    guess += wanted - Date.parse(`${toLocal(new Date(guess), timeZone)}:00Z`);
  }

  return new Date(guess).toISOString().replace(".000Z", "Z");
}
