/**
 * What peers' tests promise of a conversion, where it takes the Web API to see it (the numbers are those of the project's list
 * of peer behaviours; most of the others are in test/unit/core/scenarios*.test.ts).
 */
import { commitClose } from "../../../core/commit/close-lead";
import { connectDataverse } from "../../../core/dataverse/adapter";
import type { Change, Dataverse, Query } from "../../../core/dataverse/port";
import { planDisqualify } from "../../../core/plan/close-lead";
import type { Choices, QualifyContext } from "../../../core/plan/context";
import { planQualification, recommendParty } from "../../../core/plan/qualify";
import { readCloseContext } from "../../../core/plan/read-close";
import { completeContext } from "../../../core/plan/read-more";
import type { ProfileDocument } from "../../../core/profile/document";
import { searchAt } from "../../../pcf-controls/ui/search";
import { Bench, quickClock } from "./support";

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
}, 60_000);
afterAll(() => bench.close());

const store = () => bench.sandbox.dataverse.env.store;
const madeFrom = (table: string, lead: string) => store().find(table, { originatingleadid: lead })[0] ?? {};
const personId = (fullname: string) => String(store().find("systemuser", { fullname })[0]?.["systemuserid"]);

async function write(...changes: readonly Change[]): Promise<void> {
  const written = await bench.dataverse.write(changes);
  if (!written.ok) throw new Error(written.failure.message);
}

async function newLead(values: Readonly<Record<string, unknown>>): Promise<string> {
  const leadid = quickClock.newKey();
  await write({ kind: "create", set: "leads", values: { leadid, subject: "Pumps", ...values } });

  return leadid;
}

/** As the dialog reads a lead: what is there, and who may be the same. */
async function open(
  lead: string,
  dataverse: Dataverse = bench.dataverse,
  userId = bench.userId,
): Promise<QualifyContext> {
  const read = await bench.tryRead(lead, dataverse, userId);
  if (!read.ok) throw new Error(read.failure.message);
  const complete = await completeContext(read.value, {}, dataverse, searchAt(bench.sandbox.url));
  if (!complete.ok) throw new Error(complete.failure.message);

  return complete.value;
}

const under = (context: QualifyContext, parts: Partial<ProfileDocument>): QualifyContext => ({
  ...context,
  profile: { ...context.profile, document: { ...context.profile.document, ...parts } },
});

async function qualify(context: QualifyContext, choices: Choices = {}): Promise<void> {
  const outcome = await bench.commit(context, choices);
  if (outcome.state !== "done") throw new Error(JSON.stringify(outcome));
}

const person = { firstname: "Ottoline", lastname: "Quillfeather", emailaddress1: "ottoline@quillfeather.example" };
const company = { companyname: "Quillfeather Optics", websiteurl: "https://quillfeather.example" };

describe("what is there already", () => {
  it("46, 107 two leads of one person make one contact and one account, whoever comes first", async () => {
    const [first, second] = [await newLead({ ...person, ...company }), await newLead({ ...person, ...company })];
    await qualify(await open(first));
    const context = await open(second);
    expect(recommendParty("contact", context)).toMatchObject({ action: "link" });
    await qualify(context);

    expect(bench.counts(first)).toEqual([1, 1, 1]);
    expect(bench.counts(second)).toEqual([0, 0, 1]);
  });
  it("71, 72, 73, 74 whoever is there is preselected, and a new one is made when the seller says so", async () => {
    const lead = await newLead({ ...person, ...company });
    const context = await open(lead);
    expect(recommendParty("account", context)).toMatchObject({ action: "link" });
    await qualify(context, { account: { action: "create" }, contact: { action: "create" } });

    expect(bench.counts(lead)).toEqual([1, 1, 1]);
  });
  it("49 a match that the seller turned down is neither linked nor changed", async () => {
    const lead = await newLead({ ...person, ...company, jobtitle: "Director" });
    const before = store().find("contact", { emailaddress1: person.emailaddress1 });
    await qualify(await open(lead), { contact: { action: "none" } });

    expect(store().find("contact", { emailaddress1: person.emailaddress1 })).toEqual(before);
  });
  it("15 a deal that the seller may not read is never proposed", async () => {
    const grace = personId("Grace Holloway");
    const dataverse = connectDataverse({ serverUrl: bench.sandbox.url, actAs: grace });
    const deals = store().find("opportunity", { statecode: 0, ownerid: bench.userId });
    const accountId = String(deals.find((deal) => deal["parentaccountid"])?.["parentaccountid"]);
    const lead = await newLead({ lastname: "Holt", "parentaccountid@odata.bind": `/accounts(${accountId})` });
    await write({ kind: "update", set: "leads", id: lead, values: { "ownerid@odata.bind": `/systemusers(${grace})` } });
    const mine = await open(lead, connectDataverse({ serverUrl: bench.sandbox.url, actAs: personId("Priya Nair") }));
    const hers = await open(lead, dataverse, grace);

    expect(mine.deals?.length).toBeGreaterThan(0);
    expect(hers.deals?.filter(({ id }) => deals.some((deal) => deal["opportunityid"] === id))).toEqual([]);
  });
});

describe("what is made", () => {
  it("44 each lead gets a customer of its own", async () => {
    const leads = await Promise.all([700, 701, 702].map((number) => bench.makeLead(number)));
    for (const lead of leads) await qualify(await open(lead));
    const accounts = leads.map((lead) => madeFrom("account", lead)["accountid"]);
    expect(new Set(accounts).size).toBe(3);
  });
  it("85, 86 the contact has name, e-mail, phone, mobile, company and job title; the account site and revenue", async () => {
    const values = {
      firstname: "Bartholomew",
      lastname: "Brambleknot",
      emailaddress1: "bart@brambleknot.example",
      telephone1: "+44 20 7946 0321",
      mobilephone: "+44 7700 900123",
      jobtitle: "Founder",
      companyname: "Brambleknot Foundry",
      websiteurl: "https://brambleknot.example",
      revenue: 1_000_000,
    };
    const lead = await newLead(values);
    await qualify(await open(lead));
    const account = madeFrom("account", lead);
    const { firstname, lastname, emailaddress1, telephone1, mobilephone, jobtitle } = values;
    const contact = { firstname, lastname, emailaddress1, telephone1, mobilephone, jobtitle };
    expect(madeFrom("contact", lead)).toMatchObject({ ...contact, parentcustomerid: account["accountid"] });
    expect(account).toMatchObject({ websiteurl: values.websiteurl, revenue: values.revenue });
  });
  it("90, 98 the lead is closed as qualified, and the deal knows the lead, the person and the company", async () => {
    const lead = await bench.makeLead(710);
    await qualify(await open(lead));
    const [account, contact] = [madeFrom("account", lead), madeFrom("contact", lead)];
    expect(store().get("lead", lead)).toMatchObject({ statecode: 1, statuscode: 3 });
    expect(madeFrom("opportunity", lead)).toMatchObject({
      originatingleadid: lead,
      parentaccountid: account["accountid"],
      parentcontactid: contact["contactid"],
    });
  });
  it("13 the owner that the profile names owns what is made", async () => {
    const lead = await bench.makeLead(711);
    const context = await open(lead);
    await qualify(under(context, { records: { ...context.profile.document.records, owner: { to: "leadOwner" } } }));
    expect(madeFrom("opportunity", lead)["ownerid"]).toBe(store().get("lead", lead)?.["ownerid"]);
  });
  it("94, 102, 103 stakeholders and open tasks go along as copies with keys of their own; what was deleted does not", async () => {
    const lead = await bench.makeLead(712);
    const contact = String(store().find("contact", { statecode: 0 })[0]?.["contactid"]);
    const [kept, deleted] = [quickClock.newKey(), quickClock.newKey()];
    const task = (activityid: string, subject: string): Change => ({
      kind: "create",
      set: "tasks",
      values: { activityid, subject, "regardingobjectid_lead_task@odata.bind": `/leads(${lead})` },
    });
    await write(
      task(kept, "Send the quote"),
      task(deleted, "Forget this"),
      {
        kind: "create",
        set: "connections",
        values: {
          "record1id_lead@odata.bind": `/leads(${lead})`,
          "record2id_contact@odata.bind": `/contacts(${contact})`,
        },
      },
      { kind: "delete", set: "tasks", id: deleted },
    );
    const carryOver = {
      notes: "copy",
      files: "copy",
      activities: "copy",
      stakeholders: "copy",
      competitors: "copy",
    } as const;
    await qualify(under(await open(lead), { carryOver }));
    const deal = String(madeFrom("opportunity", lead)["opportunityid"]);

    expect(store().find("connection", { record1id: deal, record2id: contact })).toHaveLength(1);
    const tasks = store().find("task", { regardingobjectid: deal });
    expect(tasks.map((one) => one["subject"])).toEqual(["Send the quote"]);
    expect(tasks[0]?.["activityid"]).not.toBe(kept);
    expect(store().get("task", kept)?.["regardingobjectid"]).toBe(lead);
  });
  it("48 opening takes one request, matches two beside a search, and writing two", async () => {
    const sent: string[] = [];
    const counting: Dataverse = {
      read: (queries: readonly Query[]) => {
        sent.push("read");
        return bench.dataverse.read(queries);
      },
      write: (changes, thenRead) => {
        sent.push("write");
        return bench.dataverse.write(changes, thenRead);
      },
    };
    const context = await open(await bench.makeLead(713), counting);
    const reads = sent.length;
    await bench.commit(context, {}, quickClock.newKey(), counting);

    expect(reads).toBeLessThanOrEqual(3);
    expect(sent.slice(reads)).toEqual(["write", "write"]);
  });
});

describe("several leads and lost ones", () => {
  async function disqualify(leads: readonly string[], dataverse = bench.dataverse, userId = bench.userId) {
    const reader = { userId, userName: "", now: new Date().toISOString() };
    const read = await readCloseContext(dataverse, leads, reader);
    if (!read.ok) throw new Error(read.failure.message);
    const states: string[] = [];
    for (const lead of read.value.leads) {
      if (!lead.ok) {
        states.push("unreadable");
        continue;
      }
      const plan = planDisqualify(lead.value, { status: 4, comment: "Wrong number" }, () => quickClock.newKey());
      const outcome = await commitClose(dataverse, quickClock, plan, quickClock.newKey(), read.value.metadata);
      states.push(outcome.state);
    }

    return states;
  }

  it("67 ten leads disqualified at once with a comment: each has one note with it", async () => {
    const leads = await Promise.all(Array.from({ length: 10 }, (_, at) => bench.makeLead(720 + at)));
    expect(await disqualify(leads)).toEqual(leads.map(() => "done"));
    for (const lead of leads)
      expect(store().find("annotation", { objectid: lead })).toMatchObject([{ notetext: "Wrong number" }]);
  });
  it("69 somebody else's lead is not disqualified by who may not write it", async () => {
    const lead = await bench.makeLead(740);
    const grace = personId("Grace Holloway");
    const dataverse = connectDataverse({ serverUrl: bench.sandbox.url, actAs: grace });
    expect(await disqualify([lead], dataverse, grace)).not.toContain("done");
    expect(store().get("lead", lead)?.["statecode"]).toBe(0);
    expect(store().find("annotation", { objectid: lead })).toEqual([]);
  });
  it("27, 117 one bad lead among several leaves the others alone: they are qualified, it is untouched", async () => {
    const [good, lost, fine] = await Promise.all([750, 751, 752].map((number) => bench.makeLead(number)));
    await disqualify([lost ?? ""]);
    const before = store().get("lead", lost ?? "");
    for (const lead of [good, lost, fine]) {
      const context = await open(lead ?? "");
      if (planQualification(context).checks.every(({ id }) => id !== "lead-closed")) await qualify(context);
    }
    expect([good, fine].map((lead) => bench.counts(lead ?? ""))).toEqual([
      [1, 1, 1],
      [1, 1, 1],
    ]);
    expect(store().get("lead", lost ?? "")).toEqual(before);
  });
});
