import { createHash } from "node:crypto";

/** The name space of our ids; it must never change, for an id is how the platform knows a component again. */
const nameSpace = "enhanced-qualify/components";

/**
 * The id of a component, made from its kind and name, so that every build of every checkout gives the same component the
 * same id. The shape is that of a name-based UUID (RFC 9562, version 5).
 */
export function idFor(kind: string, name: string): string {
  const bytes = createHash("sha1").update(`${nameSpace}/${kind}/${name}`).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString("hex");

  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** An id in the braces that most attributes want. */
export function braced(id: string): string {
  return `{${id}}`;
}
