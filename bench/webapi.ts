import { fork, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { openDataverse } from "../sandbox/dataverse";
import { defaultPersonaId, businessUnits } from "../sandbox/dataverse/world/identity";
import { insertRows, type SeedRow } from "../sandbox/dataverse/world/rows";
import { serve } from "../sandbox/serve";
import type { BenchRow } from "./rows";

export const area = "webapi";

// The sandbox runs in a process of its own (this very file, started with a database), the clients in this one, so that its
// memory is its own. Sizes may be given: BENCH_LEADS="10000,1000000".
const sizes = (process.env.BENCH_LEADS ?? "10000,1000000").split(",").map(Number);
const databaseOfServer = process.env.BENCH_WEBAPI_DATABASE;

interface ServerReport {
  readonly url?: string;
  readonly rss?: number;
}

if (databaseOfServer !== undefined) void runServer(databaseOfServer);

async function runServer(database: string): Promise<void> {
  const dataverse = await openDataverse({ database, settings: { limits: { ...noLimits } } });
  const served = await serve(dataverse, ".", 0);
  process.send?.({ url: served.url } satisfies ServerReport);
  process.on("message", () => process.send?.({ rss: process.memoryUsage().rss } satisfies ServerReport));
}

const noLimits = { enabled: false, requests: 0, executionMilliseconds: 0, concurrent: 0, windowSeconds: 1 };

function leadId(index: number): string {
  return `00000000-0000-4000-8000-${index.toString(16).padStart(12, "0")}`;
}

function* leadRows(count: number): Generator<SeedRow> {
  for (let index = 0; index < count; index++) {
    yield {
      table: "lead",
      values: {
        leadid: leadId(index),
        subject: `Inquiry ${index % 1000}`,
        firstname: `First ${index % 977}`,
        lastname: `Last ${index}`,
        companyname: `Company ${index % 50_000}`,
        emailaddress1: `person${index}@company${index % 50_000}.example`,
        address1_city: `City ${index % 300}`,
        budgetamount: index % 100_000,
        createdon: new Date(Date.UTC(2024, 0, 1) + index * 60_000).toISOString().replace(".000Z", "Z"),
        ownerid: defaultPersonaId,
        ownerid__type: "systemuser",
        owninguser: defaultPersonaId,
        owningbusinessunit: businessUnits.europe,
      },
    };
  }
}

/** Makes a database with that many leads. */
async function fill(database: string, count: number): Promise<number> {
  const dataverse = await openDataverse({ database });
  await dataverse.seed("empty");
  const start = performance.now();
  const author = { userId: defaultPersonaId, businessUnitId: businessUnits.europe, timestamp: "2026-11-01T08:00:00Z" };
  const { env } = dataverse;
  env.store.transaction(() => insertRows(env, leadRows(count), author));
  const seconds = (performance.now() - start) / 1000;
  await dataverse.close();
  return seconds;
}

class Client {
  private readonly agent = new http.Agent({ keepAlive: true, maxSockets: 16 });

  constructor(private readonly url: string) {}

  send(method: string, path: string, body?: string, type = "application/json"): Promise<string> {
    const url = new URL(path, `${this.url}/api/data/v9.2/`);
    const headers = { ...(body === undefined ? {} : { "content-type": type }), accept: "application/json" };
    return new Promise((done, fail) => {
      const request = http.request(url, { method, headers, agent: this.agent }, (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => (text += chunk));
        response.on("end", () => {
          if ((response.statusCode ?? 500) < 400) done(text);
          else fail(new Error(`${method} ${path}: ${response.statusCode} ${text.slice(0, 300)}`));
        });
      });
      request.on("error", fail);
      request.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

interface Scenario {
  readonly name: string;
  readonly requests: number;
  readonly run: (client: Client, index: number, leads: number) => Promise<unknown>;
}

const qualifyBody = JSON.stringify({ CreateAccount: true, CreateContact: true, CreateOpportunity: true, Status: 3 });

function batchOfCreates(count: number): string {
  const parts = Array.from({ length: count }, (_, index) =>
    [
      "--c",
      "Content-Type: application/http",
      `Content-ID: ${index}`,
      "",
      "POST /api/data/v9.2/leads HTTP/1.1",
      "Content-Type: application/json",
      "",
      `{"subject":"Batch ${index}","lastname":"B"}`,
      "",
    ].join("\r\n"),
  );
  return `--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n${parts.join("")}--c--\r\n--b--\r\n`;
}

const batch = batchOfCreates(100);

/** What the view "My open leads" asks for, newest first. */
const openLeads = "$filter=statecode%20eq%200&$orderby=createdon%20desc";

const scenarios: readonly Scenario[] = [
  {
    name: "read by key",
    requests: 1500,
    run: (client, index, leads) =>
      client.send(
        "GET",
        `leads(${leadId((index * 7919) % leads)})?$select=subject,fullname,companyname,_ownerid_value`,
      ),
  },
  {
    name: "filtered page of 50",
    requests: 200,
    run: (client) => client.send("GET", `leads?$select=subject,fullname,_ownerid_value&${openLeads}&$top=50`),
  },
  {
    name: "leads of one company",
    requests: 200,
    run: (client, index) =>
      client.send("GET", `leads?$select=subject,fullname&$filter=companyname%20eq%20'Company%20${index}'`),
  },
  {
    name: "create",
    requests: 500,
    run: (client, index) =>
      client.send("POST", "leads", JSON.stringify({ subject: `New ${index}`, lastname: "N", budgetamount: 10 })),
  },
  {
    name: "$batch of 100 creates",
    requests: 12,
    run: (client) => client.send("POST", "$batch", batch, "multipart/mixed; boundary=b"),
  },
  {
    name: "QualifyLead",
    requests: 200,
    run: (client, index) =>
      client.send("POST", `leads(${leadId(index)})/Microsoft.Dynamics.CRM.QualifyLead`, qualifyBody),
  },
];

/** Milliseconds per request (median), with that many clients at once. `next` gives each request its own number. */
async function measure(
  client: Client,
  scenario: Scenario,
  clients: number,
  leads: number,
  next: () => number,
): Promise<number> {
  const times: number[] = [];
  let left = scenario.requests;
  const worker = async (): Promise<void> => {
    while (left-- > 0) {
      const start = performance.now();
      await scenario.run(client, next(), leads);
      times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: clients }, worker));
  times.sort((a, b) => a - b);
  return times[Math.floor(times.length / 2)] ?? 0;
}

function ask(server: ChildProcess): Promise<ServerReport> {
  return new Promise((done) => server.once("message", (report) => done(report as ServerReport)));
}

/** A running sandbox with so many leads. */
interface Subject {
  readonly leads: number;
  readonly server: ChildProcess;
  readonly client: Client;
  /** Requests of the scenario sent so far, so that each has its own number. */
  sent: number;
  peak: number;
}

async function startSubject(folder: string, leads: number): Promise<Subject> {
  const env = { ...process.env, BENCH_WEBAPI_DATABASE: join(folder, `${leads}.db`) };
  const server = fork(resolve("out", "bench", "webapi.js"), { env });
  const { url } = await ask(server);
  return { leads, server, client: new Client(url ?? ""), sent: 0, peak: 0 };
}

/** One scenario on one sandbox: milliseconds per request. */
async function measureOn(subject: Subject, scenario: Scenario, clients: number): Promise<number> {
  const value = await measure(subject.client, scenario, clients, subject.leads, () => subject.sent++);
  subject.server.send("memory");
  subject.peak = Math.max(subject.peak, (await ask(subject.server)).rss ?? 0);
  return value;
}

/** All sizes in turns, so that whatever else the machine does falls on each of them alike. Reference is the smallest size. */
async function measureAll(subjects: readonly Subject[]): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const scenario of scenarios) {
    for (const subject of subjects) {
      subject.sent = 0;
      await scenario.run(subject.client, subject.sent++, subject.leads);
    }
    for (const clients of [1, 16]) {
      const rounds: number[][] = subjects.map(() => []);
      for (let round = 0; round < 3; round++)
        for (const [index, subject] of subjects.entries())
          rounds[index]?.push(
            await measureOn(subject, { ...scenario, requests: Math.ceil(scenario.requests / 3) }, clients),
          );
      const best = rounds.map((values) => Math.min(...values));
      subjects.forEach(({ leads }, index) => {
        const [value = 0, reference = 0] = [best[index], best[0]];
        const name = `${scenario.name}, ${clients} client${clients > 1 ? "s" : ""}, ${leads} leads`;
        rows.push({ area, name, value, unit: "ms", ...(index === 0 ? {} : { reference, ratio: value / reference }) });
      });
    }
  }
  return rows;
}

/** Each figure at the larger sizes beside the smallest: the ratio is what growth costs. */
export async function run(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), "webapi-bench-"));
  const subjects: Subject[] = [];
  const rows: BenchRow[] = [];
  try {
    for (const leads of sizes) {
      const seconds = await fill(join(folder, `${leads}.db`), leads);
      rows.push({ area, name: `fill with ${leads} leads`, value: seconds, unit: "s" });
    }
    for (const leads of sizes) subjects.push(await startSubject(folder, leads));
    rows.push(...(await measureAll(subjects)));
    for (const { leads, peak } of subjects) {
      const value = peak / 1024 / 1024;
      rows.push({
        area,
        name: `resident memory, ${leads} leads`,
        value,
        unit: "MB",
        reference: 600,
        ratio: value / 600,
      });
    }
  } finally {
    for (const { server, client } of subjects) {
      client.close();
      server.kill();
    }
    rmSync(folder, { recursive: true, force: true });
  }
  return rows;
}
