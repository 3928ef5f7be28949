import type { Answer, Dataverse, Query, Result } from "../../../core/dataverse/port";
import { succeeded } from "../../../core";

/**
 * A reader for many callers at once: what they ask for in the same turn travels in one request. A batch takes 1,000 queries
 * (facts/dataverse-web-api.md, "Batch"); callers come in groups that stay below.
 */
export function readTogether(dataverse: Pick<Dataverse, "read">): Pick<Dataverse, "read"> {
  let waiting: { readonly queries: readonly Query[]; take(result: Result<readonly Answer[]>): void }[] = [];
  const send = async (): Promise<void> => {
    const sent = waiting;
    waiting = [];
    const answered = await dataverse.read(sent.flatMap(({ queries }) => queries));
    let start = 0;
    for (const { queries, take } of sent) {
      take(answered.ok ? succeeded(answered.value.slice(start, start + queries.length)) : answered);
      start += queries.length;
    }
  };

  return {
    read: (queries) =>
      new Promise((take) => {
        if (queries.length === 0) return take(succeeded([]));
        if (waiting.length === 0) setTimeout(() => void send());
        waiting.push({ queries, take });
      }),
  };
}
