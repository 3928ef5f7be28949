import { en, type StringKey, type StringTable } from "./en";

export type { StringKey } from "./en";

/** Gives a text by its name, with `{0}`, `{1}` … filled in. */
export type Translate = (key: StringKey, ...values: readonly (string | number)[]) => string;

/** The languages that the hub speaks, by Windows language code, each in its own name. */
export const LANGUAGES: Readonly<Record<number, string>> = {
  1033: "English",
  1031: "Deutsch",
  1036: "Français",
  3082: "Español",
  1041: "日本語",
  1025: "العربية",
};

const tables = new Map<number, StringTable>([[1033, en]]);

/** Adds a language (each file of this folder does it for its own). */
export function addLanguage(lcid: number, table: StringTable): void {
  tables.set(lcid, table);
}

/** The texts of a language; English where the hub does not speak it. */
export function translator(lcid: number): Translate {
  const table = tables.get(lcid) ?? en;

  return (key, ...values) =>
    table[key].replace(/\{(\d)\}/g, (_match, index: string) => String(values[Number(index)] ?? ""));
}
