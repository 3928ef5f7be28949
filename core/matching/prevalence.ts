import { phoneKey } from "./evidence/reach";
import { COMMON_FAMILY_NAMES, formsOf } from "./normalise/name-tables";
import { parseCompany, type WordFrequency } from "./normalise/company";
import { placeKey, type Party } from "./party";
import type { NameFrequencies } from "./types";

/**
 * How much a name's own rarity is worth. A CRM's counts alone mislead: they are small, and they count duplicates (facts/matching.md §2 iii). So
 * a count without the record itself is mixed with the frequency in the population, which weighs like this many records.
 */
const bits = (
  counts: ReadonlyMap<string, number>,
  word: string,
  total: number,
  oneOf: number,
  population: number,
): number => Math.log2((total + population) / (Math.max(0, (counts.get(word) ?? 1) - 1) + population / oneOf));

/** Bits of a first or family name. */
export function nameBits(part: "given" | "family", word: string, frequencies?: NameFrequencies): number {
  const usual = part === "family" ? (COMMON_FAMILY_NAMES.has(word) ? 400 : 4000) : formsOf(word)[0] ? 80 : 600;
  return frequencies ? bits(frequencies[part], word, frequencies.people, usual, 600) : Math.log2(usual);
}

/** Company names are spelled in more ways than names of people, and each way counts as one more company. */
export const companyWordBits = (frequencies?: NameFrequencies): WordFrequency | undefined =>
  frequencies && ((word) => bits(frequencies.companyWords, word, frequencies.companies, 2000, 2500));

/** Who is meant by a key: a name beside the other names that go with it. */
type Index = Map<string, Set<string>>;

function note(index: Index, key: string, who: string): void {
  index.set(key, (index.get(key) ?? new Set<string>()).add(who));
}

const sizes = (index: Index): ReadonlyMap<string, number> => new Map([...index].map(([key, set]) => [key, set.size]));

/** Counts names over all rows that are at hand, each distinct name once, so that duplicates do not make a name look common. */
export function countNames(parties: readonly Party[]): NameFrequencies {
  const given: Index = new Map();
  const family: Index = new Map();
  const companyWords: Index = new Map();
  const companies = new Set<string>();
  let people = 0;
  for (const { row, person, company } of parties) {
    const [first, last] = [person.given[0] ?? "", person.family.join("")];
    if (first || last) people++;
    if (first) note(given, first, last);
    if (last) note(family, last, first);
    if (row.table !== "account" || !company) continue;
    const name = parseCompany(company.text);
    companies.add(name.joined);
    for (const { text } of name.words) note(companyWords, text, name.joined);
  }
  return {
    people,
    companies: companies.size,
    given: sizes(given),
    family: sizes(family),
    companyWords: sizes(companyWords),
  };
}

/** How many different people or companies use one phone number, domain, e-mail or address: a switchboard, a casino, a family, a group. */
export type Sharing = (key: string) => number;

export function countSharing(parties: readonly Party[]): Sharing {
  const users: Index = new Map();
  for (const party of parties) {
    const who = identityKey(party);
    for (const { value } of party.phones) note(users, phoneKey(value.national), who);
    for (const { value } of party.emails) note(users, `mail ${value.address}`, who);
    if (party.row.table === "account") for (const { value } of party.domains) note(users, `domain ${value.name}`, who);
    note(users, placeKey(party), who);
  }
  return (key) => (key && users.get(key)?.size) || 0;
}

/** A rough name of who this is; spelling variants may count twice, which errs on the side of asking. */
function identityKey({ row, person, company }: Party): string {
  const words =
    row.table === "account"
      ? company?.value.words.flatMap((word) => (word.bits > 4 ? word.text.slice(0, 5) : []))
      : [...person.given.slice(0, 1), ...person.family].map((word) => word.slice(0, 4));
  return words?.sort().join(" ") ?? row.id;
}
