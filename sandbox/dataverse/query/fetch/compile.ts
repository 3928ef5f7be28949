import type { Table } from "../../metadata/model";
import { isPolymorphic, typeColumn } from "../../metadata/model";
import { fetchErrors } from "../../server/errors";
import { familyOf } from "../compile-comparison";
import type { ColumnReference } from "../compile-from";
import { Aliases, Source } from "../compile-from";
import { operatorCondition } from "../conditions";
import { rootRowFilter } from "../density";
import type { SortKey } from "../paging";
import { quoteName } from "../../store/sql";
import type { Fragment, ReadScope } from "../scope";
import { fragment, joinConditions, joinFragments } from "../scope";
import { fetchColumn, fetchOrderSql } from "./columns";
import type {
  FetchAttribute,
  FetchCondition,
  FetchEntity,
  FetchFilter,
  FetchLink,
  FetchOrder,
  FetchQuery,
} from "./syntax";

/** An attribute that a query returns, with the source that it comes from. */
export interface FetchOutput {
  /** The alias of the link-entity; undefined for the entity itself. */
  readonly alias?: string;
  readonly attribute: FetchAttribute;
  readonly reference: ColumnReference;
}

const maximumLinks = 25;
const columnOperators: Readonly<Record<string, string>> = {
  eq: "=",
  ne: "<>",
  neq: "<>",
  gt: ">",
  ge: ">=",
  lt: "<",
  le: "<=",
};

/** A FetchXML query turned into the parts of a statement. */
export class CompiledFetch {
  readonly root: Source;
  readonly outputs: FetchOutput[] = [];
  /** Some link may give several rows for one row of the entity. */
  multiplies = false;
  private readonly sources = new Map<string, Source>();
  private readonly conditions: Fragment[] = [];
  private readonly aliases = new Aliases();
  private readonly orders: { order: FetchOrder; source: Source }[] = [];
  private links = 0;

  constructor(
    private readonly scope: ReadScope,
    readonly query: FetchQuery,
  ) {
    this.root = new Source(scope, tableOf(scope, query.entity.name), this.aliases);
    this.sources.set(query.entity.name, this.root);
    const rowFilter = rootRowFilter(this.root);
    if (rowFilter !== undefined) this.conditions.push(rowFilter);
    this.addOutputs(query.entity, this.root, undefined);
    for (const link of query.entity.links) this.addLink(link, this.root, this.conditions);
    for (const filter of query.entity.filters) this.addFilter(filter, this.root, this.conditions);
  }

  /** `FROM … WHERE …` without the words FROM. */
  body(more: readonly Fragment[] = []): Fragment {
    const from = this.root.from();
    const conditions = [...this.conditions, ...more];
    if (conditions.length === 0) return from;
    const where = joinFragments(conditions, " AND ");

    return fragment(`${from.sql} WHERE ${where.sql}`, ...from.parameters, ...where.parameters);
  }

  /** The sort keys of the orders, without the closing primary key. */
  sortKeys(): SortKey[] {
    return this.orders.map(({ order, source }): SortKey => {
      const from = order.entityName === undefined ? source : this.sourceOf(order.entityName);
      const reference = fetchColumn(from, order.attribute ?? order.alias ?? "", this.scope);

      return {
        name: reference.column.logicalName,
        sql: fetchOrderSql(reference, this.scope, this.query.rawOrder),
        descending: order.descending,
      };
    });
  }

  private addOutputs(entity: FetchEntity, source: Source, alias: string | undefined): void {
    if (entity.allAttributes) {
      for (const column of source.table.columns.values()) {
        if (!column.stored || column.type === "Image" || column.type === "File") continue;
        const attribute = { name: column.logicalName, distinct: false, groupBy: false };
        this.outputs.push({
          ...(alias === undefined ? {} : { alias }),
          attribute,
          reference: source.reference(column),
        });
      }
    }
    for (const attribute of entity.attributes) {
      const reference = fetchColumn(source, attribute.name, this.scope);
      this.outputs.push({ ...(alias === undefined ? {} : { alias }), attribute, reference });
    }
    for (const order of entity.orders) this.orders.push({ order, source });
  }

  private addLink(link: FetchLink, parent: Source, conditions: Fragment[]): void {
    this.links += 1;
    if (this.links > maximumLinks) throw fetchErrors.invalid("the query has too many link-entity elements.");
    const table = tableOf(this.scope, link.name);
    if (link.linkType !== "inner" && link.linkType !== "outer" && link.linkType !== "first") {
      conditions.push(this.existence(link, parent, table));

      return;
    }
    const { from, to } = this.joinColumns(link, parent, table);
    if (from !== table.primaryId && link.linkType !== "first") this.multiplies = true;
    const alias = link.alias ?? `${link.name}${this.links}`;
    const child = parent.join(table, link.linkType === "outer" ? "LEFT JOIN" : "JOIN", (source) => {
      // What filters a linked row belongs to the join, so that an outer link keeps the row that it hangs on.
      const on =
        link.linkType === "first"
          ? [this.firstOnly(source, table, from, parent, to)]
          : this.matching(source, from, parent, to);
      const filter = source.rowFilter();
      if (filter !== undefined) on.push(filter);
      this.sources.set(alias, source);
      for (const each of link.filters) this.addFilter(each, source, on);

      return joinFragments(on, " AND ");
    });
    this.addOutputs(link, child, alias);
    for (const each of link.links) this.addLink(each, child, conditions);
  }

  private matching(child: Source, from: string, parent: Source, to: string): Fragment[] {
    const on = [fragment(`${child.raw(from)} = ${parent.raw(to)}`)];
    const [own, other] = [parent.table.columns.get(to), child.table.columns.get(from)];
    if (
      own !== undefined &&
      isPolymorphic(own) &&
      from === child.table.primaryId &&
      child.table.logicalName !== "owner"
    ) {
      on.push(fragment(`${parent.raw(typeColumn(to))} = ?`, child.table.logicalName));
    }
    if (
      other !== undefined &&
      isPolymorphic(other) &&
      to === parent.table.primaryId &&
      parent.table.logicalName !== "owner"
    ) {
      on.push(fragment(`${child.raw(typeColumn(from))} = ?`, parent.table.logicalName));
    }

    return on;
  }

  private firstOnly(child: Source, table: Table, from: string, parent: Source, to: string): Fragment {
    const key = quoteName(table.primaryId);
    const first = `SELECT min("f".${key}) FROM ${quoteName(table.logicalName)} AS "f" WHERE "f".${quoteName(from)} = ${parent.raw(to)}`;

    return fragment(`${child.raw(table.primaryId)} = (${first})`);
  }

  /** Links that only ask whether a row exists: `in`, `exists`, and any/all inside a filter. */
  private existence(link: FetchLink, parent: Source, table: Table): Fragment {
    const child = parent.child(table);
    const { from, to } = this.joinColumns(link, parent, table);
    const conditions = this.matching(child, from, parent, to);
    const rowFilter = child.rowFilter();
    if (rowFilter !== undefined) conditions.push(rowFilter);
    const inner: Fragment[] = [];
    for (const each of link.links) this.addLink(each, child, inner);
    for (const each of link.filters) this.addFilter(each, child, inner);
    const all = link.linkType === "all" || link.linkType === "not all";
    if (all && inner.length > 0) {
      const wanted = joinFragments(inner, " AND ");
      conditions.push(fragment(`NOT coalesce(${wanted.sql}, 0)`, ...wanted.parameters));
    } else conditions.push(...inner);
    const negated = link.linkType === "not any" || link.linkType === "all";
    const source = child.from();
    const where = joinFragments(conditions, " AND ");
    const sql = `${negated ? "NOT " : ""}EXISTS (SELECT 1 FROM ${source.sql} WHERE ${where.sql})`;

    return fragment(sql, ...source.parameters, ...where.parameters);
  }

  /** Where `from` and `to` are not given, the lookup between the two tables tells. */
  private joinColumns(link: FetchLink, parent: Source, table: Table): { from: string; to: string } {
    const from = link.from ?? this.impliedColumns(parent.table, table)?.from ?? table.primaryId;
    const to = link.to ?? this.impliedColumns(parent.table, table)?.to ?? from;
    if (table.columns.get(from)?.stored !== true) throw fetchErrors.unknownAttribute(table.logicalName, from);
    if (parent.table.columns.get(to)?.stored !== true) throw fetchErrors.unknownAttribute(parent.table.logicalName, to);

    return { from, to };
  }

  private impliedColumns(parent: Table, child: Table): { from: string; to: string } | undefined {
    const { catalog } = this.scope;
    const up = catalog.manyToOneOf(parent.logicalName).find((each) => each.referencedTable === child.logicalName);
    if (up !== undefined) return { from: up.referencedColumn, to: up.referencingColumn };
    const down = catalog.manyToOneOf(child.logicalName).find((each) => each.referencedTable === parent.logicalName);

    return down === undefined ? undefined : { from: down.referencingColumn, to: down.referencedColumn };
  }

  private addFilter(filter: FetchFilter, source: Source, conditions: Fragment[]): void {
    const compiled = this.filter(filter, source);
    if (compiled !== undefined) conditions.push(compiled);
  }

  private filter(filter: FetchFilter, source: Source): Fragment | undefined {
    const parts = [
      ...filter.conditions.map((each) => this.condition(each, source)),
      ...filter.filters.flatMap((each) => this.filter(each, source) ?? []),
      ...filter.links.map((each) => this.existence(each, source, tableOf(this.scope, each.name))),
    ];
    if (parts.length === 0) return undefined;
    return joinConditions(parts, filter.type === "and" ? "AND" : "OR");
  }

  private condition(condition: FetchCondition, source: Source): Fragment {
    const own = condition.entityName === undefined ? source : this.sourceOf(condition.entityName);
    const reference = fetchColumn(own, condition.attribute, this.scope);
    if (condition.compareWith !== undefined) return this.columnCondition(condition, reference, source);
    const values =
      reference.column.type === "EntityName" ? condition.values.map((each) => this.tableName(each)) : condition.values;

    return operatorCondition(condition.operator, reference, values, this.scope);
  }

  private columnCondition(condition: FetchCondition, left: ColumnReference, source: Source): Fragment {
    const parts = (condition.compareWith ?? "").split(".");
    const own = parts.length > 1 ? this.sourceOf(parts[0] ?? "") : source;
    const right = fetchColumn(own, parts[parts.length - 1] ?? "", this.scope);
    const operator = columnOperators[condition.operator];
    if (operator === undefined || familyOf(left.column.type) !== familyOf(right.column.type)) {
      throw fetchErrors.invalid(
        `'${condition.attribute}' and '${condition.compareWith ?? ""}' cannot be compared with '${condition.operator}'.`,
      );
    }

    return fragment(`${left.sql} ${operator} ${right.sql}`);
  }

  /** Tables are named by number in many stored queries. */
  private tableName(value: string): string {
    return (/^\d+$/.test(value) ? this.scope.catalog.tableByCode(Number(value))?.logicalName : undefined) ?? value;
  }

  private sourceOf(alias: string): Source {
    const source = this.sources.get(alias);
    if (source === undefined) throw fetchErrors.invalid(`the link-entity '${alias}' is not there.`);

    return source;
  }
}

function tableOf(scope: ReadScope, name: string): Table {
  const table = scope.catalog.table(name);
  if (table === undefined) throw fetchErrors.unknownEntity(name);

  return table;
}
