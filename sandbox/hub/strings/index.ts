import { ar } from "./ar";
import { de } from "./de";
import { en, type StringKey, type StringTable } from "./en";
import { es } from "./es";
import { fr } from "./fr";
import { ja } from "./ja";

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

const TABLES: Readonly<Record<number, StringTable>> = { 1025: ar, 1031: de, 1033: en, 1036: fr, 1041: ja, 3082: es };

/** The texts of a language; English where the hub does not speak it. */
export function translator(lcid: number): Translate {
  const table = TABLES[lcid] ?? en;

  return (key, ...values) =>
    table[key].replace(/\{(\d)\}/g, (_match, index: string) => String(values[Number(index)] ?? ""));
}
