/** `Xrm.WebApi` (facts/dataverse-web-api.md §2.7): a thin layer over the Web API, online; nothing is offline here. */
import { entitySetOf, plainId, send, sendJson, ServerError, type Json } from "../form-model";
import { executeMultiple } from "./web-api-batch";
import { composeRequest, type ExecutableRequest } from "./web-api-request";
import { notThereAsync } from "./not-there";

const annotations = 'odata.include-annotations="*"';

/** What the platform's client rejects with: the code as a number, and the server's own answer. */
export interface ClientError {
  readonly errorCode: number;
  readonly message: string;
  readonly code: number;
  readonly title: string;
  readonly raw: string;
}

export function clientError(error: unknown): ClientError {
  if (!(error instanceof ServerError)) {
    const message = error instanceof Error ? error.message : String(error);
    return { errorCode: 0, code: 0, message, title: "Error", raw: message };
  }
  const code = Number.parseInt(error.code, 16) || 0;
  return {
    errorCode: code,
    code,
    message: error.message,
    title: "Error",
    raw: JSON.stringify({ status: error.status, ...error.body }),
  };
}

async function asClient<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw clientError(error);
  }
}

function createRecord(table: string, record: Json): Promise<{ entityType: string; id: string }> {
  return asClient(async () => {
    const response = await sendJson("POST", await entitySetOf(table), record);
    return { entityType: table, id: idFromAddress(response.headers.get("OData-EntityId")) };
  });
}

function updateRecord(table: string, id: string, record: Json): Promise<{ entityType: string; id: string }> {
  return asClient(async () => {
    await sendJson("PATCH", await rowAddress(table, id), record);
    return { entityType: table, id: plainId(id) };
  });
}

function deleteRecord(table: string, id: string): Promise<{ entityType: string; id: string; name: string }> {
  return asClient(async () => {
    await send(await rowAddress(table, id), { method: "DELETE" });
    return { entityType: table, id: plainId(id), name: "" };
  });
}

function retrieveRecord(table: string, id: string, options = ""): Promise<Json> {
  return asClient(async () => {
    const response = await send((await rowAddress(table, id)) + options, { headers: { Prefer: annotations } });
    return (await response.json()) as Json;
  });
}

interface ManyResult {
  entities: Json[];
  nextLink?: string;
  fetchXmlPagingCookie?: string;
}

function retrieveMultipleRecords(table: string, options = "", maxPageSize?: number): Promise<ManyResult> {
  return asClient(async () => {
    const prefer = maxPageSize ? `${annotations},odata.maxpagesize=${maxPageSize}` : annotations;
    const address = options.includes("://") ? options : (await entitySetOf(table)) + encodeFetch(options);
    const answer = (await (await send(address, { headers: { Prefer: prefer } })).json()) as Json;
    return {
      entities: (answer.value as Json[] | undefined) ?? [],
      nextLink: answer["@odata.nextLink"] as string | undefined,
      fetchXmlPagingCookie: answer["@Microsoft.Dynamics.CRM.fetchxmlpagingcookie"] as string | undefined,
    };
  });
}

/** Scripts hand over FetchXml as it is as often as encoded; the platform takes both. */
function encodeFetch(options: string): string {
  const fetch = /^\?fetchXml=(\s*<.*)$/is.exec(options)?.[1];
  return fetch === undefined ? options : `?fetchXml=${encodeURIComponent(fetch)}`;
}

function execute(request: ExecutableRequest): Promise<Response> {
  return asClient(async () => {
    const { method, path, headers, body } = await composeRequest(request);
    return send(path, { method, headers, body });
  });
}

async function rowAddress(table: string, id: string): Promise<string> {
  return `${await entitySetOf(table)}(${plainId(id)})`;
}

/** The key in an `OData-EntityId` header. */
export function idFromAddress(address: string | null): string {
  return plainId(/\(([^()]+)\)$/.exec(address ?? "")?.[1] ?? "");
}

const online = {
  createRecord,
  updateRecord,
  deleteRecord,
  retrieveRecord,
  retrieveMultipleRecords,
  execute,
  executeMultiple: (requests: (ExecutableRequest | ExecutableRequest[])[]) => asClient(() => executeMultiple(requests)),
  isAvailableOffline: () => false,
};

const offline = {
  createRecord: notThereAsync("Xrm.WebApi.offline.createRecord"),
  updateRecord: notThereAsync("Xrm.WebApi.offline.updateRecord"),
  deleteRecord: notThereAsync("Xrm.WebApi.offline.deleteRecord"),
  retrieveRecord: notThereAsync("Xrm.WebApi.offline.retrieveRecord"),
  retrieveMultipleRecords: notThereAsync("Xrm.WebApi.offline.retrieveMultipleRecords"),
  isAvailableOffline: () => false,
};

/** The members of the online object also stand on `Xrm.WebApi` itself. */
export const webApi = { ...online, online, offline };
