import { requestErrors } from "../server/errors";
import type { ApiRequest } from "../server/http";

/** One operation of a `$batch`. */
export interface BatchOperation {
  readonly kind: "operation";
  readonly contentId: string | null;
  readonly request: ApiRequest;
}

/** Operations that succeed or fail together. */
export interface ChangeSet {
  readonly kind: "changeset";
  readonly operations: readonly BatchOperation[];
}

export type BatchItem = BatchOperation | ChangeSet;

const maximumOperations = 1000;

/**
 * Reads the body of a `$batch` (facts/dataverse-web-api.md §2.5): CRLF or LF alone, boundary quoted or not, a NUL behind the
 * end, blank lines anywhere between parts. `strict` refuses a last part that is not closed by a line break.
 */
export function parseBatch(contentType: string, body: Buffer, strict: boolean): BatchItem[] {
  const boundary = boundaryOf(contentType);
  if (boundary === null)
    throw requestErrors.batch(
      "The 'Content-Type' header of a $batch request must be 'multipart/mixed' with a 'boundary' parameter.",
    );
  const text = body.toString("utf8");
  if (strict && !/--\r\n?\n?[\0\s]*$|--\n\n[\0\s]*$/.test(text)) throw requestErrors.unreadableBatch();
  const items = splitParts(text.split(/\r?\n/), boundary).map((lines) => parseItem(lines));
  const count = items.reduce((sum, item) => sum + (item.kind === "changeset" ? item.operations.length : 1), 0);
  if (count > maximumOperations)
    throw requestErrors.batch(
      `The number of operations in the batch exceeds the limit of ${maximumOperations} operations.`,
    );
  return items;
}

/** The boundary of a multipart content type, or null. */
export function boundaryOf(contentType: string): string | null {
  const match = /^\s*multipart\/mixed\s*;(?:.*;)?\s*boundary\s*=\s*(?:"([^"]+)"|([^\s;"]+))/i.exec(contentType);
  return match?.[1] ?? match?.[2] ?? null;
}

/** The lines between the delimiters. A body without a closing delimiter cannot be trusted to be whole. */
function splitParts(lines: readonly string[], boundary: string): string[][] {
  const parts: string[][] = [];
  let current: string[] | null = null;
  for (const line of lines) {
    const mark = line.trimEnd();
    if (mark === `--${boundary}`) {
      if (current) parts.push(current);
      current = [];
    } else if (mark.startsWith(`--${boundary}--`)) {
      if (current) parts.push(current);
      return parts;
    } else current?.push(line);
  }
  throw requestErrors.unreadableBatch();
}

function parseItem(lines: readonly string[]): BatchItem {
  const { headers, rest } = readHeaders(skipBlank(lines));
  const type = headers["content-type"] ?? "";
  const boundary = boundaryOf(type);
  if (boundary === null) return parseOperation(headers, rest);

  const operations = splitParts(rest, boundary).map((part) => {
    const inner = readHeaders(skipBlank(part));
    if (boundaryOf(inner.headers["content-type"] ?? "") !== null)
      throw requestErrors.batch("Nested change sets are not allowed in a batch.");
    return parseOperation(inner.headers, inner.rest);
  });
  return { kind: "changeset", operations };
}

function parseOperation(partHeaders: Record<string, string>, lines: readonly string[]): BatchOperation {
  if (!/^application\/http\b/i.test(partHeaders["content-type"] ?? ""))
    throw requestErrors.batch(
      "A part of the batch must have the content type 'application/http' or 'multipart/mixed'.",
    );
  const [requestLine = "", ...behind] = skipBlank(lines);
  const match = /^\s*([A-Za-z]+)\s+(.+?)(?:\s+HTTP\/\d(?:\.\d)?)?\s*$/.exec(requestLine);
  if (!match)
    throw requestErrors.batch(`The request line '${requestLine.slice(0, 100)}' of a batch part is not valid.`);
  const { headers, rest } = readHeaders(behind);
  const body = rest.join("\n").trim();
  return {
    kind: "operation",
    contentId: partHeaders["content-id"] ?? headers["content-id"] ?? null,
    request: {
      method: (match[1] ?? "").toUpperCase(),
      url: pathOf((match[2] ?? "").trim()),
      headers,
      body: Buffer.from(body, "utf8"),
    },
  };
}

/** Part addresses are absolute, rooted, relative to the service root, or `$1`. */
function pathOf(url: string): string {
  const absolute = /^https?:\/\/[^/]+(\/.*)?$/i.exec(url);
  return absolute ? (absolute[1] ?? "/") : url;
}

function skipBlank(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => line.trim() !== "");
  return first < 0 ? [] : lines.slice(first);
}

function readHeaders(lines: readonly string[]): { headers: Record<string, string>; rest: readonly string[] } {
  const headers: Record<string, string> = {};
  let at = 0;
  for (; at < lines.length; at++) {
    const line = lines[at] ?? "";
    if (line.trim() === "") break;
    const colon = line.indexOf(":");
    if (colon < 1) break;
    headers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
  }
  return { headers, rest: lines.slice(at) };
}
