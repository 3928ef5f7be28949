/** What this user may do to single records, beside what his roles allow in general (facts/dataverse-web-api.md §2.6). */
import type { Answer, Query } from "../dataverse/port";
import { isLookup, type LookupValue } from "../dataverse/row";
import type { QualifyContext } from "./context";
import type { QualifyPlan } from "./types";

export type Right = "Read" | "Write" | "Append" | "AppendTo";

/** Rights by `table id`, as the platform words them: `ReadAccess, WriteAccess`. Absent: not known. */
export type Access = Readonly<Record<string, string>>;

export interface RecordReference {
  readonly table: string;
  readonly id: string;
}

export function accessQuery(userId: string, set: string, id: string): Query {
  return {
    kind: "function",
    name: "Microsoft.Dynamics.CRM.RetrievePrincipalAccess",
    on: { set: "systemusers", id: userId },
    parameters: { Target: { "@odata.id": `${set}(${id})` } },
  };
}

/** Being refused the answer is an answer, too: no right. Any other failure leaves the rights unknown. */
export function readAccess(asked: readonly (RecordReference & { readonly answer: Answer | undefined })[]): Access {
  return Object.fromEntries(
    asked.flatMap(({ table, id, answer }) => {
      const rights = answer?.ok ? answer.value["AccessRights"] : answer?.failure.kind === "denied" ? "" : undefined;

      return typeof rights === "string" ? [[`${table} ${id}`, rights] as const] : [];
    }),
  );
}

/** Whether the user may; what is not known may be tried. */
export function mayDo(
  { access }: Pick<QualifyContext, "access">,
  right: Right,
  { table, id }: RecordReference,
): boolean {
  const rights = access?.[`${table} ${id}`];

  return rights === undefined || rights.split(", ").includes(`${right}Access`);
}

/** Existing records that a plan touches and whose rights nobody asked for yet. */
export function unknownAccess(plan: QualifyPlan, { access }: QualifyContext): readonly RecordReference[] {
  return plan.records.flatMap(({ action, table, id = "" }) =>
    (action === "link" || action === "join") && access?.[`${table} ${id}`] === undefined ? [{ table, id }] : [],
  );
}

/** The company that an existing contact belongs to. */
export function companyOf(context: QualifyContext, contactId: string | undefined): LookupValue | undefined {
  const contact = context.candidates.find(({ table, row }) => table === "contact" && row.id === contactId);
  const parent = contact?.row.values["parentcustomerid"];

  return isLookup(parent) && parent.table === "account" ? parent : undefined;
}

/** The company of a chosen contact when the user may not see it: a second account of it would be a duplicate. */
export function hiddenCompany(context: QualifyContext, contactId: string | undefined): LookupValue | undefined {
  const company = companyOf(context, contactId);

  return company && !mayDo(context, "Read", company) ? company : undefined;
}
