import { describeFailure } from "../../../core/dataverse/failure";
import type { TableMetadata } from "../../../core/dataverse/metadata";
import type { Answer, Change, Clock, Dataverse, Json, Query, Result } from "../../../core/dataverse/port";
import { failed, succeeded } from "../../../core/dataverse/port";
import { defineAttributes, defineTable } from "./fake-metadata";
import { sampleMaps, sampleMetadata } from "./sample-metadata";

type Stored = Record<string, unknown>;

export interface FakeOptions {
  readonly missingRights?: readonly string[];
  /** Rights that the user lacks on single rows, by `leads(id)`. */
  readonly deniedRows?: Readonly<Record<string, readonly string[]>>;
  /** Called before each request; throws its failure when it returns one, after the work when `after` is set. */
  readonly fault?: (
    request: FakeRequest,
  ) => { readonly failure: ReturnType<typeof describeFailure>; readonly after?: boolean } | undefined;
}

export interface FakeRequest {
  readonly number: number;
  readonly kind: "read" | "write";
}

/**
 * A Dataverse in memory behind the port, for tests of what stands on the port. The sandbox is the real thing; this one
 * knows leads, journal rows, QualifyLead with the sample maps, change sets and versions, and nothing else.
 */
export class FakeDataverse implements Dataverse {
  rows: Record<string, Record<string, Stored>> = {};
  readonly requests: FakeRequest[] = [];
  readonly written: (readonly Change[])[] = [];
  private version = 1000;

  constructor(private readonly options: FakeOptions = {}) {}

  /** Puts a row there, as somebody else would. */
  put(set: string, id: string, values: Stored): void {
    const now = "2026-11-23T10:00:00Z";
    const old = this.rows[set]?.[id] ?? { createdon: now, statecode: 0 };
    this.rows[set] = { ...this.rows[set], [id]: { ...old, ...values, modifiedon: now, versionnumber: ++this.version } };
  }

  all(set: string): readonly Stored[] {
    return Object.entries(this.rows[set] ?? {}).map(([id, row]) => this.render(set, id, row));
  }

  one(set: string, id: string): Stored | undefined {
    const row = this.rows[set]?.[id];
    return row ? this.render(set, id, row) : undefined;
  }

  async read(queries: readonly Query[]): Promise<Result<readonly Answer[]>> {
    return this.serve("read", () => succeeded(queries.map((query) => this.answer(query))));
  }

  async write(
    changes: readonly Change[],
    thenRead: readonly Query[] = [],
  ): Promise<Result<{ readonly results: readonly Json[]; readonly reads: readonly Answer[] }>> {
    return this.serve("write", () => {
      const before = JSON.stringify(this.rows);
      try {
        const results = changes.map((change) => this.apply(change));
        this.written.push(changes);
        return succeeded({ results, reads: thenRead.map((query) => this.answer(query)) });
      } catch (error) {
        this.rows = JSON.parse(before) as typeof this.rows;
        if (error instanceof Refusal) return failed(error.failure);
        throw error;
      }
    });
  }

  private serve<T>(kind: "read" | "write", work: () => Result<T>): Promise<Result<T>> {
    const request = { number: this.requests.length + 1, kind };
    this.requests.push(request);
    const fault = this.options.fault?.(request);
    if (fault && !fault.after) return Promise.resolve(failed(fault.failure));
    const result = work();

    return Promise.resolve(fault ? failed(fault.failure) : result);
  }

  private answer(query: Query): Answer {
    switch (query.kind) {
      case "row": {
        const row = this.one(query.set, query.id);
        if (!row)
          return failed(describeFailure(404, "0x80040217", `${query.set} With Id = ${query.id} Does Not Exist`));
        return succeeded(this.expandAll([row], query)[0] ?? row);
      }
      case "rows":
        return succeeded({
          value:
            query.set === "entitymaps"
              ? this.maps()
              : this.expandAll(this.select(query.set, query.filter ?? ""), query),
        });
      case "function":
        return this.call(query.name, query.parameters ?? {});
      case "definition":
        return defineTable(query.table);
      case "attributes":
        return defineAttributes(query.table, query.cast);
    }
  }

  private expand(row: Stored, property: string): Stored | null {
    const id = row[`_${property}_value`];
    const set = { parentaccountid: "accounts", activestageid: "processstages" }[property] ?? "contacts";

    return typeof id === "string" ? (this.one(set, id) ?? null) : null;
  }

  private expandAll(rows: readonly Stored[], query: Query): readonly Stored[] {
    const expand = "expand" in query ? (query.expand ?? []) : [];
    return rows.map((row) => ({
      ...row,
      ...Object.fromEntries(expand.map(({ property }) => [property, this.expand(row, property)])),
    }));
  }

  /** Knows `a eq b` and `a ne b` joined by and, and those by or. */
  private select(set: string, filter: string): readonly Stored[] {
    // Filters of matching: tests that are about matches use the sandbox.
    if (set !== "enq_profiles" && (filter.includes("(") || /id ne | ne null/.test(filter))) return [];
    if (set === "enq_profiles") return this.all(set);
    const holds = (row: Stored) => (term: string) => {
      const [name = "", value = ""] = term.split(/ (?:eq|ne) /);
      return (String(row[name]) === value.replace(/'/g, "")) === term.includes(" eq ");
    };

    return this.all(set)
      .filter((row) => filter === "" || filter.split(" or ").some((part) => part.split(" and ").every(holds(row))))
      .reverse();
  }

  private maps(): readonly Stored[] {
    return ["account", "contact", "opportunity"].map((target) => ({
      sourceentityname: "lead",
      targetentityname: target,
      entity_map_attribute_maps: sampleMaps
        .filter(([name]) => name === target)
        .map(([, source, column]) => ({ sourceattributename: source, targetattributename: column })),
    }));
  }

  private call(name: string, parameters: Json): Answer {
    if (name.endsWith("RetrieveUserPrivileges")) {
      const verbs = ["Create", "Read", "Write", "Append", "AppendTo", "Delete"];
      const sales = ["Lead", "Account", "Contact", "Opportunity", "Campaign", "AttributeMap", "EntityMap"];
      const tables = [...sales, "enq_Qualification", "enq_Rejection", "Connection", "Note", "Activity"];
      const names = tables.flatMap((table) => verbs.map((verb) => `prv${verb}${table}`));
      const held = names.filter((privilege) => !this.options.missingRights?.includes(privilege));
      return succeeded({ RolePrivileges: held.map((PrivilegeName) => ({ PrivilegeName, Depth: "Global" })) });
    }
    if (name.endsWith("RetrievePrincipalAccess")) {
      const target = String((parameters["Target"] as Json)["@odata.id"]);
      const rights = ["Read", "Write", "Append", "AppendTo"].filter(
        (right) => !this.options.deniedRows?.[target]?.includes(right),
      );
      return succeeded({ AccessRights: rights.map((right) => `${right}Access`).join(", ") || "None" });
    }
    if (name.endsWith("RetrievePrincipalAttributePrivileges")) return succeeded({ AttributePrivileges: [] });
    if (name === "RetrieveDuplicates") return succeeded({ value: [] });
    const id = /\(([^)]+)\)/.exec(String((parameters["EntityMoniker"] as Json)["@odata.id"]))?.[1] ?? "";

    return succeeded(this.initialize(String(parameters["TargetEntityName"]), id));
  }

  private initialize(table: string, leadId: string): Stored {
    const lead = this.rows["leads"]?.[leadId] ?? {};
    const values: Stored = { "originatingleadid@odata.bind": `leads(${leadId})` };
    for (const [target, source, column] of sampleMaps) {
      if (target !== table) continue;
      const reference = lead[`_${source}_value`];
      if (typeof reference === "string")
        values[`${column}@odata.bind`] = `${source === "parentaccountid" ? "accounts" : "contacts"}(${reference})`;
      else if (lead[source] !== undefined && lead[source] !== null) values[column] = lead[source];
    }

    return values;
  }

  private apply(change: Change): Json {
    switch (change.kind) {
      case "create": {
        const key = Object.keys(change.values).find((name) => name === keyOf(change.set)) ?? "";
        const id = String(change.values[key] ?? newId(++this.version));
        if (this.rows[change.set]?.[id])
          throw new Refusal(412, "0x80040237", "A record with matching key values already exists.");
        this.put(change.set, id, stored(change.values));
        return {};
      }
      case "update": {
        const row = this.rows[change.set]?.[change.id];
        if (!row) throw new Refusal(404, "0x80040217", "Does Not Exist");
        if (change.etag && change.etag !== `W/"${String(row["versionnumber"])}"`) {
          throw new Refusal(
            412,
            "0x80060882",
            "The version of the existing record doesn't match the RowVersion property provided.",
          );
        }
        this.put(change.set, change.id, stored(change.values));
        return {};
      }
      case "delete":
        this.rows[change.set] = Object.fromEntries(
          Object.entries(this.rows[change.set] ?? {}).filter(([id]) => id !== change.id),
        );
        return {};
      case "associate":
        return {};
      case "action":
        return this.qualify(change.on?.id ?? "", change.parameters ?? {});
    }
  }

  private qualify(leadId: string, parameters: Json): Json {
    const lead = this.rows["leads"]?.[leadId];
    if (!lead) throw new Refusal(404, "0x80040217", "Does Not Exist");
    if (lead["statecode"] !== 0) throw new Refusal(400, "0x80040519", "The lead is already closed.");
    const made: Record<string, string> = {};
    for (const [flag, table] of [
      ["CreateAccount", "account"],
      ["CreateContact", "contact"],
      ["CreateOpportunity", "opportunity"],
    ] as const) {
      if (parameters[flag] !== true) continue;
      if (this.options.missingRights?.includes(`prvCreate${table[0]?.toUpperCase()}${table.slice(1)}`)) {
        throw new Refusal(
          403,
          "0x80081018",
          "You can't qualify this lead because you don't have permission to create accounts.",
        );
      }
      const id = newId(++this.version);
      made[table] = id;
      this.put(sampleMetadata[table]?.entitySetName ?? "", id, stored(this.initialize(table, leadId)));
    }
    const { account, contact, opportunity } = made;
    if (account && contact) {
      this.put("accounts", account, { _primarycontactid_value: contact });
      this.put("contacts", contact, { _parentcustomerid_value: account });
    }
    if (opportunity) {
      const customer = parameters["OpportunityCustomerId"] as Json | undefined;
      const id = account ?? customer?.["accountid"] ?? contact ?? customer?.["contactid"];
      this.put("opportunities", opportunity, { ...(id ? { _customerid_value: id } : {}) });
    }
    this.put("leads", leadId, {
      statecode: 1,
      statuscode: parameters["Status"],
      ...(account ? { _parentaccountid_value: account } : {}),
      ...(contact ? { _parentcontactid_value: contact } : {}),
    });

    return {
      value: Object.entries(made).map(([table, id]) => ({
        "@odata.type": `#Microsoft.Dynamics.CRM.${table}`,
        [`${table}id`]: id,
      })),
    };
  }

  private render(set: string, id: string, row: Stored): Stored {
    return { ...row, [keyOf(set)]: id, "@odata.etag": `W/"${String(row["versionnumber"])}"` };
  }
}

class Refusal extends Error {
  readonly failure: ReturnType<typeof describeFailure>;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.failure = describeFailure(status, code, message);
  }
}

function keyOf(set: string): string {
  const known = Object.values(sampleMetadata).find((table: TableMetadata) => table.entitySetName === set);

  return known?.primaryId ?? `${set.replace(/s$/, "")}id`;
}

/** Binds become lookup values. */
function stored(values: Json): Stored {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const navigation = /^(.+)@odata\.bind$/.exec(name)?.[1];
      if (!navigation) return [name, value];
      const column = navigation.toLowerCase().replace(/^(customerid|parentcustomerid)_.+$/, "$1");
      return [`_${column}_value`, typeof value === "string" ? /\(([^)]+)\)/.exec(value)?.[1] : null];
    }),
  );
}

function newId(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
}

/** Time that stands still and keys that count. */
export function testClock(): Clock & { readonly slept: number[] } {
  let keys = 0;
  const slept: number[] = [];

  return {
    slept,
    now: () => new Date("2026-11-23T10:00:00Z"),
    sleep: (milliseconds) => {
      slept.push(milliseconds);
      return Promise.resolve();
    },
    random: () => 0.5,
    newKey: () => `10000000-0000-4000-8000-${String(++keys).padStart(12, "0")}`,
  };
}

export const adaLead = "20000000-0000-4000-8000-000000000001";

/** A Dataverse with one open lead: Ada Lovelace of Analytical Engines. */
export function withAda(options: FakeOptions = {}, more: Stored = {}): FakeDataverse {
  const dataverse = new FakeDataverse(options);
  dataverse.put("leads", adaLead, {
    fullname: "Ada Lovelace",
    firstname: "Ada",
    lastname: "Lovelace",
    companyname: "Analytical Engines Ltd",
    subject: "Engine no. 2",
    jobtitle: "Analyst",
    emailaddress1: "ada@analytical.example",
    telephone1: "+44 20 7946 0000",
    websiteurl: "https://analytical.example",
    donotemail: false,
    statuscode: 1,
    ...more,
  });

  return dataverse;
}
