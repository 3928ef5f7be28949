import type { Condition, Expression } from "../mapping/expression";
import type { MappingRule, OnExisting, TargetTable } from "../mapping/rule";
import { defaultProfile } from "./defaults";
import type { ProfileDocument } from "./document";

export type StarterName = "b2b" | "b2c" | "partner";

const column = (name: string): Expression => ({ op: "column", column: name });
const first = (...of: readonly Expression[]): Expression => ({ op: "firstNonBlank", of });
const phone = (name: string): Expression => ({ op: "phone", of: column(name), format: "international" });

function rule(
  table: TargetTable,
  target: string,
  value: Expression,
  onExisting: OnExisting = "fillBlank",
  when?: Condition,
): MappingRule {
  return {
    id: `${table}-${target}`,
    target: { table, column: target },
    value,
    onExisting,
    replacesPlatformMap: true,
    ...(when ? { when } : {}),
  };
}

/** What the maps of Dynamics do not do: tidy names, addresses and numbers, and leave nothing behind that a seller typed. */
const person: readonly MappingRule[] = [
  rule("contact", "firstname", { op: "case", of: { op: "trim", of: column("firstname"), inner: true }, to: "name" }),
  rule("contact", "lastname", { op: "case", of: { op: "trim", of: column("lastname"), inner: true }, to: "name" }),
  rule("contact", "emailaddress1", { op: "email", of: column("emailaddress1") }),
  rule("contact", "telephone1", phone("telephone1")),
  rule("contact", "mobilephone", phone("mobilephone")),
  rule("contact", "jobtitle", column("jobtitle"), "ask"),
  rule("contact", "donotemail", column("donotemail")),
  rule("contact", "donotphone", column("donotphone")),
];

const company: readonly MappingRule[] = [
  rule("account", "name", { op: "trim", of: column("companyname"), inner: true }),
  rule("account", "websiteurl", first(column("websiteurl"), { op: "website", of: column("emailaddress1") })),
  rule("account", "telephone1", phone("telephone1")),
  rule("account", "numberofemployees", column("numberofemployees")),
  rule("account", "industrycode", column("industrycode")),
];

const inThreeMonths: Expression = { op: "endOfMonth", of: { op: "addMonths", of: { op: "today" }, months: 3 } };
const deal: readonly MappingRule[] = [
  rule("opportunity", "estimatedvalue", first(column("estimatedamount"), column("budgetamount")), "ask"),
  rule("opportunity", "estimatedclosedate", first(column("estimatedclosedate"), inThreeMonths), "keep"),
  rule("opportunity", "opportunityratingcode", column("leadqualitycode"), "keep"),
];

function topic(text: string): MappingRule {
  return rule(
    "opportunity",
    "name",
    { op: "truncate", of: { op: "template", text }, max: 300, ellipsis: true },
    "keep",
  );
}

/** Ready-made documents to start from. Each lints clean against the stock tables of Sales. */
export const starterProfiles: Readonly<Record<StarterName, ProfileDocument>> = {
  b2b: {
    ...defaultProfile,
    records: {
      ...defaultProfile.records,
      account: { ...defaultProfile.records.account, decide: "always" },
      contact: { ...defaultProfile.records.contact, decide: "always" },
    },
    mapping: { rules: [...company, ...person, topic("{companyname}[ – {subject}]"), ...deal], consentColumns: [] },
    checklist: [
      { id: "company", label: "Company name", column: "companyname", level: "block", overrule: false },
      { id: "budget", label: "Budget", column: "budgetamount", level: "warn", overrule: true },
      { id: "timeframe", label: "Purchase timeframe", column: "purchasetimeframe", level: "warn", overrule: true },
    ],
    carryOver: { notes: "copy", files: "copy", activities: "show", stakeholders: "copy", competitors: "copy" },
  },
  b2c: {
    ...defaultProfile,
    records: {
      ...defaultProfile.records,
      account: { ...defaultProfile.records.account, decide: "never", preselect: "none" },
      contact: { ...defaultProfile.records.contact, decide: "always" },
      oneClick: true,
    },
    mapping: { rules: [...person, topic("{subject}"), ...deal], consentColumns: [] },
    checklist: [
      {
        id: "reachable",
        label: "E-mail or phone",
        column: "emailaddress1",
        condition: {
          any: ["emailaddress1", "telephone1", "mobilephone"].map((name) => ({ test: column(name), is: "notBlank" })),
        },
        level: "block",
        overrule: true,
      },
    ],
    matching: { ...defaultProfile.matching, accounts: false },
    afterwards: { ...defaultProfile.afterwards, open: "contact" },
  },
  partner: {
    ...defaultProfile,
    scope: { ...defaultProfile.scope, condition: { test: column("leadsourcecode"), is: "equals", value: 4 } },
    mapping: {
      rules: [
        ...company,
        ...person,
        topic("{companyname}[ – {subject}]"),
        rule("opportunity", "description", { op: "column", column: "description" }, "append"),
        rule("opportunity", "campaignid", column("campaignid"), "keep"),
        ...deal,
      ],
      consentColumns: [],
    },
    checklist: [
      { id: "description", label: "What the partner promised", column: "description", level: "block", overrule: true },
    ],
    carryOver: { notes: "copy", files: "copy", activities: "show", stakeholders: "copy", competitors: "show" },
    bulk: { ...defaultProfile.bulk, plain: "oneByOne" },
  },
};
