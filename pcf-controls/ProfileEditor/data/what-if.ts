import type { Row } from "../../../core/dataverse/row";
import {
  type MappingContext,
  conditionHolds,
  evaluateMapping,
  sameValue,
  targetTables,
  type Evaluated,
  type TargetTable,
} from "../../../core/mapping";
import type { ChecklistItem, ProfileDocument } from "../../../core/profile";
import type { Environment } from "./environment";
import { columnsInUse, contextOf } from "./test-lead";

/** How many leads would get another value in a column, with a few of them. */
export interface ChangedColumn {
  readonly table: TargetTable;
  readonly column: string;
  readonly count: number;
  readonly failing: number;
  readonly examples: readonly {
    readonly lead: string;
    readonly before: Evaluated | undefined;
    readonly after: Evaluated | undefined;
  }[];
}

export interface WhatIfResult {
  readonly leads: number;
  readonly changed: number;
  readonly columns: readonly ChangedColumn[];
  /** Leads that one document takes and the other does not, by scope or by blocking checks. */
  readonly scope: number;
  readonly blocked: { readonly before: number; readonly after: number };
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/**
 * Runs two documents over the same leads and counts what differs. Between portions it lets the page breathe, tells how far it is,
 * and stops when `isCancelled` says so.
 */
export async function compareOnLeads(
  before: ProfileDocument,
  after: ProfileDocument,
  leads: readonly Row[],
  environment: Environment,
  now: string,
  onProgress: (done: number) => void,
  isCancelled: () => boolean,
): Promise<WhatIfResult | undefined> {
  const columns = new Map<string, ChangedColumn>();
  const counts = { changed: 0, scope: 0, before: 0, after: 0 };
  for (let index = 0; index < leads.length; index++) {
    if (index % 50 === 0) {
      onProgress(index);
      await pause();
      if (isCancelled()) return undefined;
    }
    const lead = leads[index] ?? {};
    const fits = [before, after].map((document) => judge(document, lead, environment, now));
    if (fits[0]?.inScope !== fits[1]?.inScope) counts.scope++;
    if (fits[0]?.isBlocked) counts.before++;
    if (fits[1]?.isBlocked) counts.after++;
    if (compareLead(before, after, lead, environment, now, columns)) counts.changed++;
  }
  onProgress(leads.length);
  return {
    leads: leads.length,
    changed: counts.changed,
    scope: counts.scope,
    blocked: { before: counts.before, after: counts.after },
    columns: [...columns.values()].sort((left, right) => right.count - left.count),
  };
}

function judge(
  document: ProfileDocument,
  lead: Row,
  environment: Environment,
  now: string,
): { readonly inScope: boolean; readonly isBlocked: boolean } {
  const context = contextOf({ lead, related: {}, found: [] }, environment, now);
  const isMissing = (item: ChecklistItem): boolean => {
    if (item.when && !conditionHolds(item.when, context)) return false;
    if (item.condition) return !conditionHolds(item.condition, context);
    return (
      item.column !== undefined && conditionHolds({ test: { op: "column", column: item.column }, is: "blank" }, context)
    );
  };
  return {
    inScope: !document.scope.condition || conditionHolds(document.scope.condition, context),
    isBlocked: document.checklist.some((item) => item.level === "block" && isMissing(item)),
  };
}

function compareLead(
  before: ProfileDocument,
  after: ProfileDocument,
  lead: Row,
  environment: Environment,
  now: string,
  columns: Map<string, ChangedColumn>,
): boolean {
  const test = { lead, related: {}, found: [] };
  const [old, draft] = [before, after].map((document) =>
    valuesOf(document, contextOf(test, environment, now, document.mapping.country), environment),
  );
  let isChanged = false;
  for (const table of targetTables) {
    const results = new Map<string, { readonly before?: Evaluated; readonly after?: Evaluated }>();
    for (const [column, result] of old?.[table] ?? []) results.set(column, { before: result });
    for (const [column, result] of draft?.[table] ?? []) results.set(column, { ...results.get(column), after: result });
    for (const [column, pair] of results) {
      if (sameResult(pair.before, pair.after)) continue;
      isChanged = true;
      const key = `${table}.${column}`;
      const known = columns.get(key) ?? { table, column, count: 0, failing: 0, examples: [] };
      const example = {
        lead: String(lead["fullname"] ?? lead["subject"] ?? ""),
        before: pair.before,
        after: pair.after,
      };
      columns.set(key, {
        ...known,
        count: known.count + 1,
        failing: known.failing + (pair.after && "error" in pair.after ? 1 : 0),
        examples: known.examples.length < 3 ? [...known.examples, example] : known.examples,
      });
    }
  }
  return isChanged;
}

/** What a document gives a lead: the values of its rules, and of the platform's maps where no rule decides. */
export function valuesOf(
  document: ProfileDocument,
  context: MappingContext,
  environment: Environment,
): Readonly<Record<TargetTable, ReadonlyMap<string, Evaluated>>> {
  const mapped = evaluateMapping(document.mapping.rules, context);
  const ofTable = (table: TargetTable): ReadonlyMap<string, Evaluated> => {
    const results = new Map<string, Evaluated>();
    for (const map of environment.maps) {
      if (map.table === table) results.set(map.target, { value: context.lead[map.source] ?? null });
    }
    for (const { column, result } of mapped[table]) results.set(column, result);
    return results;
  };
  return { account: ofTable("account"), contact: ofTable("contact"), opportunity: ofTable("opportunity") };
}

export function sameResult(left: Evaluated | undefined, right: Evaluated | undefined): boolean {
  if (left && right && "error" in left && "error" in right) return left.error.code === right.error.code;
  if ((left && "error" in left) || (right && "error" in right)) return false;
  return sameValue(left && "value" in left ? left.value : null, right && "value" in right ? right.value : null);
}

/** A lead column that people fill in and that goes nowhere. */
export interface LostColumn {
  readonly column: string;
  readonly share: number;
}

/** Columns that the platform fills by itself, or that describe the lead as a record and not what it is about. */
const ownBusiness =
  /^(leadid|ownerid|owning.*|created.*|modified.*|state.*|status.*|versionnumber|timezone.*|utc.*|importsequencenumber|overridden.*|process.*|stage.*|traversedpath|transactioncurrencyid|exchangerate|fullname|yomi.*|address\d_(addressid|composite)|master.*|merged|participatesin.*|sla.*|on.*hold.*|last.*|entityimage.*|qualifyingopportunityid|parent.*id|accountid|contactid|customerid.*|salesstage.*|.*_base|prioritycode|donot.*|leadqualitycode|msdyn_.*|isautocreate|isprivate|evaluatefit|confirminterest|decisionmaker|followemail|preferredcontactmethodcode|originatingcaseid|initialcommunication)$/;

/** Filled columns that no rule reads and no map of the platform carries, the most frequent first. */
export function findLostColumns(
  document: ProfileDocument,
  leads: readonly Row[],
  environment: Environment,
): readonly LostColumn[] {
  if (leads.length === 0) return [];
  const used = columnsInUse(document.mapping.rules, environment);
  return Object.values(environment.metadata["lead"]?.columns ?? {})
    .filter(
      (column) =>
        column.canUpdate && column.canRead && !used.has(column.logicalName) && !ownBusiness.test(column.logicalName),
    )
    .map(({ logicalName }) => {
      const filled = leads.filter((lead) => !sameValue(lead[logicalName], null)).length;
      return { column: logicalName, share: filled / leads.length };
    })
    .filter((lost) => lost.share > 0)
    .sort((left, right) => right.share - left.share);
}
