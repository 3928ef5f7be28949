import fc from "fast-check";
import { openDataverse, type Dataverse } from "../../sandbox/dataverse";
import type { ApiRequest, ApiResponse } from "../../sandbox/dataverse/server/http";
import { unexpected } from "../../sandbox/dataverse/server/error-response";
import { answerOperation } from "../../sandbox/dataverse/server/pipeline";
import { people } from "./support/api";
import { address, anyOf, body, guid, query, text } from "./support/fuzz-inputs";

/** Cases of the whole run; `FUZZ_CASES=100000 npx jest fuzz` is the long one. */
const cases = Number(process.env.FUZZ_CASES ?? 2500);
/** Milliseconds that no single request may take, on a machine that does much else at once. */
const patience = 10_000;

let dataverse: Dataverse;
const surprises: string[] = [];

beforeAll(async () => {
  dataverse = await openDataverse({ database: ":memory:" });
  await dataverse.seed("empty");
  unexpected.report = (error, request) => {
    surprises.push(
      `${request.method} ${request.url}\n${request.body.toString("utf8").slice(0, 500)}\n${String(error instanceof Error ? error.stack : error)}`,
    );
  };
}, 60_000);
afterAll(() => dataverse.close());

function send(method: string, url: string, body = "", headers: Record<string, string> = {}): ApiResponse {
  const request: ApiRequest = {
    method,
    url: `/api/data/v9.2/${url}`,
    headers: { callerobjectid: people.administrator, "content-type": "application/json", ...headers },
    body: Buffer.from(body, "utf8"),
  };
  return answerOperation(dataverse.env, request, "http://127.0.0.1/api/data/v9.2/");
}

/** Sends, and holds what must be true of every answer: no surprise, no hang, an error body with code and message. */
function survives(method: string, url: string, body?: string, headers?: Record<string, string>): void {
  surprises.length = 0;
  const start = Date.now();
  const response = send(method, url, body, headers);
  expect(Date.now() - start).toBeLessThan(patience);
  expect(surprises).toEqual([]);
  expect(response.status).toBeLessThan(500);
  if (response.status >= 400 && !String(response.headers["content-type"]).startsWith("multipart"))
    expect(JSON.parse(String(response.body))).toMatchObject({
      error: { code: expect.any(String) as string, message: expect.any(String) as string },
    });
}

test(`no query string makes it stumble (${Math.ceil(cases / 2)} cases)`, () => {
  fc.assert(
    fc.property(
      address,
      query,
      fc.option(
        anyOf('odata.include-annotations="*"', "odata.maxpagesize=2", "return=representation,odata.maxpagesize=x"),
      ),
      (path, options, prefer) => {
        survives("GET", `${path}?${options}`, "", prefer === null ? {} : { prefer });
      },
    ),
    { numRuns: Math.ceil(cases / 2) },
  );
}, 600_000);

test(`no body makes it stumble (${Math.ceil(cases / 3)} cases)`, () => {
  const target = fc.oneof(
    anyOf(
      "leads",
      "accounts",
      "contacts",
      "tasks",
      "annotations",
      "connections",
      "opportunities",
      "attributemaps",
      "leadtoopportunitysalesprocesses",
      "systemusers",
      "Merge",
      "WinOpportunity",
      "GrantAccess",
      "SetProcess",
      "leads/Microsoft.Dynamics.CRM.CreateMultiple",
      "leads/Microsoft.Dynamics.CRM.UpsertMultiple",
    ),
    guid.map((id) => `leads(${id})`),
    guid.map((id) => `leads(${id})/subject`),
    guid.map((id) => `leads(${id})/Lead_Tasks/$ref`),
    anyOf(`systemusers(${people.seller})`, `leads(${people.seller})/Microsoft.Dynamics.CRM.QualifyLead`),
    address,
  );
  send("POST", "leads", JSON.stringify({ leadid: people.seller, subject: "fuzzed" }));
  fc.assert(
    fc.property(
      anyOf("POST", "PATCH", "PUT", "DELETE"),
      target,
      fc.oneof(
        body.map((value) => JSON.stringify(value)),
        text,
      ),
      fc.option(anyOf('W/"1"', "*", "null", "x")),
      (method, path, sent, match) => {
        survives(method, path, sent, match === null ? {} : { "if-match": match });
      },
    ),
    { numRuns: Math.ceil(cases / 3) },
  );
}, 600_000);

test(`no batch makes it stumble (${Math.ceil(cases / 6)} cases)`, () => {
  const whole = [
    "--b",
    "Content-Type: multipart/mixed; boundary=c",
    "",
    "--c",
    "Content-Type: application/http",
    "Content-ID: 1",
    "",
    "POST /api/data/v9.2/leads HTTP/1.1",
    "Content-Type: application/json",
    "",
    '{"subject":"A"}',
    "--c",
    "Content-Type: application/http",
    "Content-ID: 2",
    "",
    "PATCH $1 HTTP/1.1",
    "Content-Type: application/json",
    "",
    '{"subject":"B"}',
    "--c--",
    "--b",
    "Content-Type: application/http",
    "",
    "GET leads?$top=1 HTTP/1.1",
    "",
    "--b--",
    "",
  ].join("\r\n");
  const cut = fc
    .tuple(fc.nat(whole.length), fc.nat(40), text)
    .map(([at, length, insert]) => whole.slice(0, at) + insert + whole.slice(at + length));
  fc.assert(
    fc.property(
      cut,
      anyOf("multipart/mixed; boundary=b", 'multipart/mixed;boundary="b"', "multipart/mixed", "application/json"),
      fc.boolean(),
      (sent, type, goOn) => {
        survives("POST", "$batch", sent, {
          "content-type": type,
          ...(goOn ? { prefer: "odata.continue-on-error" } : {}),
        });
      },
    ),
    { numRuns: Math.ceil(cases / 6) },
  );
}, 600_000);
