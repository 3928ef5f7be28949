import { accessErrors, requestErrors, rowErrors } from "../server/errors";
import { json, type ApiResponse } from "../server/http";
import type { Route, RouteCall } from "../server/routes";
import { serveControlFile, serveWebResource } from "./files";
import { importSolution } from "./import";
import { uninstallSolution } from "./remove";

/**
 * `/WebResources/<name>`, `/sandbox/controls/<control>/<path>`, and the hub's door for solutions: POST a zip to
 * `/sandbox/solutions`, DELETE `/sandbox/solutions/<unique name>`; both answer the log line by line.
 */
export const solutionRoutes: readonly Route[] = [
  { prefix: "/WebResources/", handle: ({ env, path }) => serveWebResource(env, path) },
  { prefix: "/sandbox/controls/", handle: ({ env, path }) => serveControlFile(env, path) },
  { prefix: "/sandbox/solutions", handle: handleSolutions },
];

function handleSolutions(call: RouteCall): ApiResponse {
  const { env, request, path } = call;
  const { caller } = call.context();
  if (!caller.isSystem && !caller.privileges.has("prvImportCustomization"))
    throw accessErrors.missingPrivilege(caller.userId, "prvImportCustomization");
  const name = path.replace(/^\//, "");
  if (request.method === "POST" && name === "") {
    const log = importSolution(env, request.body, { holding: call.query.get("holding") === "true" });
    return json(log, {}, log.succeeded ? 200 : 400);
  }
  if (request.method !== "DELETE" || name === "") throw requestErrors.methodNotAllowed(request.method);
  if (env.store.count("solution", { uniquename: name }) === 0) throw rowErrors.notFound("solution", name);
  return json({ solution: name, lines: uninstallSolution(env, name) });
}
