import type { Environment } from "../../server/context";
import type { RawRow } from "../../store/store";
import { businessUnits, personas } from "../identity";
import { createRandom, type Random } from "../random";
import { insertRows, type SeedRow } from "../rows";
import { makeCompany, makeLocalCompany, makePerson, type Company, type Person } from "./people";
import { locales } from "./words";
import { activityRows, closedLeadRows, opportunityRow, relatedRows } from "./story";
import { accountRow, contactRow, daysAgo, leadRow } from "./rows";
import { dirtKinds, retype } from "./typed";

const seededKey = "world.demo";

export interface DemoOptions {
  readonly seed?: number;
  readonly leads?: number;
}

/** Somebody that the demo data knows, with the keys of the rows. */
export interface Known {
  readonly accountId: string;
  readonly contactId: string;
  readonly person: Person;
}

/**
 * The demo data: about 200 leads in eight languages and four currencies, with the accounts, contacts and opportunities that
 * some of them repeat with every kind of dirt. The same seed makes the same rows everywhere. Does nothing when it is there.
 */
export function seedDemoWorld(env: Environment, options: DemoOptions = {}): number {
  if (env.store.getState(seededKey) !== undefined) return 0;
  const author = {
    userId: personas[0]?.id ?? env.identity.systemUserId,
    businessUnitId: businessUnits.europe,
    timestamp: daysAgo(1),
  };
  return env.store.transaction(() => {
    const count = insertRows(env, demoRows(options.seed ?? 2026, options.leads ?? 200), author);
    env.store.setState(seededKey, String(options.seed ?? 2026));
    return count;
  });
}

/** All rows of the demo data in an order in which every link finds its target. */
export function demoRows(seed: number, leadCount: number): SeedRow[] {
  const random = createRandom(seed);
  const companies = Array.from({ length: 72 }, (_, at) => makeCompany(random, locales[at % locales.length]));
  const { rows, known } = customerRows(random, companies);
  const leads = leadRows(random, leadCount, companies, known);

  return [
    ...rows,
    ...opportunityRows(random, known),
    ...leads,
    ...relatedRows(random, leads, known),
    ...activityRows(random, leads),
  ];
}

function customerRows(random: Random, companies: readonly Company[]): { rows: SeedRow[]; known: Known[] } {
  const rows: SeedRow[] = [];
  const known: Known[] = [];
  for (const company of companies) {
    const accountId = random.guid();
    const account = accountRow(random, accountId, company);
    rows.push(account);
    const people = Array.from({ length: random.int(1, 3) }, () => makePerson(random, company));
    for (const person of people) {
      const contactId = random.guid();
      rows.push(contactRow(random, contactId, accountId, person));
      known.push({ accountId, contactId, person });
      (account.values as RawRow).primarycontactid ??= contactId;
    }
  }
  return { rows, known };
}

/** Six of ten leads are new people; the others repeat somebody known, and some are there twice. */
function leadRows(random: Random, count: number, companies: readonly Company[], known: readonly Known[]): SeedRow[] {
  const rows: SeedRow[] = [];
  for (let at = 0; at < count; at += 1) {
    const kind = dirtKinds[at % dirtKinds.length] ?? "same";
    const share = random.next();
    const person =
      share < 0.45
        ? random.pick(known).person
        : share < 0.65
          ? makePerson(random, random.pick(companies))
          : makePerson(random, makeLocalCompany(random));
    const lead = leadRow(random, random.guid(), retype(random, person, share < 0.65 ? kind : "same"));
    rows.push(lead);
    // Every twentieth lead came in twice, typed by somebody else.
    if (at % 20 === 7) rows.push(leadRow(random, random.guid(), retype(random, person, random.pick(dirtKinds))));
  }
  return rows.flatMap((row, at) =>
    at % 9 === 4 ? closedLeadRows(random, row, at % 2 === 0, random.pick(known)) : [row],
  );
}

function opportunityRows(random: Random, known: readonly Known[]): SeedRow[] {
  return Array.from({ length: 44 }, () => opportunityRow(random, random.pick(known)));
}
