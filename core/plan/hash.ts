/** A fingerprint of plain data that does not depend on the order of keys. It guards against mix-ups, not attackers. */
export function hashOf(value: unknown): string {
  const text = stableText(value);
  const seeds = [0x811c9dc5, 0x9747b28c, 0x2545f491, 0x6c62272e];

  return seeds.map((seed) => fnv(text, seed)).join("");
}

/** JSON with sorted keys; undefined members are left out as JSON does. */
export function stableText(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return inner;

    return Object.fromEntries(Object.entries(inner).sort(([left], [right]) => (left < right ? -1 : 1)));
  });
}

/** The 32-bit FNV-1a function, over UTF-16 units, from a given offset. */
function fnv(text: string, seed: number): string {
  let hash = seed;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }

  return (hash >>> 0).toString(16).padStart(8, "0");
}
