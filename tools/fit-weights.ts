import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { format, resolveConfig } from "prettier";
import { examplesOf, madeSets, readSet, type Example, type LabelledSet, type Table } from "./matching/examples";

/**
 * Fits the weights of core/matching/weights.json. A weight starts at the value that knowledge of CRM data gave it (weights.prior.json) and moves
 * only as far as the examples pull: maximum a posteriori with a normal prior. What examples of made-up people cannot teach stays where it was
 * (nicknames, initials, Jr and Sr, role mailboxes). Sets named here are for fitting; all others are for checking only (docs/matching.md).
 * usage: node tools/bootstrap.js fit-weights [FOLDER OF SETS]
 */
const FIT_SETS = ["febrl3"];
/** Of these every other lead is for fitting, the rest for checking. */
const HALF_SETS = ["fake_1000", "sites_even", "dnb_names"];
const MADE_SEED = 11;
const MADE_LEADS = 1200;
/** Bits by which a weight may stray before it costs as much as a lead. */
const SPREAD = 1.2;
/** What depends on where a set was collected (one city, one country, who works where) strays less. */
const LOCAL: Record<Table, RegExp> = {
  contact: /^(company|letters|domain|phone|address\.(state|country))/,
  account: /^(phone\.(exact|local)|address\.(state|country|city\.differs))/,
};
const LOCAL_SPREAD = 0.4;
/** Every set counts like this many leads. */
const LEADS_PER_SET = 400;
const STEPS = 400;

const HELD: Record<Table, readonly string[]> = {
  contact: [
    "given.nickname",
    "given.initial",
    "given.middle",
    "middle.agrees",
    "middle.differs",
    "suffix.agrees",
    "suffix.differs",
    "email.role",
    "phone.exchange",
    "title.same",
    "name.swapped",
    "name.other",
    "family.household",
    "given.differs",
    "family.differs",
  ],
  account: [
    "company.acronym",
    "company.qualifier.conflict",
    "company.legal.differs",
    "email.role",
    "domain.spellsCompany",
  ],
};

interface Lead {
  readonly candidates: readonly Example[];
  readonly weight: number;
}

async function main(): Promise<void> {
  const folder = process.argv[2] ?? "../shared/data/matching";
  if (!existsSync(folder))
    throw new Error(
      `There are no sets in ${folder}: give the folder that holds ${[...FIT_SETS, ...HALF_SETS].join(", ")}.`,
    );
  const file = path.join("core", "matching", "weights.json");
  const weights = JSON.parse(readFileSync(path.join("tools", "matching", "weights.prior.json"), "utf8")) as Record<
    string,
    Record<string, number>
  >;
  const sets = [...FIT_SETS, ...HALF_SETS]
    .map((name) => readSet(path.join(folder, name)))
    .filter((set): set is LabelledSet => set !== undefined);
  for (const table of ["contact", "account"] as const) {
    const chosen = [...sets, ...madeSets(MADE_SEED, MADE_LEADS)].filter((set) => set.table === table);
    const leads = chosen.flatMap((set) => leadsOf(set));
    console.log(`${table}: ${leads.length} leads of ${chosen.map((set) => set.name).join(", ")}`);
    weights[table] = fit(leads, weights[table] ?? {}, new Set(HELD[table]), LOCAL[table]);
  }
  const options = await resolveConfig(file);
  const packed = Object.fromEntries(Object.entries(weights).map(([table, levels]) => [table, pack(levels)]));
  writeFileSync(file, await format(JSON.stringify(packed), { ...options, filepath: file }));
}

/** As core/matching/weigh.ts reads them: `family level:tenths level:tenths|family …`. */
function pack(levels: Readonly<Record<string, number>>): string {
  const byFamily = new Map<string, string[]>();
  for (const [name, bits] of Object.entries(levels)) {
    const tenths = Math.round(bits * 10);
    // What is not there counts nothing.
    if (tenths === 0) continue;
    const cut = name.lastIndexOf(".");
    const family = name.slice(0, cut);
    byFamily.set(family, [...(byFamily.get(family) ?? [family]), `${name.slice(cut + 1)}:${tenths}`]);
  }
  return [...byFamily.values()].map((words) => words.join(" ")).join("|");
}

function leadsOf(set: LabelledSet): Lead[] {
  const all = examplesOf(set, 25);
  const used = HALF_SETS.includes(set.name) ? all.filter((_, i) => i % 2 === 0) : all;
  return used.map((candidates) => ({ candidates, weight: LEADS_PER_SET / used.length }));
}

/** Adam on the likelihood that the right record (or none) is the one, plus the pull of the prior. */
function fit(
  leads: readonly Lead[],
  prior: Readonly<Record<string, number>>,
  held: ReadonlySet<string>,
  local: RegExp,
): Record<string, number> {
  const weights: Record<string, number> = { ...prior };
  const names = Object.keys(prior).filter((name) => !held.has(name));
  const first = new Map<string, number>();
  const second = new Map<string, number>();
  for (let step = 1; step <= STEPS; step++) {
    const { loss, gradient } = lossOf(leads, weights);
    for (const name of names) {
      const g =
        (gradient.get(name) ?? 0) +
        ((weights[name] ?? 0) - (prior[name] ?? 0)) / (local.test(name) ? LOCAL_SPREAD : SPREAD) ** 2;
      const m = 0.9 * (first.get(name) ?? 0) + 0.1 * g;
      const v = 0.99 * (second.get(name) ?? 0) + 0.01 * g * g;
      first.set(name, m);
      second.set(name, v);
      weights[name] =
        (weights[name] ?? 0) - (0.08 * (m / (1 - 0.9 ** step))) / (Math.sqrt(v / (1 - 0.99 ** step)) + 1e-8);
    }
    if (step % 100 === 0) console.log(`  step ${step}: loss ${loss.toFixed(1)}`);
  }
  return Object.fromEntries(Object.entries(weights).map(([name, value]) => [name, Math.round(value * 100) / 100]));
}

function lossOf(
  leads: readonly Lead[],
  weights: Readonly<Record<string, number>>,
): { loss: number; gradient: Map<string, number> } {
  const gradient = new Map<string, number>();
  let loss = 0;
  for (const { candidates, weight } of leads) {
    const odds = candidates.map((each) => 2 ** Math.min(60, scoreOf(each, weights)));
    // Of several records of the right identity only the best counts: they are duplicates, not chances.
    const right = candidates.reduce(
      (best, each, i) => (each.right && (best < 0 || (odds[i] ?? 0) > (odds[best] ?? 0)) ? i : best),
      -1,
    );
    const counted = candidates.map((each, i) => !each.right || i === right);
    const total = 1 + odds.reduce((sum, each, i) => sum + (counted[i] ? each : 0), 0);
    loss -= weight * Math.log2((right >= 0 ? (odds[right] ?? 0) : 1) / total);
    candidates.forEach((each, i) => {
      if (!counted[i]) return;
      const pull = weight * ((odds[i] ?? 0) / total - (i === right ? 1 : 0));
      if (Math.abs(pull) < 1e-7) return;
      for (const [level, share] of each.levels) gradient.set(level, (gradient.get(level) ?? 0) + pull * share);
    });
  }
  return { loss, gradient };
}

function scoreOf(example: Example, weights: Readonly<Record<string, number>>): number {
  let score = example.offset;
  for (const [level, share] of example.levels) score += share * (weights[level] ?? 0);
  return score;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
