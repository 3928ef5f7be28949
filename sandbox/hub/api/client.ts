import { writeBatch, readBatch, type BatchAnswer, type BatchRequest } from "./batch";

/** The path that every request of the hub goes to: it is a client of the environment as any other. */
export const API_PATH = "/api/data/v9.2";

/** A request that the environment refused, with Dataverse's code and text (facts/dataverse-web-api.md §2.2). */
export class WebApiError extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly code: string,
  ) {
    super(message);
    this.name = "WebApiError";
  }
}

/** A row as the Web API writes it. */
export type WebApiRow = Record<string, unknown>;

/** A page of rows. */
export interface RowPage {
  readonly rows: readonly WebApiRow[];
  /** Rows in all, as far as the platform counts (at most 5000); -1 when it was not asked. */
  readonly total: number;
  readonly totalIsLimit: boolean;
  readonly more: boolean;
}

const BASE_HEADERS = {
  Accept: "application/json",
  "OData-Version": "4.0",
  "OData-MaxVersion": "4.0",
  Prefer: 'odata.include-annotations="*"',
};

function toError(status: number, text: string): WebApiError {
  try {
    const { error } = JSON.parse(text) as { error: { code: string; message: string } };

    return new WebApiError(error.message, status, error.code);
  } catch {
    return new WebApiError(text || `HTTP ${status}`, status, "");
  }
}

async function send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response> {
  const response = await fetch(path.startsWith("/") ? path : `${API_PATH}/${path}`, {
    method,
    headers: {
      ...BASE_HEADERS,
      ...(body === undefined ? {} : { "Content-Type": "application/json; charset=utf-8" }),
      ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });

  if (!response.ok) {
    throw toError(response.status, await response.text());
  }

  return response;
}

/** Reads one row, a collection, or the answer of a function. */
export async function get<T = WebApiRow>(path: string, headers?: Record<string, string>): Promise<T> {
  return (await (await send("GET", path, undefined, headers)).json()) as T;
}

/** Reads the rows of a collection request. */
export async function getRows(path: string): Promise<readonly WebApiRow[]> {
  return (await get<{ value: WebApiRow[] }>(path)).value;
}

/** Creates a row; resolves to its id. */
export async function create(entitySet: string, values: WebApiRow, headers?: Record<string, string>): Promise<string> {
  const response = await send("POST", entitySet, values, headers);
  const location = response.headers.get("OData-EntityId") ?? "";

  return /\(([0-9a-f-]{36})\)\s*$/i.exec(location)?.[1]?.toLowerCase() ?? "";
}

/** Changes columns of an existing row (If-Match: never creates one). */
export async function update(
  entitySet: string,
  id: string,
  values: WebApiRow,
  headers?: Record<string, string>,
): Promise<void> {
  await send("PATCH", `${entitySet}(${id})`, values, { "If-Match": "*", ...headers });
}

/** Deletes a row. */
export async function remove(entitySet: string, id: string): Promise<void> {
  await send("DELETE", `${entitySet}(${id})`);
}

/** Calls an action; resolves to its answer, or to undefined when it has none. */
export async function callAction<T = WebApiRow>(path: string, parameters: WebApiRow): Promise<T | undefined> {
  const response = await send("POST", path, parameters);

  return response.status === 204 ? undefined : ((await response.json()) as T);
}

/** Sends several requests as one `$batch`; reads run even when one of them fails. */
export async function batch(requests: readonly BatchRequest[]): Promise<readonly BatchAnswer[]> {
  const { boundary, text } = writeBatch(requests, API_PATH, BASE_HEADERS);
  const response = await fetch(`${API_PATH}/$batch`, {
    method: "POST",
    headers: {
      ...BASE_HEADERS,
      "Content-Type": `multipart/mixed; boundary=${boundary}`,
      Prefer: "odata.continue-on-error",
    },
    body: text,
  });
  const answer = await response.text();

  if (!response.ok) {
    throw toError(response.status, answer);
  }

  return readBatch(answer);
}

/** Reads several things in one request; the first failure rejects. */
export async function getAll(paths: readonly string[]): Promise<readonly unknown[]> {
  const answers = await batch(paths.map((path) => ({ method: "GET", path })));

  return paths.map((path, index) => {
    const answer = answers[index];
    if (!answer) {
      throw new WebApiError(`The batch has no answer for ${path}`, 500, "");
    }
    if (answer.status >= 400) {
      throw toError(answer.status, answer.body);
    }

    return answer.body ? (JSON.parse(answer.body) as unknown) : undefined;
  });
}

/** Runs a FetchXML query (facts/dataverse-web-api.md §2.3). */
export async function fetchRows(entitySet: string, fetchXml: string): Promise<RowPage> {
  const answer = await get<WebApiRow & { value: WebApiRow[] }>(`${entitySet}?fetchXml=${encodeURIComponent(fetchXml)}`);

  return {
    rows: answer.value,
    total: Number(answer["@Microsoft.Dynamics.CRM.totalrecordcount"] ?? -1),
    totalIsLimit: answer["@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded"] === true,
    more: answer["@Microsoft.Dynamics.CRM.morerecords"] === true,
  };
}
