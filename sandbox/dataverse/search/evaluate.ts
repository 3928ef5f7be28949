import type { SearchNode } from "./lucene";
import type { TextIndex } from "./text-index";

/** Document -> score. */
export type Scores = Map<number, number>;

export interface Scope {
  readonly index: TextIndex;
  readonly table: string;
  /** Columns to search in; all indexed ones when absent. */
  readonly columns?: readonly string[];
}

/** Finds the rows of one table that an expression holds for, with their scores. */
export function evaluate(node: SearchNode, scope: Scope): Scores {
  switch (node.kind) {
    case "group":
      return evaluateGroup(node, scope);
    case "phrase":
      return find(scope, node, phraseExpression(node.words, node.slop), node.boost * node.words.length);
    case "prefix":
      return find(scope, node, `${quote(node.text)} *`, node.boost);
    case "term":
      return evaluateTerm(node, scope);
  }
}

/** A fuzzy term finds each near word for itself; the nearer, the more it counts. */
function evaluateTerm(node: SearchNode & { kind: "term" }, scope: Scope): Scores {
  const result: Scores = new Map();
  for (const { word, edits } of scope.index.vocabulary(scope.table).near(node.text, node.edits)) {
    const likeness = 1 - edits / Math.max(3, node.text.length);
    // Of several near words in one row the best counts, not their sum.
    for (const [document, score] of find(scope, node, quote(word), node.boost * likeness))
      result.set(document, Math.max(score, result.get(document) ?? 0));
  }
  return result;
}

function evaluateGroup(node: SearchNode & { kind: "group" }, scope: Scope): Scores {
  const must = node.clauses.filter((clause) => clause.occur === "must").map((clause) => evaluate(clause.node, scope));
  const should = node.clauses
    .filter((clause) => clause.occur === "should")
    .map((clause) => evaluate(clause.node, scope));
  const mustNot = node.clauses
    .filter((clause) => clause.occur === "mustNot")
    .map((clause) => evaluate(clause.node, scope));
  const result: Scores = new Map();
  const documents = must[0] ? must[0].keys() : new Set(should.flatMap((scores) => [...scores.keys()]));
  for (const document of documents) {
    if (must.some((scores) => !scores.has(document)) || mustNot.some((scores) => scores.has(document))) continue;
    const sum = [...must, ...should].reduce((total, scores) => total + (scores.get(document) ?? 0), 0);
    result.set(document, sum * node.boost);
  }
  return result;
}

function find(scope: Scope, node: { readonly field?: string }, expression: string, factor: number): Scores {
  const columns = node.field ? [node.field] : scope.columns;
  const postings = scope.index.match(scope.table, expression, columns);
  return new Map(postings.map(({ document, score }) => [document, (1 + Math.max(0, score)) * factor]));
}

function phraseExpression(words: readonly string[], slop: number): string {
  if (slop > 0 && words.length > 1) return `NEAR(${words.map(quote).join(" ")}, ${slop})`;
  return words.map(quote).join(" + ");
}

function quote(word: string): string {
  return `"${word.replace(/"/g, '""')}"`;
}
