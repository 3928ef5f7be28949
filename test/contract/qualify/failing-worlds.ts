/** Worlds in which a qualification fails, each made for one lead of the seller and taken back afterwards. */
import type { Choices } from "../../../core/plan/context";
import { forgetCallers } from "../../../sandbox/dataverse/security/caller";
import { businessUnits } from "../../../sandbox/dataverse/world/identity";
import { namedGuid } from "../../../sandbox/dataverse/world/random";
import type { Bench } from "./support";
import { quickClock } from "./support";

type Undo = () => void;
type Values = Readonly<Record<string, string | number | boolean | null>>;

export interface FailingWorld {
  readonly name: string;
  /** Key of the finding, and whether it keeps the seller from clicking. */
  readonly finding: string;
  readonly severity?: "warn";
  /** What the finding names. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** The platform's code when the plan is sent all the same. */
  readonly code: string;
  /** What the plan does about it is left out: only then the platform refuses. */
  readonly unaided?: boolean;
  /** The platform does not look at it in a request such as ours; in one that asks for it, it refuses. */
  readonly onlyWhenAsked?: boolean;
  /** It is a world of other metadata. */
  readonly fresh?: boolean;
  readonly lead?: Values;
  /** Makes the world; answers what the seller chose, and how it is taken back. */
  readonly arrange: (world: World, leadId: string) => { readonly choices?: Choices; readonly undo?: Undo } | undefined;
}

/** Hands on the database behind the sandbox. */
export class World {
  constructor(readonly bench: Bench) {}

  get store() {
    return this.bench.sandbox.dataverse.env.store;
  }

  /** Gives all roles a privilege at this depth only; 0: takes it away. */
  limit(privilege: string, depth: 0 | 1): Undo {
    const { env } = this.bench.sandbox.dataverse;
    const id = this.store
      .find("privilege", {})
      .find((row) => String(row["name"]).toLowerCase() === privilege.toLowerCase())?.["privilegeid"];
    const rows = this.store.find("roleprivileges", { privilegeid: id ?? "" });
    if (rows.length === 0) throw new Error(`Nobody has ${privilege}.`);
    for (const row of rows) {
      const key = String(row["roleprivilegeid"]);
      if (depth === 0) this.store.delete("roleprivileges", key);
      else this.store.update("roleprivileges", key, { privilegedepthmask: depth });
    }
    forgetCallers(env);

    return () => {
      for (const row of rows) {
        this.store.delete("roleprivileges", String(row["roleprivilegeid"]));
        this.store.insert("roleprivileges", row);
      }
      forgetCallers(env);
    };
  }

  /** Puts a row there as the platform would, owned by a colleague in another business unit. */
  put(table: string, values: Values): string {
    const id = quickClock.newKey();
    const now = "2026-11-23T10:00:00Z";
    const owner = {
      ownerid: namedGuid("systemuser:americas"),
      ownerid__type: "systemuser",
      owningbusinessunit: businessUnits.americas,
    };
    this.store.insert(table, {
      [`${table}id`]: id,
      statecode: 0,
      statuscode: 1,
      createdon: now,
      modifiedon: now,
      ...owner,
      ...values,
    });

    return id;
  }

  /** A row with no owner: maps, rules, stages. */
  putPlain(table: string, values: Values): Undo {
    const id = quickClock.newKey();
    this.store.insert(table, { [`${table}id`]: id, ...values });

    return () => this.store.delete(table, id);
  }

  /** Adds an attribute map of the lead. */
  map(source: string, table: string, target: string): Undo {
    const map = this.store.find("entitymap", { sourceentityname: "lead", targetentityname: table })[0];

    return this.putPlain("attributemap", {
      entitymapid: String(map?.["entitymapid"]),
      sourceattributename: source,
      targetattributename: target,
    });
  }

  /** Puts a column under column security; nobody has a profile for it. */
  secure(table: string, column: string): Undo {
    const { catalog } = this.bench.sandbox.dataverse.env;
    const found = catalog.requireTable(table).columns.get(column);
    if (!found) throw new Error(`${table} has no ${column}.`);
    catalog.putColumn(table, { ...found, isSecured: true });

    return () => catalog.putColumn(table, found);
  }

  change(table: string, id: string, values: Values): Undo {
    const before = this.store.get(table, id, Object.keys(values)) ?? {};
    this.store.update(table, id, values);

    return () => this.store.update(table, id, before);
  }

  share(id: string, table: string, mask: number): void {
    this.store.insert("principalobjectaccess", {
      principalobjectaccessid: quickClock.newKey(),
      objectid: id,
      objecttypecode: table,
      principalid: this.bench.userId,
      principaltypecode: "systemuser",
      accessrightsmask: mask,
      inheritedaccessrightsmask: 0,
    });
  }

  /** Gives the lead to the colleague and shares it with these rights: Read 1, Write 2, Append 4, AppendTo 16. */
  giveAway(leadId: string, mask: number): void {
    this.change("lead", leadId, {
      ownerid: namedGuid("systemuser:americas"),
      owningbusinessunit: businessUnits.americas,
    });
    this.share(leadId, "lead", mask);
  }
}

const all =
  (...undo: readonly Undo[]): Undo =>
  () =>
    [...undo].reverse().forEach((one) => one());

/** The lead names an account or a contact of a colleague. */
function linked(table: "account" | "contact", values: Values, limits: readonly string[]): FailingWorld["arrange"] {
  return (world, leadId) => {
    const name: Values =
      table === "account" ? { name: "Northwind" } : { firstname: "Nora", lastname: "North", fullname: "Nora North" };
    const id = world.put(table, { ...name, ...values });
    world.change("lead", leadId, { [`parent${table}id`]: id });

    return { undo: all(...limits.map((privilege) => world.limit(privilege, 1))) };
  };
}

const without =
  (privilege: string): FailingWorld["arrange"] =>
  (world) => ({ undo: world.limit(privilege, 0) });

const missing: readonly string[] = [
  ...["Write", "Append", "AppendTo"].map((verb) => `prv${verb}Lead`),
  ...["Account", "Contact", "Opportunity"].flatMap((table) =>
    ["Create", "Append", "AppendTo"].map((verb) => `prv${verb}${table}`),
  ),
  // The new account gets its primary contact.
  "prvWriteAccount",
  "prvReadAttributeMap",
  "prvReadEntityMap",
  "prvCreateenq_Qualification",
  "prvAppendenq_Qualification",
];

export const failingWorlds: readonly FailingWorld[] = [
  ...missing.map((right): FailingWorld => ({
    name: `the seller lacks ${right}`,
    finding: `right-missing:${right}`,
    details: { right },
    code: right === "prvCreateAccount" ? "0x80081018" : "0x80040220",
    arrange: without(right),
  })),
  {
    name: "the seller lacks prvAppendToCampaign, and the lead has a campaign",
    finding: "right-missing:prvAppendToCampaign",
    code: "0x80040220",
    arrange: (world, leadId) => {
      world.change("lead", leadId, { campaignid: world.put("campaign", { name: "Spring" }) });

      return { undo: world.limit("prvAppendToCampaign", 0) };
    },
  },
  {
    name: "nothing may be appended to the lead's campaign",
    finding: "row-right:campaign.AppendTo",
    details: { right: "AppendTo", record: "Spring" },
    code: "0x80048306",
    arrange: (world, leadId) => {
      world.change("lead", leadId, { campaignid: world.put("campaign", { name: "Spring" }) });

      return { undo: world.limit("prvAppendToCampaign", 1) };
    },
  },
  {
    name: "the lead is closed",
    finding: "lead-closed",
    code: "0x80040519",
    arrange: (world, leadId) => void world.change("lead", leadId, { statecode: 1, statuscode: 3 }),
  },
  {
    name: "the lead is a colleague's, who shared it for reading",
    finding: "row-right:lead.Write",
    details: { right: "Write", owner: "Grace Holloway" },
    code: "0x80048306",
    arrange: (world, leadId) => void world.giveAway(leadId, 1 + 4 + 16),
  },
  {
    name: "the lead is a colleague's, who shared it for writing but not for appending to it",
    finding: "row-right:lead.AppendTo",
    details: { right: "AppendTo", owner: "Grace Holloway" },
    code: "0x80048306",
    arrange: (world, leadId) => void world.giveAway(leadId, 1 + 2 + 4),
  },
  ...(["account", "contact"] as const).flatMap((table): readonly FailingWorld[] => [
    {
      name: `nothing may be appended to the ${table} that the lead names`,
      finding: `row-right:${table}.AppendTo`,
      details: { right: "AppendTo", record: table === "account" ? "Northwind" : "Nora North", owner: "Grace Holloway" },
      code: "0x80048306",
      arrange: linked(table, {}, [`prvAppendTo${table}`]),
    },
    {
      name: `the ${table} that the lead names may not be written, and the lead would fill its blanks`,
      finding: `row-right:${table}.Write`,
      severity: "warn",
      details: { right: "Write", owner: "Grace Holloway" },
      code: "0x80048306",
      unaided: true,
      lead: { websiteurl: "https://north.example", jobtitle: "Buyer" },
      arrange: linked(table, {}, [`prvWrite${table}`]),
    },
  ]),
  {
    name: "the account that the lead names is inactive",
    finding: "inactive-record:account",
    code: "0x80040517",
    arrange: linked("account", { statecode: 1, statuscode: 2 }, []),
  },
  {
    name: "the lead's status reason is mapped to contacts, which do not have it",
    finding: "status-not-in-target:contact.statuscode",
    details: { value: 2 },
    code: "0x80048408",
    lead: { statuscode: 2 },
    arrange: (world) => ({ undo: world.map("statuscode", "contact", "statuscode") }),
  },
  {
    name: "a map leads to a shorter column",
    finding: "too-long:account.accountnumber",
    details: { length: 24, limit: 20 },
    code: "0x80044331",
    lead: { subject: "x".repeat(24) },
    arrange: (world) => ({ undo: world.map("subject", "account", "accountnumber") }),
  },
  {
    name: "a map leads to a smaller number",
    finding: "out-of-range:opportunity.closeprobability",
    details: { min: 0, max: 100 },
    code: "0x8004432f",
    lead: { numberofemployees: 250 },
    arrange: (world) => ({ undo: world.map("numberofemployees", "opportunity", "closeprobability") }),
  },
  {
    name: "a map leads to a choice that lacks the option",
    finding: "not-an-option:contact.leadsourcecode",
    details: { value: 10 },
    code: "0x8004431a",
    lead: { leadsourcecode: 10 },
    arrange: (world) => ({ undo: world.map("leadsourcecode", "contact", "leadsourcecode") }),
  },
  {
    name: "the seller typed a topic that is too long into a second opportunity",
    finding: "too-long:opportunity:2.name",
    details: { length: 301, limit: 300 },
    code: "0x80044331",
    arrange: () => ({
      choices: {
        opportunities: [
          { slot: "opportunity", action: "create" },
          { slot: "opportunity:2", action: "create", id: quickClock.newKey() },
        ],
        values: { "opportunity:2": { name: "x".repeat(301) } },
      },
    }),
  },
  {
    name: "a map fills a column that is protected from the seller",
    finding: "column-right:contact.jobtitle",
    details: { column: "Job Title" },
    code: "0x8004f508",
    fresh: true,
    lead: { jobtitle: "Buyer" },
    arrange: (world) => ({ undo: world.secure("contact", "jobtitle") }),
  },
  {
    name: "the lead's currency was deleted",
    finding: "currency-missing",
    code: "0x80040217",
    arrange: (world, leadId) =>
      void world.change("lead", leadId, { transactioncurrencyid: "77777777-7777-4777-8777-777777777777" }),
  },
  {
    name: "an earlier qualification left the process at a stage of the opportunity",
    finding: "process-not-on-lead",
    severity: "warn",
    details: { stage: "Develop" },
    code: "0x80100002",
    unaided: true,
    arrange: (world, leadId) => {
      const develop = "bfc9108c-8389-406b-9166-2c3298a2e41f";
      const [instance] = world.store.find("leadtoopportunitysalesprocess", { leadid: leadId });
      world.change("leadtoopportunitysalesprocess", String(instance?.["businessprocessflowinstanceid"]), {
        activestageid: develop,
        traversedpath: `f99b4d48-7aad-456e-864a-8e7d543f7495,${develop}`,
      });

      return undefined;
    },
  },
  {
    name: "a published rule says that another open lead is the same",
    finding: "duplicate-rule",
    severity: "warn",
    details: { names: "Twin Twinson" },
    code: "0x80040333",
    onlyWhenAsked: true,
    lead: { emailaddress1: "twin@twin.example" },
    arrange: (world) => {
      const twin = world.put("lead", { fullname: "Twin Twinson", subject: "Same", emailaddress1: "twin@twin.example" });
      world.share(twin, "lead", 1);

      return { undo: () => world.store.delete("lead", twin) };
    },
  },
];
