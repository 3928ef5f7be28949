import type { LimitSettings } from "../settings/settings";
import { limitErrors } from "./errors";

interface Usage {
  /** Start times and durations of the requests in the window, oldest first. */
  readonly requests: { readonly at: number; duration: number }[];
  running: number;
}

/** A request that was let in. */
export interface Admission {
  /** The remaining budgets, as every answer carries them. */
  readonly headers: Record<string, string>;
  /** Tells that the request is answered. */
  readonly release: () => void;
}

/**
 * Service protection: per user, within a sliding window, a number of requests, their execution time together, and how many run
 * at once (facts/dataverse-web-api.md §2.6 "Limits").
 */
export class ServiceProtection {
  private readonly usages = new Map<string, Usage>();

  constructor(private readonly now: () => number = Date.now) {}

  /** Lets the request in, or throws 429 with Retry-After. */
  admit(userId: string, limits: LimitSettings): Admission {
    if (!limits.enabled) return { headers: {}, release: () => {} };
    const usage = this.usageOf(userId, limits);
    this.check(usage, limits);
    const entry = { at: this.now(), duration: 0 };
    usage.requests.push(entry);
    usage.running += 1;
    const spent = executionTime(usage);
    return {
      headers: {
        "x-ms-ratelimit-burst-remaining-xrm-requests": String(limits.requests - usage.requests.length),
        "x-ms-ratelimit-time-remaining-xrm-requests": ((limits.executionMilliseconds - spent) / 1000).toFixed(2),
      },
      release: () => {
        usage.running -= 1;
        entry.duration = this.now() - entry.at;
      },
    };
  }

  private usageOf(userId: string, limits: LimitSettings): Usage {
    const usage = this.usages.get(userId) ?? { requests: [], running: 0 };
    this.usages.set(userId, usage);
    const start = this.now() - limits.windowSeconds * 1000;
    const expired = usage.requests.findIndex((request) => request.at > start);
    usage.requests.splice(0, expired < 0 ? usage.requests.length : expired);
    return usage;
  }

  private check(usage: Usage, limits: LimitSettings): void {
    const oldest = usage.requests[0]?.at ?? this.now();
    const retryAfter = Math.max(1, Math.ceil((oldest + limits.windowSeconds * 1000 - this.now()) / 1000));
    if (usage.running >= limits.concurrent) throw limitErrors.concurrency(limits.concurrent, 1);
    if (usage.requests.length >= limits.requests)
      throw limitErrors.requests(limits.requests, limits.windowSeconds, retryAfter);
    if (executionTime(usage) >= limits.executionMilliseconds)
      throw limitErrors.executionTime(limits.executionMilliseconds, limits.windowSeconds, retryAfter);
  }
}

function executionTime(usage: Usage): number {
  let sum = 0;
  for (const request of usage.requests) sum += request.duration;
  return sum;
}
