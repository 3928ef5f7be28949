/** What hangs on the lead, and what of it goes along (facts/sales-qualification.md §1.4: QualifyLead leaves it with the lead). */
import type { Answer, Query } from "../dataverse/port";
import { rowsOf } from "../dataverse/port";
import type { LookupValue } from "../dataverse/row";
import type { CarryOver } from "../profile/document";
import type { Choices, QualifyContext } from "./context";
import { pointTo } from "./connect";
import { hashOf } from "./hash";
import type { PlannedExtra, PlannedRecord, PlannedValue } from "./types";

export type CarryKind = keyof CarryOver;

/** A row that hangs on the lead. */
export interface Hanging {
  readonly kind: CarryKind;
  readonly table: string;
  readonly id: string;
  readonly name: string;
  /** Bytes of a file. */
  readonly size?: number;
  /** Lookups of a connection. */
  readonly points?: Readonly<Record<string, LookupValue>>;
  /** Nobody can make another one of it: a mail that was sent, a task that is done. */
  readonly fixed?: true;
}

/** What the plan says of one kind. */
export interface PlannedCarry {
  readonly kind: CarryKind;
  readonly count: number;
  /** Whether it is copied; else it stays with the lead and is only shown. */
  readonly copy: boolean;
  /** How many cannot be copied: too big, sent or done already. */
  readonly stays: number;
}

/** Columns that a copy takes from its original when it is made: texts and files are no part of the plan. */
export const copiedColumns: Readonly<Record<string, readonly string[]>> = {
  annotation: ["subject", "notetext", "isdocument", "filename", "mimetype", "documentbody"],
  task: ["subject", "description", "scheduledstart", "scheduledend", "prioritycode"],
  phonecall: [
    "subject",
    "description",
    "scheduledstart",
    "scheduledend",
    "prioritycode",
    "phonenumber",
    "directioncode",
  ],
  appointment: ["subject", "description", "scheduledstart", "scheduledend", "prioritycode", "location"],
};

/** Whether a row of the table goes by `activityid`. */
export function isActivity(table: string): boolean {
  return table in copiedColumns && table !== "annotation";
}

/** All files of one run: they travel in one request. */
const mostBytes = 16 * 1024 * 1024;

/** In the order in which {@link readHanging} takes the answers. */
export function hangingQueries(leadId: string): readonly Query[] {
  const rows = (set: string, filter: string, ...select: readonly string[]): Query => ({
    kind: "rows",
    set,
    select,
    filter,
    top: 100,
  });

  return [
    rows("annotations", `_objectid_value eq ${leadId}`, "subject", "filename", "filesize", "isdocument"),
    rows("activitypointers", `_regardingobjectid_value eq ${leadId}`, "subject", "activitytypecode", "statecode"),
    rows(
      "connections",
      `_record1id_value eq ${leadId}`,
      "_record2id_value",
      "_record1roleid_value",
      "_record2roleid_value",
    ),
    rows("competitors", `leadcompetitors_association/any(one:one/leadid eq ${leadId})`, "name"),
  ];
}

export function readHanging([notes, activities, connections, competitors]: readonly (
  Answer | undefined
)[]): readonly Hanging[] {
  const text = (value: unknown) => (typeof value === "string" ? value : "");

  return [
    ...rowsOf(notes).map((json): Hanging => {
      const file = json["isdocument"] === true;
      const name = text(json[file ? "filename" : "subject"]);
      const size = file ? { size: Number(json["filesize"] ?? 0) } : {};

      return { kind: file ? "files" : "notes", table: "annotation", id: text(json["annotationid"]), name, ...size };
    }),
    ...rowsOf(activities).map((json): Hanging => {
      const table = text(json["activitytypecode"]);
      const open = json["statecode"] === 0 || json["statecode"] === 3;
      const fixed = open && copiedColumns[table] ? {} : { fixed: true as const };

      return { kind: "activities", table, id: text(json["activityid"]), name: text(json["subject"]), ...fixed };
    }),
    ...rowsOf(connections).map((json): Hanging => {
      const points = ["record2id", "record1roleid", "record2roleid"].flatMap((column) => {
        const id = json[`_${column}_value`];
        const table = json[`_${column}_value@Microsoft.Dynamics.CRM.lookuplogicalname`];
        const name = text(json[`_${column}_value@OData.Community.Display.V1.FormattedValue`]);

        return typeof id === "string"
          ? [[column, { table: text(table) || "connectionrole", id: id.toLowerCase(), name }] as const]
          : [];
      });
      const found = Object.fromEntries(points);
      const name = found["record2id"]?.name ?? "";

      return { kind: "stakeholders", table: "connection", id: text(json["connectionid"]), name, points: found };
    }),
    ...rowsOf(competitors).map((json): Hanging => ({
      kind: "competitors",
      table: "competitor",
      id: text(json["competitorid"]),
      name: text(json["name"]),
    })),
  ];
}

/** What goes along: to the opportunity, without one to the contact, else to the account. */
export function planCarry(
  records: readonly PlannedRecord[],
  context: QualifyContext,
  choices: Choices,
  joined: readonly PlannedExtra[],
): {
  readonly carry: readonly PlannedCarry[];
  readonly extras: readonly PlannedExtra[];
  readonly left: readonly Hanging[];
} {
  const { hanging = [], profile } = context;
  const target = (["opportunity", "contact", "account"] as const)
    .map((table) => records.find((record) => record.table === table && record.action !== "none"))
    .find(Boolean);
  const partners = joined.flatMap((extra) => extra.columns.filter(({ column }) => column === "record2id"));
  const carry: PlannedCarry[] = [];
  const extras: PlannedExtra[] = [];
  const left: Hanging[] = [];
  let room = mostBytes;
  for (const kind of Object.keys(profile.document.carryOver) as CarryKind[]) {
    const rows = hanging.filter((row) => row.kind === kind);
    const policy = profile.document.carryOver[kind];
    if (rows.length === 0 || policy === "leave" || !fits(kind, target)) continue;
    const copy = choices.carry?.[kind] ?? policy === "copy";
    const before = extras.length;
    const count = rows.length;
    if (copy) {
      for (const row of rows) {
        const { size = 0 } = row;
        const tooBig = size > room || size > (context.uploadLimit ?? mostBytes);
        if (tooBig) left.push(row);
        const partner = row.points?.["record2id"]?.id;
        const there = partner !== undefined && partners.some(({ value }) => idOf(value) === partner);
        if (tooBig || row.fixed || there) continue;
        room -= size;
        extras.push(copyOf(row, target, context));
      }
    }
    carry.push({ kind, count, copy, stays: copy ? count - (extras.length - before) : 0 });
  }

  return { carry, extras, left };
}

function idOf(value: PlannedValue): string | undefined {
  return typeof value === "object" && value !== null && "id" in value ? value.id : undefined;
}

/** Only opportunities have competitors; a deal that is there keeps its own. */
function fits(kind: CarryKind, target: PlannedRecord | undefined): target is PlannedRecord {
  if (kind === "competitors") return target?.table === "opportunity" && target.action === "create";

  return target !== undefined && (kind !== "stakeholders" || target.table === "opportunity");
}

const targetColumns: Readonly<Record<string, string>> = { annotation: "objectid", connection: "record1id" };

function copyOf(
  { table, id, name, points = {} }: Hanging,
  target: PlannedRecord,
  context: QualifyContext,
): PlannedExtra {
  const to = { old: null, value: pointTo(target) ?? null, source: { kind: "policy" as const } };
  if (table === "competitor") {
    return {
      id,
      table,
      name,
      action: "link",
      optional: true,
      columns: [{ column: "opportunitycompetitors_association", ...to }],
    };
  }
  const columns = [
    { column: targetColumns[table] ?? "regardingobjectid", ...to },
    ...Object.entries(points).map(([column, value]) => ({ ...to, column, value })),
  ];

  return {
    id: keyOf([context.lead.id, id, context.now]),
    table,
    name,
    action: "create",
    optional: true,
    columns,
    ...(copiedColumns[table] ? { copyOf: id } : {}),
  };
}

/** A key that the same reading always gives to the same copy, so that every try of a run writes the same. */
function keyOf(parts: readonly string[]): string {
  const digits = hashOf(parts);

  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-4$3-8$4-$5");
}
