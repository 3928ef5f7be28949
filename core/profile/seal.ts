/**
 * A checksum that a published document carries, so that a dialog knows without the schema that it is what was checked on
 * publishing: whoever changes the column by hand changes the sum. It guards against accidents, not against forgery.
 */
export function sealOf(document: object): string {
  const text = JSON.stringify(document);
  let sum = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);

  return (sum >>> 0).toString(36);
}
