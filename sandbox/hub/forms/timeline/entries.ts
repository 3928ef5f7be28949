import { create, getRows, remove } from "../../api/client";
import type { FormModel, Json } from "../../form-model";

/** One thing on a timeline: a note, or an activity of any kind. */
export interface TimelineEntry {
  readonly id: string;
  /** annotation, task, phonecall, appointment, email. */
  readonly table: string;
  readonly title: string;
  readonly text: string;
  readonly author: string;
  readonly createdOn: string;
  readonly due?: string;
  readonly isOpen: boolean;
  readonly file?: { readonly name: string; readonly size: number };
}

/** Kinds of activities that can be made here. */
export const ACTIVITY_TABLES = ["task", "phonecall", "appointment"] as const;
export type ActivityTable = (typeof ACTIVITY_TABLES)[number];

const NAME = "@OData.Community.Display.V1.FormattedValue";

/** The notes and activities of a record, newest first. */
export async function readTimeline(form: FormModel): Promise<readonly TimelineEntry[]> {
  const id = form.entityId;
  if (!id) {
    return [];
  }
  const notes = `annotations?$select=annotationid,subject,notetext,filename,filesize,isdocument,createdon,_createdby_value&$filter=_objectid_value eq ${id}`;
  const activities = `activitypointers?$select=activityid,activitytypecode,subject,description,scheduledend,statecode,createdon,_createdby_value&$filter=_regardingobjectid_value eq ${id}`;
  const [noteRows, activityRows] = await Promise.all([getRows(notes), getRows(activities)]);

  return [...noteRows.map(noteOf), ...activityRows.map(activityOf)].sort((left, right) =>
    right.createdOn.localeCompare(left.createdOn),
  );
}

function noteOf(row: Json): TimelineEntry {
  return {
    id: String(row.annotationid),
    table: "annotation",
    title: String(row.subject ?? ""),
    text: String(row.notetext ?? ""),
    author: String(row[`_createdby_value${NAME}`] ?? ""),
    createdOn: String(row.createdon ?? ""),
    isOpen: false,
    file: row.isdocument === true ? { name: String(row.filename ?? ""), size: Number(row.filesize ?? 0) } : undefined,
  };
}

function activityOf(row: Json): TimelineEntry {
  return {
    id: String(row.activityid),
    table: String(row.activitytypecode ?? "task"),
    title: String(row.subject ?? ""),
    text: String(row.description ?? ""),
    author: String(row[`_createdby_value${NAME}`] ?? ""),
    createdOn: String(row.createdon ?? ""),
    due: typeof row.scheduledend === "string" ? row.scheduledend : undefined,
    isOpen: row.statecode === 0,
  };
}

export interface NewNote {
  readonly title: string;
  readonly text: string;
  readonly file?: { readonly name: string; readonly type: string; readonly base64: string };
}

/** Adds a note, with a file if one was chosen. */
export async function addNote(form: FormModel, note: NewNote): Promise<void> {
  await create("annotations", {
    subject: note.title || null,
    notetext: note.text || null,
    ...(note.file && {
      filename: note.file.name,
      mimetype: note.file.type || "application/octet-stream",
      documentbody: note.file.base64,
      isdocument: true,
    }),
    [`objectid_${form.table.logicalName}@odata.bind`]: `/${form.table.entitySetName}(${form.entityId})`,
  });
}

export interface NewActivity {
  readonly table: ActivityTable;
  readonly subject: string;
  readonly description: string;
  readonly due?: string;
}

/** Adds an activity about the record. */
export async function addActivity(form: FormModel, activity: NewActivity): Promise<void> {
  const { table, subject, description, due } = activity;
  await create(`${table}s`, {
    subject,
    description: description || null,
    ...(due && { scheduledend: due }),
    ...(due && table === "appointment" && { scheduledstart: due }),
    [`regardingobjectid_${form.table.logicalName}_${table}@odata.bind`]: `/${form.table.entitySetName}(${form.entityId})`,
  });
}

/** Takes a note away. */
export async function deleteNote(id: string): Promise<void> {
  await remove("annotations", id);
}

/** The file of a note, as an address that a browser can save. */
export async function readFile(id: string): Promise<string> {
  const [row] = await getRows(`annotations?$select=documentbody,mimetype&$filter=annotationid eq ${id}`);

  return `data:${String(row?.mimetype ?? "application/octet-stream")};base64,${String(row?.documentbody ?? "")}`;
}
