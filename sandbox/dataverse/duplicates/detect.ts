import type { CallContext, Environment } from "../server/context";
import { rowErrors } from "../server/errors";
import type { RowEvent } from "../server/hooks";
import { findByRule } from "./match";
import { type DuplicateRule, publishedRules } from "./rules";

/** Whether the organisation and the sandbox let duplicates be looked for on create and update. */
export function isDetecting({ settings, store, identity }: Environment): boolean {
  if (!settings.duplicateDetection) return false;
  const names = ["isduplicatedetectionenabled", "isduplicatedetectionenabledforonlinecreateupdate"];
  const row = store.get("organization", identity.organizationId, names);
  return row?.isduplicatedetectionenabled !== false && row?.isduplicatedetectionenabledforonlinecreateupdate !== false;
}

/**
 * Refuses a create or update that makes a duplicate, when the request asked for it by header
 * (facts/sales-qualification.md §3). Runs when the row is stored; the throw undoes it.
 */
export function refuseDuplicates(event: RowEvent): void {
  const { context, table, id } = event;
  const { env } = context;
  if (context.suppressDuplicates || !env.catalog.table(table)?.duplicateDetection) return;
  const rules = publishedRules(env.store, table).filter((rule) => concerns(event, rule));
  if (rules.length === 0 || !isDetecting(env)) return;
  const values = env.store.get(table, id);
  if (!values) return;
  for (const rule of rules)
    if (findByRule(env.store, rule, { values, id, limit: 1 }).length > 0)
      throw rowErrors.duplicateFound(env.settings.duplicateStatus);
}

/** An update is checked by the rules whose columns it changes, and by all when it changes the state. */
function concerns({ message, values, previous }: RowEvent, rule: DuplicateRule): boolean {
  if (message === "create") return true;
  const changed = (name: string) => values[name] !== undefined && values[name] !== previous?.[name];
  return changed("statecode") || rule.conditions.some((condition) => changed(condition.base));
}

/** Registers the check with the environment's row hooks. */
export function watchDuplicates(env: Environment): void {
  for (const message of ["create", "update"] as const)
    env.hooks.add({ message, stage: "after", run: refuseDuplicates });
}

/** Keys of duplicates by any published rule, each once, in the order of the rules. */
export function findDuplicates(
  context: CallContext,
  baseTable: string,
  matchingTable: string,
  values: CandidateValues,
): string[] {
  const { store } = context.env;
  const found = new Set<string>();
  for (const rule of publishedRules(store, baseTable, matchingTable))
    for (const id of findByRule(store, rule, { ...values, limit: 5000 })) found.add(id);
  return [...found];
}

export interface CandidateValues {
  readonly values: Readonly<Record<string, string | number | boolean | null>>;
  readonly id?: string;
}
