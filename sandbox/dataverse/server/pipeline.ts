import type { IncomingMessage, ServerResponse } from "node:http";
import { randomUUID } from "node:crypto";
import { executeBatch, type BatchRunner } from "../batch/execute";
import type { FaultAction, Faults } from "../faults/faults";
import { callerId, contextOf } from "./caller-of";
import type { Environment } from "./context";
import { dispatch } from "./dispatch";
import { errorResponse } from "./error-response";
import { DataverseError, accessErrors, requestErrors } from "./errors";
import { readRequest, writeResponse, type ApiRequest, type ApiResponse } from "./http";
import { parseQueryString, decode } from "./path";
import type { ServiceProtection } from "./protection";

/** What the pipeline needs beside the environment. */
export interface Pipeline {
  readonly env: Environment;
  readonly faults: Faults;
  readonly protection: ServiceProtection;
}

/** Nothing of the answer was sent and the connection is to be cut. */
class Dropped extends Error {}

const dataRoot = /^\/api\/data\/v9\.[0-2]\//;

/**
 * Answers one HTTP request, in steps: 1 read it, 2 refuse foreign callers, 3 find the user, 4 service protection, 5 faults that
 * are armed, 6 route and handle, 7 answer. Returns false when the address is none of Dataverse's.
 */
export async function handleRequest(
  pipeline: Pipeline,
  message: IncomingMessage,
  out: ServerResponse,
): Promise<boolean> {
  const { env } = pipeline;
  const path = (message.url ?? "/").split("?")[0] ?? "/";
  const isData = dataRoot.test(path) || /^\/api\/data(\/|$)/.test(path);
  if (!isData && !env.routes.find(path)) return false;

  const request = await readOrRefuse(message, out);
  if (!request) return true;
  try {
    const response = isData ? await answerData(pipeline, request) : await answerRoute(pipeline, request, path);
    writeResponse({ ...response, headers: { ...response.headers, req_id: randomUUID() } }, out);
  } catch (error) {
    if (error instanceof Dropped) out.destroy();
    else writeResponse(errorResponse(error, request), out);
  }
  return true;
}

async function readOrRefuse(message: IncomingMessage, out: ServerResponse): Promise<ApiRequest | null> {
  const head: ApiRequest = {
    method: message.method ?? "GET",
    url: message.url ?? "/",
    headers: {},
    body: Buffer.alloc(0),
  };
  try {
    refuseForeign(message);
    return await readRequest(message);
  } catch (error) {
    writeResponse(errorResponse(error, head), out);
    return null;
  }
}

const ownHost = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i;

/** A page of another site must not reach the sandbox through the browser (DNS rebinding, cross-site requests). */
function refuseForeign(message: IncomingMessage): void {
  const host = message.headers.host ?? "";
  if (!ownHost.test(host)) throw accessErrors.foreignOrigin(`the host '${host}'`);
  const { origin } = message.headers;
  if (origin === undefined || origin === "null") {
    if (origin === "null") throw accessErrors.foreignOrigin("an opaque origin");
    return;
  }
  if (!ownHost.test(origin.replace(/^https?:\/\//i, ""))) throw accessErrors.foreignOrigin(`the origin '${origin}'`);
}

async function answerData(pipeline: Pipeline, request: ApiRequest): Promise<ApiResponse> {
  const { env, protection } = pipeline;
  const root = dataRoot.exec(request.url)?.[0];
  if (root === undefined) throw requestErrors.noHttpResource(request.url);
  const userId = callerId(env, request.headers);
  const admission = protection.admit(userId, env.settings.limits);
  try {
    const baseUrl = `http://${request.headers.host ?? "127.0.0.1"}${root}`;
    const response = await underFaults(pipeline, request, userId, () => answerOperation(env, request, baseUrl));
    return { ...response, headers: { ...response.headers, ...admission.headers } };
  } finally {
    admission.release();
  }
}

/** Answers, or lets go wrong what is armed for this request. */
async function underFaults(
  { env, faults }: Pipeline,
  request: ApiRequest,
  userId: string,
  answer: () => ApiResponse | Promise<ApiResponse>,
): Promise<ApiResponse> {
  const fault = faults.strike(request, userId);
  await before(env, fault);
  const response = fault?.kind === "status" ? faultResponse(fault, request) : await answer();
  if (fault?.kind === "dropAfter") throw new Dropped();

  return fault?.kind === "malformed" ? { ...response, body: "<html><body>Bad gateway" } : response;
}

async function before(env: Environment, fault: FaultAction | null): Promise<void> {
  const wait = env.settings.latency + (fault?.kind === "delay" ? fault.milliseconds : 0);
  if (wait > 0) await new Promise((done) => setTimeout(done, wait));
  if (fault?.kind === "dropBefore") throw new Dropped();
}

function faultResponse(fault: FaultAction & { kind: "status" }, request: ApiRequest): ApiResponse {
  const headers: Record<string, string> =
    fault.retryAfter === undefined ? {} : { "retry-after": String(fault.retryAfter) };
  return errorResponse(new DataverseError(fault.status, fault.code, fault.message, headers), request);
}

/** Answers one operation or a batch of them, whatever happens. Everything from here on is synchronous, so that no two requests mix. */
export function answerOperation(env: Environment, request: ApiRequest, baseUrl: string): ApiResponse {
  try {
    const context = contextOf(env, request, baseUrl);
    if (!/\/\$batch\/?(\?|$)/.test(request.url)) return dispatch(context, request, false).response;
    if (request.method !== "POST") throw requestErrors.methodNotAllowed(request.method);
    const runner: BatchRunner = {
      dispatch,
      contextFor: (part) => contextOf(env, part, baseUrl),
      toErrorResponse: errorResponse,
    };
    return executeBatch(context, request, runner);
  } catch (error) {
    return errorResponse(error, request);
  }
}

async function answerRoute(pipeline: Pipeline, request: ApiRequest, path: string): Promise<ApiResponse> {
  const { env } = pipeline;
  const route = env.routes.find(path);
  if (!route) throw requestErrors.unknownSegment(path);
  const baseUrl = `http://${request.headers.host ?? "127.0.0.1"}/api/data/v9.2/`;
  const mark = request.url.indexOf("?");
  const handle = (): ApiResponse | Promise<ApiResponse> =>
    route.handle({
      env,
      request,
      path: decode(path.slice(route.prefix.length)),
      query: parseQueryString(mark < 0 ? "" : request.url.slice(mark + 1)),
      context: () => contextOf(env, request, baseUrl),
    });

  // The search service fails as the Web API does; the addresses that steer the sandbox never do.
  return path.startsWith("/api/") ? underFaults(pipeline, request, callerId(env, request.headers), handle) : handle();
}
