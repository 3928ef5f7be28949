/** Date patterns of a locale in .NET's notation, derived from what the browser knows. */
export interface DateFormats {
  readonly [member: string]: unknown;
}

const cache = new Map<string, DateFormats>();

export function dateFormats(locale: string): DateFormats {
  let formats = cache.get(locale);
  if (!formats) {
    formats = describe(locale);
    cache.set(locale, formats);
  }
  return formats;
}

function describe(locale: string): DateFormats {
  const names = (count: number, options: Intl.DateTimeFormatOptions, dateOf: (index: number) => Date): string[] => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC", calendar: "gregory" });
    return Array.from({ length: count }, (_, index) => format.format(dateOf(index)));
  };
  // 2023-01-01 was a Sunday.
  const day = (index: number): Date => new Date(Date.UTC(2023, 0, 1 + index));
  const month = (index: number): Date => new Date(Date.UTC(2023, index, 1));
  const shortDate = pattern(locale, { year: "numeric", month: "numeric", day: "numeric" });
  const longDate = pattern(locale, { weekday: "long", year: "numeric", month: "long", day: "numeric" });
  const shortTime = pattern(locale, { hour: "numeric", minute: "2-digit" });
  const longTime = pattern(locale, { hour: "numeric", minute: "2-digit", second: "2-digit" });
  const [am, pm] = dayPeriods(locale);
  return {
    AmDesignator: am,
    PmDesignator: pm,
    AbbreviatedDayNames: names(7, { weekday: "short" }, day),
    ShortestDayNames: names(7, { weekday: "narrow" }, day),
    DayNames: names(7, { weekday: "long" }, day),
    AbbreviatedMonthNames: [...names(12, { month: "short" }, month), ""],
    AbbreviatedMonthGenitiveNames: [...names(12, { month: "short", day: "numeric" }, month).map(withoutDigits), ""],
    MonthNames: [...names(12, { month: "long" }, month), ""],
    MonthGenitiveNames: [...names(12, { month: "long", day: "numeric" }, month).map(withoutDigits), ""],
    CalendarWeekRule: firstDay(locale) === 1 ? 2 : 0,
    Calendar: {
      MinSupportedDateTime: new Date(Date.UTC(1, 0, 1)),
      MaxSupportedDateTime: new Date(Date.UTC(9999, 11, 31)),
      AlgorithmType: 1,
      CalendarType: 1,
      Eras: [1],
      TwoDigitYearMax: 2049,
      IsReadOnly: true,
    },
    DateSeparator: separator(shortDate),
    TimeSeparator: separator(shortTime),
    FirstDayOfWeek: firstDay(locale),
    FullDateTimePattern: `${longDate} ${longTime}`,
    LongDatePattern: longDate,
    LongTimePattern: longTime,
    MonthDayPattern: pattern(locale, { month: "long", day: "numeric" }),
    ShortDatePattern: shortDate,
    ShortTimePattern: shortTime,
    SortableDateTimePattern: "yyyy'-'MM'-'dd'T'HH':'mm':'ss",
    UniversalSortableDateTimePattern: "yyyy'-'MM'-'dd HH':'mm':'ss'Z'",
    YearMonthPattern: pattern(locale, { year: "numeric", month: "long" }),
  };
}

const withoutDigits = (text: string): string => text.replace(/[\d\s.٠-٩]+|日/g, "").trim();

/** Writes how the browser formats as a pattern of d, M, y, h, m, s and t. */
function pattern(locale: string, options: Intl.DateTimeFormatOptions): string {
  const format = new Intl.DateTimeFormat(locale, {
    ...options,
    calendar: "gregory",
    numberingSystem: "latn",
    timeZone: "UTC",
  });
  const uses12 = format.resolvedOptions().hour12 === true;
  // A date whose parts have one digit each shows which of them are padded.
  const parts = format.formatToParts(new Date(Date.UTC(2023, 2, 5, 3, 4, 6)));
  return parts.map(({ type, value }) => letters(type, value, uses12)).join("");
}

function letters(type: string, value: string, uses12: boolean): string {
  switch (type) {
    case "year":
      return value.length > 2 ? "yyyy" : "yy";
    case "month":
      return /^\d+$/.test(value) ? "M".repeat(value.length) : "MMMM";
    case "day":
      return "d".repeat(value.length);
    case "weekday":
      return "dddd";
    case "hour":
      return (uses12 ? "h" : "H").repeat(value.length);
    case "minute":
      return "mm";
    case "second":
      return "ss";
    case "dayPeriod":
      return "tt";
    default:
      return value.replace(/[\u00a0\u202f]/g, " ");
  }
}

function separator(text: string): string {
  return /[^A-Za-z\s]/.exec(text)?.[0] ?? "/";
}

function dayPeriods(locale: string): [string, string] {
  const format = new Intl.DateTimeFormat(locale, { hour: "numeric", hour12: true, timeZone: "UTC" });
  const period = (hour: number): string =>
    format.formatToParts(new Date(Date.UTC(2023, 0, 1, hour))).find(({ type }) => type === "dayPeriod")?.value ?? "";
  return [period(9), period(15)];
}

/** 0 Sunday to 6 Saturday. */
function firstDay(locale: string): number {
  const info = new Intl.Locale(locale) as Intl.Locale & {
    getWeekInfo?: () => { firstDay: number };
    weekInfo?: { firstDay: number };
  };
  const first = info.getWeekInfo?.().firstDay ?? info.weekInfo?.firstDay ?? (/^en-US/.test(locale) ? 7 : 1);
  return first % 7;
}
