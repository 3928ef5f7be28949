import { requestErrors } from "../server/errors";

export type TokenKind = "name" | "string" | "number" | "guid" | "date" | "datetime" | "alias" | "mark" | "end";

export interface Token {
  readonly kind: TokenKind;
  /** Of a string: unquoted and unescaped; else as written. */
  readonly text: string;
  readonly at: number;
}

const guid = /[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}(?![\w-])/y;
const date = /[+-]?\d{4,}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?(?![\w:-])/y;
const number = /[+-]?(\d+(\.\d+)?([eE][+-]?\d+)?|INF)[LlMmFfDd]?(?![\w.])/y;
const name = /[A-Za-z_$][\w]*(\.[A-Za-z_][\w]*)*/y;
const alias = /@[A-Za-z_][\w]*/y;
const marks = "(),/:=[];*";

/** Longer texts are refused: no client needs them and nothing may take seconds to read. */
const maximumLength = 131_072;

/** Parts an expression into tokens. Throws the OData error that names the place. */
export function tokenize(text: string): Token[] {
  if (text.length > maximumLength) throw requestErrors.badQuery("The query option is too long.");
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const c = text.charAt(at);
    if (/\s/.test(c)) {
      at += 1;
      continue;
    }
    const token = c === "'" || c === '"' ? readString(text, at, c) : readWord(text, at);
    tokens.push(token.token);
    at = token.next;
  }
  tokens.push({ kind: "end", text: "", at: text.length });

  return tokens;
}

function readWord(text: string, at: number): { token: Token; next: number } {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) continue;
    const found = kind === "date" && match[1] !== undefined ? "datetime" : kind;

    return { token: { kind: found, text: match[0], at }, next: at + match[0].length };
  }
  const c = text.charAt(at);
  if (marks.includes(c)) return { token: { kind: "mark", text: c, at }, next: at + 1 };
  throw requestErrors.badQuery(`Syntax error: character '${c}' is not valid at position ${at} in '${text}'.`);
}

const patterns: readonly (readonly [TokenKind, RegExp])[] = [
  ["guid", guid],
  ["date", date],
  ["number", number],
  ["name", name],
  ["alias", alias],
];

/** Single quotes are doubled inside (facts/dataverse-web-api.md §2.3); double quotes, in lists, are escaped as in JSON. */
function readString(text: string, at: number, quote: string): { token: Token; next: number } {
  let value = "";
  let i = at + 1;
  for (;;) {
    if (i >= text.length) {
      throw requestErrors.badQuery(`There is an unterminated string literal at position ${text.length} in '${text}'.`);
    }
    const c = text.charAt(i);
    if (c === quote && quote === "'" && text.charAt(i + 1) === quote) i += 1;
    else if (c === quote) break;
    else if (c === "\\" && quote === '"' && i + 1 < text.length) i += 1;
    value += text.charAt(i);
    i += 1;
  }

  return { token: { kind: "string", text: value, at }, next: i + 1 };
}

/** A reader over tokens with the messages of the OData library. */
export class TokenReader {
  private index = 0;
  private readonly tokens: readonly Token[];

  constructor(readonly text: string) {
    this.tokens = tokenize(text);
  }

  peek(ahead = 0): Token {
    const token = this.tokens[Math.min(this.index + ahead, this.tokens.length - 1)];
    if (token === undefined) throw new RangeError("A token list always has an end.");

    return token;
  }

  next(): Token {
    const token = this.peek();
    if (token.kind !== "end") this.index += 1;

    return token;
  }

  /** Whether the next token is this mark or name. */
  at(text: string): boolean {
    const token = this.peek();

    return (token.kind === "mark" || token.kind === "name") && token.text === text;
  }

  /** Takes the next token when it is this mark or name. */
  take(text: string): boolean {
    if (!this.at(text)) return false;
    this.next();

    return true;
  }

  expect(text: string): Token {
    if (!this.at(text)) throw this.expected(`'${text}'`);

    return this.next();
  }

  expectName(): Token {
    if (this.peek().kind !== "name") throw this.expected("Identifier");

    return this.next();
  }

  expectEnd(): void {
    if (this.peek().kind !== "end") throw this.syntaxError();
  }

  /** `')' or operator expected at position 12 in 'name eq ...'.` */
  expected(what: string): Error {
    return requestErrors.badQuery(`${what} expected at position ${this.peek().at} in '${this.text}'.`);
  }

  syntaxError(at = this.peek().at): Error {
    return requestErrors.badQuery(`Syntax error at position ${at} in '${this.text}'.`);
  }
}
