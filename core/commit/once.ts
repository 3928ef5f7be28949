import type { Failure } from "../dataverse/failure";
import type { Change, Clock, Dataverse } from "../dataverse/port";
import { journalSet } from "./journal";

export type OnceOutcome =
  | { readonly state: "done" }
  | { readonly state: "refused"; readonly failure: Failure }
  | { readonly state: "unknown"; readonly failure: Failure };

const tries = 3;

/**
 * Writes one change set exactly once. Its first change makes the journal row with the given key; when an answer is
 * lost, that row tells whether the whole set is there.
 */
export async function writeOnce(
  dataverse: Dataverse,
  clock: Clock,
  key: string,
  changes: readonly Change[],
): Promise<OnceOutcome> {
  for (let attempt = 0; ; attempt++) {
    const written = await dataverse.write(changes);
    if (written.ok) return { state: "done" };

    const read = await dataverse.read([{ kind: "row", set: journalSet, id: key, select: ["enq_stage"] }]);
    const answer = read.ok ? read.value[0] : undefined;
    if (answer?.ok) return { state: "done" };
    if (!answer || answer.failure.kind !== "notFound") {
      return written.failure.lost
        ? { state: "unknown", failure: written.failure }
        : { state: "refused", failure: written.failure };
    }
    if (!written.failure.lost || attempt + 1 >= tries) return { state: "refused", failure: written.failure };
    await clock.sleep(300 * 2 ** attempt * (0.5 + clock.random()));
  }
}
