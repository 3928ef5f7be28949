import { parseRoot, descendants, attribute } from "../../sandbox/dataverse/solutions/xml";
import { demoRows } from "../../sandbox/dataverse/world/demo/demo-world";
import { startSandbox, type TestSandbox } from "../support/sandbox";
import { Api, type Json, people } from "./support/api";

let sandbox: TestSandbox;
let api: Api;

beforeAll(async () => {
  sandbox = await startSandbox({ world: "demo", solution: false });
  api = new Api(sandbox.url, "administrator");
});
afterAll(() => sandbox.close());

async function rows(path: string, as = api): Promise<Json[]> {
  const answer = await as.send("GET", path);
  expect([path, answer.status, answer.message]).toEqual([path, 200, answer.message]);
  return answer.json["value"] as unknown as Json[];
}

describe("the personas", () => {
  it("are users with settings of their own and roles that differ in what they may do", async () => {
    const users = await rows("systemusers?$select=fullname,title&$filter=isdisabled eq false");
    expect(users.map((user) => String(user["title"]))).toEqual(
      expect.arrayContaining([
        "Seller",
        "Sales manager",
        "System administrator",
        "Read-only seller",
        "Seller without account rights",
      ]),
    );
    const settings = await rows("usersettingscollection?$select=timezonecode,localeid,dateformatstring,decimalsymbol");
    expect(new Set(settings.map((row) => Number(row["localeid"]))).size).toBeGreaterThan(3);
  });

  it.each([
    ["seller", "contacts", { lastname: "A" }, 204],
    ["seller", "accounts", { name: "A" }, 204],
    ["noaccounts", "accounts", { name: "A" }, 403],
    ["noaccounts", "contacts", { lastname: "A" }, 204],
    ["reader", "leads", { subject: "A", lastname: "A" }, 403],
    ["manager", "leads", { subject: "A", lastname: "A" }, 204],
  ] as const)("%s creates in %s: %#", async (person, set, body, status) => {
    expect((await api.as(person).send("POST", set, body)).status).toBe(status);
  });

  it("see leads by depth: a seller his business unit's, the manager all", async () => {
    const count = async (person: keyof typeof people) => (await rows("leads?$select=leadid", api.as(person))).length;
    const [seller, americas, manager] = [await count("seller"), await count("americas"), await count("manager")];
    expect(seller).toBeLessThan(manager);
    expect(americas).toBeLessThan(seller);
    expect(americas).toBeGreaterThan(0);
  });
});

describe("stock definitions", () => {
  it("every view of every table answers its own FetchXML", async () => {
    const views = await rows("savedqueries?$select=savedqueryid,name,returnedtypecode,querytype,fetchxml");
    const sets = new Map(
      (await rows("EntityDefinitions?$select=LogicalName,EntitySetName")).map((row) => [
        String(row["LogicalName"]),
        String(row["EntitySetName"]),
      ]),
    );
    const wanted = views.filter((view) =>
      [
        "lead",
        "account",
        "contact",
        "opportunity",
        "systemuser",
        "activitypointer",
        "connection",
        "duplicaterule",
      ].includes(String(view["returnedtypecode"])),
    );
    expect(wanted.length).toBeGreaterThan(30);
    for (const view of wanted) {
      const fetch = String(view["fetchxml"]).replace(/\{0\}/g, "a%");
      const answer = await api.send(
        "GET",
        `${sets.get(String(view["returnedtypecode"]))}?fetchXml=${encodeURIComponent(fetch)}`,
      );
      expect([view["name"], answer.status, answer.message]).toEqual([view["name"], 200, answer.message]);
    }
  });

  it("My Open Leads is the default view of lead and shows the caller's open leads only", async () => {
    const [view] = await rows(
      "savedqueries?$select=savedqueryid,name&$filter=returnedtypecode eq 'lead' and isdefault eq true and querytype eq 0",
    );
    expect(view?.["name"]).toBe("My Open Leads");
    const mine = await rows(`leads?savedQuery=${String(view?.["savedqueryid"])}`, api.as("seller"));
    expect(mine.length).toBeGreaterThan(20);
    expect(new Set(mine.map((lead) => lead["_ownerid_value"]))).toEqual(new Set([people.seller]));
  });

  it("forms are FormXml whose columns, views and relationships exist", async () => {
    const { catalog, store } = sandbox.dataverse.env;
    const forms = await rows("systemforms?$select=name,objecttypecode,type,formxml");
    for (const form of forms) {
      const table = catalog.requireTable(String(form["objecttypecode"]));
      const root = parseRoot(String(form["formxml"]), String(form["name"]));
      for (const control of descendants(root, "control")) {
        const column = attribute(control, "datafieldname");
        if (column)
          expect([table.logicalName, column, table.columns.has(column)]).toEqual([table.logicalName, column, true]);
      }
      for (const relationship of descendants(root, "RelationshipName"))
        expect(catalog.relationship(relationship.textContent ?? "")).toBeDefined();
      for (const view of descendants(root, "ViewId"))
        expect(store.get("savedquery", (view.textContent ?? "").replace(/[{}]/g, ""))).toBeDefined();
    }
    expect(
      forms
        .filter((form) => form["objecttypecode"] === "lead")
        .map((form) => form["type"])
        .sort(),
    ).toEqual([2, 7]);
  });

  it("the Sales Hub's site map names tables that exist and leads to App Settings", async () => {
    const [map] = await rows("sitemaps?$select=sitemapxml&$filter=sitemapnameunique eq 'msdynce_saleshub'");
    const root = parseRoot(String(map?.["sitemapxml"]), "sitemap");
    expect(descendants(root, "Area").map((area) => attribute(area, "Id"))).toEqual(["Sales", "AppSettings"]);
    const tables = descendants(root, "SubArea").flatMap((entry) => attribute(entry, "Entity") ?? []);
    expect(tables).toEqual(expect.arrayContaining(["lead", "account", "contact", "opportunity"]));
  });

  it("the stock process has the platform's keys and stages", async () => {
    const stages = await rows(
      "processstages?$select=stagename,primaryentitytypecode&$filter=_processid_value eq 919e14d1-6489-4852-abd0-a63a6ecaac5d&$orderby=stagecategory",
    );
    expect(stages.map((stage) => `${String(stage["stagename"])}:${String(stage["primaryentitytypecode"])}`)).toEqual([
      "Qualify:lead",
      "Develop:opportunity",
      "Propose:opportunity",
      "Close:opportunity",
    ]);
  });

  it("the maps of the stock relationships copy only between columns of one type", () => {
    const { catalog, store } = sandbox.dataverse.env;
    for (const map of store.find("entitymap", {}))
      for (const pair of store.find("attributemap", { entitymapid: map.entitymapid ?? "" })) {
        const from = catalog.column(String(map.sourceentityname), String(pair.sourceattributename));
        const to = catalog.column(String(map.targetentityname), String(pair.targetattributename));
        expect([pair.sourceattributename, from !== undefined, pair.targetattributename, to !== undefined]).toEqual([
          pair.sourceattributename,
          true,
          pair.targetattributename,
          true,
        ]);
        if (from?.type === "String") expect(to?.maxLength ?? 0).toBeGreaterThanOrEqual(from.maxLength ?? 0);
      }
  });
});

describe("the demo data", () => {
  it("is the same for the same seed and another for another", () => {
    expect(demoRows(2026, 50)).toEqual(demoRows(2026, 50));
    expect(demoRows(1, 50)).not.toEqual(demoRows(2, 50));
  });

  it("has about 200 leads in four currencies and eight languages, open and closed, with everything around them", async () => {
    const leads = await rows("leads?$select=statecode,address1_country,_transactioncurrencyid_value");
    expect(leads.length).toBeGreaterThanOrEqual(200);
    expect(new Set(leads.map((lead) => lead["_transactioncurrencyid_value"]).filter(Boolean)).size).toBe(4);
    expect(new Set(leads.map((lead) => lead["address1_country"]).filter(Boolean)).size).toBe(8);
    expect(new Set(leads.map((lead) => lead["statecode"]))).toEqual(new Set([0, 1, 2]));
    for (const set of [
      "accounts",
      "contacts",
      "opportunities",
      "annotations",
      "tasks",
      "phonecalls",
      "connections",
      "competitors",
      "campaigns",
      "pricelevels",
      "leadtoopportunitysalesprocesses",
    ])
      expect([set, (await rows(`${set}?$top=3`)).length]).toEqual([set, 3]);
    const qualified = await rows(
      "leads?$select=leadid&$filter=statecode eq 1&$expand=opportunity_originating_lead($select=name)",
    );
    expect(qualified.every((lead) => (lead["opportunity_originating_lead"] as unknown as Json[]).length === 1)).toBe(
      true,
    );
  });
});

describe("--leads: a person's own leads", () => {
  const load = (text: string) => sandbox.dataverse.loadLeads(text);
  const find = async (lastname: string) =>
    (await rows(`leads?$filter=lastname eq '${lastname}'&$expand=campaignid($select=name)`))[0] ?? ({} as Json);

  it("takes logical names, display names, other languages' marks, choices, dates, numbers and lookups", async () => {
    const result = await load(
      [
        "\uFEFFLast Name;FIRSTNAME;Company Name;Topic;Rating;budgetamount;Est. Close Date;Source Campaign;Currency;Do not allow Emails;E-Mail",
        'Gauß;Carl Friedrich;"Sternwarte; Göttingen";Theodolit;Hot;"1.234,50";23.11.2026;Spring trade fair;EUR;Do Not Allow;carl@sternwarte.example',
      ].join("\r\n"),
    );
    expect(result).toEqual({ created: 1, rejected: [] });
    expect(await find("Gauß")).toMatchObject({
      firstname: "Carl Friedrich",
      companyname: "Sternwarte; Göttingen",
      subject: "Theodolit",
      leadqualitycode: 1,
      budgetamount: 1234.5,
      estimatedclosedate: "2026-11-23",
      campaignid: { name: "Spring trade fair" },
      emailaddress1: "carl@sternwarte.example",
      fullname: "Carl Friedrich Gauß",
      statecode: 0,
    });
  });

  it("reports a row that cannot be read with its line and reason, and loads the others", async () => {
    const result = await load(
      [
        "subject,lastname,leadqualitycode,revenue,estimatedclosedate,campaignid,nonsense",
        "A,Euler,Warm,100,2026-12-01,,x",
        "B,Bernoulli,Boiling,100,2026-12-01,,x",
        "C,Lagrange,Hot,many,2026-12-01,,x",
        'D,"Two',
        'lines",Hot,1,2026-12-01,,x',
        "E,Laplace,Hot,1,2026-02-30,,x",
        "F,Legendre,Hot,1,2026-12-01,No such campaign,x",
        ",,,,,,x",
      ].join("\n"),
    );
    expect(result.created).toBe(2);
    expect(result.rejected.map(({ line, reason }) => `${line}: ${reason}`)).toEqual([
      expect.stringContaining("1: 'nonsense' is no column of lead"),
      expect.stringMatching(/^3: Rating \(leadqualitycode\): 'Boiling' is none of Hot, Warm, Cold/),
      expect.stringMatching(/^4: .*'many' is no number/),
      expect.stringMatching(/^7: .*'2026-02-30' is no day of the calendar/),
      expect.stringMatching(/^8: .*there is no campaign 'No such campaign'/),
      expect.stringMatching(/^9: .*neither a last name nor a company nor a topic/),
    ]);
  });

  it("says what is wrong with a file that is no list of leads", async () => {
    expect((await load("")).rejected[0]?.reason).toContain("empty");
    expect((await load("foo,bar\n1,2")).rejected[0]?.reason).toContain("None of the headers");
    expect((await load('subject,lastname\n"unclosed')).rejected[0]?.reason).toBeTruthy();
  });
});
