import type { LookupValue, StoredRow } from "../dataverse/row";
import { isLookup } from "../dataverse/row";
import { parseAddress, type Address } from "./normalise/address";
import { parseCompany, type CompanyName, type WordFrequency } from "./normalise/company";
import { parseHost, type Domain } from "./normalise/domain";
import { parseEmail, type Email } from "./normalise/email";
import { parsePerson, type PersonName } from "./normalise/person";
import { parsePhone, type Phone } from "./normalise/phone";

/** A value as the user knows it, where it stands, and what it means. */
export interface Valued<T> {
  readonly column: string;
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
  /** The id of the account that a contact or opportunity belongs to. */
  readonly parentId?: string;
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

const EMAILS = ["emailaddress1", "emailaddress2", "emailaddress3"];
const PHONES = ["telephone1", "mobilephone", "telephone2", "telephone3", "address1_telephone1"];

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
  let party = known.get(row);
  if (!party) known.set(row, (party = parseParty(row, options)));
  return party;
}

function parseParty(row: StoredRow, options: ReadOptions): Party {
  const text = (column: string): string => textOf(row, column);
  const first = [text("firstname"), text("middlename")].filter(Boolean).join(" ");
  const last = [text("lastname"), text("suffix")].filter(Boolean).join(" ");
  const person =
    row.table === "account"
      ? parsePerson("", "")
      : first || last
        ? parsePerson(first, last)
        : parsePerson(text("fullname"), "");
  const parent = lookupOf(row, "parentcustomerid") ?? lookupOf(row, "parentaccountid") ?? lookupOf(row, "customerid");
  const companyColumn = row.table === "account" ? "name" : row.table === "lead" ? "companyname" : "parentcustomerid";
  const companyText =
    row.table === "account" || row.table === "lead"
      ? text(companyColumn)
      : (parent?.name ?? (options.parent ? textOf(options.parent, "name") : ""));
  const emails = valuesOf(row, EMAILS, parseEmail);
  const sites = [
    ...valuesOf(row, ["websiteurl"], parseHost),
    ...(options.parent ? valuesOf(options.parent, ["websiteurl"], parseHost) : []),
  ];
  const mailDomains = emails
    .filter((mail) => !mail.value.free)
    .map((mail) => ({ column: mail.column, text: mail.value.domain.name, value: mail.value.domain }));
  return {
    row,
    person,
    typed: { given: first || person.given.join(" "), family: last || person.family.join(" ") },
    personText: [text("firstname"), text("lastname")].filter(Boolean).join(" ") || text("fullname"),
    company: companyText
      ? { column: companyColumn, text: companyText, value: parseCompany(companyText, options.bitsOf) }
      : undefined,
    parentId: parent?.table === "account" || parent?.table === undefined ? parent?.id : undefined,
    emails,
    phones: valuesOf(row, PHONES, parsePhone),
    domains: [...sites, ...mailDomains],
    address: parseAddress({
      line: text("address1_line1"),
      city: text("address1_city"),
      zip: text("address1_postalcode"),
      state: text("address1_stateorprovince"),
      country: text("address1_country"),
    }),
    addressText: ["address1_line1", "address1_postalcode", "address1_city", "address1_country"]
      .map(text)
      .filter(Boolean)
      .join(", "),
    title: text("jobtitle"),
    filled: Object.values(row.values).filter((value) => value !== null && value !== undefined && value !== "").length,
    topic: text(row.table === "opportunity" ? "name" : "subject"),
  };
}

export function textOf(row: StoredRow, column: string): string {
  const value = row.values[column];
  return typeof value === "string" ? value.trim() : typeof value === "number" ? String(value) : "";
}

function lookupOf(row: StoredRow, column: string): LookupValue | undefined {
  const value = row.values[column];
  return isLookup(value) ? value : undefined;
}

function valuesOf<T>(
  row: StoredRow,
  columns: readonly string[],
  parse: (text: string) => T | undefined,
): readonly Valued<T>[] {
  return columns.flatMap((column) => {
    const text = textOf(row, column);
    const value = text ? parse(text) : undefined;
    return value === undefined ? [] : [{ column, text, value }];
  });
}
