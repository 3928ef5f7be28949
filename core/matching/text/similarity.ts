import { soundOf } from "./fold";

/** Edits (insert, delete, change, swap of neighbours) between two words, or max + 1 when there are more. */
export function editDistance(a: string, b: string, max: number): number {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > max) return max + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
      if (cost < least) least = cost;
    }
    if (least > max) return max + 1;
    before = previous;
    previous = row;
  }
  return previous[b.length] ?? max + 1;
}

/** Likeness of two words, 0 to 1 (Jaro, with Winkler's bonus for a common start). */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1;
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const usedB = new Array<boolean>(b.length).fill(false);
  const matched: string[] = [];
  for (let i = 0; i < a.length; i++) {
    const end = Math.min(b.length - 1, i + reach);
    for (let j = Math.max(0, i - reach); j <= end; j++) {
      if (usedB[j] || a[i] !== b[j]) continue;
      usedB[j] = true;
      matched.push(a[i] ?? "");
      break;
    }
  }
  const m = matched.length;
  if (m === 0) return 0;
  let swaps = 0;
  let k = 0;
  for (let j = 0; j < b.length; j++) if (usedB[j] && b[j] !== matched[k++]) swaps++;
  const jaro = (m / a.length + m / b.length + (m - swaps / 2) / m) / 3;
  let start = 0;
  while (start < 4 && start < a.length && start < b.length && a[start] === b[start]) start++;
  return jaro + start * 0.1 * (1 - jaro);
}

/** Typing errors that a word of this length may hold and still be the same word. */
export function allowedEdits(length: number): number {
  return length < 4 ? 0 : length < 6 ? 1 : length < 10 ? 2 : 3;
}

export type Closeness = "exact" | "sound" | "near" | "far";

const cache = new Map<string, Map<string, Closeness>>();
let remembered = 0;

/** How close two folded words of a name are. Remembered, for the words of one lead meet the same words of many records. */
export function closeness(a: string, b: string): Closeness {
  if (a === b) return "exact";
  let row = cache.get(a);
  if (!row) cache.set(a, (row = new Map()));
  let found = row.get(b);
  if (found) return found;
  found = measureCloseness(a, b);
  row.set(b, found);
  if (++remembered > 50_000) {
    cache.clear();
    remembered = 0;
  }
  return found;
}

function measureCloseness(a: string, b: string): Closeness {
  const shorter = Math.min(a.length, b.length);
  if (shorter < 2 || Math.abs(a.length - b.length) > 4) return "far";
  if (shorter > 2 && soundOf(a) === soundOf(b)) return "sound";
  const max = allowedEdits(Math.max(a.length, b.length));
  if (shorter > 2 && max > 0 && editDistance(a, b, max) <= max && jaroWinkler(a, b) >= 0.7) return "near";
  return "far";
}
