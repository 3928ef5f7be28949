import type { ColumnMetadata, Metadata } from "../../../core/dataverse/metadata";
import type { ColumnValue, Row } from "../../../core/dataverse/row";
import type { Choices, OpportunityChoice, QualifyContext, Refusal } from "../../../core/plan/context";
import { planQualification } from "../../../core/plan/qualify";
import type { ConflictDecision } from "../../../core/plan/types";
import { onExistingModes, type MappingRule, type OnExisting } from "../../../core/mapping/rule";
import { defaultProfile } from "../../../core/profile/defaults";
import type { Decide, ProfileDocument, RecordPolicy } from "../../../core/profile/document";
import { writeProfile } from "../../../core/profile/read";
import { starterProfiles } from "../../../core/profile/starters";
import type { Random } from "../../../sandbox/dataverse/world/random";
import { namedGuid } from "../../../sandbox/dataverse/world/random";
import type { SeedRow } from "../../../sandbox/dataverse/world/rows";
import { quickClock } from "./support";

/** The starters, and a profile for each way of treating existing records, with every policy for which records are made. */
function documents(): readonly ProfileDocument[] {
  const decides: readonly Decide[] = ["seller", "always", "never"];
  const preselects: readonly RecordPolicy["preselect"][] = ["recommended", "create", "none"];
  const policy = (number: number): RecordPolicy => ({
    decide: decides[number % 3] ?? "seller",
    preselect: preselects[Math.floor(number / 3) % 3] ?? "recommended",
    columns: [],
  });
  const custom = onExistingModes.map((mode, at): ProfileDocument => ({
    ...defaultProfile,
    mapping: { rules: rulesFor(mode), consentColumns: at % 2 === 0 ? ["followemail"] : [] },
    records: {
      ...defaultProfile.records,
      account: policy(at * 2),
      contact: policy(at * 3 + 1),
      opportunity: { ...policy(at * 5 + 3), max: 5, joinOpen: true, priceList: "none" },
    },
  }));

  return [...Object.values(starterProfiles), ...custom];
}

function rulesFor(onExisting: OnExisting): readonly MappingRule[] {
  const rule = (table: MappingRule["target"]["table"], column: string, value: MappingRule["value"]): MappingRule => ({
    id: `${table}-${column}`,
    target: { table, column },
    value,
    onExisting,
    replacesPlatformMap: true,
  });
  const column = (name: string) => ({ op: "column", column: name }) as const;

  return [
    rule("account", "description", { op: "template", text: "{subject}[, {companyname}]" }),
    rule("account", "telephone1", { op: "phone", of: column("telephone1"), format: "international" }),
    rule("account", "numberofemployees", { op: "constant", value: 12 }),
    rule("account", "address1_city", { op: "case", of: column("address1_city"), to: "upper" }),
    rule("account", "creditonhold", { op: "constant", value: true }),
    rule("contact", "jobtitle", column("jobtitle")),
    rule("contact", "description", { op: "template", text: "Came as {subject}" }),
    rule("contact", "donotphone", column("donotphone")),
    rule("contact", "donotemail", { op: "constant", value: true }),
    rule("contact", "birthdate", { op: "constant", value: "1990-02-28" }),
    rule("opportunity", "name", { op: "template", text: "{companyname}[ – {subject}]" }),
    rule("opportunity", "estimatedvalue", column("budgetamount")),
    rule("opportunity", "estimatedclosedate", { op: "addMonths", of: { op: "today" }, months: 2 }),
    rule("opportunity", "description", column("description")),
  ];
}

/** A published profile for each source of leads; sources without one fall to the built-in profile. */
export function profileRows(): readonly SeedRow[] {
  return documents().map((document, at): SeedRow => {
    const condition = { test: { op: "column", column: "leadsourcecode" }, is: "equals", value: at + 1 } as const;
    const scope = { ...document.scope, condition };
    return {
      table: "enq_profile",
      values: {
        enq_profileid: namedGuid(`exactness:profile:${at}`),
        enq_name: `Profile ${at}`,
        enq_priority: at,
        enq_version: at + 1,
        enq_published: writeProfile({ ...document, scope }),
      },
    };
  });
}

/** Columns that a form would not offer, or whose meaning lies with the platform. */
const untypable =
  /^(statecode|statuscode|ownerid|exchangerate|lastonholdtime|processid|stageid|traversedpath|overriddencreatedon|importsequencenumber|utcconversiontimezonecode|timezoneruleversionnumber|transactioncurrencyid|originatingleadid|parent.*id|customerid|.*_addressid|masterid|createdby.*|entityimage.*|slaid|qualifyingopportunityid|originatingcaseid|relatedobjectiveid|fullname|pricelevelid|defaultpricelevelid|isautocreate|marketingonly|merged|participatesinworkflow|isprivate|isrevenuesystemcalculated|pricingerrorcode|skippricecalculation|totalamount|totallineitemamount|.*_base)$/;

/** Columns of a table into which a seller may type. */
function typable(metadata: Metadata, table: string): readonly ColumnMetadata[] {
  return Object.values(metadata[table]?.columns ?? {}).filter(
    ({ logicalName, kind, canCreate, canUpdate, canRead, targets }) =>
      canCreate && canUpdate && canRead && !targets && !untypable.test(logicalName) && kind !== "Uniqueidentifier",
  );
}

const texts = [
  "Zoë Brontë",
  "Ingénieure en chef",
  "日本語のテキスト",
  "O'Brien & Söhne <GmbH>",
  "100 % \\ /",
  "  blanks  ",
];

function randomValue(random: Random, column: ColumnMetadata): ColumnValue {
  if (random.chance(0.15) && column.kind !== "Boolean") return null;
  const between = (low: number, high: number) => Math.max(column.min ?? low, Math.min(column.max ?? high, low));
  switch (column.kind) {
    case "String":
      if (column.format === "Email") return `typed${random.int(1, 999)}@typed.example`;
      if (column.format === "Url") return `https://typed${random.int(1, 999)}.example`;
      return `${random.pick(texts)} ${random.int(1, 999)}`.slice(0, column.maxLength ?? 100).trim();
    case "Memo":
      return `${random.pick(texts)}\nline ${random.int(1, 999)}`;
    case "Integer":
    case "BigInt":
      return Math.max(column.min ?? 0, Math.min(column.max ?? 9999, random.int(0, 9999)));
    case "Decimal":
    case "Double":
    case "Money":
      return Math.max(column.min ?? 0, Math.min(column.max ?? 100_000, random.int(0, 9_999_999) / 100));
    case "Boolean":
      return random.chance(0.5);
    case "DateTime": {
      const day = `20${random.int(20, 35)}-${String(random.int(1, 12)).padStart(2, "0")}-${String(random.int(1, 28)).padStart(2, "0")}`;
      return column.format === "DateOnly" ? day : `${day}T${String(random.int(0, 23)).padStart(2, "0")}:30:00Z`;
    }
    case "Picklist":
      return column.options?.length ? random.pick(column.options).value : between(0, 0);
    case "MultiSelectPicklist":
      return (column.options ?? []).filter(() => random.chance(0.5)).map((option) => option.value);
    default:
      return null;
  }
}

function randomRow(random: Random, metadata: Metadata, table: string, most: number): Row {
  const columns = typable(metadata, table);
  const chosen = Array.from({ length: random.int(0, most) }, () => random.pick(columns));

  return Object.fromEntries(chosen.map((column) => [column.logicalName, randomValue(random, column)]));
}

/** What a seller may do in the dialog: any mix of records, typed values, conflicts, further opportunities and open deals. */
export function randomChoices(random: Random, context: QualifyContext): Choices {
  const { metadata, profile } = context;
  const { account, contact, opportunity } = profile.document.records;
  const party = (table: "account" | "contact", policy: RecordPolicy): Choices => {
    const found = context.candidates.filter((candidate) => candidate.table === table);
    const kinds = ["recommended", "create", "link", ...(policy.decide === "seller" ? ["none"] : [])];
    const kind = policy.decide === "never" ? "recommended" : random.pick(kinds);
    if (kind === "link" && found.length > 0) return { [table]: { action: "link", id: random.pick(found).row.id } };
    return kind === "create" || kind === "none" ? { [table]: { action: kind } } : {};
  };
  const opportunities = opportunity.decide === "seller" ? randomOpportunities(random, context) : undefined;
  const slots = ["account", "contact", ...(opportunities ?? [{ slot: "opportunity" }]).map(({ slot }) => slot)];
  const values = slots
    .filter(() => random.chance(0.5))
    .map((slot) => [slot, randomRow(random, metadata, slot.split(":")[0] ?? "", 4)] as const);
  const choices: Choices = {
    ...party("account", account),
    ...party("contact", contact),
    ...(opportunities ? { opportunities } : {}),
    ...(random.chance(0.3) ? { refused: randomRefusals(random, context) } : {}),
    ...(random.chance(0.4) ? { lead: randomRow(random, metadata, "lead", 3) } : {}),
    values: Object.fromEntries(values),
  };

  return { ...choices, ...settleAll(random, context, choices) };
}

/** "Not this one" of one or two candidates. */
function randomRefusals(random: Random, { candidates }: QualifyContext): readonly Refusal[] {
  return candidates.slice(0, random.int(1, 2)).map(({ table, row, name }) => {
    return { table, id: row.id, name, key: quickClock.newKey() };
  });
}

function randomOpportunities(random: Random, { deals }: QualifyContext): readonly OpportunityChoice[] | undefined {
  const deal = deals?.[0];
  if (deal && random.chance(0.2)) {
    return [{ slot: "opportunity", action: "join", id: deal.id, connectionId: quickClock.newKey() }];
  }
  const count = random.pick([undefined, 0, 1, 2, 5]);
  if (count === undefined) return undefined;

  return Array.from({ length: count }, (_, at) =>
    at === 0
      ? { slot: "opportunity", action: "create" }
      : { slot: `opportunity:${at + 1}`, action: "create", id: quickClock.newKey() },
  );
}

/** Decides each conflict somehow, and overrules what may be overruled. */
function settleAll(random: Random, context: QualifyContext, choices: Choices): Choices {
  const plan = planQualification(context, choices);
  const decisions: readonly ConflictDecision[] = ["keep", "take", "append"];
  const conflicts = plan.records.map(
    ({ slot, conflicts: open }) =>
      [slot, Object.fromEntries(open.map(({ column }) => [column, random.pick(decisions)]))] as const,
  );

  return {
    conflicts: Object.fromEntries(conflicts),
    overruled: Object.fromEntries(plan.checks.map((check) => [check.key, "Agreed with the manager"])),
  };
}
