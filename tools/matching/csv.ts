import { parse } from "csv-parse/sync";

/** A CSV table as records by column name. Rows with too few cells have empty ones; blank lines are no rows. */
export function parseCsv(text: string): Record<string, string>[] {
  return parse(text, {
    bom: true,
    columns: (names: string[]) => names.map((name) => name.trim()),
    relax_column_count: true,
    skip_empty_lines: true,
  });
}

/** Rows as CSV, quoted where RFC 4180 asks for it. */
export function formatCsv(rows: readonly (readonly (string | number)[])[]): string {
  return (
    rows
      .map((row) =>
        row
          .map((value) => (/[",\r\n]/.test(String(value)) ? `"${String(value).replace(/"/g, '""')}"` : value))
          .join(","),
      )
      .join("\n") + "\n"
  );
}
