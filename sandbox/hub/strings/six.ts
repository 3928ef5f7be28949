import { host, isInstalled } from "../xrm/state";

/** A text in English, German, French, Spanish, Japanese and Arabic. */
export type Six = readonly [en: string, de: string, fr: string, es: string, ja: string, ar: string];

const ORDER: Readonly<Record<number, number>> = { 1033: 0, 1031: 1, 1036: 2, 3082: 3, 1041: 4, 1025: 5 };

/** A function that says a text of the table in the user's language, with `{0}`, `{1}` … filled in. */
export function speaker<Key extends string>(
  texts: Readonly<Record<Key, Six>>,
): (key: Key, ...values: readonly (string | number)[]) => string {
  return (key, ...values) => {
    const language = isInstalled() ? (ORDER[host().user.languageId] ?? 0) : 0;

    return (texts[key][language] ?? texts[key][0]).replace(/\{(\d)\}/g, (_match, index: string) =>
      String(values[Number(index)] ?? ""),
    );
  };
}
