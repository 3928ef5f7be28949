import type { Dataverse } from "../../../core/dataverse/port";
import { rejection } from "../../../core/matching";
import type { MatchTable, RejectedPair } from "../../../core/matching/types";

/**
 * Pairs that were refused, by lead. They are rows of `enq_rejection`, so that no colleague is asked again (core/matching reads them with the
 * candidates); the browser keeps them beside, for a user who may not write there and until the next search.
 */
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

/** Remembers a refusal, for everybody when the lead is saved, and answers all of this lead. */
export function rememberRejected(
  leadId: string,
  pair: RejectedPair,
  name: string,
  dataverse: Pick<Dataverse, "write">,
): readonly RejectedPair[] {
  if (!leadId) return [pair];
  // What could not be written stays with this browser.
  void dataverse.write([rejection(leadId, pair, name)]);
  const { [leadId]: own = [], ...others } = readAll();
  const pairs = [...new Set([...own, `${pair.table} ${pair.id}`])];
  const kept = Object.fromEntries([...Object.entries(others).slice(-MOST_LEADS), [leadId, pairs]]);
  try {
    window.localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // Full or blocked: it holds until the form is left.
  }

  return readRejected(leadId).concat(pair);
}
