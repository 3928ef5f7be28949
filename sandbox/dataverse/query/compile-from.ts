import type { Catalog, Navigation } from "../metadata/catalog";
import type { Column, Table } from "../metadata/model";
import { isPolymorphic, typeColumn } from "../metadata/model";
import { requestErrors } from "../server/errors";
import { quoteName } from "../store/sql";
import type { Fragment, ReadScope } from "./scope";
import { columnOfProperty, fragment, joinFragments } from "./scope";

/** A column as SQL reaches it, with what it is. */
export interface ColumnReference {
  readonly sql: string;
  readonly column: Column;
  readonly table: Table;
  readonly source: Source;
}

/** Hands out SQL aliases that are unique in one statement. */
export class Aliases {
  private last = -1;

  next(): string {
    this.last += 1;
    if (this.last > 200) throw requestErrors.badQuery("The query needs too many joins.");

    return `t${this.last}`;
  }
}

/** A table in a FROM clause with the joins that paths through its lookups asked for. */
export class Source {
  readonly alias: string;
  private readonly joins: Fragment[] = [];
  private readonly joined = new Map<string, Source>();

  constructor(
    readonly scope: ReadScope,
    readonly table: Table,
    private readonly aliases: Aliases,
    private readonly owner?: Source,
  ) {
    this.alias = aliases.next();
  }

  /** `FROM "lead" AS "t0" LEFT JOIN …` */
  from(): Fragment {
    return joinFragments([fragment(`${quoteName(this.table.logicalName)} AS "${this.alias}"`), ...this.joins], " ");
  }

  /**
   * The condition that leaves what the reader may see, if it is any limit. The plus keeps the engine from starting there: the
   * rows of a joined table are found by the join.
   */
  rowFilter(): Fragment | undefined {
    const filter = this.rawRowFilter();

    return filter === undefined ? undefined : fragment(`+(${filter.sql})`, ...filter.parameters);
  }

  /** The same as the reader gives it; for `rootRowFilter`. */
  rawRowFilter(): Fragment | undefined {
    return this.scope.reader.rowFilter(this.table, `"${this.alias}"`);
  }

  /** A fresh source for the rows of a collection, for EXISTS. */
  child(table: Table): Source {
    return new Source(this.scope, table, this.aliases);
  }

  get catalog(): Catalog {
    return this.scope.catalog;
  }

  raw(name: string): string {
    return this.scope.reader.hiddenColumns(this.table).has(name) ? "NULL" : `"${this.alias}".${quoteName(name)}`;
  }

  /** The column of a property path such as `name` or `primarycontactid/fullname`. */
  path(segments: readonly string[], logicalNames = false): ColumnReference {
    const [first, ...rest] = segments;
    if (first === undefined) throw requestErrors.badQuery("A property is missing.");
    if (rest.length > 0) return this.through(first).path(rest, logicalNames);
    const column = columnOfProperty(this.table, first) ?? (logicalNames ? this.stored(first) : undefined);
    if (column === undefined) throw requestErrors.unknownProperty(first, this.table.logicalName);

    return this.reference(column);
  }

  private stored(name: string): Column | undefined {
    const column = this.table.columns.get(name);

    return column?.stored === true ? column : undefined;
  }

  reference(column: Column): ColumnReference {
    return { sql: this.raw(column.logicalName), column, table: this.table, source: this };
  }

  /** The source behind a lookup, joined once. */
  through(navigation: string): Source {
    const found = this.scope.catalog.navigation(this.table.logicalName, navigation);
    if (found === undefined) throw requestErrors.unknownProperty(navigation, this.table.logicalName);
    if (found.kind !== "lookup") {
      throw requestErrors.badQuery(
        `The parent value for a property access of a property '${navigation}' is not a single value. Property access can only be applied to a single value.`,
      );
    }

    return this.joinLookup(navigation, found);
  }

  /** Joins a table on a condition that may speak of the joined source. */
  join(table: Table, kind: "JOIN" | "LEFT JOIN", condition: (source: Source) => Fragment): Source {
    const source = new Source(this.scope, table, this.aliases, this);
    const on = condition(source);
    const sql = `${kind} ${quoteName(table.logicalName)} AS "${source.alias}" ON ${on.sql}`;
    this.addJoin(fragment(sql, ...on.parameters));

    return source;
  }

  private joinLookup(key: string, navigation: Extract<Navigation, { kind: "lookup" }>): Source {
    const known = this.joined.get(key);
    if (known !== undefined) return known;
    const target = this.scope.catalog.requireTable(navigation.target);
    const { referencedColumn, referencingColumn } = navigation.relationship;
    const column = this.table.columns.get(referencingColumn);
    const source = this.join(target, "LEFT JOIN", (joined) => {
      const conditions = [
        fragment(`"${joined.alias}".${quoteName(referencedColumn)} = ${this.raw(referencingColumn)}`),
      ];
      if (column !== undefined && isPolymorphic(column) && target.logicalName !== "owner") {
        conditions.push(fragment(`${this.raw(typeColumn(referencingColumn))} = ?`, target.logicalName));
      }
      const filter = joined.rowFilter();
      if (filter !== undefined) conditions.push(filter);

      return joinFragments(conditions, " AND ");
    });
    this.joined.set(key, source);

    return source;
  }

  /** Joins belong to the FROM clause of the outermost source. */
  private addJoin(join: Fragment): void {
    if (this.owner === undefined) this.joins.push(join);
    else this.owner.addJoin(join);
  }
}
