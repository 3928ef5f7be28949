import { findDeviations } from "./compare";
import { Proof } from "./proof";

/** A few in every run; the whole proof is EXACT_LEADS=2000. */
const count = Number(process.env["EXACT_LEADS"] ?? 60);
const seed = Number(process.env["EXACT_SEED"] ?? 20261123);

let proof: Proof;
beforeAll(async () => {
  proof = await Proof.open(count, seed);
}, 600_000);
afterAll(() => proof.bench.close());

describe("what is shown is what is written", () => {
  it(`${count} leads x profiles x choices: each column as planned, and nothing else`, async () => {
    const usual = await proof.usualRows();
    const profiles = new Map<string, number>();
    const { store } = proof.bench.sandbox.dataverse.env;
    const stored = (table: string, id: string) => store.get(table, id) ?? {};
    const started = performance.now();
    for await (const { plan, result, context, seller, where } of proof.qualifyAll(count)) {
      const changes = proof.ledger.changes();
      const deviations = findDeviations(plan, result, context, changes, usual, seller.id, stored);
      expect({ where, deviations }).toEqual({ where, deviations: [] });
      const profile = plan.profile?.name ?? "built-in";
      profiles.set(profile, (profiles.get(profile) ?? 0) + 1);
    }
    const done = [...profiles.values()].reduce((sum, each) => sum + each, 0);
    const seconds = Math.round((performance.now() - started) / 100) / 10;
    const told = [`${done} leads written as planned in ${seconds} s`, ...[...profiles].map((pair) => pair.join(": "))];
    process.stdout.write(`\n${told.join("; ")}; refused before the click ${JSON.stringify([...proof.refused])}\n`);

    expect(done).toBe(count);
    expect(proof.ledger.verify()).toEqual([]);
  }, 3_600_000);
});
