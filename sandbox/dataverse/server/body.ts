import { requestErrors } from "./errors";
import type { ApiRequest } from "./http";

/** A JSON object sent as body; other shapes are the payload error of the set. An absent body is an empty object. */
export function readJsonObject(request: ApiRequest, entitySet: string): Readonly<Record<string, unknown>> {
  const type = request.headers["content-type"];
  if (request.body.length > 0 && type !== undefined && !/json/i.test(type))
    throw requestErrors.notAcceptable(`A request body of type '${type}' cannot be read. Only JSON is supported.`);
  const text = request.body
    .toString("utf8")
    .replace(/^\uFEFF/, "")
    .trim();
  if (text === "") return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(0, 200) : "";
    throw requestErrors.badPayload(entitySet, `Microsoft.OData.ODataException: Invalid JSON. ${reason}`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw requestErrors.badPayload(
      entitySet,
      "Microsoft.OData.ODataException: A JSON object was expected in the request body.",
    );
  return value as Record<string, unknown>;
}
