import type { ApiRequest } from "../server/http";

/**
 * What goes wrong with a request: it waits (`delay`), its connection breaks before anything happened (`dropBefore`) or after
 * everything was committed (`dropAfter`), it gets an error (`status`), or an answer that is no JSON (`malformed`).
 */
export type FaultAction =
  | { readonly kind: "delay"; readonly milliseconds: number }
  | { readonly kind: "dropBefore" }
  | { readonly kind: "dropAfter" }
  | { readonly kind: "malformed" }
  | {
      readonly kind: "status";
      readonly status: number;
      readonly code: string;
      readonly message: string;
      readonly retryAfter?: number;
    };

export interface FaultRule {
  readonly id: number;
  /** Regular expressions; a request has to match all that are given. `url` is path and query, `body` the text sent. */
  readonly method?: string;
  readonly url?: string;
  readonly body?: string;
  readonly user?: string;
  readonly action: FaultAction;
  /** Matching requests that are spared first. */
  skip: number;
  /** How often the rule still strikes; null for always. */
  times: number | null;
  struck: number;
}

const defaults: Readonly<Record<number, { code: string; message: string }>> = {
  401: { code: "0x80072560", message: "The user is not a member of the organization." },
  403: { code: "0x80040220", message: "The user does not hold the necessary privileges." },
  412: {
    code: "0x80060882",
    message: "The version of the existing record doesn't match the RowVersion property provided.",
  },
  429: {
    code: "0x80072322",
    message: "Number of requests exceeded the limit of 6000 over time window of 300 seconds.",
  },
  500: { code: "0x80040216", message: "An unexpected error occurred." },
  503: { code: "0x80044150", message: "The service is unavailable." },
};

/** The faults that are armed, in the order they were added; the first that matches strikes. */
export class Faults {
  private readonly rules: FaultRule[] = [];
  private nextId = 1;

  list(): readonly FaultRule[] {
    return this.rules;
  }

  /** Arms a fault from its JSON; throws with the reason when it cannot be understood. */
  add(given: unknown): FaultRule {
    if (typeof given !== "object" || given === null) throw new Error("A fault must be an object.");
    const rule: FaultRule = {
      id: this.nextId++,
      ...parsePatterns(given),
      action: parseAction(actionOf(given)),
      ...parseCounts(given),
      struck: 0,
    };
    this.rules.push(rule);
    return rule;
  }

  /** Disarms one fault, or all. */
  clear(id?: number): void {
    if (id === undefined) this.rules.length = 0;
    else {
      const at = this.rules.findIndex((rule) => rule.id === id);
      if (at >= 0) this.rules.splice(at, 1);
    }
  }

  /** The fault that strikes this request, counted; null for none. */
  strike(request: ApiRequest, userId: string): FaultAction | null {
    for (const rule of this.rules) {
      if (rule.times === 0 || !matches(rule, request, userId)) continue;
      if (rule.skip > 0) {
        rule.skip -= 1;
        continue;
      }
      if (rule.times !== null) rule.times -= 1;
      rule.struck += 1;
      return rule.action;
    }
    return null;
  }
}

function matches(rule: FaultRule, request: ApiRequest, userId: string): boolean {
  if (rule.method !== undefined && !new RegExp(rule.method, "i").test(request.method)) return false;
  if (rule.url !== undefined && !new RegExp(rule.url).test(decodeLoosely(request.url))) return false;
  if (rule.user !== undefined && rule.user.toLowerCase() !== userId) return false;
  return rule.body === undefined || new RegExp(rule.body).test(request.body.toString("utf8"));
}

function decodeLoosely(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}

function parsePatterns(given: object): Pick<FaultRule, "method" | "url" | "body" | "user"> {
  const result: { method?: string; url?: string; body?: string; user?: string } = {};
  for (const name of ["method", "url", "body", "user"] as const) {
    const value = (given as Record<string, unknown>)[name];
    if (value === undefined) continue;
    if (typeof value !== "string") throw new Error(`'${name}' of a fault must be text.`);
    if (name !== "user") new RegExp(value);
    result[name] = value;
  }
  return result;
}

function parseCounts(given: object): Pick<FaultRule, "skip" | "times"> {
  const { skip = 0, times = null } = given as { skip?: unknown; times?: unknown };
  if (typeof skip !== "number" || (times !== null && typeof times !== "number"))
    throw new Error("'skip' and 'times' of a fault must be numbers.");
  return { skip, times };
}

/** The action may stand in an object of its own or beside the patterns. */
function actionOf(given: object): object {
  const { action } = given as { action?: unknown };
  return typeof action === "object" && action !== null ? action : given;
}

function parseAction(given: object): FaultAction {
  const { kind, milliseconds, status, code, message, retryAfter } = given as Record<string, unknown>;
  if (kind === "dropBefore" || kind === "dropAfter" || kind === "malformed") return { kind };
  if (kind === "delay" && typeof milliseconds === "number") return { kind, milliseconds };
  if (kind !== "status" || typeof status !== "number" || status < 400 || status > 599)
    throw new Error(
      "'kind' of a fault must be delay (with milliseconds), dropBefore, dropAfter, malformed, or status (with status 400-599).",
    );
  const usual = defaults[status] ?? { code: "0x80040216", message: "An unexpected error occurred." };
  const wait = typeof retryAfter === "number" ? retryAfter : status === 429 || status === 503 ? 1 : undefined;
  return {
    kind,
    status,
    code: typeof code === "string" ? code : usual.code,
    message: typeof message === "string" ? message : usual.message,
    ...(wait === undefined ? {} : { retryAfter: wait }),
  };
}
