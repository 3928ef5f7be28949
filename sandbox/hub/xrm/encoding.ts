/** `Xrm.Encoding`. */
const names: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const characters: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
};

const encode = (text: string): string => text.replace(/[&<>"']/g, (character) => names[character] ?? character);

function decode(text: string): string {
  return text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (/^#x/i.test(name)) return String.fromCodePoint(Number.parseInt(name.slice(2), 16));
    if (name.startsWith("#")) return String.fromCodePoint(Number(name.slice(1)));
    return characters[name] ?? whole;
  });
}

export const encoding = {
  htmlAttributeEncode: (text: string) => text.replace(/[&<"]/g, (character) => names[character] ?? character),
  htmlDecode: decode,
  htmlEncode: encode,
  xmlAttributeEncode: encode,
  xmlEncode: (text: string) => text.replace(/[&<>]/g, (character) => names[character] ?? character),
};
