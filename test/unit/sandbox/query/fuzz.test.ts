import fc from "fast-check";
import { readCollection, writeJson } from "../../../../sandbox/dataverse/query";
import { DataverseError } from "../../../../sandbox/dataverse/server/errors";
import type { CompiledSelect, Store } from "../../../../sandbox/dataverse/store/store";
import { openSmallWorld, scopeOf } from "./support";

// FUZZ_RUNS=100000 npx jest --selectProjects unit --testPathPatterns sandbox/query/fuzz
const numRuns = Number(process.env["FUZZ_RUNS"] ?? 400);
const slowest = 3000;
/** Stands in every text value, and must never be seen in SQL. */
const marker = "zqx";

let store: Store;
let statements: string[] = [];
beforeAll(() => {
  const real = openSmallWorld();
  store = Object.create(real, {
    select: {
      value: (query: CompiledSelect) => {
        statements.push(query.sql);

        return real.select(query);
      },
    },
  }) as Store;
});
afterAll(() => store.close());

/** Whatever the client sends: an answer or an error of his own, soon, and none of his values in SQL. */
function holds(options: Record<string, string>, maxPageSize: number | null = null): void {
  statements = [];
  const begin = Date.now();
  try {
    const table = store.catalog.requireTable("lead");
    const request = { table, options: new Map(Object.entries(options)), maxPageSize, path: "leads" };
    writeJson(readCollection(scopeOf(store, "*"), request));
  } catch (error) {
    if (!(error instanceof DataverseError)) throw error;
    expect(error.status).toBeGreaterThanOrEqual(400);
    expect(error.status).toBeLessThan(500);
  }
  expect(Date.now() - begin).toBeLessThan(slowest);
  for (const sql of statements) expect(sql.toLowerCase()).not.toContain(marker);
}

const odd = fc.constantFrom(
  "'",
  "''",
  '"',
  "%",
  "_",
  "[",
  "]",
  "[^",
  "*",
  "?",
  "\\",
  "\0",
  "\u{1F600}",
  "\uD800",
  "ß",
  "İ",
  ";",
  "--",
  ")",
);
const text = fc.array(fc.oneof(fc.string(), odd), { maxLength: 6 }).map((parts) => `${marker}${parts.join("")}`);
const quoted = text.map((each) => `'${each.replaceAll("'", "''")}'`);
const literal = fc.oneof(
  quoted,
  fc.integer().map(String),
  fc.double().map(String),
  fc.constantFrom(
    "null",
    "true",
    "2026-02-30",
    "2026-11-23",
    "2026-11-23T10:00:00.123Z",
    "0001-01-01",
    "9999-12-31T23:59:59Z",
  ),
  fc.uuid(),
);
const property = fc.constantFrom(
  "subject",
  "lastname",
  "revenue",
  "statecode",
  "donotemail",
  "createdon",
  "estimatedclosedate",
  "leadid",
  "_ownerid_value",
  "_parentaccountid_value",
  "parentaccountid/name",
  "customerid_contact/fullname",
  "ownerid/fullname",
  "nothing",
  "parentaccountid",
  "Lead_Tasks",
);
const operator = fc.constantFrom("eq", "ne", "gt", "ge", "lt", "le", "has", "in");
const queryFunction = fc.constantFrom(
  "In",
  "NotIn",
  "Between",
  "On",
  "LastXDays",
  "NextXMonths",
  "Today",
  "Contains",
  "ContainValues",
  "InFiscalYear",
  "Under",
  "EqualUserId",
  "Nothing",
);
const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4 },
    fc.tuple(property, operator, fc.oneof(literal, property)).map((parts) => parts.join(" ")),
    fc
      .tuple(fc.constantFrom("contains", "startswith", "endswith", "length"), property, quoted)
      .map(([f, p, v]) => `${f}(${p},${v})`),
    fc
      .tuple(queryFunction, property, fc.array(quoted, { maxLength: 3 }), fc.boolean())
      .map(
        ([f, p, v, many]) =>
          `Microsoft.Dynamics.CRM.${f}(PropertyName='${p}',PropertyValue${many ? `s=[${v.join(",")}]` : `=${v[0] ?? "1"}`})`,
      ),
    fc.tuple(tie("expression"), fc.constantFrom("and", "or"), tie("expression")).map((parts) => parts.join(" ")),
    tie("expression").map((inner) => `not (${inner})`),
    tie("expression").map(
      (inner) => `leadcompetitors_association/any(c:${inner.replace(/\b(subject|lastname)\b/g, "c/name")})`,
    ),
  ),
}));

const seeds = [
  "subject eq 'a' and (revenue gt 5 or not contains(lastname,'x'))",
  "Microsoft.Dynamics.CRM.In(PropertyName='statuscode',PropertyValues=['1','2'])",
  "leadcompetitors_association/any(c:c/name eq 'o')",
  "createdon ge 2026-01-01T00:00:00Z",
];
const fetchSeeds = [
  `<fetch top="3"><entity name="lead"><attribute name="subject"/><order attribute="ownerid"/><filter><condition attribute="lastname" operator="like" value="${marker}%"/></filter><link-entity name="account" from="accountid" to="parentaccountid" alias="a" link-type="outer"><attribute name="name"/></link-entity></entity></fetch>`,
  `<fetch aggregate="true"><entity name="lead"><attribute name="revenue" alias="s" aggregate="sum"/><attribute name="createdon" alias="m" groupby="true" dategrouping="month"/></entity></fetch>`,
  `<fetch page="2" count="1" distinct="true" paging-cookie="&lt;cookie page=&quot;1&quot;&gt;&lt;/cookie&gt;"><entity name="lead"><all-attributes/></entity></fetch>`,
];

/** A text with some of its signs dropped, doubled or replaced. */
function damaged(from: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const change = fc.tuple(fc.nat(), fc.oneof(odd, fc.string({ maxLength: 2 })), fc.nat({ max: 3 }));

  return fc.tuple(from, fc.array(change, { minLength: 1, maxLength: 4 })).map(([begin, changes]) =>
    changes.reduce((all, [at, insert, drop]) => {
      const place = at % (all.length + 1);

      return all.slice(0, place) + insert + all.slice(place + drop);
    }, begin),
  );
}

function check<T>(arbitrary: fc.Arbitrary<T>, property_: (value: T) => void): void {
  fc.assert(fc.property(arbitrary, property_), { numRuns });
}

test("filters that are written as a client would", () => {
  check(expression, ($filter) => holds({ $filter }));
});

test("filters with mistakes of every kind", () => {
  check(damaged(fc.oneof(fc.constantFrom(...seeds), expression)), ($filter) => holds({ $filter }));
});

test("other options, alone and together", () => {
  const path = fc.oneof(property, fc.string({ maxLength: 5 }));
  const options = fc.record(
    {
      $select: fc.array(path, { maxLength: 3 }).map((parts) => parts.join(",")),
      $orderby: fc
        .array(fc.tuple(path, fc.constantFrom("", " desc", " asc", " up")), { maxLength: 3 })
        .map((parts) => parts.map((each) => each.join("")).join(",")),
      $top: fc.oneof(fc.nat({ max: 9 }).map(String), fc.string({ maxLength: 3 })),
      $count: fc.constantFrom("true", "false", "maybe"),
      $expand: damaged(
        fc.constantFrom(
          "parentaccountid($select=name;$expand=primarycontactid)",
          "Lead_Tasks($top=2;$orderby=subject;$filter=subject eq 'x')",
          "ownerid/$ref,leadcompetitors_association",
        ),
      ),
      $apply: damaged(
        fc.constantFrom(
          "groupby((statecode),aggregate(revenue with sum as t,$count as n))",
          "filter(statecode eq 0)/aggregate(revenue with average as a)",
        ),
      ),
      $skiptoken: damaged(
        fc.constant(
          `<cookie pagenumber="2" pagingcookie="%253Ccookie%2520page%253D%25221%2522%253E%253Cleadid%2520last%253D%2522null%253A%2522%2520first%253D%2522null%253A%2522%2520%252F%253E%253C%252Fcookie%253E" istracking="False" />`,
        ),
      ),
      "@p1": literal,
    },
    { requiredKeys: [] },
  );
  check(fc.tuple(options, fc.option(fc.nat({ max: 5 }))), ([each, size]) => holds(each, size === 0 ? null : size));
});

test("FetchXML with mistakes of every kind", () => {
  check(damaged(fc.constantFrom(...fetchSeeds)), (fetchXml) => holds({ fetchXml }));
  const condition = fc.tuple(
    fc.constantFrom("subject", "revenue", "createdon", "ownerid", "statuscode", "donotemail", "statuscodename"),
    fc.constantFrom(
      "eq",
      "like",
      "in",
      "between",
      "last-x-days",
      "on",
      "under",
      "contain-values",
      "not-null",
      "in-fiscal-period-and-year",
    ),
    fc.array(text, { maxLength: 3 }),
  );
  check(condition, ([attribute, operator_, values]) => {
    const inner = values.map((each) => `<value>${each.replace(/[&<>]/g, "")}</value>`).join("");
    holds({
      fetchXml: `<fetch><entity name="lead"><filter><condition attribute="${attribute}" operator="${operator_}">${inner}</condition></filter></entity></fetch>`,
    });
  });
});

test("deep nesting is refused, not followed", () => {
  holds({ $filter: `${"(".repeat(5000)}subject eq 'x'${")".repeat(5000)}` });
  holds({ $filter: `${"not ".repeat(5000)}donotemail` });
  holds({ $filter: Array.from({ length: 3000 }, () => "subject eq 'x'").join(" or ") });
  holds({ $expand: "parentaccountid($expand=".repeat(500) + ")".repeat(500) });
  holds({
    fetchXml: `<fetch><entity name="lead">${"<filter>".repeat(2000)}${"</filter>".repeat(2000)}</entity></fetch>`,
  });
  const deep = `${"<a>".repeat(15000)}${"</a>".repeat(15000)}`;
  const condition = `<condition attribute="subject" operator="eq"><value>${deep}</value></condition>`;
  holds({ fetchXml: `<fetch><entity name="lead"><filter>${condition}</filter></entity></fetch>` });
  holds({ fetchXml: `<fetch>${deep}</fetch>` });
  holds({ fetchXml: "<a>".repeat(40000) });
  holds({ $filter: `contains(subject,'${"%a".repeat(1900)}')` });
});
