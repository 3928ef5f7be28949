/** The one adapter between the port and HTTP, built on dynamics-web-api: its batches, change sets and headers. */
import type { Expand } from "dynamics-web-api";
import { DynamicsWebApi } from "dynamics-web-api";
import type { Failure } from "./failure";
import { describeFailure } from "./failure";
import type { Answer, Change, Dataverse, Expansion, Json, Query, Result } from "./port";
import { failed, succeeded } from "./port";

export interface ConnectionOptions {
  /** The address of the environment; without it the library asks `Xrm`. */
  readonly serverUrl?: string;
  /** Acts as this user (header `MSCRMCallerID`), for tests. */
  readonly actAs?: string;
  /** Milliseconds until an answer counts as lost. */
  readonly timeout?: number;
  /**
   * Tells of errors that nobody caught, for as long as the returned function was not called. The library throws into
   * the void when a good status comes with a body that it cannot parse; this way the seller need not wait for the clock.
   */
  readonly watchErrors?: (report: (error: unknown) => void) => () => void;
}

/** Connects to Dataverse. Reading and writing take one `$batch` request each. */
export function connectDataverse(options: ConnectionOptions = {}): Dataverse {
  const timeout = options.timeout ?? 60_000;
  const client = new DynamicsWebApi({
    ...(options.serverUrl ? { serverUrl: options.serverUrl } : {}),
    ...(options.actAs ? { impersonate: options.actAs } : {}),
    dataApi: { version: "9.2" },
    // Labels, and the table that a lookup points to, come as annotations only when they are asked for.
    includeAnnotations: "*",
    propagateErrors: true,
    timeout,
  });

  return {
    async read(queries) {
      const sent = await send(() => queries.map((query) => addQuery(client, query)), true);
      if (!sent.ok) return sent;

      return sent.value.length === queries.length ? succeeded(sent.value) : failed(malformed);
    },

    async write(changes, thenRead = []) {
      const compose = () => [
        ...changes.map((change) => addChange(client, change)),
        ...thenRead.map((query) => addQuery(client, query)),
      ];
      // With continue-on-error a failed change set does not stop the reads, and every part is reported. A failed
      // change set answers with one part for all its changes (facts/dataverse-web-api.md §2.5).
      const sent = await send(compose, true);
      if (!sent.ok) return sent;

      const refused = sent.value
        .slice(0, Math.max(1, sent.value.length - thenRead.length))
        .find((answer) => !answer.ok);
      if (refused && !refused.ok) return refused;
      if (sent.value.length !== changes.length + thenRead.length) return failed(malformed);

      return succeeded({
        results: sent.value.slice(0, changes.length).map((answer) => (answer.ok ? answer.value : {})),
        reads: sent.value.slice(changes.length),
      });
    },
  };

  async function send(compose: () => readonly Promise<unknown>[], continueOnError: boolean): Promise<Result<Answer[]>> {
    client.startBatch();
    const parts = compose();
    const answer = within(
      timeout + 1000,
      client.executeBatch({ continueOnError }) as Promise<unknown>,
      options.watchErrors,
    );
    try {
      await Promise.all(parts);
      const bodies = await answer;

      return Array.isArray(bodies) ? succeeded(bodies.map(readAnswer)) : failed(malformed);
    } catch (error) {
      const first: unknown = Array.isArray(error) ? error.find(isError) : error;

      return failed(readError(first ?? error));
    }
  }
}

/**
 * The library never settles when a good status comes with a body that it cannot parse: an error that nobody caught, or at
 * the latest a clock of our own, turns that into a lost answer.
 */
function within<T>(
  milliseconds: number,
  promise: Promise<T>,
  watchErrors: ConnectionOptions["watchErrors"],
): Promise<T> {
  return new Promise((resolve, reject) => {
    const settle =
      <V>(tell: (value: V) => void) =>
      (value: V) => {
        clearTimeout(timer);
        stop?.();
        tell(value);
      };
    const fail = settle(reject);
    const timer = setTimeout(
      () => fail(Object.assign(new Error("No answer."), { name: "TimeoutError" })),
      milliseconds,
    );
    const stop = watchErrors?.((error) => {
      if (error instanceof SyntaxError || error instanceof TypeError) {
        fail(Object.assign(new Error("The answer could not be read."), { status: 200 }));
      }
    });
    promise.then(settle(resolve), fail);
  });
}

function addQuery(client: DynamicsWebApi, query: Query): Promise<unknown> {
  switch (query.kind) {
    case "row":
      return client.retrieve({
        collection: query.set,
        key: query.id,
        select: copy(query.select),
        expand: expansions(query.expand),
      });
    case "rows":
      return client.retrieveMultiple({
        collection: query.set,
        select: copy(query.select),
        filter: query.filter,
        orderBy: copy(query.orderBy),
        top: query.top,
        expand: expansions(query.expand),
      });
    case "function":
      return client.callFunction({
        name: query.name,
        ...(query.on ? { collection: query.on.set, key: query.on.id } : {}),
        ...(query.parameters ? { parameters: encoded(query.parameters) } : {}),
      });
    case "definition":
      return client.retrieveEntity({
        key: `LogicalName='${query.table}'`,
        select: copy(query.select),
        expand: expansions(query.expand),
      });
    case "attributes":
      return client.retrieveAttributes({
        entityKey: `LogicalName='${query.table}'`,
        castType: query.cast,
        select: copy(query.select),
        expand: expansions(query.expand),
      });
  }
}

function addChange(client: DynamicsWebApi, change: Change): Promise<unknown> {
  switch (change.kind) {
    case "create":
      return client.create({ collection: change.set, data: change.values });
    case "update":
      return client.update({
        collection: change.set,
        key: change.id,
        data: change.values,
        // Without a version: update only what is there, never create (facts/dataverse-web-api.md §2.4).
        ifmatch: change.etag ?? "*",
      });
    case "delete":
      return client.deleteRecord({
        collection: change.set,
        key: change.id,
        ...(change.etag ? { ifmatch: change.etag } : {}),
      });
    case "associate":
      return client.associate({
        collection: change.set,
        primaryKey: change.id,
        relationshipName: change.relation,
        relatedCollection: change.relatedSet,
        relatedKey: change.relatedId,
      });
    case "action":
      return client.callAction({
        actionName: change.on ? `Microsoft.Dynamics.CRM.${change.name}` : change.name,
        ...(change.on ? { collection: change.on.set, key: change.on.id } : {}),
        action: change.parameters ?? {},
      });
  }
}

/**
 * The library writes objects of function parameters into the address as they are. Encoding the text that is inside
 * keeps an address valid whatever a seller typed; a value that begins with the namespace is passed on unquoted.
 */
function encoded(parameters: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      typeof value === "object" && value !== null ? (JSON.parse(encodeTexts(value)) as unknown) : value,
    ]),
  );
}

function encodeTexts(value: object): string {
  return JSON.stringify(value, (key, inner: unknown) =>
    typeof inner === "string" && !key.startsWith("@odata.") ? encodeURIComponent(inner) : inner,
  );
}

function copy(names: readonly string[] | undefined): string[] | undefined {
  return names && names.length > 0 ? [...names] : undefined;
}

function expansions(list: readonly Expansion[] | undefined): Expand[] | undefined {
  return list?.map(({ property, select }) => ({ property, ...(select ? { select: [...select] } : {}) }));
}

function readAnswer(body: unknown): Answer {
  if (isError(body)) return failed(readError(body));

  return succeeded(typeof body === "object" && body !== null ? (body as Json) : { value: body });
}

function isError(value: unknown): value is Error {
  return value instanceof Error;
}

const malformed: Failure = describeFailure(200, "", "The answer could not be read.");

function readError(error: unknown): Failure {
  const parts = error as {
    readonly name?: string;
    readonly status?: number;
    readonly message?: string;
    readonly code?: unknown;
    readonly error?: { readonly code?: string; readonly message?: string };
    readonly headers?: Readonly<Record<string, string>>;
  };
  const status = parts.status ?? 0;
  const inner = parts.error;
  const code = inner?.code ?? (typeof parts.code === "string" && parts.code.startsWith("0x") ? parts.code : "");
  const message = inner?.message ?? parts.message ?? "";
  const failure = describeFailure(status, code, message, readRetryAfter(parts.headers));

  return parts.name === "TimeoutError" ? { ...failure, kind: "timeout", lost: true } : failure;
}

/** Seconds, or a date. */
function readRetryAfter(headers: Readonly<Record<string, string>> | undefined): number | undefined {
  const name = Object.keys(headers ?? {}).find((header) => header.toLowerCase() === "retry-after");
  const value = name ? headers?.[name] : undefined;
  if (!value) return undefined;
  const seconds = Number(value);
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - Date.now();

  return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}
