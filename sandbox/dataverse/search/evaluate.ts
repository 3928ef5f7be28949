import type { SearchNode } from "./lucene";
import type { Posting, TextIndex } from "./text-index";

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

/**
 * A fuzzy term stands for all words near it; the nearer, the more it counts. As in Lucene they weigh as if all of them were as frequent as the
 * commonest: a rare misspelling is not worth more than the word that was meant.
 */
function evaluateTerm(node: SearchNode & { kind: "term" }, scope: Scope): Scores {
  const near = scope.index.vocabulary(scope.table).near(node.text, node.edits);
  const found = near.map(({ word, edits }) => ({
    postings: match(scope, node, quote(word)),
    likeness: 1 - edits / Math.max(1, Math.min(word.length, node.text.length)),
  }));
  const commonest = Math.max(0, ...found.map(({ postings }) => postings.length));
  const result: Scores = new Map();
  for (const { postings, likeness } of found)
    // Of several near words in one row the best counts, not their sum.
    for (const [document, score] of weigh(scope, postings, node.boost * likeness, commonest))
      result.set(document, Math.max(score, result.get(document) ?? 0));
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
  const postings = match(scope, node, expression);
  return weigh(scope, postings, factor, postings.length);
}

function match(scope: Scope, node: { readonly field?: string }, expression: string): readonly Posting[] {
  return scope.index.match(scope.table, expression, node.field ? [node.field] : scope.columns);
}

/**
 * Lucene's BM25. The full-text engine has the same formula but for the rarity of a word, which it lets fall to nothing in a small table and
 * for words in every second row: its own is taken out and Lucene's put in, for a word that so many rows hold.
 */
function weigh(scope: Scope, postings: readonly Posting[], factor: number, frequency: number): Scores {
  const all = scope.index.size(scope.table);
  const odds = (count: number): number => (all - count + 0.5) / (count + 0.5);
  const engines = Math.max(1e-6, Math.log(Math.max(0, odds(postings.length))));
  const rarity = (factor * Math.log(1 + Math.max(0, odds(frequency)))) / engines;
  return new Map(postings.map(({ document, score }) => [document, Math.max(0, score) * rarity]));
}

function phraseExpression(words: readonly string[], slop: number): string {
  if (slop > 0 && words.length > 1) return `NEAR(${words.map(quote).join(" ")}, ${slop})`;
  return words.map(quote).join(" + ");
}

function quote(word: string): string {
  return `"${word.replace(/"/g, '""')}"`;
}
