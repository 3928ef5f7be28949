import { editDistance, letterMask, mayBeNear } from "./distance";

/** A word of the index that is near a searched one. */
export interface NearWord {
  readonly word: string;
  readonly edits: number;
}

/** Lucene widens a fuzzy term to at most fifty words. */
const maximumWords = 50;

/** One edit in a word of two letters would find nearly everything; such words are taken as they are. */
const shortestFuzzy = 2;

/** All words of an index, by length, so that words near a searched one are found in milliseconds. */
export class Vocabulary {
  private readonly known = new Set<string>();
  private readonly byLength = new Map<number, { words: string[]; masks: number[] }>();

  add(word: string): void {
    if (this.known.has(word)) return;
    this.known.add(word);
    const bucket = this.byLength.get(word.length) ?? { words: [], masks: [] };
    bucket.words.push(word);
    bucket.masks.push(letterMask(word));
    this.byLength.set(word.length, bucket);
  }

  /** Words within so many edits, the nearest first. */
  near(word: string, edits: number): NearWord[] {
    if (edits === 0 || word.length <= shortestFuzzy) return this.known.has(word) ? [{ word, edits: 0 }] : [];
    const mask = letterMask(word);
    const found: NearWord[] = [];
    for (let length = Math.max(1, word.length - edits); length <= word.length + edits; length += 1) {
      const bucket = this.byLength.get(length);
      if (!bucket) continue;
      for (const [at, candidate] of bucket.words.entries()) {
        if (!mayBeNear(mask, bucket.masks[at] ?? 0, edits)) continue;
        const distance = editDistance(word, candidate, edits);
        if (distance !== undefined) found.push({ word: candidate, edits: distance });
      }
    }
    return found.sort((a, b) => a.edits - b.edits || (a.word < b.word ? -1 : 1)).slice(0, maximumWords);
  }

  get size(): number {
    return this.known.size;
  }
}
