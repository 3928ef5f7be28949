import type { IncomingMessage, ServerResponse } from "node:http";
import { requestErrors } from "./errors";

/** A request as the handlers see it: of the wire, or one part of a `$batch`. Header names are lower case. */
export interface ApiRequest {
  readonly method: string;
  /** Path and query as they were sent, e.g. `/api/data/v9.2/leads?$top=1`; in a change set also `$1/name`. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface ApiResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | null;
}

/** 128 MB, the platform's default maximum of a request. */
const maximumBody = 128 * 1024 * 1024;

/** Reads a request of the wire completely; refuses bodies above the platform's limit. */
export async function readRequest(message: IncomingMessage): Promise<ApiRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    const bytes = chunk as Buffer;
    size += bytes.length;
    if (size > maximumBody) throw requestErrors.bodyTooLarge();
    chunks.push(bytes);
  }
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return { method: message.method ?? "GET", url: message.url ?? "/", headers, body: Buffer.concat(chunks) };
}

/** Writes an answer to the wire. */
export function writeResponse(response: ApiResponse, out: ServerResponse): void {
  const body = typeof response.body === "string" ? Buffer.from(response.body, "utf8") : response.body;
  out.writeHead(response.status, {
    ...response.headers,
    ...(body || response.status !== 204 ? { "content-length": String(body?.length ?? 0) } : {}),
  });
  out.end(body ?? undefined);
}

/** 204 No Content. */
export function noContent(headers: Record<string, string> = {}): ApiResponse {
  return { status: 204, headers: { "odata-version": "4.0", ...headers }, body: null };
}

/** A JSON answer of the Web API (facts/dataverse-web-api.md §2.1). */
export function json(value: unknown, headers: Record<string, string> = {}, status = 200): ApiResponse {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return {
    status,
    headers: { "content-type": "application/json; odata.metadata=minimal", "odata-version": "4.0", ...headers },
    body: text,
  };
}

/** A collection: same as `json`, with the streaming marker that real collections carry. */
export function jsonCollection(value: unknown, headers: Record<string, string> = {}): ApiResponse {
  return json(value, { "content-type": "application/json; odata.metadata=minimal; odata.streaming=true", ...headers });
}
