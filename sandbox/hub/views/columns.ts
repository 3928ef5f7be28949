import { formattedOf } from "../api/client";
import type { Currency } from "../api/currencies";
import type { Formatter } from "../api/format";
import type { Json } from "../form-model/http";
import { loadTable, type AttributeInfo, type TableInfo } from "../form-model/metadata";
import { isLookupInfo } from "../form-model/wire";
import { tableOfColumn } from "./fetch-xml";
import type { SavedView } from "./saved-queries";

/** A column of a grid, with what is known of the column that it shows. */
export interface GridColumn {
  readonly name: string;
  readonly label: string;
  readonly width: number;
  /** How far it gives way before the grid scrolls sideways: never so far that its heading is cut. */
  readonly minWidth: number;
  readonly info: AttributeInfo | undefined;
  /** The key of the value in a row. */
  readonly key: string;
  readonly isPrimary: boolean;
}

/** Joins a view's layout with the metadata of its tables. */
export async function resolveColumns(view: SavedView, table: TableInfo): Promise<readonly GridColumn[]> {
  return Promise.all(
    view.columns.map(async ({ name, width }) => {
      const isLinked = name.includes(".");
      const source = isLinked ? tableOfColumn(view.fetchXml, name) : { table: table.logicalName, name };
      const owner = isLinked ? await loadTable(source.table) : table;
      const info = owner.attributes.get(source.name);

      const own = info?.displayName ?? source.name;
      const wide = Math.max(width, isDateTime(info) ? DATE_TIME_WIDTH : MIN_WIDTH);
      const label = isLinked ? `${own} (${owner.displayName})` : own;

      return {
        name,
        label,
        width: wide,
        minWidth: Math.max(isDateTime(info) ? wide : SHRINK * wide, LETTER_WIDTH * label.length + MARK_WIDTH),
        info,
        key: !isLinked && info && isLookupInfo(info) ? `_${name}_value` : name,
        isPrimary: !isLinked && name === table.primaryName,
      };
    }),
  );
}

/** Room for the longest date and time; and for a short word with the sort mark beside it. */
const DATE_TIME_WIDTH = 156;
const MIN_WIDTH = 112;
/** What a heading takes: its letters, and the mark and the padding beside them. */
const LETTER_WIDTH = 7;
const MARK_WIDTH = 58;
const SHRINK = 0.65;

function isDateTime(info: AttributeInfo | undefined): boolean {
  return info?.type === "DateTime" && info.format !== "DateOnly";
}

/** The columns that a query must also read, so that every cell can be drawn. */
export function extraColumns(columns: readonly GridColumn[], table: TableInfo): readonly string[] {
  const needed = [table.primaryId, table.primaryName];
  if (columns.some((column) => column.info?.type === "Money") && table.attributes.has("transactioncurrencyid")) {
    needed.push("transactioncurrencyid");
  }
  if (table.attributes.has("statecode")) {
    needed.push("statecode");
  }

  return needed;
}

/** The row that a lookup cell leads to. */
export function lookupOfCell(row: Json, column: GridColumn): { table: string; id: string; name: string } | undefined {
  const id = row[column.key];
  if (!column.info || !isLookupInfo(column.info) || typeof id !== "string") {
    return undefined;
  }
  const table = row[`${column.key}@Microsoft.Dynamics.CRM.lookuplogicalname`] ?? column.info.targets?.[0];

  return { table: String(table ?? ""), id, name: formattedOf(row, column.key) ?? "" };
}

/** What a cell says, in the user's formats: dates as the server writes them for him, which spares the first page its own formats. */
export function textOfCell(
  row: Json,
  column: GridColumn,
  format: Formatter,
  currencies: ReadonlyMap<string, Currency>,
): string {
  const value = row[column.key];
  if (value === null || value === undefined) {
    return "";
  }

  switch (column.info?.type) {
    case "Integer":
    case "BigInt":
      return format.integer(Number(value));
    case "Decimal":
    case "Double":
      return format.decimal(Number(value), column.info.precision);
    case "Money":
      return format.money(Number(value), currencies.get(String(row._transactioncurrencyid_value)));
    default:
      return formattedOf(row, column.key) ?? String(value);
  }
}

/** Whether a column's values stand at the end of the cell. */
export function isNumeric(column: GridColumn): boolean {
  return ["Integer", "BigInt", "Decimal", "Double", "Money"].includes(column.info?.type ?? "");
}
