import type { LookupValue, StoredRow } from "../dataverse/row";
import { isLookup } from "../dataverse/row";
import { parseAddress, type Address } from "./normalise/address";
import { parseCompany, type CompanyName, type WordFrequency } from "./normalise/company";
import { parseEmail, parseHost, type Domain, type Email } from "./normalise/domain";
import { parsePerson, type PersonName } from "./normalise/person";
import { parsePhone, type Phone } from "./normalise/phone";

/** A value as the user knows it, and what it means. */
export interface Valued<T> {
  readonly text: string;
  readonly value: T;
}

/** What a row of any table says about a person and a company, ready to compare. */
export interface Party {
  readonly row: StoredRow;
  readonly person: PersonName;
  readonly personText: string;
  /** First and last name as they were typed, for reasons. */
  readonly typed: { readonly given: string; readonly family: string };
  readonly company?: Valued<CompanyName>;
  readonly emails: readonly Valued<Email>[];
  readonly phones: readonly Valued<Phone>[];
  /** Of the web site and of e-mail addresses that are not free mail. */
  readonly domains: readonly Valued<Domain>[];
  readonly address: Address;
  readonly addressText: string;
  readonly title: string;
  /** Columns that hold something: of two equal records the fuller one is offered first. */
  readonly filled: number;
  readonly topic: string;
}

export interface ReadOptions {
  readonly bitsOf?: WordFrequency;
  /** The account of a contact, when it is among the rows: its name and domain count for the contact. */
  readonly parent?: StoredRow;
}

/** Rows are read again when a second batch brings more of them; what depends on nothing else is kept with the row. */
const known = new WeakMap<StoredRow, Party>();

/** Reads a lead, account, contact or opportunity. Columns that were not read count as empty. */
export function readParty(row: StoredRow, options: ReadOptions = {}): Party {
  if (options.bitsOf || options.parent) return parseParty(row, options);
  const party = known.get(row) ?? parseParty(row, options);
  known.set(row, party);
  return party;
}

function parseParty(row: StoredRow, { bitsOf, parent }: ReadOptions): Party {
  const text = (column: string): string => textOf(row, column);
  const joined = (between: string, ...columns: readonly string[]): string =>
    columns.map(text).filter(Boolean).join(between);
  const isAccount = row.table === "account";
  const [given, family] = isAccount
    ? ["", ""]
    : [joined(" ", "firstname", "middlename"), joined(" ", "lastname", "suffix")];
  const person = parsePerson(given || (family || isAccount ? "" : text("fullname")), family);
  const company = isAccount
    ? text("name")
    : text("companyname") ||
      (lookupOf(row, "parentcustomerid") ?? lookupOf(row, "parentaccountid") ?? lookupOf(row, "customerid"))?.name ||
      (parent ? textOf(parent, "name") : "");
  const emails = valuesOf(row, "emailaddress1 emailaddress2 emailaddress3", parseEmail);
  return {
    row,
    person,
    typed: { given: given || person.given.join(" "), family: family || person.family.join(" ") },
    personText: joined(" ", "firstname", "lastname") || text("fullname"),
    company: company ? { text: company, value: parseCompany(company, bitsOf) } : undefined,
    emails,
    phones: valuesOf(row, "telephone1 mobilephone telephone2 telephone3 address1_telephone1", parsePhone),
    domains: [
      ...valuesOf(row, "websiteurl", parseHost),
      ...(parent ? valuesOf(parent, "websiteurl", parseHost) : []),
      ...emails.flatMap(({ value: { free, domain } }) => (free ? [] : { text: domain.name, value: domain })),
    ],
    address: parseAddress(
      text("address1_line1"),
      text("address1_city"),
      text("address1_postalcode"),
      text("address1_stateorprovince"),
      text("address1_country"),
    ),
    addressText: joined(", ", "address1_line1", "address1_postalcode", "address1_city", "address1_country"),
    title: text("jobtitle"),
    filled: Object.values(row.values).filter((value) => value ?? "" !== "").length,
    topic: text(row.table === "opportunity" ? "name" : "subject"),
  };
}

/** The trimmed text of a column; empty for everything else. */
export function textOf(row: StoredRow, column: string): string {
  const value = row.values[column];
  return typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
}

export function lookupOf(row: StoredRow, column: string): LookupValue | undefined {
  const value = row.values[column];
  return isLookup(value) ? value : undefined;
}

function valuesOf<T>(row: StoredRow, columns: string, parse: (text: string) => T | undefined): readonly Valued<T>[] {
  return columns.split(" ").flatMap((column) => {
    const text = textOf(row, column);
    const value = text ? parse(text) : undefined;
    return value ? { text, value } : [];
  });
}

/** Where somebody is, to count who else is there; empty without a street and number. */
export function placeKey({ address: { street, number, city, zip } }: Party): string {
  return street && number ? `${number} ${street} ${zip || city}` : "";
}
