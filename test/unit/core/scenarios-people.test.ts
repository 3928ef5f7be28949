/**
 * What peers' tests promise of finding people and companies that are there already (the numbers are those of the project's
 * list of peer behaviours). The decisions are ours: `link` is preselected, `ask` is shown, `create` is neither.
 */
import type { Dataverse, Query } from "../../../core/dataverse/port";
import type { StoredRow } from "../../../core/dataverse/row";
import { findCandidates, matchLead, type LeadMatches } from "../../../core/matching";

let count = 0;
type Values = StoredRow["values"];
const row = (table: string, values: Values): StoredRow => ({ table, id: `${table}-${++count}`, values });
const contact = (firstname: string, lastname: string, more: Values = {}) =>
  row("contact", { firstname, lastname, ...more });
const account = (name: string, more: Values = {}) => row("account", { name, ...more });
const match = (values: Values, ...candidates: readonly StoredRow[]): LeadMatches =>
  matchLead(row("lead", values), candidates);

const ada = { firstname: "Ada", lastname: "Quillfeather", emailaddress1: "ada@quillfeather.example" };

describe("people", () => {
  it("1 an e-mail that differs in case only is the same", () => {
    const found = match(ada, contact("Ada", "Quillfeather", { emailaddress1: "ADA@Quillfeather.Example" })).contact;
    expect(found.decision).toBe("link");
  });
  it('25 an e-mail written as "Name <address>" still matches', () => {
    const written = { ...ada, emailaddress1: "Ada Quillfeather <ada@quillfeather.example>" };
    const found = match(written, contact("Ada", "Quillfeather", { emailaddress1: ada.emailaddress1 })).contact;
    expect(found.decision).toBe("link");
  });
  it("88 a contact with the same name and e-mail is reused", () => {
    const found = match(ada, contact("Ada", "Quillfeather", { emailaddress1: ada.emailaddress1 })).contact;
    expect(found.decision).toBe("link");
  });
  it("89 the same phone with another name and e-mail is not reused", () => {
    const phone = { telephone1: "+44 20 7946 0123" };
    const other = contact("George", "Thistlewood", { ...phone, emailaddress1: "george@thistlewood.example" });
    expect(match({ ...ada, ...phone }, other).contact.decision).not.toBe("link");
  });
  it("33 on a provider's domain another local part says nothing", () => {
    const found = match(
      { ...ada, emailaddress1: "ada.q@gmail.com" },
      contact("George", "Thistlewood", { emailaddress1: "george.t@gmail.com" }),
    ).contact;
    expect(found.candidates[0]?.probability ?? 0).toBeLessThan(0.01);
  });
  it("33 on a provider's domain the same address is the same person", () => {
    const found = match(
      { ...ada, emailaddress1: "ada.q@gmail.com" },
      contact("Ada", "Quillfeather", { emailaddress1: "ada.q@gmail.com" }),
    ).contact;
    expect(found.decision).toBe("link");
  });
  it("34 another local part on a private domain is a colleague, not the same person", () => {
    const found = match(
      ada,
      contact("George", "Thistlewood", { emailaddress1: "george@quillfeather.example" }),
    ).contact;
    expect(found.decision).not.toBe("link");
  });
  it.each([["ada@@quillfeather..example"], ["ada at quillfeather"]])(
    "38, 39 %s is compared as what it is, without failing",
    (text) => {
      const found = match(
        { ...ada, emailaddress1: text },
        contact("Ada", "Quillfeather", { emailaddress1: text }),
      ).contact;
      expect(found.candidates[0]?.probability).toBeGreaterThan(0.3);
    },
  );
  it("36 a first name alone finds people of that name, and links none of them", () => {
    const found = match({ firstname: "Charlie" }, contact("Charlie", "Chapelin")).contact;
    expect(found.decision).not.toBe("link");
  });
  it("45 a name that contains another one is another name", () => {
    const found = match({ firstname: "Asa", lastname: "Depape" }, contact("casa", "depapel")).contact;
    expect(found.decision).not.toBe("link");
    expect(found.candidates[0]?.probability ?? 0).toBeLessThan(0.3);
  });
  it("37 two people of one company are two people", () => {
    const at = { parentcustomerid: { table: "account", id: "a1", name: "Quillfeather Optics" } };
    const found = match(
      { ...ada, companyname: "Quillfeather Optics" },
      contact("George", "Thistlewood", { emailaddress1: "george@quillfeather.example", ...at }),
    ).contact;
    expect(found.decision).not.toBe("link");
  });
  it("29 a deactivated person is not linked without asking", () => {
    const gone = contact("Ada", "Quillfeather", { emailaddress1: ada.emailaddress1, statecode: 1 });
    expect(match(ada, gone).contact.decision).not.toBe("link");
  });
});

describe("companies", () => {
  const optics = { companyname: "Quillfeather Optics Ltd", websiteurl: "https://quillfeather.example" };

  it("87 the same company with the same site is reused", () => {
    const found = match(optics, account("Quillfeather Optics Limited", { websiteurl: "www.quillfeather.example" }));
    expect(found.account.decision).toBe("link");
  });
  it("35 the same name is shown, another name is not", () => {
    const same = match({ companyname: "Quillfeather Optics" }, account("Quillfeather Optics")).account;
    const other = match({ companyname: "Quillfeather Optics" }, account("Brambleknot Foundry")).account;
    expect(same.candidates[0]?.probability).toBeGreaterThan(0.3);
    expect(other.candidates[0]?.probability ?? 0).toBeLessThan(0.01);
  });
  it("36 a name that another one contains is not linked without asking", () => {
    expect(match({ companyname: "Quillfeather" }, account("Quillfeather Optics Japan")).account.decision).not.toBe(
      "link",
    );
  });
});

describe("nothing to go by", () => {
  it("32 a lead with neither name nor e-mail nor company finds nobody, never everybody", async () => {
    const asked: (readonly Query[])[] = [];
    const dataverse: Pick<Dataverse, "read"> = {
      read: (queries) => {
        asked.push(queries);
        return Promise.resolve({ ok: true, value: queries.map(() => ({ ok: true as const, value: { value: [] } })) });
      },
    };
    const found = await findCandidates(row("lead", { subject: "Pumps" }), dataverse, undefined);
    expect(found.ok && found.value.rows).toEqual([]);
    const unfiltered = asked.flat().filter((query) => query.kind === "rows" && !query.filter);
    expect(unfiltered).toEqual([]);
  });
});
