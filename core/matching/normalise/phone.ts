/** Calling codes, longest first, that a number written with + or 00 may start with (two-digit and one-digit ones are found by length 2 and 1). */
const LONG_CODES = /^(3[578]\d|42[0139]|21[1-8]|2[2-69]\d|5[09]\d|6[789]\d|8[058]\d|9[679]\d)/;

export interface Phone {
  readonly text: string;
  /** National digits without trunk zero. */
  readonly national: string;
  /** Calling code, when the number was written with one. */
  readonly country?: string;
  readonly extension?: string;
}

/** Calling code by ISO country, for spelling a number both ways. */
const CODES: Readonly<Record<string, string>> = Object.fromEntries(
  "US1 CA1 GB44 IE353 DE49 AT43 CH41 FR33 BE32 NL31 LU352 ES34 PT351 IT39 DK45 SE46 NO47 FI358 IS354 PL48 CZ420 SK421 HU36 RO40 BG359 GR30 HR385 SI386 EE372 LV371 LT370 RU7 UA380 TR90 IL972 AE971 SA966 EG20 ZA27 IN91 CN86 JP81 KR82 SG65 HK852 TW886 TH66 MY60 ID62 PH63 VN84 AU61 NZ64 BR55 AR54 CL56 CO57 MX52 PE51"
    .split(" ")
    .map((pair) => [pair.slice(0, 2), pair.slice(2)]),
);

/** The calling code of a country, when it is known. */
export function callingCode(country: string | undefined): string | undefined {
  return country ? CODES[country.toUpperCase()] : undefined;
}

/** Reads a phone number as typed; undefined when it holds fewer than six digits. */
export function parsePhone(text: string): Phone | undefined {
  const [main = "", extension] = text.toLowerCase().split(/(?:ext\.?|extension|durchwahl|\bx|#)\s*(?=\d{1,6}\s*$)/);
  const international = /^\s*(\+|00(?!0))/.test(main);
  let digits = main.replace(/\(0\)/g, "").replace(/\D/g, "");
  if (digits.length < 6 || /^(\d)\1+$/.test(digits)) return undefined;
  let country: string | undefined;
  if (international) {
    digits = digits.replace(/^00/, "");
    country = LONG_CODES.exec(digits)?.[0] ?? (/^[17]/.test(digits) ? digits[0] : digits.slice(0, 2));
    digits = digits.slice((country ?? "").length);
  }
  const national = digits.replace(/^0+/, "");
  if (national.length < 6) return undefined;
  return {
    text: text.trim(),
    national: national.length === 11 && national[0] === "1" && !country ? national.slice(1) : national,
    country,
    extension,
  };
}

export type PhoneLevel = "exact" | "local" | "near" | "exchange" | "differs";

/** Compares the telling ends of two numbers; the start may hold a calling code, a trunk zero, or no area code at all. */
export function comparePhones(a: Phone, b: Phone): PhoneLevel {
  if (a.country && b.country && a.country !== b.country) return "differs";
  const length = Math.min(a.national.length, b.national.length);
  const compared = Math.min(length, 9);
  const [endA, endB] = [a.national.slice(-compared), b.national.slice(-compared)];
  if (endA === endB) {
    if (a.extension && b.extension && a.extension !== b.extension) return "exchange";
    return compared >= 8 || a.national === b.national ? "exact" : "local";
  }
  if (length < 7) return "differs";
  if (oneSlip(endA, endB)) return "near";
  const stem = Math.max(6, length - 3);
  return length >= 9 && a.national.slice(0, stem) === b.national.slice(0, stem) ? "exchange" : "differs";
}

/** One digit wrong, or two neighbours changed places. */
function oneSlip(a: string, b: string): boolean {
  const wrong = [...a].flatMap((digit, i) => (digit === b[i] ? [] : [i]));
  const [first = 0, second = 0] = wrong;
  if (wrong.length === 1) return first < a.length - 3;
  return wrong.length === 2 && second === first + 1 && a[first] === b[second] && a[second] === b[first];
}
