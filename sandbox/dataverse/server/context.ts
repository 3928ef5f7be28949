import type { Catalog } from "../metadata/catalog";
import type { Settings } from "../settings/settings";
import type { Store } from "../store/store";
import type { Caller } from "../security/caller";
import type { Hooks } from "./hooks";
import type { Messages } from "./messages";
import type { Routes } from "./routes";

/** The fixed facts of an environment. */
export interface Identity {
  readonly organizationId: string;
  readonly rootBusinessUnitId: string;
  /** The platform's own user (SYSTEM): holds every right, owns what nobody else does. */
  readonly systemUserId: string;
  readonly baseCurrencyId: string;
  readonly uniqueName: string;
  readonly friendlyName: string;
}

/** One emulated environment: everything that outlives a request. */
export interface Environment {
  readonly store: Store;
  readonly catalog: Catalog;
  readonly messages: Messages;
  readonly hooks: Hooks;
  readonly routes: Routes;
  readonly identity: Identity;
  /** Replaced as a whole when a switch changes, so read it when you need it. */
  settings: Settings;
  /** The clock; tests may stop it. */
  now: () => Date;
}

/**
 * One operation on behalf of one caller. Everything that reads or writes rows takes it, so that nothing runs without a user.
 * `runAsSystem(context)` (security/caller.ts) gives the same operation with every right, for the platform's own steps.
 */
export interface CallContext {
  readonly env: Environment;
  readonly caller: Caller;
  /** Duplicate rules are not applied to creates and updates: the Web API's default (facts/dataverse-web-api.md §2.4). */
  readonly suppressDuplicates: boolean;
  /** The time of the operation as stored, e.g. `2026-11-23T09:30:00Z`. */
  readonly timestamp: string;
  /** Nesting of messages inside messages: 1 is the client's own call. */
  readonly depth: number;
  /** What `$1` … stand for inside a change set. */
  readonly contentIds?: ReadonlyMap<string, RowReference | null>;
  /** Absolute base of this environment's addresses: `http://127.0.0.1:5280/api/data/v9.2/`. */
  readonly baseUrl: string;
}

/** A row's identity. */
export interface RowReference {
  readonly table: string;
  readonly id: string;
}
