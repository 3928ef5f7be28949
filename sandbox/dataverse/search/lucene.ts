/** A search expression as a tree. `boost` multiplies the score of what the node finds. */
export type SearchNode =
  | {
      readonly kind: "term";
      readonly text: string;
      readonly field?: string;
      readonly edits: number;
      readonly boost: number;
    }
  | { readonly kind: "prefix"; readonly text: string; readonly field?: string; readonly boost: number }
  | {
      readonly kind: "phrase";
      readonly words: readonly string[];
      readonly slop: number;
      readonly field?: string;
      readonly boost: number;
    }
  | { readonly kind: "group"; readonly clauses: readonly Clause[]; readonly boost: number };

/** One part of a group: it must, should or must not be there. */
export interface Clause {
  readonly occur: "must" | "should" | "mustNot";
  readonly node: SearchNode;
}

export interface ParseSettings {
  /** Full Lucene syntax; otherwise the simple one, without fuzziness, boosts and fields. */
  readonly isLucene: boolean;
  /** Words without operator: all of them must be there (`searchmode` all), or any. */
  readonly allMustMatch: boolean;
}

type Token =
  | { readonly kind: "word"; readonly text: string; readonly isPrefix: boolean }
  | { readonly kind: "phrase"; readonly text: string }
  | { readonly kind: "field"; readonly name: string }
  | { readonly kind: "suffix"; readonly mark: "~" | "^"; readonly value: number | null }
  | { readonly kind: "operator"; readonly mark: "+" | "-" | "AND" | "OR" | "(" | ")" };

/**
 * Parses a Lucene-like search: words, `word~2`, `word^3`, `"a phrase"~4`, `pre*`, `field:word`, `AND`, `OR`, `NOT`, `+`, `-`,
 * brackets (facts/matching.md §5). What is no syntax counts as text, so that no input is an error.
 */
export function parseSearch(text: string, settings: ParseSettings): SearchNode {
  const parser = new Parser(tokenize(text, settings.isLucene), settings);
  return parser.group();
}

/** Words as the index has them: runs of letters and digits in lower case. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
}

function tokenize(text: string, isLucene: boolean): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at);
    const space = /^\s+/.exec(rest);
    const phrase = /^"((?:\\.|[^"\\])*)"?/.exec(rest);
    const operator = /^(\+|-|!|\(|\)|&&|\|\||\||(?:AND|OR|NOT)(?=[\s(]|$))/.exec(rest);
    const suffix = isLucene ? /^(~|\^)(\d+(?:\.\d+)?)?/.exec(rest) : null;
    const field = isLucene ? /^([A-Za-z_][A-Za-z0-9_]*):(?=\S)/.exec(rest) : null;
    const pattern = isLucene ? /^\/((?:\\.|[^/\\])*)\//.exec(rest) : null;
    const word = /^(?:\\.|[^\s"()~^*:])+/.exec(rest);
    const found = space ?? phrase ?? operator ?? suffix ?? field ?? pattern ?? word;
    if (!found) {
      at += 1;
      continue;
    }
    at += found[0].length;
    if (space) continue;
    if (phrase) tokens.push({ kind: "phrase", text: unescape(phrase[1] ?? "") });
    else if (operator) tokens.push({ kind: "operator", mark: operatorOf(operator[0]) });
    else if (suffix)
      tokens.push({ kind: "suffix", mark: suffix[1] as "~" | "^", value: suffix[2] ? Number(suffix[2]) : null });
    else if (field) tokens.push({ kind: "field", name: field[1] ?? "" });
    else if (pattern) tokens.push({ kind: "word", text: pattern[1] ?? "", isPrefix: false });
    else {
      const isPrefix = text[at] === "*";
      if (isPrefix) at += 1;
      tokens.push({ kind: "word", text: unescape(found[0]), isPrefix });
    }
  }
  return tokens;
}

function operatorOf(text: string): "+" | "-" | "AND" | "OR" | "(" | ")" {
  if (text === "&&") return "AND";
  if (text === "||" || text === "|") return "OR";
  if (text === "!" || text === "NOT") return "-";
  return text as "+" | "-" | "AND" | "OR" | "(" | ")";
}

function unescape(text: string): string {
  return text.replace(/\\(.)/g, "$1");
}

class Parser {
  private at = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly settings: ParseSettings,
  ) {}

  group(field?: string): SearchNode {
    const clauses: Clause[] = [];
    let joined: "AND" | "OR" | undefined;
    let prefix: "+" | "-" | undefined;
    for (let token = this.tokens[this.at]; token; token = this.tokens[this.at]) {
      if (token.kind === "operator" && token.mark === ")") break;
      if (token.kind === "operator" && token.mark !== "(") {
        this.at += 1;
        if (token.mark === "AND" || token.mark === "OR") joined = token.mark;
        else if (token.mark === "+" || token.mark === "-") prefix = token.mark;
        continue;
      }
      const node = this.item(field);
      if (!node) continue;
      if (joined === "AND") promote(clauses);
      clauses.push({ occur: this.occurOf(prefix, joined), node });
      joined = undefined;
      prefix = undefined;
    }
    return { kind: "group", clauses, boost: 1 };
  }

  private occurOf(prefix: "+" | "-" | undefined, joined: "AND" | "OR" | undefined): Clause["occur"] {
    if (prefix === "-") return "mustNot";
    if (prefix === "+" || joined === "AND") return "must";
    return joined === undefined && this.settings.allMustMatch ? "must" : "should";
  }

  private item(field?: string): SearchNode | undefined {
    const token = this.tokens[this.at];
    this.at += 1;
    if (!token || token.kind === "suffix") return undefined;
    if (token.kind === "field") return this.item(token.name.toLowerCase());
    if (token.kind === "operator") {
      const inner = this.group(field);
      this.at += 1;
      const { boost } = this.suffixes();
      return { ...inner, boost };
    }
    const { edits, boost } = this.suffixes();
    const words = wordsOf(token.text);
    if (words.length === 0) return undefined;
    if (token.kind === "phrase") return { kind: "phrase", words, slop: edits ?? 0, field, boost };
    return this.word(token, words, edits, field, boost);
  }

  private word(
    token: Token & { kind: "word" },
    words: readonly string[],
    edits: number | undefined,
    field: string | undefined,
    boost: number,
  ): SearchNode {
    const [first = ""] = words;
    // A word that the index splits (ada@example.org) is a phrase of its parts.
    if (words.length > 1) return { kind: "phrase", words, slop: 0, field, boost };
    if (token.isPrefix) return { kind: "prefix", text: first, field, boost };
    return { kind: "term", text: first, field, edits: edits === undefined ? 0 : Math.min(2, edits), boost };
  }

  private suffixes(): { edits: number | undefined; boost: number } {
    let edits: number | undefined;
    let boost = 1;
    for (let token = this.tokens[this.at]; token?.kind === "suffix"; token = this.tokens[this.at]) {
      if (token.mark === "^") boost = token.value ?? 1;
      else edits = token.value ?? 2;
      this.at += 1;
    }
    return { edits: edits === undefined ? undefined : Math.trunc(edits), boost };
  }
}

/** `a AND b` makes both required: the clause before the operator as well. */
function promote(clauses: Clause[]): void {
  const last = clauses.at(-1);
  if (last?.occur === "should") clauses[clauses.length - 1] = { ...last, occur: "must" };
}
