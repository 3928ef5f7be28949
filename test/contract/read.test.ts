import { startSandbox, type TestSandbox } from "../support/sandbox";
import { Api, type Json, people } from "./support/api";
import { declareCases, type Case } from "./support/cases";
import { createFourthCoffee } from "./support/fourth-coffee";

let sandbox: TestSandbox;
let api: Api;
let account = "";
let contact = "";
let lead = "";

beforeAll(async () => {
  sandbox = await startSandbox({ solution: false });
  api = new Api(sandbox.url, "administrator");
  ({ account, contact, lead } = await createFourthCoffee(api));
}, 60_000);
afterAll(() => sandbox.close());

const wire = "dataverse-web-api.md §2.3";
const all = { prefer: 'odata.include-annotations="*"' };
const value = (answer: Json): Json[] => answer.value as Json[];
const list = async (path: string): Promise<Json[]> => value(await api.row(path));
const formatted = "@OData.Community.Display.V1.FormattedValue";

const rows: readonly Case[] = [
  {
    name: "sends the key and an etag with every row",
    fact: wire,
    run: async () => {
      const row = await api.row(`accounts(${account})?$select=name`);
      expect(Object.keys(row).sort()).toEqual(["@odata.context", "@odata.etag", "accountid", "name"]);
      expect(row["@odata.etag"]).toMatch(/^W\/"[0-9a-fA-F]+"$/);
    },
  },
  {
    name: "adds the currency to selected money and the composite to a selected part of an address",
    fact: `${wire} [D]`,
    run: async () => {
      const row = await api.row(`accounts(${account})?$select=revenue,address1_city`);
      expect(Object.keys(row)).toEqual(expect.arrayContaining(["_transactioncurrencyid_value", "address1_composite"]));
    },
  },
  {
    name: "writes money with four decimals",
    fact: `${wire} [D samples]`,
    run: async () =>
      expect((await api.get(`accounts(${account})?$select=revenue`)).text).toContain('"revenue":20000.0000'),
  },
  {
    name: "names sets, columns and expansions in the context",
    fact: wire,
    run: async () => {
      const single = await api.row(
        `accounts(${account})?$select=name&$expand=primarycontactid($select=fullname),Account_Tasks($select=subject)`,
      );
      expect(single["@odata.context"]).toMatch(
        /\$metadata#accounts\(name,primarycontactid\(fullname\),Account_Tasks\(subject\)\)\/\$entity$/,
      );
      expect((await api.row("accounts?$select=name"))["@odata.context"]).toMatch(/\$metadata#accounts\(name\)$/);
      expect((await api.row(`accounts(${account})/name`))["@odata.context"]).toMatch(
        new RegExp(`\\$metadata#accounts\\(${account}\\)/name$`),
      );
    },
  },
  {
    name: "annotates lookups, choices, yes/no and dates when asked, before their values",
    fact: wire,
    run: async () => {
      const { json, text } = await api.get(`leads(${lead})?$select=_parentaccountid_value,statuscode,donotemail`, all);
      expect(json[`_parentaccountid_value${formatted}`]).toBe("Fourth Coffee");
      expect(json["_parentaccountid_value@Microsoft.Dynamics.CRM.associatednavigationproperty"]).toBe(
        "parentaccountid",
      );
      expect(json["_parentaccountid_value@Microsoft.Dynamics.CRM.lookuplogicalname"]).toBe("account");
      expect(json[`statuscode${formatted}`]).toBe("New");
      expect(json[`donotemail${formatted}`]).toBe("Do Not Allow");
      expect(text.indexOf(`"statuscode${formatted}"`)).toBeLessThan(text.indexOf('"statuscode":'));
    },
  },
  {
    name: "gives only the annotations that are asked for",
    fact: wire,
    run: async () => {
      const prefer = 'odata.include-annotations="Microsoft.Dynamics.CRM.lookuplogicalname"';
      const { json } = await api.get(`leads(${lead})?$select=_parentaccountid_value`, { prefer });
      expect(json["_parentaccountid_value@Microsoft.Dynamics.CRM.lookuplogicalname"]).toBe("account");
      expect(json[`_parentaccountid_value${formatted}`]).toBeUndefined();
    },
  },
  {
    name: "does not select navigation properties and name shadows",
    fact: `${wire} [R]`,
    run: async () => {
      for (const name of ["ownerid", "primarycontactidname", "Name"]) {
        const answer = await api.get(`accounts?$select=${name}`);
        expect(answer.status).toBe(400);
        expect(answer.message).toBe(
          `Could not find a property named '${name}' on type 'Microsoft.Dynamics.CRM.account'.`,
        );
      }
    },
  },
  {
    name: "reads a property, its raw value, a lookup's row and the references of a collection",
    fact: wire,
    run: async () => {
      expect((await api.row(`accounts(${account})/name`)).value).toBe("Fourth Coffee");
      expect((await api.get(`accounts(${account})/name/$value`)).text).toBe("Fourth Coffee");
      expect((await api.row(`accounts(${account})/primarycontactid`)).contactid).toBe(contact);
      expect((await api.get(`leads(${lead})/parentcontactid`)).status).toBe(204);
      const refs = await api.row(`accounts(${account})/Account_Tasks/$ref`);
      expect(refs["@odata.context"]).toMatch(/#Collection\(\$ref\)$/);
      expect(value(refs)[0]?.["@odata.id"]).toMatch(/\/tasks\([0-9a-f-]{36}\)$/);
    },
  },
  {
    name: "goes through lookups in the address",
    fact: wire,
    run: async () =>
      expect((await api.row(`leads(${lead})/parentaccountid/primarycontactid?$select=lastname`)).lastname).toBe("One"),
  },
  {
    name: "answers 304 to a known version, but never with expansions or annotations",
    fact: wire,
    run: async () => {
      const etag = String((await api.row(`accounts(${account})?$select=name`))["@odata.etag"]);
      const headers = { "if-none-match": etag };
      expect((await api.get(`accounts(${account})?$select=name`, headers)).status).toBe(304);
      expect((await api.get(`accounts(${account})?$select=name&$expand=primarycontactid`, headers)).status).toBe(200);
      expect((await api.get(`accounts(${account})?$select=name`, { ...headers, ...all })).status).toBe(200);
    },
  },
  {
    name: "answers systemusers with ownerid beside their own key",
    fact: "dataverse-web-api.md §1 principal",
    run: async () =>
      expect((await api.row(`systemusers(${people.seller})?$select=fullname`)).ownerid).toBe(people.seller),
  },
  {
    name: "gives the error details when all annotations are asked for",
    fact: "dataverse-web-api.md §2.2",
    run: async () => {
      const answer = await api.get("leads(11111111-1111-1111-1111-111111111111)", all);
      expect(answer.text).toContain("@Microsoft.PowerApps.CDS.HelpLink");
      expect((await api.get("leads(11111111-1111-1111-1111-111111111111)")).text).not.toContain("HelpLink");
    },
  },
];

const definitions: readonly Case[] = [
  {
    name: "describes tables with their labels",
    fact: "dataverse-web-api.md §2.6 Metadata",
    run: async () => {
      const row = await api.row(
        "EntityDefinitions(LogicalName='lead')?$select=LogicalName,EntitySetName,PrimaryIdAttribute,DisplayName",
      );
      expect(row).toMatchObject({ LogicalName: "lead", EntitySetName: "leads", PrimaryIdAttribute: "leadid" });
      const label = row.DisplayName as { LocalizedLabels: Json[]; UserLocalizedLabel: Json };
      expect(label.UserLocalizedLabel.Label).toBe("Lead");
      expect(Object.keys(label.LocalizedLabels[0] ?? {}).sort()).toEqual([
        "HasChanged",
        "IsManaged",
        "Label",
        "LanguageCode",
        "MetadataId",
      ]);
      expect(row.MetadataId).toMatch(/^[0-9a-f-]{36}$/);
    },
  },
  {
    name: "expands attributes with a filter, and casts them to their kind with option sets",
    fact: "dataverse-web-api.md §2.6 Metadata",
    run: async () => {
      const picklists = await api.row(
        "EntityDefinitions(LogicalName='lead')?$select=LogicalName&$expand=Attributes($select=LogicalName;$filter=AttributeType eq Microsoft.Dynamics.CRM.AttributeTypeCode'Picklist')",
      );
      expect((picklists.Attributes as Json[]).map((each) => each.LogicalName)).toContain("leadsourcecode");
      const cast = await list(
        "EntityDefinitions(LogicalName='lead')/Attributes/Microsoft.Dynamics.CRM.StatusAttributeMetadata?$select=LogicalName&$expand=OptionSet",
      );
      const options = (cast[0]?.OptionSet as { Options: Json[] }).Options;
      expect(options.find((each) => each.Value === 7)?.State).toBe(2);
      expect(
        (await api.get("EntityDefinitions(LogicalName='lead')/Attributes/Microsoft.Dynamics.CRM.EnumAttributeMetadata"))
          .status,
      ).toBe(400);
    },
  },
  {
    name: "describes relationships with the names that bind",
    fact: "dataverse-web-api.md §1 navigation names",
    run: async () => {
      const [row] = await list(
        "EntityDefinitions(LogicalName='leadtoopportunitysalesprocess')/ManyToOneRelationships?$filter=ReferencingAttribute eq 'leadid'",
      );
      expect(row?.ReferencingEntityNavigationPropertyName).toBe("leadId");
    },
  },
  {
    name: "answers $metadata as CSDL with types, sets and operations, and a service document",
    fact: "issue 3 part 4",
    run: async () => {
      const { text, headers } = await api.get("$metadata");
      expect(headers.get("content-type")).toMatch(/xml/);
      expect(text).toContain('<EntityType Name="lead"');
      expect(text).toContain('<EntitySet Name="opportunities"');
      expect(text).toContain(
        '<Action Name="QualifyLead" IsBound="true"><Parameter Name="entity" Type="mscrm.lead" Nullable="false" />',
      );
      expect((await list("")).some((each) => each.name === "leads")).toBe(true);
    },
  },
];

declareCases("reading rows", rows);
declareCases("reading definitions", definitions);
