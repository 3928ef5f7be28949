import type { Random } from "../random";
import { slug, spellPhone, type Phone } from "./dirt";
import { locales, type Locale } from "./words";

/** A made company. */
export interface Company {
  readonly locale: Locale;
  /** Without legal form. */
  readonly baseName: string;
  readonly legalForm: string;
  readonly domain: string;
  readonly switchboard: Phone;
  readonly address: Address;
  readonly employees: number;
}

export interface Address {
  readonly line1: string;
  readonly city: string;
  readonly postalCode: string;
  readonly region: string;
  readonly country: string;
}

/** A made person at a company. */
export interface Person {
  readonly company: Company;
  readonly firstName: string;
  readonly lastName: string;
  readonly jobTitle: string;
  readonly email: string;
  readonly direct: Phone;
  readonly mobile: Phone;
}

/** A company of a random language; `suffix` keeps names apart when many are made. */
export function makeCompany(random: Random, locale: Locale = random.pick(locales), suffix = ""): Company {
  const word = random.pick(locale.companyWords);
  const trade = random.pick(locale.trades);
  const named = random.chance(0.35) ? `${random.pick(locale.lastNames)} ${trade}` : `${word} ${trade}`;
  const together = locale.language === "ja" ? `${named.replace(" ", "")}${suffix}` : `${named} ${suffix}`.trim();
  const area = random.pick(locale.areaCodes);
  const digits = locale.phoneCode === "1" ? 7 : 6;

  return {
    locale,
    baseName: together,
    legalForm: random.pick(locale.legalForms),
    domain: `${slug(together) || "company"}.example`,
    switchboard: {
      countryCode: locale.phoneCode,
      area,
      local: String(random.int(2 * 10 ** (digits - 1), 10 ** digits - 1)),
    },
    address: makeAddress(random, locale),
    employees: random.int(5, 4000),
  };
}

/** A company that is named after its town too, as branches and newcomers often are. */
export function makeLocalCompany(random: Random): Company {
  const locale = random.pick(locales);
  const [city] = random.pick(locale.cities);
  return makeCompany(random, locale, city.replace(/市$/, ""));
}

/** Name with legal form, as the language writes it. */
export function companyName(company: Company, legalForm = company.legalForm): string {
  if (!legalForm) return company.baseName;
  return company.locale.language === "ja" ? `${legalForm}${company.baseName}` : `${company.baseName} ${legalForm}`;
}

export function makePerson(random: Random, company: Company): Person {
  const { locale } = company;
  const firstName = random.pick(locale.givenNames);
  const lastName = random.pick(locale.lastNames);
  const mail = `${slug(firstName)}.${slug(lastName)}`;
  const { countryCode, area, local } = company.switchboard;

  return {
    company,
    firstName,
    lastName,
    jobTitle: random.pick(locale.jobTitles),
    email: `${mail}@${company.domain}`,
    direct: { countryCode, area, local: `${local.slice(0, -2)}${random.int(10, 99)}` },
    mobile: {
      countryCode,
      area: random.pick(["151", "160", "172", "176"]),
      local: String(random.int(1000000, 9999999)),
    },
  };
}

/** Phone in the style of the language: international for most, run together for some. */
export function usualPhone(phone: Phone): string {
  return spellPhone(phone, 0);
}

function makeAddress(random: Random, locale: Locale): Address {
  const [city, postalCode, region] = random.pick(locale.cities);
  const street = random.pick(locale.streets);
  const number = random.int(1, 180);
  const joined = locale.numberFirst
    ? `${number} ${street}`
    : locale.language === "ja"
      ? `${street}${number}`
      : `${street} ${number}`;

  return { line1: joined, city, postalCode, region, country: locale.country };
}
