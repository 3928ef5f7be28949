/** A number whose decimal places are kept on the wire: money is sent as `20000.0000` (facts/dataverse-web-api.md §2.3). */
export class DecimalNumber {
  constructor(
    readonly value: number,
    readonly places: number,
  ) {}

  /** For plain JSON.stringify and comparisons: the number. */
  toJSON(): number {
    return this.value;
  }

  text(): string {
    // Exponents are not decimal notation; beyond 1e21 toFixed would give one.
    return Math.abs(this.value) < 1e21 ? this.value.toFixed(this.places) : String(this.value);
  }
}

export type JsonValue = string | number | boolean | null | DecimalNumber | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  [key: string]: JsonValue | undefined;
}

/** Property names written as JSON, with their colon: rows repeat the same few hundred. */
const writtenKeys = new Map<string, string>();
const mostKeys = 20_000;

function writeKey(key: string): string {
  const known = writtenKeys.get(key);
  if (known !== undefined) return known;
  const written = `${JSON.stringify(key)}:`;
  if (writtenKeys.size < mostKeys) writtenKeys.set(key, written);

  return written;
}

/** Like JSON.stringify, with the decimal places of `DecimalNumber`. */
export function writeJson(value: JsonValue): string {
  if (value === null) return "null";
  if (typeof value === "boolean") return value ? "true" : "false";
  if (typeof value !== "object") return JSON.stringify(value);
  if (value instanceof DecimalNumber) return value.text();
  let text = "";
  if (Array.isArray(value)) {
    for (const each of value as readonly JsonValue[]) text += text === "" ? writeJson(each) : `,${writeJson(each)}`;

    return `[${text}]`;
  }
  for (const key in value) {
    const each = (value as JsonObject)[key];
    if (each !== undefined) text += `${text === "" ? "" : ","}${writeKey(key)}${writeJson(each)}`;
  }

  return `{${text}}`;
}
