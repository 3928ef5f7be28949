import type { Failure } from "./failure";
import { mayPass } from "./failure";
import type { Clock, Dataverse, Result } from "./port";

export interface RetryOptions {
  /** How often a read is sent at most. */
  readonly attempts: number;
  /** The first pause; each further one doubles, with jitter so that many clients do not return at once. */
  readonly pause: number;
  /** A pause that the service asks for is honoured up to this; a longer one becomes the caller's failure. */
  readonly longestPause: number;
}

export const defaultRetry: RetryOptions = { attempts: 3, pause: 400, longestPause: 20_000 };

/**
 * Repeats what is safe to repeat: reads that may pass the second time, and writes that the service refused to start
 * (429, service protection limits, facts/dataverse-web-api.md §2.6). A write whose answer was lost is never repeated
 * here: only the journal can tell whether it was made.
 */
export function withRetry(dataverse: Dataverse, clock: Clock, options: RetryOptions = defaultRetry): Dataverse {
  return {
    read: (queries) => repeat(() => dataverse.read(queries), mayPass),
    write: (changes, thenRead) =>
      repeat(
        () => dataverse.write(changes, thenRead),
        (failure) => failure.kind === "throttled",
      ),
  };

  async function repeat<T>(
    attempt: () => Promise<Result<T>>,
    again: (failure: Failure) => boolean,
  ): Promise<Result<T>> {
    let result = await attempt();
    for (let count = 1; count < options.attempts && !result.ok && again(result.failure); count++) {
      const pause = pauseBefore(result.failure, count);
      if (pause > options.longestPause) return result;
      await clock.sleep(pause);
      result = await attempt();
    }

    return result;
  }

  function pauseBefore(failure: Failure, count: number): number {
    const own = options.pause * 2 ** (count - 1) * (0.5 + clock.random());

    return Math.max(failure.retryAfter ?? 0, own);
  }
}
