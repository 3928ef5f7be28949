import type { Navigation } from "../../metadata/catalog";
import { link, unlink } from "../../write/links";
import { requireRow } from "../../write/records";
import { readJsonObject } from "../body";
import type { RowReference } from "../context";
import { requestErrors } from "../errors";
import { noContent, type ApiResponse } from "../http";
import { parseKey, resolveReference } from "../keys";
import type { Operation } from "../operation";

/** `POST|PUT|DELETE leads(<id>)/<navigation>[(<id>)]/$ref` (facts/dataverse-web-api.md §2.4). */
export function writeLink(
  operation: Operation,
  from: RowReference,
  navigation: Navigation,
  parens: string | null,
): ApiResponse {
  const { context, request, query } = operation;
  const { catalog } = context.env;
  const source = catalog.requireTable(from.table);
  requireRow(context, source, from.id);

  if (request.method === "DELETE") {
    unlink(context, from, navigation, unlinkTarget(operation, navigation, parens, query.get("$id")));
    return noContent();
  }
  const single = navigation.kind === "lookup";
  if (request.method !== (single ? "PUT" : "POST")) throw requestErrors.methodNotAllowed(request.method);
  const id = readJsonObject(request, source.entitySetName)["@odata.id"];
  if (typeof id !== "string")
    throw requestErrors.badPayload(source.entitySetName, "The body of a $ref request must hold '@odata.id'.");
  link(context, from, navigation, resolveReference(context, id));
  return noContent();
}

function unlinkTarget(
  operation: Operation,
  navigation: Navigation,
  parens: string | null,
  idOption: string | undefined,
): RowReference | null {
  const { context } = operation;
  if (parens !== null) {
    const key = parseKey(context.env.catalog.requireTable(navigation.target), parens);
    if (key.kind === "alternate") throw requestErrors.invalidKey(navigation.target);
    return { table: navigation.target, id: key.id };
  }
  return idOption === undefined ? null : resolveReference(context, idOption);
}
