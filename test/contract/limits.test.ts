import http from "node:http";
import { startSandbox, type TestSandbox } from "../support/sandbox";
import { Api } from "./support/api";
import { declareCases, type Case } from "./support/cases";

let sandbox: TestSandbox;
let api: Api;

beforeAll(async () => {
  sandbox = await startSandbox({ solution: false });
  api = new Api(sandbox.url, "seller");
}, 60_000);
afterEach(async () => {
  await api.delete("/sandbox/faults");
  await settings({
    limits: { enabled: true, requests: 6000, concurrent: 52, executionMilliseconds: 1200000 },
    latency: 0,
  });
});
afterAll(() => sandbox.close());

const wire = "dataverse-web-api.md";
const settings = (change: unknown) => api.patch("/sandbox/settings", change);
const fault = (rule: unknown) => api.post("/sandbox/faults", rule);

/** A raw request with headers that fetch does not let one set. */
function raw(headers: Record<string, string>): Promise<number> {
  return new Promise((done, fail) => {
    const { port } = new URL(sandbox.url);
    const request = http.request({ host: "127.0.0.1", port, path: "/api/data/v9.2/WhoAmI", headers }, (response) => {
      response.resume();
      done(response.statusCode ?? 0);
    });
    request.on("error", fail);
    request.end();
  });
}

const cases: readonly Case[] = [
  {
    name: "carries the remaining budgets on every answer",
    fact: `${wire} §2.6 limits`,
    run: async () => {
      const answer = await api.get("WhoAmI");
      expect(Number(answer.headers.get("x-ms-ratelimit-burst-remaining-xrm-requests"))).toBeLessThan(6000);
      expect(answer.headers.get("x-ms-ratelimit-time-remaining-xrm-requests")).not.toBeNull();
      expect(answer.headers.get("req_id")).toMatch(/^[0-9a-f-]{36}$/);
    },
  },
  {
    name: "refuses more requests than the window allows, per user, with Retry-After",
    fact: `${wire} §2.6 limits`,
    run: async () => {
      await settings({ limits: { requests: 3, windowSeconds: 300 } });
      const who = api.as("manager");
      for (let i = 0; i < 3; i++) expect((await who.get("WhoAmI")).status).toBe(200);
      const answer = await who.get("WhoAmI");
      expect([answer.status, answer.code]).toEqual([429, "0x80072322"]);
      expect(answer.message).toBe("Number of requests exceeded the limit of 3 over time window of 300 seconds.");
      expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
      expect((await api.as("reader").get("WhoAmI")).status).toBe(200);
    },
  },
  {
    name: "refuses more requests at once than allowed",
    fact: `${wire} §2.6 limits`,
    run: async () => {
      await settings({ limits: { concurrent: 2 }, latency: 50 });
      const who = api.as("administrator");
      const answers = await Promise.all([1, 2, 3, 4].map(() => who.get("WhoAmI")));
      expect(answers.map((each) => each.status).sort()).toEqual([200, 200, 429, 429]);
      expect(answers.find((each) => each.status === 429)?.code).toBe("0x80072326");
    },
  },
  {
    name: "refuses more execution time than allowed",
    fact: `${wire} §2.6 limits`,
    run: async () => {
      await settings({ limits: { executionMilliseconds: 20 }, latency: 30 });
      const who = api.as("americas");
      expect((await who.get("WhoAmI")).status).toBe(200);
      expect((await who.get("WhoAmI")).code).toBe("0x80072321");
    },
  },
  {
    name: "can be switched off",
    fact: "issue 3 part 6",
    run: async () => {
      await settings({ limits: { enabled: false, requests: 0 } });
      expect((await api.get("WhoAmI")).status).toBe(200);
    },
  },
  {
    name: "answers with an armed error so often as told, to requests that match",
    fact: "issue 3 part 6",
    run: async () => {
      await fault({ url: "leads", method: "GET", kind: "status", status: 503, times: 1 });
      expect((await api.get("WhoAmI")).status).toBe(200);
      const answer = await api.get("leads?$top=1");
      expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "1"]);
      expect((await api.get("leads?$top=1")).status).toBe(200);
    },
  },
  {
    name: "knows the platform's code of each status",
    fact: `${wire} §2.2`,
    run: async () => {
      for (const [status, code] of [
        [401, "0x80072560"],
        [403, "0x80040220"],
        [412, "0x80060882"],
        [429, "0x80072322"],
        [500, "0x80040216"],
      ]) {
        await fault({ kind: "status", status, times: 1 });
        const answer = await api.get("WhoAmI");
        expect([answer.status, answer.code]).toEqual([status, code]);
      }
    },
  },
  {
    name: "drops a connection before anything happened",
    fact: "issue 3 part 6",
    run: async () => {
      await fault({ kind: "dropBefore", method: "POST", times: 1 });
      await expect(api.post("leads", { subject: "dropped before" })).rejects.toThrow();
      expect((await api.row("leads?$filter=subject eq 'dropped before'")).value).toEqual([]);
    },
  },
  {
    name: "drops a connection after everything was committed",
    fact: "issue 3 part 6",
    run: async () => {
      await fault({ kind: "dropAfter", body: "dropped after", times: 1 });
      await expect(api.post("leads", { subject: "dropped after" })).rejects.toThrow();
      expect(((await api.row("leads?$filter=subject eq 'dropped after'")).value as unknown[]).length).toBe(1);
    },
  },
  {
    name: "waits, and answers what is no JSON",
    fact: "issue 3 part 6",
    run: async () => {
      await fault({ kind: "delay", milliseconds: 120, times: 1 });
      const start = Date.now();
      await api.get("WhoAmI");
      expect(Date.now() - start).toBeGreaterThanOrEqual(115);
      await fault({ kind: "malformed", times: 1 });
      expect((await api.get("WhoAmI")).text).toContain("<html>");
    },
  },
  {
    name: "lists and clears what is armed, and says what it cannot understand",
    fact: "issue 3 part 6",
    run: async () => {
      const id = (await fault({ kind: "dropBefore", url: "never" })).json.id;
      expect(((await api.get("/sandbox/faults")).json.value as unknown[]).length).toBe(1);
      expect((await api.delete(`/sandbox/faults/${id}`)).status).toBe(204);
      expect((await api.get("/sandbox/faults")).json.value).toEqual([]);
      expect((await fault({ kind: "explode" })).status).toBe(400);
      expect((await fault({ kind: "status", status: 200 })).status).toBe(400);
      expect((await settings({ nonsense: true })).message).toContain("nonsense");
      expect((await settings({ latency: "fast" })).status).toBe(400);
    },
  },
  {
    name: "refuses a foreign Host and a foreign Origin",
    fact: "issue 3 part 6",
    run: async () => {
      expect(await raw({ host: "evil.example" })).toBe(403);
      expect(await raw({ host: "127.0.0.1", origin: "https://evil.example" })).toBe(403);
      expect(await raw({ host: "127.0.0.1", origin: "null" })).toBe(403);
      expect(await raw({ host: "localhost:5280", origin: "http://localhost:5280" })).toBe(200);
    },
  },
  {
    name: "serves all 9.x versions alike and no other",
    fact: `${wire} §2.1`,
    run: async () => {
      for (const version of ["v9.0", "v9.1", "v9.2"]) {
        const answer = await api.get(`/api/data/${version}/WhoAmI`);
        expect(answer.json["@odata.context"]).toContain(`/api/data/${version}/$metadata#`);
      }
      expect((await api.get("/api/data/v8.2/WhoAmI")).status).toBe(404);
    },
  },
];

declareCases("limits and faults", cases);
