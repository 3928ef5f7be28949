import type { StoredRow } from "../../core/dataverse/row";
import { coinWord, FAMILY, GIVEN, KINDS, PLACES } from "./made-names";

/** A reproducible sequence of numbers from 0 to 1 (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export interface Dice {
  readonly random: () => number;
  chance(share: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** The front of the list more often than its end, as names are. */
  skewed<T>(from: readonly T[]): T;
  digits(count: number): string;
}

export function dice(seed: number): Dice {
  const random = seeded(seed);
  const at = <T>(from: readonly T[], share: number): T =>
    from[Math.min(from.length - 1, Math.floor(share * from.length))] as T;
  return {
    random,
    chance: (share) => random() < share,
    pick: (from) => at(from, random()),
    skewed: (from) => at(from, random() ** 1.8),
    digits: (count) =>
      Array.from({ length: count }, (_, i) =>
        i === 0 ? 1 + Math.floor(random() * 9) : Math.floor(random() * 10),
      ).join(""),
  };
}

export interface MadeCompany {
  readonly id: string;
  readonly stem: string;
  readonly name: string;
  readonly domain: string;
  readonly country: string;
  readonly code: string;
  readonly tld: string;
  /** Digits of the switchboard without its last three. */
  readonly trunk: string;
  readonly street: string;
  readonly city: string;
  readonly zip: string;
  readonly group?: string;
}

export interface MadePerson {
  readonly id: string;
  readonly given: string;
  readonly family: string;
  readonly company?: MadeCompany;
  readonly email: string;
  readonly phone: string;
  readonly mobile: string;
  readonly title: string;
  readonly street: string;
  readonly city: string;
  readonly zip: string;
}

export interface MadeWorld {
  readonly companies: readonly MadeCompany[];
  readonly people: readonly MadePerson[];
}

const TITLES = [
  "Managing Director",
  "CEO",
  "Sales Manager",
  "Head of Purchasing",
  "IT Manager",
  "Engineer",
  "Marketing Manager",
  "CFO",
  "Plant Manager",
  "Buyer",
];

const plain = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/ß/g, "ss")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");

/** Companies with groups, branches and shared switchboards, and the people in them. */
export function makeWorld(d: Dice, companyCount: number, peopleCount: number): MadeWorld {
  const companies: MadeCompany[] = [];
  while (companies.length < companyCount) companies.push(...makeGroup(d, companies.length));
  const people = Array.from({ length: peopleCount }, (_, i) =>
    makePerson(d, i, d.chance(0.93) ? d.skewed(companies) : undefined),
  );
  // Families at one address, father and son of one name.
  for (let i = 10; i < people.length; i += 97) {
    const [self, kin] = [people[i], people[i + 1]];
    if (self && kin)
      people[i + 1] = {
        ...kin,
        family: self.family,
        street: self.street,
        city: self.city,
        zip: self.zip,
        phone: d.chance(0.5) ? self.phone : kin.phone,
      };
  }
  return { companies, people };
}

function makeGroup(d: Dice, from: number): MadeCompany[] {
  const place = d.pick(PLACES);
  const stem = d.chance(0.25)
    ? `${d.skewed(FAMILY)}${d.chance(0.4) ? ` ${d.pick(["&", "and"])} ${d.skewed(FAMILY)}` : ""}`
    : coinWord(d.random);
  const kind = d.chance(0.6) ? ` ${d.pick(KINDS)}` : "";
  const domain = `${plain(stem)}${d.chance(0.2) ? `-${plain(kind) || "group"}` : ""}.${d.chance(0.4) ? "com" : place.tld}`;
  const site = (suffix: string, n: number, at = place): MadeCompany => ({
    id: `A${from + n}`,
    stem,
    name: `${stem}${kind}${suffix} ${d.pick(at.forms)}`,
    domain,
    country: at.country,
    code: at.code,
    tld: at.tld,
    trunk: d.digits(at.code === "1" ? 7 : 6),
    street: `${at.streets[Math.floor(d.random() * at.streets.length)] ?? ""} ${1 + Math.floor(d.random() * 180)}`,
    city: d.pick(at.cities),
    zip: d.digits(5),
    group: stem,
  });
  const main = site("", 0);
  if (d.chance(0.85)) return [main];
  const parts = d.pick([
    [" Holding", " Leasing"],
    [" East", " West"],
    [" North", " South"],
    [" Deutschland", " France", " UK"],
    [" Services"],
    [" International"],
  ]);
  return [
    main,
    ...parts.map((part, i) => ({
      ...site(part, i + 1, part.length > 5 ? d.pick(PLACES) : place),
      trunk: d.chance(0.3) ? main.trunk : d.digits(7),
    })),
  ];
}

function makePerson(d: Dice, i: number, company: MadeCompany | undefined): MadePerson {
  const [given, family] = [
    d.skewed(GIVEN),
    d.chance(0.06) ? `${d.skewed(FAMILY)}-${d.skewed(FAMILY)}` : d.chance(0.25) ? coinWord(d.random) : d.skewed(FAMILY),
  ];
  const place = d.pick(PLACES);
  const [g, f] = [plain(given), plain(family)];
  const local = d.pick([`${g}.${f}`, `${g}.${f}`, `${g[0]}.${f}`, `${g[0]}${f}`, g, `${f}.${g}`]);
  const own = `${d.pick([`${g}.${f}`, `${g}${f}`, `${g[0]}${f}${d.digits(2)}`])}@${d.pick(["gmail.com", "outlook.com", "yahoo.com", "gmx.de", "orange.fr"])}`;
  const code = company?.code ?? place.code;
  const extension = d.chance(0.4) ? "000" : d.digits(3);
  return {
    id: `C${i}`,
    given,
    family,
    company,
    email: company && d.chance(0.9) ? `${local}@${company.domain}` : own,
    phone: company
      ? `+${code} ${company.trunk.slice(0, 3)} ${company.trunk.slice(3)}${extension}`
      : `+${code} ${d.digits(3)} ${d.digits(6)}`,
    mobile: `+${code} ${d.digits(3)} ${d.digits(7)}`,
    title: d.pick(TITLES),
    street: company?.street ?? `${d.pick(place.streets)} ${1 + Math.floor(d.random() * 90)}`,
    city: company?.city ?? d.pick(place.cities),
    zip: company?.zip ?? d.digits(5),
  };
}

/** What a CRM has on file of them: not everything, and not always clean. */
export function storeWorld(d: Dice, world: MadeWorld): StoredRow[] {
  const some = (share: number, value: string): string => (d.chance(share) ? value : "");
  const accounts = world.companies.map((company): StoredRow => ({
    table: "account",
    id: company.id,
    values: {
      name: d.chance(0.15)
        ? company.name.replace(/ [^ ]+$/, "")
        : d.chance(0.05)
          ? company.name.toUpperCase()
          : company.name,
      websiteurl: some(0.65, `${d.pick(["https://www.", "www.", "http://"])}${company.domain}`),
      emailaddress1: some(0.3, `info@${company.domain}`),
      telephone1: some(0.75, `+${company.code} ${company.trunk.slice(0, 3)} ${company.trunk.slice(3)}000`),
      address1_line1: some(0.7, company.street),
      address1_city: some(0.8, company.city),
      address1_postalcode: some(0.7, company.zip),
      address1_country: some(0.7, company.country),
    },
  }));
  const contacts = world.people.map((person): StoredRow => ({
    table: "contact",
    id: person.id,
    values: {
      firstname: person.given,
      lastname: person.family,
      emailaddress1: some(0.8, person.email),
      telephone1: some(0.6, person.phone),
      mobilephone: some(0.3, person.mobile),
      jobtitle: some(0.5, person.title),
      parentcustomerid:
        person.company && d.chance(0.9) ? { table: "account", id: person.company.id, name: person.company.name } : null,
      address1_line1: some(0.25, person.street),
      address1_city: some(0.4, person.city),
      address1_postalcode: some(0.25, person.zip),
    },
  }));
  return [...accounts, ...contacts];
}
