import {
  Observable,
  type AttributeInfo,
  type DataSetColumn,
  type DataSetFilter,
  type DataSetLink,
  type DataSetPort,
} from "../form-model";
import type { GridColumn } from "../views/columns";
import type { SortKey } from "../views/fetch-xml";
import type { RowSource } from "../views/row-source";

/** How the rows of a data set are asked for. */
export interface Applied {
  readonly sort?: readonly SortKey[];
  readonly filterXml?: string;
  readonly linkXml?: readonly string[];
  readonly columns?: readonly string[];
}

const USUAL_PAGE = 50;

/** What a data set control has wished since its rows were read: it counts when the control asks for a refresh. */
export class DataSetWishes extends Observable {
  readonly sorting: { name: string; sortDirection: number }[] = [];
  readonly links: DataSetLink[] = [];
  /** Columns beside those of the view, by name or `alias.name`. */
  readonly columns = new Set<string>();
  filter: DataSetFilter | undefined;
  private size: number;
  private first = 1;
  private last = 1;
  private applied = "";

  constructor(size: number) {
    super();
    this.size = size > 0 ? size : USUAL_PAGE;
  }

  /** Rows of the pages that are shown; the end is exclusive. */
  get from(): number {
    return (this.first - 1) * this.size;
  }

  get to(): number {
    return this.last * this.size;
  }

  show(first: number, last: number): void {
    if (first === this.first && last === this.last) return;
    this.first = Math.max(1, first);
    this.last = Math.max(this.first, last);
    this.changed();
  }

  /** Whether the rows must be asked for in another way than they were. */
  isChanged(next: Applied): boolean {
    const text = JSON.stringify(next);
    const isOther = text !== this.applied;
    this.applied = text;

    return isOther;
  }

  /** What the control sees of it, but for its version and columns. */
  port(source: RowSource): Omit<DataSetPort, "version" | "columns"> {
    const { size, first, last, sorting, links, columns } = this;
    const setFilter = (filter: DataSetFilter | undefined): void => void (this.filter = filter);
    const getFilter = (): DataSetFilter | undefined => this.filter;

    return {
      isLoading: !source.isLoaded,
      error: source.error,
      sorting,
      links,
      addColumn: (name) => void columns.add(name),
      get filter() {
        return getFilter();
      },
      set filter(filter) {
        setFilter(filter);
      },
      paging: {
        size,
        first,
        last,
        hasNext: source.length > this.to,
        setSize: (count) => {
          this.size = Math.max(1, count);
          this.first = this.last = 1;
          this.changed();
        },
        show: (from, to) => this.show(from, to),
      },
    };
  }
}

/** The columns of a view as a data set describes them. */
export function dataSetColumns(columns: readonly GridColumn[]): readonly DataSetColumn[] {
  return columns.map(({ name, label, width, info, isPrimary }) => ({
    name,
    displayName: label,
    width,
    isPrimary,
    dataType: dataTypeOf(info),
  }));
}

const types: Readonly<Record<string, string>> = {
  Memo: "Multiple",
  Integer: "Whole.None",
  BigInt: "Whole.None",
  Decimal: "Decimal",
  Double: "FP",
  Money: "Currency",
  Boolean: "TwoOptions",
  Picklist: "OptionSet",
  State: "OptionSet",
  Status: "OptionSet",
  MultiSelectPicklist: "MultiSelectOptionSet",
  Lookup: "Lookup.Simple",
  Customer: "Lookup.Customer",
  Owner: "Lookup.Owner",
};

/** The type groups of control manifests (facts/pcf.md §A2). */
function dataTypeOf(info: AttributeInfo | undefined): string {
  if (info?.type === "DateTime") return info.format === "DateOnly" ? "DateAndTime.DateOnly" : "DateAndTime.DateAndTime";
  if (info?.type === "String") return `SingleLine.${info.format === "Url" ? "URL" : (info.format ?? "Text")}`;

  return types[info?.type ?? ""] ?? "SingleLine.Text";
}
