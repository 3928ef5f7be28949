/** Between matching and planning: what matching is asked for a lead, and what its answer makes of the context. */
import type { ColumnMetadata } from "../dataverse/metadata";
import type { FoundCandidates } from "../matching/candidates/find";
import type { TripOptions } from "../matching/candidates/trip-one";
import type { EvidenceFamily, LeadMatches, MatchOptions, MatchResult, RankedCandidate } from "../matching/types";
import { accessQuery, readAccess } from "./access";
import type { Candidate, OpenDeal, QualifyContext } from "./context";

/** The profile's names of the kinds of evidence. */
const families: Readonly<Record<string, EvidenceFamily>> = {
  email: "email",
  phone: "phone",
  personName: "name",
  companyName: "company",
  website: "domain",
  address: "address",
};

/** What finding and matching get from the profile, and the columns that linking would fill. */
export function matchOptions(context: QualifyContext): TripOptions & MatchOptions {
  const { matching, mapping } = context.profile.document;
  const factors = Object.entries(matching.nudges).flatMap(([name, nudge]) => {
    const family = families[name];
    return family ? [[family, Math.max(0, 1 + nudge)] as const] : [];
  });

  return {
    policy: { linkAt: matching.autoLink ? matching.thresholds.link : 2, askAt: matching.thresholds.ask },
    factors: Object.fromEntries(factors),
    columns: { account: fillableColumns("account", context), contact: fillableColumns("contact", context) },
    ...(mapping.country ? { defaultCountry: mapping.country } : {}),
    rights: (set, id) => accessQuery(context.user.id, set, id),
    known: context.candidates.map(({ table, row }) => ({ table, id: row.id })),
  };
}

/** Whether anything is to be looked for. */
export function wantsMatches(context: QualifyContext): boolean {
  const { accounts, contacts, deals } = context.profile.document.matching;

  return context.lead.values["statecode"] === 0 && (accounts || contacts || deals);
}

function fillableColumns(table: "account" | "contact", context: QualifyContext): readonly string[] {
  const columns = context.metadata[table]?.columns ?? {};
  const mapped = context.maps.filter((map) => map.table === table).map((map) => map.target);
  const ruled = context.profile.document.mapping.rules
    .filter((rule) => rule.target.table === table)
    .map((rule) => rule.target.column);

  return [...new Set([...mapped, ...ruled])].flatMap((name) => {
    const column = columns[name];
    return column?.canRead ? [selected(column)] : [];
  });
}

function selected(column: ColumnMetadata): string {
  return column.targets ? `_${column.logicalName}_value` : column.logicalName;
}

/** The context with what was found. Records that the lead points to stay first, and are not shown twice. */
export function addMatches(
  context: QualifyContext,
  found: FoundCandidates & { readonly matches: LeadMatches },
): QualifyContext {
  const { accounts, contacts, deals } = context.profile.document.matching;
  const linked = context.candidates.filter((candidate) => candidate.verdict === "linked");
  const more = [
    ...(accounts ? candidatesOf("account", found.matches.account, context) : []),
    ...(contacts ? candidatesOf("contact", found.matches.contact, context) : []),
  ];
  const candidates = [
    ...linked.map((known) => withMatch(known, more)),
    ...more.filter((one) => !linked.some((known) => known.table === one.table && known.row.id === one.row.id)),
  ];

  return {
    ...context,
    candidates,
    deals: deals ? dealsOf(found.matches.opportunity) : [],
    notes: found.notes,
    access: { ...context.access, ...readAccess(found.rights) },
  };
}

function candidatesOf(
  table: "account" | "contact",
  result: MatchResult,
  context: QualifyContext,
): readonly Candidate[] {
  const { ask } = context.profile.document.matching.thresholds;

  return result.candidates
    .filter((ranked) => !ranked.rejected && (ranked.probability >= ask || isRelated(ranked)))
    .map((ranked, index): Candidate => ({
      table,
      row: ranked.row,
      name: nameOf(table, ranked),
      verdict:
        index === 0 && result.decision === "link" ? "certain" : ranked.probability >= 0.5 ? "probable" : "possible",
      match: ranked,
      ...(index === 0 && result.whyNotAutomatic ? { whyNot: result.whyNotAutomatic } : {}),
    }));
}

/** The right company but not the right record: worth seeing, never preselected. */
function isRelated(ranked: RankedCandidate): boolean {
  return (ranked.verdict === "relatedCompany" || ranked.verdict === "otherPerson") && ranked.probability >= 0.05;
}

function withMatch(known: Candidate, found: readonly Candidate[]): Candidate {
  const same = found.find((one) => one.table === known.table && one.row.id === known.row.id);

  return same?.match ? { ...known, match: same.match } : known;
}

function nameOf(table: "account" | "contact", { row }: RankedCandidate): string {
  const { name, fullname, firstname, lastname } = row.values;
  const parts = [firstname, lastname].filter((part) => typeof part === "string" && part !== "").join(" ");
  const texts = table === "account" ? [name] : [fullname, parts];

  return texts.find((text): text is string => typeof text === "string" && text !== "") ?? "";
}

function dealsOf(result: MatchResult): readonly OpenDeal[] {
  return result.candidates
    .filter((ranked) => !ranked.inactive)
    .map(({ row }) => {
      const { name, ownerid, customerid, parentaccountid, parentcontactid } = row.values;
      const ids = [customerid, parentaccountid, parentcontactid].flatMap((value) =>
        typeof value === "object" && value !== null && "id" in value ? [value.id] : [],
      );
      const owner = typeof ownerid === "object" && ownerid !== null && "id" in ownerid ? (ownerid.name ?? "") : "";

      return { id: row.id, name: typeof name === "string" ? name : "", owner, parties: [...new Set(ids)] };
    });
}
