/** Between matching and planning: what matching is asked for a lead, and what its answer makes of the context. */
import type { ColumnMetadata } from "../dataverse/metadata";
import { columnsRead } from "../mapping";
import type { StoredRow } from "../dataverse/row";
import { isLookup } from "../dataverse/row";
import { matchLead } from "../matching";
import type { FoundCandidates } from "../matching/candidates/find";
import type { TripOptions } from "../matching/candidates/trip-one";
import type { LeadMatches, MatchOptions, MatchResult, RankedCandidate } from "../matching/types";
import { matchPolicyOf } from "../profile/match-policy";
import { accessQuery, readAccess } from "./access";
import type { Candidate, OpenDeal, QualifyContext } from "./context";
import { rulesOf } from "./policy";

/** What finding and matching get from the profile, and the columns that linking would fill. */
export function matchOptions(context: QualifyContext): TripOptions & MatchOptions {
  return {
    ...matchPolicyOf(context.profile.document),
    columns: { account: fillableColumns("account", context), contact: fillableColumns("contact", context) },
    rights: (set, id) => accessQuery(context.user.id, set, id),
    known: [
      ...context.candidates.map(({ table, row }) => ({ table, id: row.id })),
      ...[context.lead.values["campaignid"]].filter(isLookup),
    ],
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
  const rules = rulesOf(context.profile.document);
  const ruled = rules.filter((rule) => rule.target.table === table).map((rule) => rule.target.column);
  const read = rules.length > 0 ? columnsRead(rules.map((rule) => rule.value)).related[`$${table}`] : undefined;

  return [...new Set([...mapped, ...ruled, ...(read ?? [])])].flatMap((name) => {
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
    ...linked.map((known) => withMatch(known, more) ?? compare(known, context)),
    ...more.filter((one) => !linked.some((known) => known.table === one.table && known.row.id === one.row.id)),
  ];

  return {
    ...context,
    candidates,
    deals: deals
      ? found.matches.opportunity.candidates.filter((ranked) => !ranked.inactive).map(({ row }) => dealOf(row))
      : [],
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

function withMatch(known: Candidate, found: readonly Candidate[]): Candidate | undefined {
  const same = found.find((one) => one.table === known.table && one.row.id === known.row.id);

  return same?.match && { ...known, match: same.match };
}

function nameOf(table: "account" | "contact", { row }: RankedCandidate): string {
  const { name, fullname, firstname, lastname } = row.values;
  const parts = [firstname, lastname].filter((part) => typeof part === "string" && part !== "").join(" ");
  const texts = table === "account" ? [name] : [fullname, parts];

  return texts.find((text): text is string => typeof text === "string" && text !== "") ?? "";
}

function dealOf({ id, values }: StoredRow): OpenDeal {
  const { name, ownerid, customerid, parentaccountid, parentcontactid } = values;
  const parties = [customerid, parentaccountid, parentcontactid].flatMap((value) =>
    isLookup(value) ? [value.id] : [],
  );

  return {
    id,
    name: typeof name === "string" ? name : "",
    owner: isLookup(ownerid) ? (ownerid.name ?? "") : "",
    parties: [...new Set(parties)],
  };
}

/** The context with a record that the seller looked up, compared as any other one. */
export function pickRow(context: QualifyContext, row: StoredRow): QualifyContext {
  const { candidates, deals = [] } = context;
  if (row.table === "opportunity") {
    return { ...context, deals: [...deals.filter(({ id }) => id !== row.id), { ...dealOf(row), picked: true }] };
  }
  const table = row.table === "account" ? "account" : "contact";
  if (candidates.some((one) => one.table === table && one.row.id === row.id)) return context;

  return { ...context, candidates: [...candidates, compare({ table, row, name: "", verdict: "picked" }, context)] };
}

/** A candidate with what matching says about it, and with its name. */
export function compare(candidate: Candidate, { lead }: Pick<QualifyContext, "lead">): Candidate {
  if (candidate.match) return candidate;
  const [match] = matchLead(lead, [candidate.row])[candidate.table].candidates;

  return match ? { ...candidate, match, name: candidate.name || nameOf(candidate.table, match) } : candidate;
}
