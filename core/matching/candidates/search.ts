import type { Json } from "../../dataverse/port";
import type { Party } from "../party";
import { familyCore } from "../normalise/person";
import { fold } from "../text/fold";
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

/** One query over contacts, accounts and leads, in Lucene syntax with tolerance for typing errors; undefined when there is nothing to ask. */
export function planSearch(lead: Party): SearchRequest | undefined {
  const last = familyCore(lead.person.family).map(fold);
  const first = lead.person.given[0];
  const company = [...(lead.company?.value.words ?? [])].sort((a, b) => b.bits - a.bits).map((word) => word.text);
  // The rarest first: what does not fit into a hundred characters is left out.
  const terms = [
    ...last.map((word) => `${tolerant(word)}^2`),
    ...company.slice(0, 2).map((word, i) => `${tolerant(word)}${i === 0 ? "^2" : ""}`),
    ...lead.emails
      .slice(0, 1)
      .filter((mail) => !mail.value.role)
      .map((mail) => `"${escapeLucene(`${mail.value.local}@${mail.value.domain.name}`)}"`),
    ...(first ? [tolerant(first)] : []),
    ...lead.domains.slice(0, 1).map((domain) => escapeLucene(domain.value.brand)),
  ].filter((term) => term.length > 2);
  const chosen: string[] = [];
  for (const term of terms) if ([...chosen, term].join(" ").length <= LONGEST) chosen.push(term);
  const search = chosen.join(" ");
  if (search.length < 3) return undefined;
  const entities = (["contact", "account", "lead"] as const).map((name) => ({ name }));
  return {
    search,
    entities: JSON.stringify(entities),
    options: JSON.stringify({ querytype: "lucene", searchmode: "any", besteffortsearchenabled: "true" }),
    top: TOP,
  };
}

/** One error in short words, two in long ones; signs of the query language are quoted. */
function tolerant(word: string): string {
  const plain = escapeLucene(word);
  return word.length < 3 || /\d/.test(word) ? plain : `${plain}~${word.length < 6 ? 1 : 2}`;
}

export function escapeLucene(text: string): string {
  return text.replace(/[+\-&|!(){}[\]^"~*?:\\/]/g, "\\$&");
}

export interface SearchHit {
  readonly table: FoundTable;
  readonly id: string;
}

/** The answer holds its own JSON as a string: Value[{Id, EntityName, Score}]. */
export function readSearch(body: Json): readonly SearchHit[] | undefined {
  const inner = typeof body["response"] === "string" ? parse(body["response"]) : body;
  const list = inner?.["Value"];
  if (!Array.isArray(list)) return undefined;
  return (list as readonly Json[]).flatMap((hit): SearchHit[] => {
    const [table, id] = [String(hit["EntityName"] ?? "").toLowerCase(), String(hit["Id"] ?? "").toLowerCase()];
    return (table === "contact" || table === "account" || table === "lead") && id ? [{ table, id }] : [];
  });
}

function parse(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Json) : undefined;
  } catch {
    return undefined;
  }
}
