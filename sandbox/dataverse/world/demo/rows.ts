import { businessUnits, personas } from "../identity";
import { currencyId } from "../base/people";
import type { Random } from "../random";
import type { SeedRow } from "../rows";
import type { RawRow } from "../../store/store";
import { companyName, usualPhone, type Address, type Company, type Person } from "./people";

/** The moment that the demo world stands at; ages of rows count back from it. */
export const demoNow = Date.parse("2026-11-23T08:00:00Z");

/** Sellers who own the demo rows: mostly the default persona. */
const sellers = [0, 0, 0, 1, 5].flatMap((at) => personas[at] ?? []);

/** A moment some days before now, in stored form. */
export function daysAgo(days: number): string {
  return new Date(demoNow - days * 86_400_000).toISOString().replace(/\.\d+Z$/, "Z");
}

/** A day after now. */
export function dayAhead(days: number): string {
  return new Date(demoNow + days * 86_400_000).toISOString().slice(0, 10);
}

/** Owner columns for a random seller. */
export function ownerOf(random: Random): RawRow {
  const seller = random.pick(sellers);
  return {
    ownerid: seller.id,
    ownerid__type: "systemuser",
    owninguser: seller.id,
    owningbusinessunit: businessUnits[seller.businessUnit],
    createdby: seller.id,
    modifiedby: seller.id,
  };
}

export function addressColumns(address: Address): RawRow {
  return {
    address1_line1: address.line1,
    address1_city: address.city,
    address1_postalcode: address.postalCode,
    address1_stateorprovince: address.region,
    address1_country: address.country,
  };
}

export function accountRow(random: Random, id: string, company: Company): SeedRow {
  return {
    table: "account",
    values: {
      accountid: id,
      name: companyName(company),
      telephone1: usualPhone(company.switchboard),
      emailaddress1: random.chance(0.6) ? `info@${company.domain}` : null,
      websiteurl: `https://www.${company.domain}`,
      numberofemployees: company.employees,
      transactioncurrencyid: currencyId(company.locale.currency),
      createdon: daysAgo(random.int(60, 900)),
      ...addressColumns(company.address),
      ...ownerOf(random),
    },
  };
}

export function contactRow(random: Random, id: string, accountId: string | null, person: Person): SeedRow {
  return {
    table: "contact",
    values: {
      contactid: id,
      firstname: person.firstName,
      lastname: person.lastName,
      jobtitle: person.jobTitle,
      emailaddress1: person.email,
      telephone1: usualPhone(random.chance(0.4) ? person.company.switchboard : person.direct),
      mobilephone: random.chance(0.5) ? usualPhone(person.mobile) : null,
      parentcustomerid: accountId,
      ...(accountId ? { parentcustomerid__type: "account" } : {}),
      transactioncurrencyid: currencyId(person.company.locale.currency),
      createdon: daysAgo(random.int(30, 700)),
      ...addressColumns(person.company.address),
      ...ownerOf(random),
    },
  };
}

/** A lead as somebody typed it: company and person may be dirty copies of what is known. */
export function leadRow(random: Random, id: string, typed: TypedLead): SeedRow {
  const { locale } = typed.company;
  const amount = random.int(5, 400) * (locale.currency === "JPY" ? 100_000 : 500);
  return {
    table: "lead",
    values: {
      leadid: id,
      subject: random.pick(locale.topics).replace("{product}", random.pick(locale.products)),
      firstname: typed.firstName,
      lastname: typed.lastName,
      jobtitle: random.chance(0.8) ? typed.jobTitle : null,
      companyname: typed.companyName,
      emailaddress1: typed.email,
      telephone1: typed.phone,
      mobilephone: random.chance(0.3) ? typed.mobile : null,
      websiteurl: random.chance(0.3) && typed.companyName ? `www.${typed.company.domain}` : null,
      leadsourcecode: random.int(1, 9),
      leadqualitycode: random.int(1, 3),
      budgetamount: random.chance(0.6) ? amount : null,
      estimatedamount: random.chance(0.5) ? amount : null,
      estimatedclosedate: random.chance(0.5) ? dayAhead(random.int(10, 240)) : null,
      purchasetimeframe: random.chance(0.7) ? random.int(0, 4) : null,
      purchaseprocess: random.chance(0.5) ? random.int(0, 2) : null,
      need: random.chance(0.5) ? random.int(0, 3) : null,
      decisionmaker: random.chance(0.4),
      description: random.chance(0.4) ? locale.description : null,
      transactioncurrencyid: currencyId(locale.currency),
      statuscode: random.chance(0.6) ? 1 : 2,
      createdon: daysAgo(random.int(0, 120)),
      ...(random.chance(0.7) ? addressColumns(typed.company.address) : {}),
      ...ownerOf(random),
    },
  };
}

export interface TypedLead {
  readonly company: Company;
  readonly firstName: string | null;
  readonly lastName: string;
  readonly jobTitle: string;
  readonly companyName: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly mobile: string | null;
}
