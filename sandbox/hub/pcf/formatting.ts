/** `context.formatting`, in the user's formats. */
import { createFormatter } from "../api/format";
import { languageTag } from "../api/locale";
import { host } from "../xrm/state";
import { userCurrency } from "../xrm/user-currency";

/** FormattingApi.Types.DateTimeFieldBehavior: 1 user local, 2 date only, 3 time-zone independent. */
const timeZoneIndependent = 3;

export function createFormatting(): ComponentFramework.Formatting {
  const { user } = host();
  const format = createFormatter(user);
  const dates = (options: Intl.DateTimeFormatOptions, date: Date): string =>
    new Intl.DateTimeFormat(user.locale, { ...options, calendar: "gregory", timeZone: user.timeZone }).format(date);
  const pad = (value: number): string => String(value).padStart(2, "0");
  return {
    formatCurrency: (value, precision, symbol) =>
      format.money(value, symbol ? { symbol, precision } : { ...userCurrency(), precision }),
    formatDecimal: (value, precision) => format.decimal(value, precision),
    formatInteger: (value) => format.integer(value),
    formatDateAsFilterStringInUTC: (value, includeTime) => {
      const day = `${value.getUTCFullYear()}-${pad(value.getUTCMonth() + 1)}-${pad(value.getUTCDate())}`;
      return includeTime
        ? `${day}T${pad(value.getUTCHours())}:${pad(value.getUTCMinutes())}:${pad(value.getUTCSeconds())}Z`
        : day;
    },
    formatDateLong: (value) => dates({ weekday: "long", year: "numeric", month: "long", day: "numeric" }, value),
    formatDateLongAbbreviated: (value) =>
      dates({ weekday: "short", year: "numeric", month: "short", day: "numeric" }, value),
    formatDateShort: (value, includeTime) =>
      includeTime ? format.dateTime(value.toISOString()) : format.date(value.toISOString()),
    formatDateYearMonth: (value) => dates({ year: "numeric", month: "long" }, value),
    formatLanguage: (value) =>
      new Intl.DisplayNames([user.locale], { type: "language" }).of(languageTag(value)) ?? String(value),
    formatTime: (value, behavior) => {
      const zone = behavior === timeZoneIndependent ? "UTC" : user.timeZone;
      return new Intl.DateTimeFormat(user.locale, { hour: "numeric", minute: "2-digit", timeZone: zone }).format(value);
    },
    getWeekOfYear: (value) => weekOf(value),
  };
}

/** ISO 8601 week. */
function weekOf(date: Date): number {
  const day = new Date(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()));
  day.setUTCDate(day.getUTCDate() + 4 - (day.getUTCDay() || 7));
  const start = Date.UTC(day.getUTCFullYear(), 0, 1);
  return Math.ceil(((day.getTime() - start) / 86_400_000 + 1) / 7);
}
