import type { Navigation } from "../metadata/catalog";
import { isPolymorphic, typeColumn } from "../metadata/model";
import { requestErrors } from "../server/errors";
import { quoteName } from "../store/sql";
import { compileComparison } from "./compile-comparison";
import type { ColumnReference } from "./compile-from";
import type { Source } from "./compile-from";
import { queryFunctionCondition } from "./query-functions";
import type { Fragment, ReadScope } from "./scope";
import { defaultSwitches, fragment, joinConditions, joinFragments } from "./scope";
import type { Expression, Operand } from "./syntax";
import type { TextMatch } from "./text-match";
import { columnTextCondition } from "./text-search";

const textMatches: Record<string, TextMatch> = { contains: "contains", startswith: "startsWith", endswith: "endsWith" };

/** Turns a `$filter` into an SQL condition. Every value of the client becomes a bound parameter. */
export function compileFilter(expression: Expression, root: Source, scope: ReadScope): Fragment {
  return new FilterCompiler(scope, root, new Map()).compile(expression);
}

class FilterCompiler {
  constructor(
    private readonly scope: ReadScope,
    private readonly root: Source,
    /** Lambda variables that are in sight. */
    private readonly variables: ReadonlyMap<string, Source>,
  ) {}

  compile(expression: Expression): Fragment {
    switch (expression.kind) {
      case "and":
      case "or":
        return this.compileChain(expression);
      case "not": {
        // An empty column makes the inner condition unknown; the platform counts such rows as "not like".
        const inner = this.compile(expression.operand);

        return fragment(`NOT coalesce(${inner.sql}, 0)`, ...inner.parameters);
      }
      case "compare":
        return this.comparison(expression);
      case "text": {
        const reference = this.path(expression.path.segments);
        if (!isText(reference)) throw incompatible(expression.name);

        return columnTextCondition(
          reference,
          String(expression.value.value),
          textMatches[expression.name] ?? "contains",
        );
      }
      case "truth":
        return this.truth(expression.operand);
      case "lambda":
        return this.lambda(expression);
      case "queryFunction":
        return queryFunctionCondition(expression, this.path(expression.property.segments, true), this.scope);
    }
  }

  /** Long chains of `or` are flattened, so that their depth costs no stack. */
  private compileChain(expression: Extract<Expression, { kind: "and" | "or" }>): Fragment {
    const parts: Fragment[] = [];
    let rest: Expression = expression;
    while (rest.kind === expression.kind && (rest.kind === "and" || rest.kind === "or")) {
      parts.unshift(this.compile(rest.right));
      rest = rest.left;
    }
    parts.unshift(this.compile(rest));
    return joinConditions(parts, expression.kind === "and" ? "AND" : "OR");
  }

  private comparison({ operator, left, right }: Extract<Expression, { kind: "compare" }>): Fragment {
    const quotedGuids = (this.scope.switches ?? defaultSwitches).acceptQuotedGuids;

    return compileComparison(operator, this.operand(left), this.operand(right), quotedGuids);
  }

  private operand(operand: Operand): Parameters<typeof compileComparison>[1] {
    return operand.kind === "literal" ? operand : this.path(operand.segments);
  }

  /** Query functions may name a lookup by its logical name (`ownerid`) as well. */
  private path(segments: readonly string[], logicalNames = false): ColumnReference {
    const variable = this.variables.get(segments[0] ?? "");
    if (variable !== undefined) return variable.path(segments.slice(1), logicalNames);

    return this.root.path(segments, logicalNames);
  }

  private truth(operand: Operand): Fragment {
    if (operand.kind === "literal" && operand.type === "boolean") return fragment(operand.value === true ? "1" : "0");
    if (operand.kind === "path") {
      const reference = this.path(operand.segments);
      if (reference.column.type === "Boolean") return fragment(`${reference.sql} = 1`);
    }
    throw requestErrors.badQuery("The $filter expression must evaluate to a single boolean value.");
  }

  private lambda(expression: Extract<Expression, { kind: "lambda" }>): Fragment {
    const { parent, navigation } = this.collection(expression.path.segments);
    const child = parent.child(this.scope.catalog.requireTable(navigation.target));
    const { link, from } = linkOf(parent, child, navigation);
    const conditions = [link];
    const rowFilter = child.rowFilter();
    if (rowFilter !== undefined) conditions.push(rowFilter);
    if (expression.body !== undefined) {
      const variables = new Map(this.variables).set(expression.variable, child);
      const body = new FilterCompiler(this.scope, child, variables).compile(expression.body);
      conditions.push(
        expression.quantifier === "all" ? fragment(`NOT coalesce(${body.sql}, 0)`, ...body.parameters) : body,
      );
    }
    const where = joinFragments(conditions, " AND ");
    const source = from(child.from());
    const sql = `${expression.quantifier === "all" ? "NOT " : ""}EXISTS (SELECT 1 FROM ${source.sql} WHERE ${where.sql})`;

    return fragment(sql, ...source.parameters, ...where.parameters);
  }

  private collection(segments: readonly string[]): { parent: Source; navigation: CollectionNavigation } {
    const variable = this.variables.get(segments[0] ?? "");
    const rest = variable === undefined ? segments : segments.slice(1);
    const parent = variable ?? this.root;
    const name = rest[0] ?? "";
    const navigation = this.scope.catalog.navigation(parent.table.logicalName, name);
    if (rest.length > 1 || (navigation !== undefined && navigation.kind === "lookup")) {
      throw requestErrors.badQuery(
        "Any and all are supported on collection-valued navigation properties of the row only, not below a lookup.",
      );
    }
    if (navigation === undefined) throw requestErrors.unknownProperty(name, parent.table.logicalName);

    return { parent, navigation: navigation as CollectionNavigation };
  }
}

export type CollectionNavigation = Exclude<Navigation, { kind: "lookup" }>;

/** How the rows of a collection hang on their parent: the FROM clause around the child, and the condition. */
export function linkOf(
  parent: Source,
  child: Source,
  navigation: CollectionNavigation,
): { link: Fragment; from: (child: Fragment) => Fragment } {
  const parentKey = parent.raw(parent.table.primaryId);
  if (navigation.kind === "manyToMany") {
    const { intersectTable, column1, column2 } = navigation.relationship;
    const [own, other] = navigation.side === 1 ? [column1, column2] : [column2, column1];
    const alias = `${child.alias}x`;
    const join = `${quoteName(intersectTable)} AS "${alias}" JOIN `;
    const on = `"${alias}".${quoteName(other)} = ${child.raw(child.table.primaryId)}`;

    return {
      link: fragment(`${on} AND "${alias}".${quoteName(own)} = ${parentKey}`),
      from: (source) => fragment(join + source.sql, ...source.parameters),
    };
  }
  const { referencingColumn } = navigation.relationship;
  const column = child.table.columns.get(referencingColumn);
  const link = fragment(`${child.raw(referencingColumn)} = ${parentKey}`);
  const typed = column !== undefined && isPolymorphic(column) && parent.table.logicalName !== "owner";

  return {
    link: typed
      ? joinFragments(
          [link, fragment(`${child.raw(typeColumn(referencingColumn))} = ?`, parent.table.logicalName)],
          " AND ",
        )
      : link,
    from: (source) => source,
  };
}

function isText(reference: ColumnReference): boolean {
  return ["String", "Memo", "EntityName", "Virtual"].includes(reference.column.type);
}

function incompatible(name: string): Error {
  return requestErrors.badQuery(
    `No function signature for the function with name '${name}' matches the specified arguments. The function signatures considered are: ${name}(Edm.String Nullable=true, Edm.String Nullable=true).`,
  );
}
