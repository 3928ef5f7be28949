import type { Outcome } from "../../../core/commit/commit";
import { commitPlan } from "../../../core/commit/commit";
import { connectDataverse } from "../../../core/dataverse/adapter";
import type { Metadata } from "../../../core/dataverse/metadata";
import type { Clock, Dataverse, Result } from "../../../core/dataverse/port";
import { rowsOf } from "../../../core/dataverse/port";
import { withRetry } from "../../../core/dataverse/retry";
import type { Choices, QualifyContext } from "../../../core/plan/context";
import { planQualification } from "../../../core/plan/qualify";
import { readQualifyContext } from "../../../core/plan/read-context";
import type { QualifyPlan } from "../../../core/plan/types";
import { startSandbox, type TestSandbox } from "../../support/sandbox";

/** Real time, but pauses are short. */
export const quickClock: Clock = {
  now: () => new Date(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, Math.min(milliseconds, 20))),
  random: () => Math.random(),
  newKey: () => crypto.randomUUID(),
};

const syllables = "bra cho del fin gur hal jex kov lum mip nor pyz quo rib sun tav ulm vex wog xan yed zil".split(" ");

/** A seller at a sandbox: reads leads, plans, commits, and looks into the database behind the API. */
export class Bench {
  private constructor(
    readonly sandbox: TestSandbox,
    readonly dataverse: Dataverse,
    readonly userId: string,
    private metadata: Metadata = {},
    private companies?: readonly string[],
  ) {}

  static async open({ world = "demo" as "demo" | "empty", timeout = 20_000 } = {}): Promise<Bench> {
    // Thousands of runs in a minute are more than the platform's service protection lets anybody do.
    const limits = { enabled: false, requests: 0, executionMilliseconds: 0, concurrent: 0, windowSeconds: 1 };
    const sandbox = await startSandbox({ world, settings: { limits } });
    const dataverse = withRetry(connectDataverse({ serverUrl: sandbox.url, timeout }), quickClock);
    const who = await dataverse.read([{ kind: "function", name: "WhoAmI" }]);
    const userId = who.ok && who.value[0]?.ok ? String(who.value[0].value["UserId"]) : "";
    const bench = new Bench(sandbox, dataverse, userId);
    if (world === "demo") await bench.learnMetadata();

    return bench;
  }

  /** Reads metadata with some lead, so that later readings ask for rows only, as the second dialog of a page does. */
  async learnMetadata(): Promise<void> {
    const [first = ""] = await this.openLeads();
    this.metadata = (await this.read(first)).metadata;
  }

  close(): Promise<void> {
    return this.sandbox.close();
  }

  async openLeads(): Promise<readonly string[]> {
    const read = await this.dataverse.read([
      { kind: "rows", set: "leads", select: ["fullname"], filter: "statecode eq 0" },
    ]);

    return read.ok ? rowsOf(read.value[0]).map((lead) => String(lead["leadid"])) : [];
  }

  tryRead(id: string, dataverse = this.dataverse, userId = this.userId): Promise<Result<QualifyContext>> {
    const known = Object.keys(this.metadata).length > 0 ? this.metadata : undefined;
    const reader = { userId, userName: "Seller", now: new Date().toISOString() };

    return readQualifyContext(dataverse, id, reader, known);
  }

  async read(id: string, dataverse = this.dataverse): Promise<QualifyContext> {
    const read = await this.tryRead(id, dataverse);
    if (!read.ok) throw new Error(`${read.failure.kind} ${read.failure.code} ${read.failure.message}`);

    return read.value;
  }

  /** A new lead: somebody with a name of his own at a company that resembles one of the demo data; nothing is certain. */
  async makeLead(number: number): Promise<string> {
    const leadid = quickClock.newKey();
    const syllable = (step: number) => syllables[(number * step + Math.floor(number / 22)) % 22] ?? "";
    const firstname = `${syllable(3)}${syllable(7)}`;
    const lastname = `${syllable(1)}${syllable(5)}${syllable(9)}`;
    // Resembling a different one each time keeps the search for matches from being all that takes time.
    this.companies ??= this.sandbox.dataverse.env.store
      .find("account", {}, { orderBy: ["accountid"] })
      .map((row) => String(row["name"]).split(" ")[0] ?? "");
    const like = this.companies[number % this.companies.length] ?? "Sierra";
    const values = {
      leadid,
      firstname,
      lastname,
      subject: "As it came",
      companyname: `${like} ${lastname} Works`,
      emailaddress1: `${firstname}@${lastname}.example`,
    };
    const written = await this.dataverse.write([{ kind: "create", set: "leads", values }]);
    if (!written.ok) throw new Error(written.failure.message);

    return leadid;
  }

  commit(
    context: QualifyContext,
    choices: Choices = {},
    key = quickClock.newKey(),
    dataverse = this.dataverse,
  ): Promise<Outcome> {
    return this.execute(planQualification(context, choices), context, key, dataverse);
  }

  execute(plan: QualifyPlan, context: QualifyContext, key: string, dataverse = this.dataverse): Promise<Outcome> {
    const subject = context.lead.values["subject"] ?? null;

    return commitPlan(dataverse, quickClock, plan, { key, metadata: context.metadata, subject });
  }

  /** All rows of all tables, by "table id". */
  snapshot(): ReadonlyMap<string, Readonly<Record<string, unknown>>> {
    const { store, catalog } = this.sandbox.dataverse.env;
    const rows = new Map<string, Readonly<Record<string, unknown>>>();
    for (const table of catalog.tables()) {
      for (const row of store.find(table.logicalName, {})) {
        rows.set(`${table.logicalName} ${String(row[table.primaryId])}`, row);
      }
    }

    return rows;
  }

  /** How many accounts, contacts and opportunities come from a lead. */
  counts(leadId: string): readonly number[] {
    const { store } = this.sandbox.dataverse.env;

    return ["account", "contact", "opportunity"].map((table) => store.count(table, { originatingleadid: leadId }));
  }

  journal(leadId: string): readonly Readonly<Record<string, unknown>>[] {
    return this.sandbox.dataverse.env.store.find("enq_qualification", { enq_leadid: leadId });
  }
}

/** Columns that tell when and by whom, not what. */
const audit = new Set([
  "versionnumber",
  "modifiedon",
  "modifiedby",
  "modifiedonbehalfby",
  "lastonholdtime",
  "activestagestartedon",
  "timezoneruleversionnumber",
]);

/** Rows that differ between two snapshots, with the columns that do; audit columns and the journal do not count. */
export function differences(
  before: ReturnType<Bench["snapshot"]>,
  after: ReturnType<Bench["snapshot"]>,
): readonly string[] {
  const found: string[] = [];
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    if (key.startsWith("enq_qualification ")) continue;
    const old = before.get(key);
    const now = after.get(key);
    if (!old || !now) found.push(`${key} ${old ? "is gone" : "is new"}`);
    else {
      for (const column of Object.keys({ ...old, ...now })) {
        if (!audit.has(column) && old[column] !== now[column]) {
          found.push(`${key}.${column}: ${String(old[column])} -> ${String(now[column])}`);
        }
      }
    }
  }

  return found;
}
