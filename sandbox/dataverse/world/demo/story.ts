import { strToU8 } from "fflate";
import type { RawRow } from "../../store/store";
import { campaigns, campaignId, competitorId, competitors, connectionRoleId } from "../base/sales";
import { currencyId } from "../base/people";
import { leadProcess } from "../base/process";
import type { Random } from "../random";
import type { SeedRow } from "../rows";
import type { Known } from "./demo-world";
import { daysAgo, dayAhead, ownerOf } from "./rows";

/** An opportunity of somebody known: open ones in every stage, some won or lost. */
export function opportunityRow(random: Random, { accountId, contactId, person }: Known, origin: RawRow = {}): SeedRow {
  const { locale } = person.company;
  const amount = random.int(8, 600) * (locale.currency === "JPY" ? 100_000 : 500);
  const state = random.chance(0.75) ? 0 : random.int(1, 2);
  return {
    table: "opportunity",
    values: {
      opportunityid: random.guid(),
      name: random.pick(locale.topics).replace("{product}", random.pick(locale.products)),
      customerid: accountId,
      customerid__type: "account",
      parentaccountid: accountId,
      parentcontactid: contactId,
      estimatedvalue: amount,
      isrevenuesystemcalculated: false,
      estimatedclosedate: dayAhead(random.int(-40, 200)),
      opportunityratingcode: random.int(1, 3),
      salesstage: random.int(0, 3),
      transactioncurrencyid: currencyId(locale.currency),
      campaignid: random.chance(0.3) ? campaignId(random.pick(campaigns)) : null,
      statecode: state,
      statuscode: state === 0 ? 1 : state === 1 ? 3 : random.int(4, 5),
      ...(state === 0
        ? {}
        : { actualclosedate: daysAgo(random.int(1, 90)).slice(0, 10), actualvalue: state === 1 ? amount : 0 }),
      createdon: daysAgo(random.int(5, 300)),
      ...ownerOf(random),
      ...origin,
    },
  };
}

/** A lead that was qualified (with the opportunity that came of it) or disqualified. */
export function closedLeadRows(random: Random, lead: SeedRow, isQualified: boolean, known: Known): SeedRow[] {
  const leadId = String(lead.values.leadid);
  if (!isQualified) return [{ ...lead, values: { ...lead.values, statecode: 2, statuscode: random.int(4, 7) } }];
  const opportunity = opportunityRow(random, known, { originatingleadid: leadId, statecode: 0, statuscode: 1 });
  const { actualclosedate: _date, actualvalue: _value, ...values } = opportunity.values;
  const opportunityId = String(values.opportunityid);

  return [
    {
      ...lead,
      values: {
        ...lead.values,
        statecode: 1,
        statuscode: 3,
        parentaccountid: known.accountId,
        parentcontactid: known.contactId,
        qualifyingopportunityid: opportunityId,
      },
    },
    { table: "opportunity", values },
    {
      table: "leadtoopportunitysalesprocess",
      values: {
        businessprocessflowinstanceid: random.guid(),
        name: "Lead to Opportunity Sales Process",
        leadid: leadId,
        opportunityid: opportunityId,
        processid: leadProcess.processId,
        activestageid: leadProcess.develop,
        traversedpath: `${leadProcess.qualify},${leadProcess.develop}`,
      },
    },
  ];
}

const notes = [
  "Called: asked for a second quote with five years of service.",
  "Visited the stand, took the catalogue, wants the data sheet.",
  "Decision moves to January; the old machine runs until then.",
  "Prefers e-mail. Mornings are best.",
];

/** Notes and files, stakeholders and competitors of leads, and running processes. */
export function relatedRows(random: Random, rows: readonly SeedRow[], known: readonly Known[]): SeedRow[] {
  const leads = rows.filter((row) => row.table === "lead");
  return leads.flatMap((lead, at) => [
    ...(at % 3 === 0 ? [noteRow(random, lead)] : []),
    ...(at % 10 === 0 ? [fileRow(random, lead)] : []),
    ...(at % 6 === 0 ? stakeholderRows(random, lead, random.pick(known)) : []),
    ...(at % 12 === 0 ? [competitorRow(random, lead)] : []),
    ...(lead.values.statecode === undefined && at % 2 === 0 ? [runningProcessRow(random, lead)] : []),
  ]);
}

function noteRow(random: Random, lead: SeedRow): SeedRow {
  return {
    table: "annotation",
    values: {
      annotationid: random.guid(),
      objectid: String(lead.values.leadid),
      objectid__type: "lead",
      objecttypecode: "lead",
      subject: "Note",
      notetext: random.pick(notes),
      isdocument: false,
      createdon: daysAgo(random.int(0, 30)),
      ...ownerOf(random),
    },
  };
}

function fileRow(random: Random, lead: SeedRow): SeedRow {
  const text = `Requirements of ${String(lead.values.companyname ?? "the customer")}\n\n1. Throughput\n2. Space\n3. Training\n`;
  const bytes = strToU8(text);
  return {
    table: "annotation",
    values: {
      ...noteRow(random, lead).values,
      subject: "Requirements",
      filename: "requirements.txt",
      mimetype: "text/plain",
      isdocument: true,
      filesize: bytes.length,
      documentbody: Buffer.from(bytes).toString("base64"),
    },
  };
}

/** A connection is stored once from each side; the second row is the mirror of the first. */
function stakeholderRows(random: Random, lead: SeedRow, { contactId, person }: Known): SeedRow[] {
  const role = connectionRoleId(random.pick(["Stakeholder", "Decision Maker", "Champion", "Technical Buyer"]));
  const [one, two] = [random.guid(), random.guid()];
  const leadSide = { id: String(lead.values.leadid), type: "lead", code: 4 };
  const contactSide = { id: contactId, type: "contact", code: 2 };
  const owner = ownerOf(random);
  const row = (
    id: string,
    related: string,
    from: typeof leadSide,
    to: typeof leadSide,
    roles: RawRow,
    name: string,
  ): SeedRow => ({
    table: "connection",
    values: {
      connectionid: id,
      relatedconnectionid: related,
      ismaster: from === leadSide,
      record1id: from.id,
      record1id__type: from.type,
      record1objecttypecode: from.code,
      record2id: to.id,
      record2id__type: to.type,
      record2objecttypecode: to.code,
      name,
      ...roles,
      ...owner,
    },
  });
  const leadName = [lead.values.firstname, lead.values.lastname].filter(Boolean).join(" ");

  return [
    row(one, two, leadSide, contactSide, { record2roleid: role }, `${person.firstName} ${person.lastName}`),
    row(two, one, contactSide, leadSide, { record1roleid: role }, leadName),
  ];
}

function competitorRow(random: Random, lead: SeedRow): SeedRow {
  return {
    table: "leadcompetitors",
    values: {
      leadcompetitorid: random.guid(),
      leadid: String(lead.values.leadid),
      competitorid: competitorId(random.pick(competitors)),
    },
  };
}

function runningProcessRow(random: Random, lead: SeedRow): SeedRow {
  return {
    table: "leadtoopportunitysalesprocess",
    values: {
      businessprocessflowinstanceid: random.guid(),
      name: "Lead to Opportunity Sales Process",
      leadid: String(lead.values.leadid),
      processid: leadProcess.processId,
      activestageid: leadProcess.qualify,
      activestagestartedon: String(lead.values.createdon ?? daysAgo(1)),
      traversedpath: leadProcess.qualify,
    },
  };
}

/** Tasks and phone calls about leads, open and done. */
export function activityRows(random: Random, rows: readonly SeedRow[]): SeedRow[] {
  const leads = rows.filter((row) => row.table === "lead");
  return leads
    .filter((_, at) => at % 4 === 1)
    .map((lead, at) => {
      const isTask = at % 2 === 0;
      const isDone = random.chance(0.4);
      const base: RawRow = {
        activityid: random.guid(),
        regardingobjectid: String(lead.values.leadid),
        regardingobjectid__type: "lead",
        scheduledend: `${dayAhead(random.int(-20, 20))}T10:00:00Z`,
        createdon: daysAgo(random.int(1, 40)),
        statecode: isDone ? 1 : 0,
        ...ownerOf(random),
      };
      return isTask
        ? { table: "task", values: { ...base, subject: "Send data sheet", statuscode: isDone ? 5 : 2 } }
        : {
            table: "phonecall",
            values: {
              ...base,
              subject: "Call back",
              directioncode: true,
              phonenumber: lead.values.telephone1 ?? null,
              statuscode: isDone ? 2 : 1,
            },
          };
    });
}
