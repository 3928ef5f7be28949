/** The hub's own way to the Web API: plain requests, errors as exceptions that carry the server's code. */
import { gathered } from "./gather";

export const apiBase = "/api/data/v9.2/";

/** A refusal by the server, with the code by which the caller tells cases apart (facts/dataverse-web-api.md §2.2). */
export class ServerError extends Error {
  constructor(
    readonly status: number,
    /** Such as "0x80040333"; empty when the answer had none. */
    readonly code: string,
    message: string,
    readonly body: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = "ServerError";
  }
}

export type Json = Record<string, unknown>;

const defaultHeaders = {
  Accept: "application/json",
  "OData-Version": "4.0",
  "OData-MaxVersion": "4.0",
};

/** Sends a request below the API's base address and refuses what is no success. */
export async function send(path: string, init: RequestInit = {}): Promise<Response> {
  const address = path.startsWith("/") || path.includes("://") ? path : apiBase + path;
  let response: Response;
  try {
    response = await fetch(address, { ...init, headers: { ...defaultHeaders, ...init.headers } });
  } catch {
    throw new ServerError(0, "", "The server cannot be reached. Check the connection and try again.");
  }
  if (response.ok || response.status === 304) return response;
  throw await errorOf(response);
}

export async function getJson(path: string, headers: Record<string, string> = {}): Promise<Json> {
  const together = gathered(path, headers);
  if (together) return together;

  const response = await send(path, { headers });
  return (await response.json()) as Json;
}

/** Sends a body as JSON. */
export function sendJson(
  method: string,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return send(path, {
    method,
    body: JSON.stringify(body),
    headers: { "Content-Type": "application/json", ...headers },
  });
}

export async function errorOf(response: Response): Promise<ServerError> {
  const text = await response.text();
  try {
    const error = ((JSON.parse(text) as Json).error ?? {}) as Json;
    return new ServerError(
      response.status,
      String(error.code ?? ""),
      String(error.message ?? response.statusText),
      error,
    );
  } catch {
    return new ServerError(response.status, "", text || response.statusText);
  }
}
