import { requestErrors } from "../server/errors";
import type { Store } from "../store/store";

/** How a person wants values shown, from usersettings: the part that queries and formatted values need. */
export interface Formats {
  /** LCID of the texts of options and labels. */
  readonly language: number;
  /** BCP 47 tag for dates and numbers. */
  readonly culture: string;
  /** IANA name. */
  readonly timeZone: string;
  /** Decimal places of money when a currency does not say. */
  readonly currencyPrecision: number;
}

export const defaultFormats: Formats = { language: 1033, culture: "en-US", timeZone: "UTC", currencyPrecision: 2 };

/** LCID -> BCP 47, for the languages that the made data and the hub speak. */
const cultures: Readonly<Record<number, string>> = {
  1025: "ar-SA",
  1028: "zh-TW",
  1029: "cs-CZ",
  1030: "da-DK",
  1031: "de-DE",
  1032: "el-GR",
  1033: "en-US",
  1035: "fi-FI",
  1036: "fr-FR",
  1037: "he-IL",
  1038: "hu-HU",
  1040: "it-IT",
  1041: "ja-JP",
  1042: "ko-KR",
  1043: "nl-NL",
  1044: "nb-NO",
  1045: "pl-PL",
  1046: "pt-BR",
  1049: "ru-RU",
  1053: "sv-SE",
  1055: "tr-TR",
  2052: "zh-CN",
  2055: "de-CH",
  2057: "en-GB",
  2070: "pt-PT",
  3079: "de-AT",
  3082: "es-ES",
  3081: "en-AU",
  3084: "fr-CA",
  4105: "en-CA",
  4108: "fr-CH",
};

/** Dynamics time zone codes -> IANA names, the ones of user settings in common use. */
const zones: Readonly<Record<number, string>> = {
  2: "Pacific/Honolulu",
  3: "America/Anchorage",
  4: "America/Los_Angeles",
  10: "America/Denver",
  15: "America/Phoenix",
  20: "America/Chicago",
  35: "America/New_York",
  50: "America/Halifax",
  65: "America/Sao_Paulo",
  80: "Atlantic/Azores",
  85: "Europe/London",
  90: "Atlantic/Reykjavik",
  92: "UTC",
  95: "Europe/Budapest",
  100: "Europe/Warsaw",
  105: "Europe/Paris",
  110: "Europe/Berlin",
  113: "Africa/Lagos",
  115: "Europe/Chisinau",
  120: "Africa/Cairo",
  125: "Europe/Kyiv",
  130: "Europe/Bucharest",
  135: "Asia/Jerusalem",
  140: "Africa/Johannesburg",
  145: "Europe/Moscow",
  150: "Asia/Riyadh",
  165: "Asia/Dubai",
  190: "Asia/Kolkata",
  205: "Asia/Bangkok",
  210: "Asia/Shanghai",
  215: "Asia/Singapore",
  230: "Asia/Seoul",
  235: "Asia/Tokyo",
  255: "Australia/Sydney",
  290: "Pacific/Auckland",
};

/** The culture tag of a language code. */
export function cultureOf(lcid: number): string {
  return cultures[lcid] ?? "en-US";
}

/** The IANA time zone of a Dynamics time zone code. */
export function timeZoneOf(code: number): string {
  return zones[code] ?? "UTC";
}

/** Reads a user's formats from his row of usersettings. */
export function readFormats(store: Store, userId: string): Formats {
  const columns = ["uilanguageid", "localeid", "timezonecode", "currencydecimalprecision"];
  const row = store.get("usersettings", userId, columns);
  if (row === undefined) return defaultFormats;
  const language = Number(row["uilanguageid"] ?? 0) || 1033;
  const zone = row["timezonecode"];

  return {
    language,
    culture: cultureOf(Number(row["localeid"] ?? 0) || language),
    timeZone: typeof zone === "number" ? timeZoneOf(zone) : "UTC",
    currencyPrecision: Number(row["currencydecimalprecision"] ?? 2),
  };
}

interface LocalParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const partFormats = new Map<string, Intl.DateTimeFormat>();

/** The calendar day of a moment in a time zone. */
export function localDay(moment: Date, timeZone: string): LocalParts {
  const local = new Date(moment.getTime() + offsetOf(moment, timeZone));

  return { year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate() };
}

/** The moment at which a calendar day begins in a time zone. `day` may overflow its month, as with Date.UTC. */
export function startOfDay(year: number, month: number, day: number, timeZone: string): Date {
  const wall = Date.UTC(year, month - 1, day);
  // An out-of-range year or amount comes from the client.
  if (Number.isNaN(new Date(wall).getTime()) || Math.abs(wall) > 8e15)
    throw requestErrors.badQuery("The date is out of range.");
  const guess = new Date(wall - offsetOf(new Date(wall), timeZone));

  return new Date(wall - offsetOf(guess, timeZone));
}

/** Minutes that local time is ahead of UTC at a moment. */
export function offsetMinutes(moment: Date, timeZone: string): number {
  return Math.round(offsetOf(moment, timeZone) / 60_000);
}

/** Milliseconds that local time is ahead of UTC at a moment. */
function offsetOf(moment: Date, timeZone: string): number {
  if (timeZone === "UTC") return 0;
  const format =
    partFormats.get(timeZone) ??
    new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
  partFormats.set(timeZone, format);
  const parts = new Map(format.formatToParts(moment).map((part) => [part.type, Number(part.value)]));
  const at = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const local = Date.UTC(at("year"), at("month") - 1, at("day"), at("hour"), at("minute"), at("second"));

  return local - Math.floor(moment.getTime() / 1000) * 1000;
}
