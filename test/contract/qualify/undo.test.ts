import { commitUndo } from "../../../core/commit/undo";
import type { Dataverse } from "../../../core/dataverse/port";
import { readUndoContext } from "../../../core/plan/read-undo";
import { planUndo, type UndoPlan } from "../../../core/plan/undo";
import { computed } from "./compare";
import type { Change } from "./ledger";
import { wordChange } from "./ledger";
import { editByOthers, reactivates } from "./others";
import { Proof, type QualifiedLead } from "./proof";
import { quickClock } from "./support";

/** A few in every run; the whole proof is UNDO_CASES=500. */
const count = Number(process.env["UNDO_CASES"] ?? 30);
const seed = Number(process.env["UNDO_SEED"] ?? 20261124);

let proof: Proof;
beforeAll(async () => {
  proof = await Proof.open(count, seed);
}, 600_000);
afterAll(() => proof.bench.close());

const faults: readonly object[] = [
  { kind: "dropBefore" },
  { kind: "dropAfter" },
  { kind: "status", status: 401 },
  { kind: "status", status: 412 },
  { kind: "status", status: 429, retryAfter: 0 },
  { kind: "status", status: 500 },
  { kind: "status", status: 503 },
];

/** Presses "Undo", and "Undo the rest" where it is offered. */
async function takeBack(run: QualifiedLead, dataverse: Dataverse): Promise<{ state: string; undo?: UndoPlan }> {
  const now = new Date().toISOString();
  const { key: id, plan, result, context } = run;
  const read = await readUndoContext(dataverse, { id, plan, result }, context.metadata, { days: 30, now });
  if (!read.ok) return { state: "unreadable" };
  const undo = planUndo(read.value);
  if (undo.refused) return { state: "refused", undo };
  const written = await commitUndo(dataverse, quickClock, undo, quickClock.newKey(), context.metadata);

  return { state: written.state === "refused" ? `refused: ${written.failure.message}` : written.state, undo };
}

/** Under faults first, then once more without; a lead that is open was taken back by a try whose answer was lost. */
async function takeBackUnderFaults(run: QualifiedLead, isOpen: boolean): Promise<{ state: string; undo?: UndoPlan }> {
  const armed = proof.bench.sandbox.dataverse.faults;
  for (let fault = proof.random.int(0, 2); fault > 0; fault--) {
    armed.add({ url: "\\$batch", times: 1, skip: proof.random.int(0, 3), ...proof.random.pick(faults) });
  }
  const first = await takeBack(run, run.seller.dataverse);
  armed.clear();
  if (first.state === "done" || first.undo?.refused) return first;
  const again = await takeBack(run, run.seller.dataverse);
  const wasDone = !isOpen && again.undo?.obstacles.some(({ kind }) => kind === "lead-open");

  return wasDone ? { ...first, state: "done" } : again;
}

/** What is not as it was before the run although nobody but the run touched it, or not as others left it. */
function deviations(
  undo: UndoPlan | undefined,
  run: QualifiedLead,
  made: readonly Change[],
  edited: readonly Change[],
  undone: readonly Change[],
): readonly string[] {
  const keyOf = ({ table, id }: Change) => `${table} ${id}`;
  const [byRun, byOthers, byUndo] = [made, edited, undone].map((list) => new Map(list.map((one) => [keyOf(one), one])));
  const kept = new Set(
    run.result.records
      .filter(({ slot, action }) => action === "created" && !undo?.deletes.some((one) => one.slot === slot))
      .map(({ table, id }) => `${table} ${id}`),
  );
  const found: string[] = [];
  for (const key of new Set([...(byRun?.keys() ?? []), ...(byOthers?.keys() ?? []), ...(byUndo?.keys() ?? [])])) {
    if (key.startsWith("enq_qualification ")) continue;
    const [first, second, third] = [byRun?.get(key), byOthers?.get(key), byUndo?.get(key)];
    const before = (first ?? second ?? third)?.before;
    const between = second ? second.after : first ? first.after : third?.before;
    const after = third ? third.after : between;
    if (second && !second.before && (!after || third)) found.push(`what others made was touched: ${key}`);
    else if (!before && kept.has(key)) {
      // An account that stays loses the primary contact that the run gave it.
      if (third && third.columns.join() !== "primarycontactid")
        found.push(`a kept record was touched: ${wordChange(third)}`);
    } else if (!before && !second && after && !belongsToKept(after, kept)) found.push(`left behind: ${key}`);
    else if (before && second && !second.after && after) found.push(`came back: ${key}`);
    else if (before && after) {
      for (const column of new Set([
        ...(first?.columns ?? []),
        ...(second?.columns ?? []),
        ...(third?.columns ?? []),
      ])) {
        // What is computed out of both, somebody else's value and ours, is as it must be.
        if (second && computed.test(column)) continue;
        // The platform keeps the rate of a currency that was there for a while.
        if (column === "exchangerate") continue;
        const wanted = second?.columns.includes(column) ? between?.[column] : before[column];
        if ((after[column] ?? null) === (wanted ?? null) || isListed(undo, key, column)) continue;
        found.push(`${key}.${column}: ${String(after[column])} instead of ${String(wanted)}`);
      }
    } else if (before && !after && !second) found.push(`deleted although it was there before: ${key}`);
  }

  return found;
}

/** A note or connection that the run hung on a record that stays, stays with it. */
function belongsToKept(row: Readonly<Record<string, unknown>>, kept: ReadonlySet<string>): boolean {
  const ids = new Set([...kept].map((key) => key.split(" ")[1]));

  return Object.values(row).some((value) => typeof value === "string" && ids.has(value));
}

function isListed(undo: UndoPlan | undefined, key: string, column: string): boolean {
  const table = key.split(" ")[0];

  return undo?.obstacles.some((one) => one.table === table && one.column === column) ?? false;
}

describe("undo is the identity", () => {
  it(`${count} runs with edits by others and faults in between: all is as before, what others did stays and is listed`, async () => {
    const seen = new Map<string, number>();
    const started = performance.now();
    for await (const run of proof.qualifyAll(count)) {
      const made = proof.ledger.changes();
      const did = await editByOthers(proof, run, proof.person("Jonas Weber").dataverse);
      const edited = proof.ledger.changes();
      const { state, undo } = await takeBackUnderFaults(run, did.includes(reactivates));
      const undone = proof.ledger.changes();
      const where = { ...run.where, did, state, obstacles: undo?.obstacles.map(({ kind, slot }) => `${kind} ${slot}`) };
      const outcome = undo?.refused ? "refused" : (undo?.obstacles.length ?? 0) > 0 ? "partly" : state;
      seen.set(outcome, (seen.get(outcome) ?? 0) + 1);

      if (undo?.refused) {
        expect(did).toContain(reactivates);
        const touched = undone.filter(({ table }) => table !== "enq_qualification").map(wordChange);
        expect({ where, touched }).toEqual({ where, touched: [] });
        continue;
      }
      expect({ where, state }).toEqual({ where, state: "done" });
      expect({ where, wrong: deviations(undo, run, made, edited, undone) }).toEqual({ where, wrong: [] });
    }
    const seconds = Math.round((performance.now() - started) / 100) / 10;
    process.stdout.write(`\n${count} runs taken back in ${seconds} s: ${JSON.stringify([...seen])}\n`);
    expect(proof.ledger.verify()).toEqual([]);
  }, 3_600_000);
});
