import { createHash } from "node:crypto";
import type { JsonObject, JsonValue } from "../../query/json";
import type { Label } from "../model";
import { labelText } from "../model";

/** A stable guid for a thing of the metadata, from its names: the same in every run and every environment. */
export function metadataId(...names: readonly string[]): string {
  const hash = createHash("sha1").update(names.join("\n")).digest("hex");

  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-5${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

/** `{LocalizedLabels:[…],UserLocalizedLabel}` (facts/dataverse-web-api.md §2.6 "Metadata"). */
export function wireLabel(label: Label | undefined, language: number): JsonObject {
  const entries = Object.entries(label ?? {});
  if (label === undefined || entries.length === 0) return { LocalizedLabels: [], UserLocalizedLabel: null };
  const one = (text: string, code: number): JsonObject => ({
    Label: text,
    LanguageCode: code,
    IsManaged: true,
    MetadataId: metadataId("label", String(code), text),
    HasChanged: null,
  });
  const all = entries.map(([code, text]) => one(text, Number(code)));
  const shown = label[language] === undefined ? 1033 : language;

  return { LocalizedLabels: all, UserLocalizedLabel: one(labelText(label, shown), shown) };
}

/** `{Value, CanBeChanged, ManagedPropertyLogicalName}` */
export function managed(value: JsonValue, name: string, canBeChanged = true): JsonObject {
  return { Value: value, CanBeChanged: canBeChanged, ManagedPropertyLogicalName: name };
}
