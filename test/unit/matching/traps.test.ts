import type { StoredRow } from "../../../core/dataverse/row";
import { matchLead, type LeadMatches } from "../../../core/matching";

let count = 0;
const row = (table: string, values: StoredRow["values"]): StoredRow => ({ table, id: `${table}-${++count}`, values });
const contact = (firstname: string, lastname: string, more: StoredRow["values"] = {}): StoredRow =>
  row("contact", { firstname, lastname, ...more });
const account = (name: string, more: StoredRow["values"] = {}): StoredRow => row("account", { name, ...more });
const match = (values: StoredRow["values"], candidates: readonly StoredRow[]): LeadMatches =>
  matchLead(row("lead", values), candidates);
const at = (name: string): StoredRow["values"] => ({ parentcustomerid: { table: "account", id: `a ${name}`, name } });

describe("people", () => {
  test("swapped names are one name read crosswise, not two words in common", () => {
    const [swapped, crossed] = [contact("Lovelace", "Ada"), contact("Lovelace", "Reuben")];
    const { contact: found } = match({ firstname: "Ada", lastname: "Lovelace" }, [crossed, swapped]);
    expect(found.candidates[0]?.row).toBe(swapped);
    expect(found.candidates[0]?.parts.map((part) => part.reason.key)).toContain("name.swapped");
    expect(found.candidates[1]?.probability).toBeLessThan(0.01);
  });

  test.each([
    ["Bob", "Robert"],
    ["Liz", "Elizabeth"],
    ["Hans", "Johannes"],
    ["Pepe", "José"],
    ["Sasha", "Alexander"],
    ["J.-C.", "Jean-Claude"],
    ["R.", "Robert"],
  ])("nickname or initial %s stands for %s", (short, long) => {
    const { contact: found } = match({ firstname: short, lastname: "Quirrell", telephone1: "+44 20 7946 0001" }, [
      contact(long, "Quirrell", { telephone1: "020 7946 0001" }),
    ]);
    expect(found.candidates[0]?.probability).toBeGreaterThan(0.9);
    expect(found.candidates[0]?.reasonAgainst).toBeUndefined();
  });

  test("Jr and Sr of one name are never linked without asking", () => {
    const senior = contact("John", "Quirrell Sr.", {
      address1_line1: "12 Oak Street",
      address1_city: "Dallas",
      address1_postalcode: "75001",
    });
    const { contact: found } = match(
      {
        firstname: "John",
        lastname: "Quirrell Jr",
        address1_line1: "12 Oak Street",
        address1_city: "Dallas",
        address1_postalcode: "75001",
      },
      [senior],
    );
    expect(found.decision).toBe("ask");
    expect(found.candidates[0]).toMatchObject({ reasonAgainst: { key: "suffix.differs" } });
  });

  test("a family at one address is not one person, whatever phone they share", () => {
    const home = {
      address1_line1: "4 Elm Road",
      address1_city: "Leeds",
      address1_postalcode: "LS1 4AP",
      telephone1: "0113 496 0001",
    };
    const { contact: found } = match({ firstname: "Mary", lastname: "Thistlewood", ...home }, [
      contact("George", "Thistlewood", home),
    ]);
    expect(found.decision).not.toBe("link");
    expect(found.candidates[0]).toMatchObject({ verdict: "otherPerson", reasonAgainst: { key: "given.differs" } });
  });

  test("a role mailbox says the company, not the person", () => {
    const { contact: found } = match({ firstname: "Ada", lastname: "Byron", emailaddress1: "info@contoso.com" }, [
      contact("Charles", "Babbage", { emailaddress1: "info@contoso.com" }),
    ]);
    expect(found.decision).not.toBe("link");
    expect(found.candidates[0]?.probability).toBeLessThan(0.05);
  });

  test("somebody who changed jobs is offered, not linked", () => {
    const { contact: found } = match(
      {
        firstname: "Ottilie",
        lastname: "Quirrell",
        companyname: "Fabrikam",
        emailaddress1: "ottilie.quirrell@fabrikam.com",
        mobilephone: "+49 171 5550001",
      },
      [
        contact("Ottilie", "Quirrell", {
          emailaddress1: "o.quirrell@contoso.com",
          mobilephone: "0171 5550001",
          ...at("Contoso Ltd"),
        }),
      ],
    );
    expect(found.candidates[0]?.probability).toBeGreaterThan(0.9);
    expect(found.candidates[0]?.reasonsFor.map((reason) => reason.key)).toContain("phone.exact");
  });

  test("a new person at a known company is a new contact at that company", () => {
    const contoso = account("Contoso Robotics Ltd", {
      websiteurl: "https://contoso-robotics.com",
      telephone1: "+44 20 7946 1000",
    });
    const peers = [
      contact("Ada", "Byron", { emailaddress1: "ada.byron@contoso-robotics.com", ...at("Contoso Robotics Ltd") }),
      contact("Carl", "Babbage", { emailaddress1: "carl.babbage@contoso-robotics.com", ...at("Contoso Robotics Ltd") }),
    ];
    const found = match(
      {
        firstname: "Grace",
        lastname: "Hopper",
        companyname: "Contoso Robotics",
        emailaddress1: "grace.hopper@contoso-robotics.com",
        telephone1: "+44 20 7946 1000",
      },
      [contoso, ...peers],
    );
    expect(found.account).toMatchObject({ decision: "link", candidates: [{ verdict: "same" }] });
    expect(found.contact.decision).toBe("create");
    expect(found.contact.candidates[0]?.verdict).toBe("otherPerson");
  });

  test.each([
    ["Müller", "Mueller"],
    ["Muller", "Müller"],
    ["Sørensen", "Sorensen"],
    ["Łukasiewicz", "Lukasiewicz"],
    ["Лавров", "Lavrov"],
    ["Παπαδόπουλος", "Papadopoulos"],
  ])("umlauts and transliterations: %s is %s", (a, b) => {
    const { contact: found } = match({ firstname: "Kim", lastname: a }, [contact("Kim", b)]);
    expect(["family.exact", "family.rare", "family.sound", "family.near"]).toContain(
      found.candidates[0]?.parts.find((part) => part.reason.key.startsWith("family"))?.reason.key,
    );
  });

  test("two who are equally likely are asked about", () => {
    const twins = [
      contact("Ada", "Quirrell", { emailaddress1: "ada@contoso.com", ...at("Contoso") }),
      contact("Ada", "Quirrell", { telephone1: "+44 20 7946 0007", ...at("Fabrikam") }),
    ];
    const { contact: found } = match(
      { firstname: "Ada", lastname: "Quirrell", telephone1: "+44 20 7946 0007", emailaddress1: "ada@contoso.com" },
      twins,
    );
    expect(found.candidates[0]?.probability).toBeGreaterThan(0.4);
  });

  test("a name alone is never linked", () => {
    expect(
      match({ firstname: "Zebedee", lastname: "Quirrelmunchkin" }, [contact("Zebedee", "Quirrelmunchkin")]).contact,
    ).toMatchObject({ decision: "ask", whyNotAutomatic: { key: "why.nameOnly" } });
  });
});

describe("companies", () => {
  test.each([
    [
      "casino",
      { telephone1: "702 555 0100", address1_line1: "3000 Paradise Road", address1_city: "Las Vegas" },
      ["Stefano's Ristorante", "Lillie Langtry's", "Carson Street Cafe"],
    ],
    [
      "campus",
      { telephone1: "617 555 0100", address1_line1: "77 Campus Drive", address1_city: "Boston" },
      ["Institute of Optics", "Faculty of Botany", "Observatory"],
    ],
  ])("a %s switchboard is no witness", (_, shared, names) => {
    const { account: found } = match(
      { companyname: "Quantum Bakery", ...shared },
      names.map((name) => account(name, shared)),
    );
    expect(found.decision).not.toBe("link");
  });

  test("East and West are two branches", () => {
    const [east, west] = [
      account("Doolittle Clinic East", { telephone1: "312 555 0100" }),
      account("Doolittle Clinic West", { telephone1: "312 555 0100" }),
    ];
    const { account: found } = match({ companyname: "Doolittle Clinic West", telephone1: "312 555 0100" }, [
      east,
      west,
    ]);
    expect(found.candidates[0]?.row).toBe(west);
    expect(found.candidates[1]?.verdict).toBe("relatedCompany");
    const only = match({ companyname: "Doolittle Clinic West", telephone1: "312 555 0100" }, [east]).account;
    expect(only.decision).not.toBe("link");
  });

  test.each([
    ["Siemens Healthineers AG", "Siemens AG"],
    ["Volvo Leasing GmbH", "Volvo GmbH"],
    ["Deutsche Bank GmbH", "Deutsche Bank AG"],
  ])("%s is related to %s, not the same", (subsidiary, parent) => {
    const { account: found } = match({ companyname: subsidiary, websiteurl: "group.example" }, [
      account(parent, { websiteurl: "https://www.group.example" }),
    ]);
    expect(found.decision).not.toBe("link");
  });

  test("of parent and subsidiary with one domain the name decides", () => {
    const [parent, nordic] = [
      account("Brixgate Group", { websiteurl: "brixgate.com" }),
      account("Brixgate Nordic AB", { websiteurl: "www.brixgate.com" }),
    ];
    const { account: found } = match(
      { companyname: "Brixgate Nordic", emailaddress1: "x@brixgate.com", lastname: "X" },
      [parent, nordic],
    );
    expect(found.candidates[0]?.row).toBe(nordic);
    expect(
      match({ companyname: "Brixgate Iberia", websiteurl: "brixgate.com" }, [parent, nordic]).account.decision,
    ).not.toBe("link");
  });

  test.each([
    ["IBM", "International Business Machines Corporation"],
    ["I.B.M.", "International Business Machines Corp."],
  ])("acronym %s is asked about", (short, long) => {
    const { account: found } = match({ companyname: short, address1_city: "Armonk", telephone1: "914 499 1900" }, [
      account(long, { address1_city: "Armonk", telephone1: "(914) 499-1900" }),
    ]);
    expect(found.decision).toBe("ask");
    expect(found.candidates[0]?.reasonsFor.map((reason) => reason.key)).toContain("company.acronym");
  });

  test.each([
    ["Müller & Söhne Maschinenbau GmbH", "Mueller und Soehne Maschinenbau"],
    ["SiemensAG", "Siemens Aktiengesellschaft"],
    ["Good Will Ltd", "Goodwill Limited"],
    ["CANON EUROPA N. V.", "Canon Europa NV"],
    ["Robert Bosch GmbH", "BOSCH GMBH ROBERT"],
    ["Sierra Conservas Sociedad Limitada", "Sierra Conservas S.L."],
    ["Kessler Gesellschaft mit beschränkter Haftung", "Kessler GmbH"],
    ["Błaszczyk Transport Spółka z ograniczoną odpowiedzialnością", "Błaszczyk Transport Sp. z o.o."],
    ["Moulins Vernier société à responsabilité limitée", "Moulins Vernier SARL"],
    ["Brixgate Trading d/b/a Wolkenfluss", "Wolkenfluss Inc."],
    ["Kesttonbrix Sp. z o.o.", "KESTTONBRIX SPZOO"],
  ])("%s and %s with one phone are one company", (a, b) => {
    const { account: found } = match({ companyname: a, telephone1: "+49 89 1234567" }, [
      account(b, { telephone1: "089 1234567" }),
    ]);
    expect(found.candidates[0]?.probability).toBeGreaterThan(0.9);
  });

  test("free mail is no domain", () => {
    const { account: found } = match({ companyname: "Brixgate", emailaddress1: "brixgate@gmail.com" }, [
      account("Fabrikam", { emailaddress1: "fabrikam@gmail.com", websiteurl: "gmail.com" }),
    ]);
    expect(found.candidates[0]?.probability).toBeLessThan(0.01);
  });

  test("a refused pair stays refused", () => {
    const contoso = account("Contoso Robotics Ltd", { websiteurl: "contoso.com" });
    const lead = row("lead", { companyname: "Contoso Robotics", websiteurl: "contoso.com" });
    expect(matchLead(lead, [contoso]).account.decision).toBe("link");
    expect(matchLead(lead, [contoso], { rejected: [{ table: "account", id: contoso.id }] }).account).toMatchObject({
      decision: "create",
      candidates: [{ rejected: true, probability: 0 }],
    });
  });

  test("an inactive record is marked and asked about", () => {
    const { account: found } = match({ companyname: "Contoso Robotics", websiteurl: "contoso.com" }, [
      account("Contoso Robotics Ltd", { websiteurl: "contoso.com", statecode: 1 }),
    ]);
    expect(found).toMatchObject({
      decision: "ask",
      whyNotAutomatic: { key: "why.inactive" },
      candidates: [{ inactive: true }],
    });
  });
});
