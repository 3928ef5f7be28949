/** `context.userSettings`. */
import { dateFormats } from "../xrm/date-formats";
import { timeZoneOffset } from "../xrm/global-context";
import { braced } from "../xrm/form-data";
import { host } from "../xrm/state";
import { userCurrency } from "../xrm/user-currency";

export function createUserSettings(): ComponentFramework.UserSettings {
  const { user } = host();
  const settings = {
    dateFormattingInfo: lowerFirst(dateFormats(user.locale)),
    numberFormattingInfo: numberFormats(user.locale, userCurrency()?.symbol ?? "$"),
    isRTL: user.isRtl,
    languageId: user.languageId,
    securityRoles: user.roles.map(({ id }) => id),
    userId: braced(user.id),
    userName: user.name,
    getTimeZoneOffsetMinutes: timeZoneOffset,
  };
  return settings as unknown as ComponentFramework.UserSettings;
}

/** Controls get the same information as scripts, with names that begin in lower case. */
function lowerFirst(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name.charAt(0).toLowerCase() + name.slice(1),
      name === "Calendar" ? lowerFirst(member as Record<string, unknown>) : member,
    ]),
  );
}

function numberFormats(locale: string, currencySymbol: string): ComponentFramework.UserSettingApi.NumberFormattingInfo {
  const parts = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).formatToParts(-1234567.89);
  const part = (type: string): string => parts.find((item) => item.type === type)?.value ?? "";
  const decimal = part("decimal") || ".";
  const group = part("group") || ",";
  return {
    currencyDecimalDigits: 2,
    currencyDecimalSeparator: decimal,
    currencyGroupSeparator: group,
    currencyGroupSizes: [3],
    currencyNegativePattern: 1,
    currencyPositivePattern: currencyFirst(locale) ? 0 : 3,
    currencySymbol,
    nanSymbol: "NaN",
    nativeDigits: Array.from({ length: 10 }, (_, digit) => new Intl.NumberFormat(locale).format(digit)),
    negativeInfinitySymbol: "-∞",
    negativeSign: part("minusSign") || "-",
    numberDecimalDigits: 2,
    numberDecimalSeparator: decimal,
    numberGroupSeparator: group,
    numberGroupSizes: [3],
    numberNegativePattern: 1,
    perMilleSymbol: "‰",
    percentDecimalDigits: 2,
    percentDecimalSeparator: decimal,
    percentGroupSeparator: group,
    percentGroupSizes: [3],
    percentNegativePattern: 1,
    percentPositivePattern: 1,
    percentSymbol: "%",
    positiveInfinitySymbol: "∞",
    positiveSign: "+",
  };
}

function currencyFirst(locale: string): boolean {
  const parts = new Intl.NumberFormat(locale, { style: "currency", currency: "EUR" }).formatToParts(1);
  return parts[0]?.type === "currency";
}
