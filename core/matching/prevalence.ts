import { COMMON_FAMILY_NAMES, isKnownGivenName } from "./normalise/name-tables";
import { parseCompany, type WordFrequency } from "./normalise/company";
import type { Party } from "./party";
import type { NameFrequencies } from "./types";

/**
 * How much a name's own rarity is worth. A CRM's counts alone mislead: they are small, and they count duplicates (facts/matching.md §2 iii). So
 * a count without the record itself is mixed with the frequency in the population, which weighs like this many records.
 */
const POPULATION = 600;
const COMMON_FAMILY = 1 / 400;
const RARE_FAMILY = 1 / 4000;
const COMMON_GIVEN = 1 / 80;
const RARE_GIVEN = 1 / 600;
const RARE_COMPANY_WORD = 1 / 2000;
/** Company names are spelled in more ways than names of people, and each way counts as one more company. */
const COMPANY_POPULATION = 2500;

const bitsOf = (count: number, total: number, usual: number, population = POPULATION): number =>
  Math.log2((total + population) / (Math.max(0, count - 1) + population * usual));

export function familyBits(word: string, frequencies?: NameFrequencies): number {
  const usual = COMMON_FAMILY_NAMES.has(word) ? COMMON_FAMILY : RARE_FAMILY;
  return frequencies ? bitsOf(frequencies.family.get(word) ?? 1, frequencies.people, usual) : -Math.log2(usual);
}

export function givenBits(word: string, frequencies?: NameFrequencies): number {
  const usual = isKnownGivenName(word) ? COMMON_GIVEN : RARE_GIVEN;
  return frequencies ? bitsOf(frequencies.given.get(word) ?? 1, frequencies.people, usual) : -Math.log2(usual);
}

export function companyWordBits(frequencies: NameFrequencies | undefined): WordFrequency | undefined {
  return (
    frequencies &&
    ((word) =>
      bitsOf(frequencies.companyWords.get(word) ?? 1, frequencies.companies, RARE_COMPANY_WORD, COMPANY_POPULATION))
  );
}

/** Counts names over all rows that are at hand, each distinct name once, so that duplicates do not make a name look common. */
export function countNames(parties: readonly Party[]): NameFrequencies {
  const given = new Map<string, Set<string>>();
  const family = new Map<string, Set<string>>();
  const companies = new Set<string>();
  const companyWords = new Map<string, number>();
  let people = 0;
  for (const party of parties) {
    const [first, last] = [party.person.given[0] ?? "", party.person.family.join("")];
    if (first || last) people++;
    if (first) note(given, first, last);
    if (last) note(family, last, first);
    if (party.row.table !== "account" || !party.company) continue;
    const name = parseCompany(party.company.text);
    if (companies.has(name.joined)) continue;
    companies.add(name.joined);
    for (const word of new Set(name.words.map((each) => each.text)))
      companyWords.set(word, (companyWords.get(word) ?? 0) + 1);
  }
  return { people, companies: companies.size, given: sizes(given), family: sizes(family), companyWords };
}

function note(index: Map<string, Set<string>>, word: string, partner: string): void {
  const known = index.get(word);
  if (known) known.add(partner);
  else index.set(word, new Set([partner]));
}

function sizes(index: ReadonlyMap<string, ReadonlySet<string>>): ReadonlyMap<string, number> {
  return new Map([...index].map(([word, partners]) => [word, partners.size]));
}

/** How many different people or companies use one phone number, domain or address: a switchboard, a casino, a family, a group. */
export interface Sharing {
  phone(national: string): number;
  domain(name: string): number;
  address(party: Party): number;
  email(text: string): number;
}

export function countSharing(parties: readonly Party[]): Sharing {
  const phones = new Map<string, Set<string>>();
  const domains = new Map<string, Set<string>>();
  const addresses = new Map<string, Set<string>>();
  const emails = new Map<string, Set<string>>();
  for (const party of parties) {
    const who = identityKey(party);
    for (const phone of party.phones) note(phones, phone.value.national.slice(-9), who);
    for (const mail of party.emails) note(emails, `${mail.value.local}@${mail.value.domain.name}`, who);
    if (party.row.table === "account") for (const domain of party.domains) note(domains, domain.value.name, who);
    const place = placeKey(party);
    if (place) note(addresses, place, who);
  }
  const count = (index: ReadonlyMap<string, ReadonlySet<string>>, key: string): number => index.get(key)?.size ?? 0;
  return {
    phone: (national) => count(phones, national.slice(-9)),
    domain: (name) => count(domains, name),
    address: (party) => count(addresses, placeKey(party)),
    email: (text) => count(emails, text),
  };
}

/** A rough name of who this is; spelling variants may count twice, which errs on the side of asking. */
function identityKey(party: Party): string {
  if (party.row.table === "account")
    return (
      party.company?.value.words
        .filter((word) => word.bits > 4)
        .map((word) => word.text.slice(0, 5))
        .sort()
        .join(" ") ?? party.row.id
    );
  return [...party.person.given.slice(0, 1), ...party.person.family]
    .map((word) => word.slice(0, 4))
    .sort()
    .join(" ");
}

function placeKey(party: Party): string {
  const { street, number, city, zip } = party.address;
  return street && number ? `${number} ${street} ${zip || city}` : "";
}
