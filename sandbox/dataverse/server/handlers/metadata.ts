import { Definitions, csdlDocument, keepAnswer } from "../../metadata/definitions";
import { readFormats, writeJson } from "../../query";
import { requestErrors } from "../errors";
import { json, type ApiResponse } from "../http";
import type { Operation } from "../operation";
import type { Segment } from "../path";

const roots = new Set(["$metadata", "EntityDefinitions", "RelationshipDefinitions", "GlobalOptionSetDefinitions"]);

/** Whether the first segment asks for definitions instead of rows. */
export function isMetadataSegment(name: string): boolean {
  return roots.has(name);
}

/** `GET /` (the service document), `$metadata` (CSDL) and the definitions as JSON (facts/dataverse-web-api.md §2.6). */
export function readMetadata(operation: Operation, segments: readonly Segment[]): ApiResponse {
  const { context, request, query } = operation;
  if (request.method !== "GET") throw requestErrors.methodNotAllowed(request.method);
  const [first] = segments;
  if (!first) return serviceDocument(operation);
  const { catalog, store, messages } = context.env;
  if (first.name === "$metadata")
    return {
      status: 200,
      headers: { "content-type": "application/xml", "odata-version": "4.0" },
      body: csdlDocument(catalog, messages.list()),
    };

  const { language } = readFormats(store, context.caller.userId);
  const { baseUrl } = context;
  const body = keepAnswer(catalog, [language, baseUrl, segments, [...query]], () => {
    const found = new Definitions(catalog, language, baseUrl).read(segments, query);
    if (!found) throw requestErrors.unknownDefinition(segments.map((each) => each.name).join("/"));
    return writeJson(found);
  });
  return json(body);
}

function serviceDocument({ context }: Operation): ApiResponse {
  const sets = context.env.catalog
    .tables()
    .map(({ entitySetName }) => ({ name: entitySetName, kind: "EntitySet", url: entitySetName }));
  return json({ "@odata.context": `${context.baseUrl}$metadata`, value: sets });
}
