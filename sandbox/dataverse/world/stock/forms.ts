import type { Catalog } from "../../metadata/catalog";
import { labelText, type Table } from "../../metadata/model";
import type { SeedRow } from "../rows";
import { buildFormXml, formId, QUICK_VIEW, type FormSpec, type GridSpec } from "./form-xml";
import { viewId } from "./views";

const addressFields =
  "address1_line1 address1_line2 address1_line3 address1_city address1_stateorprovince address1_postalcode address1_country";

const grids: Readonly<Record<string, GridSpec>> = {
  Contacts: {
    table: "contact",
    relationship: "contact_customer_accounts",
    viewId: viewId("contact", "Contact Associated View"),
    label: "Contacts",
  },
  Account_Opportunities: {
    table: "opportunity",
    relationship: "opportunity_customer_accounts",
    viewId: viewId("opportunity", "Opportunity Associated View"),
    label: "Opportunities",
  },
  Contact_Opportunities: {
    table: "opportunity",
    relationship: "opportunity_customer_contacts",
    viewId: viewId("opportunity", "Opportunity Associated View"),
    label: "Opportunities",
  },
  Lead_Opportunities: {
    table: "opportunity",
    relationship: "opportunity_originating_lead",
    viewId: viewId("opportunity", "Opportunity Associated View"),
    label: "Opportunities",
  },
  Lead_Stakeholders: {
    table: "connection",
    relationship: "lead_connections1",
    viewId: viewId("connection", "Connection Associated View"),
    label: "Stakeholders",
  },
  Opportunity_Stakeholders: {
    table: "connection",
    relationship: "opportunity_connections1",
    viewId: viewId("connection", "Connection Associated View"),
    label: "Stakeholders",
  },
};

const timeline = { width: "34%", sections: [{ label: "Timeline", fields: "@timeline" }] };

/** The main forms that sellers use; keys of the lead form are the platform's (facts/solution-package.md §1.5). */
const forms: readonly FormSpec[] = [
  {
    table: "lead",
    name: "Lead",
    type: 2,
    id: "e3b6ddb7-8df0-4410-ac7b-fd32e5053d38",
    header: "leadsourcecode leadqualitycode statuscode ownerid",
    tabs: [
      {
        name: "Summary",
        label: "Summary",
        columns: [
          {
            width: "33%",
            sections: [
              { label: "Contact", fields: "subject firstname lastname jobtitle telephone1 mobilephone emailaddress1" },
              { label: "Company", fields: "companyname websiteurl" },
              { label: "Address", fields: addressFields },
            ],
          },
          timeline,
          {
            width: "33%",
            sections: [
              {
                label: "Qualification",
                fields:
                  "purchasetimeframe budgetamount purchaseprocess decisionmaker need estimatedamount estimatedclosedate",
              },
              { label: "Stakeholders", fields: "@grid:Lead_Stakeholders" },
            ],
          },
        ],
      },
      {
        name: "Details",
        label: "Details",
        columns: [
          {
            width: "50%",
            sections: [
              {
                label: "Details",
                fields:
                  "industrycode revenue numberofemployees sic campaignid transactioncurrencyid parentaccountid parentcontactid",
              },
              { label: "Description", fields: "description qualificationcomments" },
            ],
          },
          {
            width: "50%",
            sections: [
              {
                label: "Preferences",
                fields: "preferredcontactmethodcode donotemail donotphone donotbulkemail donotpostalmail",
              },
              { label: "Opportunities", fields: "@grid:Lead_Opportunities" },
            ],
          },
        ],
      },
    ],
  },
  {
    table: "account",
    name: "Account",
    type: 2,
    header: "revenue numberofemployees ownerid",
    tabs: [
      {
        name: "Summary",
        label: "Summary",
        columns: [
          {
            width: "33%",
            sections: [
              {
                label: "Account",
                fields: "name telephone1 fax websiteurl emailaddress1 parentaccountid primarycontactid",
              },
              { label: "Address", fields: addressFields },
            ],
          },
          timeline,
          {
            width: "33%",
            sections: [
              { label: "Primary Contact", fields: "@quick:primarycontactid" },
              { label: "Contacts", fields: "@grid:Contacts" },
              { label: "Opportunities", fields: "@grid:Account_Opportunities" },
            ],
          },
        ],
      },
      {
        name: "Details",
        label: "Details",
        columns: [
          {
            width: "50%",
            sections: [
              {
                label: "Details",
                fields: "accountnumber industrycode customertypecode sic originatingleadid transactioncurrencyid",
              },
              { label: "Description", fields: "description" },
            ],
          },
        ],
      },
    ],
  },
  {
    table: "contact",
    name: "Contact",
    type: 2,
    header: "ownerid",
    tabs: [
      {
        name: "Summary",
        label: "Summary",
        columns: [
          {
            width: "33%",
            sections: [
              {
                label: "Contact",
                fields:
                  "firstname lastname jobtitle parentcustomerid emailaddress1 telephone1 mobilephone preferredcontactmethodcode",
              },
              { label: "Address", fields: addressFields },
            ],
          },
          timeline,
          { width: "33%", sections: [{ label: "Opportunities", fields: "@grid:Contact_Opportunities" }] },
        ],
      },
      {
        name: "Details",
        label: "Details",
        columns: [
          {
            width: "50%",
            sections: [
              {
                label: "Details",
                fields:
                  "salutation middlename emailaddress2 emailaddress3 telephone2 managerphone accountrolecode originatingleadid",
              },
              { label: "Description", fields: "description" },
            ],
          },
        ],
      },
    ],
  },
  {
    table: "opportunity",
    name: "Opportunity",
    type: 2,
    header: "estimatedclosedate estimatedvalue statuscode ownerid",
    tabs: [
      {
        name: "Summary",
        label: "Summary",
        columns: [
          {
            width: "33%",
            sections: [
              {
                label: "Opportunity",
                fields:
                  "name customerid parentcontactid parentaccountid purchasetimeframe transactioncurrencyid budgetamount purchaseprocess",
              },
              { label: "Description", fields: "description currentsituation customerneed proposedsolution" },
            ],
          },
          timeline,
          {
            width: "33%",
            sections: [
              {
                label: "Qualification",
                fields:
                  "opportunityratingcode closeprobability need decisionmaker isrevenuesystemcalculated estimatedvalue",
              },
              { label: "Stakeholders", fields: "@grid:Opportunity_Stakeholders" },
            ],
          },
        ],
      },
      {
        name: "Details",
        label: "Details",
        columns: [
          {
            width: "50%",
            sections: [
              {
                label: "Details",
                fields: "originatingleadid campaignid pricelevelid salesstage qualificationcomments",
              },
            ],
          },
        ],
      },
    ],
  },
  quickView("contact", "jobtitle emailaddress1 telephone1 mobilephone"),
  quickCreate("lead", "subject firstname lastname companyname emailaddress1 telephone1 mobilephone leadsourcecode"),
  quickCreate("account", "name telephone1 websiteurl emailaddress1 primarycontactid"),
  quickCreate("contact", "firstname lastname jobtitle parentcustomerid emailaddress1 telephone1 mobilephone"),
  quickCreate("opportunity", "name customerid parentcontactid estimatedvalue estimatedclosedate transactioncurrencyid"),
];

/** Columns of the simple forms that other tables get. */
const simple: Readonly<Record<string, string>> = {
  task: "subject description regardingobjectid scheduledend prioritycode statuscode ownerid",
  phonecall: "subject phonenumber directioncode description regardingobjectid scheduledend ownerid",
  email: "subject description regardingobjectid ownerid",
  appointment: "subject location scheduledstart scheduledend description regardingobjectid ownerid",
  competitor: "name websiteurl strengths weaknesses overview",
  campaign: "name typecode codename proposedstart proposedend description ownerid",
  connection: "record1id record1roleid record2id record2roleid description ownerid",
  duplicaterule: "name baseentityname matchingentityname excludeinactiverecords iscasesensitive description statuscode",
  importjob: "solutionname progress startedon completedon data",
  systemuser: "firstname lastname title internalemailaddress businessunitid isdisabled",
  team: "name businessunitid teamtype administratorid description",
};

/** All stock forms, built from the metadata. */
export function formRows(catalog: Catalog): SeedRow[] {
  const rows = forms.map((form) => formRow(catalog, form));
  for (const table of catalog.tables()) {
    if (forms.some((form) => form.table === table.logicalName) || table.isIntersect || !table.primaryName) continue;
    rows.push(formRow(catalog, simpleForm(table)));
  }
  return rows;
}

/** The form that the platform makes with a table: its name, its owner. */
export function simpleForm(table: Table): FormSpec {
  const wanted = simple[table.logicalName] ?? `${table.primaryName ?? ""} ownerid`;
  const fields = wanted.split(" ").filter((name) => table.columns.get(name)?.stored);

  return {
    table: table.logicalName,
    name: labelText(table.label, 1033),
    type: 2,
    header: "",
    tabs: [
      {
        name: "General",
        label: "General",
        columns: [
          {
            width: table.hasNotes || table.isActivity ? "60%" : "100%",
            sections: [{ label: "General", fields: fields.join(" ") }],
          },
          ...(table.hasNotes || table.isActivity
            ? [{ width: "40%", sections: [{ label: "Timeline", fields: "@timeline" }] }]
            : []),
        ],
      },
    ],
  };
}

/** The row of a form. */
export function formRow(catalog: Catalog, form: FormSpec): SeedRow {
  return {
    table: "systemform",
    values: {
      formid: formId(form),
      name: form.name,
      objecttypecode: form.table,
      type: form.type,
      formxml: buildFormXml(catalog, form, grids),
      formactivationstate: 1,
      formpresentation: 1,
      isdefault: form.type === 2,
      isdesktopenabled: true,
      iscustomizable: true,
      ismanaged: !catalog.requireTable(form.table).isCustom,
      canbedeleted: false,
    },
  };
}

function quickView(table: string, fields: string): FormSpec {
  return {
    table,
    name: QUICK_VIEW,
    type: 6,
    header: "",
    tabs: [
      { name: "General", label: "General", columns: [{ width: "100%", sections: [{ label: "General", fields }] }] },
    ],
  };
}

function quickCreate(table: string, fields: string): FormSpec {
  return {
    table,
    name: `Quick Create`,
    type: 7,
    header: "",
    tabs: [
      { name: "General", label: "General", columns: [{ width: "100%", sections: [{ label: "General", fields }] }] },
    ],
  };
}
