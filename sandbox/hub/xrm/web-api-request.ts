/** Turns a request object with `getMetadata` into HTTP (facts/dataverse-web-api.md §2.6, §2.7). */
import { entitySetOf, plainId, type Json } from "../form-model";

interface ParameterType {
  readonly typeName: string;
  /** 0 unknown, 1 primitive, 2 complex, 3 enumeration, 4 collection, 5 entity. */
  readonly structuralProperty: number;
  readonly enumProperties?: readonly { readonly name: string; readonly value: number }[];
}

export interface RequestMetadata {
  /** undefined: create, read, update, delete; null: unbound; else the name of the parameter that is bound to. */
  readonly boundParameter?: string | null;
  readonly operationName?: string;
  /** 0 action, 1 function, 2 CRUD. */
  readonly operationType?: number;
  readonly parameterTypes?: Readonly<Record<string, ParameterType>>;
}

export interface ExecutableRequest {
  readonly getMetadata: () => RequestMetadata;
  readonly [parameter: string]: unknown;
}

export interface ComposedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
}

export async function composeRequest(request: ExecutableRequest): Promise<ComposedRequest> {
  if (typeof request.getMetadata !== "function") {
    throw new Error("The request has no getMetadata function: Xrm.WebApi.execute cannot tell what to call.");
  }
  const metadata = request.getMetadata();
  if (metadata.operationType === 2) return composeRecord(request, metadata);
  return metadata.operationType === 1 ? composeFunction(request, metadata) : composeAction(request, metadata);
}

const jsonBody = { "Content-Type": "application/json" };

async function composeRecord(request: ExecutableRequest, metadata: RequestMetadata): Promise<ComposedRequest> {
  const target = request.target as Json | undefined;
  const table = String(request.etn ?? request.entityName ?? target?.entityType ?? "");
  const set = await entitySetOf(table);
  const id = plainId(String(request.id ?? request.entityId ?? target?.id ?? ""));
  const body = JSON.stringify(request.payload ?? {});
  switch (metadata.operationName) {
    case "Create":
      return { method: "POST", path: set, headers: { ...jsonBody, ...duplicateHeader(request) }, body };
    case "Update":
      return {
        method: "PATCH",
        path: `${set}(${id})`,
        headers: { ...jsonBody, ...duplicateHeader(request), "If-Match": "*" },
        body,
      };
    case "Delete":
      return { method: "DELETE", path: `${set}(${id})`, headers: {} };
    case "Retrieve": {
      const columns = request.columns ?? request.columnSet;
      const select = Array.isArray(columns) && columns.length > 0 ? `?$select=${columns.join()}` : "";
      return { method: "GET", path: `${set}(${id})${select}`, headers: { Prefer: 'odata.include-annotations="*"' } };
    }
    case "RetrieveMultiple":
      return {
        method: "GET",
        path: set + String(request.query ?? request.options ?? ""),
        headers: { Prefer: 'odata.include-annotations="*"' },
      };
    case "Associate":
      return composeAssociate(request, "POST");
    case "Disassociate":
      return composeAssociate(request, "DELETE");
    default:
      throw new Error(`Xrm.WebApi.execute does not know the operation "${metadata.operationName}" of type CRUD.`);
  }
}

/** `suppressDupeDetection: false` asks for duplicate detection on Create (facts/dataverse-web-api.md §2.7). */
function duplicateHeader(request: ExecutableRequest): Record<string, string> {
  const suppress = request.suppressDupeDetection;
  return typeof suppress === "boolean" ? { "MSCRM.SuppressDuplicateDetection": String(suppress) } : {};
}

async function composeAssociate(request: ExecutableRequest, method: string): Promise<ComposedRequest> {
  const address = await referenceAddress(request.target);
  const base = `${address}/${String(request.relationship)}`;
  const related = request.relatedEntities as Json[] | undefined;
  if (method === "DELETE") {
    const id = plainId(String(request.relatedEntityId ?? related?.[0]?.id ?? ""));
    return { method, path: id ? `${base}(${id})/$ref` : `${base}/$ref`, headers: {} };
  }
  const [first] = related ?? [];
  const body = JSON.stringify({
    "@odata.id": `${window.location.origin}/api/data/v9.2/${await referenceAddress(first)}`,
  });
  return { method, path: `${base}/$ref`, headers: jsonBody, body };
}

async function composeAction(request: ExecutableRequest, metadata: RequestMetadata): Promise<ComposedRequest> {
  const body: Json = {};
  for (const name of parameterNames(metadata)) {
    if (request[name] === undefined) continue;
    body[name] = await actionValue(request[name], metadata.parameterTypes?.[name]);
  }
  const path = await operationPath(request, metadata);
  return { method: "POST", path, headers: jsonBody, body: JSON.stringify(body) };
}

async function composeFunction(request: ExecutableRequest, metadata: RequestMetadata): Promise<ComposedRequest> {
  const aliases: string[] = [];
  const values: string[] = [];
  for (const name of parameterNames(metadata)) {
    if (request[name] === undefined) continue;
    const alias = `@p${aliases.length + 1}`;
    aliases.push(`${name}=${alias}`);
    values.push(
      `${alias}=${encodeURIComponent(await functionLiteral(request[name], metadata.parameterTypes?.[name]))}`,
    );
  }
  const query = values.length > 0 ? `?${values.join("&")}` : "";
  const path = `${await operationPath(request, metadata)}(${aliases.join()})${query}`;
  return { method: "GET", path, headers: {} };
}

function parameterNames(metadata: RequestMetadata): string[] {
  return Object.keys(metadata.parameterTypes ?? {}).filter((name) => name !== metadata.boundParameter);
}

/** Bound operations need the namespace, unbound ones must not have it. */
async function operationPath(request: ExecutableRequest, metadata: RequestMetadata): Promise<string> {
  const { boundParameter, operationName = "" } = metadata;
  if (!boundParameter) return operationName;
  const bound = request[boundParameter];
  if (bound === undefined)
    throw new Error(`The request ${operationName} lacks its bound parameter "${boundParameter}".`);
  const address = Array.isArray(bound)
    ? await collectionAddress(metadata, boundParameter)
    : await referenceAddress(bound);
  return `${address}/Microsoft.Dynamics.CRM.${operationName}`;
}

async function collectionAddress(metadata: RequestMetadata, parameter: string): Promise<string> {
  const table = /mscrm\.(\w+)/.exec(metadata.parameterTypes?.[parameter]?.typeName ?? "")?.[1] ?? "";
  return entitySetOf(table);
}

/** `{entityType, id}`, or an entity object with its own id column and `@odata.type`. */
async function referenceAddress(reference: unknown): Promise<string> {
  const value = reference as Json;
  if (typeof value.entityType === "string")
    return `${await entitySetOf(value.entityType)}(${plainId(String(value.id))})`;
  const table = tableOf(value);
  return `${await entitySetOf(table)}(${plainId(String(value[`${table}id`] ?? value.id ?? ""))})`;
}

function tableOf(value: Json): string {
  const type = /Microsoft\.Dynamics\.CRM\.(\w+)/.exec(String(value["@odata.type"] ?? ""))?.[1];
  if (!type) throw new Error("An entity parameter must have entityType and id, or @odata.type.");
  return type;
}

const entity = 5;
const collection = 4;
const enumeration = 3;

async function actionValue(value: unknown, type: ParameterType | undefined): Promise<unknown> {
  if (type?.structuralProperty === entity) return entityValue(value, type);
  if (type?.structuralProperty === collection && Array.isArray(value)) {
    return Promise.all(value.map((item) => (isReference(item) ? entityValue(item, type) : item)));
  }
  return value instanceof Date ? value.toISOString() : value;
}

function isReference(value: unknown): boolean {
  return typeof value === "object" && value !== null && "entityType" in value;
}

/** A reference is written as an entity with its key, as the Web API wants it. */
async function entityValue(value: unknown, type: ParameterType): Promise<unknown> {
  if (!isReference(value)) return value;
  const { entityType, id } = value as { entityType: string; id: string };
  const key = entityType === "activitypointer" ? "activityid" : `${entityType}id`;
  const isTyped = type.typeName === `mscrm.${entityType}`;
  return isTyped
    ? { [key]: plainId(id) }
    : { "@odata.type": `Microsoft.Dynamics.CRM.${entityType}`, [key]: plainId(id) };
}

async function functionLiteral(value: unknown, type: ParameterType | undefined): Promise<string> {
  if (value === null) return "null";
  if (type?.structuralProperty === entity) {
    return isReference(value) ? JSON.stringify({ "@odata.id": await referenceAddress(value) }) : JSON.stringify(value);
  }
  if (type?.structuralProperty === enumeration) return enumLiteral(value, type);
  if (type?.structuralProperty === collection || (typeof value === "object" && !(value instanceof Date)))
    return JSON.stringify(value);
  return primitiveLiteral(value, type?.typeName ?? "");
}

function enumLiteral(value: unknown, type: ParameterType): string {
  const name = type.enumProperties?.find((property) => property.value === value)?.name ?? String(value);
  return `${type.typeName.replace(/^mscrm\./, "Microsoft.Dynamics.CRM.")}'${name}'`;
}

function primitiveLiteral(value: unknown, typeName: string): string {
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== "string") return String(value);
  return /^Edm\.(Guid|DateTimeOffset|Date)$/.test(typeName) ? plainId(value) : `'${value.replace(/'/g, "''")}'`;
}
