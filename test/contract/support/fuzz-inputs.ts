import fc from "fast-check";

// What a hostile or broken client may send: half right, so that it reaches every part of the sandbox.

export const anyOf = (...values: readonly string[]) => fc.constantFrom(...values);
export const guid = fc.uuid();
export const text = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.string({ unit: "binary", maxLength: 8 }),
  anyOf("'", "''", "%", "_", "[", "*", "\\", "\0", "🚀", "--", ";", "(", ")"),
);
const property = fc.oneof(
  anyOf(
    "subject",
    "leadid",
    "statecode",
    "budgetamount",
    "createdon",
    "_ownerid_value",
    "donotemail",
    "fullname",
    "versionnumber",
    "parentaccountid/name",
    "owninguser/businessunitid/name",
    "estimatedclosedate",
    "Lead_Tasks",
    "nothing",
    "subject__type",
  ),
  text,
);
const literal = fc.oneof(
  anyOf(
    "null",
    "true",
    "1",
    "-1",
    "1.5",
    "1e400",
    "9999999999999999999",
    "2026-01-01",
    "2026-13-45",
    "2026-01-01T00:00:00Z",
    "@p",
    "''",
    "Microsoft.Dynamics.CRM.X'Y'",
  ),
  guid,
  text.map((value) => `'${value.replace(/'/g, "''")}'`),
  text,
);
const comparison = fc
  .tuple(property, anyOf("eq", "ne", "gt", "ge", "lt", "le", "in", "has", "EQ", ""), literal)
  .map((parts) => parts.join(" "));
const textFunction = fc
  .tuple(anyOf("contains", "startswith", "endswith", "tolower", "length", "year"), property, literal)
  .map(([name, a, b]) => `${name}(${a},${b})`);
const queryFunction = fc
  .tuple(
    anyOf(
      "In",
      "NotIn",
      "Between",
      "Contains",
      "ContainValues",
      "On",
      "OnOrAfter",
      "LastXDays",
      "Today",
      "ThisMonth",
      "EqualUserId",
      "Above",
      "NotNull",
      "LastXHours",
      "NextXDays",
      "Nonsense",
    ),
    property,
    fc.oneof(
      literal,
      fc.array(literal, { maxLength: 3 }).map((list) => `[${list.join(",")}]`),
    ),
  )
  .map(
    ([name, name_, value]) =>
      `Microsoft.Dynamics.CRM.${name}(PropertyName='${name_}',PropertyValue${value.startsWith("[") ? "s" : ""}=${value})`,
  );
const lambda = fc
  .tuple(
    anyOf("Lead_Tasks", "contact_customer_accounts", "leadcompetitors_association", "subject"),
    anyOf("any", "all"),
    property,
    literal,
  )
  .map(([path, kind, name, value]) => `${path}/${kind}(o:o/${name} eq ${value})`);
const { filter } = fc.letrec<{ filter: string }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    comparison,
    textFunction,
    queryFunction,
    lambda,
    fc.tuple(tie("filter"), anyOf("and", "or"), tie("filter")).map((parts) => parts.join(" ")),
    tie("filter").map((inner) => `not (${inner})`),
    tie("filter").map((inner) => `(${inner})`),
    tie("filter").map((inner) => inner.slice(0, -1)),
  ),
}));
const expand = fc
  .tuple(
    anyOf(
      "parentaccountid",
      "Lead_Tasks",
      "owninguser",
      "leadcompetitors_association",
      "nothing",
      "customerid_account",
      "ownerid",
    ),
    fc.option(
      fc.oneof(
        property.map((name) => `$select=${name}`),
        filter.map((each) => `$filter=${each}`),
        property.map((name) => `$orderby=${name};$top=1`),
        anyOf("$expand=primarycontactid($expand=parentcustomerid_account)", "$top=-1", ""),
      ),
    ),
  )
  .map(([name, options]) => (options === null ? name : `${name}(${options})`));
const apply = fc.oneof(
  fc
    .tuple(property, anyOf("sum", "average", "min", "max", "countdistinct", "x"))
    .map(([name, method]) => `aggregate(${name} with ${method} as a)`),
  fc.tuple(property, property).map(([a, b]) => `groupby((${a}),aggregate(${b} with sum as s,$count as c))`),
  fc.tuple(filter, property).map(([each, name]) => `filter(${each})/groupby((${name}))`),
  text,
);
const option = fc.oneof(
  fc.tuple(anyOf("$filter"), filter),
  fc.tuple(
    anyOf("$select"),
    fc.array(property, { maxLength: 4 }).map((list) => list.join(",")),
  ),
  fc.tuple(
    anyOf("$orderby"),
    fc.tuple(property, anyOf("asc", "desc", "x", "")).map((parts) => parts.join(" ")),
  ),
  fc.tuple(
    anyOf("$expand"),
    fc.array(expand, { maxLength: 3 }).map((list) => list.join(",")),
  ),
  fc.tuple(anyOf("$apply"), apply),
  fc.tuple(
    anyOf("$top", "$count", "$skip", "$search", "$skiptoken", "savedQuery", "userQuery", "@p", "tag"),
    fc.oneof(literal, text),
  ),
  fc.tuple(anyOf("fetchXml"), fc.oneof(text, fetchXml())),
  fc.tuple(text, text),
);

function fetchXml() {
  const condition = fc
    .tuple(
      property,
      anyOf("eq", "ne", "like", "in", "null", "not-null", "today", "last-x-days", "eq-userid", "between", "on", "x"),
      text,
    )
    .map(
      ([attribute, operator, value]) =>
        `<condition attribute="${attribute}" operator="${operator}" value="${value}"><value>${value}</value></condition>`,
    );
  return fc
    .tuple(
      anyOf("lead", "account", "nothing", "activitypointer"),
      property,
      fc.array(condition, { maxLength: 3 }),
      anyOf(
        "",
        '<link-entity name="account" from="accountid" to="parentaccountid" alias="a"><attribute name="name"/></link-entity>',
        '<order attribute="subject"/>',
        "<all-attributes/>",
      ),
      anyOf("", 'aggregate="true"', 'count="2" page="2"', 'distinct="true"', 'top="x"'),
    )
    .map(
      ([entity, attribute, conditions, extra, settings]) =>
        `<fetch ${settings}><entity name="${entity}"><attribute name="${attribute}" alias="x" aggregate="count"/>${extra}<filter type="or">${conditions.join("")}</filter></entity></fetch>`,
    );
}

const maybeEncoded = (value: string, encode: boolean): string => {
  // A lone surrogate cannot be encoded, nor sent by any client.
  try {
    return encode ? encodeURIComponent(value) : value;
  } catch {
    return "";
  }
};
export const query = fc
  .array(fc.tuple(option, fc.boolean()), { maxLength: 4 })
  .map((options) =>
    options.map(([[name, value], encode]) => `${name}=${maybeEncoded(value, encode || value.includes("&"))}`).join("&"),
  );
export const address = fc.oneof(
  anyOf(
    "leads",
    "accounts",
    "contacts/$count",
    "tasks",
    "activitypointers",
    "EntityDefinitions",
    "RelationshipDefinitions",
    "GlobalOptionSetDefinitions",
    "EntityDefinitions(LogicalName='lead')/Attributes",
    "WhoAmI",
    "$metadata",
    "",
  ),
  fc
    .tuple(
      anyOf("leads", "accounts", "systemusers", "nothing"),
      fc.oneof(
        guid,
        literal,
        fc.tuple(property, literal).map((parts) => parts.join("=")),
        text,
      ),
      fc.oneof(
        property,
        anyOf(
          "",
          "$ref",
          "$count",
          "$value",
          "Lead_Tasks",
          "parentaccountid/$ref",
          "Microsoft.Dynamics.CRM.QualifyLead",
        ),
      ),
    )
    .map(([set, key, rest]) => `${set}(${key})/${rest}`),
  fc
    .tuple(
      anyOf(
        "InitializeFrom",
        "RetrieveDuplicates",
        "RetrieveTotalRecordCount",
        "FormatAddress",
        "WhoAmI",
        "RetrieveProcessInstances",
      ),
      fc.array(
        fc.tuple(property, literal).map((parts) => parts.join("=")),
        { maxLength: 3 },
      ),
    )
    .map(([name, list]) => `${name}(${list.join(",")})`),
  text,
);

const scalar = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  guid,
  anyOf("2026-01-01", "2026-01-01T00:00:00Z", "/accounts(1)", "$1", "1,2,3"),
);
const key = fc.oneof(
  anyOf(
    "subject",
    "leadid",
    "statecode",
    "statuscode",
    "budgetamount",
    "estimatedclosedate",
    "ownerid@odata.bind",
    "parentaccountid@odata.bind",
    "parentaccountid",
    "Lead_Tasks",
    "Lead_Tasks@odata.bind",
    "donotemail",
    "leadsourcecode",
    "numberofemployees",
    "transactioncurrencyid@odata.bind",
    "@odata.type",
    "customerid_contact",
    "_ownerid_value",
    "__proto__",
    "constructor",
    "Status",
    "CreateAccount",
    "OpportunityCustomerId",
    "Targets",
    "Target",
    "PrincipalAccess",
  ),
  text,
);
export const { body } = fc.letrec<{ body: unknown }>((tie) => ({
  body: fc.oneof(
    { maxDepth: 3 },
    fc.dictionary(key, fc.oneof({ maxDepth: 3 }, scalar, tie("body"), fc.array(tie("body"), { maxLength: 3 })), {
      maxKeys: 5,
    }),
    scalar,
  ),
}));
