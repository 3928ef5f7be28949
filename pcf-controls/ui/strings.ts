/** Words of the user's language by key, with `{0}` places. Read from the control's resx files by the platform. */
export type Strings = (key: string, ...values: readonly (string | number)[]) => string;

/** Makes the words of a control from `context.resources`. A key that has no words is shown as it is, to be noticed. */
export function readStrings(lookUp: (key: string) => string | undefined): Strings {
  const known = new Map<string, string>();

  return (key, ...values) => {
    const words = known.get(key) ?? (lookUp(key) || key);
    known.set(key, words);

    // Between words that run from right to left a name keeps its own direction, with its dots (Unicode isolates).
    const [open, close] = /[\u0590-\u08ff]/.test(words) ? ["\u2068", "\u2069"] : ["", ""];

    return words.replace(/\{(\d)\}/g, (place, index: string) => `${open}${values[Number(index)] ?? place}${close}`);
  };
}

/** "account, contact and opportunity" in the user's language. */
export function listOf(items: readonly string[], strings: Strings): string {
  if (items.length < 2) return items.join("");

  return strings("list_and", items.slice(0, -1).join(strings("list_comma")), items[items.length - 1] ?? "");
}
