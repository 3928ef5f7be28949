import type { StoredRow } from "../../core/dataverse/row";
import { coinWord, FAMILY, GIVEN, PLACES, SHORT_NAMES } from "./made-names";
import { makeWorld, type Dice, type MadeCompany, type MadePerson, type MadeWorld } from "./made-world";

export interface MadeLead {
  readonly row: StoredRow;
  /** Ids of the right records; empty: there is none. */
  readonly contacts: readonly string[];
  readonly accounts: readonly string[];
}

/** One letter doubled, dropped, changed, or two changed places. */
export function mistype(d: Dice, text: string): string {
  if (text.length < 4) return text;
  const at = 1 + Math.floor(d.random() * (text.length - 2));
  const [before, letter, after] = [text.slice(0, at), text[at] ?? "", text.slice(at + 1)];
  return d.pick([
    before + after,
    before + letter + letter + after,
    `${before}${after[0] ?? ""}${letter}${after.slice(1)}`,
    `${before}${d.pick([..."aeinrst"])}${after}`,
  ]);
}

/**
 * Leads as web forms, fairs and bought lists bring them: a known person written differently, a new person at a known company, a namesake, a person
 * who changed jobs, a company nobody knows. About half have no contact, a third no account.
 */
export function makeLeads(d: Dice, world: MadeWorld, count: number): MadeLead[] {
  const strangers = makeWorld(d, Math.max(20, count / 4), count);
  return Array.from({ length: count }, (_, i): MadeLead => {
    const id = `L${i}`;
    const roll = d.random();
    if (roll < 0.45) return leadOf(d, id, d.pick(world.people), "known");
    if (roll < 0.7) return leadOf(d, id, newcomer(d, world), "colleague");
    if (roll < 0.75) return leadOf(d, id, changedJob(d, world, strangers), "moved");
    return leadOf(d, id, d.pick(strangers.people), "stranger");
  });
}

type Case = "known" | "colleague" | "moved" | "stranger";

/** Somebody new at a company that is known; sometimes with the name of a colleague in part. */
function newcomer(d: Dice, world: MadeWorld): MadePerson {
  const company = d.pick(world.companies);
  const peer = world.people.find((person) => person.company === company);
  const given = peer && d.chance(0.1) ? peer.given : d.skewed(GIVEN);
  const family =
    peer && d.chance(0.1) && given !== peer.given ? peer.family : d.chance(0.3) ? coinWord(d.random) : d.skewed(FAMILY);
  const local = `${given}.${family}`.toLowerCase().replace(/[^a-z.]/g, "");
  return {
    id: "",
    given,
    family,
    company,
    email: `${local}@${company.domain}`,
    phone: `+${company.code} ${company.trunk.slice(0, 3)} ${company.trunk.slice(3)}${d.chance(0.4) ? "000" : d.digits(3)}`,
    mobile: `+${company.code} ${d.digits(3)} ${d.digits(7)}`,
    title: "Buyer",
    street: company.street,
    city: company.city,
    zip: company.zip,
  };
}

/** A known person with the card of a company that nobody knows: the mobile number stays. */
function changedJob(d: Dice, world: MadeWorld, strangers: MadeWorld): MadePerson {
  const [person, other] = [d.pick(world.people), d.pick(strangers.people)];
  return { ...other, id: person.id, given: person.given, family: person.family, mobile: person.mobile };
}

function leadOf(d: Dice, id: string, person: MadePerson, kind: Case): MadeLead {
  const some = (share: number, value: string): string => (d.chance(share) ? value : "");
  const given = d.chance(0.15)
    ? (SHORT_NAMES[person.given] ?? person.given)
    : d.chance(0.03)
      ? `${person.given[0]}.`
      : d.chance(0.05)
        ? mistype(d, person.given)
        : person.given;
  const family = d.chance(0.06)
    ? mistype(d, person.family)
    : d.chance(0.02)
      ? d.skewed(FAMILY)
      : person.family.includes("-") && d.chance(0.3)
        ? (person.family.split("-")[0] ?? "")
        : person.family;
  const swapped = d.chance(0.015);
  const shout = d.chance(0.08)
    ? (text: string) => text.toUpperCase()
    : d.chance(0.08)
      ? (text: string) => text.toLowerCase()
      : (text: string) => text;
  const private_ = `${person.given}${person.family}${d.digits(2)}@gmail.com`.toLowerCase().replace(/[^a-z0-9@.]/g, "");
  const email = d.chance(0.15)
    ? private_
    : person.company && d.chance(0.04)
      ? `info@${person.company.domain}`
      : d.chance(0.03)
        ? mistype(d, person.email)
        : person.email;
  const withPlace = d.chance(0.35);
  const row: StoredRow = {
    table: "lead",
    id,
    values: {
      firstname: shout(swapped ? family : given),
      lastname: shout(swapped ? given : family),
      companyname: person.company ? shout(some(0.85, writeCompany(d, person.company))) : "",
      emailaddress1: some(0.85, email),
      telephone1: some(0.55, writePhone(d, kind !== "moved" && d.chance(0.75) ? person.phone : person.mobile)),
      mobilephone: some(kind === "moved" ? 0.9 : 0.2, writePhone(d, person.mobile)),
      jobtitle: some(0.3, person.title),
      websiteurl: person.company ? some(0.25, `www.${person.company.domain}`) : "",
      address1_line1: withPlace ? some(0.6, d.chance(0.2) ? mistype(d, person.street) : person.street) : "",
      address1_city: withPlace ? person.city : some(0.2, person.city),
      address1_postalcode: withPlace ? some(0.7, person.zip) : "",
      address1_country: some(0.4, person.company?.country ?? d.pick(PLACES).country),
    },
  };
  const accounts = person.company && (kind === "known" || kind === "colleague") ? [person.company.id] : [];
  return { row, contacts: kind === "known" || kind === "moved" ? [person.id] : [], accounts };
}

function writeCompany(d: Dice, company: MadeCompany): string {
  const bare = company.name.replace(/ (?:GmbH & Co\. KG|[^ ]+)$/, "");
  const roll = d.random();
  if (roll < 0.4) return company.name;
  if (roll < 0.75) return bare;
  if (roll < 0.82) return mistype(d, bare);
  if (roll < 0.87) return `${bare} ${d.pick(["Group", "Ltd.", "International", "(Sales)"])}`;
  return roll < 0.93
    ? bare.replace(/&/, "and").replace(/ü/g, "ue")
    : bare.replace(/ (Software|Systems|Logistics|Foods|Energy|Consulting|Media|Industries|Engineering)\b/, "");
}

function writePhone(d: Dice, phone: string): string {
  const [code = "", ...rest] = phone.split(" ");
  const national = rest.join("");
  return d.pick([
    phone,
    phone.replace(/ /g, ""),
    `0${national}`,
    `${code.replace("+", "00")} (0)${rest.join(" ")}`,
    `(${rest[0] ?? ""}) ${national.slice(3)}`,
    `${rest[0] ?? ""}-${national.slice(3, 6)}-${national.slice(6)}`,
  ]);
}
