import { connectDataverse } from "../../../core/dataverse/adapter";
import type { Dataverse } from "../../../core/dataverse/port";
import { rowsOf } from "../../../core/dataverse/port";
import { withRetry } from "../../../core/dataverse/retry";
import { readRow } from "../../../core/dataverse/wire";
import type { Candidate, OpenDeal, QualifyContext } from "../../../core/plan/context";
import { planQualification } from "../../../core/plan/qualify";
import { blockers, type QualifyPlan } from "../../../core/plan/types";
import type { CommitResult } from "../../../core/commit/journal";
import { seedDemoWorld } from "../../../sandbox/dataverse/world/demo/demo-world";
import { createRandom, type Random } from "../../../sandbox/dataverse/world/random";
import { insertRows, platformAuthor } from "../../../sandbox/dataverse/world/rows";
import type { Usual } from "./compare";
import { profileRows, randomChoices } from "./generate";
import { Ledger } from "./ledger";
import { Bench, quickClock } from "./support";

export interface Person {
  readonly id: string;
  readonly dataverse: Dataverse;
}

/** A lead that was qualified with random choices, under the profile of its source. */
export interface QualifiedLead {
  readonly id: string;
  readonly seller: Person;
  readonly context: QualifyContext;
  readonly plan: QualifyPlan;
  readonly key: string;
  readonly result: CommitResult;
  /** To name the case when something is wrong with it. */
  readonly where: Readonly<Record<string, unknown>>;
}

/** Made leads in eight languages and four currencies, every profile, and a ledger of all rows. */
export class Proof {
  readonly random: Random;
  /** Plans that were refused before the click, by check. */
  readonly refused = new Map<string, number>();
  private readonly people = new Map<string, Person>();

  private constructor(
    readonly bench: Bench,
    readonly ledger: Ledger,
    seed: number,
  ) {
    this.random = createRandom(seed);
  }

  static async open(count: number, seed: number): Promise<Proof> {
    const bench = await Bench.open({ world: "empty" });
    const { env } = bench.sandbox.dataverse;
    env.store.transaction(() => insertRows(env, profileRows(), platformAuthor));
    // Some leads are closed already, and some plans are refused before the click.
    seedDemoWorld(env, { seed, leads: Math.ceil(count * 1.6) + 20 });
    await bench.learnMetadata();

    return new Proof(bench, new Ledger(env), seed);
  }

  /** Qualifies lead after lead, as their owners would. */
  async *qualifyAll(count: number): AsyncGenerator<QualifiedLead> {
    const { store } = this.bench.sandbox.dataverse.env;
    let done = 0;
    for (const row of store.find("lead", { statecode: 0 }, { columns: ["leadid", "ownerid"], orderBy: ["leadid"] })) {
      if (done >= count) return;
      const qualified = await this.qualify(String(row["leadid"]), this.sellerFor(String(row["ownerid"])));
      if (!qualified) continue;
      done++;
      yield qualified;
    }
  }

  private async qualify(id: string, seller: Person): Promise<QualifiedLead | undefined> {
    const read = await this.bench.tryRead(id, seller.dataverse, seller.id);
    if (!read.ok) throw new Error(read.failure.message);
    const context = await this.withCandidates(read.value, seller);
    const choices = randomChoices(this.random, context);
    const plan = planQualification(context, choices);
    const blocked = blockers(plan);
    for (const check of blocked) this.refused.set(check.id, (this.refused.get(check.id) ?? 0) + 1);
    if (blocked.length > 0) return undefined;
    const where = { lead: id, profile: plan.profile?.name ?? "built-in", choices };
    const outcome = await this.bench.execute(plan, context, quickClock.newKey(), seller.dataverse);
    if (outcome.state !== "done") throw new Error(JSON.stringify({ where, outcome }));

    return { id, seller, context, plan, key: outcome.key, result: outcome.result, where };
  }

  /** Somebody by full name. */
  person(fullname: string): Person {
    const row = this.bench.sandbox.dataverse.env.store.find("systemuser", { fullname })[0];

    return this.personOf(String(row?.["systemuserid"]));
  }

  /** The owner qualifies; now and then the administrator does it. */
  private sellerFor(owner: string): Person {
    return this.random.chance(0.2) ? this.person("Jonas Weber") : this.personOf(owner);
  }

  private personOf(id: string): Person {
    const known = this.people.get(id);
    if (known) return known;
    const { url } = this.bench.sandbox;
    const person = { id, dataverse: withRetry(connectDataverse({ serverUrl: url, actAs: id }), quickClock) };
    this.people.set(id, person);

    return person;
  }

  /** What the platform gives to an empty row, which is deleted again. */
  async usualRows(): Promise<Usual> {
    const { store } = this.bench.sandbox.dataverse.env;
    const usual: Record<string, Readonly<Record<string, unknown>>> = {};
    for (const [set, table] of [
      ["accounts", "account"],
      ["contacts", "contact"],
      ["opportunities", "opportunity"],
    ] as const) {
      const id = quickClock.newKey();
      const made = await this.bench.dataverse.write([{ kind: "create", set, values: { [`${table}id`]: id } }]);
      if (!made.ok) throw new Error(made.failure.message);
      usual[table] = store.get(table, id) ?? {};
      await this.bench.dataverse.write([{ kind: "delete", set, id }]);
    }
    this.ledger.changes();

    return usual;
  }

  /** Lets the seller link any account or contact and join a deal, as matching and the search in the dialog do. */
  private async withCandidates(context: QualifyContext, seller: Person): Promise<QualifyContext> {
    const { store } = this.bench.sandbox.dataverse.env;
    const owner = (context.lead.values["ownerid"] as { readonly id: string }).id;
    const some = (table: string) => {
      const rows = store.find(table, { statecode: 0, ownerid: owner }, { columns: [`${table}id`] });
      return rows.length > 0 ? String(this.random.pick(rows)[`${table}id`]) : undefined;
    };
    const wanted = (["account", "contact"] as const).map((table) => [table, some(table)] as const);
    const answers = await seller.dataverse.read(
      wanted.map(([table, id]) => ({ kind: "row", set: `${table}s`, id: id ?? "" })),
    );
    if (!answers.ok) throw new Error(answers.failure.message);
    const found = wanted.flatMap(([table], index): Candidate[] => {
      const answer = answers.value[index];
      const definition = context.metadata[table];
      if (!answer?.ok || !definition) return [];
      const row = readRow(definition, answer.value);
      if (context.candidates.some((one) => one.row.id === row.id)) return [];
      return [{ table, row, name: String(row.values[definition.primaryName] ?? ""), verdict: "picked" }];
    });
    const deals = await seller.dataverse.read([
      {
        kind: "rows",
        set: "opportunities",
        select: ["name"],
        filter: `statecode eq 0 and _ownerid_value eq ${owner}`,
        top: 1,
      },
    ]);
    const deal = deals.ok ? rowsOf(deals.value[0])[0] : undefined;
    const open: readonly OpenDeal[] = deal
      ? [{ id: String(deal["opportunityid"]), name: String(deal["name"]), owner: "", parties: [] }]
      : [];

    return { ...context, candidates: [...context.candidates, ...found], deals: open };
  }
}
