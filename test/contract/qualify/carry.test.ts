import type { Row } from "../../../core/dataverse/row";
import { blockers } from "../../../core/plan/types";
import type { Choices, QualifyContext } from "../../../core/plan/context";
import { planQualification } from "../../../core/plan/qualify";
import { planUndo } from "../../../core/plan/undo";
import { readUndoContext } from "../../../core/plan/read-undo";
import { commitUndo } from "../../../core/commit/undo";
import { completeContext } from "../../../core/plan/read-more";
import type { Dataverse } from "../../../core/dataverse/port";
import type { ProfileDocument } from "../../../core/profile/document";
import { Bench, differences, quickClock } from "./support";

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.open();
}, 60_000);
afterAll(() => bench.close());

const store = () => bench.sandbox.dataverse.env.store;
const body = Buffer.from("Requirements").toString("base64");

/** A lead with two notes, two files, tasks open and done, a mail, a stakeholder and a competitor. */
async function leadWithAll(number: number): Promise<string> {
  const leadid = await bench.makeLead(number);
  const on = { "objectid_lead@odata.bind": `/leads(${leadid})` };
  const about = (table: string) => ({ [`regardingobjectid_lead_${table}@odata.bind`]: `/leads(${leadid})` });
  const contact = String(store().find("contact", { statecode: 0 })[0]?.["contactid"]);
  const role = String(store().find("connectionrole", { name: "Champion" })[0]?.["connectionroleid"]);
  const competitor = String(store().find("competitor", {})[0]?.["competitorid"]);
  const create = (set: string, values: Record<string, unknown>) => ({ kind: "create" as const, set, values });
  const done = quickClock.newKey();
  const written = await bench.dataverse.write([
    create("annotations", { subject: "First call", notetext: "Wants a quote.", ...on }),
    create("annotations", { subject: "Second call", notetext: "Prefers e-mail.", ...on }),
    create("annotations", { subject: "Paper", isdocument: true, filename: "a.txt", documentbody: body, ...on }),
    create("annotations", { subject: "Film", isdocument: true, filename: "film.mp4", documentbody: body, ...on }),
    create("tasks", { subject: "Send the quote", scheduledend: "2026-12-01T10:00:00Z", ...about("task") }),
    create("tasks", { activityid: done, subject: "Called", ...about("task") }),
    create("phonecalls", { subject: "Call again", phonenumber: "+49 89 1234", ...about("phonecall") }),
    create("connections", {
      "record1id_lead@odata.bind": `/leads(${leadid})`,
      "record2id_contact@odata.bind": `/contacts(${contact})`,
      "record2roleid@odata.bind": `/connectionroles(${role})`,
    }),
    {
      kind: "associate",
      set: "leads",
      id: leadid,
      relation: "leadcompetitors_association",
      relatedSet: "competitors",
      relatedId: competitor,
    },
  ]);
  if (!written.ok) throw new Error(written.failure.message);
  store().update("task", done, { statecode: 1, statuscode: 5 });
  const [film] = store().find("annotation", { objectid: leadid, filename: "film.mp4" });
  store().update("annotation", String(film?.["annotationid"]), { filesize: 900_000_000 });

  return leadid;
}

function withProfile(context: QualifyContext, change: Partial<ProfileDocument>): QualifyContext {
  return { ...context, profile: { ...context.profile, document: { ...context.profile.document, ...change } } };
}

const copyAll = {
  carryOver: { notes: "copy", files: "copy", activities: "copy", stakeholders: "copy", competitors: "copy" },
} as const;

const deals = (lead: string) => store().find("opportunity", { originatingleadid: lead });

async function takeBack(
  key: string,
  plan: ReturnType<typeof planQualification>,
  context: QualifyContext,
  result: never,
) {
  const read = await readUndoContext(bench.dataverse, { id: key, plan, result }, context.metadata, {
    days: 30,
    now: new Date().toISOString(),
  });
  if (!read.ok) throw new Error(read.failure.message);
  const undo = planUndo(read.value);

  return { undo, outcome: await commitUndo(bench.dataverse, quickClock, undo, quickClock.newKey(), context.metadata) };
}

describe("what hangs on a lead", () => {
  it("is read with the lead, shown and left where it is, as the profile says", async () => {
    const lead = await leadWithAll(900);
    const context = await bench.read(lead);
    const plan = planQualification(context);

    expect(plan.carry).toEqual([
      { kind: "notes", count: 2, copy: false, stays: 0 },
      { kind: "files", count: 2, copy: false, stays: 0 },
    ]);
    expect(plan.extras).toEqual([]);
  });

  it("goes along in the second change set, whole, and undo takes exactly that back", async () => {
    const lead = await leadWithAll(901);
    const context = withProfile(await bench.read(lead), copyAll);
    const plan = planQualification(context);
    expect(plan.carry).toEqual([
      { kind: "notes", count: 2, copy: true, stays: 0 },
      { kind: "files", count: 2, copy: true, stays: 1 },
      { kind: "activities", count: 3, copy: true, stays: 1 },
      { kind: "stakeholders", count: 1, copy: true, stays: 0 },
      { kind: "competitors", count: 1, copy: true, stays: 0 },
    ]);
    expect(plan.checks.map(({ id, details }) => [id, details])).toEqual([["file-left", { names: "film.mp4" }]]);
    const before = bench.snapshot();
    const outcome = await bench.execute(plan, context, quickClock.newKey());
    if (outcome.state !== "done") throw new Error(JSON.stringify(outcome));

    expect(outcome.result.left).toBeUndefined();
    const [deal] = deals(lead);
    const id = String(deal?.["opportunityid"]);
    const notes = store().find("annotation", { objectid: id });
    expect(notes.map((note) => [note["subject"], note["notetext"] ?? null]).sort()).toEqual([
      ["First call", "Wants a quote."],
      ["Paper", null],
      ["Second call", "Prefers e-mail."],
    ]);
    expect(notes.find((note) => note["subject"] === "Paper")).toMatchObject({ filename: "a.txt", documentbody: body });
    const tasks = store().find("task", { regardingobjectid: id });
    expect(tasks).toMatchObject([{ subject: "Send the quote", statecode: 0 }]);
    expect(store().find("phonecall", { regardingobjectid: id })).toMatchObject([{ phonenumber: "+49 89 1234" }]);
    expect(store().find("connection", { record1id: id })).toHaveLength(1);
    expect(store().find("opportunitycompetitors", { opportunityid: id })).toHaveLength(1);

    const { undo, outcome: undone } = await takeBack(outcome.key, plan, context, outcome.result as never);
    expect(undo.obstacles).toEqual([]);
    expect(undone).toEqual({ state: "done" });
    expect(differences(before, bench.snapshot())).toEqual([]);
  });

  it("the seller may say otherwise, kind by kind", async () => {
    const context = withProfile(await bench.read(await leadWithAll(902)), copyAll);
    const plan = planQualification(context, { carry: { activities: false, notes: false, files: false } });

    expect(plan.extras.map((extra) => extra.table)).toEqual(["connection", "competitor"]);
  });

  it("a note that somebody wrote into keeps its opportunity from being deleted, and is named", async () => {
    const context = withProfile(await bench.read(await leadWithAll(903)), copyAll);
    const plan = planQualification(context);
    const outcome = await bench.execute(plan, context, quickClock.newKey());
    if (outcome.state !== "done") throw new Error(JSON.stringify(outcome));
    const [note] = plan.extras.filter((extra) => extra.table === "annotation");
    await bench.dataverse.write([
      { kind: "update", set: "annotations", id: note?.id ?? "", values: { notetext: "And something else." } },
    ]);
    const { undo } = await takeBack(outcome.key, plan, context, outcome.result as never);

    expect(undo.obstacles.map(({ kind, table }) => [kind, table])).toEqual([
      ["changed", "annotation"],
      ["used", "account"],
      ["used", "contact"],
      ["used", "opportunity"],
    ]);
    expect(store().get("annotation", note?.id ?? "")).toMatchObject({ notetext: "And something else." });
  });

  it("joining a deal takes notes along, not competitors, and undo removes the connection", async () => {
    const lead = await leadWithAll(904);
    const account = store().find("opportunity", { statecode: 0, ownerid: bench.userId })[0];
    const context = withProfile(await bench.read(lead), copyAll);
    const join = { slot: "opportunity", action: "join", id: String(account?.["opportunityid"]) } as const;
    const choices: Choices = { opportunities: [{ ...join, connectionId: quickClock.newKey() }] };
    const plan = planQualification(context, choices);
    expect(plan.extras.map(({ table }) => table).sort()).toEqual(
      ["annotation", "annotation", "annotation", "connection", "connection", "phonecall", "task"].sort(),
    );
    const before = bench.snapshot();
    const outcome = await bench.execute(plan, context, quickClock.newKey());
    if (outcome.state !== "done") throw new Error(JSON.stringify(outcome));
    const { undo } = await takeBack(outcome.key, plan, context, outcome.result as never);

    expect(undo.obstacles).toEqual([]);
    expect(differences(before, bench.snapshot())).toEqual([]);
  });

  it("an environment that copies stakeholders by itself gets none twice", async () => {
    bench.sandbox.dataverse.env.settings.qualifyCopiesStakeholders = true;
    const lead = await leadWithAll(905);
    const context = withProfile(await bench.read(lead), copyAll);
    const outcome = await bench.execute(planQualification(context), context, quickClock.newKey());
    bench.sandbox.dataverse.env.settings.qualifyCopiesStakeholders = false;
    const id = String(deals(lead)[0]?.["opportunityid"]);

    expect(outcome.state).toBe("done");
    expect(store().find("connection", { record1id: id })).toHaveLength(1);
    expect(store().find("opportunitycompetitors", { opportunityid: id })).toHaveLength(1);
  });

  it("a file that is refused stays with the lead, and the records are finished all the same", async () => {
    const lead = await leadWithAll(906);
    const context = withProfile(await bench.read(lead), copyAll);
    const refusing: Dataverse = {
      read: bench.dataverse.read,
      write: (changes, thenRead) =>
        changes.some((change) => change.kind === "create" && change.set === "annotations")
          ? Promise.resolve({
              ok: false,
              failure: { kind: "refused", code: "0x80043e09", status: 400, message: "Blocked file type.", lost: false },
            })
          : bench.dataverse.write(changes, thenRead),
    };
    const outcome = await bench.execute(planQualification(context), context, quickClock.newKey(), refusing);

    expect(outcome).toMatchObject({ state: "done", result: { left: 7 } });
    expect(deals(lead)).toHaveLength(1);
  });
});

describe("what rules reach", () => {
  const rule = (column: string, value: unknown) => ({
    id: column,
    target: { table: "opportunity", column },
    value,
    onExisting: "fillBlank",
  });

  /** Requests that were sent, beside what they brought. */
  async function complete(lead: string, change: (document: ProfileDocument) => Partial<ProfileDocument>) {
    const read = await bench.read(lead);
    const context = withProfile(read, change(read.profile.document));
    let requests = 0;
    const counting = {
      read: (queries: never) => {
        requests++;
        return bench.dataverse.read(queries);
      },
    } as unknown as Dataverse;
    const result = await completeContext(context, {}, counting);
    if (!result.ok) throw new Error(result.failure.message);

    return { context: result.value, requests };
  }

  const columnsOf = (context: QualifyContext): Row =>
    Object.fromEntries(
      planQualification(context)
        .records.filter((record) => record.table === "opportunity")
        .flatMap((record) => record.columns.map(({ column, value }) => [column, value])),
    ) as Row;

  it("rows behind lookups and rows found by a value come with the requests of matching", async () => {
    const lead = await bench.makeLead(920);
    const campaign = store().find("campaign", {})[0];
    const list = store().find("pricelevel", { name: "List prices EUR" })[0];
    await bench.dataverse.write([
      {
        kind: "update",
        set: "leads",
        id: lead,
        values: { "campaignid@odata.bind": `/campaigns(${String(campaign?.["campaignid"])})` },
      },
    ]);
    const rules = [
      rule("description", { op: "template", text: "{campaignid.codename} – {ownerid.fullname}" }),
      rule("pricelevelid", {
        op: "find",
        of: { op: "constant", value: "List prices EUR" },
        table: "pricelevel",
        column: "name",
      }),
    ];
    const { context, requests } = await complete(
      lead,
      (document) => ({ mapping: { ...document.mapping, rules } }) as unknown as Partial<ProfileDocument>,
    );
    const owner = String(store().get("systemuser", bench.userId)?.["fullname"]);

    expect(requests).toBeLessThanOrEqual(2);
    expect(planQualification(context).checks.filter(({ id }) => id === "rule-failed")).toEqual([]);
    expect(columnsOf(context)).toMatchObject({
      description: `${String(campaign?.["codename"])} – ${owner}`,
      pricelevelid: { table: "pricelevel", id: String(list?.["pricelevelid"]) },
      campaignid: { id: String(campaign?.["campaignid"]) },
    });
  });

  it("records belong to whom the profile says, last of all; the price list follows the currency", async () => {
    const lead = await leadWithAll(921);
    const team = store().find("team", { isdefault: 0 })[0] ?? store().find("team", {})[0];
    const { context } = await complete(lead, (document) => ({
      ...copyAll,
      records: {
        ...document.records,
        owner: { to: "team", name: String(team?.["name"]) },
        opportunity: { ...document.records.opportunity, priceList: "currency" },
      },
    }));
    const plan = planQualification(context);
    const columns = plan.records.find((record) => record.table === "opportunity")?.columns ?? [];
    expect(columns.find(({ column }) => column === "ownerid")).toMatchObject({
      value: { table: "team", id: String(team?.["teamid"]) },
      source: { kind: "policy" },
    });
    expect(columns.find(({ column }) => column === "pricelevelid")).toMatchObject({ source: { kind: "policy" } });
    expect(blockers(plan)).toEqual([]);
    const outcome = await bench.execute(plan, context, quickClock.newKey());

    expect(outcome.state).toBe("done");
    expect(deals(lead)[0]).toMatchObject({ ownerid: String(team?.["teamid"]) });
    expect(store().find("annotation", { objectid: String(deals(lead)[0]?.["opportunityid"]) })).toHaveLength(3);
  });
});
