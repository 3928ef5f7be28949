import { startSandbox, type TestSandbox } from "../support/sandbox";
import { Api, type Json } from "./support/api";

let sandbox: TestSandbox;
let api: Api;

beforeAll(async () => {
  sandbox = await startSandbox({ world: "empty", solution: false });
  api = new Api(sandbox.url, "administrator");
  const make = async (set: string, ...rows: object[]) => {
    for (const row of rows) expect((await api.send("POST", set, row)).status).toBe(204);
  };
  await make(
    "contacts",
    {
      firstname: "Ada",
      lastname: "Lovelace",
      emailaddress1: "ada.lovelace@analytical.example",
      telephone1: "+44 20 7946 0018",
    },
    { firstname: "Charles", lastname: "Babbage", emailaddress1: "charles@difference.example" },
    { firstname: "Jürgen", lastname: "Müller", emailaddress1: "j.mueller@rheintal.example", address1_city: "Köln" },
    { firstname: "Mary", lastname: "Somerville" },
  );
  await make(
    "accounts",
    { name: "Analytical Engines Ltd" },
    { name: "Rheintal Maschinenbau GmbH", address1_city: "Köln" },
    { name: "Engine Works" },
  );
  await make("leads", {
    subject: "Engine no. 2",
    firstname: "Ada",
    lastname: "Lovelace",
    companyname: "Analytical Engines",
  });
});
afterAll(() => sandbox.close());

interface Hit {
  readonly Id: string;
  readonly EntityName: string;
  readonly Score: number;
  readonly Attributes: Json;
  readonly Highlights: Json;
}

const lucene = JSON.stringify({ querytype: "lucene", searchmode: "any" });
const luceneAll = JSON.stringify({ querytype: "lucene", searchmode: "all" });

async function search(text: string, more: object = {}, as = api): Promise<Hit[]> {
  const answer = await as.send("POST", `${sandbox.url}/api/search/v2.0/query`, {
    search: text,
    options: lucene,
    ...more,
  });
  expect(answer.status).toBe(200);
  return (JSON.parse(String(answer.json["response"])) as { Value: Hit[] }).Value;
}

const people = { entities: JSON.stringify([{ name: "contact", selectColumns: ["fullname"] }]) };
const leads = { entities: JSON.stringify([{ name: "lead", selectColumns: ["fullname"] }]) };
const names = async (text: string, more: object = {}) =>
  (await search(text, { ...people, ...more })).map((hit) => String(hit.Attributes["fullname"]));

describe("Dataverse Search (matching.md §5)", () => {
  it("answers JSON in a string: Value with Id, EntityName, Score, Attributes, Highlights, and the count when asked", async () => {
    const body = {
      search: "lovelace",
      entities: JSON.stringify([{ name: "contact", selectColumns: ["fullname", "emailaddress1", "ownerid"] }]),
      count: true,
    };
    const answer = await api.send("POST", `${sandbox.url}/api/search/v2.0/query`, body);
    expect(typeof answer.json["response"]).toBe("string");
    const response = JSON.parse(String(answer.json["response"])) as { Value: Hit[]; Count: number };
    expect(response.Count).toBe(1);
    expect(response.Value[0]).toMatchObject({
      EntityName: "contact",
      Attributes: {
        fullname: "Ada Lovelace",
        emailaddress1: "ada.lovelace@analytical.example",
        ownerid_name: expect.any(String) as string,
      },
      Highlights: { fullname: ["Ada {crmhit}Lovelace{/crmhit}"] },
    });
    expect(response.Value[0]?.Score).toBeGreaterThan(0);
  });

  it("answers the same as the action searchquery", async () => {
    const answer = await api.send("POST", "searchquery", { search: "lovelace", ...people });
    expect((JSON.parse(String(answer.json["response"])) as { Value: Hit[] }).Value).toHaveLength(1);
  });

  it.each([
    ["a word without regard to case", "LOVELACE", ["Ada Lovelace"]],
    ["one edit", "lovelase~1", ["Ada Lovelace"]],
    ["two edits", "lovlase~", ["Ada Lovelace"]],
    ["not three edits", "lovlas~2", []],
    ["swapped letters as one edit", "babbgae~1", ["Charles Babbage"]],
    ["umlauts within two edits", "muller~1", ["Jürgen Müller"]],
    ["a transliterated name within two edits", "lastname:mueller~2", ["Jürgen Müller"]],
    ["the beginning of a word", "somer*", ["Mary Somerville"]],
    ["a phrase", '"ada lovelace"', ["Ada Lovelace"]],
    ["not a phrase in another order", '"lovelace ada"', []],
    ["words near each other", '"ada lovelace"~3', ["Ada Lovelace"]],
    ["a mail address as it is written", "ada.lovelace@analytical.example", ["Ada Lovelace"]],
    ["one column", "firstname:ada", ["Ada Lovelace"]],
    ["not in another column", "lastname:ada", []],
    ["what is required and what is excluded", "+ada -babbage", ["Ada Lovelace"]],
    ["AND", "ada AND lovelace", ["Ada Lovelace"]],
    ["AND of what is in no row together", "ada AND babbage", []],
    ["groups", "(ada OR charles) AND (lovelace OR nobody)", ["Ada Lovelace"]],
    ["NOT", "köln NOT jürgen", []],
    ["escaped signs", "j\\.mueller", ["Jürgen Müller"]],
  ])("finds %s", async (_what, text, expected) => {
    expect(await names(text)).toEqual(expected);
  });

  it("takes any word or all words, as searchmode says", async () => {
    expect(await names("ada babbage")).toEqual(expect.arrayContaining(["Ada Lovelace", "Charles Babbage"]));
    expect(await names("ada babbage", { options: luceneAll })).toEqual([]);
    expect(await names("ada lovelace", { options: JSON.stringify(["lucene", "searchmodeall"]) })).toEqual([
      "Ada Lovelace",
    ]);
  });

  it("ranks by how well rows fit, and boosts count", async () => {
    const [first] = await search("analytical engines");
    expect(first?.Score).toBeGreaterThan(0);
    const boosted = await names("babbage^10 lovelace");
    expect(boosted[0]).toBe("Charles Babbage");
    expect((await names("lovelace^10 babbage"))[0]).toBe("Ada Lovelace");
  });

  it("searches several tables, in the columns that are named, under global and own filters", async () => {
    const found = await search("lovelace", { entities: JSON.stringify([{ name: "contact" }, { name: "lead" }]) });
    expect(found.map((hit) => hit.EntityName).sort()).toEqual(["contact", "lead"]);
    const columns = JSON.stringify([
      { name: "contact", searchColumns: ["emailaddress1"], selectColumns: ["fullname"] },
    ]);
    expect(await search("somerville", { entities: columns })).toEqual([]);
    expect(await names("köln", { filter: "statecode eq 1" })).toEqual([]);
    const own = JSON.stringify([{ name: "contact", filter: "startswith(lastname,'M')", selectColumns: ["fullname"] }]);
    expect((await search("köln", { entities: own })).map((hit) => hit.Attributes["fullname"])).toEqual([
      "Jürgen Müller",
    ]);
  });

  it("sees rows that are written, changed and deleted", async () => {
    const made = await api.send("POST", "contacts", { firstname: "Sophie", lastname: "Germain" });
    const id = /\(([^)]+)\)$/.exec(made.headers.get("odata-entityid") ?? "")?.[1] ?? "";
    expect(await names("germain")).toEqual(["Sophie Germain"]);
    await api.send("PATCH", `contacts(${id})`, { lastname: "LeBlanc" });
    expect(await names("germain")).toEqual([]);
    expect(await names("leblanc")).toEqual(["Sophie LeBlanc"]);
    await api.send("DELETE", `contacts(${id})`);
    expect(await names("leblanc")).toEqual([]);
  });

  it("lags behind the writes when the setting says so", async () => {
    const settings = (body: object) => api.send("PATCH", `${sandbox.url}/sandbox/settings`, body);
    await settings({ searchIndexLag: 60_000 });
    await api.send("POST", "contacts", { lastname: "Kowalewskaja" });
    expect(await names("kowalewskaja")).toEqual([]);
    await settings({ searchIndexLag: 0 });
    expect(await names("kowalewskaja")).toHaveLength(1);
  });

  it("shows only what the caller may read", async () => {
    await api.as("americas").send("POST", "leads", { subject: "Conic sections", lastname: "Hypatia" });
    expect(await search("hypatia", leads)).toHaveLength(1);
    expect(await search("hypatia", leads, api.as("seller"))).toEqual([]);
  });

  it("pages with top and skip", async () => {
    const all = await search("köln OR engine* OR ada", {});
    const [first, second] = [
      await search("köln OR engine* OR ada", { top: 2 }),
      await search("köln OR engine* OR ada", { top: 2, skip: 2 }),
    ];
    expect([...first, ...second].map((hit) => hit.Id)).toEqual(all.slice(0, 4).map((hit) => hit.Id));
  });

  it.each([
    ["less than 3 characters", { search: "ab" }],
    ["more than 100 characters", { search: "a".repeat(101) }],
    ["top above 100", { search: "ada", top: 101 }],
    ["a table that is not indexed", { search: "ada", entities: JSON.stringify([{ name: "task" }]) }],
    ["entities that are no JSON", { search: "ada", entities: "[{name" }],
    ["a filter with an error", { search: "ada", filter: "nonsense eq", ...people }],
  ])("refuses %s with 400", async (_what, body) => {
    expect((await api.send("POST", `${sandbox.url}/api/search/v2.0/query`, body)).status).toBe(400);
  });

  it("answers 400 with 0x80048d0b when it is off, and 429 with Retry-After above its limits", async () => {
    const settings = (body: object) => api.send("PATCH", `${sandbox.url}/sandbox/settings`, body);
    const ask = () => api.send("POST", `${sandbox.url}/api/search/v2.0/query`, { search: "lovelace" });
    await settings({ search: false });
    const off = await ask();
    expect([off.status, off.code]).toEqual([400, "0x80048d0b"]);
    await settings({ search: true, searchPerUserSecond: 1 });
    const answers = [await ask(), await ask()];
    await settings({ searchPerUserSecond: 0 });
    expect(answers[1]?.status).toBe(429);
    expect(Number(answers[1]?.headers.get("retry-after"))).toBeGreaterThan(0);
    await settings({ searchPerMinute: 2 });
    const [, , third] = [await ask(), await ask(), await ask()];
    await settings({ searchPerMinute: 150 });
    expect(third?.status).toBe(429);
  });

  it("takes any text without an error of the server", async () => {
    for (const text of [
      '"unclosed phrase',
      "((((",
      ")))",
      "a~~~2^^",
      "field:",
      "+-+- ada",
      "* OR *",
      "NEAR(a b)",
      "{a b}",
      "/re[g/ex/ x",
      "日本 語*",
      "ada\u0000x",
      "--- ''' ;;;",
    ])
      expect([200, 400]).toContain(
        (await api.send("POST", `${sandbox.url}/api/search/v2.0/query`, { search: text, options: lucene })).status,
      );
  });
});
