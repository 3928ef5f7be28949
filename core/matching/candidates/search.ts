import type { Json } from "../../dataverse/port";
import { familyCore } from "../normalise/person";
import type { Party } from "../party";
import type { FoundTable } from "./columns";

/** A request to `/api/search/v2.0/query`. */
export interface SearchRequest {
  readonly search: string;
  /** JSON in a string, as the service wants it. */
  readonly entities: string;
  readonly options: string;
  readonly top: number;
}

/** What became of the search; the screen says which. */
export type SearchState = "used" | "off" | "limited" | "slow" | "failed" | "none";

export type SearchOutcome =
  { readonly state: "used"; readonly body: Json } | { readonly state: Exclude<SearchState, "used" | "none"> };

/** Sends the search; made by the host, for the port to Dataverse batches and this service does not. */
export type SearchPort = (request: SearchRequest, milliseconds: number) => Promise<SearchOutcome>;

/** The service takes 3 to 100 characters (facts/matching.md §5). */
const LONGEST = 100;
const TOP = 50;
const TABLES: readonly FoundTable[] = ["contact", "account", "lead"];

/** One query over contacts, accounts and leads, in Lucene syntax with tolerance for typing errors; undefined when there is nothing to ask. */
export function planSearch({ person, company, emails, domains }: Party): SearchRequest | undefined {
  const rare = [...(company?.value.words ?? [])].sort((a, b) => b.bits - a.bits).map((word) => tolerant(word.text));
  const mail = emails.find((each) => !each.value.role);
  // The rarest first: what does not fit into a hundred characters is left out.
  const terms = [
    ...familyCore(person.family).map((word) => `${tolerant(word)}^2`),
    ...rare.slice(0, 2).map((word, i) => (i ? word : `${word}^2`)),
    mail ? `"${escapeLucene(mail.value.address)}"` : "",
    ...person.given.slice(0, 1).map(tolerant),
    ...domains.slice(0, 1).map((domain) => escapeLucene(domain.value.brand)),
  ];
  const search = terms.reduce(
    (text, term) => (term.length > 2 && `${text} ${term}`.length <= LONGEST ? `${text} ${term}`.trim() : text),
    "",
  );
  return search.length < 3
    ? undefined
    : {
        search,
        entities: JSON.stringify(TABLES.map((name) => ({ name }))),
        options: JSON.stringify({ querytype: "lucene", searchmode: "any", besteffortsearchenabled: "true" }),
        top: TOP,
      };
}

/** One error in short words, two in long ones; signs of the query language are quoted. */
const tolerant = (word: string): string =>
  escapeLucene(word) + (word.length < 3 || /\d/.test(word) ? "" : word.length < 6 ? "~1" : "~2");

export const escapeLucene = (text: string): string => text.replace(/[+\-&|!(){}[\]^"~*?:\\/]/g, "\\$&");

export interface SearchHit {
  readonly table: FoundTable;
  readonly id: string;
}

/** The answer holds its own JSON as a string: Value[{Id, EntityName, Score}]. */
export function readSearch(body: Json): readonly SearchHit[] | undefined {
  let inner: Json | null = body;
  try {
    if (typeof body["response"] === "string") inner = JSON.parse(body["response"]) as Json | null;
  } catch {
    return undefined;
  }
  const list = inner?.["Value"];
  return Array.isArray(list)
    ? (list as readonly Json[]).flatMap((hit): SearchHit[] => {
        const table = TABLES.find((each) => each === String(hit["EntityName"]).toLowerCase());
        return table && hit["Id"] ? [{ table, id: String(hit["Id"]).toLowerCase() }] : [];
      })
    : undefined;
}
