import type { CallContext, RowReference } from "./context";
import { rowErrors } from "./errors";
import type { ApiRequest } from "./http";
import type { Preferences } from "./preferences";

/** One operation on its way to a handler: the request, its context, and what has been read of its address. */
export interface Operation {
  readonly context: CallContext;
  readonly request: ApiRequest;
  /** Query options, decoded. */
  readonly query: ReadonlyMap<string, string>;
  readonly prefer: Preferences;
  /** Inside a change set nothing may be read. */
  readonly inChangeSet: boolean;
}

/** `leads(<id>)` relative to the service root. */
export function relativeAddress(context: CallContext, reference: RowReference): string {
  return `${context.env.catalog.requireTable(reference.table).entitySetName}(${reference.id})`;
}

/** The absolute address of a row, as OData-EntityId has it. */
export function absoluteAddress(context: CallContext, reference: RowReference): string {
  return context.baseUrl + relativeAddress(context, reference);
}

/** The version that an entity tag names, or null for `*` and no tag. Tags may be weak, quoted, listed. */
function versionsOf(tag: string | undefined): readonly number[] | null {
  if (tag === undefined || tag.trim() === "*" || tag.trim() === "" || tag.trim() === "null") return null;
  return [...tag.matchAll(/(?:W\/)?"?(\d+)"?/g)].map((match) => Number(match[1]));
}

/** Throws 412 when If-Match names another version than the stored one (facts/dataverse-web-api.md §2.2). */
export function requireVersion(request: ApiRequest, version: unknown): void {
  const versions = versionsOf(request.headers["if-match"]);
  if (versions !== null && !versions.includes(Number(version))) throw rowErrors.versionMismatch();
}

/** Whether If-None-Match names the stored version, so that a GET may answer 304. */
export function isUnchanged(request: ApiRequest, version: unknown): boolean {
  return versionsOf(request.headers["if-none-match"])?.includes(Number(version)) === true;
}

export function hasHeaderStar(request: ApiRequest, name: "if-match" | "if-none-match"): boolean {
  return request.headers[name]?.trim() === "*";
}
