import { toTimestamp } from "../security/caller";
import type { CallContext, Environment } from "../server/context";
import { requestErrors } from "../server/errors";
import { json, type ApiResponse } from "../server/http";
import type { Message } from "../server/messages";
import type { Route, RouteCall } from "../server/routes";
import { countSearch } from "./limits";
import { readRequest, searchError } from "./request";
import { runSearch } from "./run";
import { TextIndex } from "./text-index";

const indexes = new WeakMap<Environment, TextIndex>();

/** The index of an environment, made at the first search and brought up to the store at each one. */
export function currentIndex(env: Environment): TextIndex {
  const index = indexes.get(env) ?? new TextIndex(env);
  indexes.set(env, index);
  // A lag of 0 takes every row, also those that bear a later date than now.
  const { searchIndexLag } = env.settings;
  index.follow(searchIndexLag > 0 ? toTimestamp(new Date(env.now().getTime() - searchIndexLag)) : "9999");
  return index;
}

/** Answers a search body with the service's JSON in a string. */
export function answerSearch(context: CallContext, body: Readonly<Record<string, unknown>>): string {
  const { env, caller } = context;
  if (!env.settings.search)
    throw searchError(
      "The search feature isn't enabled for this environment. Contact your administrator.",
      "0x80048d0b",
    );
  countSearch(env, caller.userId);
  const request = readRequest(body);
  const { hits, count } = runSearch(context, currentIndex(env), request);

  return JSON.stringify({
    Error: null,
    Value: hits,
    Facets: {},
    QueryContext: { OriginalQuery: request.search, AlteredQuery: null, Reason: [], SpellSuggestions: [] },
    Count: request.count ? count : -1,
  });
}

/** Dataverse Search at its own address, `/api/search/v2.0/query`. */
export const searchRoute: Route = { prefix: "/api/search/", handle: handleRoute };

function handleRoute(call: RouteCall): ApiResponse {
  const { request, path } = call;
  if (!/^\/?v2\.0\/query\/?$/.test(path)) throw requestErrors.unknownSegment(path);
  if (request.method !== "POST") throw requestErrors.methodNotAllowed(request.method);
  const response = answerSearch(call.context(), parseBody(request.body.toString("utf8")));

  return json({ "@odata.context": "/api/search/v2.0/$metadata#Microsoft.Dynamics.CRM.searchqueryResponse", response });
}

function parseBody(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Falls through to the same answer as for JSON of another kind.
  }
  throw searchError("The body must be a JSON object.");
}

/** The same as an unbound action of the Web API. */
export const searchMessages: readonly Message[] = [
  {
    name: "searchquery",
    kind: "action",
    parameters: {
      search: "Edm.String",
      entities: "Edm.String?",
      filter: "Edm.String?",
      facets: "Edm.String?",
      orderby: "Edm.String?",
      options: "Edm.String?",
      count: "Edm.Boolean?",
      skip: "Edm.Int32?",
      top: "Edm.Int32?",
    },
    returns: "searchqueryResponse",
    handle: ({ context, parameters }) => ({
      kind: "complex",
      type: "searchqueryResponse",
      value: { response: answerSearch(context, parameters) },
    }),
  },
];
