import type { ProfileDocument, ProfilePart } from "./document";
import { parts } from "./schema";

/** One change between two documents, with the JSON path and both values. Entries of lists with ids are compared by id. */
export interface Difference {
  readonly part: ProfilePart;
  readonly path: string;
  readonly kind: "added" | "removed" | "changed" | "moved";
  readonly before?: unknown;
  readonly after?: unknown;
}

/** What changed from one document to another, in the order of the parts; nothing when they say the same. */
export function compareProfiles(before: ProfileDocument, after: ProfileDocument): readonly Difference[] {
  return parts.flatMap((part) => compareValues(before[part], after[part], `$.${part}`, part));
}

function compareValues(before: unknown, after: unknown, path: string, part: ProfilePart): readonly Difference[] {
  if (isSame(before, after)) return [];
  if (before === undefined) return [{ part, path, kind: "added", after }];
  if (after === undefined) return [{ part, path, kind: "removed", before }];
  if (hasIds(before) && hasIds(after)) return compareLists(before, after, path, part);
  if (isRecord(before) && isRecord(after) && !isExpression(before) && !isExpression(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => compareValues(before[key], after[key], `${path}.${key}`, part));
  }
  return [{ part, path, kind: "changed", before, after }];
}

type Entry = Readonly<Record<string, unknown>> & { readonly id: string };

function compareLists(
  before: readonly Entry[],
  after: readonly Entry[],
  path: string,
  part: ProfilePart,
): readonly Difference[] {
  const place = (id: string): string => `${path}[${JSON.stringify(id)}]`;
  const removed = before
    .filter((entry) => !after.some((other) => other.id === entry.id))
    .map((entry): Difference => ({ part, path: place(entry.id), kind: "removed", before: entry }));
  const kept = after.flatMap((entry): readonly Difference[] => {
    const old = before.find((other) => other.id === entry.id);
    return old
      ? compareValues(old, entry, place(entry.id), part)
      : [{ part, path: place(entry.id), kind: "added", after: entry }];
  });
  const order = (list: readonly Entry[], other: readonly Entry[]): readonly string[] =>
    list.filter((entry) => other.some((one) => one.id === entry.id)).map((entry) => entry.id);
  const [oldOrder, newOrder] = [order(before, after), order(after, before)];
  const moved: Difference[] =
    oldOrder.join("\n") === newOrder.join("\n")
      ? []
      : [{ part, path, kind: "moved", before: oldOrder, after: newOrder }];
  return [...removed, ...kept, ...moved];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Expressions and conditions are compared as a whole: half an expression says nothing to a reader. */
function isExpression(value: Readonly<Record<string, unknown>>): boolean {
  return "op" in value || "test" in value || "all" in value || "any" in value || "not" in value;
}

function hasIds(value: unknown): value is readonly Entry[] {
  return Array.isArray(value) && value.every((entry) => isRecord(entry) && typeof entry.id === "string");
}

/** Deep equality of JSON values; a key with undefined is a key that is not there. */
export function isSame(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right))
    return left.length === right.length && left.every((value, index) => isSame(value, right[index]));
  if (!isRecord(left) || !isRecord(right)) return false;
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((key) => isSame(left[key], right[key]));
}
