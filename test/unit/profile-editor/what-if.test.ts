import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Metadata } from "../../../core/dataverse/metadata";
import type { Answer, Dataverse, Json, Query } from "../../../core/dataverse/port";
import { succeeded } from "../../../core/dataverse/port";
import type { Row, StoredRow } from "../../../core/dataverse/row";
import { defaultProfile, type ProfileDocument } from "../../../core/profile";
import { decideRecords, mayDecideDifferently } from "../../../pcf-controls/ProfileEditor/data/decisions";
import { readUnwritable, type Environment } from "../../../pcf-controls/ProfileEditor/data/environment";
import { readTogether } from "../../../pcf-controls/ProfileEditor/data/together";
import { compareOnLeads, findLostColumns } from "../../../pcf-controls/ProfileEditor/data/what-if";
import { explainChoice } from "../../../pcf-controls/ProfileEditor/data/why";

const metadata = JSON.parse(readFileSync(join(__dirname, "../../vectors/mapping/metadata.json"), "utf8")) as Metadata;
const nobody = { businessUnit: { id: "u", name: "Unit" }, parentUnits: [], teams: [], roles: [] };
const environment: Environment = {
  metadata,
  maps: [],
  currencies: [],
  leads: [],
  versions: [],
  profiles: [],
  damaged: [],
  unwritable: [],
  user: nobody,
  canWrite: true,
};
const now = "2026-11-23T09:30:00Z";
const idOf = (index: number): string => `00000000-0000-0000-0000-${String(index).padStart(12, "0")}`;
const ada = (index: number, more: Row = {}): StoredRow => ({
  table: "lead",
  id: idOf(index),
  values: {
    fullname: "Ada Lovelace",
    firstname: "Ada",
    lastname: "Lovelace",
    companyname: "Analytical Engines",
    emailaddress1: "ada.lovelace@analytical-engines.example",
    mobilephone: "+44 7700 900123",
    ownerid: { table: "systemuser", id: idOf(900) },
    ...more,
  },
});
const contact: Json = {
  contactid: idOf(5000),
  fullname: "Ada Lovelace",
  firstname: "Ada",
  lastname: "Lovelace",
  emailaddress1: "ada.lovelace@analytical-engines.example",
  mobilephone: "+44 7700 900123",
  statecode: 0,
};

/** Answers questions for contacts with the one above, for users with one, everything else with nothing; counts. */
function fakeDataverse(rows: readonly Json[]): Pick<Dataverse, "read"> & { readonly sizes: number[] } {
  const sizes: number[] = [];
  const answer = (query: Query): Answer => {
    if (query.kind === "row") return succeeded({ systemuserid: query.id, title: "Countess" });
    return succeeded({ value: query.kind === "rows" && query.set === "contacts" ? rows : [] });
  };
  return {
    sizes,
    read: (queries) => {
      sizes.push(queries.length);
      return Promise.resolve(succeeded(queries.map(answer)));
    },
  };
}

const change = (part: Partial<ProfileDocument>): ProfileDocument => ({ ...defaultProfile, ...part });
const strict = change({
  matching: { ...defaultProfile.matching, thresholds: { ...defaultProfile.matching.thresholds, link: 1 } },
});
const run = (
  before: ProfileDocument,
  after: ProfileDocument,
  leads: readonly StoredRow[],
  dataverse: Pick<Dataverse, "read">,
  isCancelled = () => false,
  onProgress: (done: number) => void = () => undefined,
) => compareOnLeads(before, after, leads, environment, dataverse, now, onProgress, isCancelled);

test("another threshold decides differently: who would be linked is asked about", async () => {
  const result = await run(defaultProfile, strict, [ada(1)], fakeDataverse([contact]));
  expect(result).toMatchObject({ changed: 1, unread: 0 });
  expect(result?.decisions).toEqual([
    {
      table: "contact",
      count: 1,
      examples: [
        {
          lead: "Ada Lovelace",
          before: { action: "link", id: idOf(5000), name: "Ada Lovelace" },
          after: { action: "ask", id: idOf(5000), name: "Ada Lovelace" },
        },
      ],
    },
  ]);
});

test("what the lead itself was made into is no match", () => {
  const made: StoredRow = {
    table: "contact",
    id: idOf(5000),
    values: { ...(contact as Row), originatingleadid: { table: "lead", id: idOf(1) } },
  };
  expect(decideRecords(defaultProfile, ada(1), [made]).contact).toEqual({ action: "create" });
  expect(decideRecords(defaultProfile, ada(2), [made]).contact.action).toBe("link");
});

test("records that a profile never makes, or that lack a name, are none", () => {
  const { records } = defaultProfile;
  const never = change({ records: { ...records, opportunity: { ...records.opportunity, decide: "never" } } });
  expect(decideRecords(never, ada(1), []).opportunity).toEqual({ action: "none" });
  expect(decideRecords(never, ada(1, { companyname: null }), []).account).toEqual({ action: "none" });
});

test("nobody is looked for where both documents decide alike", async () => {
  const dataverse = fakeDataverse([contact]);
  const mapping = {
    ...defaultProfile.mapping,
    rules: [
      {
        id: "topic",
        target: { table: "opportunity", column: "name" },
        value: { op: "column", column: "title", through: "ownerid" },
        onExisting: "overwrite",
      } as const,
    ],
  };
  const after = change({ mapping });
  expect(mayDecideDifferently(defaultProfile, after)).toBe(false);
  const result = await run(defaultProfile, after, [ada(1), ada(2)], dataverse);
  // One request: the owners, whose job title the rule reads.
  expect(dataverse.sizes).toEqual([2]);
  expect(result?.columns).toMatchObject([{ table: "opportunity", column: "name", count: 2 }]);
  expect(result?.columns[0]?.examples[0]?.after).toEqual({ value: "Countess" });
});

test("a thousand leads take at most four requests for twenty of them, none above a thousand queries", async () => {
  const dataverse = fakeDataverse([contact]);
  const progress: number[] = [];
  const leads = Array.from({ length: 1000 }, (_, index) => ada(index, { ownerid: null }));
  const result = await run(defaultProfile, strict, leads, dataverse, undefined, (done) => progress.push(done));
  expect(result).toMatchObject({ leads: 1000, changed: 1000 });
  expect(dataverse.sizes.length).toBeLessThanOrEqual(200);
  expect(Math.max(...dataverse.sizes)).toBeLessThanOrEqual(1000);
  expect(progress).toEqual([...Array.from({ length: 50 }, (_, index) => index * 20), 1000]);
});

test("cancel ends it before the next group asks anything", async () => {
  const dataverse = fakeDataverse([contact]);
  let groups = 0;
  const leads = Array.from({ length: 100 }, (_, index) => ada(index));
  expect(await run(defaultProfile, strict, leads, dataverse, () => ++groups > 2)).toBeUndefined();
  expect(dataverse.sizes.length).toBeLessThanOrEqual(4);
});

test("leads whose candidates cannot be read are counted, not passed off as unchanged", async () => {
  const failure = { kind: "denied", code: "", status: 403, message: "no", lost: false } as const;
  const result = await run(defaultProfile, strict, [ada(1)], {
    read: () => Promise.resolve({ ok: false, failure }),
  });
  expect(result).toMatchObject({ unread: 1, decisions: [] });
});

test("requests of the same turn travel together, each gets its own answers", async () => {
  const dataverse = fakeDataverse([contact]);
  const port = readTogether(dataverse);
  const users = (id: string): Query => ({ kind: "row", set: "systemusers", id });
  const [one, two, none] = await Promise.all([
    port.read([users("a")]),
    port.read([users("b"), users("c")]),
    port.read([]),
  ]);
  expect(dataverse.sizes).toEqual([3]);
  expect(one).toMatchObject({ value: [{ value: { systemuserid: "a" } }] });
  expect(two).toMatchObject({ value: [{ value: { systemuserid: "b" } }, { value: { systemuserid: "c" } }] });
  expect(none).toEqual({ ok: true, value: [] });
});

test("why this profile: the draft of the edited one counts, each of the others says what keeps it away", () => {
  const scope = { ...defaultProfile.scope, roles: ["Partner manager"] };
  const partner = { id: "p", name: "Partner", priority: 1, version: 2, document: change({ scope }) };
  const everybody = { id: "e", name: "Everybody", priority: 5, version: 1 };
  const lead = { lead: ada(1).values, metadata, now };
  const verdicts = (own: ProfileDocument) =>
    explainChoice([partner], everybody, own, { ...nobody, ...lead }).map(({ name, outcome, mismatches }) => [
      name,
      outcome,
      mismatches.join(),
    ]);
  expect(verdicts(defaultProfile)).toEqual([
    ["Partner", "outOfScope", "role"],
    ["Everybody", "chosen", ""],
    ["Dynamics 365", "lowerPriority", ""],
  ]);
  const needsBudget = change({
    scope: { ...defaultProfile.scope, condition: { test: { op: "column", column: "budgetamount" }, is: "notBlank" } },
  });
  expect(verdicts(needsBudget).map(([, outcome]) => outcome)).toEqual(["outOfScope", "outOfScope", "chosen"]);
});

test("columns that people fill in and that go nowhere, but no defaults", () => {
  const lostOf = (sourceOf: (index: number) => number) =>
    findLostColumns(
      defaultProfile,
      [1, 2, 3, 4].map((at) => ada(at, { leadsourcecode: sourceOf(at), description: at > 1 ? "Looms" : null })),
      environment,
    );
  expect(lostOf((at) => at)).toContainEqual({ column: "leadsourcecode", share: 1 });
  expect(lostOf(() => 1)).toContainEqual({ column: "description", share: 0.75 });
  expect(lostOf(() => 1).map(({ column }) => column)).not.toContain("leadsourcecode");
});

test("columns that column security gives to no seller are told to the lint", () => {
  const secure = (table: string, column: string): Metadata => {
    const definition = metadata[table];
    const known = definition?.columns[column];
    if (!definition || !known) throw new Error(`The vectors have no ${table}.${column}.`);
    return {
      ...metadata,
      [table]: { ...definition, columns: { ...definition.columns, [column]: { ...known, securedId: "s" } } },
    };
  };
  const secured = secure("account", "revenue");
  const granted = succeeded({ value: [{ entityname: "account", attributelogicalname: "revenue" }] });
  const failure = { kind: "denied", code: "", status: 403, message: "", lost: false } as const;
  expect(readUnwritable(secured, succeeded({ value: [] }))).toEqual(["account.revenue"]);
  expect(readUnwritable(secured, granted)).toEqual([]);
  expect(readUnwritable(secured, { ok: false, failure })).toEqual([]);
  expect(readUnwritable(metadata, succeeded({ value: [] }))).toEqual([]);
});
