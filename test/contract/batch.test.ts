import { startSandbox, type TestSandbox } from "../support/sandbox";
import { Api, changeSet, operations, part, type Answer } from "./support/api";
import { declareCases, type Case } from "./support/cases";

let sandbox: TestSandbox;
let api: Api;

beforeAll(async () => {
  sandbox = await startSandbox({ solution: false });
  api = new Api(sandbox.url, "seller");
}, 60_000);
afterAll(() => sandbox.close());

const base = "/api/data/v9.2/";
const tooLong = { subject: "x".repeat(301) };

/** The status of each part, in order. */
const statuses = (answer: Answer): number[] =>
  [...answer.text.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map((match) => Number(match[1]));
const keys = (answer: Answer): string[] =>
  [...answer.text.matchAll(/^OData-EntityId: .*\(([0-9a-f-]{36})\)/gm)].map((match) => match[1] ?? "");

const cases: readonly Case[] = [
  {
    name: "runs operations in order, with CRLF",
    fact: "dataverse-web-api.md §2.5",
    run: async () => {
      const answer = await api.batch(
        operations(part(1, "POST", `${base}leads`, { subject: "A" }), part(2, "GET", `${base}leads?$top=1`)),
      );
      expect(answer.status).toBe(200);
      expect(answer.headers.get("content-type")).toMatch(/^multipart\/mixed; boundary=batchresponse_/);
      expect(statuses(answer)).toEqual([204, 200]);
    },
  },
  {
    name: "takes bodies with LF alone, an unquoted boundary and a NUL behind the end, as the real Sales Hub sends them",
    fact: "dataverse-web-api.md §2.5 [R]",
    run: async () => {
      const body =
        operations(part(1, "POST", `${base}leads`, { subject: "LF" }))
          .replace(/\r\n/g, "\n")
          .trimEnd() + "\r\n\0";
      expect(statuses(await api.batch(body, { "content-type": "multipart/mixed;boundary=batch_1" }))).toEqual([204]);
    },
  },
  {
    name: "takes a quoted boundary",
    fact: "dataverse-web-api.md §2.5",
    run: async () => {
      const body = operations(part(1, "GET", `${base}WhoAmI`));
      expect(statuses(await api.batch(body, { "content-type": 'multipart/mixed; boundary="batch_1"' }))).toEqual([200]);
    },
  },
  {
    name: "takes absolute, rooted and relative addresses of parts",
    fact: "dataverse-web-api.md §2.5",
    run: async () => {
      const parts = [`${api.root}WhoAmI`, `${base}WhoAmI`, "WhoAmI"].map((url, index) => part(index + 1, "GET", url));
      expect(statuses(await api.batch(operations(...parts)))).toEqual([200, 200, 200]);
    },
  },
  {
    name: "echoes Content-IDs and gives Location and OData-EntityId",
    fact: "dataverse-web-api.md §2.5",
    run: async () => {
      const answer = await api.batch(changeSet(part(7, "POST", `${base}leads`, { subject: "A" })));
      expect(answer.text).toMatch(/Content-Type: multipart\/mixed; boundary=changesetresponse_/);
      expect(answer.text).toMatch(/Content-ID: 7\r\n\r\nHTTP\/1\.1 204 No Content\r\n/);
      expect(answer.text).toMatch(/Location: http.*leads\([0-9a-f-]{36}\)\r\n/);
      expect(answer.text).toMatch(/OData-EntityId: http/);
    },
  },
  {
    name: "rolls a change set back as a whole and answers with the one part that failed",
    fact: "dataverse-web-api.md §2.5 [R PowerApps-Samples#473]",
    run: async () => {
      const answer = await api.batch(
        changeSet(
          part(1, "POST", `${base}leads`, { subject: "rolled back" }),
          part(2, "POST", `${base}leads`, tooLong),
        ),
      );
      expect(answer.status).toBe(400);
      expect(statuses(answer)).toEqual([400]);
      expect(answer.text).toMatch(/Content-ID: 2/);
      expect(answer.text).toContain("HTTP/1.1 400 BadRequest");
      expect((await api.row("leads?$filter=subject eq 'rolled back'")).value).toEqual([]);
    },
  },
  {
    name: "ends at the first failure and takes its status",
    fact: "dataverse-web-api.md §2.5",
    run: async () => {
      const answer = await api.batch(
        operations(
          part(1, "POST", `${base}leads`, tooLong),
          part(2, "POST", `${base}leads`, { subject: "not reached" }),
        ),
      );
      expect([answer.status, ...statuses(answer)]).toEqual([400, 400]);
      expect((await api.row("leads?$filter=subject eq 'not reached'")).value).toEqual([]);
    },
  },
  {
    name: "goes on after a failure when that is preferred",
    fact: "dataverse-web-api.md §2.5",
    run: async () => {
      const answer = await api.batch(
        operations(part(1, "POST", `${base}leads`, tooLong), part(2, "POST", `${base}leads`, { subject: "reached" })),
        { prefer: "odata.continue-on-error" },
      );
      expect([answer.status, ...statuses(answer)]).toEqual([200, 400, 204]);
    },
  },
  {
    name: "lets later parts refer to rows of earlier ones in addresses, binds and $ref",
    fact: "dataverse-web-api.md §2.5 [R DynamicsWebApi#190]",
    run: async () => {
      const answer = await api.batch(
        changeSet(
          part(1, "POST", `${base}accounts`, { name: "Mother" }),
          part(2, "POST", `${base}contacts`, { lastname: "Bound", "parentcustomerid_account@odata.bind": "$1" }),
          part(3, "PATCH", "$1", { telephone1: "1" }),
          part(4, "PUT", "$1/name", { value: "Renamed" }),
          part(5, "PUT", "$1/primarycontactid/$ref", { "@odata.id": "$2" }),
        ),
      );
      expect(answer.status).toBe(200);
      const [account, contact] = keys(answer);
      const row = await api.row(`accounts(${account})`);
      expect([row.name, row.telephone1, row._primarycontactid_value]).toEqual(["Renamed", "1", contact]);
    },
  },
  {
    name: "refuses a reference forward",
    fact: "dataverse-web-api.md §2.5",
    run: async () => {
      const answer = await api.batch(
        changeSet(part(1, "POST", `${base}contacts`, { lastname: "L", "parentcustomerid_account@odata.bind": "$2" })),
      );
      expect(answer.status).toBe(400);
      expect(answer.text).toContain("Content-ID Reference: '$2' does not exist in the batch context.");
    },
  },
  {
    name: "cannot refer to a POST that returned its representation",
    fact: "dataverse-web-api.md §2.5 [R powerapps-docs#352]",
    run: async () => {
      const answer = await api.batch(
        changeSet(
          part(1, "POST", `${base}accounts`, { name: "A" }, { Prefer: "return=representation" }),
          part(2, "PATCH", "$1", { name: "B" }),
        ),
      );
      expect([answer.status, ...statuses(answer)]).toEqual([400, 400]);
    },
  },
  {
    name: "does not put $1 into a plain text parameter",
    fact: "dataverse-web-api.md §2.5",
    run: async () => {
      const answer = await api.batch(
        changeSet(part(1, "POST", `${base}leads`, { subject: "A" }), part(2, "POST", `${base}leads`, { leadid: "$1" })),
      );
      expect(answer.status).toBe(400);
      expect(answer.text).toContain("Cannot convert the literal '$1' to the expected type 'Edm.Guid'");
    },
  },
  {
    name: "refuses reads inside a change set",
    fact: "dataverse-web-api.md §2.5",
    run: async () => expect((await api.batch(changeSet(part(1, "GET", `${base}WhoAmI`)))).status).toBe(400),
  },
  {
    name: "refuses a change set whose parts lack Content-IDs",
    fact: "dataverse-web-api.md §2.5 [U]",
    run: async () => {
      const answer = await api.batch(
        changeSet(part(1, "POST", `${base}leads`, { subject: "A" }).replace(/Content-ID: 1\r\n/, "")),
      );
      expect(answer.status).toBe(400);
      expect(answer.text).toContain("Content-ID");
    },
  },
  {
    name: "refuses a batch in a batch",
    fact: "dataverse-web-api.md §2.5",
    run: async () => expect((await api.batch(operations(part(1, "POST", `${base}$batch`, {})))).status).toBe(400),
  },
  {
    name: "takes 1000 operations and refuses 1001",
    fact: "dataverse-web-api.md §2.5",
    run: async () => {
      const parts = (count: number) =>
        operations(...Array.from({ length: count }, (_, index) => part(index, "GET", `${base}WhoAmI`)));
      expect(statuses(await api.batch(parts(1000)))).toHaveLength(1000);
      const answer = await api.batch(parts(1001));
      expect(answer.status).toBe(400);
      expect(answer.message).toContain("1000");
    },
  },
  {
    name: "lets a part have an address of 64 KB",
    fact: "dataverse-web-api.md §2.5",
    run: async () => {
      const filter =
        Array.from({ length: 1300 }, (_, index) => `leadqualitycode eq ${index % 3} or `).join("") +
        "leadqualitycode eq 1";
      const answer = await api.batch(
        operations(part(1, "GET", `${base}leads?$filter=${encodeURIComponent(filter)}&$top=1`)),
      );
      expect(statuses(answer)).toEqual([200]);
    },
  },
  {
    name: "refuses a body that is cut off",
    fact: "dataverse-web-api.md §2.5",
    run: async () => {
      const body = operations(part(1, "POST", `${base}leads`, { subject: "cut" })).replace(/--batch_1--\r\n$/, "");
      const answer = await api.batch(body);
      expect([answer.status, answer.code]).toEqual([400, "0x80048d19"]);
    },
  },
  {
    name: "refuses a content type without boundary",
    fact: "dataverse-web-api.md §2.5",
    run: async () => expect((await api.batch("x", { "content-type": "application/json" })).status).toBe(400),
  },
  {
    name: "keeps text of every language whole",
    fact: "dataverse-web-api.md §2.1",
    run: async () => {
      const subject = "Größe 株式会社 العربية 🚀";
      const answer = await api.batch(changeSet(part(1, "POST", `${base}leads`, { subject })));
      expect((await api.row(`leads(${keys(answer)[0]})?$select=subject`)).subject).toBe(subject);
    },
  },
];

declareCases("$batch", cases);
