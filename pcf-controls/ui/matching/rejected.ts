import type { MatchTable, RejectedPair } from "../../../core/matching/types";

/** Pairs that this user has refused, by lead. Kept in the browser: a wish of one user, not a fact about the records. */
const KEY = "enq-rejected-matches";
/** Leads that are remembered; the oldest go first. */
const MOST_LEADS = 500;

type Stored = Readonly<Record<string, readonly string[]>>;

function readAll(): Stored {
  try {
    const value: unknown = JSON.parse(window.localStorage.getItem(KEY) ?? "{}");
    return typeof value === "object" && value !== null ? (value as Stored) : {};
  } catch {
    // Storage may be blocked or hold something else: then nothing is remembered.
    return {};
  }
}

export function readRejected(leadId: string): readonly RejectedPair[] {
  const pairs = readAll()[leadId];
  if (!Array.isArray(pairs)) return [];

  return (pairs as readonly unknown[]).flatMap((pair) => {
    const [table, id] = String(pair).split(" ");
    return table && id ? [{ table: table as MatchTable, id }] : [];
  });
}

export function rememberRejected(leadId: string, pair: RejectedPair): readonly RejectedPair[] {
  const { [leadId]: own = [], ...others } = readAll();
  const pairs = [...new Set([...own, `${pair.table} ${pair.id}`])];
  const kept = Object.fromEntries([...Object.entries(others).slice(-MOST_LEADS), [leadId, pairs]]);
  try {
    window.localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // Full or blocked: it holds until the form is left.
  }

  return pairs.map((text) => {
    const [table = "contact", id = ""] = text.split(" ");
    return { table: table as MatchTable, id };
  });
}
