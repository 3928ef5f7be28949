import { requestErrors } from "../server/errors";
import type { ColumnReference } from "./compile-from";
import { operatorCondition } from "./conditions";
import type { Fragment, ReadScope } from "./scope";
import type { Expression, Literal } from "./syntax";

type QueryFunction = Extract<Expression, { kind: "queryFunction" }>;

/** Names of query functions whose operator is not simply the name in small letters with hyphens. */
const irregular: Readonly<Record<string, string>> = {
  AboveOrEqual: "eq-or-above",
  ContainValues: "contain-values",
  Contains: "contains",
  DoesNotContainValues: "not-contain-values",
  EqualBusinessId: "eq-businessid",
  EqualRoleBusinessId: "eq-rolebusinessid",
  EqualUserId: "eq-userid",
  EqualUserLanguage: "eq-userlanguage",
  EqualUserOrUserHierarchy: "eq-useroruserhierarchy",
  EqualUserOrUserHierarchyAndTeams: "eq-useroruserhierarchyandteams",
  EqualUserOrUserTeams: "eq-useroruserteams",
  EqualUserTeams: "eq-userteams",
  Last7Days: "last-seven-days",
  Next7Days: "next-seven-days",
  NotEqualBusinessId: "ne-businessid",
  NotEqualUserId: "ne-userid",
  OlderThanXDays: "olderthan-x-days",
  OlderThanXHours: "olderthan-x-hours",
  OlderThanXMinutes: "olderthan-x-minutes",
  OlderThanXMonths: "olderthan-x-months",
  OlderThanXWeeks: "olderthan-x-weeks",
  OlderThanXYears: "olderthan-x-years",
  UnderOrEqual: "eq-or-under",
};

const regular = new Set(
  (
    "Above Between In InFiscalPeriod InFiscalPeriodAndYear InFiscalYear InOrAfterFiscalPeriodAndYear InOrBeforeFiscalPeriodAndYear " +
    "LastFiscalPeriod LastFiscalYear LastMonth LastWeek LastXDays LastXFiscalPeriods LastXFiscalYears LastXHours LastXMonths LastXWeeks LastXYears LastYear " +
    "NextFiscalPeriod NextFiscalYear NextMonth NextWeek NextXDays NextXFiscalPeriods NextXFiscalYears NextXHours NextXMonths NextXWeeks NextXYears NextYear " +
    "NotBetween NotIn NotNull NotOn NotUnder Null On OnOrAfter OnOrBefore ThisFiscalPeriod ThisFiscalYear ThisMonth ThisWeek ThisYear Today Tomorrow Under Yesterday"
  ).split(" "),
);

/** The condition operator behind `Microsoft.Dynamics.CRM.<name>`, or undefined. */
export function operatorOfFunction(name: string): string | undefined {
  return irregular[name] ?? (regular.has(name) ? kebab(name) : undefined);
}

/** Compiles a query function over the property that it names (facts/dataverse-web-api.md §2.3). */
export function queryFunctionCondition(call: QueryFunction, reference: ColumnReference, scope: ReadScope): Fragment {
  const operator = operatorOfFunction(call.name);
  if (operator === undefined) {
    throw requestErrors.badQuery(
      `An unknown function with name 'Microsoft.Dynamics.CRM.${call.name}' was found. This may also be a function import or a key lookup on a navigation property, which is not allowed.`,
    );
  }

  return operatorCondition(operator, reference, call.values.flatMap(textsOf), scope);
}

function textsOf(literal: Literal): string[] {
  if (literal.type === "list") return [...(literal.list ?? [])];

  return literal.value === null ? [] : [String(literal.value)];
}

function kebab(name: string): string {
  return name.replace(/(?<!^)([A-Z])/g, "-$1").toLowerCase();
}
