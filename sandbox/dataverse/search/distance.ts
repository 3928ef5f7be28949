/** Longer words than this are equal or not near: they are numbers and codes. */
const longestWord = 64;

/** Three rows of the table of partial distances, used again and again: this runs for every word of the index. */
const rows = [0, 1, 2].map(() => new Int32Array(longestWord + 1)) as [Int32Array, Int32Array, Int32Array];

/**
 * Edit distance (insert, delete, replace, swap of neighbours) between two words when it is at most `limit`, else undefined.
 * Works row by row and gives up as soon as no cell of a row can end within the limit.
 */
export function editDistance(one: string, two: string, limit: number): number | undefined {
  if (one === two) return 0;
  if (Math.abs(one.length - two.length) > limit || Math.max(one.length, two.length) > longestWord) return undefined;
  let [before, previous, current] = rows;
  for (let column = 0; column <= two.length; column += 1) previous[column] = column;
  for (let row = 1; row <= one.length; row += 1) {
    if (fillRow(one, two, row, before, previous, current) > limit) return undefined;
    [before, previous, current] = [previous, current, before];
  }
  const result = previous[two.length] ?? limit + 1;
  return result <= limit ? result : undefined;
}

/** Fills one row of the table; returns its smallest cell. */
function fillRow(
  one: string,
  two: string,
  row: number,
  before: Int32Array,
  previous: Int32Array,
  current: Int32Array,
): number {
  current[0] = row;
  let best = row;
  const letter = one.charCodeAt(row - 1);
  const earlier = row > 1 ? one.charCodeAt(row - 2) : -1;
  for (let column = 1; column <= two.length; column += 1) {
    const other = two.charCodeAt(column - 1);
    let cost = Math.min(
      (previous[column] ?? 0) + 1,
      (current[column - 1] ?? 0) + 1,
      (previous[column - 1] ?? 0) + (letter === other ? 0 : 1),
    );
    const isSwap = column > 1 && letter === two.charCodeAt(column - 2) && earlier === other;
    if (isSwap) cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
    current[column] = cost;
    if (cost < best) best = cost;
  }
  return best;
}

/** Which of 32 classes of letters a word has: words with very different letters cannot be near each other. */
export function letterMask(word: string): number {
  let mask = 0;
  for (let at = 0; at < word.length; at += 1) mask |= 1 << (word.charCodeAt(at) & 31);
  return mask;
}

/** Each edit changes at most two classes of letters. */
export function mayBeNear(maskOne: number, maskTwo: number, limit: number): boolean {
  let difference = maskOne ^ maskTwo;
  let bits = 0;
  while (difference !== 0) {
    difference &= difference - 1;
    bits += 1;
    if (bits > 2 * limit) return false;
  }
  return true;
}
