/** The trees that the parsers make of query options. `at` is the place in the option's text, for messages. */

export type ComparisonOperator = "eq" | "ne" | "gt" | "ge" | "lt" | "le";
export type TextFunction = "contains" | "startswith" | "endswith";

export type LiteralValue = string | number | boolean | null;

export interface Literal {
  readonly kind: "literal";
  readonly type: "string" | "number" | "boolean" | "null" | "guid" | "date" | "datetime" | "enum" | "list";
  readonly value: LiteralValue;
  /** Of a list: its members as texts. */
  readonly list?: readonly string[];
  readonly at: number;
}

/** `primarycontactid/fullname`, `o/name` inside a lambda, or a bare property. */
export interface Path {
  readonly kind: "path";
  readonly segments: readonly string[];
  readonly at: number;
}

export type Operand = Path | Literal;

export type Expression =
  | { readonly kind: "and" | "or"; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "not"; readonly operand: Expression; readonly at: number }
  | {
      readonly kind: "compare";
      readonly operator: ComparisonOperator;
      readonly left: Operand;
      readonly right: Operand;
      readonly at: number;
    }
  | {
      readonly kind: "text";
      readonly name: TextFunction;
      readonly path: Path;
      readonly value: Literal;
      readonly at: number;
    }
  /** A bare yes/no: `donotemail` or `true`. */
  | { readonly kind: "truth"; readonly operand: Operand }
  | {
      readonly kind: "lambda";
      readonly quantifier: "any" | "all";
      readonly path: Path;
      readonly variable: string;
      /** Absent: `collection/any()`. */
      readonly body?: Expression;
      readonly at: number;
    }
  /** `Microsoft.Dynamics.CRM.LastXDays(PropertyName='createdon',PropertyValue=7)`; `property` may go through lookups. */
  | {
      readonly kind: "queryFunction";
      readonly name: string;
      readonly property: Path;
      readonly values: readonly Literal[];
      readonly at: number;
    };

export interface OrderKey {
  readonly path: Path;
  readonly descending: boolean;
}

export interface ExpandItem {
  readonly navigation: string;
  /** `$expand=primarycontactid/$ref`: the address only. */
  readonly ref: boolean;
  readonly options: QueryOptions;
  /** The options as they were written, for the address of further rows. */
  readonly written: ReadonlyMap<string, string>;
  readonly at: number;
}

export interface Aggregate {
  readonly method: "sum" | "average" | "min" | "max" | "count" | "countdistinct";
  /** Absent: `$count`. */
  readonly path?: Path;
  readonly alias: string;
}

export interface Apply {
  readonly filter?: Expression;
  /** Absent: one row of aggregates over everything. */
  readonly groupBy?: readonly Path[];
  readonly aggregates: readonly Aggregate[];
}

/** Query options of a request or of one expanded navigation property. */
export interface QueryOptions {
  readonly select?: readonly string[];
  readonly filter?: Expression;
  readonly orderBy: readonly OrderKey[];
  readonly expand: readonly ExpandItem[];
  readonly top?: number;
  readonly count: boolean;
  readonly apply?: Apply;
}
