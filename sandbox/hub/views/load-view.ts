import { loadTable, type TableInfo } from "../form-model/metadata";
import { extraColumns, resolveColumns, type GridColumn } from "./columns";
import {
  quickFindColumns,
  quickFindPattern,
  withColumns,
  withFilter,
  withFilterXml,
  withLinkXml,
  withSort,
  withThrough,
  type Condition,
  type SortKey,
  type Through,
} from "./fetch-xml";
import { primeRows } from "./row-source";
import { chooseView, getViews, VIEW_TYPE, type SavedView } from "./saved-queries";

export interface ViewQuery {
  readonly table: string;
  readonly viewId?: string;
  readonly viewType?: number;
  /** Quick find. */
  readonly search?: string;
  /** Conditions that every row must meet: the record of a sub-grid. */
  readonly conditions?: readonly Condition[];
  readonly through?: Through;
  /** A `<filter>` and `<link-entity>` elements of a custom control. */
  readonly filterXml?: string;
  readonly linkXml?: readonly string[];
  /** Columns beside those of the view: of the table, or `alias.column` of a linked one. */
  readonly columns?: readonly string[];
  readonly sort?: readonly SortKey[];
}

/** A view with all that is needed to draw and to query it. */
export interface LoadedView {
  readonly table: TableInfo;
  readonly views: readonly SavedView[];
  readonly view: SavedView;
  readonly columns: readonly GridColumn[];
  /** Columns that quick find looks in. */
  readonly find: readonly string[];
}

/** Views that were read before the page that shows them was there, by what was asked for; each is used once. */
const primed = new Map<string, LoadedView>();

const keyOf = ({ table, viewType, viewId }: ViewQuery): string => JSON.stringify([table, viewType ?? 0, viewId ?? ""]);

/** Reads a view and its first rows ahead of the page that will show them. */
export async function primeView(query: ViewQuery): Promise<void> {
  const loaded = await readView(query);
  if (loaded) {
    primed.set(keyOf(query), loaded);
    await primeRows(loaded.table, composeFetch(loaded, query));
  }
}

/** A view that was primed, at once, so that the page's first drawing shows it. */
export function takePrimedView(query: ViewQuery): LoadedView | undefined {
  const loaded = primed.get(keyOf(query));
  primed.delete(keyOf(query));

  return loaded;
}

/** Undefined when the table has no view. */
export async function readView({ table: name, viewType, viewId }: ViewQuery): Promise<LoadedView | undefined> {
  const [table, all] = await Promise.all([loadTable(name), getViews(name)]);
  const view = chooseView(all, viewType ?? VIEW_TYPE.main, viewId) ?? chooseView(all, VIEW_TYPE.main);
  if (!view) {
    return undefined;
  }
  const quickFind = all.find((candidate) => candidate.type === VIEW_TYPE.quickFind);

  return {
    table,
    views: all.filter((candidate) => candidate.type === VIEW_TYPE.main),
    view,
    columns: await resolveColumns(view, table),
    find: quickFind ? quickFindColumns(quickFind.fetchXml) : [table.primaryName],
  };
}

/** The query of a view, narrowed and sorted as a person wishes, with all columns that its cells need. */
export function composeFetch(
  loaded: LoadedView,
  {
    conditions = [],
    through,
    filterXml,
    linkXml = [],
    columns: more = [],
    search = "",
    sort,
  }: Omit<ViewQuery, "table">,
): string {
  const { view, columns, table, find } = loaded;
  const complete = withColumns(view.fetchXml, extraColumns(columns, table));
  const tied = through ? withThrough(complete, through, table.primaryId) : complete;
  const linked = linkXml.reduce(withLinkXml, tied);
  const joined = more.length > 0 ? withColumns(linked, more) : linked;
  const narrowed = withFilter(filterXml ? withFilterXml(joined, filterXml) : joined, "and", conditions);
  const found = search.trim()
    ? withFilter(
        narrowed,
        "or",
        find.map((column) => ({ column, operator: "like", value: quickFindPattern(search) })),
      )
    : narrowed;

  return sort ? withSort(found, sort) : found;
}
