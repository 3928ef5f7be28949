import { changeSettings } from "../settings/settings";
import type { Faults } from "../faults/faults";
import { requestErrors } from "./errors";
import { json, noContent, type ApiRequest, type ApiResponse } from "./http";
import type { Route, RouteCall } from "./routes";

const stateKey = "settings";

/**
 * The sandbox's own controls, which no real service has: `/sandbox/settings` (GET, PATCH) and `/sandbox/faults` (GET, POST,
 * DELETE, DELETE /<id>). They need no user and are not subject to faults or limits.
 */
export function controlRoutes(faults: Faults): Route[] {
  return [
    { prefix: "/sandbox/settings", handle: handleSettings },
    { prefix: "/sandbox/faults", handle: (call) => handleFaults(faults, call) },
  ];
}

function handleSettings({ env, request }: RouteCall): ApiResponse {
  if (request.method === "GET") return json({ ...env.settings });
  if (request.method !== "PATCH" && request.method !== "PUT") throw requestErrors.methodNotAllowed(request.method);
  env.settings = understand(() => changeSettings(env.settings, bodyOf(request)));
  env.store.setState(stateKey, JSON.stringify(env.settings));
  return json({ ...env.settings });
}

function handleFaults(faults: Faults, { request, path }: RouteCall): ApiResponse {
  if (request.method === "GET") return json({ value: faults.list() });
  if (request.method === "POST")
    return json(
      understand(() => faults.add(bodyOf(request))),
      {},
      201,
    );
  if (request.method !== "DELETE") throw requestErrors.methodNotAllowed(request.method);
  const id = Number(path.replace(/^\//, ""));
  faults.clear(path === "" || path === "/" ? undefined : id);
  return noContent();
}

function bodyOf(request: ApiRequest): unknown {
  try {
    return JSON.parse(request.body.toString("utf8"));
  } catch {
    throw requestErrors.badQuery("The body is not JSON.");
  }
}

/** Turns a plain error about the given JSON into a 400. */
function understand<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw requestErrors.badQuery(error instanceof Error ? error.message : String(error));
  }
}
