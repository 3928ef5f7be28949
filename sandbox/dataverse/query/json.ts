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

/** Like JSON.stringify, with the decimal places of `DecimalNumber`. */
export function writeJson(value: JsonValue): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (value instanceof DecimalNumber) return value.text();
  if (Array.isArray(value)) return `[${(value as readonly JsonValue[]).map(writeJson).join(",")}]`;
  const parts: string[] = [];
  for (const [key, each] of Object.entries(value as JsonObject)) {
    if (each !== undefined) parts.push(`${JSON.stringify(key)}:${writeJson(each)}`);
  }

  return `{${parts.join(",")}}`;
}
