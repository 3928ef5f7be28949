import type { Query } from "../../dataverse/port";
import { familyCore } from "../normalise/person";
import { textOf, type Party } from "../party";
import { COLUMNS, type FoundTable } from "./columns";
import { all, any, beginsMistyped, beginsWith, isOneOf } from "./filters";
import { givenSpellings, nameSpellings, phoneSpellings, siteSpellings } from "./spellings";

/** Rows that one query may bring. */
const TOP = 25;

/** One query of a batch, with the table whose rows it brings. */
export interface PlannedQuery {
  readonly table: FoundTable;
  /** By a published duplicate rule. */
  readonly byRule?: boolean;
  /** Asks for the rights on this row instead of rows. */
  readonly rightsOf?: string;
  readonly query: Query;
}

export interface TripOptions {
  /** ISO code in which phone numbers without a country code are meant. */
  readonly defaultCountry?: string;
  /** More columns to read, by table: what planning fills. */
  readonly columns?: Partial<Record<FoundTable, readonly string[]>>;
  /** Asks what the user may do to a row: joins the second batch for the best accounts and contacts, and those of `known`. */
  readonly rights?: (set: string, id: string) => Query;
  readonly known?: readonly { readonly table: string; readonly id: string }[];
}

/** A query for the rows of a table, with all columns that comparing needs; nothing without a filter. */
export function rowsQuery(
  table: FoundTable,
  filter: string,
  top: number,
  options: TripOptions,
): readonly PlannedQuery[] {
  const { set, columns } = COLUMNS[table];
  const select = [...new Set([...columns, ...(options.columns?.[table] ?? [])])];
  return filter ? [{ table, query: { kind: "rows", set, select, filter, top } }] : [];
}

/**
 * The first batch: the platform's own duplicate rules, and filters that an index can serve, for each way in which a record may be known. A lead
 * that lacks a value lacks the query.
 */
export function planFirstTrip(lead: Party, options: TripOptions = {}): readonly PlannedQuery[] {
  const filters = filtersOf(lead, options);
  const tables = ["contact", "account", "lead"] as const;
  return [
    ...tables.map((table) => ruleQuery(lead, table)),
    ...tables.flatMap((table) => filters[table].flatMap((filter) => rowsQuery(table, filter, TOP, options))),
  ];
}

/** Only published rules count, and without any the answer is empty: no information, not "no duplicate" (facts/matching.md §5). */
function ruleQuery({ row }: Party, table: FoundTable): PlannedQuery {
  // A lead that is not saved is asked for by its values (facts/sales-qualification.md §3).
  const typed = Object.entries(row.values).filter(([, value]) => value && typeof value === "string");
  const parameters = {
    BusinessEntity: {
      "@odata.type": "Microsoft.Dynamics.CRM.lead",
      ...(row.id ? { leadid: row.id } : Object.fromEntries(typed)),
    },
    MatchingEntityName: table,
    PagingInfo: { PageNumber: 1, Count: TOP },
  };
  return { table, byRule: true, query: { kind: "function", name: "RetrieveDuplicates", parameters } };
}

/** Ways in which a record may be known, each a query of its own, so that many hits of one do not push out those of another. */
function filtersOf(lead: Party, options: TripOptions): Record<"contact" | "account" | "lead", readonly string[]> {
  // An index compares what was typed.
  const text = (column: string): string => textOf(lead.row, column);
  const { person, address, emails, phones, domains } = lead;
  const first = text("firstname").split(/\s+/)[0] ?? "";
  const last = text("lastname") || familyCore(person.family).join(" ");
  const lastNames = isOneOf("lastname", nameSpellings(last));
  const firstNames = isOneOf("firstname", givenSpellings(first));
  const initial = (column: string, word: string, letters = 1): string => beginsWith(column, word.slice(0, letters));
  const alike = any(initial("lastname", last, 2), initial("firstname", first, 2));

  const mails = emails.flatMap((mail) => [mail.text, mail.value.address]);
  const numbers = phones.flatMap((phone) => phoneSpellings(phone.value, address.country || options.defaultCountry));
  const reach = (mailColumns: string, phoneColumns: string): string =>
    any(
      ...mailColumns.split(" ").map((column) => isOneOf(column, mails)),
      ...phoneColumns.split(" ").map((column) => isOneOf(column, numbers)),
    );

  const company = lead.company?.text ?? "";
  // The first letters of the company's name without what half of all companies begin with. Japanese names are stored with the legal form in
  // front, and typed with a short one or none.
  const [, form, whole = ""] =
    /^(?:(?:the|die|der|das|l[ae]s?|el|[nb]\.?v\.?|s\.?a\.?|firma)\s+)?(..会社|[(（][株有].|[㈱㈲])?\s*(.*)/isu.exec(
      company,
    ) ?? [];
  const forms = form || whole > "ぁ" ? ["", "株式会社", "有限会社"] : [""];
  const beginning = whole.slice(0, 6).trim();
  const begins = (column: string): string =>
    any(...forms.map((each) => beginsWith(column, beginning[1] && each + beginning)));
  const name = lead.company?.value;
  const rare = [...(name?.words ?? [])].sort((a, b) => b.bits - a.bits)[0]?.text;
  const hosts = domains.map((domain) => domain.value.name);
  const desks = "info office contact sales mail kontakt".split(" ");

  const zip = isOneOf("address1_postalcode", [text("address1_postalcode")]);
  const street = text("address1_line1");
  const town = any(zip, isOneOf("address1_city", [text("address1_city")]));
  const road = initial("address1_line1", street, 10);
  const place = street.length > 4 && (town || address.number) ? all(road, town || road) : "";

  return {
    contact: [
      reach("emailaddress1 emailaddress2 emailaddress3", "telephone1 mobilephone telephone2"),
      // Whole names, nicknames; then changed places.
      any(
        all(lastNames, any(initial("firstname", first), firstNames)),
        first ? "" : any(lastNames, isOneOf("firstname", [last])),
        last ? "" : isOneOf("firstname", [first]),
      ),
      all(beginsWith("lastname", first), beginsWith("firstname", last)),
      // A typing error in one of the two, or a name of several words.
      first.length > 1 && last.length > 2
        ? any(
            all(firstNames, any(beginsMistyped("lastname", last, 5), initial("lastname", last, 3))),
            all(initial("lastname", last, 5), initial("firstname", first)),
            all(lastNames, beginsMistyped("firstname", first, 4)),
            ...last
              .split(/[\s-]+/)
              .map((word, _, words) =>
                words[1] && word.length > 2 ? all(beginsWith("lastname", word), initial("firstname", first, 2)) : "",
              ),
          )
        : "",
      // Somebody at the company whose name begins alike.
      all(begins("parentcustomerid_account/name"), alike),
      place,
      all(zip, initial("lastname", last, 2), first ? initial("firstname", first) : zip),
    ],
    account: [
      any(
        isOneOf("websiteurl", hosts.flatMap(siteSpellings)),
        isOneOf(
          "emailaddress1",
          hosts.flatMap((host) => desks.map((desk) => `${desk}@${host}`)),
        ),
        reach("emailaddress1", "telephone1 telephone2"),
      ),
      any(
        begins("name"),
        rare === name?.words[0]?.text ? "" : beginsWith("name", rare),
        beginsWith(
          "name",
          domains.map((domain) => domain.value.brand.slice(0, 6)).find((brand) => brand.length > 3),
        ),
      ),
      beginning.length > 3 && !forms[1]
        ? any(beginsMistyped("name", beginning, 6), name?.initials[2] ? beginsWith("name", name.initials) : "")
        : "",
      // Where many are called alike, the one of this name in this town.
      all(isOneOf("name", [company, ...forms.map((each) => each + whole)]), town),
      place,
    ],
    lead: [
      all(
        any(
          reach("emailaddress1", "telephone1 mobilephone"),
          all(lastNames, initial("firstname", first)),
          all(lastNames, begins("companyname")),
        ),
        "statecode eq 0",
      ),
    ],
  };
}
