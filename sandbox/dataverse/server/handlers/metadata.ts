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
  throw requestErrors.unknownSegment(first.name);
}

function serviceDocument({ context }: Operation): ApiResponse {
  const sets = context.env.catalog
    .tables()
    .map(({ entitySetName }) => ({ name: entitySetName, kind: "EntitySet", url: entitySetName }));
  return json({ "@odata.context": `${context.baseUrl}$metadata`, value: sets });
}
