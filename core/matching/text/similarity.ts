import { soundOf } from "./fold";
import { remember } from "./packed";

/** Edits (insert, delete, change, swap of neighbours) between two words, or max + 1 when there are more. */
export function editDistance(a: string, b: string, max: number): number {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > max) return max + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 0; i < a.length; i++) {
    let least = i + 1;
    const row = [least];
    let left = least;
    for (let j = 0; j < b.length; j++) {
      const diagonal = previous[j] ?? 0;
      left = Math.min(left + 1, (previous[j + 1] ?? 0) + 1, a[i] === b[j] ? diagonal : diagonal + 1);
      if (i && a[i] === b[j - 1] && a[i - 1] === b[j]) left = Math.min(left, (before[j - 1] ?? 0) + 1);
      row.push(left);
      if (left < least) least = left;
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
export const closeness = (a: string, b: string): Closeness => (a === b ? "exact" : measured(a)(b));

const measured = remember((a) =>
  remember((b): Closeness => {
    const [short, long] = byLength(a, b);
    if (short.length < 3 || long.length - short.length > 4) return "far";
    if (soundOf(a) === soundOf(b)) return "sound";
    const edits = editDistance(a, b, allowedEdits(long.length));
    return edits <= allowedEdits(long.length) && (edits < 2 || a[0] === b[0]) ? "near" : "far";
  }),
);
