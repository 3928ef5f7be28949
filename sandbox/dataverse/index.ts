import type { IncomingMessage, ServerResponse } from "node:http";
import { Faults } from "./faults/faults";
import type { Environment } from "./server/context";
import { openEnvironment } from "./server/environment";
import { handleRequest, type Pipeline } from "./server/pipeline";
import { ServiceProtection } from "./server/protection";
import { controlRoutes } from "./server/sandbox-routes";
import type { Settings } from "./settings/settings";
import { seedBaseWorld } from "./world/base-world";
import { defaultPersonaId, worldIdentity } from "./world/identity";

export type { Settings } from "./settings/settings";

export interface DataverseOptions {
  /** Path of the database file, or ":memory:". */
  readonly database: string;
  readonly settings?: Partial<Settings>;
}

/** One emulated environment. */
export interface Dataverse {
  readonly env: Environment;
  readonly faults: Faults;
  /** Answers a request; false when the address is none of Dataverse's. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
  close(): Promise<void>;
}

/** Opens an environment: its database, tables, messages and addresses. */
export function openDataverse(options: DataverseOptions): Promise<Dataverse> {
  const env = openEnvironment(options.database, worldIdentity, defaultPersonaId, options.settings);
  seedBaseWorld(env);
  const pipeline: Pipeline = { env, faults: new Faults(), protection: new ServiceProtection() };
  env.routes.register(...controlRoutes(pipeline.faults));
  return Promise.resolve({
    env,
    faults: pipeline.faults,
    handle: (request, response) => handleRequest(pipeline, request, response),
    close: () => {
      env.store.close();
      return Promise.resolve();
    },
  });
}
