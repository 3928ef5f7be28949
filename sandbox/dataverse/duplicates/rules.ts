import type { Store } from "../store/store";

/** operatorcode of a condition (facts/sales-qualification.md §3). */
export const operators = {
  exact: 0,
  sameFirst: 1,
  sameLast: 2,
  sameDate: 3,
  sameDateTime: 4,
  exactLabel: 5,
  exactValue: 6,
} as const;

export interface RuleCondition {
  readonly base: string;
  readonly matching: string;
  readonly operator: number;
  /** Characters, for the first and last ones. */
  readonly parameter: number;
  readonly ignoreBlank: boolean;
}

/** A published duplicate detection rule; its conditions are connected by and. */
export interface DuplicateRule {
  readonly id: string;
  readonly name: string;
  readonly baseTable: string;
  readonly matchingTable: string;
  readonly isCaseSensitive: boolean;
  readonly excludeInactive: boolean;
  readonly conditions: readonly RuleCondition[];
}

const published = { statecode: 1, statuscode: 2 } as const;

/** The published rules of a base table, of one matching table when it is given. */
export function publishedRules(store: Store, baseTable: string, matchingTable?: string): DuplicateRule[] {
  const filter = {
    ...published,
    baseentityname: baseTable,
    ...(matchingTable ? { matchingentityname: matchingTable } : {}),
  };
  return store.find("duplicaterule", filter, { orderBy: ["name"] }).map((row) => ({
    id: String(row.duplicateruleid),
    name: String(row.name),
    baseTable,
    matchingTable: String(row.matchingentityname).toLowerCase(),
    isCaseSensitive: row.iscasesensitive === true,
    excludeInactive: row.excludeinactiverecords === true,
    conditions: readConditions(store, String(row.duplicateruleid)),
  }));
}

/** The conditions of a rule, published or not. */
export function readConditions(store: Store, ruleId: string): RuleCondition[] {
  return store.find("duplicaterulecondition", { regardingobjectid: ruleId }).map((row) => ({
    base: String(row.baseattributename).toLowerCase(),
    matching: String(row.matchingattributename).toLowerCase(),
    operator: Number(row.operatorcode ?? 0),
    parameter: Number(row.operatorparam ?? 0),
    ignoreBlank: row.ignoreblankvalues !== false,
  }));
}
