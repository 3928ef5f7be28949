import { csdlDocument, Definitions } from "../../metadata/definitions";
import { readFormats } from "../../query";
import { requestErrors } from "../errors";
import { json, type ApiResponse } from "../http";
import type { Operation } from "../operation";
import type { Segment } from "../path";

const roots = new Set(["$metadata", "EntityDefinitions", "RelationshipDefinitions", "GlobalOptionSetDefinitions"]);

/** Whether the first segment asks for definitions instead of rows. */
export function isMetadataSegment(name: string): boolean {
  return roots.has(name);
}

/** `GET /` (the service document), `$metadata` and the definitions. */
export function readMetadata(operation: Operation, segments: readonly Segment[]): ApiResponse {
  if (operation.request.method !== "GET") throw requestErrors.methodNotAllowed(operation.request.method);
  const [first] = segments;
  if (!first) return serviceDocument(operation);
  if (first.name === "$metadata") return csdl(operation);
  return definitions(operation, segments);
}

function serviceDocument({ context }: Operation): ApiResponse {
  const sets = context.env.catalog
    .tables()
    .map(({ entitySetName }) => ({ name: entitySetName, kind: "EntitySet", url: entitySetName }));
  return json({ "@odata.context": `${context.baseUrl}$metadata`, value: sets });
}

function csdl({ context }: Operation): ApiResponse {
  const headers = { "content-type": "application/xml", "odata-version": "4.0" };
  return { status: 200, headers, body: csdlDocument(context.env.catalog) };
}

/** Labels come in the caller's language beside all languages (facts/dataverse-web-api.md §2.6 "Metadata"). */
function definitions({ context, query }: Operation, segments: readonly Segment[]): ApiResponse {
  const { catalog, store } = context.env;
  const { language } = readFormats(store, context.caller.userId);
  const body = new Definitions(catalog, language, context.baseUrl).read(segments, query);
  if (body === undefined) throw requestErrors.definitionNotFound();
  return json(body);
}
