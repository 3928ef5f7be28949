import type { Random } from "../random";
import { dropAccents, nickname, roleMailbox, spellLegalForm, spellPhone, transliterate, typo } from "./dirt";
import { companyName, type Person, usualPhone } from "./people";
import type { TypedLead } from "./rows";

/** The kinds of dirt; each lead that repeats somebody known carries one or more. */
export const dirtKinds = [
  "same",
  "typo",
  "swappedNames",
  "nickname",
  "phoneSpelling",
  "transliteration",
  "noAccents",
  "legalForm",
  "roleMailbox",
  "switchboard",
  "missingMail",
] as const;

export type DirtKind = (typeof dirtKinds)[number];

/** Somebody known, typed again with one kind of dirt. */
export function retype(random: Random, person: Person, kind: DirtKind): TypedLead {
  const clean: TypedLead = {
    company: person.company,
    firstName: person.firstName,
    lastName: person.lastName,
    jobTitle: person.jobTitle,
    companyName: companyName(person.company),
    email: person.email,
    phone: usualPhone(person.direct),
    mobile: spellPhone(person.mobile, 3).slice(0, 20),
  };
  return { ...clean, ...changes(random, person, kind) };
}

function changes(random: Random, person: Person, kind: DirtKind): Partial<TypedLead> {
  const { company, firstName, lastName } = person;
  switch (kind) {
    case "same":
      return {};
    case "typo":
      return random.chance(0.5)
        ? { lastName: typo(random, lastName), email: null }
        : { companyName: companyName({ ...company, baseName: typo(random, company.baseName) }), phone: null };
    case "swappedNames":
      return { firstName: lastName, lastName: firstName, email: null };
    case "nickname":
      return { firstName: nickname(firstName), email: random.chance(0.5) ? null : person.email };
    case "phoneSpelling":
      return { phone: spellPhone(person.direct, random.int(1, 6)), email: null };
    case "transliteration":
      return {
        firstName: transliterate(firstName),
        lastName: transliterate(lastName),
        companyName: transliterate(companyName(company)),
        email: null,
      };
    case "noAccents":
      return {
        firstName: dropAccents(firstName),
        lastName: dropAccents(lastName),
        companyName: dropAccents(companyName(company)),
        phone: null,
      };
    case "legalForm":
      return { companyName: companyName(company, spellLegalForm(random, company.legalForm)), phone: null };
    case "roleMailbox":
      return { email: roleMailbox(random, company.domain) };
    case "switchboard":
      return { phone: spellPhone(company.switchboard, random.int(0, 6)), email: null };
    case "missingMail":
      return { email: null, phone: null, companyName: random.chance(0.5) ? null : companyName(company) };
  }
}
