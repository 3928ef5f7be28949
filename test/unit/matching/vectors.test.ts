import type { StoredRow } from "../../../core/dataverse/row";
import { matchLead } from "../../../core/matching";
import accounts from "../../vectors/matching/accounts.json";
import contacts from "../../vectors/matching/contacts.json";

/** What a case may ask for; keys of the maps are ids of records. Data only: any implementation can be held to it. */
interface Expect {
  readonly decision?: string;
  readonly notDecision?: string;
  readonly why?: string;
  readonly first?: string;
  readonly verdict?: Readonly<Record<string, string>>;
  /** The strongest reason against; null: there is none. */
  readonly against?: Readonly<Record<string, string | null>>;
  readonly parts?: Readonly<Record<string, readonly string[]>>;
  readonly notParts?: Readonly<Record<string, readonly string[]>>;
  readonly above?: Readonly<Record<string, number>>;
  readonly below?: Readonly<Record<string, number>>;
}

interface Case {
  readonly name: string;
  readonly lead: StoredRow["values"];
  readonly records: readonly StoredRow[];
  readonly expect: Expect;
}

describe.each([contacts, accounts] as unknown as { table: "contact" | "account"; cases: Case[] }[])(
  "vectors: $table",
  ({ table, cases }) => {
    test.each(cases)("$name", ({ lead, records, expect: wanted }) => {
      const found = matchLead({ table: "lead", id: "lead", values: lead }, records)[table];
      const of = (id: string) => {
        const candidate = found.candidates.find((each) => each.row.id === id);
        if (!candidate) throw new Error(`${id} is no candidate.`);
        return { ...candidate, keys: candidate.parts.map((part) => part.reason.key) };
      };
      if (wanted.decision) expect(found.decision).toBe(wanted.decision);
      if (wanted.notDecision) expect(found.decision).not.toBe(wanted.notDecision);
      if (wanted.why) expect(found.whyNotAutomatic?.key).toBe(wanted.why);
      if (wanted.first) expect(found.candidates[0]?.row.id).toBe(wanted.first);
      for (const [id, verdict] of Object.entries(wanted.verdict ?? {})) expect(of(id).verdict).toBe(verdict);
      for (const [id, key] of Object.entries(wanted.against ?? {})) expect(of(id).reasonAgainst?.key ?? null).toBe(key);
      for (const [id, keys] of Object.entries(wanted.parts ?? {}))
        expect(of(id).keys).toEqual(expect.arrayContaining([...keys]));
      for (const [id, keys] of Object.entries(wanted.notParts ?? {}))
        for (const key of keys) expect(of(id).keys).not.toContain(key);
      for (const [id, least] of Object.entries(wanted.above ?? {}))
        expect(of(id).probability).toBeGreaterThanOrEqual(least);
      for (const [id, most] of Object.entries(wanted.below ?? {})) expect(of(id).probability).toBeLessThan(most);
    });
  },
);
