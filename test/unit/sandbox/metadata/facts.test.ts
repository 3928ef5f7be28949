import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { standardCatalog } from "../../../../sandbox/dataverse/metadata/standard";

const folder = resolve(__dirname, "../../../../../shared/facts/metadata");
const there = existsSync(folder);
if (!there) console.warn("The collected facts are not beside the repository: the comparison with them is skipped.");

interface Dump {
  readonly info: Readonly<Record<string, string>>;
  readonly attributes: Readonly<Record<string, unknown>>;
}
interface Names {
  readonly entityset: string;
  readonly primaryid: string;
  readonly manyToOne: readonly {
    readonly rel: string;
    readonly target: string;
    readonly attr: string;
    readonly nav: string;
  }[];
}

function read<T>(name: string): Record<string, T> {
  return there ? (JSON.parse(readFileSync(join(folder, name), "utf8")) as Record<string, T>) : {};
}

const catalog = standardCatalog();
/** Columns of other apps that the organisation of the dump had installed. */
const foreign = /^(adx_|msdyn|msa_|mspp_|msft_|msfp|mscrm_|msevtmgt_|cdi_|int_|li_|crd|new_|devkit|sharepointemail)/;
/** Two relationships share this navigation property in the reference, which cannot be. */
const contradictory = new Set(["email.acceptingentityid"]);

(there ? describe : describe.skip)("the definitions agree with the collected facts", () => {
  test.each(
    Object.values(read<Dump>("columns.json")).map((dump) => [dump.info["EntityLogicalName"] ?? "", dump] as const),
  )("columns of %s", (name, dump) => {
    const table = catalog.requireTable(name);
    expect(table.entitySetName).toBe(dump.info["EntitySetName"]);
    expect(table.objectTypeCode).toBe(Number(dump.info["EntityTypeCode"]));
    expect(table.primaryId).toBe(dump.info["EntityPrimaryIdAttribute"]);
    const missing = Object.keys(dump.attributes).filter((each) => !foreign.test(each) && !table.columns.has(each));
    expect(missing).toEqual([]);
  });

  test.each(Object.entries(read<Names>("navigation-names.json")))("navigation names of %s", (name, facts) => {
    const table = catalog.requireTable(name);
    expect([table.entitySetName, table.primaryId]).toEqual([facts.entityset, facts.primaryid]);
    for (const { rel, target, attr, nav } of facts.manyToOne) {
      const known = catalog.table(target) !== undefined && table.columns.has(attr) && attr !== table.primaryId;
      if (!known || foreign.test(attr) || contradictory.has(`${name}.${attr}`)) continue;
      expect([rel, catalog.lookupNavigation(name, attr, target)]).toEqual([rel, nav]);
    }
  });
});

describe("names that are easy to get wrong", () => {
  test.each([
    ["leadtoopportunitysalesprocess", "leadId", "lead"],
    ["leadtoopportunitysalesprocess", "opportunityId", "opportunity"],
    ["leadtoopportunitysalesprocess", "createdbyname", "systemuser"],
    ["lead", "customerid_contact", "contact"],
    ["lead", "stageid_processstage", "processstage"],
    ["task", "regardingobjectid_lead_task", "lead"],
    ["task", "ownerid_task", "owner"],
    ["annotation", "objectid_lead", "lead"],
    ["connection", "record1id_lead", "lead"],
    ["processstage", "ParentProcessStageId", "processstage"],
    ["lead", "Lead_Tasks", "task"],
    ["lead", "Lead_Phonecalls", "phonecall"],
    ["lead", "Lead_Annotation", "annotation"],
    ["lead", "lead_connections1", "connection"],
    ["lead", "opportunity_originating_lead", "opportunity"],
    ["lead", "account_originating_lead", "account"],
    ["lead", "contact_originating_lead", "contact"],
    ["lead", "leadcompetitors_association", "competitor"],
    ["account", "contact_customer_accounts", "contact"],
    ["account", "opportunity_customer_accounts", "opportunity"],
    ["account", "Account_Tasks", "task"],
    ["entitymap", "entity_map_attribute_maps", "attributemap"],
    ["duplicaterule", "DuplicateRule_DuplicateRuleConditions", "duplicaterulecondition"],
    ["email", "email_activity_parties", "activityparty"],
    ["workflow", "licensee_systemuserid", "systemuser"],
    ["role", "organizationid_organization", "organization"],
    ["team", "associatedteamtemplateid", "teamtemplate"],
    ["sdkmessageprocessingstep", "eventhandler_plugintype", "plugintype"],
  ])("%s has %s to %s", (table, navigation, target) => {
    expect(catalog.navigation(table, navigation)?.target).toBe(target);
  });

  test("a lead is as long as out of the box and has the stock states", () => {
    const length = (name: string): number | undefined => catalog.column("lead", name)?.maxLength;
    expect([
      length("subject"),
      length("firstname"),
      length("fullname"),
      length("description"),
      length("mobilephone"),
    ]).toEqual([300, 50, 160, 2000, 20]);
    const states = catalog.column("lead", "statuscode")?.optionSet?.options.map(({ value, state }) => [value, state]);
    expect(states).toEqual([
      [1, 0],
      [2, 0],
      [3, 1],
      [4, 2],
      [5, 2],
      [6, 2],
      [7, 2],
    ]);
    expect(catalog.column("lead", "leadqualitycode")?.defaultValue).toBe(2);
  });
});
