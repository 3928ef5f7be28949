import { getRows } from "../api/client";
import { plainId } from "../form-model/attribute";

/** A view of a table (savedquery row; facts/solution-package.md §1.6). */
export interface SavedView {
  readonly id: string;
  readonly name: string;
  readonly table: string;
  /** 0 view, 2 associated, 4 quick find, 64 lookup. */
  readonly type: number;
  readonly isDefault: boolean;
  readonly fetchXml: string;
  readonly columns: readonly ViewColumn[];
}

export interface ViewColumn {
  /** Column name, or `alias.column` of a linked table. */
  readonly name: string;
  readonly width: number;
}

/** Kinds of views (savedquery.querytype). */
export const VIEW_TYPE = { main: 0, associated: 2, quickFind: 4, lookup: 64 } as const;

interface RawView {
  savedqueryid: string;
  name: string;
  querytype: number;
  returnedtypecode: string;
  isdefault: boolean;
  fetchxml: string;
  layoutxml: string;
}

const cache = new Map<string, Promise<readonly SavedView[]>>();

/** All views of a table, read once per page load. */
export function getViews(table: string): Promise<readonly SavedView[]> {
  const known = cache.get(table);
  if (known) {
    return known;
  }
  const reading = readViews(table);
  cache.set(table, reading);
  reading.catch(() => cache.delete(table));

  return reading;
}

/** Forgets the views: a solution brought or took some. */
export function forgetViews(): void {
  cache.clear();
}

async function readViews(table: string): Promise<readonly SavedView[]> {
  const filter = encodeURIComponent(`returnedtypecode eq '${table}' and statecode eq 0`);
  const rows = await getRows<RawView>(
    `savedqueries?$select=savedqueryid,name,querytype,returnedtypecode,isdefault,fetchxml,layoutxml&$filter=${filter}&$orderby=name`,
  );

  return rows.map(savedView);
}

function savedView(row: RawView): SavedView {
  let columns: readonly ViewColumn[] | undefined;

  return {
    id: plainId(row.savedqueryid),
    name: row.name,
    table: row.returnedtypecode,
    type: row.querytype,
    isDefault: row.isdefault,
    fetchXml: row.fetchxml,
    // Read when it is shown: of a dozen views one is.
    get columns() {
      return (columns ??= parseLayout(row.layoutxml));
    },
  };
}

/** The columns of LayoutXml in their order; hidden ones are left out. */
export function parseLayout(xml: string | null): readonly ViewColumn[] {
  if (!xml) {
    return [];
  }
  const cells = [...new DOMParser().parseFromString(xml, "text/xml").querySelectorAll("row > cell")];

  return cells
    .filter((cell) => cell.getAttribute("ishidden") !== "1")
    .map((cell) => ({ name: cell.getAttribute("name") ?? "", width: Number(cell.getAttribute("width") ?? 150) }));
}

/** The view to show: the wanted one, the table's default, or the first. */
export function chooseView(views: readonly SavedView[], type: number, id?: string): SavedView | undefined {
  const candidates = views.filter((view) => view.type === type);
  const wanted = id && views.find((view) => view.id === plainId(id));

  return wanted || candidates.find((view) => view.isDefault) || candidates[0];
}
