import { connectDataverse } from "../../../core/dataverse/adapter";
import type { Dataverse, Query } from "../../../core/dataverse/port";
import type { StoredRow } from "../../../core/dataverse/row";
import { findCandidates, findMatches, type SearchPort } from "../../../core/matching";
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
