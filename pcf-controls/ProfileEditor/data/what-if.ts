import type { Dataverse } from "../../../core/dataverse/port";
import type { StoredRow } from "../../../core/dataverse/row";
import {
  type MappingContext,
  columnsRead,
  conditionHolds,
  evaluateMapping,
  sameValue,
  targetTables,
  type Evaluated,
  type TargetTable,
} from "../../../core/mapping";
import { findCandidates } from "../../../core/matching";
import type { ChecklistItem, ProfileDocument } from "../../../core/profile";
import { decideRecords, mayDecideDifferently, sameDecision, type Decision } from "./decisions";
import type { Environment } from "./environment";
import { columnsInUse, contextOf, readFinds, readRelated, type TestLead } from "./test-lead";
import { readTogether } from "./together";

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

/** How many leads would be decided differently in one way, with a few of them. */
export interface ChangedDecision {
  readonly table: TargetTable;
  readonly count: number;
  readonly examples: readonly { readonly lead: string; readonly before: Decision; readonly after: Decision }[];
}

export interface WhatIfResult {
  readonly leads: number;
  readonly changed: number;
  readonly columns: readonly ChangedColumn[];
  readonly decisions: readonly ChangedDecision[];
  /** Leads whose candidates could not be read; nothing is said about their decisions. */
  readonly unread: number;
  /** Leads that one document takes and the other does not, by scope or by blocking checks. */
  readonly scope: number;
  readonly blocked: { readonly before: number; readonly after: number };
}

/** Leads whose requests travel together: at most four batches for a group, each well below the 1,000 queries that one takes. */
const groupSize = 20;
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/**
 * Runs two documents over the same leads and counts what differs. Between groups it lets the page breathe, tells how far it is,
 * and stops when `isCancelled` says so. Only what a difference can come from is read.
 */
export async function compareOnLeads(
  before: ProfileDocument,
  after: ProfileDocument,
  leads: readonly StoredRow[],
  environment: Environment,
  dataverse: Pick<Dataverse, "read">,
  now: string,
  onProgress: (done: number) => void,
  isCancelled: () => boolean,
): Promise<WhatIfResult | undefined> {
  const documents = [before, after] as const;
  const columns = new Map<string, ChangedColumn>();
  const decisions = new Map<string, ChangedDecision>();
  const counts = { changed: 0, scope: 0, before: 0, after: 0, unread: 0 };
  const read = readerOf(documents, environment, dataverse, now);
  for (let start = 0; start < leads.length; start += groupSize) {
    onProgress(start);
    await pause();
    if (isCancelled()) return undefined;
    const group = await Promise.all(leads.slice(start, start + groupSize).map(read));
    if (isCancelled()) return undefined;
    for (const { lead, test, rows } of group) {
      const [old, draft] = documents.map((document) => judge(document, test, environment, now));
      if (old?.inScope !== draft?.inScope) counts.scope++;
      if (old?.isBlocked) counts.before++;
      if (draft?.isBlocked) counts.after++;
      if (rows === null) counts.unread++;
      const isDecided = rows ? noteDecisions(documents, lead, rows, decisions) : false;
      if (noteValues(documents, test, environment, now, columns) || isDecided) counts.changed++;
    }
  }
  onProgress(leads.length);
  return {
    leads: leads.length,
    changed: counts.changed,
    scope: counts.scope,
    unread: counts.unread,
    blocked: { before: counts.before, after: counts.after },
    columns: byCount(columns),
    decisions: byCount(decisions),
  };
}

const byCount = <T extends { readonly count: number }>(found: ReadonlyMap<string, T>): readonly T[] =>
  [...found.values()].sort((left, right) => right.count - left.count);

const nameOf = ({ fullname, subject }: StoredRow["values"]): string => String(fullname ?? subject ?? "");

/** A lead with all that the two documents look at. `rows`: undefined where no decision can differ, null where they could not be read. */
interface ReadLead {
  readonly lead: StoredRow;
  readonly test: TestLead;
  readonly rows: readonly StoredRow[] | null | undefined;
}

function readerOf(
  documents: readonly [ProfileDocument, ProfileDocument],
  environment: Environment,
  dataverse: Pick<Dataverse, "read">,
  now: string,
): (lead: StoredRow) => Promise<ReadLead> {
  const [before, after] = documents;
  const port = readTogether(dataverse);
  const rules = documents.flatMap(({ mapping }) => mapping.rules.filter((rule) => !rule.disabled));
  const through = new Set(
    Object.keys(
      columnsRead(
        rules.map((rule) => rule.value),
        rules.flatMap((rule) => rule.when ?? []),
      ).related,
    ).map((name) => name.replace(/^\$(account|contact)$/, "parent$1id")),
  );
  const isSought = mayDecideDifferently(before, after);
  const origin = ["_originatingleadid_value"];

  return async (lead) => {
    const candidates = isSought
      ? findCandidates(lead, port, undefined, { columns: { account: origin, contact: origin } })
      : undefined;
    const related = await readRelated(port, environment.metadata, lead.values, through);
    const test: TestLead = { id: lead.id, lead: lead.values, related, found: [] };
    const complete = await readFinds(port, rules, test, contextOf(test, environment, now));
    const found = await candidates;
    return { lead, test: complete, rows: found && (found.ok ? found.value.rows : null) };
  };
}

function judge(
  document: ProfileDocument,
  test: TestLead,
  environment: Environment,
  now: string,
): { readonly inScope: boolean; readonly isBlocked: boolean } {
  const context = contextOf(test, environment, now);
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

function noteDecisions(
  documents: readonly ProfileDocument[],
  lead: StoredRow,
  rows: readonly StoredRow[],
  decisions: Map<string, ChangedDecision>,
): boolean {
  const [before, after] = documents.map((document) => decideRecords(document, lead, rows));
  if (!before || !after) return false;
  const differing = targetTables.filter((table) => !sameDecision(before[table], after[table]));
  for (const table of differing) {
    const example = { lead: nameOf(lead.values), before: before[table], after: after[table] };
    const key = [table, example.before.action, example.after.action].join();
    const { count = 0, examples = [] } = decisions.get(key) ?? {};
    decisions.set(key, { table, count: count + 1, examples: [...examples, example].slice(0, 3) });
  }
  return differing.length > 0;
}

function noteValues(
  documents: readonly ProfileDocument[],
  test: TestLead,
  environment: Environment,
  now: string,
  columns: Map<string, ChangedColumn>,
): boolean {
  const [old, draft] = documents.map((document) =>
    valuesOf(document, contextOf(test, environment, now, document.mapping.country), environment),
  );
  let isChanged = false;
  for (const table of targetTables) {
    for (const column of new Set([...(old?.[table].keys() ?? []), ...(draft?.[table].keys() ?? [])])) {
      const example = { lead: nameOf(test.lead), before: old?.[table].get(column), after: draft?.[table].get(column) };
      if (sameResult(example.before, example.after)) continue;
      isChanged = true;
      const key = `${table}.${column}`;
      const { count = 0, failing = 0, examples = [] } = columns.get(key) ?? {};
      columns.set(key, {
        table,
        column,
        count: count + 1,
        failing: failing + (example.after && "error" in example.after ? 1 : 0),
        examples: [...examples, example].slice(0, 3),
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
  leads: readonly StoredRow[],
  environment: Environment,
): readonly LostColumn[] {
  if (leads.length === 0) return [];
  const used = columnsInUse(document.mapping.rules, environment);
  return Object.values(environment.metadata["lead"]?.columns ?? {})
    .filter(
      (column) =>
        column.canUpdate && column.canRead && !used.has(column.logicalName) && !ownBusiness.test(column.logicalName),
    )
    .map(({ logicalName, options }) => {
      const filled = leads.flatMap(({ values }) => {
        const value = values[logicalName];
        return sameValue(value, null) ? [] : [value];
      });
      // An option that every lead has is the column's default: nobody chose it.
      const isDefault =
        options && filled.length === leads.length && filled.every((value) => sameValue(value, filled[0]));
      return { column: logicalName, share: isDefault && leads.length > 1 ? 0 : filled.length / leads.length };
    })
    .filter((lost) => lost.share > 0)
    .sort((left, right) => right.share - left.share);
}
