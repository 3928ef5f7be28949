/** Plans to disqualify or reactivate a lead: like a qualification data first, then one change set. */
import type { ColumnMetadata } from "../dataverse/metadata";
import type { Row, StoredRow } from "../dataverse/row";
import type { DisqualifyReason, ProfileDocument } from "../profile/document";
import { hashOf } from "./hash";
import type { PlannedColumn, PlannedExtra } from "./types";

/** A record that stands in the way, or that an earlier qualification made. */
export interface RelatedRecord {
  readonly table: string;
  readonly id: string;
  readonly name: string;
}

export interface CloseContext {
  readonly lead: StoredRow;
  readonly name: string;
  /** The lead's status reasons. */
  readonly status: ColumnMetadata | undefined;
  readonly profile: ProfileDocument;
  /** Opportunities that belong to the lead. */
  readonly opportunities: readonly RelatedRecord[];
  /** Accounts, contacts and opportunities that were made from the lead. */
  readonly made: readonly RelatedRecord[];
  readonly openActivities: readonly RelatedRecord[];
  readonly process?: { readonly id: string; readonly onLead: boolean; readonly leadStageId: string };
}

export interface DisqualifyChoices {
  readonly status?: number;
  readonly comment?: string;
  readonly keepAccount?: boolean;
  /** A day, `2027-01-31`. */
  readonly followUpOn?: string;
}

export type CloseCheck =
  | { readonly id: "lead-closed" | "lead-open" | "reason-missing" | "comment-missing"; readonly severity: "block" }
  | { readonly id: "has-opportunity"; readonly severity: "block"; readonly records: readonly RelatedRecord[] }
  | { readonly id: "made-before"; readonly severity: "warn"; readonly records: readonly RelatedRecord[] };

export interface ClosePlan {
  readonly kind: "disqualify" | "reactivate";
  readonly version: 1;
  readonly lead: {
    readonly id: string;
    readonly etag?: string;
    readonly name: string;
    readonly columns: readonly PlannedColumn[];
  };
  readonly extras: readonly PlannedExtra[];
  /** Activities that are canceled with the lead. */
  readonly cancel: readonly RelatedRecord[];
  /** The stage to which the process goes back. */
  readonly process?: { readonly id: string; readonly stageId: string };
  readonly checks: readonly CloseCheck[];
  readonly hash: string;
}

/** The reasons that are offered: the profile's, else every status reason of Disqualified (facts/sales-qualification.md §4). */
export function disqualifyReasons(context: Pick<CloseContext, "status" | "profile">): readonly DisqualifyReason[] {
  const options = (context.status?.options ?? []).filter((option) => option.state === 2);
  const own = context.profile.disqualify.reasons.filter((reason) =>
    options.some((option) => option.value === reason.status),
  );
  if (own.length > 0) return own;

  return options.map((option) => ({ status: option.value, label: option.label, comment: "optional" as const }));
}

/**
 * Plans to disqualify a lead: state and reason, the comment as a note, the company kept as a prospect, a task to ask
 * again. Refused while an opportunity belongs to the lead, as Sales Hub does it (facts §2).
 */
export function planDisqualify(
  context: CloseContext,
  choices: DisqualifyChoices,
  newKey: (part: string) => string,
): ClosePlan {
  const { lead, profile } = context;
  const reason = disqualifyReasons(context).find((one) => one.status === choices.status);
  const comment = choices.comment?.trim() ?? "";
  const checks: CloseCheck[] = [];
  if (lead.values["statecode"] !== 0) checks.push({ id: "lead-closed", severity: "block" });
  if (context.opportunities.length > 0) {
    checks.push({ id: "has-opportunity", severity: "block", records: context.opportunities });
  }
  if (!reason) checks.push({ id: "reason-missing", severity: "block" });
  if (reason?.comment === "required" && comment === "") checks.push({ id: "comment-missing", severity: "block" });
  const extras: PlannedExtra[] = [];
  const regarding = { table: "lead", id: lead.id };
  const label = context.status?.options?.find((option) => option.value === choices.status)?.label ?? "";
  if (comment !== "") {
    extras.push(extra("annotation", newKey("note"), { subject: label, notetext: comment, objectid: regarding }));
  }
  const company = lead.values["companyname"];
  const keeps = profile.disqualify.keepAccount === "always" || choices.keepAccount === true;
  const account =
    keeps && typeof company === "string" && !lead.values["parentaccountid"] ? newKey("account") : undefined;
  if (account) extras.push(extra("account", account, prospectOf(lead.values, company as string, lead.id)));
  if (choices.followUpOn) {
    extras.push(
      extra("task", newKey("task"), {
        subject: context.name,
        description: comment || label,
        scheduledend: `${choices.followUpOn}T12:00:00Z`,
        regardingobjectid: regarding,
      }),
    );
  }
  const columns = [
    column("statecode", lead.values, 2),
    column("statuscode", lead.values, choices.status ?? null),
    ...(account ? [column("parentaccountid", lead.values, { table: "account", id: account })] : []),
  ];

  return seal("disqualify", context, columns, {
    extras,
    cancel: profile.disqualify.closeActivities ? context.openActivities : [],
    checks,
  });
}

/** What a prospect account takes over; 8 is Prospect (facts §7). */
function prospectOf(lead: Row, name: string, leadId: string): Row {
  const same = ["telephone1", "websiteurl", "emailaddress1", "address1_line1", "address1_city", "address1_postalcode"];
  const values = [...same, "address1_country"].flatMap((one) => (lead[one] ? [[one, lead[one]] as const] : []));

  return {
    name,
    customertypecode: 8,
    ...Object.fromEntries(values),
    originatingleadid: { table: "lead", id: leadId },
  };
}

/**
 * Plans to open a closed lead again, with a look at what an earlier qualification made, and with the process put back
 * to a stage of the lead: else Sales Hub reports "Active stage is not on lead entity" (facts §1.5).
 */
export function planReactivate(context: CloseContext): ClosePlan {
  const { lead, process } = context;
  const checks: CloseCheck[] = [];
  if (lead.values["statecode"] === 0) checks.push({ id: "lead-open", severity: "block" });
  if (context.made.length > 0) checks.push({ id: "made-before", severity: "warn", records: context.made });
  const open = (context.status?.options ?? []).filter((option) => option.state === 0);
  const status = open.some((option) => option.value === 1) ? 1 : (open[0]?.value ?? 1);
  const columns = [column("statecode", lead.values, 0), column("statuscode", lead.values, status)];
  const repair =
    process && !process.onLead && process.leadStageId ? { id: process.id, stageId: process.leadStageId } : undefined;

  return seal("reactivate", context, columns, {
    extras: [],
    cancel: [],
    checks,
    ...(repair ? { process: repair } : {}),
  });
}

function seal(
  kind: ClosePlan["kind"],
  { lead, name }: CloseContext,
  columns: readonly PlannedColumn[],
  rest: Pick<ClosePlan, "extras" | "cancel" | "checks" | "process">,
): ClosePlan {
  const head = { id: lead.id, ...(lead.etag ? { etag: lead.etag } : {}), name, columns };
  const body = { kind, version: 1 as const, lead: head, ...rest };

  return { ...body, hash: hashOf(body) };
}

function column(name: string, now: Row, value: PlannedColumn["value"]): PlannedColumn {
  return { column: name, old: now[name] ?? null, value, source: { kind: "you" } };
}

function extra(table: string, id: string, values: Row): PlannedExtra {
  const columns = Object.entries(values).map(([name, value]): PlannedColumn => ({
    column: name,
    old: null,
    value: value ?? null,
    source: { kind: "you" },
  }));

  return { id, table, action: "create", columns };
}
