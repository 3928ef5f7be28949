/** Calling codes of three digits and of one; all others have two. */
const CODE = /^(3[578]\d|42[0139]|21[1-8]|2[2-69]\d|5[09]\d|6[789]\d|8[058]\d|9[679]\d|[17]|..)/;

export interface Phone {
  readonly text: string;
  /** National digits without trunk zero. */
  readonly national: string;
  /** Calling code, when the number was written with one. */
  readonly country?: string;
  readonly extension?: string;
}

/** Reads a phone number as typed; undefined when it holds fewer than six digits. */
export function parsePhone(text: string): Phone | undefined {
  const [main = "", extension] = text.toLowerCase().split(/(?:ext\.?|extension|durchwahl|\bx|#)\s*(?=\d{1,6}\s*$)/);
  let digits = main.replace(/\(0\)|\D/g, "");
  if (digits.length < 6 || /^(\d)\1+$/.test(digits)) return undefined;
  let country: string | undefined;
  if (/^\s*(\+|00(?!0))/.test(main)) {
    digits = digits.replace(/^00/, "");
    country = CODE.exec(digits)?.[0] ?? "";
    digits = digits.slice(country.length);
  }
  digits = digits.replace(/^0+/, "");
  if (!country) digits = digits.replace(/^1(?=\d{10}$)/, "");
  return digits.length < 6 ? undefined : { text: text.trim(), national: digits, country, extension };
}

/** From the best to the worst. */
export const PHONE_LEVELS = ["exact", "local", "near", "exchange", "differs"] as const;
export type PhoneLevel = (typeof PHONE_LEVELS)[number];

/** Compares the telling ends of two numbers; the start may hold a calling code, a trunk zero, or no area code at all. */
export function comparePhones(a: Phone, b: Phone): PhoneLevel {
  if (a.country && b.country && a.country !== b.country) return "differs";
  const length = Math.min(a.national.length, b.national.length);
  const [endA, endB] = [a.national.slice(-Math.min(length, 9)), b.national.slice(-Math.min(length, 9))];
  if (endA === endB) {
    if (a.extension && b.extension && a.extension !== b.extension) return "exchange";
    return length > 7 || a.national === b.national ? "exact" : "local";
  }
  if (length < 7) return "differs";
  if (oneSlip(endA, endB)) return "near";
  const stem = Math.max(6, length - 3);
  return length > 8 && a.national.slice(0, stem) === b.national.slice(0, stem) ? "exchange" : "differs";
}

/** One digit wrong, or two neighbours changed places. */
function oneSlip(a: string, b: string): boolean {
  const [first = 0, second, third] = [...a].flatMap((digit, i) => (digit === b[i] ? [] : [i]));
  if (second === undefined) return first < a.length - 3;
  return third === undefined && second === first + 1 && a[first] === b[second] && a[second] === b[first];
}
