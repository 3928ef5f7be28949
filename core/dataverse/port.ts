/**
 * The port to Dataverse: all that the product asks of the platform, as data. One adapter implements it over HTTP
 * (adapter.ts), tests implement it in memory. A failure that a caller can act on is a value, never an exception.
 */
import type { Failure } from "./failure";

/** A JSON object as it travels. */
export type Json = Readonly<Record<string, unknown>>;

export interface Expansion {
  readonly property: string;
  readonly select?: readonly string[];
}

/** Something to read. Names are those of the Web API: `set` is an entity set, `expand` holds navigation properties. */
export type Query =
  | {
      readonly kind: "row";
      readonly set: string;
      readonly id: string;
      readonly select?: readonly string[];
      readonly expand?: readonly Expansion[];
    }
  | {
      readonly kind: "rows";
      readonly set: string;
      readonly select?: readonly string[];
      readonly filter?: string;
      readonly orderBy?: readonly string[];
      readonly top?: number;
      readonly expand?: readonly Expansion[];
    }
  | {
      readonly kind: "function";
      readonly name: string;
      /** The row that a bound function is called on. */
      readonly on?: { readonly set: string; readonly id: string };
      readonly parameters?: Readonly<Record<string, unknown>>;
    }
  | {
      readonly kind: "definition";
      readonly table: string;
      readonly select: readonly string[];
      readonly expand?: readonly Expansion[];
    }
  | {
      readonly kind: "attributes";
      readonly table: string;
      /** For example `Microsoft.Dynamics.CRM.StringAttributeMetadata`. */
      readonly cast: string;
      readonly select: readonly string[];
      readonly expand?: readonly Expansion[];
    };

/** Something to write. `values` are wire values (see wire.ts). With `etag` the row must still have that version. */
export type Change =
  | { readonly kind: "create"; readonly set: string; readonly values: Json }
  | {
      readonly kind: "update";
      readonly set: string;
      readonly id: string;
      readonly values: Json;
      readonly etag?: string;
    }
  | { readonly kind: "delete"; readonly set: string; readonly id: string; readonly etag?: string }
  | {
      readonly kind: "associate";
      readonly set: string;
      readonly id: string;
      readonly relation: string;
      readonly relatedSet: string;
      readonly relatedId: string;
    }
  | {
      readonly kind: "action";
      readonly name: string;
      readonly on?: { readonly set: string; readonly id: string };
      readonly parameters?: Json;
    };

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

/** What one query of a batch brought: each may fail for itself (no right to read it, say). */
export type Answer = Result<Json>;

export interface Dataverse {
  /** Reads everything in one request; the outer result fails only when the request as a whole did. */
  read(queries: readonly Query[]): Promise<Result<readonly Answer[]>>;
  /**
   * Writes all changes or none, in order, in one request; what `thenRead` asks is read in the same request after the
   * changes are in. A failure that leaves open whether the changes were made has `lost` set.
   */
  write(
    changes: readonly Change[],
    thenRead?: readonly Query[],
  ): Promise<Result<{ readonly results: readonly Json[]; readonly reads: readonly Answer[] }>>;
}

/** The impure things that commit and retry need, handed in so that tests can hold them. */
export interface Clock {
  now(): Date;
  sleep(milliseconds: number): Promise<void>;
  /** From 0 to below 1. */
  random(): number;
  /** A new random GUID. */
  newKey(): string;
}

export function succeeded<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function failed<T>(failure: Failure): Result<T> {
  return { ok: false, failure };
}

/** The rows of a collection answer; none when it failed. */
export function rowsOf(answer: Answer | undefined): readonly Json[] {
  return answer?.ok && Array.isArray(answer.value["value"]) ? (answer.value["value"] as readonly Json[]) : [];
}
