import { connectDataverse } from "../../../core/dataverse/adapter";
import type { Dataverse, Query } from "../../../core/dataverse/port";
import type { StoredRow } from "../../../core/dataverse/row";
import type { Failure } from "../../../core/dataverse/failure";
import { findCandidates, findMatches, rejection, type SearchPort } from "../../../core/matching";
import { searchAt } from "../../../pcf-controls/ui/search";
import { startSandbox, type TestSandbox } from "../../support/sandbox";
import { Api } from "../support/api";

let sandbox: TestSandbox;
let api: Api;
let trips: (readonly Query[])[];
let dataverse: Pick<Dataverse, "read">;

const lead = (values: StoredRow["values"]): StoredRow => ({
  table: "lead",
  id: "11111111-1111-4111-8111-111111111111",
  values,
});

beforeAll(async () => {
  sandbox = await startSandbox({ solution: false });
  api = new Api(sandbox.url, "seller");
  const connected = connectDataverse({ serverUrl: sandbox.url, actAs: undefined });
  dataverse = {
    read: (queries) => {
      trips.push(queries);
      return connected.read(queries);
    },
  };
  const account = await create("accounts", {
    name: "Müller & Söhne Maschinenbau GmbH",
    websiteurl: "https://www.mueller-soehne.de",
    telephone1: "+49 (89) 1234567",
  });
  await create("contacts", {
    firstname: "Robert",
    lastname: "O'Brien",
    emailaddress1: "bob_obrien@contoso.com",
    telephone1: "(415) 555-2761",
    "parentcustomerid_account@odata.bind": `/accounts(${account})`,
  });
  await create("contacts", { firstname: "Ada", lastname: "Lovelace", emailaddress1: "ada@analytical.example" });
  await create("contacts", { firstname: "Adam", lastname: "100%", emailaddress1: "a[b]_c%d@contoso.com" });
});
beforeEach(() => (trips = []));
afterAll(() => sandbox.close());

async function create(set: string, values: Record<string, unknown>): Promise<string> {
  const answer = await api.send("POST", set, values);
  if (answer.status >= 300) throw new Error(answer.text);
  return /\(([0-9a-f-]{36})\)/.exec(answer.headers.get("odata-entityid") ?? "")?.[1] ?? "";
}

async function find(values: StoredRow["values"], search?: SearchPort) {
  const found = await findCandidates(lead(values), dataverse, search);
  if (!found.ok) throw new Error(found.failure.message);
  return { names: found.value.rows.map((row) => row.values["fullname"] ?? row.values["name"]), ...found.value };
}

test.each([
  ["e-mail with an underscore", { lastname: "X", emailaddress1: "BOB_OBRIEN@contoso.com" }, "Robert O'Brien"],
  ["phone typed in another way", { lastname: "X", telephone1: "415.555.2761" }, "Robert O'Brien"],
  ["nickname and an apostrophe", { firstname: "Bob", lastname: "O'Brien" }, "Robert O'Brien"],
  ["changed places", { firstname: "Lovelace", lastname: "Ada" }, "Ada Lovelace"],
  ["a letter wrong", { firstname: "Ada", lastname: "Lovalace" }, "Ada Lovelace"],
  ["a letter missing", { firstname: "Ada", lastname: "Lvelace" }, "Ada Lovelace"],
  ["letters swapped", { firstname: "Ada", lastname: "Lvoelace" }, "Ada Lovelace"],
  ["wildcards in the e-mail", { lastname: "Nobody", emailaddress1: "a[b]_c%d@contoso.com" }, "Adam 100%"],
  [
    "company without umlauts",
    { lastname: "X", companyname: "Mueller Soehne Maschinenbau", websiteurl: "mueller-soehne.de" },
    "Müller & Söhne Maschinenbau GmbH",
  ],
  [
    "company phone with a trunk zero",
    { lastname: "X", telephone1: "0049 89 1234567" },
    "Müller & Söhne Maschinenbau GmbH",
  ],
])("finds by filters alone: %s", async (_, values, expected) => {
  const { names, notes } = await find(values);
  expect(names).toContain(expected);
  expect(notes).toMatchObject({ search: "off", unread: [] });
});

test("does not take wildcards that a user typed for wildcards", async () => {
  const { names } = await find({ firstname: "%", lastname: "%%%%%", companyname: "______" });
  expect(names).not.toContain("Ada Lovelace");
});

test("makes at most two requests, and matches what it found", async () => {
  const matched = await findMatches(
    lead({ firstname: "Bob", lastname: "O'Brien", telephone1: "415-555-2761" }),
    dataverse,
    undefined,
  );
  expect(trips.length).toBeLessThanOrEqual(2);
  expect(matched.ok && matched.value.matches.contact.candidates[0]).toMatchObject({ verdict: "same" });
});

test.each([
  ["off", "off"],
  ["limited", "limited"],
  ["slow", "slow"],
] as const)("goes on and says so when search is %s", async (_, state) => {
  const { names, notes } = await find({ firstname: "Ada", lastname: "Lovelace" }, () => Promise.resolve({ state }));
  expect(names).toContain("Ada Lovelace");
  expect(notes.search).toBe(state);
});

test("fills in what only the search named", async () => {
  const answer = await api.send("GET", "contacts?$filter=firstname eq 'Ada'&$select=contactid");
  const id = String(answer.rows[0]?.["contactid"]);
  const { names } = await find({ firstname: "Zoe", lastname: "Quux" }, () =>
    Promise.resolve({
      state: "used",
      body: { response: JSON.stringify({ Value: [{ Id: id, EntityName: "contact", Score: 1 }] }) },
    }),
  );
  expect(names).toContain("Ada Lovelace");
  expect(trips).toHaveLength(2);
});

test("without rules, and with a table that may not be read, it goes on and says what was missing", async () => {
  const refused = connectDataverse({ serverUrl: sandbox.url, actAs: undefined });
  const found = await findCandidates(
    lead({ firstname: "Ada", lastname: "Lovelace", companyname: "Müller & Söhne" }),
    {
      read: async (queries) => {
        const answers = await refused.read(queries);
        if (!answers.ok) return answers;
        const value = answers.value.map((answer, i) => {
          const query = queries[i];
          const failure: Failure = { kind: "refused", message: "no", retry: false } as unknown as Failure;
          return query?.kind === "rows" && query.set === "accounts" ? { ok: false as const, failure } : answer;
        });
        return { ok: true, value };
      },
    },
    undefined,
  );
  expect(found.ok && found.value.notes).toEqual({ search: "off", rules: "silent", unread: ["account"] });
  expect(found.ok && found.value.rows.map((row) => row.values["fullname"])).toContain("Ada Lovelace");
});

test("a search that throws or answers something else counts as failed", async () => {
  const searches: readonly SearchPort[] = [
    () => Promise.reject(new Error("gone")),
    () => Promise.resolve({ state: "used", body: { response: "{" } }),
    () => Promise.resolve({ state: "used", body: {} }),
    () => Promise.resolve({ state: "used", body: { response: "null" } }),
  ];
  for (const search of searches) {
    const { names, notes } = await find({ firstname: "Ada", lastname: "Lovelace" }, search);
    expect([names.includes("Ada Lovelace"), notes.search]).toEqual([true, "failed"]);
  }
});

describe("the sandbox's own search", () => {
  const own = (values: StoredRow["values"]) => find(values, searchAt(sandbox.url));

  test("finds what no filter can", async () => {
    const { names, notes } = await own({ firstname: "Zda", lastname: "Luvelaze" });
    expect(notes.search).toBe("used");
    expect(names).toContain("Ada Lovelace");
  });

  test("switched off is said", async () => {
    sandbox.dataverse.env.settings.search = false;
    const { notes } = await own({ firstname: "Ada", lastname: "Lovelace" });
    sandbox.dataverse.env.settings.search = true;
    expect(notes.search).toBe("off");
  });

  test("too many requests is said", async () => {
    sandbox.dataverse.env.settings.searchPerMinute = 0;
    const { notes } = await own({ firstname: "Ada", lastname: "Lovelace" });
    sandbox.dataverse.env.settings.searchPerMinute = 150;
    expect(["limited", "used"]).toContain(notes.search);
  });
});

const HOSTILE = [
  "O'Brien'; --",
  "100%",
  "_____",
  "[a-z]",
  "[^]",
  "a) or (1 eq 1",
  '"quoted" \\ back',
  "+-&&||!(){}[]^~*?:/",
  "\u0000\u0007",
  "😀𝕏",
  "İıſẞ",
];
const POSITIONS = [
  "firstname",
  "lastname",
  "companyname",
  "emailaddress1",
  "telephone1",
  "websiteurl",
  "address1_line1",
  "address1_city",
  "address1_postalcode",
  "address1_country",
];

test.each(POSITIONS)("hostile text in %s is text, in filters and in the search", async (column) => {
  const calm = { firstname: "Zoe", lastname: "Quux", companyname: "Quux Works", address1_line1: "Street 5" };
  for (const text of HOSTILE) {
    const { notes, names } = await find({ ...calm, [column]: `${text}${text}` }, searchAt(sandbox.url));
    expect(notes.unread).toEqual([]);
    expect(["used", "limited"]).toContain(notes.search);
    expect(names).not.toContain("Ada Lovelace");
  }
});

test("refused pairs are read with the candidates and stay refused", async () => {
  const zipped = await startSandbox();
  const other = new Api(zipped.url, "seller");
  const connect = connectDataverse({ serverUrl: zipped.url, actAs: undefined });
  const ids = await Promise.all(
    [
      ["leads", { subject: "x", firstname: "Ada", lastname: "Lovelace", emailaddress1: "ada@analytical.example" }],
      ["contacts", { firstname: "Ada", lastname: "Lovelace", emailaddress1: "ada@analytical.example" }],
    ].map(async ([set, values]) => {
      const answer = await other.send("POST", String(set), values as Record<string, unknown>);
      return /\(([0-9a-f-]{36})\)/.exec(answer.headers.get("odata-entityid") ?? "")?.[1] ?? "";
    }),
  );
  const [leadId = "", contactId = ""] = ids;
  const row: StoredRow = {
    ...lead({ firstname: "Ada", lastname: "Lovelace", emailaddress1: "ada@analytical.example" }),
    id: leadId,
  };
  const before = await findMatches(row, connect, undefined);
  expect(before.ok && before.value.matches.contact.candidates[0]?.row.id).toBe(contactId);
  const written = await connect.write([rejection(leadId, { table: "contact", id: contactId }, "Ada Lovelace")]);
  expect(written.ok).toBe(true);
  const after = await findMatches(row, connect, undefined);
  expect(after.ok && after.value.matches.contact).toMatchObject({
    decision: "create",
    candidates: [{ rejected: true }],
  });
  await zipped.close();
});

test.each(["鈴木電工", "(株)鈴木電工", "㈱鈴木電工", "有限会社鈴木電工"])(
  "a Japanese company is found with its legal form in front, typed as %s",
  async (companyname) => {
    if (companyname === "鈴木電工") await create("accounts", { name: "株式会社鈴木電工" });
    expect((await find({ lastname: "山本", companyname })).names).toContain("株式会社鈴木電工");
    expect(trips.length).toBeLessThanOrEqual(2);
  },
);
