/**
 * Windows language codes and time zone codes as usersettings stores them, in the terms that browsers know.
 * Only what people choose in practice; an unknown code falls back to English and UTC.
 */
const LANGUAGES: Readonly<Record<number, string>> = {
  1025: "ar-SA",
  1030: "da-DK",
  1031: "de-DE",
  1033: "en-US",
  1036: "fr-FR",
  1040: "it-IT",
  1041: "ja-JP",
  1043: "nl-NL",
  1046: "pt-BR",
  1053: "sv-SE",
  2052: "zh-CN",
  2055: "de-CH",
  2057: "en-GB",
  3079: "de-AT",
  3082: "es-ES",
  3084: "fr-CA",
  4108: "fr-CH",
  4105: "en-CA",
  3081: "en-AU",
};

const TIME_ZONES: Readonly<Record<number, string>> = {
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
  92: "UTC",
  95: "Europe/Budapest",
  100: "Europe/Warsaw",
  105: "Europe/Paris",
  110: "Europe/Berlin",
  120: "Africa/Cairo",
  125: "Europe/Kyiv",
  130: "Europe/Bucharest",
  135: "Asia/Jerusalem",
  140: "Africa/Johannesburg",
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

/** The BCP 47 tag of a Windows language code. */
export function languageTag(lcid: number): string {
  return LANGUAGES[lcid] ?? "en-US";
}

/** The IANA name of a Windows time zone code. */
export function timeZoneName(code: number): string {
  return TIME_ZONES[code] ?? "UTC";
}

/** The time zones a person can choose: code and name. */
export function listTimeZones(): readonly { code: number; name: string }[] {
  return Object.entries(TIME_ZONES).map(([code, name]) => ({ code: Number(code), name }));
}

/** Whether a language is written from right to left. */
export function isRightToLeft(lcid: number): boolean {
  return lcid === 1025 || lcid === 1037;
}

/** The number and date formats a person can choose, by Windows code. */
export function listLocales(): readonly number[] {
  return Object.keys(LANGUAGES).map(Number);
}
