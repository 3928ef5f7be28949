import { parse } from "csv-parse/sync";
import type { Column, Table } from "../metadata/model";
import { isLookupType, labelText } from "../metadata/model";
import type { Environment } from "../server/context";
import { loadCaller, systemContext } from "../security/caller";
import type { RawRow } from "../store/store";
import { createRow } from "../write/records";
import { readCell, CellError } from "./csv-cell";

/** A row of the file that was not loaded. `line` counts from 1 and includes the header. */
export interface RejectedRow {
  readonly line: number;
  readonly reason: string;
}

export interface LoadResult {
  readonly created: number;
  readonly rejected: readonly RejectedRow[];
}

interface CsvRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * Loads a person's own leads. Headers are logical or display names in any case; choices are labels or numbers, lookups names
 * or keys. A row that cannot be read is reported with its line and reason, the others are loaded.
 */
export function loadLeads(env: Environment, text: string, ownerId = env.settings.defaultUser): LoadResult {
  const table = env.catalog.requireTable("lead");
  let records: CsvRecord[];
  try {
    const options = { bom: true, info: true, relax_column_count: true, skip_empty_lines: true, trim: true } as const;
    // With `info` each item is the record and where it stood; the library's types do not follow that option.
    records = parse(text, { ...options, delimiter: delimiterOf(text) }) as unknown as CsvRecord[];
  } catch (error) {
    return {
      created: 0,
      rejected: [{ line: lineOf(error), reason: error instanceof Error ? error.message : String(error) }],
    };
  }
  const [header, ...rows] = records;
  if (!header) return { created: 0, rejected: [{ line: 1, reason: "The file is empty." }] };
  const columns = header.record.map((name) => findColumn(table, name));
  const unknown = header.record.filter((name, at) => !columns[at] && name !== "");
  if (columns.every((column) => !column))
    return {
      created: 0,
      rejected: [{ line: 1, reason: `None of the headers is a column of lead: ${unknown.join(", ")}.` }],
    };

  return loadRows(env, table, columns, rows, unknown, ownerId);
}

function loadRows(
  env: Environment,
  table: Table,
  columns: readonly (Column | undefined)[],
  rows: readonly CsvRecord[],
  unknown: readonly string[],
  ownerId: string | null,
): LoadResult {
  const context = {
    ...systemContext(env),
    ...(ownerId ? { caller: { ...loadCaller(env, ownerId), isSystem: true } } : {}),
  };
  const rejected: RejectedRow[] = unknown.map((name) => ({
    line: 1,
    reason: `'${name}' is no column of lead; it was left out.`,
  }));
  let created = 0;
  for (const { record, info } of rows) {
    try {
      const values = readRow(env, table, columns, record);
      createRow(context, "lead", values);
      created += 1;
    } catch (error) {
      rejected.push({ line: info.lines, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return { created, rejected };
}

function readRow(
  env: Environment,
  table: Table,
  columns: readonly (Column | undefined)[],
  record: readonly string[],
): RawRow {
  if (record.length > columns.length)
    throw new CellError(`The row has ${record.length} values and the header ${columns.length}.`);
  const values: RawRow = {};
  for (const [at, text] of record.entries()) {
    const column = columns[at];
    if (column && text !== "") Object.assign(values, readCell(env, table, column, text));
  }
  if (!values.lastname && !values.companyname && !values.subject)
    throw new CellError("The row has neither a last name nor a company nor a topic.");
  return values;
}

/** By logical name, schema name or display name in any language, without regard to case, blanks and marks. */
function findColumn(table: Table, header: string): Column | undefined {
  const wanted = simple(header);
  if (!wanted) return undefined;
  const all = [...table.columns.values()].filter(
    (column) => column.stored && (column.canCreate || column.logicalName === "createdon"),
  );
  return (
    all.find((column) => simple(column.logicalName) === wanted || simple(column.schemaName) === wanted) ??
    all.find((column) =>
      Object.keys(column.label).some((code) => simple(labelText(column.label, Number(code))) === wanted),
    ) ??
    all.find((column) => simple(aliases[wanted] ?? "") === column.logicalName && !isLookupType(column.type))
  );
}

/** What people call columns in their own lists. */
const aliases: Readonly<Record<string, string>> = {
  email: "emailaddress1",
  mail: "emailaddress1",
  phone: "telephone1",
  telephone: "telephone1",
  mobile: "mobilephone",
  company: "companyname",
  title: "jobtitle",
  city: "address1_city",
  street: "address1_line1",
  zip: "address1_postalcode",
  country: "address1_country",
  topic: "subject",
};

function simple(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/** Comma, semicolon or tab: whichever the header line has most of. */
function delimiterOf(text: string): string {
  const line = text.split(/\r?\n/, 1)[0] ?? "";
  const counts = [",", ";", "\t"].map((mark) => [mark, line.split(mark).length] as const);
  return counts.reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}

function lineOf(error: unknown): number {
  return typeof error === "object" && error !== null && "lines" in error ? Number(error.lines) : 1;
}
