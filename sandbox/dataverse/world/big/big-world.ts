import type { Environment } from "../../server/context";
import { quoteName } from "../../store/sql";
import type { RawRow, Store } from "../../store/store";
import { makeCompany, makePerson, type Company, type Person } from "../demo/people";
import { accountRow, contactRow, leadRow } from "../demo/rows";
import { slug } from "../demo/dirt";
import { dirtKinds, retype, type DirtKind } from "../demo/typed";
import { locales } from "../demo/words";
import { businessUnits, personas } from "../identity";
import { createRandom, type Random } from "../random";
import { completeRow, type Author, type SeedRow } from "../rows";
import { bigBrand, bigLastName } from "./names";

export interface BigOptions {
  readonly accounts: number;
  readonly contacts: number;
  /** Half of them repeat a contact with some dirt, the others are nobody known. */
  readonly leads: number;
  readonly seed?: number;
}

/** Who a lead of the big world really is. */
export interface Truth {
  readonly leadId: string;
  readonly contactId: string | null;
  readonly accountId: string | null;
  readonly kind: DirtKind | "new";
}

const perTransaction = 20_000;
const author: Author = {
  userId: personas[0]?.id ?? "",
  businessUnitId: businessUnits.europe,
  timestamp: "2026-11-01T08:00:00Z",
};

/**
 * Accounts, contacts and leads in any number with the truth about every lead, for benches: 20,000 accounts and 100,000
 * contacts take some seconds. The same seed makes the same world.
 */
export function seedBigWorld(env: Pick<Environment, "store" | "catalog">, options: BigOptions): Truth[] {
  const random = createRandom(options.seed ?? 7);
  const insert = createInserter(env);
  const companies: { id: string; company: Company }[] = [];
  const isBig = (count: number) => count > 10_000;
  const insertTable = (table: string, count: number, work: (at: number) => void) =>
    withoutIndexes(env.store, table, isBig(count), () => insertMany(env, count, work));
  insertTable("account", options.accounts, () => {
    const entry = { id: random.guid(), company: bigCompany(random) };
    companies.push(entry);
    insert(accountRow(random, entry.id, entry.company));
  });
  const people: { id: string; accountId: string; person: Person }[] = [];
  insertTable("contact", options.contacts, () => {
    const at = random.pick(companies);
    const entry = { id: random.guid(), accountId: at.id, person: bigPerson(random, at.company) };
    // Only people that leads may repeat are kept in memory.
    if (people.length < options.leads) people.push(entry);
    insert(contactRow(random, entry.id, at.id, entry.person));
  });
  const truth: Truth[] = [];
  insertTable("lead", options.leads, (at) => {
    const leadId = random.guid();
    const known = people.length > 0 && at % 2 === 0 ? random.pick(people) : undefined;
    const kind = known ? (dirtKinds[at % dirtKinds.length] ?? "same") : "same";
    const person = known?.person ?? bigPerson(random, bigCompany(random));
    insert(leadRow(random, leadId, retype(random, person, kind)));
    truth.push({
      leadId,
      contactId: known?.id ?? null,
      accountId: known?.accountId ?? null,
      kind: known ? kind : "new",
    });
  });
  return truth;
}

/** So many different leads are made; the others are copies with a key, a name and a mail address of their own. */
const patterns = 4096;

/** Leads alone, as fast as the store takes them, for benches with a million. Every name and mail address is there once. */
export function fillLeads(env: Pick<Environment, "store" | "catalog">, count: number, seed = 11): void {
  const random = createRandom(seed);
  const insert = createInserter(env);
  const companies = Array.from({ length: 500 }, () => bigCompany(random));
  const rows = Array.from({ length: Math.min(count, patterns) }, () =>
    leadRow(random, "", retype(random, bigPerson(random, random.pick(companies)), "same")),
  );
  withoutIndexes(env.store, "lead", count > 100_000, () =>
    insertMany(env, count, (at) => {
      const { table, values } = rows[at % rows.length] as SeedRow;
      const round = Math.floor(at / rows.length);
      const own: RawRow =
        round === 0
          ? {}
          : {
              lastname: `${String(values.lastname)} ${round}`,
              emailaddress1: `${round}.${String(values.emailaddress1)}`,
            };
      insert({ table, values: { ...values, ...own, leadid: random.guid() } });
    }),
  );
}

/** Takes the SQL indexes of a table away while very many rows come in, and makes them again afterwards: much faster. */
function withoutIndexes(store: Store, table: string, isWorthIt: boolean, work: () => void): void {
  if (!isWorthIt) return work();
  const found = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = ?";
  const indexes = store.select({ sql: found, parameters: [table] });
  for (const { name } of indexes) store.select({ sql: `DROP INDEX ${quoteName(String(name))}`, parameters: [] });
  try {
    work();
  } finally {
    for (const { sql } of indexes) store.select({ sql: String(sql), parameters: [] });
  }
}

function insertMany(env: Pick<Environment, "store">, count: number, work: (at: number) => void): void {
  for (let from = 0; from < count; from += perTransaction)
    env.store.transaction(() => {
      for (let at = from; at < Math.min(count, from + perTransaction); at += 1) work(at);
    });
}

/** Completes the first row of each table as the platform would and takes its computed columns for all others. */
function createInserter({ store, catalog }: Pick<Environment, "store" | "catalog">): (row: SeedRow) => void {
  const templates = new Map<string, RawRow>();
  const columns = new Map<string, ReadonlySet<string>>();
  const rates = new Map<string, number>();
  return ({ table, values }) => {
    const template = templates.get(table) ?? completeRow({ store, catalog }, table, values, author, rates);
    if (!templates.has(table)) {
      for (const name of Object.keys(values)) Reflect.deleteProperty(template, name);
      templates.set(table, template);
      columns.set(table, new Set(catalog.requireTable(table).columns.keys()));
    }
    const created = typeof values.createdon === "string" ? values.createdon : author.timestamp;
    const row: RawRow = { ...template, ...values, modifiedon: created };
    const known = columns.get(table);
    if (known?.has("fullname")) row.fullname = [values.firstname, values.lastname].filter(Boolean).join(" ");
    for (const name of ["budgetamount", "estimatedamount"])
      if (known?.has(name)) row[`${name}_base`] = baseAmount(values[name], template);
    store.insert(table, row);
  };
}

function baseAmount(amount: RawRow[string] | undefined, template: RawRow): number | null {
  return typeof amount === "number" ? Math.round((amount / Number(template.exchangerate ?? 1)) * 10000) / 10000 : null;
}

function bigCompany(random: Random): Company {
  const locale = random.pick(locales);
  const made = makeCompany(random, locale);
  if (locale.language === "ja") return made;
  const brand = bigBrand(random);
  const trade = random.pick(locale.trades);
  return {
    ...made,
    baseName: `${brand} ${trade}`,
    domain: `${slug(brand)}-${slug(trade)}.${locale.topLevelDomain}.example`,
  };
}

function bigPerson(random: Random, company: Company): Person {
  const person = makePerson(random, company);
  const lastName = bigLastName(random, company.locale);
  return { ...person, lastName, email: `${slug(person.firstName)}.${slug(lastName)}@${company.domain}` };
}
