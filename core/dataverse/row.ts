/** A reference to a row: what a lookup column holds. `name` is the primary name at the time of reading, for display only. */
export interface LookupValue {
  readonly table: string;
  readonly id: string;
  readonly name?: string;
}

/**
 * The value of a column: text; numbers (also money and choices); yes/no; dates as ISO 8601 text (`2026-11-23` for DateOnly,
 * `2026-11-23T09:30:00Z` else); a lookup; a list of choice values; or null for an empty column.
 */
export type ColumnValue = string | number | boolean | LookupValue | readonly number[] | null;

/** The columns of one row by logical name (lookups by the column's name, not `_x_value`). Undefined: not read. */
export type Row = Readonly<Record<string, ColumnValue | undefined>>;

/** A row with its identity and the version that it had when it was read. */
export interface StoredRow {
  readonly table: string;
  readonly id: string;
  /** `@odata.etag`, for If-Match. */
  readonly etag?: string;
  readonly values: Row;
}

/** Whether a value is a lookup. */
export function isLookup(value: ColumnValue | undefined): value is LookupValue {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
