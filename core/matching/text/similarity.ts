import { soundOf } from "./fold";
import { remember } from "./packed";

/** Edits (insert, delete, change, swap of neighbours) between two words, or max + 1 when there are more. */
export function editDistance(a: string, b: string, max: number): number {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > max) return max + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 0; i < a.length; i++) {
    const row = [i + 1];
    let least = i + 1;
    for (let j = 0; j < b.length; j++) {
      const at = (list: readonly number[], k: number): number => list[k] ?? 99;
      const cost = Math.min(
        at(previous, j + 1) + 1,
        at(row, j) + 1,
        at(previous, j) + (a[i] === b[j] ? 0 : 1),
        i && a[i] === b[j - 1] && a[i - 1] === b[j] ? at(before, j - 1) + 1 : 99,
      );
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > max) return max + 1;
    before = previous;
    previous = row;
  }
  return previous[b.length] ?? 0;
}

/** The shorter of two texts first. */
export const byLength = (a: string, b: string): readonly [string, string] => (a.length < b.length ? [a, b] : [b, a]);

/** Typing errors that a word of this length may hold and still be the same word. */
export const allowedEdits = (length: number): number => (length < 4 ? 0 : length < 6 ? 1 : length < 10 ? 2 : 3);

export type Closeness = "exact" | "sound" | "near" | "far";

/** How close two folded words of a name are. Remembered, for the words of one lead meet the same words of many records. */
export const closeness = (a: string, b: string): Closeness => (a === b ? "exact" : measured(`${a} ${b}`));

const measured = remember((pair): Closeness => {
  const [a = "", b = ""] = pair.split(" ");
  const [short, long] = byLength(a, b);
  if (short.length < 3 || long.length - short.length > 4) return "far";
  if (soundOf(a) === soundOf(b)) return "sound";
  const edits = editDistance(a, b, allowedEdits(long.length));
  return edits <= allowedEdits(long.length) && (edits < 2 || a[0] === b[0]) ? "near" : "far";
});
