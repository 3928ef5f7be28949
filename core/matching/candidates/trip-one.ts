import type { Query } from "../../dataverse/port";
import type { Party } from "../party";
import { familyCore } from "../normalise/person";
import { all, any, beginsLike, beginsWith, isOneOf, mistypedBeginnings } from "./filters";
import { givenSpellings, nameSpellings, phoneSpellings, siteSpellings } from "./spellings";
import { COLUMNS, type FoundTable } from "./columns";

/** Rows that one query may bring. */
const TOP = 25;

/** One query of the first batch, with the table whose rows it brings. */
export interface PlannedQuery {
  readonly table: FoundTable;
  readonly source: "rules" | "filter" | "rights";
  readonly query: Query;
  /** The row whose rights are asked for. */
  readonly id?: string;
}

export interface TripOptions {
  /** ISO code in which phone numbers without a country code are meant. */
  readonly defaultCountry?: string;
  /** More columns to read, by table: what planning fills. */
  readonly columns?: Partial<Record<FoundTable, readonly string[]>>;
  /** Asks what the user may do to a row; asked in the second batch for the best accounts and contacts. */
  readonly rights?: (set: string, id: string) => Query;
  /** Further rows whose rights are asked for. */
  readonly known?: readonly { readonly table: FoundTable; readonly id: string }[];
}

/**
 * The first batch: the platform's own duplicate rules, and filters that an index can serve, for each way in which a record may be known. A lead
 * that lacks a value lacks the query.
 */
export function planFirstTrip(lead: Party, options: TripOptions = {}): readonly PlannedQuery[] {
  const filters: readonly (readonly [FoundTable, string | undefined])[] = [
    ...contactFilters(lead, options).map((filter) => ["contact", filter] as const),
    ...accountFilters(lead, options).map((filter) => ["account", filter] as const),
    ["lead", all(leadFilter(lead, options), "statecode eq 0", ...(lead.row.id ? [`leadid ne ${lead.row.id}`] : []))],
  ];
  const rules = (["contact", "account", "lead"] as const).map((table) => ruleQuery(lead, table));
  return [
    ...rules,
    ...filters.flatMap(([table, filter]): PlannedQuery[] =>
      filter ? [{ table, source: "filter", query: rowsQuery(table, filter, TOP, options) }] : [],
    ),
  ];
}

export function rowsQuery(table: FoundTable, filter: string, top: number, options: TripOptions): Query {
  const { set, columns } = COLUMNS[table];
  return { kind: "rows", set, select: [...new Set([...columns, ...(options.columns?.[table] ?? [])])], filter, top };
}

/** Only published rules count, and without any the answer is empty: no information, not "no duplicate" (facts/matching.md §5). */
function ruleQuery(lead: Party, table: FoundTable): PlannedQuery {
  const parameters = {
    BusinessEntity: {
      "@odata.type": "Microsoft.Dynamics.CRM.lead",
      ...(lead.row.id ? { leadid: lead.row.id } : typedTexts(lead)),
    },
    MatchingEntityName: table,
    PagingInfo: { PageNumber: 1, Count: TOP },
  };
  return { table, source: "rules", query: { kind: "function", name: "RetrieveDuplicates", parameters } };
}

/** A lead that is not saved is asked for by its values (facts/sales-qualification.md §3). */
function typedTexts(lead: Party): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(lead.row.values).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string" && entry[1] !== "",
    ),
  );
}

interface Typed {
  readonly first: string;
  readonly last: string;
}

/** First and last name as typed, for an index compares what was typed. */
function typedNames(lead: Party): Typed {
  const text = (column: string): string => {
    const value = lead.row.values[column];
    return typeof value === "string" ? value.trim() : "";
  };
  const core = familyCore(lead.person.family).join(" ");
  return { first: text("firstname").split(/\s+/)[0] ?? "", last: text("lastname") || core };
}

function contactFilters(lead: Party, options: TripOptions): readonly (string | undefined)[] {
  const { first, last } = typedNames(lead);
  const words = last.split(/[\s-]+/).filter((word) => word.length > 2);
  const company = companyBeginning(lead);
  return [
    reachFilter(
      lead,
      ["emailaddress1", "emailaddress2", "emailaddress3"],
      ["telephone1", "mobilephone", "telephone2"],
      options,
    ),
    // Whole names, nicknames, changed places.
    any(
      last && first
        ? all(
            isOneOf("lastname", nameSpellings(last)),
            any(beginsWith("firstname", first.slice(0, 1)), isOneOf("firstname", givenSpellings(first))),
          )
        : undefined,
      last && first ? all(beginsWith("lastname", first), beginsWith("firstname", last)) : undefined,
      last && !first ? any(isOneOf("lastname", nameSpellings(last)), isOneOf("firstname", [last])) : undefined,
      first && !last ? isOneOf("firstname", [first]) : undefined,
    ),
    // A typing error in one of the two, or a name of several words.
    first.length > 1 && last.length > 2
      ? any(
          all(
            isOneOf("firstname", givenSpellings(first)),
            any(
              ...mistypedBeginnings(last, 5).map((pattern) => beginsLike("lastname", pattern)),
              beginsWith("lastname", last.slice(0, 3)),
            ),
          ),
          all(beginsWith("lastname", last.slice(0, 5)), beginsWith("firstname", first.slice(0, 1))),
          all(
            isOneOf("lastname", nameSpellings(last)),
            any(...mistypedBeginnings(first, 4).map((pattern) => beginsLike("firstname", pattern))),
          ),
          ...(words.length > 1
            ? words.map((word) => all(beginsWith("lastname", word), beginsWith("firstname", first.slice(0, 2))))
            : []),
        )
      : undefined,
    // Somebody at the company whose name begins alike.
    company
      ? all(
          beginsWith("parentcustomerid_account/name", company),
          any(
            last ? beginsWith("lastname", last.slice(0, 2)) : undefined,
            first ? beginsWith("firstname", first.slice(0, 2)) : undefined,
          ),
        )
      : undefined,
    placeFilter(lead),
    lead.address.zip && last
      ? all(isOneOf("address1_postalcode", [zipText(lead)]), beginsWith("lastname", last.slice(0, 2)))
      : undefined,
  ];
}

function accountFilters(lead: Party, options: TripOptions): readonly (string | undefined)[] {
  const name = lead.company?.value;
  const beginning = companyBeginning(lead);
  const domains = lead.domains.map((each) => each.value);
  const rare = name ? [...name.words].sort((a, b) => b.bits - a.bits)[0]?.text : undefined;
  const brand = domains.map((domain) => domain.brand).find((each) => each.length > 3);
  return [
    any(
      domains.length > 0
        ? isOneOf(
            "websiteurl",
            domains.flatMap((domain) => siteSpellings(domain.name)),
          )
        : undefined,
      domains.length > 0
        ? isOneOf(
            "emailaddress1",
            domains.flatMap((domain) =>
              ["info", "office", "contact", "sales", "mail", "kontakt"].map((desk) => `${desk}@${domain.name}`),
            ),
          )
        : undefined,
      reachFilter(lead, ["emailaddress1"], ["telephone1", "telephone2"], options),
    ),
    any(
      beginning ? beginsWith("name", beginning) : undefined,
      rare && rare !== name?.words[0]?.text ? beginsWith("name", rare) : undefined,
      brand ? beginsWith("name", brand.slice(0, 6)) : undefined,
    ),
    name && beginning && beginning.length > 3
      ? any(
          ...mistypedBeginnings(beginning, 6).map((pattern) => beginsLike("name", pattern)),
          name.initials.length > 2 ? beginsWith("name", name.initials) : undefined,
        )
      : undefined,
    placeFilter(lead),
  ];
}

function leadFilter(lead: Party, options: TripOptions): string | undefined {
  const { first, last } = typedNames(lead);
  const company = companyBeginning(lead);
  return any(
    reachFilter(lead, ["emailaddress1"], ["telephone1", "mobilephone"], options),
    last && first
      ? all(isOneOf("lastname", nameSpellings(last)), beginsWith("firstname", first.slice(0, 1)))
      : undefined,
    last && company ? all(isOneOf("lastname", nameSpellings(last)), beginsWith("companyname", company)) : undefined,
  );
}

function reachFilter(
  lead: Party,
  mailColumns: readonly string[],
  phoneColumns: readonly string[],
  options: TripOptions,
): string | undefined {
  const mails = lead.emails.flatMap((mail) => [mail.text, `${mail.value.local}@${mail.value.domain.name}`]);
  const phones = lead.phones.flatMap((phone) =>
    phoneSpellings(phone.value, lead.address.country || options.defaultCountry),
  );
  return any(
    ...(mails.length > 0 ? mailColumns.map((column) => isOneOf(column, mails)) : []),
    ...(phones.length > 0 ? phoneColumns.map((column) => isOneOf(column, phones)) : []),
  );
}

/** The first letters of the name without what half of all companies begin with. */
function companyBeginning(lead: Party): string | undefined {
  const text = (lead.company?.text ?? "")
    .replace(/^(the|die|der|das|le|la|les|el|n\.?v\.?|b\.?v\.?|s\.?a\.?|firma)\s+/i, "")
    .trim();
  return text.length > 1 ? text.slice(0, 6).trim() : undefined;
}

function placeFilter(lead: Party): string | undefined {
  const line = lead.row.values["address1_line1"];
  const street = typeof line === "string" ? line.trim() : "";
  if (!lead.address.street || !lead.address.number || street.length < 5) return undefined;
  const start = beginsWith("address1_line1", street.slice(0, 10));
  const place = any(
    zipText(lead) ? isOneOf("address1_postalcode", [zipText(lead)]) : undefined,
    cityText(lead) ? isOneOf("address1_city", [cityText(lead)]) : undefined,
  );
  return place ? all(start, place) : start;
}

function zipText(lead: Party): string {
  const zip = lead.row.values["address1_postalcode"];
  return typeof zip === "string" ? zip.trim() : "";
}

function cityText(lead: Party): string {
  const city = lead.row.values["address1_city"];
  return typeof city === "string" ? city.trim() : "";
}
