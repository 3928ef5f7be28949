import type { Table } from "../../metadata/model";
import { readRow } from "../../write/records";
import { readJsonObject } from "../body";
import type { RowReference } from "../context";
import { requestErrors } from "../errors";
import { json, jsonCollection, noContent, type ApiResponse } from "../http";
import { parseLiteral, splitArguments } from "../literals";
import type { Message, MessageResult } from "../messages";
import type { Operation } from "../operation";
import { serializeRow, serializeRows } from "./read";

const namespace = "Microsoft.Dynamics.CRM.";

/** Whether a segment is written like a bound function or action. */
export function isBoundName(name: string): boolean {
  return name.startsWith(namespace);
}

/** `WhoAmI()`, `Merge`: unbound messages, named without the namespace (facts/dataverse-web-api.md §2.6). */
export function callUnbound(operation: Operation, name: string, parens: string | null): ApiResponse | null {
  if (isBoundName(name)) {
    if (operation.context.env.messages.findUnbound(name.slice(namespace.length)))
      throw requestErrors.unresolvedParameters();
    return null;
  }
  const message = operation.context.env.messages.findUnbound(name);
  return message ? call(operation, message, parens, {}) : null;
}

/** `leads(<id>)/Microsoft.Dynamics.CRM.QualifyLead` and messages of a whole set. */
export function callBound(
  operation: Operation,
  name: string,
  parens: string | null,
  to: { readonly row: RowReference } | { readonly set: Table },
): ApiResponse {
  const table = "row" in to ? to.row.table : to.set.logicalName;
  const message = operation.context.env.messages.findBound(
    name.slice(namespace.length),
    table,
    "row" in to ? "row" : "collection",
  );
  if (!message) throw requestErrors.unknownSegment(name);
  if ("row" in to) readRow(operation.context, table, to.row.id, []);
  return call(operation, message, parens, "row" in to ? { target: to.row, table } : { table });
}

function call(
  operation: Operation,
  message: Message,
  parens: string | null,
  target: { readonly target?: RowReference; readonly table?: string },
): ApiResponse {
  const { context, request, inChangeSet } = operation;
  if (request.method !== (message.kind === "function" ? "GET" : "POST"))
    throw requestErrors.noHttpResource(request.url);
  if (inChangeSet && message.kind === "function")
    throw requestErrors.batch("A GET request is not allowed in a change set.");
  const parameters =
    message.kind === "function"
      ? functionParameters(operation, parens)
      : readJsonObject(request, target.table ?? message.name);
  const result = context.env.store.transaction(() => message.handle({ context, parameters, ...target }));
  return toResponse(operation, result);
}

function functionParameters(operation: Operation, parens: string | null): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, raw] of splitArguments(parens ?? "")) {
    if (name === "") throw requestErrors.unresolvedParameters();
    result[name] = parseLiteral(raw, operation.query);
  }
  return result;
}

function toResponse(operation: Operation, result: MessageResult): ApiResponse {
  const metadata = `${operation.context.baseUrl}$metadata#`;
  switch (result.kind) {
    case "none":
      return noContent();
    case "complex":
      return json({ "@odata.context": `${metadata}${namespace}${result.type}`, ...result.value });
    case "json":
      return json({ "@odata.context": `${metadata}${result.context}`, ...result.value });
    case "row":
      return json(serializeRow(operation, result.table, result.row));
    case "rows":
      return jsonCollection(serializeRows(operation, result.table, result.rows));
  }
}
