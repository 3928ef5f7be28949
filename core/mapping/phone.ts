import { asciiDigits } from "./numbers";
import { countryOfDigits, findCountry, type Country } from "./countries";

/** A phone number taken apart. `groups` are the digits after the calling code, in the groups that the text had. */
export interface PhoneNumber {
  readonly country: Country;
  readonly groups: readonly string[];
  readonly extension: string;
}

const extensionPattern =
  /[\s,;]*(?:;ext=|extension|ext|durchwahl|dw|poste|interno|anexo|内線|x|#)\s*[.:]?\s*(\d{1,7})$/i;

/**
 * Takes a number apart, in any of the usual writings: +49 (0)30 123-45, 0049…, 011 44…, (415) 555-2671 ext. 4.
 * @param home Country of numbers that name none.
 * @returns null when it is no number of a known country with a possible length.
 */
export function parsePhone(text: string, home?: Country): PhoneNumber | null {
  let rest = asciiDigits(text.normalize("NFKC"))
    .replace(/^\s*(?:tel|phone|fon|mob|mobile|t|p|m)\s*[.:]{1,2}\s*/i, "")
    .trim();
  const extension = extensionPattern.exec(rest);
  if (extension) rest = rest.slice(0, extension.index).trim();
  if (!/^\+?[\d\s().\-–‐/·]+$/.test(rest)) return null;
  const prefix = internationalPrefix(rest, home);
  const groups = digitGroups(prefix === null ? rest : rest.slice(prefix.length).replace(/\(0\)/, " "));
  const found = prefix === null ? home && { country: home, groups } : afterCallingCode(groups);
  if (!found) return null;
  const national = withoutTrunk(found.groups, found.country);
  const length = national.join("").length;
  if (length < found.country.min || length > found.country.max) return null;
  return { country: found.country, groups: national, extension: extension?.[1] ?? "" };
}

/** "+", "00", or what a country dials to get out; null for a number inside the country. */
function internationalPrefix(text: string, home?: Country): string | null {
  if (text.startsWith("+")) return "+";
  const out =
    home?.code === "1"
      ? /^011/
      : home?.iso === "AU"
        ? /^0011/
        : home?.iso === "JP"
          ? /^010/
          : home?.iso === "RU"
            ? /^8\s?10/
            : /^00/;
  return (out.exec(text) ?? /^00(?=[1-9])/.exec(text))?.[0] ?? null;
}

function digitGroups(text: string): string[] {
  return text.split(/\D+/).filter((group) => group !== "");
}

function afterCallingCode(groups: readonly string[]): { country: Country; groups: string[] } | undefined {
  const country = countryOfDigits(groups.join(""));
  return country && { country, groups: dropDigits(groups, country.code.length) };
}

function withoutTrunk(groups: readonly string[], country: Country): string[] {
  const digits = groups.join("");
  const isTrunk =
    country.trunk !== "" &&
    digits.startsWith(country.trunk) &&
    (country.trunk.startsWith("0") || digits.length > country.max);
  return isTrunk ? dropDigits(groups, country.trunk.length) : [...groups];
}

function dropDigits(groups: readonly string[], count: number): string[] {
  const result: string[] = [];
  let left = count;
  for (const group of groups) {
    const dropped = Math.min(left, group.length);
    left -= dropped;
    if (dropped < group.length) result.push(group.slice(dropped));
  }
  return result;
}

/** A number as text: E.164 (`+493012345`), international (`+49 30 12345`), or as it is dialled in its country (`030 12345`). */
export function formatPhone(phone: PhoneNumber, format: "e164" | "international" | "national"): string {
  const digits = phone.groups.join("");
  if (format === "e164") return `+${phone.country.code}${digits}${phone.extension && `;ext=${phone.extension}`}`;
  const suffix = phone.extension && ` ext. ${phone.extension}`;
  const isNorthAmerica = phone.country.code === "1";
  const [area, office, line] = [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6)];
  if (format === "international")
    return `+${phone.country.code} ${isNorthAmerica ? `${area} ${office} ${line}` : phone.groups.join(" ")}${suffix}`;
  return (isNorthAmerica ? `(${area}) ${office}-${line}` : phone.country.trunk + phone.groups.join(" ")) + suffix;
}

/** The country to assume: the lead's own if its text names one, else the rule's, else the profile's. */
export function homeCountry(...candidates: readonly (string | null | undefined)[]): Country | undefined {
  for (const candidate of candidates) {
    const country = candidate ? findCountry(candidate) : undefined;
    if (country) return country;
  }
  return undefined;
}
