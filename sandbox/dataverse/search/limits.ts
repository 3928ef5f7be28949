import type { Environment } from "../server/context";
import { DataverseError } from "../server/errors";

/** When the last searches were, by user and of the whole organisation. */
interface Usage {
  readonly byUser: Map<string, number>;
  recent: number[];
}

const usage = new WeakMap<Environment, Usage>();

/** One search a second for each user, 150 a minute for the organisation (facts/matching.md §5); both are settings. */
export function countSearch(env: Environment, userId: string): void {
  const { searchPerUserSecond, searchPerMinute } = env.settings;
  const now = env.now().getTime();
  const known = usage.get(env) ?? { byUser: new Map<string, number>(), recent: [] };
  usage.set(env, known);
  known.recent = known.recent.filter((time) => time > now - 60_000);
  if (searchPerMinute > 0 && known.recent.length >= searchPerMinute)
    throw tooMany(Math.max(1, Math.ceil(((known.recent[0] ?? now) + 60_000 - now) / 1000)));
  const last = known.byUser.get(userId);
  if (searchPerUserSecond > 0 && last !== undefined && now - last < 1000 / searchPerUserSecond) throw tooMany(1);
  known.byUser.set(userId, now);
  known.recent.push(now);
}

function tooMany(seconds: number): DataverseError {
  return new DataverseError(429, "0x80072322", "Rate limit has been exceeded. Try again later.", {
    "retry-after": String(seconds),
  });
}
