import type { Formatting, MappingError } from "./rule";
import { failed, type Typed } from "./value";

const groupSigns = /[\s\u00a0\u202f'’]/g;
const money = /[\p{Sc}]|\b[A-Z]{3}\b/gu;

/** The digits of other scripts that people type, as ASCII; the Arabic decimal sign as ".". */
export function asciiDigits(text: string): string {
  return text
    .replace(/[٠-٩۰-۹０-９]/g, (digit) => {
      const code = digit.charCodeAt(0);
      return String(code >= 0xff10 ? code - 0xff10 : code >= 0x6f0 ? code - 0x6f0 : code - 0x660);
    })
    .replace(/٫/g, ".")
    .replace(/٬/g, "");
}

/**
 * A number out of text as people write it: "1.250,50 EUR", "1,250.50", "(40)", "12 %", "- 7". Without a decimal sign given, the last of
 * "." and "," is one, unless it occurs twice or stands alone before exactly three digits ("1.250" is 1250, "0.250" is a quarter).
 * @returns null for anything else.
 */
export function parseNumber(input: string, decimal?: "." | ","): number | null {
  let text = asciiDigits(input).replace(money, "").replace(groupSigns, "");
  const negative = /^\(.*\)$/.test(text) || /^[-−].*[^-−]$/.test(text) || /^[^-−].*[-−]$/.test(text);
  text = text.replace(/^[(+\-−]|[)\-−]$/g, "");
  const percent = text.endsWith("%");
  if (percent) text = text.slice(0, -1);
  const sign = decimal ?? guessDecimal(text);
  const group = sign === "," ? "." : ",";
  const [whole = "", fraction, more] = text.split(group === "," && !sign ? "\u0000" : (sign ?? "\u0000"));
  if (more !== undefined) return null;
  const pieces = whole.split(group);
  const isGrouped = pieces.every((piece, index) => groupPattern(index, pieces.length).test(piece));
  const digits = pieces.join("");
  if (!isGrouped || !/^\d*$/.test(digits) || !/^\d*$/.test(fraction ?? "") || digits + (fraction ?? "") === "")
    return null;
  const value = Number(`${digits || "0"}.${fraction || "0"}`) * (negative ? -1 : 1);
  if (!Number.isFinite(value)) return null;
  return percent ? roundTo(value / 100, 10) : value === 0 ? 0 : value;
}

/** A typed value as a number, or why it is none. */
export function numberOf({ value, kind }: Typed, decimal?: "." | ","): number | { readonly error: MappingError } {
  if (typeof value === "number") return value;
  if (kind === "yesNo") return Number(value);
  if (kind !== "text") return failed("wrongType", kind);
  return parseNumber(String(value), decimal) ?? failed("notNumber", String(value));
}

/** The first group has up to three digits, the last three, those between two (in India) or three. */
function groupPattern(index: number, count: number): RegExp {
  if (count === 1) return /^/;
  return index === 0 ? /^\d{1,3}$/ : index === count - 1 ? /^\d{3}$/ : /^\d{2,3}$/;
}

/** @returns the sign that starts the fraction, or undefined when every sign in the text groups digits. */
function guessDecimal(text: string): "." | "," | undefined {
  const last = Math.max(text.lastIndexOf("."), text.lastIndexOf(","));
  if (last < 0) return undefined;
  const sign = text.charAt(last) as "." | ",";
  const other = sign === "." ? "," : ".";
  const alone = !text.includes(other);
  const twice = text.indexOf(sign) !== last;
  const three = text.length - last - 1 === 3;
  if (twice) return alone ? other : undefined;
  return alone && three && /^[1-9]\d{0,2}$/.test(text.slice(0, last)) ? other : sign;
}

/** Rounded half away from zero on the decimal digits that a person sees: 1.005 becomes 1.01. */
export function roundTo(value: number, decimals: number): number {
  if (!Number.isFinite(value) || Math.abs(value) >= 1e15) return value;
  const plain = String(Math.abs(value));
  const scaled = plain.includes("e") ? Math.abs(value) * 10 ** decimals : Number(`${plain}e${decimals}`);
  const result = Number(`${Math.round(scaled)}e-${decimals}`) * Math.sign(value);
  return Number.isFinite(result) ? (result === 0 ? 0 : result) : value;
}

/** A number in the user's format, with all its digits or with a given count of decimals. */
export function formatNumber(value: number, formatting: Formatting, decimals?: number): string {
  const rounded = decimals === undefined ? value : roundTo(value, decimals);
  const plain =
    decimals === undefined ? plainDigits(Math.abs(rounded)) : Math.abs(rounded).toFixed(Math.min(decimals, 20));
  const [whole = "0", fraction] = plain.split(".");
  const grouped = formatting.group === "" ? whole : whole.replace(/\B(?=(\d{3})+(?!\d))/g, formatting.group);
  return `${rounded < 0 ? "-" : ""}${grouped}${fraction ? formatting.decimal + fraction : ""}`;
}

function plainDigits(value: number): string {
  const digits = String(value);
  if (!digits.includes("e")) return digits;
  return value >= 1 ? value.toFixed(0) : value.toFixed(20).replace(/0+$/, "").replace(/\.$/, "");
}
