import type { CallContext, Environment } from "./context";
import type { ApiRequest, ApiResponse } from "./http";

/** A request outside `/api/data`, e.g. Dataverse Search, web resources, the sandbox's own controls. */
export interface RouteCall {
  readonly env: Environment;
  readonly request: ApiRequest;
  /** The path behind the prefix, decoded, without the query. */
  readonly path: string;
  readonly query: ReadonlyMap<string, string>;
  /** The caller's context; throws the platform's error when the caller is nobody. */
  readonly context: () => CallContext;
}

export interface Route {
  /** `/WebResources/`: every path that starts with it. */
  readonly prefix: string;
  readonly handle: (call: RouteCall) => ApiResponse | Promise<ApiResponse>;
}

/**
 * Addresses outside `/api/data`. Register when the environment opens:
 *
 *     env.routes.register({ prefix: "/WebResources/", handle: ({ env, path }) => … });
 */
export class Routes {
  private readonly all: Route[] = [];

  register(...routes: readonly Route[]): void {
    this.all.push(...routes);
    this.all.sort((a, b) => b.prefix.length - a.prefix.length);
  }

  find(path: string): Route | undefined {
    return this.all.find((route) => path.startsWith(route.prefix));
  }
}
