/** A FetchXML query as a tree. Names are logical names. */

export type LinkType = "inner" | "outer" | "exists" | "first" | "any" | "not any" | "all" | "not all";

export interface FetchAttribute {
  readonly name: string;
  readonly alias?: string;
  readonly aggregate?: "count" | "countcolumn" | "sum" | "avg" | "min" | "max";
  readonly distinct: boolean;
  readonly groupBy: boolean;
  readonly dateGrouping?: string;
}

export interface FetchOrder {
  readonly attribute?: string;
  /** In aggregate queries: the alias of an attribute. */
  readonly alias?: string;
  /** The alias of the link-entity whose attribute it is. */
  readonly entityName?: string;
  readonly descending: boolean;
}

export interface FetchCondition {
  readonly attribute: string;
  readonly operator: string;
  readonly values: readonly string[];
  readonly entityName?: string;
  /** Compares with another attribute: `name` or `alias.name`. */
  readonly compareWith?: string;
}

export interface FetchFilter {
  readonly type: "and" | "or";
  readonly conditions: readonly FetchCondition[];
  readonly filters: readonly FetchFilter[];
  readonly links: readonly FetchLink[];
}

export interface FetchEntity {
  readonly name: string;
  readonly allAttributes: boolean;
  readonly attributes: readonly FetchAttribute[];
  readonly filters: readonly FetchFilter[];
  readonly orders: readonly FetchOrder[];
  readonly links: readonly FetchLink[];
}

export interface FetchLink extends FetchEntity {
  readonly from?: string;
  readonly to?: string;
  readonly alias?: string;
  readonly linkType: LinkType;
}

export interface FetchQuery {
  readonly entity: FetchEntity;
  readonly top?: number;
  readonly count?: number;
  readonly page: number;
  readonly pagingCookie?: string;
  readonly distinct: boolean;
  readonly aggregate: boolean;
  readonly totalCount: boolean;
  /** Choices sort by number instead of label. */
  readonly rawOrder: boolean;
}
