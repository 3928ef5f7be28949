import type { IncomingMessage, ServerResponse } from "node:http";
import { Faults } from "./faults/faults";
import type { Environment } from "./server/context";
import { openEnvironment } from "./server/environment";
import { handleRequest, type Pipeline } from "./server/pipeline";
import { ServiceProtection } from "./server/protection";
import { controlRoutes } from "./server/sandbox-routes";
import type { Settings } from "./settings/settings";
import { importSolution, type ImportOptions } from "./solutions/import";
import type { ImportLog } from "./solutions/problems";
import { seedBaseWorld } from "./world/base-world";
import { seedDemoWorld } from "./world/demo/demo-world";
import { giveSolutionRoles } from "./world/give-roles";
import { defaultPersonaId, worldIdentity } from "./world/identity";
import { installWorld } from "./world/install";
import { loadLeads, type LoadResult } from "./world/leads-csv";

export type { Settings } from "./settings/settings";
export type { ImportLog } from "./solutions/problems";

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
  /** Imports a solution as an administrator would, and gives the personas its roles unless `giveRoles` is false. */
  importSolution(zip: Uint8Array, options?: ImportOptions & { readonly giveRoles?: boolean }): Promise<ImportLog>;
  /** Fills a new environment: `empty` has people, roles, currencies and settings; `demo` the made rows as well. */
  seed(world: "empty" | "demo"): Promise<void>;
  /** Adds leads of a CSV file; rows that cannot be read are named with line and reason. */
  loadLeads(csv: string): Promise<LoadResult>;
  close(): Promise<void>;
}

/** Opens an environment: its database, tables, messages and addresses. */
export function openDataverse(options: DataverseOptions): Promise<Dataverse> {
  const env = openEnvironment(options.database, worldIdentity, defaultPersonaId, options.settings);
  installWorld(env);
  const pipeline: Pipeline = { env, faults: new Faults(), protection: new ServiceProtection() };
  env.routes.register(...controlRoutes(pipeline.faults));
  return Promise.resolve({
    env,
    faults: pipeline.faults,
    handle: (request, response) => handleRequest(pipeline, request, response),
    importSolution: (zip, { giveRoles = true, ...importOptions } = {}) => {
      const log = importSolution(env, zip, importOptions);
      if (log.succeeded && giveRoles) giveSolutionRoles(env, log.solution);
      return Promise.resolve(log);
    },
    seed: (world) => {
      seedBaseWorld(env);
      if (world === "demo") seedDemoWorld(env);
      return Promise.resolve();
    },
    loadLeads: (csv) => Promise.resolve(loadLeads(env, csv)),
    close: () => {
      env.store.close();
      return Promise.resolve();
    },
  });
}
