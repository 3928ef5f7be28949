import type { ColumnKind, ColumnMetadata, Metadata, TableMetadata } from "../../../core/dataverse/metadata";

type Draft = Partial<Omit<ColumnMetadata, "logicalName">>;

function column(logicalName: string, kind: ColumnKind, more: Draft = {}): ColumnMetadata {
  return {
    logicalName,
    displayName: more.displayName ?? logicalName,
    kind,
    required: "None",
    canCreate: true,
    canUpdate: true,
    canRead: true,
    ...more,
  };
}

const text = (name: string, maxLength: number, more: Draft = {}) => column(name, "String", { maxLength, ...more });
const lookup = (name: string, tables: readonly string[]) =>
  column(name, tables.length > 1 ? "Customer" : "Lookup", {
    targets: tables.map((table) => ({
      table,
      navigationProperty: tables.length > 1 ? `${name}_${table}` : name,
    })),
  });

function table(
  logicalName: string,
  entitySetName: string,
  primaryName: string,
  columns: readonly ColumnMetadata[],
): TableMetadata {
  const all = [
    column(`${logicalName}id`, "Uniqueidentifier", { canUpdate: false }),
    column("createdon", "DateTime", { canCreate: false, canUpdate: false, format: "DateAndTime" }),
    column("statecode", "State", {
      canCreate: false,
      options: [
        { value: 0, label: "Open" },
        { value: 1, label: "Qualified" },
        { value: 2, label: "Disqualified" },
      ],
    }),
    lookup("transactioncurrencyid", ["transactioncurrency"]),
    ...columns,
  ];

  return {
    logicalName,
    displayName: logicalName,
    entitySetName,
    primaryId: `${logicalName}id`,
    primaryName,
    columns: Object.fromEntries(all.map((one) => [one.logicalName, one])),
  };
}

/** A small Sales environment's metadata: enough columns of each kind. */
export const sampleMetadata: Metadata = {
  lead: table("lead", "leads", "fullname", [
    text("fullname", 160, { canCreate: false, canUpdate: false }),
    text("subject", 300, { displayName: "Topic", required: "ApplicationRequired" }),
    text("companyname", 100, { displayName: "Company Name" }),
    text("firstname", 50),
    text("lastname", 50),
    text("jobtitle", 100),
    text("emailaddress1", 100, { format: "Email" }),
    text("telephone1", 50, { format: "Phone" }),
    text("mobilephone", 20, { format: "Phone" }),
    text("websiteurl", 200, { format: "Url" }),
    column("description", "Memo", { maxLength: 2000 }),
    text("address1_line1", 250),
    text("address1_city", 80),
    column("estimatedamount", "Money", { precision: 2, min: 0, max: 1e12 }),
    column("donotemail", "Boolean", {
      options: [
        { value: 0, label: "Allow" },
        { value: 1, label: "Do Not Allow" },
      ],
    }),
    column("statuscode", "Status", {
      options: [
        { value: 1, label: "New", state: 0 },
        { value: 3, label: "Qualified", state: 1 },
        { value: 4, label: "Lost", state: 2 },
      ],
    }),
    lookup("parentaccountid", ["account"]),
    lookup("parentcontactid", ["contact"]),
    lookup("campaignid", ["campaign"]),
  ]),
  account: table("account", "accounts", "name", [
    text("name", 160, { required: "ApplicationRequired", displayName: "Account Name" }),
    text("telephone1", 50, { displayName: "Main Phone" }),
    text("emailaddress1", 100),
    text("websiteurl", 200),
    text("address1_line1", 250),
    text("address1_city", 80),
    column("numberofemployees", "Integer", { min: 0, max: 1e6 }),
    column("description", "Memo", { maxLength: 2000 }),
    column("donotemail", "Boolean"),
    lookup("originatingleadid", ["lead"]),
    lookup("primarycontactid", ["contact"]),
  ]),
  contact: table("contact", "contacts", "fullname", [
    text("fullname", 160, { canCreate: false, canUpdate: false }),
    text("firstname", 50, { displayName: "First Name" }),
    text("lastname", 50, { required: "ApplicationRequired", displayName: "Last Name" }),
    text("jobtitle", 100),
    text("emailaddress1", 100),
    text("mobilephone", 50),
    text("telephone1", 50),
    column("donotemail", "Boolean"),
    lookup("originatingleadid", ["lead"]),
    lookup("parentcustomerid", ["account", "contact"]),
  ]),
  opportunity: table("opportunity", "opportunities", "name", [
    text("name", 300, { required: "ApplicationRequired", displayName: "Topic" }),
    column("description", "Memo", { maxLength: 2000 }),
    column("estimatedvalue", "Money", { precision: 2, min: 0, max: 1e12, displayName: "Est. revenue" }),
    column("estimatedclosedate", "DateTime", { format: "DateOnly", displayName: "Est. close date" }),
    lookup("originatingleadid", ["lead"]),
    lookup("parentaccountid", ["account"]),
    lookup("parentcontactid", ["contact"]),
    lookup("customerid", ["account", "contact"]),
  ]),
};

/** The maps that the sample environment has. */
export const sampleMaps = [
  ["account", "companyname", "name"],
  ["account", "telephone1", "telephone1"],
  ["account", "websiteurl", "websiteurl"],
  ["account", "donotemail", "donotemail"],
  ["account", "address1_line1", "address1_line1"],
  ["account", "address1_city", "address1_city"],
  ["contact", "firstname", "firstname"],
  ["contact", "lastname", "lastname"],
  ["contact", "jobtitle", "jobtitle"],
  ["contact", "emailaddress1", "emailaddress1"],
  ["contact", "mobilephone", "mobilephone"],
  ["opportunity", "subject", "name"],
  ["opportunity", "description", "description"],
  ["opportunity", "parentaccountid", "parentaccountid"],
  ["opportunity", "parentcontactid", "parentcontactid"],
] as const;
