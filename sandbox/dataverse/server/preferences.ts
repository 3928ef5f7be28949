/** What the `Prefer` header asks for, as far as Dataverse honours it (facts/dataverse-web-api.md §2.1, §2.3, §2.4). */
export interface Preferences {
  readonly returnRepresentation: boolean;
  readonly continueOnError: boolean;
  readonly maxPageSize: number | null;
  /** The pattern of `odata.include-annotations`, e.g. `*` or `OData.Community.Display.V1.FormattedValue`; null for none. */
  readonly includeAnnotations: string | null;
}

/** Reads `Prefer`: tokens parted by commas or semicolons, values quoted or not; what is unknown is ignored. */
export function parsePreferences(header: string | undefined): Preferences {
  const tokens = new Map<string, string>();
  for (const match of (header ?? "").matchAll(/([\w.-]+)(?:\s*=\s*(?:"([^"]*)"|([^\s,;"]+)))?/g)) {
    const name = (match[1] ?? "").toLowerCase();
    if (!tokens.has(name)) tokens.set(name, match[2] ?? match[3] ?? "");
  }
  const size = Number(tokens.get("odata.maxpagesize") ?? tokens.get("maxpagesize"));
  return {
    returnRepresentation: tokens.get("return") === "representation",
    continueOnError: isOn(tokens.get("odata.continue-on-error") ?? tokens.get("continue-on-error")),
    maxPageSize: Number.isInteger(size) && size > 0 ? Math.min(size, 5000) : null,
    includeAnnotations: tokens.get("odata.include-annotations") ?? null,
  };
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && value !== "false";
}

/** The value of `Preference-Applied` for the preferences that were honoured. */
export function preferenceApplied(
  preferences: Preferences,
  ...honoured: (keyof Preferences)[]
): Record<string, string> {
  const parts: string[] = [];
  if (honoured.includes("returnRepresentation") && preferences.returnRepresentation)
    parts.push("return=representation");
  if (honoured.includes("maxPageSize") && preferences.maxPageSize !== null)
    parts.push(`odata.maxpagesize=${preferences.maxPageSize}`);
  if (honoured.includes("includeAnnotations") && preferences.includeAnnotations !== null)
    parts.push(`odata.include-annotations="${preferences.includeAnnotations}"`);
  return parts.length > 0 ? { "preference-applied": parts.join(",") } : {};
}
