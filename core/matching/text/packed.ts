/** Tables are written as one string, which compresses best: `key:word,word|key:word`. Gives the key of each word. */
export function unpack(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split("|").flatMap((line) => {
      const [key = "", words = ""] = line.split(":");
      return words.split(",").map((word): [string, string] => [word, key]);
    }),
  );
}

/** A set of words, written with blanks between them. */
export const wordSet = (text: string): ReadonlySet<string> => new Set(text.split(" "));

/** Remembers what a function of one text gave; starts afresh before it holds too much. */
export function remember<T>(ask: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    if (known.size > 20_000) known.clear();
    const value = ask(text);
    known.set(text, value);
    return value;
  };
}
