/**
 * Edit distance (insert, delete, replace, swap of neighbours) between two words when it is at most `limit`, else undefined.
 * Works row by row and gives up as soon as no cell of a row can end within the limit.
 */
export function editDistance(one: string, two: string, limit: number): number | undefined {
  if (Math.abs(one.length - two.length) > limit) return undefined;
  if (one === two) return 0;
  let before: number[] = [];
  let previous = Array.from({ length: two.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    let best = row;
    for (let column = 1; column <= two.length; column += 1) {
      const isSame = one[row - 1] === two[column - 1];
      let cost = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (isSame ? 0 : 1),
      );
      const isSwap = row > 1 && column > 1 && one[row - 1] === two[column - 2] && one[row - 2] === two[column - 1];
      if (isSwap) cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
      current.push(cost);
      if (cost < best) best = cost;
    }
    if (best > limit) return undefined;
    before = previous;
    previous = current;
  }
  const result = previous[two.length] ?? limit + 1;
  return result <= limit ? result : undefined;
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
