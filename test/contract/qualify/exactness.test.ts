import type { ColumnValue, Row } from "../../../core/dataverse/row";
import { isLookup } from "../../../core/dataverse/row";
import { readUndoContext } from "../../../core/plan/read-undo";
import { planUndo } from "../../../core/plan/undo";
import { commitUndo } from "../../../core/commit/undo";
import type { Choices, QualifyContext } from "../../../core/plan/context";
import { planQualification } from "../../../core/plan/qualify";
import { blockers, isSlotReference, type PlannedColumn, type QualifyPlan } from "../../../core/plan/types";
import type { CommitResult } from "../../../core/commit/journal";
import { Bench, differences, quickClock } from "./support";

/** A soak sets it higher; whole databases are compared twice for each lead. */
const count = Number(process.env["EXACT_LEADS"] ?? 16);

let bench: Bench;
let leads: readonly string[];

beforeAll(async () => {
  bench = await Bench.open();
  leads = await bench.openLeads();
}, 60_000);
afterAll(() => bench.close());

/** A small generator of numbers that is the same in every run. */
function seeded(seed: number): () => number {
  let state = seed;

  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** What a seller may do to a lead: any mix of choices, edits and further opportunities. */
function randomChoices(random: () => number, accounts: readonly string[]): Choices {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const account = pick(["create", "link", "none", "recommended"] as const);
  const values: Record<string, Row> = {};
  if (random() < 0.5) values["contact"] = { jobtitle: pick(["Boss", "Ingénieure", null]), mobilephone: "+49 89 1234" };
  if (random() < 0.5)
    values["opportunity"] = { estimatedvalue: Math.round(random() * 1e6) / 100, need: pick([0, 1, 2]) };
  if (random() < 0.3) values["account"] = { websiteurl: "https://changed.example", description: null };
  const second = { slot: "opportunity:2", action: "create" as const, id: quickClock.newKey() };
  const opportunities = pick([undefined, [], [{ slot: "opportunity", action: "create" as const }, second]]);

  return {
    ...(account === "link" ? { account: { action: "link", id: pick(accounts) } } : {}),
    ...(account === "create" || account === "none" ? { account: { action: account } } : {}),
    ...(random() < 0.3 ? { contact: { action: "none" } } : {}),
    ...(opportunities ? { opportunities } : {}),
    ...(random() < 0.3 ? { lead: { description: "Edited in the dialog", budgetamount: 1000 } } : {}),
    values,
  };
}

/** Lets the seller link any account, as search in the dialog does. */
function withAccount(context: QualifyContext, choices: Choices): QualifyContext {
  const id = choices.account?.action === "link" ? choices.account.id : undefined;
  const table = context.metadata["account"];
  const row = id ? bench.sandbox.dataverse.env.store.get("account", id) : undefined;
  if (!id || !row || !table) return context;
  const values = Object.fromEntries(
    Object.keys(table.columns).map((name) => [name, apiValue(row[name], name, context, "account")]),
  );
  const candidate = {
    table: "account" as const,
    row: { table: "account", id, etag: `W/"${String(row["versionnumber"])}"`, values },
    name: String(row["name"]),
    verdict: "picked" as const,
  };

  return { ...context, candidates: [...context.candidates.filter((one) => one.row.id !== id), candidate] };
}

function apiValue(value: unknown, name: string, context: QualifyContext, table: string): ColumnValue {
  const column = context.metadata[table]?.columns[name];
  if (value === null || value === undefined) return null;
  if (column?.targets) return { table: column.targets[0]?.table ?? "", id: String(value) };
  if (column?.kind === "Boolean") return value === 1 || value === true;

  return value as ColumnValue;
}

/** Compares each planned column with the row behind the API. */
function mismatches(plan: QualifyPlan, result: CommitResult, context: QualifyContext): readonly string[] {
  const ids = Object.fromEntries(result.records.map((record) => [record.slot, record.id]));
  const check = (table: string, id: string, columns: readonly PlannedColumn[]): readonly string[] => {
    const row = bench.sandbox.dataverse.env.store.get(table, id) ?? {};
    return columns.flatMap(({ column, value }) => {
      const kind = context.metadata[table]?.columns[column]?.kind;
      const wanted = isSlotReference(value) ? ids[value.slot] : isLookup(value) ? value.id : value;
      const stored = row[column] ?? null;
      const same =
        kind === "Boolean"
          ? (stored === 1 || stored === true) === (wanted === true)
          : typeof wanted === "number"
            ? Number(stored) === wanted
            : String(stored ?? "") === String(wanted ?? "");
      return same ? [] : [`${table}.${column}: planned ${String(wanted)}, stored ${String(stored)}`];
    });
  };

  return [
    ...plan.records.flatMap((record) =>
      ids[record.slot] ? check(record.table, ids[record.slot] ?? "", record.columns) : [],
    ),
    ...check("lead", plan.lead.id, [
      ...plan.lead.columns.filter((column) => !plan.lead.after.some((after) => after.column === column.column)),
      ...plan.lead.after,
    ]),
  ];
}

describe("what is shown is what is written", () => {
  it("planned columns are stored as planned, no other row is touched, and undo is the identity", async () => {
    const random = seeded(20261123);
    const accounts = bench.sandbox.dataverse.env.store
      .find("account", { statecode: 0, ownerid: bench.userId })
      .map((row) => String(row["accountid"]));
    let done = 0;
    for (const lead of leads.slice(0, count)) {
      const read = await bench.read(lead);
      const choices = randomChoices(random, accounts);
      const context = withAccount(read, choices);
      const plan = planQualification(context, choices);
      if (blockers(plan).length > 0) continue;
      const before = bench.snapshot();
      const outcome = await bench.execute(plan, context, quickClock.newKey());
      const where = `${lead} ${JSON.stringify(choices)}`;
      if (outcome.state !== "done") throw new Error(`${where} ${JSON.stringify(outcome)}`);
      done++;

      expect({ where, wrong: mismatches(plan, outcome.result, context) }).toEqual({ where, wrong: [] });
      const planned = new Set([
        `lead ${lead}`,
        ...outcome.result.records.map((record) => `${record.table} ${record.id}`),
        `leadtoopportunitysalesprocess ${plan.lead.process?.id ?? ""}`,
      ]);
      const touched = differences(before, bench.snapshot()).map((line) => line.split(/[. ]/).slice(0, 2).join(" "));
      expect({ where, touched: touched.filter((key) => !planned.has(key)) }).toEqual({ where, touched: [] });

      const undoContext = await readUndoContext(
        bench.dataverse,
        { id: outcome.key, plan, result: outcome.result },
        context.metadata,
        { days: 30, now: new Date().toISOString() },
      );
      if (!undoContext.ok) throw new Error(undoContext.failure.message);
      const undo = planUndo(undoContext.value);
      expect({ where, obstacles: undo.obstacles }).toEqual({ where, obstacles: [] });
      const undone = await commitUndo(bench.dataverse, quickClock, undo, quickClock.newKey(), context.metadata);
      expect({ where, undone }).toEqual({ where, undone: { state: "done" } });
      expect({ where, left: differences(before, bench.snapshot()) }).toEqual({ where, left: [] });
    }
    expect(done).toBeGreaterThan(count / 2);
  }, 120_000);
});
