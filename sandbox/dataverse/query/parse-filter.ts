import { requestErrors } from "../server/errors";
import type { ComparisonOperator, Expression, Literal, Operand, Path, TextFunction } from "./syntax";
import { TokenReader } from "./tokens";
import type { Token } from "./tokens";

/** Parameter aliases of the request (`@p1` -> its raw text). */
export type Aliases = ReadonlyMap<string, string>;

const comparisons = new Set<string>(["eq", "ne", "gt", "ge", "lt", "le"]);
const textFunctions = new Set<string>(["contains", "startswith", "endswith"]);
const queryFunctionPrefix = "Microsoft.Dynamics.CRM.";
const maximumDepth = 100;

/** Functions of OData that Dataverse refuses (facts/dataverse-web-api.md §2.3: "contains/startswith/endswith only"). */
const refusedFunctions = new Set(
  "length indexof substring tolower toupper trim concat year month day hour minute second date time now round floor ceiling cast isof".split(
    " ",
  ),
);

/** Reads a `$filter`. Throws the OData error with the place of the first mistake. */
export function parseFilter(text: string, aliases: Aliases = new Map()): Expression {
  const reader = new TokenReader(text);
  const expression = new FilterParser(reader, aliases).parse();
  if (reader.peek().kind !== "end") throw reader.syntaxError();

  return expression;
}

/** Recursive descent over one expression: `or` binds weakest, then `and`, then `not` and comparisons. */
export class FilterParser {
  private depth = 0;

  constructor(
    private readonly reader: TokenReader,
    private readonly aliases: Aliases,
  ) {}

  parse(): Expression {
    this.depth += 1;
    if (this.depth > maximumDepth) throw requestErrors.badQuery("Recursion limit reached in the $filter expression.");
    let left = this.parseAnd();
    while (this.reader.take("or")) left = { kind: "or", left, right: this.parseAnd() };
    this.depth -= 1;

    return left;
  }

  private parseAnd(): Expression {
    let left = this.parseNot();
    while (this.reader.take("and")) left = { kind: "and", left, right: this.parseNot() };

    return left;
  }

  private parseNot(): Expression {
    const token = this.reader.peek();
    if (!this.reader.take("not")) return this.parseTerm();
    this.depth += 1;
    if (this.depth > maximumDepth) throw requestErrors.badQuery("Recursion limit reached in the $filter expression.");
    const operand = this.parseNot();
    this.depth -= 1;
    if (operand.kind === "queryFunction") {
      throw requestErrors.badQuery("Not operator along with the Custom Named Condition operators is not allowed");
    }

    return { kind: "not", operand, at: token.at };
  }

  private parseTerm(): Expression {
    if (this.reader.take("(")) {
      const inner = this.parse();
      if (!this.reader.at(")")) throw this.reader.expected("')' or operator");
      this.reader.next();

      return inner;
    }
    const token = this.reader.peek();
    if (token.kind === "name" && isMark(this.reader.peek(1), "(")) {
      if (token.text.startsWith(queryFunctionPrefix)) return this.parseQueryFunction();
      if (textFunctions.has(token.text)) return this.parseTextFunction();
      throw unknownFunction(token);
    }
    const left = this.parseOperand();
    if (left.kind === "path" && this.reader.at("/")) throw this.reader.syntaxError();
    if (left.kind === "path" && isLambda(left, this.reader)) return this.parseLambda(left);
    const operator = this.reader.peek();
    if (operator.kind !== "name" || !comparisons.has(operator.text)) {
      if (operator.kind === "name" && /^(has|in|add|sub|mul|div|mod)$/.test(operator.text)) {
        throw requestErrors.badQuery(`The operator '${operator.text}' is not supported.`);
      }

      return { kind: "truth", operand: left };
    }
    this.reader.next();
    const right = this.parseOperand();

    return { kind: "compare", operator: operator.text as ComparisonOperator, left, right, at: token.at };
  }

  private parseTextFunction(): Expression {
    const name = this.reader.next();
    this.reader.expect("(");
    const path = this.parseOperand();
    if (path.kind !== "path") throw requestErrors.badQuery(`The first argument of '${name.text}' must be a property.`);
    this.reader.expect(",");
    const value = this.parseOperand();
    if (value.kind !== "literal" || value.type !== "string") {
      throw requestErrors.badQuery(
        `No function signature for the function with name '${name.text}' matches the specified arguments. The function signatures considered are: ${name.text}(Edm.String Nullable=true, Edm.String Nullable=true).`,
      );
    }
    this.reader.expect(")");

    return { kind: "text", name: name.text as TextFunction, path, value, at: name.at };
  }

  private parseQueryFunction(): Expression {
    const token = this.reader.next();
    const name = token.text.slice(queryFunctionPrefix.length);
    this.reader.expect("(");
    const values = new Map<string, Literal>();
    while (!this.reader.at(")")) {
      const argument = this.reader.expectName();
      this.reader.expect("=");
      const value = this.parseOperand();
      if (value.kind !== "literal") throw this.reader.syntaxError(value.at);
      values.set(argument.text, value);
      if (!this.reader.take(",")) break;
    }
    this.reader.expect(")");
    const property = values.get("PropertyName");
    if (typeof property?.value !== "string") {
      throw requestErrors.badQuery(
        `Request message has unresolved parameters. '${name}' needs the parameter PropertyName.`,
      );
    }
    values.delete("PropertyName");
    const segments = property.value.split("/");
    const path: Path = { kind: "path", segments, at: property.at };

    return { kind: "queryFunction", name, property: path, values: [...values.values()], at: token.at };
  }

  private parseLambda(path: Path): Expression {
    const quantifier = path.segments[path.segments.length - 1] === "any" ? "any" : "all";
    const collection: Path = { ...path, segments: path.segments.slice(0, -1) };
    this.reader.expect("(");
    if (quantifier === "any" && this.reader.take(")")) {
      return { kind: "lambda", quantifier, path: collection, variable: "", at: path.at };
    }
    const variable = this.reader.expectName().text;
    this.reader.expect(":");
    const body = this.parse();
    this.reader.expect(")");

    return { kind: "lambda", quantifier, path: collection, variable, body, at: path.at };
  }

  parseOperand(): Operand {
    const token = this.reader.peek();
    if (token.kind === "alias") return this.resolveAlias(this.reader.next());
    if (token.kind === "mark" && token.text === "[") return this.parseList();
    const literal = literalOf(token);
    if (literal !== undefined) {
      this.reader.next();

      return literal;
    }
    if (token.kind !== "name") {
      throw token.kind === "end" ? this.expectedExpression() : this.reader.syntaxError();
    }
    if (token.text.startsWith("$")) throw this.reader.syntaxError();

    return this.parsePath();
  }

  private parsePath(): Operand {
    const first = this.reader.next();
    const following = this.reader.peek();
    if (following.kind === "string" && following.at === first.at + first.text.length) {
      // An enumeration member: Microsoft.Dynamics.CRM.AttributeTypeCode'Picklist'.
      this.reader.next();

      return { kind: "literal", type: "enum", value: following.text, at: first.at };
    }
    const segments = [first.text];
    while (this.reader.take("/")) {
      if (this.reader.take("$count")) segments.push("$count");
      else segments.push(this.reader.expectName().text);
    }

    return { kind: "path", segments, at: first.at };
  }

  private parseList(): Literal {
    const start = this.reader.expect("[");
    const list: string[] = [];
    while (!this.reader.at("]")) {
      const item = this.parseOperand();
      if (item.kind !== "literal" || item.type === "list") throw this.reader.syntaxError(item.at);
      list.push(item.value === null ? "" : String(item.value));
      if (!this.reader.take(",")) break;
    }
    this.reader.expect("]");

    return { kind: "literal", type: "list", value: null, list, at: start.at };
  }

  private resolveAlias(token: Token): Operand {
    const text = this.aliases.get(token.text);
    if (text === undefined) {
      throw requestErrors.badQuery(`The parameter alias '${token.text}' is not defined in the request.`);
    }
    const reader = new TokenReader(text);
    // An alias stands for a value; it may not name another alias, so no circle is possible.
    const value = new FilterParser(reader, new Map()).parseOperand();
    reader.expectEnd();

    return value;
  }

  private expectedExpression(): Error {
    return requestErrors.badQuery(`Expression expected at position ${this.reader.peek().at} in '${this.reader.text}'.`);
  }
}

function literalOf(token: Token): Literal | undefined {
  const { at, text } = token;
  switch (token.kind) {
    case "string":
      return { kind: "literal", type: "string", value: text, at };
    case "number":
      return { kind: "literal", type: "number", value: numberOf(token), at };
    case "guid":
      return { kind: "literal", type: "guid", value: text.toLowerCase(), at };
    case "date":
    case "datetime":
      return { kind: "literal", type: token.kind, value: text, at };
    case "name":
      if (text === "null") return { kind: "literal", type: "null", value: null, at };
      if (text === "true" || text === "false") return { kind: "literal", type: "boolean", value: text === "true", at };

      return undefined;
    default:
      return undefined;
  }
}

function numberOf(token: Token): number {
  const value = Number(token.text.replace(/[LlMmFfDd]$/, ""));
  if (!Number.isFinite(value))
    throw requestErrors.badQuery(`The number '${token.text}' at position ${token.at} is not valid.`);

  return value;
}

function isLambda(path: Path, reader: TokenReader): boolean {
  const last = path.segments[path.segments.length - 1];

  return path.segments.length > 1 && (last === "any" || last === "all") && reader.at("(");
}

function isMark(token: Token, text: string): boolean {
  return token.kind === "mark" && token.text === text;
}

function unknownFunction(token: Token): Error {
  if (refusedFunctions.has(token.text)) {
    return requestErrors.badQuery(`The function '${token.text}' is not supported in $filter.`);
  }

  return requestErrors.badQuery(
    `An unknown function with name '${token.text}' was found. This may also be a function import or a key lookup on a navigation property, which is not allowed.`,
  );
}
