/**
 * Reads a number as the user's format writes it. `sample` is 1.5 in that format and tells its decimal separator.
 * Null for empty text, undefined for text that is no number.
 */
export function parseNumber(text: string, sample: string, precision: number): number | null | undefined {
  const trimmed = text
    .replace(/[\s\u00a0\u202f']/g, "")
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660));
  if (trimmed === "") return null;

  const decimal = /[,\u066b]/.test(sample) ? /[,\u066b]/g : /\./g;
  const group = decimal.source === "\\." ? /[,\u066c]/g : /[.\u066c]/g;
  const plain = trimmed.replace(group, "").replace(decimal, ".");
  if (!/^-?\d*\.?\d*$/.test(plain) || !/\d/.test(plain)) return undefined;

  return Number(Number(plain).toFixed(precision));
}
