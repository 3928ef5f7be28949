import { DOMParser } from "@xmldom/xmldom";
import { csdlDocument, Definitions } from "../../../../sandbox/dataverse/metadata/definitions";
import { standardCatalog } from "../../../../sandbox/dataverse/metadata/standard";
import type { JsonObject } from "../../../../sandbox/dataverse/query";

const base = "http://127.0.0.1/api/data/v9.2/";
const catalog = standardCatalog();
const definitions = new Definitions(catalog, 1031, base);

/** Reads an address such as `EntityDefinitions(LogicalName='lead')/Attributes?$select=…`. */
function read(address: string): JsonObject | undefined {
  const [path = "", query = ""] = address.split("?");
  const segments = path.split("/").map((each) => {
    const open = each.indexOf("(");

    return open < 0 ? { name: each, parens: null } : { name: each.slice(0, open), parens: each.slice(open + 1, -1) };
  });

  return definitions.read(segments, new Map(new URLSearchParams(query)));
}

function values(address: string): JsonObject[] {
  return (read(address)?.["value"] ?? []) as JsonObject[];
}

const lead = "EntityDefinitions(LogicalName='lead')";

test("a table has its names, key, type code and labels in the reader's language", () => {
  expect(
    read("EntityDefinitions(LogicalName='account')?$select=EntitySetName,ObjectTypeCode,DisplayName"),
  ).toMatchObject({
    EntitySetName: "accounts",
    ObjectTypeCode: 1,
    DisplayName: { UserLocalizedLabel: { Label: "Firma", LanguageCode: 1031 } },
    MetadataId: expect.any(String) as string,
  });
  expect(read("EntityDefinitions(LogicalName='nothing')")).toBeUndefined();
});

test("a definition is found by its MetadataId too", () => {
  const id = String(read(`${lead}?$select=LogicalName`)?.["MetadataId"]);
  expect(read(`EntityDefinitions(${id})?$select=LogicalName`)?.["LogicalName"]).toBe("lead");
});

test("a cast narrows attributes and allows their options", () => {
  const picklists = values(
    `${lead}/Attributes/Microsoft.Dynamics.CRM.PicklistAttributeMetadata?$select=LogicalName&$expand=OptionSet($select=Options),GlobalOptionSet`,
  );
  const quality = picklists.find((each) => each["LogicalName"] === "leadqualitycode");
  expect(((quality?.["OptionSet"] as JsonObject)["Options"] as JsonObject[]).map((each) => each["Value"])).toEqual([
    1, 2, 3,
  ]);
  expect(quality?.["GlobalOptionSet"]).toBeNull();
  const status = read(
    `${lead}/Attributes(LogicalName='statuscode')/Microsoft.Dynamics.CRM.StatusAttributeMetadata/OptionSet?$select=Options`,
  );
  expect((status?.["Options"] as JsonObject[]).map((each) => [each["Value"], each["State"]])).toEqual([
    [1, 0],
    [2, 0],
    [3, 1],
    [4, 2],
    [5, 2],
    [6, 2],
    [7, 2],
  ]);
  expect(() => read(`${lead}/Attributes/Microsoft.Dynamics.CRM.EnumAttributeMetadata`)).toThrow("not supported");
});

test("attributes can be filtered by enumeration members and managed properties", () => {
  const names = values(
    `${lead}/Attributes?$select=LogicalName&$filter=RequiredLevel/Value eq Microsoft.Dynamics.CRM.AttributeRequiredLevel'ApplicationRequired'`,
  );
  expect(names.map((each) => each["LogicalName"])).toContain("subject");
  const typed = read(
    `${lead}?$select=LogicalName&$expand=Attributes($select=LogicalName;$filter=AttributeType eq Microsoft.Dynamics.CRM.AttributeTypeCode'State')`,
  );
  expect((typed?.["Attributes"] as JsonObject[]).map((each) => each["LogicalName"])).toEqual(["statecode"]);
});

test("relationships name both navigation properties", () => {
  const [found] = values(
    `${lead}/ManyToOneRelationships?$filter=ReferencingAttribute eq 'customerid' and ReferencedEntity eq 'contact'`,
  );
  expect(found).toMatchObject({
    SchemaName: "lead_customer_contacts",
    ReferencingEntityNavigationPropertyName: "customerid_contact",
  });
  expect(read("RelationshipDefinitions(SchemaName='leadcompetitors_association')")).toMatchObject({
    IntersectEntityName: "leadcompetitors",
  });
  const [cast] = values(
    "RelationshipDefinitions/Microsoft.Dynamics.CRM.OneToManyRelationshipMetadata?$filter=SchemaName eq 'Lead_Annotation'",
  );
  expect(cast?.["CascadeConfiguration"]).toMatchObject({ Delete: "Cascade" });
});

test("a global option set is found by name", () => {
  catalog.putOptionSet({ name: "enq_reason", isGlobal: true, options: [{ value: 1, label: { 1033: "Price" } }] });
  expect(read("GlobalOptionSetDefinitions(Name='enq_reason')")).toMatchObject({ Name: "enq_reason", IsGlobal: true });
});

test("an unknown property is refused by name", () => {
  expect(() => read(`${lead}?$select=Nothing`)).toThrow(
    "Could not find a property named 'Nothing' on type 'Microsoft.Dynamics.CRM.EntityMetadata'.",
  );
});

test("$metadata tells of functions and actions", () => {
  const qualify = {
    name: "QualifyLead",
    kind: "action" as const,
    bound: { table: "lead", to: "row" as const },
    parameters: { CreateAccount: "Edm.Boolean", OpportunityCurrencyId: "transactioncurrency?" },
    returns: "Collection(crmbaseentity)",
  };
  const xml = csdlDocument(catalog, [qualify, { name: "WhoAmI", kind: "function", returns: "WhoAmIResponse" }]);
  expect(xml).toContain(
    '<Action Name="QualifyLead" IsBound="true"><Parameter Name="entity" Type="mscrm.lead" Nullable="false" /><Parameter Name="CreateAccount" Type="Edm.Boolean" Nullable="false" /><Parameter Name="OpportunityCurrencyId" Type="mscrm.transactioncurrency" /><ReturnType Type="Collection(mscrm.crmbaseentity)" Nullable="false" /></Action>',
  );
  expect(xml).toContain('<FunctionImport Name="WhoAmI" Function="Microsoft.Dynamics.CRM.WhoAmI" />');
});

test("$metadata is well formed and names every set", () => {
  const xml = csdlDocument(catalog);
  expect(xml).toContain(
    '<EntitySet Name="leadtoopportunitysalesprocesses" EntityType="Microsoft.Dynamics.CRM.leadtoopportunitysalesprocess">',
  );
  expect(xml).toContain('<NavigationProperty Name="leadId" Type="mscrm.lead"');
  expect(new DOMParser().parseFromString(xml, "text/xml").documentElement?.tagName).toBe("edmx:Edmx");
  expect(xml.match(/<EntityType /g)).toHaveLength(catalog.tables().length + 1);
});
